// How often each coder applied a code in each source: numbers, where presence is not enough.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/ratings.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// Sources x coders: how many stretches of the source the coder marked with the code. Stretches that overlap are one,
/// those that touch are two; a coding of the whole source counts as one. A coder who was assigned to the source and did
/// not use the code has 0. Categories are the numbers that occur, so that distances between them may be taken.
///
/// Without coders: all. Without sources: those assigned to all of the coders.
/// @throws bad_argument, insufficient_data as `select_shared` does, and when the code is not in the codebook.
[[nodiscard]] ratings frequency_ratings(study const& s, std::size_t code, std::vector<std::size_t> const& coders = {},
                                        std::vector<std::size_t> const& sources = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/frequencies-inl.hpp>
#endif
