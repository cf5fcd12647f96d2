// A number that every unit pulls at becomes an estimate: errors by unit and by source, intervals and tests come with
// it.
#pragma once

#include <vector>

#include <intercoder/core/design.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// Ratings without codes whose units have a row each: what is known of a unit is in its slope.
[[nodiscard]] ratings one_row_each(unit_design d);

/// `slope`: how the value moves per copy of each unit, mean 0 over the units that enter, which `entered` marks.
/// Importance is in the slopes already. Sources count where a unit of theirs enters.
[[nodiscard]] estimate estimate_of_units(unit_design d, double value, std::vector<double> slope,
                                         std::vector<char> entered);

/// The mean of one number a unit, units weighed by copies times importance, as an estimate.
[[nodiscard]] estimate mean_of_units(unit_design d, std::vector<double> const& numbers, std::vector<char> entered);

/// A share of units as an estimate that has all intervals of a proportion. `yes` marks units of those that enter.
[[nodiscard]] estimate share_of_units(unit_design d, std::vector<char> const& yes, std::vector<char> entered);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/of_units-inl.hpp>
#endif
