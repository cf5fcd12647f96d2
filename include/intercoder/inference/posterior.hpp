// What the data leave credible: draws from a posterior over the ways a unit can be coded.
#pragma once

#include <cstdint>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/progress.hpp>

namespace intercoder {

/// The prior over the ways in which the coders can code one unit.
enum class pattern_prior {
  jeffreys,   ///< 1/2 for each of the four ways of two coders with two categories
  contested,  ///< one unit for the ways in which all coders agree, the same for each category, and one for all others
              ///< together, shaped by how often each category is used (a Dirichlet process): where there are more than
              ///< four ways, 1/2 each would be noise that drowns the data
};

/// Can the posterior with the prior `contested` be drawn? It lists the ways that were found, at most 2000, not all
/// there could be; the categories are at most 50.
[[nodiscard]] bool has_posterior(estimate const& e);

/// Draws of the value from a Dirichlet posterior over all ways of coding a unit, where the data count as `n` units, and
/// the prior `prior_weight` times what it says; sorted, undefined draws left out. The same seed gives the same draws
/// everywhere.
/// @throws cancelled when `report` returns false.
[[nodiscard]] std::vector<double> posterior_draws(estimate const& e, pattern_prior prior, double n,
                                                  double prior_weight = 1, std::size_t draws = 20'000,
                                                  std::uint64_t seed = 0, progress const& report = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/posterior-inl.hpp>
#endif
