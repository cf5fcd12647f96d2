// Is the value compatible with a given one, such as chance?
#pragma once

#include <string>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

/// A two-sided test. The statistic is z, t or, of margins, as its test has it; NaN where the test inverts an interval
/// that has none. Methods "F" and "chi_squared" are the statistic's own and look at large values only.
struct test_result {
  double statistic = not_a_number;
  double p_value = not_a_number;
  double df = not_a_number;              ///< infinite for z; NaN where there is no statistic
  double df_denominator = not_a_number;  ///< of an F; NaN elsewhere
  double null = 0;
  std::string method;  ///< "null_error", "t", "inverted_interval", "F" or "chi_squared"; of margins: its test
  std::string reason;  ///< why there is no p-value; empty otherwise
  double estimate = not_a_number;  ///< what is compared with `null`; NaN where that is more than one number
};

/// Null 0, units independent: value over its error under the null, normal, where that error is known: for two coders
/// (Fleiss, Cohen & Everitt, 1969), for Fleiss' kappa of equally many codes a unit (Fleiss, Nee & Landis, 1979).
/// Other independent units: (value - null) / se, Student's t. Sources known: the automatic interval inverted, because
/// the null error knows no clusters.
/// @throws bad_argument unless -1 <= null < 1.
[[nodiscard]] test_result test(estimate const& e, double null = 0, interval_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/test-inl.hpp>
#endif
