// How many units to code twice, and from how many sources, before anyone has coded: by formula, checked by simulation.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/sample_size.hpp>

namespace intercoder {

/// What is hoped for, and what material there is. One yes/no code.
struct plan_options {
  double target = 0.8;           ///< the true value that is hoped for
  double minimum = 0.667;        ///< the lower limit of the interval shall lie above it; NaN: any
  double width = not_a_number;   ///< the interval shall be no wider than this; NaN: as wide as it may be
  double prevalence = 0.1;       ///< share of the units that have the code
  std::size_t coders = 2;        ///< who code the same units
  std::size_t sources = 18;      ///< there are in all
  double units_per_source = 40;  ///< there are in each
  double rho = 0.05;             ///< correlation of the influences of two units of one source
  double level = 0.95;
  double power = 0.8;  ///< how often the lower limit shall lie above `minimum`
  interval_method method = interval_method::automatic;
  std::size_t data_sets = 1000;  ///< simulated for each layout
  std::size_t draws = 200;       ///< of each posterior, where the interval is one: 200 make it 2 % too narrow
  std::uint64_t seed = 0;
  progress report{};
};

/// One way of choosing units, and what intervals came out for simulated data.
struct plan_layout {
  std::string name;  ///< "needed", "whole sources", "half sources", "every source", "everything"
  double sources = 0;
  double units_per_source = 0;
  double units = 0;
  double width = not_a_number;  ///< mean width of the intervals
  double power = not_a_number;  ///< share of data sets whose lower limit lies above `minimum`; NaN without a minimum
  double design_effect = 1;
  double undefined = 0;  ///< share of data sets without an interval; in `power` they count as failures
};

/// What it takes. `layouts` compares ways of choosing the same number of units, with what is needed first and all there
/// is last.
struct coding_plan {
  plan_options asked;
  sample_size independent;      ///< what the formula says for independent units
  bool possible = false;        ///< are the sources at hand enough?
  double n_units = 0;           ///< needed; taken from every source where possible, else from whole sources like these
  double n_sources = 0;         ///< they come from; more than there are where not possible
  double units_per_source = 0;  ///< from each of them
  double width = not_a_number;  ///< of the intervals to be expected
  double power = not_a_number;
  std::vector<plan_layout> layouts{};
};

/// The coefficient that will be used, such as `krippendorff_alpha` or `cohen_kappa`.
using planned_coefficient = std::function<estimate(ratings const&)>;

/// Units for a test of `target` against `minimum` (`goodness_of_fit`) and for the width (`kappa_limits`), times the
/// design effect 1 + (m - 1) rho, times what Student's t with few sources costs: where every source can give its share,
/// the fewest units from each, else the fewest whole sources.
///
/// Simulated data: all coders agree on a unit with probability `target`, else each says yes with probability
/// `prevalence`; a unit repeats an earlier one of its source often enough for a correlation of `rho` between any
/// function of two units of one source (Blackwell & MacQueen, 1973: a Polya urn). The interval is `interval` itself.
/// The answer is adjusted to the power, or the width, that was seen, at most six times: it is the smallest layout that
/// reached it (power up to its error of simulation), or where none did the last one, which says what it reached.
/// Layouts of the same effort take what is needed, but no more than a quarter of the sources hold.
/// @throws bad_argument when a number is out of its range, @throws cancelled when `report` returns false.
[[nodiscard]] coding_plan plan(planned_coefficient const& coefficient, plan_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/plan-inl.hpp>
#endif
