// The bodies of clustering.hpp.
#pragma once

#include <algorithm>
#include <cmath>

#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/distributions.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE clustering effect_of_sources(error_parts const& p) {
  double const g = p.effective_sources;
  double const assumed = 1 + std::max(0.0, p.mean_source_size - 1) * assumed_correlation;
  bool const seen = g > 1 && p.sources >= 2 && p.by_unit > 0;
  double const between = p.by_source_unhidden == p.by_source_unhidden ? p.by_source_unhidden : p.by_source;
  double const found = seen ? between / p.by_unit : 0;
  if (g >= 5) {
    // Fewer degrees of freedom already widen the interval: it need not also be kept from a design effect below 1,
    // only from becoming narrower than with independent units.
    double const least = part_left({1, g - 1, false}, p.n, 0.975);
    return seen ? clustering{std::max(least, found), g - 1, false} : clustering{std::max(1.0, assumed), g - 1, true};
  }
  double const mixed = seen ? ((g - 1) * found + 4 * assumed) / (g + 3) : assumed;
  return {std::max({1.0, mixed, found}), p.sources == 1 ? 3 : g + 3, true};
}

}  // namespace detail

INTERCODER_INLINE clustering effect_of_clustering(error_parts const& p) {
  if (p.sources == 0) return {1, p.n - 1, false};
  auto const c = detail::effect_of_sources(p);
  // A correlation of 1 that nobody has to estimate: where sources are of a few units, less is known than that.
  bool const too_much = p.largest_source >= 1 && c.design_effect / part_left(c, p.n, 0.975) > p.largest_source;
  return too_much ? clustering{p.largest_source, p.n - 1, c.correlation_assumed} : c;
}

INTERCODER_INLINE double part_left(clustering const& c, double n, double upper) {
  if (!(n > 1 && c.df > 0)) return 1;
  double const wide = distributions::student_t_quantile(upper, c.df);
  double const ratio = wide > 0 ? distributions::student_t_quantile(upper, n - 1) / wide : 1;
  return std::min(1.0, ratio * ratio);
}

}  // namespace intercoder
