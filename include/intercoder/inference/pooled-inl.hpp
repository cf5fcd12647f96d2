// The bodies of pooled.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/pooled.hpp>

namespace intercoder {
namespace detail {

/// Sources stand in for units where the codes were compared on different units. Each is a unit that counts once.
[[nodiscard]] INTERCODER_INLINE unit_design sources_as_units(std::span<estimate const* const> used) {
  unit_design d;
  std::unordered_map<std::string, std::size_t> known;
  for (auto const* e : used)
    for (auto const& s : e->data.design().sources)
      if (known.try_emplace(s, d.sources.size()).second) d.sources.push_back(s);
  d.units = d.sources.size();
  for (std::size_t s = 0; s < d.units; ++s) d.source_of.push_back(static_cast<std::int32_t>(s));
  return d;
}

}  // namespace detail

INTERCODER_INLINE estimate pooled(std::span<estimate const> over_codes, std::span<double const> weights) {
  if (over_codes.empty()) throw bad_argument{"pooled: no estimate given; expected one for each code"};
  auto const& first = over_codes.front();
  if (!weights.empty() && (weights.size() != over_codes.size() ||
                           !std::ranges::all_of(weights, [](double w) { return w > 0 && std::isfinite(w); })))
    throw bad_argument{"pooled: " + std::to_string(weights.size()) +
                       " weights; expected a positive number for each of " + std::to_string(over_codes.size()) +
                       " codes"};
  std::vector<estimate const*> used;
  std::vector<double> share;  // of each code used, in the means
  for (std::size_t k = 0; k < over_codes.size(); ++k) {
    auto const& e = over_codes[k];
    if (e.name != first.name || e.weights != first.weights)
      throw bad_argument{"pooled: " + first.name + " with " + first.weights + " weights and " + e.name + " with " +
                         e.weights + " weights; expected the same coefficient for every code"};
    if (!e.value_slope.empty())
      throw bad_argument{"pooled: " + e.title +
                         " has no mean of observed and of expected agreement over codes; expected a coefficient with a "
                         "chance model, such as krippendorff_alpha or cohen_kappa"};
    if (!e.defined()) continue;
    used.push_back(&e);
    share.push_back(weights.empty() ? 1 : weights[k]);
  }
  estimate out;
  out.name = "pooled_" + first.name;
  out.title = "pooled " + first.title;
  out.weights = first.weights;
  out.from_zero_to_one = first.from_zero_to_one;
  if (used.empty()) {
    out.status = first.status;
    out.reason = "The coefficient is undefined for every one of the " + std::to_string(over_codes.size()) + " codes. " +
                 first.reason;
    return out;
  }
  auto const same_units = std::ranges::all_of(used, [&](estimate const* e) {
    auto const &a = e->data.design(), &b = used.front()->data.design();
    return a.units == b.units && a.source_of == b.source_of && a.names == b.names && a.count == b.count;
  });
  auto const known_sources = std::ranges::all_of(used, [](estimate const* e) { return e->n_sources > 0; });
  if (!same_units && !known_sources)
    throw bad_argument{"pooled: the codes were compared on different units (" +
                       std::to_string(used.front()->data.units()) +
                       " and others) "
                       "and sources are not known; expected the same units in the same order"};

  compensated_sum all, observed, expected;
  for (double const x : share) all += x;
  for (double& x : share) x /= all.value();
  for (std::size_t k = 0; k < used.size(); ++k) {
    auto const* const e = used[k];
    observed += e->observed_disagreement * share[k];
    expected += e->expected_disagreement * share[k];
    out.n_units = std::max(out.n_units, e->n_units);
    out.n_pairable = std::max(out.n_pairable, e->n_pairable);
    out.n_used = std::max(out.n_used, e->n_used);
    out.n_coders = std::max(out.n_coders, e->n_coders);
    out.n_sources = std::max(out.n_sources, e->n_sources);
    out.coded_once = std::max(out.coded_once, e->coded_once);
  }
  out.observed_disagreement = observed.value();
  out.expected_disagreement = expected.value();
  out.observed = 1 - out.observed_disagreement;
  out.expected = 1 - out.expected_disagreement;
  out.value = 1 - out.observed_disagreement / out.expected_disagreement;

  out.data = one_row_each(same_units ? used.front()->data.design() : detail::sources_as_units(used));
  auto const& d = out.data.design();
  if (!same_units) out.n_used = static_cast<double>(d.units);
  std::unordered_map<std::string, std::size_t> place;
  if (!same_units)
    for (std::size_t s = 0; s < d.units; ++s) place.emplace(d.sources[s], s);
  for (auto* slope : {&out.observed_slope, &out.expected_slope, &out.published_slope}) slope->assign(d.units, 0);
  out.entered.assign(d.units, 0);
  bool const published = std::ranges::none_of(used, [](auto const* e) { return e->published_slope.empty(); });
  for (std::size_t k = 0; k < used.size(); ++k) {
    auto const* const e = used[k];
    auto const& from = e->data.design();
    double const own_room = e->expected_disagreement;
    for (std::size_t u = 0; u < from.units; ++u) {
      auto const j = from.row(u);
      if (!e->entered[j]) continue;
      auto const to = same_units ? u : place.at(from.sources[static_cast<std::size_t>(from.source_of[u])]);
      double const times = (same_units ? 1 : from.copies(u)) * share[k];
      out.entered[to] = 1;
      out.observed_slope[to] += times * e->observed_slope[j];
      out.expected_slope[to] += times * e->expected_slope[j];
      // Each code's published residual, in units of disagreement, as the pooled value weighs them.
      if (published) out.published_slope[to] += times * e->published_slope[j] * own_room / out.expected_disagreement;
    }
  }
  if (!published) out.published_slope.clear();
  double largest = 0;
  auto const slope = out.slope();
  for (double const s : slope) largest = std::max(largest, std::abs(s) * out.n_used);
  if (out.observed_disagreement > 0 && !(largest > 1e-11)) {
    out.status = status::no_spread;
    out.reason = "All units pull the value alike: no error can be computed.";
  }
  return out;
}

}  // namespace intercoder
