// How alike two codebooks are as trees, by the names of their codes.
#pragma once

#include <cstddef>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>

namespace intercoder {

/// Codes of both codebooks are those whose name both have, once each. NaN where there are none.
struct tree_similarity {
  std::size_t common = 0, only_a = 0, only_b = 0;  ///< codes
  double parent_agreement = 0;    ///< share of the common codes whose parents have one name, or are both at the top
  double ancestor_jaccard = 0;    ///< mean over the common codes: names above it in both, of those in either
  std::size_t edit_distance = 0;  ///< codes to add, take out or rename, so that one tree becomes the other
  double edit_similarity = 0;     ///< 1 less the distance, over the codes of both
};

/// The ordered edit distance of Zhang & Shasha (1989), unit costs; codes below one code in the order of the codebook.
/// Two codes at the top on either side that are both at the top agree on their parent, and share all (no) ancestors: 1.
[[nodiscard]] tree_similarity similarity_of(codebook const& a, codebook const& b);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/trees-inl.hpp>
#endif
