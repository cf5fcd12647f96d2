// Krippendorff's alpha for unitizing as the third edition of Content Analysis had it; superseded.
#pragma once

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

inline constexpr coefficient_info alpha_u_2013_info{.name = "alpha_u_2013",
                                                    .title = "Krippendorff's alpha for unitizing (2013, superseded)",
                                                    .takes_weights = false,
                                                    .rule = missing_rule::pairable,
                                                    .one_rule = true,
                                                    .undefined = "Fewer than two units were marked.",
                                                    .source = "krippendorff_2013"};

/// Here for comparison with programs that report it: its author gave it up, as it does not behave as it should for more
/// than two coders. Units that intersect differ by what either covers alone, and by what both cover where codes differ;
/// a unit that meets none of the other coder's counts twice its length; what nobody marked counts nothing. Observed
/// disagreement is the mean over all of these, expected disagreement that over all pairs of units. Source: Krippendorff
/// (2013), krippendorff_2013, section 12.4.
///
/// Sources add up; units of all of them are what chance may pair.
/// @throws bad_argument when units of one coder with different codes overlap.
[[nodiscard]] estimate alpha_u_2013(continua all);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/alpha_u_2013-inl.hpp>
#endif
