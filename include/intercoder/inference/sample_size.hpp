// How many units to code: for an interval of a given width, and to tell one value from another.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// How many units are enough, and by which formula. All formulas take units as independent: multiply by
/// `design_effect` when units come from sources.
struct sample_size {
  std::string name;                                     ///< as the function is called, "goodness_of_fit"
  std::string formula;                                  ///< what is behind it, in words
  std::string source;                                   ///< whose it is: a key of docs/references.bib
  double exact = not_a_number;                          ///< units, before rounding up
  double n_units = not_a_number;                        ///< units, rounded up
  double n_values = not_a_number;                       ///< codes (coders x units), where the source counts those
  std::vector<std::pair<std::string, double>> given{};  ///< what was asked for, by the names of the arguments
};

/// Of a test: how often it may see what is not there, how often it shall see what is.
struct test_design {
  double alpha = 0.05;
  double power = 0.8;
  bool one_sided = false;
};

namespace sample_sizes {

/// So that percent agreement has a normal interval of this half-width: z^2 p (1 - p) / E^2. Source: Gwet (2014).
/// @throws bad_argument, as all of these do, when a number is out of its range; the message says which.
[[nodiscard]] sample_size agreement_width(double agreement, double half_width, double level = 0.95);

/// So that kappa of two coders and one yes/no code, used equally often by both, has a normal interval of this
/// half-width. Variance: Fleiss, Cohen & Everitt (1969).
[[nodiscard]] sample_size kappa_width(double kappa, double prevalence, double half_width, double level = 0.95);

/// So that a goodness-of-fit test tells `kappa` from `null`. `shares`: how often each category is used, adding up to 1.
/// Sources: Donner & Eliasziw (1992) for two coders and two categories, Altaye, Donner & Klar (2001) for more coders;
/// with more categories the same model (all coders agree with probability kappa, else draw independently), cells "all
/// say k" and "anything else".
[[nodiscard]] sample_size goodness_of_fit(double null, double kappa, std::vector<double> const& shares,
                                          std::size_t coders = 2, test_design const& test = {});

/// So that the goodness-of-fit interval around `kappa` leaves out `lower` and `upper`; without `upper` (NaN) it is a
/// one-sided limit. Source: Rotondi & Donner (2012). The same model as `goodness_of_fit`.
[[nodiscard]] sample_size kappa_limits(double kappa, double lower, double upper, std::vector<double> const& shares,
                                       std::size_t coders = 2, double level = 0.95);

/// So that a z test of two coders' kappa tells `kappa` from `null`, given how often each coder uses each category.
/// Sources: Cantor (1996) for two categories, where this fixes the table; Flack et al. (1988) for more (up to 20), with
/// the table whose variance is largest.
[[nodiscard]] sample_size kappa_test(double null, double kappa, std::vector<double> const& shares_a,
                                     std::vector<double> const& shares_b,
                                     test_design const& test = {.one_sided = true});

/// Krippendorff's rule (2019, ch. 12), from Bloch & Kraemer (1989, eq. 3.7), for one category of this prevalence.
///
/// It counts codes: `n_values` is what his tables print, `n_units` a number of units. What it means, by algebra: so
/// many codes reject "alpha <= minimum", one-sided, with power .5 (the default here) if the true alpha lies midway
/// between `minimum` and 1. Another power multiplies by ((z_alpha + z_power) / z_alpha)^2.
[[nodiscard]] sample_size krippendorff(double minimum, double prevalence, std::size_t coders = 2, double alpha = 0.05,
                                       double power = 0.5);

/// So that percent agreement in a finite population has this standard error: Lacy & Riffe (1996).
[[nodiscard]] sample_size lacy_riffe(double population, double agreement, double standard_error);

/// How many interviews, so that a theme which this share of people has is met in at least so many of them, with this
/// probability: Fugard & Potts (2015). Here a unit is an interview.
[[nodiscard]] sample_size theme_instances(double prevalence, std::size_t instances = 1, double power = 0.8);

}  // namespace sample_sizes

/// How much larger the error variance is when so many units come from each source, at this intra-source correlation:
/// 1 + (m - 1) rho (Kish, 1965).
/// @throws bad_argument unless 0 <= rho <= 1 and there is at least one unit.
[[nodiscard]] double design_effect(double units_per_source, double rho);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/sample_size-inl.hpp>
#endif
