// Statistics without a chance model of their own: a function of weighted units becomes an estimate, and with it come
// influence, errors, intervals, tests and resampling.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/estimate.hpp>
#include <intercoder/core/weighted_rows.hpp>

namespace intercoder {

/// A value that depends on the units through a few sums: counts, means, mean squares, cells of a table. Fast whatever
/// the number of different units, and the form to choose wherever there is one.
struct statistic_of_sums {
  std::size_t size = 0;  ///< how many sums
  /// Adds what one unit with these codes contributes to each sum.
  std::function<void(std::span<cell const> row, std::span<double> sums)> add;
  /// The value from the sums; NaN where it is undefined. Importance is scaled so that the units add up to their number.
  std::function<double(std::span<double const> sums)> value;
};

/// Any function of the rows and their masses, NaN where it is undefined: for what ranks units against each other. Its
/// influences take a pass over the table for each row, and are given up above about 10^9 steps.
using statistic_of_rows = std::function<double(weighted_rows const& rows)>;

/// @throws bad_argument when the ratings are not such that `info` can be asked.
void check_ratings(coefficient_info const& info, ratings const& r);
/// Sizes and, where the data leave any value undefined, the status.
void describe(estimate& e, weighted_rows const& rows);
/// Copies times importance of each row.
[[nodiscard]] std::vector<double> mass_of_rows(ratings const& r);

/// The value of a statistic with its slopes. NaN gives status no_variation and the reason `info.undefined`.
/// @throws bad_argument as `check_ratings` does.
[[nodiscard]] estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                   std::function<statistic_of_sums(ratings const&)> const& make);
/// The sums alone, as `value` sees them.
[[nodiscard]] std::vector<double> sums_of(ratings const& r, missing_rule rule, statistic_of_sums statistic);
[[nodiscard]] estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                   statistic_of_rows const& value);

/// A value whose slopes are known without differences: one per row of the table, per copy of a unit.
struct value_with_slopes {
  double value = not_a_number;
  std::vector<double> slope;
};
/// The same for such a value; `on` is `estimate::on`.
[[nodiscard]] estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                   std::function<value_with_slopes(ratings const&)> const& value,
                                   std::function<value_of_masses(ratings const&)> on);

/// The rule that was asked for, or else the coefficient's own.
/// @throws bad_argument when the coefficient knows one rule only, and another one was asked for.
[[nodiscard]] missing_rule rule_of(coefficient_info const& info, coefficient_options const& options);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/statistic-inl.hpp>
#endif
