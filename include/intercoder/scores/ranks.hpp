// Do coders put the units in the same order? Concordance of ranks, and the mean correlation of pairs of coders.
#pragma once

#include <intercoder/scores/anova.hpp>

namespace intercoder {

inline constexpr coefficient_info kendall_w_info{.name = "kendall_w",
                                                 .title = "Kendall's W",
                                                 .needs_coders = true,
                                                 .takes_weights = false,
                                                 .needs_numbers = true,
                                                 .from_zero_to_one = true,
                                                 .rule = missing_rule::complete,
                                                 .one_rule = true,
                                                 .undefined = "Every coder gave all units the same rating.",
                                                 .source = "kendall_1939 friedman_1937"};
inline constexpr coefficient_info mean_correlation_info{
    .name = "mean_correlation",
    .title = "mean correlation of coders",
    .needs_coders = true,
    .takes_weights = false,
    .needs_numbers = true,
    .rule = missing_rule::complete,
    .one_rule = true,
    .undefined = "A coder gave all units the same rating: no correlation with it.",
    .source = "spearman_1904"};

enum class correlation { pearson, spearman };

/// Kendall's coefficient of concordance, corrected for ties: the spread of the units' sums of ranks over the largest it
/// could be. Its test of 0 is Friedman's chi-squared, k (n - 1) W, with independent units of equal importance. Units
/// that every coder rated. Sources: Kendall & Babington Smith (1939), kendall_1939; Friedman (1937), friedman_1937.
/// @throws bad_argument when categories are labels, coders are not known, or `missing` is not `complete`.
[[nodiscard]] estimate kendall_w(ratings const& r, coefficient_options const& options = {});

/// The mean of the correlations of all pairs of coders, of values or of ranks (ties share their mean rank). Coders who
/// differ by a constant or a factor correlate perfectly: this is no agreement. Units that every coder rated. Source:
/// Spearman (1904), spearman_1904, for ranks.
/// @throws bad_argument when categories are labels, coders are not known, or `missing` is not `complete`.
[[nodiscard]] estimate mean_correlation(ratings const& r, correlation of = correlation::pearson,
                                        coefficient_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/scores/ranks-inl.hpp>
#endif
