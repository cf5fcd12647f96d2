// More than two values: are they all the same?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/compare.hpp>

namespace intercoder {

/// One pair of values.
struct compared_pair {
  std::size_t first = 0, second = 0;  ///< places in the list
  value_difference result;
  double p_adjusted = not_a_number;  ///< Holm's, over all pairs
};

/// Are all values the same? NaN and a reason where that cannot be said.
struct homogeneity_test {
  double statistic = not_a_number;  ///< chi-squared or Hotelling's T^2
  double p_value = not_a_number;
  double df = not_a_number;        ///< values less one, or less where some are the same by construction
  double df_error = not_a_number;  ///< of the F distribution that T^2 is referred to; NaN for chi-squared
  double value = not_a_number;     ///< independent: the mean, weighted by inverse variances
  double se = not_a_number;        ///< its error
  std::string_view method;         ///< "chi_squared" or "hotelling"
  comparison_status status = comparison_status::ok;
  std::string reason;
  std::vector<compared_pair> pairs;  ///< where asked for
};

/// Independent values: the spread about their mean, weighted by inverse variances, is chi-squared: Fleiss (1981), ch.
/// 13. @throws bad_argument unless there are two values at least and an error, above 0, for each.
[[nodiscard]] homogeneity_test test_homogeneity(std::span<double const> values, std::span<double const> errors);
/// Correlated values: Hotelling's T^2 of their differences, Vanbelle & Albert (2008). `covariance` is that of the
/// values; `units` how many independent units, or sources, it comes from.
/// @throws bad_argument unless there are two values at least and the covariance fits them.
[[nodiscard]] homogeneity_test test_homogeneity(std::span<double const> values, count_table const& covariance,
                                                double units);

/// The first test for values of independent units, the second for values of the same units, whose covariance is summed
/// by source where at least two are known. With `pairs`, every pair is compared too, with Holm's p-values.
/// @throws bad_argument as `compare` does, and for fewer than two values.
[[nodiscard]] homogeneity_test compare_all(std::span<estimate const> values, samples which,
                                           compare_options const& options = {}, bool pairs = false);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/homogeneity-inl.hpp>
#endif
