// Are differences symmetric around 0? Wilcoxon's signed-rank test.
#pragma once

#include <span>

#include <intercoder/core/config.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

struct signed_rank_test {
  double n = 0;                     ///< differences other than 0
  double statistic = not_a_number;  ///< sum of the ranks of positive differences
  double p_less = not_a_number;     ///< one-sided: small when differences lie below 0
  double p_greater = not_a_number;  ///< one-sided: small when they lie above 0
  double p_two_sided = not_a_number;
  bool exact = false;
};

/// Wilcoxon (1945). Ranks of the distances from 0, equal ones sharing the mean of their ranks; differences of 0 are
/// left out, as by Wilcoxon. Up to 50 differences the distribution over all signs is counted, with the ties there are;
/// beyond, a normal distribution whose variance knows of the ties. NaN when no difference is other than 0.
[[nodiscard]] signed_rank_test signed_rank(std::span<double const> differences);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/signed_rank-inl.hpp>
#endif
