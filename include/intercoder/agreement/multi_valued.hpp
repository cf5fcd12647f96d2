// Chance for sets of codes: how many codes a set has, and which ones, are drawn apart from each other.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <intercoder/agreement/chance.hpp>
#include <intercoder/core/code_lists.hpp>

namespace intercoder {

/// How many codes the sets of units coded at least twice hold, and how often they hold each code. A category that is no
/// set is a set of itself.
struct value_shares {
  std::shared_ptr<code_lists const> sets;
  std::vector<double> of_size;  ///< share of the sets with 0, 1, 2, ... codes
  std::vector<double> held;     ///< weight of the sets that hold each code
  std::vector<double> alone;    ///< of each code, the sum of squares of these weights: a set is not paired with itself
  double mass = 0;

  explicit value_shares(weighted_rows const& rows);
  /// `slope` is by `of_size`, `held` and `alone`, one behind the other.
  [[nodiscard]] double pull(weighted_rows const& rows, std::size_t j, std::span<double const> slope) const;
};

namespace chance {

/// Sizes of two sets are drawn from those that were observed; their codes are then dealt from all codes that were
/// given, without replacement, so that any combination can come up: Krippendorff & Craggs (2016).
///
/// The sum over all pairs of subsets is a coefficient of the polynomial that is the product over codes v of
/// 1 + n x + n y + n (n - 1) x y z, with n how often v was given: x and y count the codes of either set, z those in
/// common. Takes (codes) x (largest set)^3 steps.
struct values_dealt {
  using shares = value_shares;
  /// @throws bad_argument when a set holds more than 64 codes.
  expected operator()(shares const& s, weighting const& w) const;
};

}  // namespace chance
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/multi_valued-inl.hpp>
#endif
