// The bodies of concordance.hpp.
#pragma once

#include <vector>

#include <intercoder/core/sum.hpp>
#include <intercoder/scores/concordance.hpp>

namespace intercoder {
namespace detail {

/// Over pairs of coders, 2 x covariance over the sum of both variances and the squared difference of means. In sums of
/// squares: the covariances are (k - 1) SSR - SSE, the variances (k - 1)(SSR + SSE), the differences k SSC.
[[nodiscard]] INTERCODER_INLINE double concordance(anova const& a) {
  double const k = a.size;
  double const by_chance = (k - 1) * (a.between_units + a.rest) + k * a.between_coders;
  return by_chance > 0 ? ((k - 1) * a.between_units - a.rest) / by_chance : not_a_number;
}

[[nodiscard]] INTERCODER_INLINE estimate concordance_of(coefficient_info const& info, ratings const& r,
                                                        missing_rule rule) {
  auto e = estimate_of(info, r, rule, [](ratings const& on) { return of_two_way(on, concordance); });
  e.weights = "interval";
  e.weights_belong_to_it = true;
  return e;
}

/// Pairs of coders who differ on a unit, over those who differ when the units are shuffled for each coder.
[[nodiscard]] INTERCODER_INLINE double nominal_iota(weighted_rows const& rows) {
  auto const k = rows.data.coders(), q = rows.data.categories();
  std::vector<double> share(k * q), pooled(q), seen(q);
  compensated_sum all, observed;
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0) || !(rows.mass[j] > 0)) continue;
    all += rows.mass[j];
    auto const row = rows.data.row(j);
    for (auto const& c : row) {
      auto const code = static_cast<std::size_t>(c.code);
      share[static_cast<std::size_t>(c.coder) * q + code] += rows.mass[j];
      observed += rows.mass[j] * (static_cast<double>(seen[code]) * 2);  // agrees with those before, both ways
      seen[code] += 1;
    }
    for (auto const& c : row) seen[static_cast<std::size_t>(c.code)] = 0;
  }
  double const n = all.value(), coders = static_cast<double>(k);
  double expected = 0;
  for (std::size_t code = 0; code < q; ++code) {
    double own = 0;
    for (std::size_t c = 0; c < k; ++c) {
      double const p = share[c * q + code] / n;
      pooled[code] += p;
      own += p * p;
    }
    expected += pooled[code] * pooled[code] - own;
  }
  double const pairs = coders * (coders - 1);
  double const by_chance = 1 - expected / pairs;
  return by_chance > 1e-14 ? 1 - (1 - observed.value() / n / pairs) / by_chance : not_a_number;
}

}  // namespace detail

INTERCODER_INLINE estimate lin_ccc(ratings const& r, coefficient_options const& o) {
  return detail::concordance_of(lin_ccc_info, r, detail::complete_only(lin_ccc_info, o.missing));
}

INTERCODER_INLINE estimate iota(ratings const& r, iota_scale of, coefficient_options const& o) {
  auto info = iota_info;
  info.needs_numbers = of == iota_scale::quantitative;
  auto const rule = detail::complete_only(info, o.missing);
  if (info.needs_numbers) return detail::concordance_of(info, r, rule);
  return estimate_of(info, r, rule, statistic_of_rows{detail::nominal_iota});
}

}  // namespace intercoder
