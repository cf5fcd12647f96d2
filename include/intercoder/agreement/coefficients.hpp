// The named coefficients, each a line: who assumed what about chance, and about missing codes.
#pragma once

#include <intercoder/agreement/coefficient.hpp>

namespace intercoder {

/// Share of agreeing pairs of codes; nothing is taken off for chance.
inline constexpr coefficient<chance::none> percent_agreement{
    {.name = "percent_agreement", .title = "percent agreement", .needs_bounded = true}};
/// Bennett's S, Randolph's kappa, PABAK: Bennett, Alpert & Goldstein (1954); Brennan & Prediger (1981).
inline constexpr coefficient<chance::uniform> brennan_prediger{
    {.name = "brennan_prediger", .title = "Brennan-Prediger kappa"}};
/// Two coders: Scott (1955).
inline constexpr coefficient<chance::shared> scott_pi{{.name = "scott_pi", .title = "Scott's pi", .most_coders = 2}};
/// Any number of coders: Fleiss (1971).
inline constexpr coefficient<chance::shared> fleiss_kappa{{.name = "fleiss_kappa", .title = "Fleiss' kappa"}};
/// Two coders: Cohen (1960, 1968).
inline constexpr coefficient<chance::own> cohen_kappa{
    {.name = "cohen_kappa", .title = "Cohen's kappa", .most_coders = 2, .needs_coders = true}};
/// Any number of coders: Conger (1980).
inline constexpr coefficient<chance::own> conger_kappa{
    {.name = "conger_kappa", .title = "Conger's kappa", .needs_coders = true}};
/// AC1 with nominal weights, AC2 with others: Gwet (2008, 2014).
inline constexpr coefficient<chance::occasional> gwet_ac{
    {.name = "gwet_ac", .title = "Gwet's AC", .needs_bounded = true}};
/// Krippendorff (1970, 2019).
inline constexpr coefficient<chance::dealt> krippendorff_alpha{
    {.name = "krippendorff_alpha", .title = "Krippendorff's alpha"}, {}, missing_rule::pairable};

#ifdef INTERCODER_COMPILED
extern template struct coefficient<chance::none>;
extern template struct coefficient<chance::uniform>;
extern template struct coefficient<chance::shared>;
extern template struct coefficient<chance::dealt>;
extern template struct coefficient<chance::own>;
extern template struct coefficient<chance::occasional>;
#endif

}  // namespace intercoder
