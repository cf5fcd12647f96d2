// Krippendorff's alpha for unitizing, the family of 2016: do coders mark the same passages with the same codes?
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

inline constexpr coefficient_info u_alpha_info{
    .name = "u_alpha",
    .title = "Krippendorff's u-alpha (2016)",
    .takes_weights = false,
    .rule = missing_rule::pairable,
    .one_rule = true,
    .undefined = "Everything has one value: nobody marked anything, or one code covers all of it.",
    .source = "krippendorff_2016 krippendorff_2019"};
inline constexpr coefficient_info binary_u_alpha_info{.name = "binary_u_alpha",
                                                      .title = "Krippendorff's binary u-alpha (2016)",
                                                      .takes_weights = false,
                                                      .rule = missing_rule::pairable,
                                                      .one_rule = true,
                                                      .undefined = "There is no gap anywhere, or nothing but gaps.",
                                                      .source = "krippendorff_2016 krippendorff_2019"};
inline constexpr coefficient_info cu_alpha_info{
    .name = "cu_alpha",
    .title = "Krippendorff's cu-alpha (2016)",
    .takes_weights = false,
    .rule = missing_rule::pairable,
    .one_rule = true,
    .undefined = "No passage was marked by two coders, or only one code is on those that were.",
    .source = "krippendorff_2016 krippendorff_2019"};
inline constexpr coefficient_info k_u_alpha_info{
    .name = "k_u_alpha",
    .title = "Krippendorff's (k)u-alpha (2016)",
    .takes_weights = false,
    .rule = missing_rule::pairable,
    .one_rule = true,
    .undefined = "The code meets no passage that another coder marked, or it is the only code that does.",
    .source = "krippendorff_2016 krippendorff_2019"};

/// Position and code together. Gaps are a value of their own; the one thing chance may not pair is a passage with
/// itself. Where one unit ends and another of the same code begins is not seen: the value then brings the warning
/// `touching_units`. Sources: Krippendorff, Mathet, Bouvry & Widlöcher (2016), krippendorff_2016; Krippendorff (2019),
/// krippendorff_2019, section 12.6.
///
/// The value's units are sources: intervals say how much sources differ, and need at least two.
/// @throws bad_argument when units of one coder with different codes overlap.
[[nodiscard]] estimate u_alpha(continua all);
/// Marked or not, whatever the code.
[[nodiscard]] estimate binary_u_alpha(continua all);

/// A value with the share of the material that it is about.
struct covered_estimate {
  estimate value;
  double coverage = not_a_number;
};

/// Codes, where two coders marked the same passage: `coverage` is the share of all that was to be marked where that is
/// so. Blind to what only one coder marked. A passage is kept from being paired with itself by what it shares with each
/// other coder, one by one.
[[nodiscard]] covered_estimate cu_alpha(continua all);
/// One code of it: when a passage with this code meets one that another coder marked, has that one the code as well?
/// `coverage` is the share of what has the code that meets any. Not the agreement on using the code at all, which is
/// `presence_u_alpha`. One for each code, in the order of `continua::codes`.
[[nodiscard]] std::vector<covered_estimate> k_u_alpha(continua all);

/// All of them from one look at the units.
struct u_alpha_values {
  estimate u, binary;
  covered_estimate cu;
  std::vector<covered_estimate> k;  ///< in the order of `continua::codes`
};
[[nodiscard]] u_alpha_values u_alpha_family(continua all);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/u_alpha-inl.hpp>
#endif
