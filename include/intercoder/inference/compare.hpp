// Two values: do they differ by more than the units, or sources, at hand would make them differ by chance?
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

/// Are the values about the same units, or about units that know nothing of each other?
enum class samples { same_units, independent };

/// Whether a comparison says what it seems to.
enum class comparison_status {
  ok,
  identical,  ///< every unit pulls both values alike: there is nothing to compare
  undefined,  ///< one of the values is undefined
  no_error,   ///< the difference has no error, so it cannot be tested
};
/// "ok", "identical", "undefined", "no_error".
[[nodiscard]] std::string_view text(comparison_status s);

struct compare_options {
  double level = 0.95;
  error_formula formula = error_formula::ratio;
};

/// The second value less the first, with its error; NaN and a reason where something is not known.
struct value_difference {
  double difference = not_a_number;
  double se = not_a_number;
  confidence_interval interval{};  ///< difference +- t * error
  double statistic = not_a_number;
  double p_value = not_a_number;  ///< two-sided
  double df = not_a_number;
  std::string_view method;  ///< "paired_t", from the differences of each unit's pull, or "welch_t"
  comparison_status status = comparison_status::ok;
  std::string reason;
  double n_units = 0;         ///< same units: those that enter one of the values; else those of both
  std::size_t n_sources = 0;  ///< the same for sources; 0 when unknown
};

/// Same units: Gwet (2016), a t-test of the differences of what each unit pulls, so that what both values have in
/// common cancels out; the coders, the number of them, and even the coefficient may differ. Independent units: the
/// error is the root of the summed squares, df as Welch (1947) has them. Where sources are known, both errors and
/// their degrees of freedom follow the rule of the automatic interval; values whose independent units come from sources
/// of the same name are compared, with a remark in `reason`.
/// @throws bad_argument when units are to be the same and are not, naming the first that differs; when independent
/// values are of different coefficients; for the jackknife of the same units; for a level outside (0, 1).
[[nodiscard]] value_difference compare(estimate const& first, estimate const& second, samples which,
                                       compare_options const& options = {});

/// Values of the same units, and what every unit pulls at each of them.
struct aligned_values {
  unit_design design;  ///< units in the order of the first value, with sources where any of the values knows them
  std::vector<std::vector<double>> slope;  ///< of each value, per copy of each unit; 0 where the unit does not enter
  std::vector<char> entered;               ///< does the unit enter any of the values?
};
/// Units are the same when they have the same names (1, 2, ... where nobody named them), counts and sources.
/// @throws bad_argument starting with `who` when they are not.
[[nodiscard]] aligned_values align(std::span<estimate const> values, error_formula formula, std::string_view who);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/compare-inl.hpp>
#endif
