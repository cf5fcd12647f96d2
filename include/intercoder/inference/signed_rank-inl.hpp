// The bodies of signed_rank.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/signed_rank.hpp>

namespace intercoder {
namespace detail {

/// Twice the rank of each distance, smallest first: whole numbers, ties or not.
[[nodiscard]] INTERCODER_INLINE std::vector<std::size_t> doubled_ranks(std::vector<double> const& ascending) {
  std::vector<std::size_t> out(ascending.size());
  for (std::size_t first = 0, last = 0; first < ascending.size(); first = last) {
    while (last < ascending.size() && ascending[last] == ascending[first]) ++last;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(first), out.begin() + static_cast<std::ptrdiff_t>(last),
              first + 1 + last);
  }
  return out;
}

/// P(sum of the terms that a fair coin picks = s), for every s.
[[nodiscard]] INTERCODER_INLINE std::vector<double> chances_of_sums(std::vector<std::size_t> const& terms) {
  std::vector<double> chance{1};
  for (auto const term : terms) {
    chance.resize(chance.size() + term, 0);
    for (std::size_t s = chance.size(); s-- > 0;) chance[s] = (chance[s] + (s >= term ? chance[s - term] : 0)) / 2;
  }
  return chance;
}

}  // namespace detail

INTERCODER_INLINE signed_rank_test signed_rank(std::span<double const> differences) {
  constexpr std::size_t most_counted = 50;
  std::vector<double> distances, positive;
  for (double const d : differences) {
    if (d == 0) continue;
    distances.push_back(std::abs(d));
    if (d > 0) positive.push_back(d);
  }
  std::ranges::sort(distances);
  auto const ranks = detail::doubled_ranks(distances);
  signed_rank_test out;
  out.n = static_cast<double>(distances.size());
  if (distances.empty()) return out;
  std::size_t sum = 0;
  for (double const d : positive)
    sum += ranks[static_cast<std::size_t>(std::ranges::lower_bound(distances, d) - distances.begin())];
  out.statistic = static_cast<double>(sum) / 2;
  out.exact = distances.size() <= most_counted;
  if (out.exact) {
    auto const chance = detail::chances_of_sums(ranks);
    out.p_less = out.p_greater = 0;
    for (std::size_t s = 0; s <= sum; ++s) out.p_less += chance[s];
    for (std::size_t s = sum; s < chance.size(); ++s) out.p_greater += chance[s];
  } else {
    double mean = 0, variance = 0;  // each rank is in the sum or not, like a coin
    for (auto const twice : ranks) {
      double const rank = static_cast<double>(twice) / 2;
      mean += rank / 2;
      variance += rank * rank / 4;
    }
    double const z = (out.statistic - mean) / std::sqrt(variance);
    out.p_less = distributions::normal_tail(-z);
    out.p_greater = distributions::normal_tail(z);
  }
  out.p_two_sided = std::min(1.0, 2 * std::min(out.p_less, out.p_greater));
  return out;
}

}  // namespace intercoder
