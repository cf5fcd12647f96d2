// What a reader should know before trusting a value: each warning has an id, its numbers, and one line of advice.
#pragma once

#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/warning.hpp>

namespace intercoder {

/// Rules, in this order: no_variation and the other statuses, perfect, few_units (below 30 units coded twice),
/// one_source, few_sources (below 6), those that the value itself brings along, single_coded_units (above 20 %),
/// few_disagreements (coders differ on fewer than 5 units, or on units that are worth as much, by the design effect and
/// the degrees of freedom of the interval), rare_category (expected chance agreements n p^2 below 5:
/// Krippendorff's rule; where nothing is taken off for chance, n p below 10), prevalence (|index| above .6 with kappa
/// far from AC1, two coders, two categories), bias (|index| above .1), unused_categories, order_of_appearance (ordered
/// weights on labels nobody put in order).
[[nodiscard]] std::vector<warning> warnings_of(estimate const& e);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/warnings-inl.hpp>
#endif
