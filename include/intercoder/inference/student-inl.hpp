// The bodies of student.hpp.
#pragma once

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/student.hpp>

namespace intercoder {

INTERCODER_INLINE student_error student_error_of(estimate const& e, error_formula formula) {
  student_error out;
  if (!e.defined() || e.status != status::ok) {
    out.reason = e.reason;
    return out;
  }
  auto const parts = error_variance(e, formula);
  if (e.data.design().stretches && parts.sources < 2) {
    out.reason = "Units are characters: an error needs at least two sources.";
    return out;
  }
  out.cluster = e.of_sources() ? clustering{1, parts.n - 1, false} : effect_of_clustering(parts);
  out.df = out.cluster.df;
  // A jackknife of very many units is by source alone.
  bool const by_source_only = !(parts.by_unit == parts.by_unit);
  out.se = std::sqrt(by_source_only ? parts.by_source : parts.by_unit * out.cluster.design_effect);
  if (!(out.df > 0))
    out.reason = "One unit only: no error can be computed.";
  else if (!(out.se == out.se))
    out.reason = "Too many different units for an error by derivatives.";
  else if (!(out.se > 0))
    out.reason = "The value lies at the end of what is possible: its error of 0 says nothing there.";
  return out;
}

INTERCODER_INLINE confidence_interval student_interval(double value, student_error const& error, double level) {
  if (!(level > 0 && level < 1))
    throw bad_argument{"interval: level " + number_text(level) + "; expected a number between 0 and 1, such as 0.95"};
  confidence_interval out;
  out.level = level;
  out.method = interval_method::t;
  out.se = error.se;
  out.df = error.df;
  out.design_effect = error.cluster.design_effect;
  out.correlation_assumed = error.cluster.correlation_assumed;
  out.reason = error.reason;
  if (!error.known()) return out;
  double const half = distributions::student_t_quantile((1 + level) / 2, error.df) * error.se;
  out.low = value - half;
  out.high = value + half;
  return out;
}

INTERCODER_INLINE double student_p_value(double statistic, double df) {
  return 2 * distributions::student_t_tail(std::abs(statistic), df);
}

}  // namespace intercoder
