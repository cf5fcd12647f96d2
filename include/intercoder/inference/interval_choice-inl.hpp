// The rule of the automatic interval: which method suits what was seen.
#pragma once

#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/evidence.hpp>
#include <intercoder/inference/interval_options.hpp>
#include <intercoder/inference/posterior.hpp>

namespace intercoder::detail {

/// Everything an interval is computed from.
struct interval_basis {
  estimate const& e;
  interval_options const& o;
  double tail;    ///< (1 - level) / 2
  double se, df;  ///< by source where known
  clustering cluster;
  evidence seen;
  double effective_n;   ///< units coded twice that carry as much information as if independent and many
  double prior_weight;  ///< the part of effective_n that is for few degrees of freedom: the prior counts as much
  double worth;         ///< of one unit at 95 %: what is chosen must not depend on the level
  [[nodiscard]] bool too_few(double units) const { return worth * units < few_effective_units; }
  [[nodiscard]] double evidence_n() const { return worth * seen.units; }
  [[nodiscard]] bool independent() const { return !(o.by_source && e.n_sources > 0); }
  [[nodiscard]] bool of_agreement() const { return e.observed == e.observed && !e.of_sources(); }
  [[nodiscard]] bool perfect() const { return of_agreement() ? e.observed_disagreement == 0 : e.value >= 1 - 1e-12; }
  [[nodiscard]] bool worst() const {
    if (!e.from_zero_to_one) return e.value <= -1 + 1e-12;
    return of_agreement() ? e.observed_disagreement >= 1 - 1e-12 : e.value <= 1e-12;
  }
};

[[nodiscard]] INTERCODER_INLINE interval_method choose(interval_basis const& b) {
  auto const& e = b.e;
  bool const at_the_end = b.perfect() || b.worst();
  bool const of_proportion = e.from_zero_to_one && b.of_agreement();
  bool const two_by_two = e.data.coders() == 2 && e.data.categories() == 2;
  if (e.own_interval && b.independent() && b.o.population == 0 && !at_the_end) return interval_method::exact;
  if (of_proportion && at_the_end) return interval_method::exact;
  if (e.by_proportion) return interval_method::jeffreys;
  if (has_posterior(e) && (two_by_two || at_the_end || b.of_agreement() || e.status != status::ok)) {
    if (two_by_two || at_the_end || e.status != status::ok) return interval_method::jeffreys;
    if (e.weights == "nominal") {  // what was seen is counted as same or different
      bool const too_little = b.too_few(b.seen.contested) || b.too_few(b.seen.unanimous);
      if (too_little || (e.certain_by_chance && b.too_few(b.seen.minor))) return interval_method::jeffreys;
    }
    if (!of_proportion && e.data.categories() == 2 && b.evidence_n() < 30) return interval_method::jeffreys;
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
  return !(two_by_two && b.evidence_n() >= 2 * few_effective_units) && !b.e.by_proportion && !b.perfect() &&
         !b.worst() && b.e.status == status::ok;
}

}  // namespace intercoder::detail
