// What it does to an error that units come from sources: the design effect, and how well it is known.
#pragma once

#include <intercoder/inference/variance.hpp>

namespace intercoder {

/// The intra-source correlation that is assumed where too few sources are at hand to see it.
inline constexpr double assumed_correlation = 0.05;

/// What clustering does to the error: how much larger the variance is, and how many degrees of freedom know it. The
/// design effect may be below 1, but not by more than the degrees of freedom take back; and both together widen the
/// error at most as much as a correlation of 1 in sources of the largest one's size.
struct clustering {
  double design_effect = 1;
  double df = 0;
  bool correlation_assumed = false;
};
/// The rule of the automatic interval, from the error variances with units and with sources as independent. What the
/// degrees of freedom do is judged at the quantile `upper` of Student's t, that of 95 % intervals.
[[nodiscard]] clustering effect_of_clustering(error_parts const& parts, double upper = 0.975);

/// (t_{n-1} / t_df)^2, at most 1: the part of n units that is left where only so many degrees of freedom know the
/// error.
[[nodiscard]] double part_left(clustering const& c, double n, double upper = 0.975);

/// The part of an independent unit that each of n units is worth, by design effect and degrees of freedom; at most 1.
[[nodiscard]] double worth_of_a_unit(clustering const& c, double n, double upper = 0.975);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/clustering-inl.hpp>
#endif
