// The bodies of gamma.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/unitizing/gamma.hpp>
#include <intercoder/unitizing/gamma_source.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE void check_gamma_options(gamma_options const& o) {
  auto const expect = [](bool good, std::string const& what, double found, std::string const& expected) {
    if (!good) throw bad_argument{"gamma: " + what + " " + number_text(found) + "; expected " + expected};
  };
  bool const weighted = o.costs.alpha > 0 || o.costs.beta > 0;
  expect(std::isfinite(o.costs.alpha) && o.costs.alpha >= 0 && weighted, "alpha", o.costs.alpha,
         "a number that is not negative, and alpha or beta above 0");
  expect(std::isfinite(o.costs.beta) && o.costs.beta >= 0, "beta", o.costs.beta, "a number that is not negative");
  expect(std::isfinite(o.delta_empty) && o.delta_empty > 0, "delta_empty", o.delta_empty, "a number above 0");
  expect(std::isfinite(o.precision) && o.precision > 0, "precision", o.precision, "a number above 0, such as 0.02");
}

/// The distances of all codes, checked: a look-up costs nothing, and a caller's function is called here only.
[[nodiscard]] INTERCODER_INLINE code_distance tabulated(code_distance const& of,
                                                        std::vector<std::string> const& codes) {
  auto const q = codes.size();
  auto table = std::make_shared<std::vector<double>>(q * q);
  for (std::size_t a = 0; a < q; ++a)
    for (std::size_t b = 0; b < q; ++b) {
      double const d = of(a, b);
      auto const who = "gamma: the distance of codes '" + codes[a] + "' and '" + codes[b] + "' is " + number_text(d);
      if (!std::isfinite(d) || d < 0) throw bad_argument{who + "; expected a number that is not negative"};
      if (a == b && d != 0) throw bad_argument{who + "; expected 0 for a code and itself"};
      if (b < a && d != (*table)[b * q + a])
        throw bad_argument{who + ", and the other way round " + number_text((*table)[b * q + a]) +
                           "; expected the same"};
      (*table)[a * q + b] = d;
    }
  return [table, q](std::size_t a, std::size_t b) { return (*table)[a * q + b]; };
}

}  // namespace detail

/// Sources solved so far, by the coders in question.
class gamma_family::state {
 public:
  state(continua all, gamma_options options) : all_{std::move(all)}, options_{std::move(options)} {
    detail::check_gamma_options(options_);
    if (options_.costs.distance) options_.costs.distance = detail::tabulated(options_.costs.distance, all_.codes);
    auto const n = static_cast<double>(all_.sources.size());
    for (std::size_t s = 0; s < all_.sources.size(); ++s)
      static_cast<void>(of(s, all_.sources[s].coders,
                           [&](double done) { tell(options_.report, (static_cast<double>(s) + done) / n); }));
  }

  [[nodiscard]] continua const& data() const noexcept { return all_; }
  [[nodiscard]] gamma_options const& options() const noexcept { return options_; }

  gamma_source const& of(
      std::size_t source, std::span<std::size_t const> coders,
      std::function<void(double)> const& report = [](double) {}) {
    std::lock_guard const lock{solving_};
    std::pair key{source, std::vector<std::size_t>(coders.begin(), coders.end())};
    auto const found = solved_.find(key);
    if (found != solved_.end()) return found->second;
    auto solved = gamma_of_source(all_.sources[source], coders, all_.codes.size(), options_, report);
    return solved_.emplace(std::move(key), std::move(solved)).first->second;
  }
  gamma_source const& of(std::size_t source) { return of(source, all_.sources[source].coders); }

 private:
  continua all_;
  gamma_options options_;
  std::mutex solving_;
  std::map<std::pair<std::size_t, std::vector<std::size_t>>, gamma_source> solved_;
};

namespace detail {

/// Observed and expected disorder, times the mean number of units; NaN where refused.
[[nodiscard]] INTERCODER_INLINE std::pair<double, double> disorders(gamma_source const& x) {
  if (x.solution == solution::refused) return {not_a_number, not_a_number};
  return {x.observed.disorder, x.mean_units * x.expected.mean};
}
/// Observed and expected cost of codes, and the weight of both. A source whose random sets have no aligned pairs has
/// nothing to be compared with; its weight is left over.
struct costs_of_codes {
  double observed = 0, expected = 0, weight = 0, left_over = 0;
};
[[nodiscard]] INTERCODER_INLINE costs_of_codes costs_of(gamma_source const& x, std::size_t k) {
  if (x.solution == solution::refused) return {not_a_number, not_a_number, not_a_number, 0};
  auto const& c = x.codes[k];
  if (c.by_chance.n == 0) return {.left_over = c.weight};
  return {c.cost, c.weight * c.by_chance.mean, c.weight, 0};
}

[[nodiscard]] INTERCODER_INLINE double beyond_chance(std::span<double const> sums) {
  return sums[1] > 0 ? 1 - sums[0] / sums[1] : not_a_number;
}

[[nodiscard]] INTERCODER_INLINE std::pair<status, std::string> why_no_gamma(std::span<double const> sums) {
  if (!(sums[0] == sums[0])) return {status::no_pairs, "An alignment is too large to be solved."};
  return sums[2] > 0 ? std::pair{status::no_variation, std::string{gamma_info.undefined}}
                     : std::pair{status::no_units, std::string{"Nobody marked anything."}};
}
[[nodiscard]] INTERCODER_INLINE std::pair<status, std::string> why_no_gamma_cat(std::span<double const> sums) {
  if (!(sums[0] == sums[0])) return {status::no_pairs, "An alignment is too large to be solved."};
  if (sums[2] > 0) return {status::no_variation, std::string{gamma_cat_info.undefined}};
  if (sums[3] > 0) return {status::no_pairs, "No random set has aligned units near each other to compare with."};
  return {status::no_pairs, "No two units that lie near each other are aligned."};
}

[[nodiscard]] INTERCODER_INLINE estimate codes_estimate(coefficient_info const& info,
                                                        std::shared_ptr<gamma_family::state> const& state,
                                                        std::size_t k) {
  auto const add = [state, k](std::size_t s, std::span<std::size_t const> coders, std::span<double> sums) {
    auto const c = costs_of(state->of(s, coders), k);
    sums[0] += c.observed;
    sums[1] += c.expected;
    sums[2] += c.weight;
    sums[3] += c.left_over;
  };
  return estimate_of_sources(info, state->data(),
                             {.size = 4, .add = add, .value = beyond_chance, .why = why_no_gamma_cat});
}

/// What all three values share.
template <class Each>
[[nodiscard]] gamma_details details_of(gamma_family::state& state, Each const& each) {
  gamma_details out;
  auto const& sources = state.data().sources;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    auto const& x = state.of(s);
    if (x.solution > out.solution) {
      out.solution = x.solution;
      out.reason = "Source '" + sources[s].name + "': " + x.reason;
    }
    if (x.observed.unique && !*x.observed.unique) out.ties.push_back(sources[s].name);
    out.n_samples += x.expected.n;
    each(x);
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE gamma_details details_of_codes(gamma_family::state& state, std::size_t k) {
  double observed = 0, expected = 0, weight = 0, variance = 0;
  auto out = details_of(state, [&](gamma_source const& x) {
    auto const c = costs_of(x, k);
    observed += c.observed;
    expected += c.expected;
    weight += c.weight;
    variance += c.weight * c.weight * x.codes[k].by_chance.variance();
  });
  if (!(weight > 0)) return out;
  out.observed = observed / weight * state.options().delta_empty;
  out.expected = expected / weight * state.options().delta_empty;
  if (!(expected > 0)) return out;
  double const value = 1 - observed / expected;
  out.monte_carlo_error = (1 - value) * std::sqrt(variance) / expected;
  if (out.solution == solution::exact) out.lower = out.upper = value;
  return out;
}

/// The reason of the source that could not be solved.
INTERCODER_INLINE void say_who_refused(estimate& e, gamma_details const& details) {
  if (!e.defined() && details.solution == solution::refused) e.reason = details.reason;
}

}  // namespace detail

INTERCODER_INLINE gamma_family::gamma_family(continua all, gamma_options options)
    : state_{std::make_shared<state>(std::move(all), std::move(options))} {}

INTERCODER_INLINE continua const& gamma_family::data() const noexcept { return state_->data(); }

INTERCODER_INLINE estimate gamma_family::gamma() const {
  auto const add = [state = state_](std::size_t s, std::span<std::size_t const> coders, std::span<double> sums) {
    auto const& x = state->of(s, coders);
    auto const [observed, expected] = detail::disorders(x);
    sums[0] += observed;
    sums[1] += expected;
    sums[2] += x.mean_units;
  };
  auto e = estimate_of_sources(gamma_info, data(),
                               {.size = 3, .add = add, .value = detail::beyond_chance, .why = detail::why_no_gamma});
  detail::say_who_refused(e, of_gamma());
  return e;
}

INTERCODER_INLINE estimate gamma_family::gamma_cat() const {
  auto e = detail::codes_estimate(gamma_cat_info, state_, 0);
  detail::say_who_refused(e, of_gamma_cat());
  return e;
}

INTERCODER_INLINE estimate gamma_family::gamma_k(std::size_t code) const {
  if (code >= data().codes.size())
    throw bad_argument{"gamma_k: code " + std::to_string(code + 1) + "; expected one of the " +
                       std::to_string(data().codes.size()) + " used"};
  auto e = detail::codes_estimate(gamma_k_info, state_, code + 1);
  detail::say_who_refused(e, of_gamma_k(code));
  return e;
}

INTERCODER_INLINE gamma_details gamma_family::of_gamma() const {
  double observed = 0, expected = 0, observed_least = 0, expected_least = 0, units = 0, variance = 0;
  auto out = detail::details_of(*state_, [&](gamma_source const& x) {
    auto const [found, by_chance] = detail::disorders(x);
    observed += found;
    expected += by_chance;
    observed_least += x.solution == solution::refused ? not_a_number : x.observed.at_least;
    expected_least += x.mean_units * x.expected_at_least;
    units += x.mean_units;
    variance += x.mean_units * x.mean_units * x.expected.variance();
  });
  if (!(units > 0)) return out;
  double const scale = state_->options().delta_empty / units;
  out.observed = scale * observed;
  out.expected = scale * expected;
  if (!(expected > 0)) return out;
  out.monte_carlo_error = observed / expected * std::sqrt(variance) / expected;
  bool const exact = out.solution == solution::exact;
  out.lower = exact ? 1 - observed / expected : 1 - observed / expected_least;
  out.upper = exact ? out.lower : 1 - observed_least / expected;
  return out;
}

INTERCODER_INLINE gamma_details gamma_family::of_gamma_cat() const { return detail::details_of_codes(*state_, 0); }
INTERCODER_INLINE gamma_details gamma_family::of_gamma_k(std::size_t code) const {
  return detail::details_of_codes(*state_, code + 1);
}

INTERCODER_INLINE std::vector<source_alignment> gamma_family::alignments() const {
  std::vector<source_alignment> out;
  for (std::size_t s = 0; s < data().sources.size(); ++s) {
    auto const& x = state_->of(s);
    out.push_back({s, data().sources[s].coders, x.units, x.observed});
  }
  return out;
}

}  // namespace intercoder
