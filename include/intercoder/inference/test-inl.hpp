// The bodies of test.hpp.
#pragma once

#include <cmath>
#include <limits>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/test.hpp>

namespace intercoder {
namespace detail {

/// The smallest error rate at which the automatic interval leaves the null out.
[[nodiscard]] INTERCODER_INLINE double invert(estimate const& e, double null, interval_options options) {
  auto const excluded_at = [&](double p) {
    options.level = 1 - p;
    auto const i = interval(e, options);
    return null < i.low || null > i.high;
  };
  double low = 1e-12, high = 1 - 1e-6;  // excluded at `high`, if anywhere
  if (!excluded_at(high)) return 1;
  if (excluded_at(low)) return low;
  for (int i = 0; i < 60 && high - low > 1e-10 + 1e-6 * low; ++i) {
    double const middle = low < 1e-3 ? std::sqrt(low * high) : (low + high) / 2;
    (excluded_at(middle) ? high : low) = middle;
  }
  return (low + high) / 2;
}

}  // namespace detail

INTERCODER_INLINE test_result test(estimate const& e, double null, interval_options const& options) {
  if (!(null >= -1 && null < 1))
    throw bad_argument{"test: null " + number_text(null) + "; expected a number from -1 to below 1"};
  test_result out;
  out.null = null;
  out.estimate = e.value;
  if (!e.defined() || (e.status != status::ok && !e.null_error)) {
    out.reason = e.reason;
    return out;
  }
  if (options.by_source && e.n_sources > 0) {
    out.method = "inverted_interval";
    auto const i = interval(e, options);
    if (!(i.low == i.low)) {
      out.reason = i.reason;
      return out;
    }
    out.p_value = detail::invert(e, null, options);
    if (i.method == interval_method::fisher_z) {
      out.df = i.df;
      out.statistic = (std::atanh(e.value) - std::atanh(null)) * (1 - e.value * e.value) / i.se;
    }
    return out;
  }
  if (auto const own = e.own_test ? e.own_test(null) : own_test_statistic{}; own.statistic == own.statistic) {
    bool const f = own.df_denominator < std::numeric_limits<double>::infinity();
    out.method = f ? "F" : "chi_squared";
    out.statistic = own.statistic;
    out.df = own.df;
    if (f) out.df_denominator = own.df_denominator;
    out.p_value = f ? distributions::f_tail(own.statistic, own.df, own.df_denominator)
                    : distributions::chi_squared_tail(own.statistic, own.df);
    return out;
  }
  if (null == 0 && e.null_error) {
    out.method = "null_error";
    double const error = e.null_error();
    if (!(error > 0)) {
      out.reason = "The error under independence is 0: a value other than the one found was not possible.";
      return out;
    }
    out.statistic = e.value / error;
    out.df = std::numeric_limits<double>::infinity();
    out.p_value = 2 * distributions::normal_tail(std::abs(out.statistic));
    return out;
  }
  out.method = "t";
  double const se = standard_error(e, options.formula, options.population, options.report);
  if (!(se > 0)) {
    out.reason = e.reason.empty() ? "The error is 0: the value lies at the end of what is possible." : e.reason;
    return out;
  }
  out.df = e.n_used - 1;
  out.statistic = (e.value - null) / se;
  out.p_value = 2 * distributions::student_t_tail(std::abs(out.statistic), out.df);
  return out;
}

}  // namespace intercoder
