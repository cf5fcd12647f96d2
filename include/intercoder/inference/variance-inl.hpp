// The bodies of variance.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {
namespace detail {

/// Calls f(unit, copies, slope of its row) for every unit that enters.
template <class F>
void each_unit(estimate const& e, std::vector<double> const& slope, F f) {
  auto const& d = e.data.design();
  for (std::size_t u = 0; u < d.units; ++u)
    if (auto const j = d.row(u); e.entered[j] && d.copies(u) > 0) f(u, d.copies(u), slope[j]);
}

/// Sizes of the sources, counting units that enter and have at least so many codes. Pooled values have no codes.
[[nodiscard]] INTERCODER_INLINE std::vector<double> source_sizes(estimate const& e, std::size_t at_least_codes) {
  auto const& d = e.data.design();
  std::vector<double> size(d.sources.size());
  each_unit(e, std::vector<double>(e.data.rows()), [&](std::size_t u, double copies, double) {
    if (e.data.coders() == 0 || e.data.row(d.row(u)).size() >= at_least_codes)
      size[static_cast<std::size_t>(d.source_of[u])] += copies;
  });
  return size;
}

/// (G - 1) / G times the squared spread of the values without each of G groups; groups of equal effect may be counted.
struct leave_out {
  compensated_sum groups, sum, squares;
  double origin = 0;
  void add(double value, double times) {
    groups += times;
    sum += times * (value - origin);
    squares += times * (value - origin) * (value - origin);
  }
  [[nodiscard]] double variance() const {
    double const g = groups.value();
    double const mean = sum.value() / g;
    return (g - 1) / g * (squares.value() - g * mean * mean);
  }
};

/// Without each unit (each row once: equal units have equal effects).
[[nodiscard]] INTERCODER_INLINE double jackknife_units(estimate const& e, progress const& report) {
  auto const rows = static_cast<double>(e.data.rows());
  double const steps = rows * (static_cast<double>(e.data.rows()) * static_cast<double>(e.data.coders()) +
                               static_cast<double>(e.data.categories()));
  if (steps > 1e11)
    throw bad_argument{"jackknife: leaving out each of " + std::to_string(e.data.rows()) +
                       " different units needs too many steps; use the default error, which agrees with it to first "
                       "order, or sources"};
  auto mass = e.data.row_count();
  auto const& weight = e.data.design().weight;
  for (std::size_t j = 0; j < weight.size(); ++j) mass[j] *= weight[j];
  auto const value = e.on(e.data);
  leave_out out;
  out.origin = e.value;
  for (std::size_t j = 0; j < e.data.rows(); ++j) {
    if (!e.entered[j] || !(mass[j] > 0)) continue;
    double const copies = e.data.row_count()[j];
    double const one = std::min(mass[j], weight.empty() ? 1 : weight[j]);
    mass[j] -= one;
    out.add(value(mass), copies);
    mass[j] += one;
    tell(report, static_cast<double>(j + 1) / rows);
  }
  return out.variance();
}

/// Without each source.
[[nodiscard]] INTERCODER_INLINE double jackknife_sources(estimate const& e, progress const& report) {
  auto const& d = e.data.design();
  auto const value = e.on(e.data);
  leave_out out;
  out.origin = e.value;
  std::vector<std::vector<std::pair<std::size_t, double>>> of_source(d.sources.size());
  for (std::size_t u = 0; u < d.units; ++u)
    if (e.entered[d.row(u)] && d.copies(u) > 0)
      of_source[static_cast<std::size_t>(d.source_of[u])].emplace_back(d.row(u), d.copies(u) * d.importance(u));
  auto mass = e.data.row_count();
  for (std::size_t j = 0; j < d.weight.size(); ++j) mass[j] *= d.weight[j];
  for (std::size_t s = 0; s < of_source.size(); ++s) {
    if (of_source[s].empty()) continue;
    auto rest = mass;
    for (auto const& [j, m] : of_source[s]) rest[j] = std::max(0.0, rest[j] - m);
    out.add(value(rest), 1);
    tell(report, static_cast<double>(s + 1) / static_cast<double>(of_source.size()));
  }
  return out.variance();
}

}  // namespace detail

INTERCODER_INLINE error_formula error_formula_by_name(std::string_view name) {
  if (name == "ratio") return error_formula::ratio;
  if (name == "gwet") return error_formula::gwet;
  if (name == "jackknife") return error_formula::jackknife;
  throw bad_argument{"se: no formula called '" + std::string{name} + "'; known: ratio, gwet, jackknife"};
}

INTERCODER_INLINE std::vector<double> slopes(estimate const& e, error_formula formula) {
  if (formula == error_formula::jackknife)
    throw bad_argument{"se: 'jackknife' leaves units out and knows no slopes; use 'ratio' or 'gwet'"};
  if (formula == error_formula::gwet && e.published_slope.empty())
    throw bad_argument{"se: 'gwet' is for coefficients with a chance model of their own; found " + e.title +
                       "; use 'ratio' or 'jackknife'"};
  return formula == error_formula::gwet ? e.published_slope : e.slope();
}

INTERCODER_INLINE error_parts error_variance(estimate const& e, error_formula formula, progress const& report) {
  error_parts p;
  p.n = e.n_used;
  p.sources = e.n_sources;
  if (!e.defined()) return p;
  auto const& d = e.data.design();
  std::vector<double> size;  // of each source, units coded at least twice
  if (p.sources > 0) {
    size = detail::source_sizes(e, 2);
    double sum = 0, squares = 0;
    for (double const n : size) {
      sum += n;
      squares += n * n;
    }
    p.effective_sources = sum * sum / squares;
    p.mean_source_size = squares / sum;
    p.largest_source = std::ranges::max(detail::source_sizes(e, 1));
  }
  if (formula == error_formula::jackknife) {
    if (p.sources >= 2) p.by_source = detail::jackknife_sources(e, report);
    if (p.n > 1 && (p.sources < 2 || e.data.rows() <= 2000)) p.by_unit = detail::jackknife_units(e, report);
    return p;
  }
  auto const slope = slopes(e, formula);
  if (slope.empty()) return p;  // too many different units for numerical slopes
  compensated_sum squares;
  std::vector<double> by_source(d.sources.size());
  if (p.sources == 0) {
    for (std::size_t j = 0; j < slope.size(); ++j) squares += e.data.row_count()[j] * slope[j] * slope[j];
  } else {
    detail::each_unit(e, slope, [&](std::size_t u, double copies, double s) {
      squares += copies * s * s;
      by_source[static_cast<std::size_t>(d.source_of[u])] += copies * s;
    });
  }
  if (p.n > 1) p.by_unit = squares.value() * p.n / (p.n - 1);
  if (p.sources >= 2) {
    double sum = 0;
    for (double const s : by_source) sum += s * s;
    auto const g = static_cast<double>(p.sources);
    p.by_source = sum * g / (g - 1);
    double whole = 0, unhidden = 0;
    for (double const n : size) whole += n;
    for (std::size_t c = 0; c < size.size(); ++c)
      unhidden += by_source[c] * by_source[c] / std::max(0.1, 1 - size[c] / whole);
    p.by_source_unhidden = unhidden;
  }
  return p;
}

INTERCODER_INLINE double standard_error(estimate const& e, error_formula formula, double population,
                                        progress const& report) {
  if (!e.defined() || e.status != status::ok) return not_a_number;
  auto const p = error_variance(e, formula, report);
  bool const clustered = p.sources >= 2;
  if (!clustered && e.data.design().stretches) return not_a_number;
  double const sampled = clustered ? static_cast<double>(p.sources) : p.n;
  if (population != 0 && !(population >= sampled))
    throw bad_argument{"population: " + number_text(population) + "; expected at least the " + number_text(sampled) +
                       (clustered ? " sources" : " units") + " at hand"};
  double const left = population == 0 ? 1 : 1 - sampled / population;
  return std::sqrt(left * (clustered ? p.by_source : p.by_unit));
}

}  // namespace intercoder
