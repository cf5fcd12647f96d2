// The bodies of drift.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/inference/drift.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/student.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE void check_order(std::vector<double> const& order, unit_design const& d) {
  if (order.empty()) return;
  if (order.size() != d.units)
    throw bad_argument{"drift: " + std::to_string(order.size()) + " numbers to order units by; expected " +
                       std::to_string(d.units) + ", one for each unit"};
  for (std::size_t u = 0; u < d.units; ++u)
    if (!std::isfinite(order[u]))
      throw bad_argument{"drift: unit '" + d.name(u) + "' has the order " + number_text(order[u]) +
                         "; expected a finite number"};
}

/// Where each unit stands, from 0 to 1.
[[nodiscard]] INTERCODER_INLINE std::vector<double> places_in_order(std::vector<std::size_t> const& units,
                                                                    std::vector<double> const& order) {
  std::vector<double> out(units.size());
  double const last = units.size() > 1 ? static_cast<double>(units.size() - 1) : 1;
  for (std::size_t i = 0; i < units.size();) {
    std::size_t end = i + 1;
    while (!order.empty() && end < units.size() && order[units[end]] == order[units[i]]) ++end;
    for (std::size_t k = i; k < end; ++k) out[units[k]] = static_cast<double>(i + end - 1) / 2 / last;
    i = end;
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE std::vector<drift_window> windows_of(estimate const& e,
                                                                     std::vector<std::size_t> const& units,
                                                                     std::vector<double> const& influence,
                                                                     std::size_t window) {
  std::vector<drift_window> out;
  if (window == 0) window = std::max<std::size_t>(1, (units.size() + 4) / 5);
  for (std::size_t i = 0; i < units.size(); i += window) {
    auto const here = std::span{units}.subspan(i, std::min(window, units.size() - i));
    drift_window w{.first = i, .last = i + here.size() - 1};
    compensated_sum sum;
    for (auto const u : here) {
      if (!e.entered[e.data.design().row(u)]) continue;
      w.n_units += e.data.design().copies(u);
      sum += e.data.design().copies(u) * (e.value + influence[u]);
    }
    if (w.n_units > 0) w.mean = sum.value() / w.n_units;
    if (e.again) w.value = e.again(e.data.select_units(here)).value;
    out.push_back(w);
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE drift_result drift(estimate const& e, drift_options const& o) {
  auto const& d = e.data.design();
  detail::check_order(o.order, d);
  drift_result out;
  out.interval = student_interval(not_a_number, {}, o.level);
  out.units.resize(d.units);
  std::iota(out.units.begin(), out.units.end(), std::size_t{0});
  if (!o.order.empty()) std::ranges::stable_sort(out.units, {}, [&](std::size_t u) { return o.order[u]; });
  auto const stop = [&](std::string why) {
    out.reason = out.interval.reason = std::move(why);
    return out;
  };
  if (!e.defined()) return stop(e.reason);
  auto const influence = e.influence();
  if (e.slope().empty()) return stop("Too many different units for an error by derivatives.");
  out.windows = detail::windows_of(e, out.units, influence, o.window);

  auto const place = detail::places_in_order(out.units, o.order);
  std::vector<char> entered(d.units);
  compensated_sum n, places;
  for (std::size_t u = 0; u < d.units; ++u) {
    entered[u] = e.entered[d.row(u)] && d.copies(u) > 0;
    if (!entered[u]) continue;
    n += d.copies(u);
    places += d.copies(u) * place[u];
  }
  out.n_units = n.value();
  double const middle = places.value() / n.value();
  compensated_sum spread, product;
  for (std::size_t u = 0; u < d.units; ++u) {
    if (!entered[u]) continue;
    spread += d.copies(u) * (place[u] - middle) * (place[u] - middle);
    product += d.copies(u) * (place[u] - middle) * influence[u];
  }
  if (!(spread.value() > 0) || out.n_units < 3)
    return stop(out.n_units < 3 ? "Fewer than three units: no trend can be tested."
                                : "All units have one place in the order: there is no trend.");
  out.slope = product.value() / spread.value();
  std::vector<double> slope(d.units);
  for (std::size_t u = 0; u < d.units; ++u)
    if (entered[u]) slope[u] = (place[u] - middle) * (influence[u] - out.slope * (place[u] - middle)) / spread.value();
  auto const line = estimate_of_units(d, out.slope, std::move(slope), std::move(entered));
  out.n_sources = line.n_sources;
  auto error = student_error_of(line);
  if (line.n_sources == 0 && error.known()) {  // two numbers were estimated, not one
    error.se *= std::sqrt((out.n_units - 1) / (out.n_units - 2));
    error.df = out.n_units - 2;
  }
  out.interval = student_interval(out.slope, error, o.level);
  if (!error.known()) return stop(error.reason);
  out.se = error.se;
  out.df = error.df;
  out.statistic = out.slope / error.se;
  out.p_value = student_p_value(out.statistic, error.df);
  return out;
}

}  // namespace intercoder
