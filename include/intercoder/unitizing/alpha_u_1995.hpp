// Krippendorff's alpha for unitizing of 1995 and 2004: squared distances between the boundaries of units.
#pragma once

#include <vector>

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

inline constexpr coefficient_info alpha_u_1995_info{.name = "alpha_u_1995",
                                                    .title = "Krippendorff's alpha for unitizing (1995)",
                                                    .takes_weights = false,
                                                    .rule = missing_rule::pairable,
                                                    .one_rule = true,
                                                    .undefined = "Nobody marked anything.",
                                                    .source = "krippendorff_1995 krippendorff_2004"};

/// The squared distance of two sections, each a unit or a gap: of the boundaries where two units intersect; the unit's
/// squared length where it lies within a gap; else 0. Source: Krippendorff (1995), krippendorff_1995.
[[nodiscard]] double distance_1995(mark const& a, bool a_is_unit, mark const& b, bool b_is_unit);

/// Disagreement on one code, observed and expected.
struct boundary_disagreement {
  double observed = 0;
  double expected = 0;
};

/// One minus observed over expected disagreement, both added up over codes. One long unit weighs as its square; units
/// cut in pieces cost much. The value is not on the scale of `u_alpha` and is here for comparison with programs that
/// report it. Sources: Krippendorff (1995), Sociological Methodology 25, krippendorff_1995; Krippendorff (2004),
/// krippendorff_2004, p. 254. Some expected disagreements printed in 1995 for long continua are slips and are not
/// reproduced.
///
/// Over several sources, units of all of them are what chance may pair, so that the value is no function of sums: every
/// resample is computed anew. Units of one coder and code that overlap count as one.
[[nodiscard]] estimate alpha_u_1995(continua all);

/// The disagreement on each code, in the order of `continua::codes`.
[[nodiscard]] std::vector<boundary_disagreement> alpha_u_1995_by_code(continua const& all);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/alpha_u_1995-inl.hpp>
#endif
