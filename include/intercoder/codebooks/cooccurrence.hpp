// Codes of one coder that meet in the text, and the groups they suggest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// Codes x codes. Stretches of one code by one coder that overlap are one; a coding of a whole source meets nothing.
struct cooccurrence_table {
  std::vector<std::size_t> codes;        ///< rows and columns: codes used, in the order of the codebook
  std::vector<std::int64_t> stretches;   ///< of each code
  std::vector<std::int64_t> characters;  ///< of each code
  std::vector<std::int64_t> overlaps;    ///< pairs of stretches that overlap
  std::vector<std::int64_t> shared;      ///< characters that both cover
  std::vector<std::int64_t> adjacent;    ///< pairs that do not overlap and lie next to each other
  std::vector<std::int64_t> within;      ///< pairs in which the row's stretch lies within the column's, or is the same

  [[nodiscard]] std::size_t size() const noexcept { return codes.size(); }
  /// Characters that both cover, of those that either does.
  [[nodiscard]] double jaccard(std::size_t i, std::size_t j) const;
};

/// What these coders marked, each for themself, added up; without coders, all of them. At most `gap` characters, such
/// as a line break, lie between what is adjacent.
/// @throws bad_argument for a coder that is not there, and a gap below 0.
[[nodiscard]] cooccurrence_table cooccurrence(study const& s, std::vector<std::size_t> const& coders = {},
                                              std::int64_t gap = 1);

/// One step of clustering: two groups become one. Groups 0 to n - 1 are the items, n + i is the i-th new one.
struct merge_step {
  std::size_t first = 0, second = 0;
  double height = 0;  ///< mean distance between their members
  std::size_t size = 0;
};

struct average_linkage {
  std::vector<merge_step> steps;  ///< n - 1, heights ascending
  double cophenetic_correlation =
      0;  ///< of distances with the heights at which pairs come together; NaN for fewer than 3
  /// For each item the number of its group, when groups that are further apart than `height` stay apart.
  [[nodiscard]] std::vector<std::size_t> groups(double height) const;
};

/// Average linkage (UPGMA; Sokal & Michener, 1958) of n items; the correlation is that of Sokal & Rohlf (1962). Of
/// equal distances the first pair goes first.
/// @throws bad_argument when there are not n x n distances.
[[nodiscard]] average_linkage linkage_of(std::vector<double> const& distances, std::size_t n);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/cooccurrence-inl.hpp>
#endif
