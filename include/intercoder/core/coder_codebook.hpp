// The codes one coder used, with what stands above them: a codebook of their own.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

struct codebook_part {
  codebook codes;
  std::vector<std::size_t> of_study;  ///< where each stands in the study's codebook
};

/// In the order of the study's codebook. @throws bad_argument when the coder is not in the study.
[[nodiscard]] codebook_part coder_codebook(study const& s, std::size_t coder);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/coder_codebook-inl.hpp>
#endif
