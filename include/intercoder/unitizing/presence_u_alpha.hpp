// Unitizing where codes may overlap: every code against its absence, all of them pooled, and sets of codes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

inline constexpr coefficient_info presence_u_alpha_info{.name = "presence_u_alpha",
                                                        .title = "Krippendorff's u-alpha of one code",
                                                        .takes_weights = false,
                                                        .rule = missing_rule::pairable,
                                                        .one_rule = true,
                                                        .undefined = "The code is nowhere, or everywhere.",
                                                        .source = "krippendorff_2016"};
inline constexpr coefficient_info pooled_u_alpha_info{.name = "pooled_u_alpha",
                                                      .title = "Krippendorff's u-alpha, pooled over codes",
                                                      .takes_weights = false,
                                                      .rule = missing_rule::pairable,
                                                      .one_rule = true,
                                                      .undefined = "Every code is nowhere, or everywhere.",
                                                      .source = "krippendorff_2016 de_vries_2008"};
inline constexpr coefficient_info set_u_alpha_info{.name = "set_u_alpha",
                                                   .title = "u-alpha of sets of codes",
                                                   .takes_weights = false,
                                                   .rule = missing_rule::pairable,
                                                   .one_rule = true,
                                                   .undefined = "Everything carries the same set of codes.",
                                                   .source = "krippendorff_2016 krippendorff_craggs_2016"};

/// The u-alpha of "has the code" against "has not", for each code in the order of `continua::codes`. Units of one coder
/// with the same code that overlap count as one. This is what most people mean by the reliability of a code.
[[nodiscard]] std::vector<estimate> presence_u_alpha(continua all);

/// Observed and expected disagreement of these, each added up over codes: the headline where several codes may be on
/// one passage.
[[nodiscard]] estimate pooled_u_alpha(continua all);

/// How far apart two sets of codes are: 1 - 2 |A and B| / (|A| + |B|), or 1 - |A and B| / |A or B|.
enum class set_distance { dice, jaccard };

/// The u-alpha of all codes at once, a passage's value being the set of codes on it, with partial credit for sets that
/// share some. The empty set is a gap; a passage that carries one set all along is what chance may not pair with
/// itself. Without overlaps and without units of one code that touch, Dice or Jaccard, it is `u_alpha`.
///
/// This extension is our own: sets as in Krippendorff & Craggs (2016), krippendorff_craggs_2016, on continua as in
/// krippendorff_2016.
[[nodiscard]] estimate set_u_alpha(continua all, set_distance distance = set_distance::dice);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/presence_u_alpha-inl.hpp>
#endif
