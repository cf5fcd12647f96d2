// Coefficients and indices without a chance model: functions of a few sums over units, such as the cells of a table.
#pragma once

#include <intercoder/agreement/coefficient.hpp>

namespace intercoder {

/// A value from sums over units. Everything else is shared with the other coefficients.
struct coefficient_of_sums {
  coefficient_info info;
  statistic_of_sums (*sums)(ratings const&, weight_choice const&) = nullptr;
  /// Chance agreement where it does not depend on the units, 0 for none: the value then is (observed - chance) / (1 -
  /// chance). Null where the value is nothing of the kind.
  double (*chance)(ratings const&) = nullptr;

  /// @throws bad_argument when the coefficient takes no such ratings, weights or missing rule.
  [[nodiscard]] estimate operator()(ratings const& r, weight_choice const& choice = weights::nominal,
                                    coefficient_options const& options = {}) const;
};

namespace detail {

[[nodiscard]] statistic_of_sums all_agree(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums all_agree_beyond_chance(ratings const& r, weight_choice const& choice);
[[nodiscard]] double no_chance(ratings const& r);
[[nodiscard]] double chance_that_all_agree(ratings const& r);
[[nodiscard]] statistic_of_sums holsti_of_two(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums knowing_or_guessing(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums bangdiwala(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums largest_kappa(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums prevalence(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums bias(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums specific_to_last(ratings const& r, weight_choice const& choice);
[[nodiscard]] statistic_of_sums specific_to_first(ratings const& r, weight_choice const& choice);

[[nodiscard]] constexpr coefficient_info about_one_category(std::string_view name, std::string_view title) {
  return {.name = name,
          .title = title,
          .takes_weights = false,
          .categories = 2,
          .from_zero_to_one = true,
          .rule = missing_rule::pairable,
          .one_rule = true,
          .undefined = "Nobody used the category it is about.",
          .source = "cicchetti_feinstein_1990"};
}

}  // namespace detail

/// Share of units on which all coders agree, of those that all of them coded.
inline constexpr coefficient_of_sums percent_agreement_all{{.name = "percent_agreement_all",
                                                            .title = "percent agreement of all coders at once",
                                                            .needs_bounded = true,
                                                            .from_zero_to_one = true,
                                                            .rule = missing_rule::complete,
                                                            .one_rule = true,
                                                            .source = "von_eye_mun_2005"},
                                                           detail::all_agree,
                                                           detail::no_chance};
/// The same beyond a choice in which every category is equally likely: q^(1 - coders) of the units agree by chance.
/// Von Eye & Mun (2005), after Brennan & Prediger (1981).
inline constexpr coefficient_of_sums brennan_prediger_all{
    {.name = "brennan_prediger_all",
     .title = "Brennan-Prediger kappa of all coders at once",
     .takes_weights = false,
     .rule = missing_rule::complete,
     .one_rule = true,
     .undefined = "With one category there is nothing to agree on beyond chance.",
     .source = "von_eye_mun_2005 brennan_prediger_1981"},
    detail::all_agree_beyond_chance,
    detail::chance_that_all_agree};
/// Agreeing squares over rectangles of margins in the agreement chart; with weights, partial agreement at some steps
/// from the diagonal counts too. Bangdiwala (1985), Munoz & Bangdiwala (1997).
inline constexpr coefficient_of_sums bangdiwala_b{{.name = "bangdiwala_b",
                                                   .title = "Bangdiwala's B",
                                                   .most_coders = 2,
                                                   .needs_coders = true,
                                                   .needs_bounded = true,
                                                   .from_zero_to_one = true,
                                                   .rule = missing_rule::complete,
                                                   .one_rule = true,
                                                   .undefined = "The coders have no category in common.",
                                                   .source = "bangdiwala_1985 munoz_bangdiwala_1997"},
                                                  detail::bangdiwala};
/// I_r, the reliability of a judge who knows or guesses: the root of Brennan-Prediger, 0 below chance. Perreault &
/// Leigh (1989).
inline constexpr coefficient_of_sums perreault_leigh{{.name = "perreault_leigh",
                                                      .title = "Perreault and Leigh's I_r",
                                                      .most_coders = 2,
                                                      .takes_weights = false,
                                                      .from_zero_to_one = true,
                                                      .rule = missing_rule::complete,
                                                      .one_rule = true,
                                                      .undefined = "With one category everything agrees by chance.",
                                                      .source = "perreault_leigh_1989"},
                                                     detail::knowing_or_guessing};
/// The largest Cohen's kappa that the two coders' margins allow: Cohen (1960).
inline constexpr coefficient_of_sums kappa_max{
    {.name = "kappa_max",
     .title = "largest possible kappa",
     .most_coders = 2,
     .needs_coders = true,
     .takes_weights = false,
     .rule = missing_rule::complete,
     .one_rule = true,
     .undefined = "Every code is the same one: without variation there is nothing to agree on beyond chance.",
     .source = "cohen_1960"},
    detail::largest_kappa};
/// Share of units on which both say the last category, less the share on which both say the first: Byrt, Bishop &
/// Carlin (1993).
inline constexpr coefficient_of_sums prevalence_index{{.name = "prevalence_index",
                                                       .title = "prevalence index",
                                                       .most_coders = 2,
                                                       .takes_weights = false,
                                                       .categories = 2,
                                                       .rule = missing_rule::complete,
                                                       .one_rule = true,
                                                       .source = "byrt_1993"},
                                                      detail::prevalence};
/// How much more often the first coder says the last category than the second coder does: Byrt, Bishop & Carlin (1993).
inline constexpr coefficient_of_sums bias_index{{.name = "bias_index",
                                                 .title = "bias index",
                                                 .most_coders = 2,
                                                 .needs_coders = true,
                                                 .takes_weights = false,
                                                 .categories = 2,
                                                 .rule = missing_rule::complete,
                                                 .one_rule = true,
                                                 .source = "byrt_1993"},
                                                detail::bias};
/// When one coder says the last category, how often another one does: Cicchetti & Feinstein (1990).
inline constexpr coefficient_of_sums positive_agreement{
    detail::about_one_category("positive_agreement", "positive agreement"), detail::specific_to_last};
/// The same for the first category.
inline constexpr coefficient_of_sums negative_agreement{
    detail::about_one_category("negative_agreement", "negative agreement"), detail::specific_to_first};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/tables-inl.hpp>
#endif
