// The bodies of strata.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/strata.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::array<std::pair<stratum_weights, std::string_view>, 3> stratum_weight_names{
    {{stratum_weights::size, "size"}, {stratum_weights::variance, "variance"}, {stratum_weights::chance, "chance"}}};

[[nodiscard]] INTERCODER_INLINE double weight_of(estimate const& e, std::size_t number, stratum_weights w) {
  auto const who = "pooled_strata: stratum " + std::to_string(number);
  if (!e.defined()) throw bad_argument{who + " is undefined: " + e.reason + " Leave it out, and say so"};
  switch (w) {
    case stratum_weights::size: return e.n_used;
    case stratum_weights::chance:
      if (!(e.expected_disagreement > 0))
        throw bad_argument{who + " has no expected agreement, as " + e.title +
                           " has none; expected a coefficient with a chance model, or weights by size"};
      return e.expected_disagreement;
    case stratum_weights::variance: break;
  }
  double const se = standard_error(e);
  if (!(se > 0))
    throw bad_argument{who + " has no error to weigh it by" + (e.reason.empty() ? "" : ": " + e.reason) +
                       (e.reason.empty() ? "; use weights by size" : " Use weights by size")};
  return 1 / (se * se);
}

/// All units one after the other; sources of one name are one source.
INTERCODER_INLINE void append_units(unit_design& all, unit_design const& d, std::size_t stratum,
                                    std::unordered_map<std::string, std::int32_t>& known) {
  for (std::size_t u = 0; u < d.units; ++u) {
    all.names.push_back(std::to_string(stratum) + "/" + d.name(u));
    all.count.push_back(d.copies(u));
    if (d.source_of.empty()) continue;
    auto const& name = d.sources[static_cast<std::size_t>(d.source_of[u])];
    auto const [at, added] = known.try_emplace(name, static_cast<std::int32_t>(all.sources.size()));
    if (added) all.sources.push_back(name);
    all.source_of.push_back(at->second);
  }
  all.units += d.units;
  all.stretches = all.stretches || d.stretches;
}

}  // namespace detail

INTERCODER_INLINE std::string_view text(stratum_weights w) {
  for (auto const& entry : detail::stratum_weight_names)
    if (entry.first == w) return entry.second;
  return "size";
}

INTERCODER_INLINE stratum_weights stratum_weights_by_name(std::string_view name) {
  for (auto const& entry : detail::stratum_weight_names)
    if (entry.second == name) return entry.first;
  throw bad_argument{"pooled_strata: no weights called '" + std::string{name} + "'; known: " +
                     list_names(detail::stratum_weight_names, [](auto const& entry) { return entry.second; })};
}

INTERCODER_INLINE estimate pooled_strata(std::span<estimate const> strata, stratum_weights weights) {
  if (strata.size() < 2)
    throw bad_argument{"pooled_strata: " + std::to_string(strata.size()) + " stratum; expected at least two"};
  auto const& first = strata.front();
  std::vector<double> share;
  double total = 0;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    auto const& e = strata[i];
    if (e.name != first.name || e.weights != first.weights)
      throw bad_argument{"pooled_strata: stratum 1 has " + first.title + " with " + first.weights +
                         " weights, stratum " + std::to_string(i + 1) + " " + e.title + " with " + e.weights +
                         " weights; expected the same coefficient"};
    if ((e.n_sources > 0) != (first.n_sources > 0))
      throw bad_argument{"pooled_strata: sources are known in stratum " +
                         std::to_string(first.n_sources > 0 ? 1 : i + 1) + " and not in stratum " +
                         std::to_string(first.n_sources > 0 ? i + 1 : 1) + "; expected them in all strata or in none"};
    share.push_back(detail::weight_of(e, i + 1, weights));
    total += share.back();
  }
  unit_design all;
  std::unordered_map<std::string, std::int32_t> known;
  std::vector<double> slope;
  std::vector<char> entered;
  double value = 0;
  bool with_slopes = true;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    auto const& e = strata[i];
    auto const& d = e.data.design();
    detail::append_units(all, d, i + 1, known);
    value += share[i] / total * e.value;
    auto const by_row = e.slope();
    with_slopes = with_slopes && !by_row.empty();
    for (std::size_t u = 0; u < d.units; ++u) {
      auto const j = d.row(u);
      entered.push_back(e.entered[j]);
      slope.push_back(by_row.empty() || !e.entered[j] ? 0 : share[i] / total * by_row[j]);
    }
  }
  auto out = estimate_of_units(std::move(all), value, std::move(slope), std::move(entered));
  if (!with_slopes) out.value_slope.clear();
  bool const perfect = value >= 1 - 1e-12 && out.status == status::no_spread;
  if (perfect) {
    out.status = status::ok;
    out.reason.clear();
  }
  out.name = "pooled_strata_" + first.name;
  out.title =
      first.title + " of " + std::to_string(strata.size()) + " strata, weighted by " + std::string{text(weights)};
  out.weights = first.weights;
  out.from_zero_to_one = first.from_zero_to_one;
  out.n_units = out.n_pairable = 0;
  for (auto const& e : strata) {
    out.n_units += e.n_units;
    out.n_pairable += e.n_pairable;
    out.n_coders = std::max(out.n_coders, e.n_coders);
  }
  return out;
}

}  // namespace intercoder
