// One code of a text study as a reliability table: the categories are "no" and "yes".
#pragma once

#include <cstddef>

#include <intercoder/core/project.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// Units x coders for one code of the codebook, with the source of every unit. Stretches of characters count as often
/// as they are long, and only their sources are independent. `names`: give units the labels people know them by.
/// @throws bad_argument when the code is not in the codebook.
[[nodiscard]] ratings code_ratings(study const& s, presence const& p, std::size_t code, bool names = true);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/code_ratings-inl.hpp>
#endif
