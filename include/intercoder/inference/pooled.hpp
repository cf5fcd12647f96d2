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
/// The estimates must be about the same units in the same order, or, where units differ, carry the same sources.
/// @throws bad_argument when they are about different coefficients, units or sources, or none is given.
[[nodiscard]] estimate pooled(std::span<estimate const> over_codes);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/pooled-inl.hpp>
#endif
