// Where coders differ, most costly first: what to talk about before coding on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// One unit to which the coders did not give the same codes.
struct disagreement {
  std::size_t unit = 0;         ///< index into the units of the projection
  double cost = 0;              ///< its part of the mean observed disagreement; all costs add up to that
  std::size_t codes_apart = 0;  ///< codes on which not all coders agree
  std::int64_t characters = 0;  ///< of the unit, that any of the coders marked with these codes, added up over codes
  std::vector<std::vector<std::size_t>> codes;  ///< by coder: the codes given to the unit, of those looked at
};

/// The cost of a unit is the share of pairs of coders who differ on a code, added up over codes and divided by
/// units x codes; with two coders, the number of codes on which they differ over units x codes. Stretches of characters
/// count as often as they have characters. Sorted by cost, then by `characters`, both descending, then by position.
///
/// Units are those that at least two coders say something about. Without `codes`: all that any of the coders used.
/// @throws bad_argument when a code is not in the codebook or given twice.
[[nodiscard]] std::vector<disagreement> disagreements(study const& s, presence const& p,
                                                      std::vector<std::size_t> codes = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/disagreements-inl.hpp>
#endif
