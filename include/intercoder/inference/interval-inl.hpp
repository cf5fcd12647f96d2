// The bodies of interval.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/interval_choice-inl.hpp>
#include <intercoder/inference/other_coders.hpp>
#include <intercoder/inference/posterior.hpp>
#include <intercoder/inference/resampling.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::array<std::pair<interval_method, std::string_view>, 11> interval_names{{
    {interval_method::automatic, "auto"},
    {interval_method::fisher_z, "fisher_z"},
    {interval_method::t, "t"},
    {interval_method::normal, "normal"},
    {interval_method::logit, "logit"},
    {interval_method::jeffreys, "jeffreys"},
    {interval_method::exact, "exact"},
    {interval_method::percentile, "percentile"},
    {interval_method::bca, "bca"},
    {interval_method::krippendorff, "krippendorff"},
    {interval_method::gof, "gof"},
}};

using limits = std::pair<double, double>;

[[nodiscard]] INTERCODER_INLINE limits around(interval_basis const& b, double se, double df, bool normal) {
  double const times =
      normal ? distributions::normal_quantile(1 - b.tail) : distributions::student_t_quantile(1 - b.tail, df);
  double const low = b.e.value - times * se;
  return {b.e.from_zero_to_one ? std::max(0.0, low) : low, std::min(1.0, b.e.value + times * se)};
}

[[nodiscard]] INTERCODER_INLINE limits fisher_z(interval_basis const& b, double se, double df) {
  double const v = b.e.value;
  double const half = distributions::student_t_quantile(1 - b.tail, df) * se / (1 - v * v);
  return {std::tanh(std::atanh(v) - half), std::tanh(std::atanh(v) + half)};
}

[[nodiscard]] INTERCODER_INLINE limits logit(interval_basis const& b, double se, double df) {
  double const v = b.e.value;
  double const half = distributions::student_t_quantile(1 - b.tail, df) * se / (v * (1 - v));
  double const middle = std::log(v / (1 - v));
  return {1 / (1 + std::exp(-(middle - half))), 1 / (1 + std::exp(-(middle + half)))};
}

/// The share of agreeing units, a beta quantile with Jeffreys' prior. The prior counts whole: for one large source with
/// a share of a half its pull to the middle is the better guess.
[[nodiscard]] INTERCODER_INLINE limits proportion(interval_basis const& b) {
  double const agree = b.effective_n * b.e.observed;
  double const differ = b.effective_n - agree;
  return {distributions::beta_quantile(b.tail, agree + 0.5, differ + 0.5),
          distributions::beta_quantile(1 - b.tail, agree + 0.5, differ + 0.5)};
}

/// Clopper-Pearson limits of the observed agreement, carried over with the expected agreement as found. For no
/// disagreement among n units this is (tail)^(1/n): with it "perfect" is never certain.
[[nodiscard]] INTERCODER_INLINE limits exact(interval_basis const& b) {
  double const agree = b.effective_n * b.e.observed;
  double const differ = b.effective_n - agree;
  double const low = b.worst() || !(agree > 0) ? 0 : distributions::beta_quantile(b.tail, agree, differ + 1);
  double const high = b.perfect() ? 1 : distributions::beta_quantile(1 - b.tail, agree + 1, differ);
  auto const beyond_chance = [&](double observed) { return 1 - (1 - observed) / b.e.expected_disagreement; };
  return {b.worst() ? b.e.value : beyond_chance(low), beyond_chance(high)};
}

[[nodiscard]] INTERCODER_INLINE limits posterior(interval_basis const& b, pattern_prior prior,
                                                 confidence_interval& out) {
  double const n = b.effective_n * b.e.n_used / b.seen.units;
  resampled drawn{posterior_draws(b.e, prior, n, b.prior_weight, b.o.draws, b.o.seed, b.o.report), 0};
  out.n_resamples = b.o.draws;
  out.undefined_resamples = b.o.draws - drawn.values.size();
  return {drawn.quantile(b.tail), drawn.quantile(1 - b.tail)};
}

/// The pi for which observed and expected numbers of yes/yes, discordant and no/no units just fit.
[[nodiscard]] INTERCODER_INLINE limits goodness_of_fit(interval_basis const& b) {
  double both = 0, differ = 0, neither = 0;
  for (std::size_t j = 0; j < b.e.data.rows(); ++j) {
    auto const row = b.e.data.row(j);
    if (row.size() != 2) continue;
    auto& cell = row[0].code != row[1].code ? differ : row[0].code == 1 ? both : neither;
    cell += b.e.data.row_count()[j];
  }
  double const n = both + differ + neither;
  double const p = (2 * both + differ) / (2 * n);
  double const pq = p * (1 - p);
  double const top = distributions::chi_squared_quantile(b.o.level, 1);
  auto const misfit = [&](double pi) {
    auto const part = [n](double found, double share) {
      double const expected = n * share;
      return expected > 0 ? (found - expected) * (found - expected) / expected : found > 0 ? 1e300 : 0;
    };
    return part(both, p * p + pi * pq) + part(differ, 2 * (1 - pi) * pq) + part(neither, (1 - p) * (1 - p) + pi * pq) -
           top;
  };
  double const centre = 1 - differ / (2 * n * pq);
  auto const solve = [&](double inside, double outside) {
    if (misfit(outside) <= 0) return outside;
    for (int i = 0; i < 200; ++i) {
      double const middle = (inside + outside) / 2;
      (misfit(middle) <= 0 ? inside : outside) = middle;
    }
    return (inside + outside) / 2;
  };
  double const lowest = -std::min(p / (1 - p), (1 - p) / p);
  double const low = solve(centre, lowest), high = solve(centre, 1);
  if (b.e.name != "krippendorff_alpha") return {low, high};
  return {low + (1 - low) / (2 * n), high + (1 - high) / (2 * n)};
}

[[nodiscard]] INTERCODER_INLINE bool resamples(interval_method m) {
  return m == interval_method::percentile || m == interval_method::bca || m == interval_method::krippendorff;
}

[[nodiscard]] INTERCODER_INLINE limits of_resamples(interval_basis const& b, interval_method m,
                                                    confidence_interval& out) {
  resampling_options const how{b.o.resamples, b.o.by_source, b.o.seed, b.o.threads, b.o.report};
  auto const found = m == interval_method::krippendorff ? krippendorff_bootstrap(b.e, how) : resample(b.e, how);
  out.n_resamples = how.resamples;
  out.undefined_resamples = found.undefined;
  if (m == interval_method::bca) return bca_limits(b.e, found, b.tail, b.o.by_source);
  return {found.quantile(b.tail), found.quantile(1 - b.tail)};
}

INTERCODER_INLINE void check(interval_basis const& b, interval_method m) {
  auto const& e = b.e;
  auto const who = "interval: method '" + std::string{text(m)} + "' ";
  bool const two_by_two = e.data.coders() == 2 && e.data.categories() == 2;
  if (m == interval_method::gof) {
    if (e.name != "scott_pi" && e.name != "krippendorff_alpha" && e.name != "fleiss_kappa")
      throw bad_argument{who + "is for Scott's pi and Krippendorff's alpha; found " + e.title};
    if (!two_by_two)
      throw bad_argument{who + "is for two coders and two categories; found " + std::to_string(e.data.coders()) +
                         " coders and " + std::to_string(e.data.categories()) + " categories"};
    if (b.o.by_source && e.n_sources > 0)
      throw bad_argument{who + "takes units as independent; these come from " + std::to_string(e.n_sources) +
                         " source(s), which are ignored on request only (by_source = false; in Python cluster=None)"};
  }
  if (m == interval_method::exact && e.own_interval && !b.independent())
    throw bad_argument{who + "of " + e.title + " takes units as independent; these come from " +
                       std::to_string(e.n_sources) +
                       " source(s), which are ignored on request only (by_source = false; in Python cluster=None)"};
  if (m == interval_method::exact && !b.of_agreement() && !e.own_interval)
    throw bad_argument{who + "is for coefficients of observed and expected agreement; found " + e.title};
  if (m == interval_method::jeffreys && !e.by_proportion && !has_posterior(e))
    throw bad_argument{who +
                       "needs known coders, units of equal importance, at most 50 categories and 2000 ways of coding a "
                       "unit; found " +
                       std::to_string(e.data.categories()) + " categories and " + std::to_string(e.data.rows()) +
                       " ways"};
  if (resamples(m) && b.o.population != 0)
    throw bad_argument{who + "draws with replacement, as from a population without end; expected no population"};
  if (m == interval_method::krippendorff && b.o.by_source && e.n_sources >= 2)
    throw bad_argument{who + "takes pairs of codes as independent; these come from " + std::to_string(e.n_sources) +
                       " sources, which are ignored on request only (by_source = false; in Python cluster=None)"};
  if (m == interval_method::logit && !(e.value > 0))
    throw bad_argument{who + "is for values between 0 and 1; found " + number_text(e.value, 6)};
}

/// Fisher's z, logit, t or normal with the variance over coders added. The degrees of freedom are Satterthwaite's, of
/// the two variances together: coders are few.
[[nodiscard]] INTERCODER_INLINE confidence_interval with_other_coders(estimate const& e, interval_options const& o,
                                                                      error_parts const& parts, double left,
                                                                      double df_here) {
  confidence_interval out;
  out.level = o.level;
  out.other_coders = true;
  out.method = o.method != interval_method::automatic ? o.method
               : e.from_zero_to_one                   ? interval_method::logit
                                                      : interval_method::fisher_z;
  if (out.method != interval_method::fisher_z && out.method != interval_method::logit &&
      out.method != interval_method::t && out.method != interval_method::normal)
    throw bad_argument{"interval: method '" + std::string{text(out.method)} +
                       "' does not generalise to other coders; use 'auto', 'fisher_z', 'logit', 't' or 'normal'"};
  double const here = left * (parts.sources >= 2 ? parts.by_source : parts.by_unit);
  double const coders = variance_over_coders(e, o.coder_population);
  double const variance = here + coders;
  double const df_coders = static_cast<double>(e.data.coders()) - 1;
  out.se = std::sqrt(variance);
  out.df = variance * variance / (here * here / df_here + coders * coders / df_coders);
  interval_basis const b{e, o, (1 - o.level) / 2, out.se, out.df, {}, evidence{e}, 0, 1, 1};
  if (!(variance > 0) || b.perfect() || b.worst() || (out.method == interval_method::logit && !(e.value > 0))) {
    out.reason = variance > 0 || !(variance == variance)
                     ? "A value at the end of what is possible, or undefined without some coder: no such error."
                     : "The value is the same without any coder, and for every unit: no error can be computed.";
    return out;
  }
  auto const found = out.method == interval_method::fisher_z ? fisher_z(b, out.se, out.df)
                     : out.method == interval_method::logit
                         ? logit(b, out.se, out.df)
                         : around(b, out.se, out.df, out.method == interval_method::normal);
  out.low = found.first;
  out.high = found.second;
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::string_view text(interval_method m) {
  for (auto const& [method, name] : detail::interval_names)
    if (method == m) return name;
  return "auto";
}

INTERCODER_INLINE interval_method interval_method_by_name(std::string_view name) {
  std::string known;
  for (auto const& [method, method_name] : detail::interval_names) {
    if (method_name == name) return method;
    known += (known.empty() ? "" : ", ") + std::string{method_name};
  }
  throw bad_argument{"interval: no method called '" + std::string{name} + "'; known: " + known};
}

INTERCODER_INLINE confidence_interval interval(estimate const& e, interval_options const& o) {
  if (!(o.level > 0 && o.level < 1))
    throw bad_argument{"interval: level " + number_text(o.level) + "; expected a number between 0 and 1, such as 0.95"};
  if (o.draws < 100)
    throw bad_argument{"interval: " + std::to_string(o.draws) + " draws; expected at least 100, such as 20000"};
  confidence_interval out;
  out.level = o.level;
  out.method = o.method;
  if (!e.defined()) {
    out.reason = e.reason;
    return out;
  }
  auto parts = error_variance(e, o.formula, o.report);
  bool const stretches = e.data.design().stretches;
  if (!o.by_source) {
    if (stretches)
      throw bad_argument{
          "interval: units are characters, which are not independent of each other; only sources can be resampled"};
    parts.sources = 0;
  }
  bool const clustered = parts.sources >= 2;
  if (stretches && !clustered) {
    out.reason = "Units are characters: an interval needs at least two sources.";
    return out;
  }
  double const sampled = clustered ? static_cast<double>(parts.sources) : parts.n;
  if (o.population != 0 && !(o.population >= sampled))
    throw bad_argument{"population: " + number_text(o.population) + "; expected at least the " + number_text(sampled) +
                       (clustered ? " sources" : " units") + " at hand"};
  double const left = o.population == 0 ? 1 : 1 - sampled / o.population;

  if (o.other_coders) return detail::with_other_coders(e, o, parts, left, clustered ? sampled - 1 : parts.n - 1);

  bool const whole_sources = e.of_sources();  // units are sources: nothing has to be assumed of them
  double const tail = (1 - o.level) / 2;
  auto const cluster_at = [&](double upper) {
    return whole_sources ? clustering{1, parts.n - 1, false} : effect_of_clustering(parts, upper);
  };
  auto const cluster = cluster_at(1 - tail);
  detail::evidence const seen{e};
  // Units weigh more where few others are left. Of pooled sources only their number and their units together are known,
  // so that the usual correlation is assumed within each.
  double const within = detail::pools_sources(e) ? 1 + (seen.units / parts.n - 1) * assumed_correlation : 1;
  double const weight = within * std::max(left, 1e-12);
  detail::interval_basis const b{e,
                                 o,
                                 tail,
                                 std::sqrt(left * (clustered ? parts.by_source : parts.by_unit)),
                                 clustered ? sampled - 1 : parts.n - 1,
                                 cluster,
                                 seen,
                                 seen.units / weight * worth_of_a_unit(cluster, seen.units, 1 - tail),
                                 part_left(cluster, seen.units, 1 - tail),
                                 worth_of_a_unit(cluster_at(0.975), seen.units) / weight};
  bool const chosen = o.method == interval_method::automatic;
  auto method = chosen ? detail::choose(b) : o.method;
  detail::check(b, method);
  bool const needs_spread = method == interval_method::fisher_z || method == interval_method::t ||
                            method == interval_method::normal || method == interval_method::logit ||
                            (method == interval_method::exact && e.own_interval) || detail::resamples(method);
  bool const at_the_end = b.perfect() || b.worst();
  if (needs_spread && at_the_end && b.of_agreement())
    method = interval_method::exact;  // an error of 0 there says nothing
  else if (needs_spread && (at_the_end || e.status != status::ok)) {
    out.reason = e.reason.empty() ? "The value lies at the end of what is possible: its error of 0 says nothing there."
                                  : e.reason;
    return out;
  }
  out.method = method;
  out.design_effect = cluster.design_effect;
  out.correlation_assumed = cluster.correlation_assumed;
  bool const by_source_only = clustered && !(parts.by_unit == parts.by_unit);  // a jackknife of very many units
  double const se = chosen && !by_source_only ? std::sqrt(left * parts.by_unit * cluster.design_effect) : b.se;
  double const df = chosen ? cluster.df : b.df;
  out.se = se;
  out.df = df;
  if (needs_spread && !(df > 0 && se == se)) {
    out.reason = !e.reason.empty() ? e.reason
                 : df > 0          ? "Too many different units for an error by derivatives; resample sources instead."
                 : whole_sources ? "One source only: an interval says how much sources differ, and needs at least two."
                                 : "One unit only: no error can be computed.";
    return out;
  }
  detail::limits limits{not_a_number, not_a_number};
  switch (method) {
    case interval_method::automatic: break;
    case interval_method::fisher_z: limits = detail::fisher_z(b, se, df); break;
    case interval_method::t: limits = detail::around(b, se, df, false); break;
    case interval_method::normal: limits = detail::around(b, se, df, true); break;
    case interval_method::logit: limits = detail::logit(b, se, df); break;
    case interval_method::exact:
      limits = e.own_interval ? e.own_interval(tail, distributions::f_quantile) : detail::exact(b);
      break;
    case interval_method::gof: limits = detail::goodness_of_fit(b); break;
    case interval_method::percentile:
    case interval_method::bca:
    case interval_method::krippendorff: limits = detail::of_resamples(b, method, out); break;
    case interval_method::jeffreys: {
      bool const two_by_two = e.data.coders() == 2 && e.data.categories() == 2;
      limits = e.by_proportion
                   ? detail::proportion(b)
                   : detail::posterior(b, two_by_two ? pattern_prior::jeffreys : pattern_prior::contested, out);
      break;
    }
  }
  bool const own = method == interval_method::exact && e.own_interval;
  if (own && !(limits.first <= e.value && e.value <= limits.second)) {
    if (!chosen || !(std::abs(e.value) < 1)) {
      out.reason = "The interval of " + e.title + " has no limits about its value for these ratings.";
      return out;
    }
    out.method = interval_method::fisher_z;
    limits = detail::fisher_z(b, se, df);
  }
  if (chosen && method == interval_method::jeffreys && detail::hull(b) && se > 0 && df > 0) {
    out.also = e.from_zero_to_one ? interval_method::logit : interval_method::fisher_z;
    auto const other = e.from_zero_to_one ? detail::logit(b, se, df) : detail::fisher_z(b, se, df);
    limits = {std::min(limits.first, other.first), std::max(limits.second, other.second)};
  }
  // Equal tails of a posterior can leave out the value itself: at the end of what is possible, and where the few units
  // there are weigh less than the prior.
  out.low = std::min(limits.first, method == interval_method::jeffreys || b.worst() ? e.value : limits.first);
  out.high = std::max(limits.second, method == interval_method::jeffreys || b.perfect() ? e.value : limits.second);
  return out;
}

}  // namespace intercoder
