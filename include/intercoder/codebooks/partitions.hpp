// How alike two coders group units, one group for each unit: indices of partitions, whatever the groups are called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <intercoder/core/code_lists.hpp>
#include <intercoder/core/config.hpp>

namespace intercoder {

/// Units by group of A (rows) and group of B (columns).
struct contingency {
  std::size_t rows = 0, columns = 0;
  std::vector<std::int64_t> cell;  ///< rows x columns

  [[nodiscard]] static contingency of(std::span<std::size_t const> a, std::span<std::size_t const> b);
};

/// Names in the order of `partition_similarity`'s fields.
inline constexpr std::string_view partition_measures[] = {"ari",       "ami", "nmi",  "homogeneity",     "completeness",
                                                          "v_measure", "vi",  "rand", "fowlkes_mallows", "purity_a",
                                                          "purity_b"};

/// NaN where undefined: no units, or, for what is corrected for chance, nothing left beyond it.
struct partition_similarity {
  double ari = 0;           ///< adjusted Rand index: Hubert & Arabie (1985)
  double ami = 0;           ///< adjusted mutual information, arithmetic mean: Vinh, Epps & Bailey (2010)
  double nmi = 0;           ///< normalised mutual information, arithmetic mean
  double homogeneity = 0;   ///< each group of B holds units of one group of A: Rosenberg & Hirschberg (2007)
  double completeness = 0;  ///< each group of A lies in one group of B
  double v_measure = 0;     ///< harmonic mean of these two
  double vi = 0;            ///< variation of information, in nats; 0 for equal partitions: Meilă (2007)
  double rand = 0;          ///< share of the pairs of units on which the two agree: Rand (1971)
  double fowlkes_mallows = 0;
  double purity_a = 0;  ///< share of the units that lie in the main group of B of their group of A
  double purity_b = 0;

  [[nodiscard]] std::vector<double> values() const {
    return {ari, ami, nmi, homogeneity, completeness, v_measure, vi, rand, fowlkes_mallows, purity_a, purity_b};
  }
};

/// Two partitions that both put everything into one group, or each unit into one of its own, are equal: 1.
[[nodiscard]] partition_similarity similarity_of(contingency const& t);

/// Extended B-cubed: Amigó, Gonzalo, Artiles & Verdejo (2009). Units may have several codes, or none.
struct b_cubed {
  double precision = 0;  ///< of A, with B as the reference
  double recall = 0;
  double f1 = 0;
};

/// Precision of a pair of units that share codes with A: the codes they share with both coders, at most those of A, of
/// those they share with A; the mean over the pairs of a unit (itself too), then over the units that have any.
/// @throws bad_argument for lists of different lengths.
[[nodiscard]] b_cubed extended_b_cubed(code_lists const& a, code_lists const& b);
/// The same, each unit as often as its mass says.
[[nodiscard]] b_cubed extended_b_cubed(code_lists const& a, code_lists const& b, std::span<double const> mass);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/partitions-inl.hpp>
#endif
