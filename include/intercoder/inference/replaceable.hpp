// Can one coder, such as a language model, take the place of any of the others? The alternative annotator test.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// How far two categories are apart, by their places on the scale.
using distance_of_codes = std::function<double(std::size_t, std::size_t)>;

enum class replacement_test { t, signed_rank };

struct replacement_options {
  double epsilon = 0.1;  ///< how much worse the candidate may be for what it saves: up to .2 where coders are experts
  double false_discovery = 0.05;  ///< of the coders said to be outdone, the share that may be wrong
  replacement_test test = replacement_test::t;
};

/// The candidate in the place of one coder, both held against the remaining coders, unit by unit.
struct replaced_coder {
  std::size_t coder = 0;
  double n_units = 0;                     ///< coded by candidate, coder and at least one of the others
  std::size_t n_sources = 0;              ///< they come from; 0 when unknown
  double advantage = not_a_number;        ///< share of units on which the candidate is as near to the others, or nearer
  double coder_advantage = not_a_number;  ///< the same for the coder; both count where they are equally near
  double se = not_a_number;               ///< of the difference of the two
  double df = not_a_number;
  double statistic = not_a_number;   ///< (coder's advantage - candidate's - epsilon) / se; signed_rank: sum of ranks
  double p_value = not_a_number;     ///< one-sided: small when the coder's advantage is less than epsilon
  double p_adjusted = not_a_number;  ///< Benjamini & Yekutieli's, over coders
  bool outdone = false;              ///< is the adjusted p-value at most the false discovery rate?
  std::string reason;                ///< why there is no error, or why it says little
};

struct replacement {
  std::size_t candidate = 0;
  replacement_options asked;
  std::vector<replaced_coder> coders;
  double winning_rate = not_a_number;  ///< share of coders that are outdone
  double advantage = not_a_number;     ///< mean over coders of the candidate's advantage
  bool passed = false;                 ///< is the winning rate at least 1/2?
};

/// Calderon, Reichart & Dror (2025). For each other coder: is the mean distance from the remaining coders as small for
/// the candidate as for that coder? With distances of 0 and 1 that compares accuracies, with squared differences root
/// mean square errors; any other will do. A t-test of the difference against epsilon, with the error by source where
/// sources are known; false discoveries are controlled over coders, however they depend on each other. Importance
/// weighs units.
///
/// The paper advises Wilcoxon's signed-rank test below 30 units. It is here to be asked for, not taken by itself: it
/// takes differences to be symmetric, and where most units are a draw, each of which is a small step in the candidate's
/// favour, it says "outdone" of candidates that are worse by epsilon, far more often than the level allows.
/// @throws bad_argument when coders are not known, there are not at least two besides the candidate, the candidate is
/// not there, epsilon is not from 0 to below 1, or the false discovery rate not between 0 and 1; of signed_rank also
/// when units have sources, importance, or counts that are not whole.
[[nodiscard]] replacement replaceable(ratings const& r, std::size_t candidate, distance_of_codes const& distance = {},
                                      replacement_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/replaceable-inl.hpp>
#endif
