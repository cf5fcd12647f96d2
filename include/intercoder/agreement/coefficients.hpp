// The named coefficients, each a line: who assumed what about chance, and about missing codes.
#pragma once

#include <intercoder/agreement/coefficient.hpp>

namespace intercoder {

/// Share of agreeing pairs of codes; nothing is taken off for chance.
inline constexpr coefficient<chance::none> percent_agreement{{.name = "percent_agreement",
                                                              .title = "percent agreement",
                                                              .needs_bounded = true,
                                                              .from_zero_to_one = true,
                                                              .source = "holsti_1969"}};
/// Bennett's S, Randolph's kappa, PABAK: Bennett, Alpert & Goldstein (1954); Brennan & Prediger (1981).
inline constexpr coefficient<chance::uniform> brennan_prediger{
    {.name = "brennan_prediger", .title = "Brennan-Prediger kappa", .source = "brennan_prediger_1981 bennett_1954"}};
/// Two coders: Scott (1955).
inline constexpr coefficient<chance::shared> scott_pi{
    {.name = "scott_pi", .title = "Scott's pi", .most_coders = 2, .source = "scott_1955"}};
/// Any number of coders: Fleiss (1971).
inline constexpr coefficient<chance::shared> fleiss_kappa{
    {.name = "fleiss_kappa", .title = "Fleiss' kappa", .source = "fleiss_1971"}};
/// Two coders: Cohen (1960, 1968).
inline constexpr coefficient<chance::own> cohen_kappa{{.name = "cohen_kappa",
                                                       .title = "Cohen's kappa",
                                                       .most_coders = 2,
                                                       .needs_coders = true,
                                                       .source = "cohen_1960 cohen_1968"}};
/// Any number of coders: Conger (1980).
inline constexpr coefficient<chance::own> conger_kappa{
    {.name = "conger_kappa", .title = "Conger's kappa", .needs_coders = true, .source = "conger_1980"}};
/// Mean agreement of pairs of coders beyond the mean chance of pairs: Hubert (1977). The same number as Conger's kappa.
inline constexpr coefficient<chance::own> hubert_kappa{{.name = "hubert_kappa",
                                                        .title = "Hubert's kappa",
                                                        .needs_coders = true,
                                                        .takes_weights = false,
                                                        .source = "hubert_1977 warrens_2012"}};
/// AC1 with nominal weights, AC2 with others: Gwet (2008, 2014).
inline constexpr coefficient<chance::occasional> gwet_ac{
    {.name = "gwet_ac", .title = "Gwet's AC", .needs_bounded = true, .source = "gwet_2008 gwet_2014"}};
/// Krippendorff (1970, 2019).
inline constexpr coefficient<chance::dealt> krippendorff_alpha{{.name = "krippendorff_alpha",
                                                                .title = "Krippendorff's alpha",
                                                                .rule = missing_rule::pairable,
                                                                .source = "krippendorff_2019 krippendorff_1970"}};
/// The square of I_r as van Oest (2019) derives it anew: with equal prior shares, between Brennan-Prediger and Fleiss.
inline constexpr coefficient<chance::learnt> van_oest_ir{{.name = "van_oest_ir",
                                                          .title = "van Oest's squared I_r",
                                                          .rule = missing_rule::pairable,
                                                          .source = "van_oest_2019"}};

#ifdef INTERCODER_COMPILED
extern template struct coefficient<chance::none>;
extern template struct coefficient<chance::uniform>;
extern template struct coefficient<chance::shared>;
extern template struct coefficient<chance::dealt>;
extern template struct coefficient<chance::learnt>;
extern template struct coefficient<chance::own>;
extern template struct coefficient<chance::occasional>;
#endif

}  // namespace intercoder
