// The bodies of sample_size.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/linear_programme.hpp>
#include <intercoder/inference/sample_size.hpp>

namespace intercoder {
namespace detail {

/// A number as a person writes it: ".667" stays "0.667".
[[nodiscard]] INTERCODER_INLINE std::string shortest(double x) {
  std::array<char, 64> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), x).ptr};
}

/// Refuses a number that is not strictly between two others.
INTERCODER_INLINE void expect_between(std::string const& what, double x, double low, double high) {
  if (!(x > low && x < high))
    throw bad_argument{what + ": " + shortest(x) + "; expected a number between " + shortest(low) + " and " +
                       shortest(high)};
}

INTERCODER_INLINE void expect_at_least(std::string const& what, double x, double least) {
  if (!(x >= least && std::isfinite(x)))
    throw bad_argument{what + ": " + shortest(x) + "; expected a number of at least " + shortest(least)};
}

INTERCODER_INLINE void expect_two_coders_or_more(std::size_t coders) {
  expect_at_least("coders", static_cast<double>(coders), 2);
}

INTERCODER_INLINE void expect_shares(std::string const& what, std::vector<double> const& shares) {
  if (shares.size() < 2 || shares.size() > 20)
    throw bad_argument{what + ": " + std::to_string(shares.size()) +
                       " shares; expected one for each of 2 to 20 categories"};
  double sum = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    expect_between(what + ", category " + std::to_string(k + 1), shares[k], 0, 1);
    sum += shares[k];
  }
  if (std::abs(sum - 1) > 1e-9) throw bad_argument{what + ": they add up to " + shortest(sum) + "; expected 1"};
}

INTERCODER_INLINE void expect_hypotheses(double null, double kappa) {
  expect_between("null", null, -1, 1);
  if (!(kappa > -1 && kappa <= 1))
    throw bad_argument{"kappa: " + shortest(kappa) + "; expected a number above -1 and at most 1"};
  if (kappa == null)
    throw bad_argument{"kappa: " + shortest(kappa) + ", the same as null; expected another value, to tell them apart"};
}

INTERCODER_INLINE void expect_test(test_design const& t) {
  expect_between("alpha", t.alpha, 0, 1);
  expect_between("power", t.power, t.one_sided ? t.alpha : t.alpha / 2, 1);
}

/// The noncentrality at which a chi-squared test with one degree of freedom has this power; one-sided: the square of
/// the shift at which z has it.
[[nodiscard]] INTERCODER_INLINE double noncentrality(test_design const& t) {
  double const z = distributions::normal_quantile(1 - (t.one_sided ? t.alpha : t.alpha / 2));
  if (t.one_sided) {
    double const shift = z + distributions::normal_quantile(t.power);
    return shift * shift;
  }
  double low = 0, high = z + 10;
  for (int i = 0; i < 100; ++i) {
    double const shift = (low + high) / 2;
    double const power = distributions::normal_tail(z - shift) + distributions::normal_tail(z + shift);
    (power < t.power ? low : high) = shift;
  }
  return low * low;
}

/// Shares of "all coders say k" for each k, then of everything else: with probability kappa all coders say the same,
/// else each draws for itself.
[[nodiscard]] INTERCODER_INLINE std::vector<double> common_correlation(double kappa, std::vector<double> const& shares,
                                                                       std::size_t coders) {
  std::vector<double> out;
  double rest = 1;
  for (double const p : shares) {
    out.push_back(kappa * p + (1 - kappa) * std::pow(p, static_cast<double>(coders)));
    rest -= out.back();
  }
  out.push_back(rest);
  for (double const p : out)
    if (!(p > -1e-12))
      throw bad_argument{"kappa: " + shortest(kappa) + " is impossible with these shares and " +
                         std::to_string(coders) + " coders; expected a larger one"};
  return out;
}

/// What one unit adds to the chi-squared statistic of `assumed` when `true_one` holds.
[[nodiscard]] INTERCODER_INLINE double misfit_per_unit(std::vector<double> const& assumed,
                                                       std::vector<double> const& true_one) {
  double sum = 0;
  for (std::size_t j = 0; j < assumed.size(); ++j)
    sum += (true_one[j] - assumed[j]) * (true_one[j] - assumed[j]) / std::max(assumed[j], 1e-300);
  return sum;
}

/// n times the variance of kappa of Fleiss, Cohen & Everitt (1969) is linear in the table once its margins and kappa
/// are given: the factor of each cell, by rows, and what is taken off.
struct kappa_variance {
  std::vector<double> factor;
  double less = 0, chance = 0, observed = 0;
};

[[nodiscard]] INTERCODER_INLINE kappa_variance variance_given_margins(std::vector<double> const& a,
                                                                      std::vector<double> const& b, double kappa) {
  std::size_t const q = a.size();
  kappa_variance v;
  for (std::size_t k = 0; k < q; ++k) v.chance += a[k] * b[k];
  double const pe = v.chance;
  double const po = v.observed = pe + kappa * (1 - pe);
  double const scale = std::pow(1 - pe, 4);
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j) {
      double const cell = i == j ? (1 - pe) - (a[i] + b[i]) * (1 - po) : (1 - po) * (b[i] + a[j]);
      v.factor.push_back(cell * cell / scale);
    }
  double const less = po * pe - 2 * pe + po;
  v.less = less * less / scale;
  return v;
}

/// The largest variance of kappa, times n, that a table with these margins and this kappa can have.
[[nodiscard]] INTERCODER_INLINE double largest_kappa_variance(std::vector<double> const& a,
                                                              std::vector<double> const& b, double kappa) {
  std::size_t const q = a.size();
  auto const v = variance_given_margins(a, b, kappa);
  std::vector<linear_equation> equations;
  for (std::size_t k = 0; k < q; ++k) {
    linear_equation row{std::vector<double>(q * q), a[k]}, column{std::vector<double>(q * q), b[k]};
    for (std::size_t j = 0; j < q; ++j) row.coefficient[k * q + j] = column.coefficient[j * q + k] = 1;
    equations.push_back(row);
    if (k + 1 < q) equations.push_back(column);  // the last one follows from the others
  }
  linear_equation diagonal{std::vector<double>(q * q), v.observed};
  for (std::size_t k = 0; k < q; ++k) diagonal.coefficient[k * q + k] = 1;
  equations.push_back(diagonal);
  auto const table = v.observed < 0 ? std::nullopt : maximise(v.factor, equations);
  if (!table) {
    double most = 0;
    for (std::size_t k = 0; k < q; ++k) most += std::min(a[k], b[k]);
    throw bad_argument{"kappa: no table with these shares has a kappa of " + shortest(kappa) +
                       "; the largest possible is about " +
                       shortest(std::round(1e4 * (most - v.chance) / (1 - v.chance)) / 1e4)};
  }
  double sum = -v.less;
  for (std::size_t c = 0; c < q * q; ++c) sum += v.factor[c] * (*table)[c];
  return std::max(0.0, sum);
}

[[nodiscard]] INTERCODER_INLINE sample_size enough(std::string name, std::string formula, std::string source,
                                                   double exact, std::vector<std::pair<std::string, double>> given) {
  sample_size n{.name = std::move(name), .formula = std::move(formula), .source = std::move(source)};
  n.exact = exact;
  n.n_units = std::max(1.0, std::ceil(exact - 1e-9 * std::abs(exact)));  // 25 that rounding made 25.000000001
  n.given = std::move(given);
  return n;
}

}  // namespace detail

namespace sample_sizes {

INTERCODER_INLINE sample_size agreement_width(double agreement, double half_width, double level) {
  detail::expect_between("agreement", agreement, 0, 1);
  detail::expect_between("half_width", half_width, 0, 1);
  detail::expect_between("level", level, 0, 1);
  double const z = distributions::normal_quantile((1 + level) / 2);
  return detail::enough("agreement_width", "normal interval of a proportion", "gwet_2014",
                        z * z * agreement * (1 - agreement) / (half_width * half_width),
                        {{"agreement", agreement}, {"half_width", half_width}, {"level", level}});
}

INTERCODER_INLINE sample_size kappa_width(double kappa, double prevalence, double half_width, double level) {
  detail::expect_between("kappa", kappa, -1, 1);
  detail::expect_between("prevalence", prevalence, 0, 1);
  detail::expect_between("half_width", half_width, 0, 1);
  detail::expect_between("level", level, 0, 1);
  double const z = distributions::normal_quantile((1 + level) / 2);
  std::vector<double> const shares{1 - prevalence, prevalence};
  return detail::enough("kappa_width", "normal interval of two coders' kappa", "fleiss_1969",
                        z * z * detail::largest_kappa_variance(shares, shares, kappa) / (half_width * half_width),
                        {{"kappa", kappa}, {"prevalence", prevalence}, {"half_width", half_width}, {"level", level}});
}

INTERCODER_INLINE sample_size goodness_of_fit(double null, double kappa, std::vector<double> const& shares,
                                              std::size_t coders, test_design const& test) {
  detail::expect_hypotheses(null, kappa);
  detail::expect_shares("shares", shares);
  detail::expect_two_coders_or_more(coders);
  detail::expect_test(test);
  double const misfit = detail::misfit_per_unit(detail::common_correlation(null, shares, coders),
                                                detail::common_correlation(kappa, shares, coders));
  return detail::enough("goodness_of_fit", "goodness-of-fit test",
                        coders == 2 && shares.size() == 2 ? "donner_eliasziw_1992" : "altaye_2001",
                        detail::noncentrality(test) / misfit,
                        {{"null", null},
                         {"kappa", kappa},
                         {"coders", static_cast<double>(coders)},
                         {"alpha", test.alpha},
                         {"power", test.power},
                         {"one_sided", test.one_sided}});
}

INTERCODER_INLINE sample_size kappa_limits(double kappa, double lower, double upper, std::vector<double> const& shares,
                                           std::size_t coders, double level) {
  detail::expect_between("kappa", kappa, -1, 1);
  detail::expect_between("lower", lower, -1, kappa);
  bool const two_sided = upper == upper;
  if (two_sided && !(upper > kappa && upper <= 1))
    throw bad_argument{"upper: " + detail::shortest(upper) + "; expected a number above kappa, " +
                       detail::shortest(kappa) + ", and at most 1"};
  detail::expect_shares("shares", shares);
  detail::expect_two_coders_or_more(coders);
  detail::expect_between("level", level, two_sided ? 0 : 0.5, 1);
  auto const found = detail::common_correlation(kappa, shares, coders);
  double misfit = detail::misfit_per_unit(detail::common_correlation(lower, shares, coders), found);
  if (two_sided)
    misfit = std::min(misfit, detail::misfit_per_unit(detail::common_correlation(upper, shares, coders), found));
  double const z = distributions::normal_quantile(two_sided ? (1 + level) / 2 : level);
  std::vector<std::pair<std::string, double>> given{{"kappa", kappa}, {"lower", lower}};
  if (two_sided) given.emplace_back("upper", upper);
  given.emplace_back("coders", static_cast<double>(coders));
  given.emplace_back("level", level);
  return detail::enough("kappa_limits", "goodness-of-fit interval", "rotondi_donner_2012", z * z / misfit,
                        std::move(given));
}

INTERCODER_INLINE sample_size kappa_test(double null, double kappa, std::vector<double> const& shares_a,
                                         std::vector<double> const& shares_b, test_design const& test) {
  detail::expect_hypotheses(null, kappa);
  detail::expect_shares("shares_a", shares_a);
  detail::expect_shares("shares_b", shares_b);
  if (shares_a.size() != shares_b.size())
    throw bad_argument{"shares_b: " + std::to_string(shares_b.size()) + " categories; expected " +
                       std::to_string(shares_a.size()) + ", as in shares_a"};
  detail::expect_test(test);
  double const z = distributions::normal_quantile(1 - (test.one_sided ? test.alpha : test.alpha / 2));
  double const root = (z * std::sqrt(detail::largest_kappa_variance(shares_a, shares_b, null)) +
                       distributions::normal_quantile(test.power) *
                           std::sqrt(detail::largest_kappa_variance(shares_a, shares_b, kappa))) /
                      (kappa - null);
  bool const two = shares_a.size() == 2;
  return detail::enough(
      "kappa_test", two ? "z test of two coders' kappa" : "z test of two coders' kappa, largest variance",
      two ? "cantor_1996" : "flack_1988", root * root,
      {{"null", null}, {"kappa", kappa}, {"alpha", test.alpha}, {"power", test.power}, {"one_sided", test.one_sided}});
}

INTERCODER_INLINE sample_size krippendorff(double minimum, double prevalence, std::size_t coders, double alpha,
                                           double power) {
  detail::expect_between("minimum", minimum, -1, 1);
  detail::expect_between("prevalence", prevalence, 0, 1);
  detail::expect_two_coders_or_more(coders);
  detail::expect_between("alpha", alpha, 0, 0.5);
  detail::expect_between("power", power, alpha, 1);
  double const z = distributions::normal_quantile(1 - alpha) + distributions::normal_quantile(power);
  double const units =
      z * z * ((1 + minimum) * (3 - minimum) / (4 * (1 - minimum) * prevalence * (1 - prevalence)) - minimum);
  auto const m = static_cast<double>(coders);
  auto n = detail::enough(
      "krippendorff", "Krippendorff's rule", "bloch_kraemer_1989", units,
      {{"minimum", minimum}, {"prevalence", prevalence}, {"coders", m}, {"alpha", alpha}, {"power", power}});
  n.n_values = std::ceil(m * units - 1e-9 * m * units);
  return n;
}

INTERCODER_INLINE sample_size lacy_riffe(double population, double agreement, double standard_error) {
  detail::expect_at_least("population", population, 2);
  detail::expect_between("agreement", agreement, 0, 1);
  detail::expect_between("standard_error", standard_error, 0, 1);
  double const s = (population - 1) * standard_error * standard_error, pq = agreement * (1 - agreement);
  return detail::enough("lacy_riffe", "standard error of percent agreement in a finite population", "lacy_riffe_1996",
                        (s + pq * population) / (s + pq),
                        {{"population", population}, {"agreement", agreement}, {"standard_error", standard_error}});
}

INTERCODER_INLINE sample_size theme_instances(double prevalence, std::size_t instances, double power) {
  detail::expect_between("prevalence", prevalence, 1e-6, 1);
  detail::expect_between("power", power, 0, 1);
  if (instances < 1 || instances > 10'000)
    throw bad_argument{"instances: " + std::to_string(instances) + "; expected 1 to 10000"};
  auto const met = [&](double n) {  // 1 - P(fewer than `instances` of n)
    double fewer = 0;
    for (std::size_t k = 0; k < instances; ++k) {
      auto const j = static_cast<double>(k);
      fewer += std::exp(std::lgamma(n + 1) - std::lgamma(j + 1) - std::lgamma(n - j + 1) + j * std::log(prevalence) +
                        (n - j) * std::log1p(-prevalence));
    }
    return 1 - fewer;
  };
  double low = static_cast<double>(instances) - 1, high = static_cast<double>(instances);
  while (met(high) < power) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    double const middle = std::floor((low + high) / 2);
    (met(middle) < power ? low : high) = middle;
  }
  return detail::enough("theme_instances", "binomial tail", "fugard_potts_2015", high,
                        {{"prevalence", prevalence}, {"instances", static_cast<double>(instances)}, {"power", power}});
}

}  // namespace sample_sizes

INTERCODER_INLINE double design_effect(double units_per_source, double rho) {
  detail::expect_at_least("units_per_source", units_per_source, 1);
  if (!(rho >= 0 && rho <= 1)) throw bad_argument{"rho: " + detail::shortest(rho) + "; expected a number from 0 to 1"};
  return 1 + (units_per_source - 1) * rho;
}

}  // namespace intercoder
