// Student's t where units may come from sources: one rule for the error and its degrees of freedom, shared by all
// comparisons.
#pragma once

#include <string>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

/// The error of a value and how many degrees of freedom know it, by the rule of the automatic interval. `reason` says
/// why there is none.
struct student_error {
  double se = not_a_number;
  double df = not_a_number;
  clustering cluster{};
  std::string reason;
  [[nodiscard]] bool known() const noexcept { return se > 0 && df > 0; }
};
[[nodiscard]] student_error student_error_of(estimate const& e, error_formula formula = error_formula::ratio);

/// value +- t * error, not cut at 1. Without an error, NaN and the reason.
/// @throws bad_argument unless the level is between 0 and 1.
[[nodiscard]] confidence_interval student_interval(double value, student_error const& error, double level);

/// Two-sided p-value of value / error against Student's t.
[[nodiscard]] double student_p_value(double statistic, double df);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/student-inl.hpp>
#endif
