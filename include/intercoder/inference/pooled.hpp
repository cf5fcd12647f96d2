// One value for many codes.
#pragma once

#include <span>

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// Mean observed and mean expected agreement over codes, then one coefficient: De Vries, Elliott, Kanouse & Teleki
/// (2008). Codes for which the coefficient is undefined (nobody used them) drop out of both means. The error comes from
/// the influences of each unit summed over codes, and so, with sources, from sums by source: codes of one unit are not
/// independent of each other.
///
/// `weights`, one for each code, say how much it counts in the means: such as its units, where codes were compared on
/// different ones. Without, all codes count alike.
///
/// The estimates must be about the same units in the same order, or, where units differ, carry the same sources.
/// @throws bad_argument when they are about different coefficients, units or sources, none is given, or weights
/// are not one positive number for each.
[[nodiscard]] estimate pooled(std::span<estimate const> over_codes, std::span<double const> weights = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/pooled-inl.hpp>
#endif
