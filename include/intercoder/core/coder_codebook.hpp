// The codes one coder used, with what stands above them: a codebook of their own.
#pragma once

#include <cstddef>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// In the order of the study's codebook. @throws bad_argument when the coder is not in the study.
[[nodiscard]] codebook coder_codebook(study const& s, std::size_t coder);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/coder_codebook-inl.hpp>
#endif
