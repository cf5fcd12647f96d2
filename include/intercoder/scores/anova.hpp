// Analysis of variance of units and coders from a few sums: what most statistics of numeric ratings start from.
#pragma once

#include <optional>
#include <span>

#include <intercoder/core/statistic.hpp>

namespace intercoder {

/// Sums of squares and their degrees of freedom. One-way: coders are not told apart, and units may have different
/// numbers of ratings. Two-way: every unit has a rating by every coder.
struct anova {
  double units = 0;           ///< how many, copies counted
  double size = 0;            ///< ratings per unit; n0 of the unbalanced one-way layout where they differ
  double between_units = 0;   ///< sum of squares between units
  double between_coders = 0;  ///< two-way only
  double rest = 0;            ///< two-way: residual; one-way: within units
  double df_rest = 0;

  [[nodiscard]] double ms_units() const { return between_units / (units - 1); }
  [[nodiscard]] double ms_coders() const { return between_coders / (size - 1); }
  [[nodiscard]] double ms_rest() const { return rest / df_rest; }
};

using value_of_anova = std::function<double(anova const&)>;

/// A function of the one-way layout (searle_1992 for units of different size).
[[nodiscard]] statistic_of_sums of_one_way(ratings const& r, value_of_anova value);
/// A function of the two-way layout, one rating a cell; for units that every coder rated.
[[nodiscard]] statistic_of_sums of_two_way(ratings const& r, value_of_anova value);
/// The layouts themselves.
[[nodiscard]] anova one_way(ratings const& r, missing_rule rule = missing_rule::available);
[[nodiscard]] anova two_way(ratings const& r);

namespace detail {
/// The middle of each coder's range, and of all: values are taken from there, so that squares do not swallow them.
[[nodiscard]] std::vector<double> middle_by_coder(ratings const& r);
[[nodiscard]] double middle(ratings const& r);
/// The rule of a statistic that compares all coders on each unit.
/// @throws bad_argument for any other.
[[nodiscard]] missing_rule complete_only(coefficient_info const& info, std::optional<missing_rule> asked);
}  // namespace detail
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/scores/anova-inl.hpp>
#endif
