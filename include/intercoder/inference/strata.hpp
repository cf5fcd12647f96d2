// One value for several strata: kinds of units, files, sites, whose values are about different units.
#pragma once

#include <span>
#include <string_view>

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// How strata are weighed: Barlow, Lai & Azen (1991).
enum class stratum_weights {
  size,      ///< units that enter
  variance,  ///< inverse of the error variance: the smallest error, if all strata have the same value
  chance,    ///< 1 - expected agreement, the room that chance leaves
};
/// "size", "variance", "chance".
[[nodiscard]] std::string_view text(stratum_weights w);
/// @throws bad_argument listing the known names.
[[nodiscard]] stratum_weights stratum_weights_by_name(std::string_view name);

/// The weighted mean of the values, weights taken as given; the title says which. Its error comes from the influences
/// of all units, summed by source where all strata know theirs: a source in two strata is one source. One table of all
/// units would be a fourth answer, in which strata share one chance agreement.
/// @throws bad_argument when fewer than two are given, they are of different coefficients, some know sources and others
/// do not, or a stratum has no value, no expected agreement or no error where the weights need one.
[[nodiscard]] estimate pooled_strata(std::span<estimate const> strata, stratum_weights weights = stratum_weights::size);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/strata-inl.hpp>
#endif
