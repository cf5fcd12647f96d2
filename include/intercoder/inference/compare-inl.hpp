// The bodies of compare.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/compare.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/student.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE std::string place_in_list(std::size_t i) { return "value " + std::to_string(i + 1); }

[[nodiscard]] INTERCODER_INLINE bool same_order(unit_design const& a, unit_design const& b) {
  if (a.units != b.units) return false;
  if (a.names == b.names) return true;
  for (std::size_t u = 0; u < a.units; ++u)
    if (a.name(u) != b.name(u)) return false;
  return true;
}

/// The place in `b` of each unit of `a`, which must be the same units.
[[nodiscard]] INTERCODER_INLINE std::vector<std::size_t> places_of_units(unit_design const& a, unit_design const& b,
                                                                         std::size_t number, std::string const& who) {
  std::vector<std::size_t> out(a.units);
  if (same_order(a, b)) {
    for (std::size_t u = 0; u < a.units; ++u) out[u] = u;
    return out;
  }
  auto const differ = [&](std::string const& name, bool in_first) {
    throw bad_argument{who + "unit '" + name + "' is one of " + place_in_list(in_first ? 0 : number) + " only, of " +
                       std::to_string(a.units) + " and " + std::to_string(b.units) +
                       " units; expected the same units, or values to be compared as independent"};
  };
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t v = 0; v < b.units; ++v)
    if (!known.try_emplace(b.name(v), v).second)
      throw bad_argument{who + "unit '" + b.name(v) + "' is there twice in " + place_in_list(number) +
                         " and in another order than in value 1; expected each unit once"};
  std::unordered_set<std::string> seen;
  for (std::size_t u = 0; u < a.units; ++u) {
    auto const at = known.find(a.name(u));
    if (at == known.end() || !seen.insert(a.name(u)).second) differ(a.name(u), true);
    out[u] = at->second;
  }
  for (std::size_t v = 0; v < b.units; ++v)
    if (!seen.contains(b.name(v))) differ(b.name(v), false);
  return out;
}

[[nodiscard]] INTERCODER_INLINE std::string const& source_name(unit_design const& d, std::size_t u) {
  return d.sources[static_cast<std::size_t>(d.source_of[u])];
}

/// The values without an error, or without a value, and why.
[[nodiscard]] INTERCODER_INLINE comparison_status why_not(std::span<estimate const> values, std::string& reason) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!values[i].defined()) {
      reason = "Value " + std::to_string(i + 1) + " is undefined. " + values[i].reason;
      return comparison_status::undefined;
    }
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].slope().empty()) {
      reason = "Value " + std::to_string(i + 1) + " has too many different units for an error by derivatives.";
      return comparison_status::no_error;
    }
  return comparison_status::ok;
}

[[nodiscard]] INTERCODER_INLINE std::string shared_source(estimate const& a, estimate const& b) {
  auto const &of_a = a.data.design().sources, &of_b = b.data.design().sources;
  for (auto const& s : of_a)
    if (std::ranges::find(of_b, s) != of_b.end())
      return "Both values have units of source '" + s + "': they are not independent of each other.";
  return {};
}

/// The difference, and the status where there is no more to it.
[[nodiscard]] INTERCODER_INLINE value_difference begin_comparison(std::span<estimate const> values,
                                                                  std::string_view method, double level) {
  value_difference out;
  out.method = method;
  out.difference = values[1].value - values[0].value;
  out.status = why_not(values, out.reason);
  out.interval.level = level;
  out.interval.method = interval_method::t;
  out.interval.reason = out.reason;
  return out;
}

INTERCODER_INLINE void test_difference(value_difference& out, student_error const& error, double level) {
  out.interval = student_interval(out.difference, error, level);
  if (!error.known()) {
    out.status = comparison_status::no_error;
    out.reason = error.reason;
    return;
  }
  out.se = error.se;
  out.df = error.df;
  out.statistic = out.difference / error.se;
  out.p_value = student_p_value(out.statistic, error.df);
}

[[nodiscard]] INTERCODER_INLINE value_difference compare_same_units(std::span<estimate const> values,
                                                                    compare_options const& o) {
  auto all = align(values, o.formula, "compare: ");
  auto out = begin_comparison(values, "paired_t", o.level);
  if (out.status != comparison_status::ok) return out;
  double largest = 0;
  for (std::size_t u = 0; u < all.design.units; ++u)
    largest = std::max(largest, std::abs(all.slope[1][u] -= all.slope[0][u]));
  auto const e = estimate_of_units(std::move(all.design), out.difference, std::move(all.slope[1]), all.entered);
  out.n_units = e.n_used;
  out.n_sources = e.n_sources;
  if (std::abs(out.difference) <= 1e-12 && largest * out.n_units <= 1e-11) {
    out.difference = 0;
    out.status = comparison_status::identical;
    out.reason = out.interval.reason = "Every unit pulls both values alike: there is nothing to compare.";
    return out;
  }
  test_difference(out, student_error_of(e), o.level);
  return out;
}

[[nodiscard]] INTERCODER_INLINE value_difference compare_independent(std::span<estimate const> values,
                                                                     compare_options const& o) {
  auto const &first = values[0], &second = values[1];
  if (first.name != second.name || first.weights != second.weights)
    throw bad_argument{"compare: value 1 is " + first.title + " with " + first.weights + " weights, value 2 " +
                       second.title + " with " + second.weights +
                       " weights; expected the same coefficient of independent units"};
  auto out = begin_comparison(values, "welch_t", o.level);
  if (out.status != comparison_status::ok) return out;
  out.n_units = first.n_used + second.n_used;
  out.n_sources = first.n_sources + second.n_sources;
  auto const a = student_error_of(first, o.formula), b = student_error_of(second, o.formula);
  student_error both;
  if (!a.known() || !b.known()) {
    both.reason = !a.known() ? "Value 1: " + a.reason : "Value 2: " + b.reason;
  } else {
    double const va = a.se * a.se, vb = b.se * b.se;
    both.se = std::sqrt(va + vb);
    both.df = (va + vb) * (va + vb) / (va * va / a.df + vb * vb / b.df);
    both.cluster.correlation_assumed = a.cluster.correlation_assumed || b.cluster.correlation_assumed;
    both.cluster.design_effect = (va + vb) / (va / a.cluster.design_effect + vb / b.cluster.design_effect);
  }
  test_difference(out, both, o.level);
  if (out.status == comparison_status::ok) out.reason = shared_source(first, second);
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::string_view text(comparison_status s) {
  switch (s) {
    case comparison_status::ok: return "ok";
    case comparison_status::identical: return "identical";
    case comparison_status::undefined: return "undefined";
    case comparison_status::no_error: return "no_error";
  }
  return "ok";
}

INTERCODER_INLINE aligned_values align(std::span<estimate const> values, error_formula formula, std::string_view who) {
  std::string const name{who};
  aligned_values out;
  out.design = values.front().data.design();
  auto& d = out.design;
  out.entered.assign(d.units, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto const& other = values[i].data.design();
    auto const place = detail::places_of_units(d, other, i, name);
    if (d.source_of.empty() && !other.source_of.empty()) {
      d.sources = other.sources;
      for (auto const v : place) d.source_of.push_back(other.source_of[v]);
    }
    auto const by_row = values[i].defined() ? slopes(values[i], formula) : std::vector<double>{};
    auto& slope = out.slope.emplace_back(d.units);
    for (std::size_t u = 0; u < d.units; ++u) {
      auto const v = place[u];
      if (d.copies(u) != other.copies(v))
        throw bad_argument{name + "unit '" + d.name(u) + "' counts " + number_text(d.copies(u)) +
                           " times in value 1 and " + number_text(other.copies(v)) + " times in " +
                           detail::place_in_list(i) + "; expected the same units"};
      if (!other.source_of.empty() && detail::source_name(d, u) != detail::source_name(other, v))
        throw bad_argument{name + "unit '" + d.name(u) + "' is from source '" + detail::source_name(d, u) +
                           "' and in " + detail::place_in_list(i) + " from '" + detail::source_name(other, v) +
                           "'; expected the same units"};
      auto const j = other.row(v);
      if (by_row.empty() || !values[i].entered[j]) continue;
      slope[u] = by_row[j];
      out.entered[u] = 1;
    }
  }
  return out;
}

INTERCODER_INLINE value_difference compare(estimate const& first, estimate const& second, samples which,
                                           compare_options const& o) {
  if (!(o.level > 0 && o.level < 1))
    throw bad_argument{"compare: level " + number_text(o.level) + "; expected a number between 0 and 1, such as 0.95"};
  estimate const values[] = {first, second};
  return which == samples::same_units ? detail::compare_same_units(values, o) : detail::compare_independent(values, o);
}

}  // namespace intercoder
