// Concordance: how far coders' ratings lie from each other, against how far they would lie by chance.
#pragma once

#include <intercoder/scores/anova.hpp>

namespace intercoder {

inline constexpr coefficient_info lin_ccc_info{.name = "lin_ccc",
                                               .title = "Lin's concordance correlation",
                                               .needs_coders = true,
                                               .takes_weights = false,
                                               .needs_numbers = true,
                                               .rule = missing_rule::complete,
                                               .one_rule = true,
                                               .undefined = "Every rating is the same number.",
                                               .source = "lin_1989 lin_2000 king_chinchilli_2001 barnhart_2002"};
inline constexpr coefficient_info iota_info{.name = "iota",
                                            .title = "iota",
                                            .needs_coders = true,
                                            .takes_weights = false,
                                            .rule = missing_rule::complete,
                                            .one_rule = true,
                                            .undefined = "Every coder gave every unit the same one code.",
                                            .source = "janson_olsson_2001"};

/// What iota takes categories for.
enum class iota_scale { nominal, quantitative };

/// 1 minus the mean squared distance of two coders over what it would be if they rated independently of each other;
/// moments are divided by n. Sources: two coders: Lin (1989, 2000), lin_1989, lin_2000; more: the overall coefficient
/// of King & Chinchilli (2001) and Barnhart, Haber & Song (2002), king_chinchilli_2001, barnhart_2002. With n - 1
/// instead of n it is the variance-components form of Carrasco & Jover (2003), carrasco_jover_2003, which is icc of
/// model 2. Units that every coder rated.
/// @throws bad_argument when categories are labels, coders are not known, or `missing` is not `complete`.
[[nodiscard]] estimate lin_ccc(ratings const& r, coefficient_options const& options = {});

/// 1 minus observed over expected disagreement of two coders, over all pairs of coders; of one variable. Source: Janson
/// & Olsson (2001), janson_olsson_2001. Units that every coder rated. Nominal, it is Conger's kappa; quantitative, the
/// overall concordance of `lin_ccc`.
/// @throws bad_argument when coders are not known, when it is quantitative and categories are labels, or `missing` is
/// not `complete`.
[[nodiscard]] estimate iota(ratings const& r, iota_scale of = iota_scale::quantitative,
                            coefficient_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/scores/concordance-inl.hpp>
#endif
