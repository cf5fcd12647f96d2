// Intraclass correlations: the ten forms of Shrout & Fleiss and of McGraw & Wong.
#pragma once

#include <optional>
#include <string_view>

#include <intercoder/scores/anova.hpp>

namespace intercoder {

enum class icc_kind {
  agreement,    ///< a coder who rates everything higher disagrees
  consistency,  ///< only the order and distance of the units matter
};

struct icc_options {
  int model = 2;                   ///< 1: coders of a unit are any coders; 2: coders are a sample; 3: these coders only
  bool average = false;            ///< of the mean of all coders, instead of a single one
  std::optional<icc_kind> kind{};  ///< none: agreement for models 1 and 2, consistency for model 3
  std::optional<missing_rule> missing{};
};

inline constexpr coefficient_info icc_info{.name = "icc",
                                           .title = "intraclass correlation",
                                           .takes_weights = false,
                                           .needs_numbers = true,
                                           .rule = missing_rule::complete,
                                           .one_rule = true,  // model 1, which is not the default, takes others too
                                           .undefined = "One unit, or ratings without spread: nothing to compare.",
                                           .source = "shrout_fleiss_1979 mcgraw_wong_1996"};

/// The intraclass correlation. Model 1 uses every unit that has a rating (`available`; or `pairable`, `complete`) by
/// the analysis of variance of units of different size; models 2 and 3 use units that every coder rated. With
/// independent units of equal importance it brings its F test, and its F interval (exact; Satterthwaite's for agreement
/// of coders who are told apart; approximate where units have different numbers of ratings). Sources: Shrout & Fleiss
/// (1979), shrout_fleiss_1979; McGraw & Wong (1996), mcgraw_wong_1996.
/// @throws bad_argument when categories are labels, the model is not 1, 2 or 3, coders are not known for models 2 and
/// 3, or options do not go together.
[[nodiscard]] estimate icc(ratings const& r, icc_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/scores/icc-inl.hpp>
#endif
