// The bodies of homogeneity.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/adjusted.hpp>
#include <intercoder/inference/compare-inl.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/homogeneity.hpp>
#include <intercoder/inference/margins-inl.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/student.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE void check_several(std::size_t found) {
  if (found < 2) throw bad_argument{"compare_all: " + std::to_string(found) + " value(s); expected at least two"};
}

/// Covariance of values of the same units, and how many independent units, or sources, it rests on.
struct covariance_of_values {
  count_table table;
  double independent = 0;
  bool by_source = false;
};
[[nodiscard]] INTERCODER_INLINE covariance_of_values covariance_of(aligned_values const& all) {
  auto const& d = all.design;
  auto const k = static_cast<Eigen::Index>(all.slope.size());
  auto const counted = estimate_of_units(d, 0, all.slope.front(), all.entered);
  bool const by_source = counted.n_sources >= 2;
  double const n = by_source ? static_cast<double>(counted.n_sources) : counted.n_used;
  count_table sums = count_table::Zero(static_cast<Eigen::Index>(by_source ? d.sources.size() : d.units), k);
  std::vector<double> times(static_cast<std::size_t>(sums.rows()), 1);
  for (std::size_t u = 0; u < d.units; ++u) {
    if (!all.entered[u]) continue;
    auto const at = by_source ? static_cast<std::size_t>(d.source_of[u]) : u;
    if (!by_source) times[at] = d.copies(u);
    for (Eigen::Index i = 0; i < k; ++i)
      sums(static_cast<Eigen::Index>(at), i) +=
          (by_source ? d.copies(u) : 1) * all.slope[static_cast<std::size_t>(i)][u];
  }
  count_table out = count_table::Zero(k, k);
  for (Eigen::Index row = 0; row < sums.rows(); ++row)
    for (Eigen::Index i = 0; i < k; ++i)
      for (Eigen::Index j = 0; j < k; ++j)
        out(i, j) += n / (n - 1) * times[static_cast<std::size_t>(row)] * sums(row, i) * sums(row, j);
  return {std::move(out), n, by_source};
}

INTERCODER_INLINE void compare_pairs(homogeneity_test& out, std::span<estimate const> values, samples which,
                                     compare_options const& o) {
  std::vector<double> p;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      out.pairs.push_back({i, j, compare(values[i], values[j], which, o)});
      p.push_back(out.pairs.back().result.p_value);
    }
  auto const adjusted = holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) out.pairs[i].p_adjusted = adjusted[i];
}

[[nodiscard]] INTERCODER_INLINE homogeneity_test compare_all_same_units(std::span<estimate const> values,
                                                                        compare_options const& o) {
  auto const all = align(values, o.formula, "compare_all: ");
  homogeneity_test out;
  out.method = "hotelling";
  out.status = why_not(values, out.reason);
  if (out.status != comparison_status::ok) return out;
  auto const covariance = covariance_of(all);
  if (all.design.stretches && !covariance.by_source) {
    out.status = comparison_status::no_error;
    out.reason = "Units are characters: an error needs at least two sources.";
    return out;
  }
  std::vector<double> found;
  for (auto const& e : values) found.push_back(e.value);
  return test_homogeneity(found, covariance.table, covariance.independent);
}

[[nodiscard]] INTERCODER_INLINE homogeneity_test compare_all_independent(std::span<estimate const> values,
                                                                         compare_options const& o) {
  homogeneity_test out;
  out.method = "chi_squared";
  out.status = why_not(values, out.reason);
  if (out.status != comparison_status::ok) return out;
  std::vector<double> found, errors;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].name != values[0].name || values[i].weights != values[0].weights)
      throw bad_argument{"compare_all: value 1 is " + values[0].title + " with " + values[0].weights +
                         " weights, value " + std::to_string(i + 1) + " " + values[i].title + " with " +
                         values[i].weights + " weights; expected the same coefficient of independent units"};
    auto const error = student_error_of(values[i], o.formula);
    if (!error.known()) {
      out.status = comparison_status::no_error;
      out.reason = "Value " + std::to_string(i + 1) + ": " + error.reason;
      return out;
    }
    found.push_back(values[i].value);
    errors.push_back(error.se);
  }
  return test_homogeneity(found, errors);
}

}  // namespace detail

INTERCODER_INLINE homogeneity_test test_homogeneity(std::span<double const> values, std::span<double const> errors) {
  detail::check_several(values.size());
  if (errors.size() != values.size())
    throw bad_argument{"compare_all: " + std::to_string(errors.size()) + " errors; expected " +
                       std::to_string(values.size()) + ", one for each value"};
  homogeneity_test out;
  out.method = "chi_squared";
  double weights = 0, sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(errors[i] > 0))
      throw bad_argument{"compare_all: the error of value " + std::to_string(i + 1) + " is " + number_text(errors[i]) +
                         "; expected a number above 0"};
    double const weight = 1 / (errors[i] * errors[i]);
    weights += weight;
    sum += weight * values[i];
  }
  out.value = sum / weights;
  out.se = std::sqrt(1 / weights);
  out.statistic = 0;
  for (std::size_t i = 0; i < values.size(); ++i) out.statistic += std::pow((values[i] - out.value) / errors[i], 2);
  out.df = static_cast<double>(values.size() - 1);
  out.p_value = distributions::chi_squared_tail(out.statistic, out.df);
  return out;
}

INTERCODER_INLINE homogeneity_test test_homogeneity(std::span<double const> values, count_table const& covariance,
                                                    double units) {
  detail::check_several(values.size());
  auto const k = static_cast<Eigen::Index>(values.size());
  if (covariance.rows() != k || covariance.cols() != k)
    throw bad_argument{"compare_all: the covariance is " + std::to_string(covariance.rows()) + " x " +
                       std::to_string(covariance.cols()) + "; expected " + std::to_string(k) + " x " +
                       std::to_string(k) + ", as there are values"};
  homogeneity_test out;
  out.method = "hotelling";
  std::vector<double> differences;
  count_table spread(k - 1, k - 1);
  for (Eigen::Index i = 0; i + 1 < k; ++i) {
    differences.push_back(values[static_cast<std::size_t>(i + 1)] - values[0]);
    for (Eigen::Index j = 0; j + 1 < k; ++j)
      spread(i, j) = covariance(i + 1, j + 1) - covariance(0, j + 1) - covariance(i + 1, 0) + covariance(0, 0);
  }
  if (!(spread.matrix().diagonal().maxCoeff() > 1e-20)) {
    bool const same = std::ranges::all_of(differences, [](double d) { return std::abs(d) <= 1e-12; });
    out.status = same ? comparison_status::identical : comparison_status::no_error;
    out.reason = same ? "Every unit pulls all values alike: there is nothing to compare."
                      : "All units pull the differences alike: no error can be computed.";
    return out;
  }
  auto const found = detail::form_and_rank(std::move(spread), std::move(differences));
  out.statistic = found.first;
  out.df = found.second;
  out.df_error = units - out.df;
  if (!(units > static_cast<double>(values.size() - 1))) {  // fewer, and ranks of the covariance are too low
    out.status = comparison_status::no_error;
    out.reason = "There are " + number_text(units) + " independent units or sources for " +
                 std::to_string(values.size()) + " values: too few for their covariance.";
    out.statistic = out.df = out.df_error = not_a_number;
    return out;
  }
  out.p_value = distributions::f_tail(out.statistic * out.df_error / ((units - 1) * out.df), out.df, out.df_error);
  return out;
}

INTERCODER_INLINE homogeneity_test compare_all(std::span<estimate const> values, samples which,
                                               compare_options const& o, bool pairs) {
  detail::check_several(values.size());
  auto out = which == samples::same_units ? detail::compare_all_same_units(values, o)
                                          : detail::compare_all_independent(values, o);
  if (pairs) detail::compare_pairs(out, values, which, o);
  return out;
}

}  // namespace intercoder
