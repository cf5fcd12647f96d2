// What each unit does to a value, and which units coders should talk about first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// One unit, all its copies together.
struct unit_row {
  std::size_t unit = 0;
  std::size_t codes = 0;            ///< how many coders gave it one
  double agreement = not_a_number;  ///< 1 - mean distance of its codes; NaN for fewer than two
  double influence = not_a_number;  ///< how far a copy of it pulls the value, as `estimate::influence`
  double without = not_a_number;    ///< the value without it; NaN where that cannot be computed, or not in 10^9 steps
  double change = not_a_number;     ///< that less the value of all: above 0 when the unit lowers agreement
};
[[nodiscard]] std::vector<unit_row> by_unit(estimate const& e);

/// One unit on which coders do not agree.
struct unit_disagreement {
  std::size_t unit = 0;
  double cost = 0;       ///< its part of the observed disagreement; all costs add up to that
  double agreement = 0;  ///< of its codes
};
/// Most costly first, then in the order of the units.
/// @throws bad_argument when the value is not made of disagreements of single units.
[[nodiscard]] std::vector<unit_disagreement> disagreements(estimate const& e);

/// Who gave a unit which code: "yes: Ada, Ben; no: Cem", or "yes: 2; no: 1" where coders are not known.
[[nodiscard]] std::string who_gave_what(ratings const& r, std::size_t unit);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/unit_table-inl.hpp>
#endif
