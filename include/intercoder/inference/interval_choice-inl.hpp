// The rule of the automatic interval: what clustering does to the error, and which method suits what was seen.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/interval_options.hpp>
#include <intercoder/inference/posterior.hpp>

namespace intercoder {
namespace detail {

/// Everything an interval is computed from.
struct interval_basis {
  estimate const& e;
  interval_options const& o;
  double tail;    ///< (1 - level) / 2
  double se, df;  ///< by source where known
  clustering cluster;
  double effective_n;  ///< units that carry as much information as if independent and many
  double evidence_n;   ///< the same at 95 %: what is chosen must not depend on the level
  [[nodiscard]] bool independent() const { return !(o.by_source && e.n_sources > 0); }
  [[nodiscard]] bool of_agreement() const { return e.observed == e.observed && !e.of_sources(); }
  [[nodiscard]] bool perfect() const { return of_agreement() ? e.observed_disagreement == 0 : e.value >= 1 - 1e-12; }
  [[nodiscard]] bool worst() const {
    if (!e.from_zero_to_one) return e.value <= -1 + 1e-12;
    return of_agreement() ? e.observed_disagreement >= 1 - 1e-12 : e.value <= 1e-12;
  }
};

/// What the coefficient feeds on, in effective units: units on which coders differ, units on which they do not, and
/// agreement on other categories than the one that is agreed on most.
struct evidence {
  double contested = 0, unanimous = 0, minor = 0;

  explicit evidence(interval_basis const& b) {
    auto const& data = b.e.data;
    std::vector<double> on(data.categories()), times(data.categories());
    double units = 0;
    for (std::size_t j = 0; j < b.e.entered.size() && data.coders() > 0; ++j) {
      auto const row = data.row(j);
      if (!b.e.entered[j] || row.size() < 2) continue;
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
    double const scale = units > 0 ? b.evidence_n / units : 0;
    double most = 0;
    for (double const x : on) {
      minor += scale * x;
      most = std::max(most, scale * x);
    }
    minor -= most;
    contested *= scale;
    unanimous *= scale;
  }
};

/// Below this many effective units of a kind, an error estimated from them is itself too uncertain.
inline constexpr double few = 5;

[[nodiscard]] INTERCODER_INLINE interval_method choose(interval_basis const& b) {
  auto const& e = b.e;
  bool const at_the_end = b.perfect() || b.worst();
  bool const of_proportion = e.from_zero_to_one && b.of_agreement();
  bool const two_by_two = e.data.coders() == 2 && e.data.categories() == 2;
  if (e.own_interval && b.independent() && b.o.population == 0 && !at_the_end) return interval_method::exact;
  if (of_proportion && at_the_end) return interval_method::exact;
  if (e.by_proportion) return interval_method::jeffreys;
  if (has_posterior(e) && (two_by_two || at_the_end || b.of_agreement())) {
    if (two_by_two || at_the_end || e.status != status::ok) return interval_method::jeffreys;
    if (e.weights == "nominal") {  // what was seen is counted as same or different
      evidence const seen{b};
      bool const too_little = seen.contested < few || seen.unanimous < few;
      if (too_little || (e.certain_by_chance && seen.minor < few)) return interval_method::jeffreys;
    }
    if (!of_proportion && e.data.categories() == 2 && b.evidence_n < 30) return interval_method::jeffreys;
  }
  if (at_the_end && b.of_agreement()) return interval_method::exact;
  if (e.from_zero_to_one && !at_the_end) return interval_method::logit;
  return interval_method::fisher_z;
}

/// A posterior leans towards its prior where units are few, and an error sees only what happened: where the automatic
/// interval has taken the posterior for want of evidence, it covers both. Two coders and two categories need this only
/// with very few units.
[[nodiscard]] INTERCODER_INLINE bool hull(interval_basis const& b) {
  bool const two_by_two = b.e.data.coders() == 2 && b.e.data.categories() == 2;
  return !(two_by_two && b.evidence_n >= 2 * few) && !b.e.by_proportion && !b.perfect() && !b.worst() &&
         b.e.status == status::ok;
}

}  // namespace detail

INTERCODER_INLINE clustering effect_of_clustering(error_parts const& p) {
  if (p.sources == 0) return {1, p.n - 1, false};
  double const g = p.effective_sources;
  double const assumed = 1 + std::max(0.0, p.mean_source_size - 1) * assumed_correlation;
  bool const seen = g > 1 && p.sources >= 2 && p.by_unit > 0;
  double const between = p.by_source_unhidden == p.by_source_unhidden ? p.by_source_unhidden : p.by_source;
  double const found = seen ? between / p.by_unit : 0;
  if (g >= 5) {
    // Fewer degrees of freedom already widen the interval: it need not also be kept from a design effect below 1,
    // only from becoming narrower than with independent units.
    double const wide = distributions::student_t_quantile(0.975, g - 1);
    double const narrow = p.n > 1 ? distributions::student_t_quantile(0.975, p.n - 1) : wide;
    double const least = std::min(1.0, (narrow / wide) * (narrow / wide));
    return seen ? clustering{std::max(least, found), g - 1, false} : clustering{std::max(1.0, assumed), g - 1, true};
  }
  double const mixed = seen ? ((g - 1) * found + 4 * assumed) / (g + 3) : assumed;
  return {std::max({1.0, mixed, found}), p.sources == 1 ? 3 : g + 3, true};
}

}  // namespace intercoder
