// The bodies of estimate.hpp.
#pragma once

#include <intercoder/core/estimate.hpp>

namespace intercoder {

INTERCODER_INLINE std::string_view text(status s) {
  switch (s) {
    case status::ok: return "ok";
    case status::no_variation: return "no_variation";
    case status::no_pairs: return "no_pairs";
    case status::one_coder: return "one_coder";
    case status::no_units: return "no_units";
    case status::one_coder_constant: return "one_coder_constant";
    case status::no_spread: return "no_spread";
  }
  return "ok";
}

INTERCODER_INLINE std::vector<double> estimate::slope() const {
  if (!value_slope.empty()) return value_slope;
  std::vector<double> out(observed_slope.size());
  for (std::size_t j = 0; j < out.size(); ++j)
    out[j] = (observed_slope[j] - (1 - value) * expected_slope[j]) / expected_disagreement;
  return out;
}

INTERCODER_INLINE std::vector<double> estimate::influence() const {
  auto const per_row = slope();
  auto const& d = data.design();
  std::vector<double> out(d.units, not_a_number);
  if (per_row.empty()) return out;
  for (std::size_t u = 0; u < d.units; ++u) out[u] = n_used * per_row[d.row(u)];
  return out;
}

}  // namespace intercoder
