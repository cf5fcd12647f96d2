// One source of gamma: its best alignment, and what random annotation sets of it cost.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>
#include <intercoder/unitizing/gamma_options.hpp>

namespace intercoder {

/// The mean of some samples, and how they spread.
struct sampled_mean {
  double mean = 0, sd = 0;
  std::size_t n = 0;
  /// Variance of the mean.
  [[nodiscard]] double variance() const { return n > 0 ? sd * sd / static_cast<double>(n) : 0; }
};

/// Pairs of aligned units, weighted: how far their codes are apart.
struct code_costs {
  double cost = 0, weight = 0;  ///< as observed
  sampled_mean by_chance;       ///< cost over weight of random sets; of those with such pairs
};

/// All that gamma, gamma-cat and gamma-k need of one source and some of its coders.
struct gamma_source {
  std::vector<std::vector<mark>> units;  ///< by coder
  double mean_units = 0;                 ///< of a coder
  alignment observed;
  sampled_mean expected;         ///< disorder of random sets, over their mean number of units
  double expected_at_least = 0;  ///< the same of the bounds of their alignments
  enum solution solution = solution::exact;
  std::string reason;
  std::vector<code_costs> codes;  ///< all pairs, then those with each code
};

/// `report` is told the share done.
/// @throws cancelled when it returns false.
[[nodiscard]] gamma_source gamma_of_source(continuum const& source, std::span<std::size_t const> coders,
                                           std::size_t codes, gamma_options const& options,
                                           std::function<void(double)> const& report);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/gamma_source-inl.hpp>
#endif
