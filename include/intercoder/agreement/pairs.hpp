// The mean over all pairs of coders of a coefficient of two.
#pragma once

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/tables.hpp>

namespace intercoder {

namespace detail {

inline constexpr coefficient_of_sums holsti_of_a_pair{
    {.name = "holsti", .title = "Holsti's CR", .most_coders = 2, .takes_weights = false, .from_zero_to_one = true},
    holsti_of_two};

/// Pairs of coders without a unit in common are left out; where one of the others is undefined, the mean is.
[[nodiscard]] estimate mean_over_pairs(coefficient_info const& info, coefficient_function const& of_two,
                                       ratings const& r, weight_choice const& choice,
                                       coefficient_options const& options);

}  // namespace detail

/// `OfTwo` for each pair of coders, on the units and the missing codes of these two; the mean counts pairs alike.
template <auto const& OfTwo>
struct coefficient_of_pairs {
  coefficient_info info;
  /// @throws bad_argument when the coefficient takes no such ratings, weights or missing rule.
  [[nodiscard]] estimate operator()(ratings const& r, weight_choice const& choice = weights::nominal,
                                    coefficient_options const& options = {}) const {
    return detail::mean_over_pairs(info, coefficient_function{OfTwo}, r, choice, options);
  }
};

/// Mean of pairwise Cohen's kappas: Light (1971).
inline constexpr coefficient_of_pairs<cohen_kappa> light_kappa{
    {.name = "light_kappa",
     .title = "Light's kappa",
     .needs_coders = true,
     .undefined = "Two of the coders used one and the same category only: they have no kappa.",
     .source = "light_1971"}};
/// Twice the codes on which two coders agree, over all codes that they gave: Holsti (1969). A code on a unit that only
/// one of them coded lowers it, which percent agreement does not see.
inline constexpr coefficient_of_pairs<detail::holsti_of_a_pair> holsti{{.name = "holsti",
                                                                        .title = "Holsti's CR",
                                                                        .needs_coders = true,
                                                                        .takes_weights = false,
                                                                        .from_zero_to_one = true,
                                                                        .one_rule = true,
                                                                        .source = "holsti_1969"}};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/pairs-inl.hpp>
#endif
