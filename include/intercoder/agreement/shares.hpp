// How often each category is used: by everyone together, or coder by coder.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/weighted_rows.hpp>

namespace intercoder {

/// For chance models that do not look at the data.
struct no_shares {
  explicit no_shares(weighted_rows const&) {}
  [[nodiscard]] double pull(weighted_rows const&, std::size_t, std::span<double const>) const { return 0; }
};

/// One share per category, summing to 1.
struct pooled_shares {
  std::vector<double> share;
  double mass = 0;   ///< total weight of the units behind the shares
  double codes = 0;  ///< total weight of the codes of units coded at least twice
  double self = 0;   ///< chance that two draws from these codes are one and the same; 1 / n where all n count alike
  explicit pooled_shares(weighted_rows const& rows);
  /// How a function of the shares with this slope moves per unit of mass on row j.
  [[nodiscard]] double pull(weighted_rows const& rows, std::size_t j, std::span<double const> slope) const;
  /// How `self` moves per unit of mass on row j.
  [[nodiscard]] double pull_self(weighted_rows const& rows, std::size_t j) const;
};

/// One row of shares per coder, each summing to 1.
struct coder_shares {
  std::size_t categories = 0;
  std::vector<double> share;  ///< coders x categories, row-major
  std::vector<double> mass;   ///< one per coder; 0 for a coder without codes
  explicit coder_shares(weighted_rows const& rows);
  [[nodiscard]] std::span<double const> of(std::size_t coder) const {
    return std::span{share}.subspan(coder * categories, categories);
  }
  [[nodiscard]] double pull(weighted_rows const& rows, std::size_t j, std::span<double const> slope) const;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/shares-inl.hpp>
#endif
