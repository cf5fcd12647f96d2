// The bodies of evidence.hpp.
#pragma once

#include <algorithm>
#include <vector>

#include <intercoder/inference/evidence.hpp>

namespace intercoder::detail {

INTERCODER_INLINE bool pools_sources(estimate const& e) {
  auto const& d = e.data.design();
  return e.data.coders() == 0 && d.units > 0 && d.sources.size() == d.units && d.count.empty() &&
         static_cast<double>(d.units) < e.n_pairable;
}

INTERCODER_INLINE evidence::evidence(estimate const& e) {
  auto const& data = e.data;
  if (data.coders() == 0 || e.of_sources()) {  // pooled, or of whole sources: no codes to look at
    units = pools_sources(e) ? e.n_pairable : std::min(e.n_pairable, e.n_used);
    return;
  }
  std::vector<double> on(data.categories()), times(data.categories());
  for (std::size_t j = 0; j < e.entered.size(); ++j) {
    auto const row = data.row(j);
    if (!e.entered[j] || row.size() < 2) continue;
    double const count = data.row_count()[j], m = static_cast<double>(row.size());
    units += count;
    for (auto const& x : row) ++times[static_cast<std::size_t>(x.code)];
    bool same = false;
    for (auto const& x : row) {  // each code adds its share of the pairs, once per code
      auto const k = static_cast<std::size_t>(x.code);
      on[k] += count * (times[k] - 1) / (m * (m - 1));
      same = times[k] == m;
    }
    for (auto const& x : row) times[static_cast<std::size_t>(x.code)] = 0;
    (same ? unanimous : contested) += count;
  }
  double most = 0;
  for (double const x : on) {
    minor += x;
    most = std::max(most, x);
  }
  minor -= most;
}

}  // namespace intercoder::detail
