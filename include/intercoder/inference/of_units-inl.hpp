// The bodies of of_units.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <intercoder/core/sum.hpp>
#include <intercoder/inference/of_units.hpp>

namespace intercoder {

INTERCODER_INLINE ratings one_row_each(unit_design d) {
  ratings::body b;
  d.row_of.clear();
  d.weight.clear();  // already in the slopes
  b.first.assign(d.units + 1, 0);
  for (std::size_t u = 0; u < d.units; ++u) b.row_count.push_back(d.copies(u));
  b.design = std::make_shared<unit_design const>(std::move(d));
  return ratings{std::move(b)};
}

INTERCODER_INLINE estimate estimate_of_units(unit_design d, double value, std::vector<double> slope,
                                             std::vector<char> entered) {
  estimate e;
  e.value = value;
  std::vector<char> source_seen(d.sources.size());
  double largest = 0;
  for (std::size_t u = 0; u < d.units; ++u) {
    if (!(d.copies(u) > 0)) entered[u] = 0;
    if (!entered[u]) continue;
    e.n_used += d.copies(u);
    largest = std::max(largest, std::abs(slope[u]));
    if (!d.source_of.empty()) source_seen[static_cast<std::size_t>(d.source_of[u])] = 1;
  }
  e.n_units = e.n_pairable = e.n_used;
  e.n_sources = static_cast<std::size_t>(std::ranges::count(source_seen, 1));
  if (!(e.n_used > 0)) {
    e.value = not_a_number;
    e.status = status::no_units;
    e.reason = "No unit enters.";
  } else if (!(largest * e.n_used > 1e-11)) {
    e.status = status::no_spread;
    e.reason = e.n_used > 1 ? "All units pull the value alike: no error can be computed."
                            : "One unit only: no error can be computed.";
  }
  e.data = one_row_each(std::move(d));
  e.value_slope = std::move(slope);
  e.entered = std::move(entered);
  return e;
}

INTERCODER_INLINE estimate mean_of_units(unit_design d, std::vector<double> const& numbers, std::vector<char> entered) {
  compensated_sum mass, sum;
  for (std::size_t u = 0; u < d.units; ++u)
    if (entered[u]) {
      mass += d.copies(u) * d.importance(u);
      sum += d.copies(u) * d.importance(u) * numbers[u];
    }
  double const mean = sum.value() / mass.value();
  std::vector<double> slope(d.units);
  for (std::size_t u = 0; u < d.units; ++u)
    if (entered[u]) slope[u] = d.importance(u) * (numbers[u] - mean) / mass.value();
  return estimate_of_units(std::move(d), mean, std::move(slope), std::move(entered));
}

INTERCODER_INLINE estimate share_of_units(unit_design d, std::vector<char> const& yes, std::vector<char> entered) {
  auto e = mean_of_units(std::move(d), {yes.begin(), yes.end()}, std::move(entered));
  e.from_zero_to_one = e.by_proportion = true;
  e.observed = e.value;
  e.observed_disagreement = 1 - e.value;
  e.expected = 0;
  e.expected_disagreement = 1;
  if (e.value == 1 || e.value == 0) {  // an end of what is possible, not a lack of spread
    e.status = status::ok;
    e.reason.clear();
  }
  return e;
}

}  // namespace intercoder
