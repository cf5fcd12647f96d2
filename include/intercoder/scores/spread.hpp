// The spread of the ratings of a unit, against a spread without any agreement.
#pragma once

#include <optional>

#include <intercoder/scores/anova.hpp>

namespace intercoder {

inline constexpr coefficient_info finn_info{.name = "finn",
                                            .title = "Finn's coefficient",
                                            .takes_weights = false,
                                            .needs_numbers = true,
                                            .rule = missing_rule::pairable,
                                            .undefined = "One unit only.",
                                            .source = "finn_1970"};
inline constexpr coefficient_info robinson_a_info{.name = "robinson_a",
                                                  .title = "Robinson's A",
                                                  .takes_weights = false,
                                                  .needs_numbers = true,
                                                  .from_zero_to_one = true,
                                                  .rule = missing_rule::pairable,
                                                  .undefined = "Every rating is the same number.",
                                                  .source = "robinson_1957"};
inline constexpr coefficient_info maxwell_re_info{.name = "maxwell_re",
                                                  .title = "Maxwell's RE",
                                                  .most_coders = 2,
                                                  .needs_coders = true,
                                                  .takes_weights = false,
                                                  .categories = 2,
                                                  .rule = missing_rule::complete,
                                                  .one_rule = true,
                                                  .undefined = "No unit was coded by both.",
                                                  .source = "maxwell_1977"};

/// Are coders told apart?
enum class layout { one_way, two_way };

struct finn_options {
  layout model = layout::one_way;
  double levels = 0;  ///< of the rating scale; 0: as many as there are declared categories
  std::optional<missing_rule> missing{};
};

/// 1 minus the spread within units (one-way), or what is left of it without differences between coders (two-way), over
/// the variance of ratings drawn evenly from 1, 2, ..., levels: (levels^2 - 1) / 12. One-way takes every unit with two
/// ratings, two-way those that every coder rated. For units that hardly differ, where an ICC says little. Source: Finn
/// (1970), finn_1970.
/// @throws bad_argument when categories are labels, when neither levels nor categories are declared, or levels are not
/// a whole number of at least 2.
[[nodiscard]] estimate finn(ratings const& r, finn_options const& options = {});

/// The sum of squares between units over the total: 1 when the coders of each unit agree, 0 when the units do not
/// differ. Source: Robinson (1957), robinson_1957. Units with at least two ratings.
/// @throws bad_argument when categories are labels.
[[nodiscard]] estimate robinson_a(ratings const& r, coefficient_options const& options = {});

/// Two coders and a yes/no code: the share of units they agree on, less the share they do not. Source: Maxwell (1977),
/// maxwell_1977.
/// @throws bad_argument for more coders or categories.
[[nodiscard]] estimate maxwell_re(ratings const& r, coefficient_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/scores/spread-inl.hpp>
#endif
