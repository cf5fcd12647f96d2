// How far two sets of codes lie apart: by what they have in common, and by whether one lies within the other.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <intercoder/core/code_lists.hpp>
#include <intercoder/core/config.hpp>

namespace intercoder {

/// How alike two sets are, from 0 to 1, by their sizes and by how many codes they have in common; 1 for two empty ones
/// but for `membership`. J is the share that both hold of what either holds; M is 1 for equal sets, 2/3 where one lies
/// within the other, 1/3 where they meet otherwise, 0 where they do not.
namespace set_similarity {

[[nodiscard]] double jaccard(double a, double b, double both);     ///< J: Jaccard (1912)
[[nodiscard]] double dice(double a, double b, double both);        ///< 2 both / (a + b): Dice (1945)
[[nodiscard]] double masi(double a, double b, double both);        ///< J M: Passonneau (2006)
[[nodiscard]] double masi_2004(double a, double b, double both);   ///< M: Passonneau (2004)
[[nodiscard]] double masi_nltk(double a, double b, double both);   ///< J M with .67 and .33 for the thirds, as NLTK
[[nodiscard]] double masi_dkpro(double a, double b, double both);  ///< 1 - (1 - J)(1 - M), as DKPro Agreement
[[nodiscard]] double membership(double a, double b,
                                double both);  ///< both / max(a, b): Kirilenko & Stepchenkova (2016)

}  // namespace set_similarity

namespace distance {

/// 1 less how alike two sets are. Only sets that meet are looked at together: a pass over all pairs takes as many steps
/// as there are pairs of sets that hold the same code, added up over codes.
struct of_sets {
  double (*similarity)(double a, double b, double both);
  std::shared_ptr<code_lists const> sets;
  std::shared_ptr<code_index const> index;

  /// @throws bad_argument where a pass over all pairs would take minutes.
  of_sets(std::string_view name, double (*how)(double, double, double), std::shared_ptr<code_lists const> of);
  [[nodiscard]] double between(std::size_t k, std::size_t l) const;
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// The same where each code in common counts alike, given the sizes of both sets: what sets of one size hold of each
/// code is enough to know. A pass over all pairs takes (codes in all sets) x (different sizes) steps.
struct of_sets_by_size {
  double (*similarity)(double a, double b, double both);
  std::shared_ptr<code_lists const> sets;
  std::vector<std::size_t> sizes;    ///< the different sizes, ascending
  std::vector<std::size_t> size_of;  ///< of each set, its place in `sizes`
  std::size_t codes = 0;             ///< one more than the largest code

  of_sets_by_size(double (*how)(double, double, double), std::shared_ptr<code_lists const> of);
  [[nodiscard]] double between(std::size_t k, std::size_t l) const;
  void to_all(std::span<double const> p, std::span<double> out) const;
};

}  // namespace distance
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/set_distances-inl.hpp>
#endif
