// The bodies of icc.hpp. Formulas: McGraw & Wong (1996), tables 4, 7 and 8.
#pragma once

#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/scores/icc.hpp>

namespace intercoder {
namespace detail {

struct icc_form {
  bool apart;      ///< coders are told apart: two-way
  bool agreement;  ///< and their differences count
  bool average;
};

[[nodiscard]] INTERCODER_INLINE double icc_value(anova const& a, icc_form f) {
  if (!(a.units > 1 && a.df_rest > 0)) return not_a_number;
  double const units = a.ms_units(), rest = a.ms_rest();
  bool const counts_coders = f.apart && f.agreement;
  double const coders = counts_coders ? (a.ms_coders() - rest) / a.units : 0;
  double const all = f.average ? units + coders : units + (a.size - 1) * rest + a.size * coders;
  double const rounding =
      1e-12 * (units + rest + (counts_coders ? a.ms_coders() : 0));  // all that coders < 0 may leave
  return all > rounding ? (units - rest) / all : not_a_number;
}

/// The reliability of the mean of k ratings from that of one, and back (Spearman-Brown).
[[nodiscard]] INTERCODER_INLINE double of_mean(double one, double k) { return k * one / (1 + (k - 1) * one); }
[[nodiscard]] INTERCODER_INLINE double of_one(double mean, double k) { return mean / (k - (k - 1) * mean); }

/// Satterthwaite's denominator for the mean square of units if the correlation were rho: a MSC + b MSE, and its degrees
/// of freedom.
struct denominator {
  double mean_square, df;
};
[[nodiscard]] INTERCODER_INLINE denominator denominator_at(anova const& x, double rho) {
  double const k = x.size, n = x.units, odds = rho / (1 - rho);
  double const a = k * odds / n * x.ms_coders(), b = (1 + k * odds * (n - 1) / n) * x.ms_rest();
  return {a + b, (a + b) * (a + b) / (a * a / (k - 1) + b * b / x.df_rest)};
}

[[nodiscard]] INTERCODER_INLINE std::pair<double, double> icc_limits(anova const& x, icc_form f, double tail,
                                                                     f_quantile_function const& quantile) {
  double const n = x.units, k = x.size, units = x.ms_units(), rest = x.ms_rest();
  double low, high;
  if (f.apart && f.agreement) {
    double const df = denominator_at(x, icc_value(x, {true, true, false})).df;
    if (!(df > 0)) return {not_a_number, not_a_number};  // Satterthwaite's sum of mean squares is 0
    double const up = quantile(1 - tail, n - 1, df), down = quantile(1 - tail, df, n - 1);
    double const others = k * x.ms_coders() + (k * n - k - n) * rest;
    low = n * (units - up * rest) / (up * others + n * units);
    high = n * (down * units - rest) / (others + n * down * units);
  } else {
    double const below = units / rest / quantile(1 - tail, n - 1, x.df_rest);
    double const above = units / rest * quantile(1 - tail, x.df_rest, n - 1);
    low = (below - 1) / (below + k - 1);
    high = (above - 1) / (above + k - 1);
  }
  return f.average ? std::pair{of_mean(low, k), of_mean(high, k)} : std::pair{low, high};
}

[[nodiscard]] INTERCODER_INLINE own_test_statistic icc_test(anova const& x, icc_form f, double null) {
  double const rho = f.average ? of_one(null, x.size) : null;
  if (!(x.ms_rest() > 0) || !(1 + x.size * rho / (1 - rho) > 0)) return {};
  if (!(f.apart && f.agreement))
    return {x.ms_units() / x.ms_rest() / (1 + x.size * rho / (1 - rho)), x.units - 1, x.df_rest};
  auto const d = denominator_at(x, rho);
  if (!(d.mean_square > 0 && d.df > 0)) return {};
  return {x.ms_units() / d.mean_square, x.units - 1, d.df};
}

[[nodiscard]] INTERCODER_INLINE std::string_view icc_title(int model, icc_form f) {
  if (model == 1) return f.average ? "ICC(1,k)" : "ICC(1,1)";
  if (model == 2 && f.agreement) return f.average ? "ICC(2,k)" : "ICC(2,1)";
  if (model == 3 && !f.agreement) return f.average ? "ICC(3,k)" : "ICC(3,1)";
  if (model == 2) return f.average ? "ICC(C,k), coders a sample" : "ICC(C,1), coders a sample";
  return f.average ? "ICC(A,k), these coders" : "ICC(A,1), these coders";
}

}  // namespace detail

INTERCODER_INLINE estimate icc(ratings const& r, icc_options const& o) {
  if (o.model < 1 || o.model > 3)
    throw bad_argument{"icc: model " + std::to_string(o.model) +
                       "; expected 1 (any coders), 2 (coders are a sample) or 3 (these coders)"};
  if (o.model == 1 && o.kind == icc_kind::consistency)
    throw bad_argument{"icc: model 1 does not tell coders apart, so there is no consistency; use model 2 or 3"};
  bool const apart = o.model != 1;
  detail::icc_form const form{apart, o.kind ? *o.kind == icc_kind::agreement : o.model != 3, o.average};
  auto info = icc_info;
  info.title = detail::icc_title(o.model, form);
  info.needs_coders = apart;
  check_ratings(info, r);
  auto const rule = apart ? detail::complete_only(info, o.missing) : o.missing.value_or(missing_rule::available);
  auto e = estimate_of(info, r, rule, [apart, form](ratings const& on) {
    auto const value = [form](anova const& a) { return detail::icc_value(a, form); };
    return apart ? of_two_way(on, value) : of_one_way(on, value);
  });
  e.weights = "interval";
  e.weights_belong_to_it = true;
  if (e.defined() && r.design().weight.empty()) {
    auto const table = apart ? two_way(r) : one_way(r, rule);
    e.own_interval = [table, form](double tail, f_quantile_function const& quantile) {
      return detail::icc_limits(table, form, tail, quantile);
    };
    e.own_test = [table, form](double null) { return detail::icc_test(table, form, null); };
  }
  return e;
}

}  // namespace intercoder
