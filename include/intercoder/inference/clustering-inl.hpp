// The bodies of clustering.hpp.
#pragma once

#include <algorithm>

#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/distributions.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE clustering effect_of_sources(error_parts const& p, double upper) {
  double const g = p.effective_sources;
  double const assumed = 1 + std::max(0.0, p.mean_source_size - 1) * assumed_correlation;
  bool const seen = g > 1 && p.sources >= 2 && p.by_unit > 0;
  double const between = p.by_source_unhidden == p.by_source_unhidden ? p.by_source_unhidden : p.by_source;
  double const found = seen ? between / p.by_unit : 0;
  if (g >= 5) {
    // Fewer degrees of freedom already widen the interval: it need not also be kept from a design effect below 1,
    // only from becoming narrower than with independent units.
    double const least = part_left({1, g - 1, false}, p.n, upper);
    return seen ? clustering{std::max(least, found), g - 1, false} : clustering{std::max(1.0, assumed), g - 1, true};
  }
  double const mixed = seen ? ((g - 1) * found + 4 * assumed) / (g + 3) : assumed;
  return {std::max({1.0, mixed, found}), std::min(g > 1 ? g + 3 : 3, std::max(p.n - 1, 1.0)), true};
}

}  // namespace detail

INTERCODER_INLINE clustering effect_of_clustering(error_parts const& p, double upper) {
  if (p.sources == 0) return {1, p.n - 1, false};
  auto const c = detail::effect_of_sources(p, upper);
  // A correlation of 1 needs no estimate and no assumption: where sources are of a few units, it is the better bound.
  bool const too_much =
      p.by_unit == p.by_unit && p.largest_source >= 1 && c.design_effect / part_left(c, p.n, upper) > p.largest_source;
  return too_much ? clustering{p.largest_source, p.n - 1, false} : c;
}

INTERCODER_INLINE double part_left(clustering const& c, double n, double upper) {
  if (!(n > 1 && c.df > 0)) return 1;
  double const wide = distributions::student_t_quantile(upper, c.df);
  double const ratio = wide > 0 ? distributions::student_t_quantile(upper, n - 1) / wide : 1;
  return std::min(1.0, ratio * ratio);
}

INTERCODER_INLINE double worth_of_a_unit(clustering const& c, double n, double upper) {
  return std::min(1.0, part_left(c, n, upper) / c.design_effect);
}

}  // namespace intercoder
