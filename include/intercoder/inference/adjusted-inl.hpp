// The bodies of adjusted.hpp.
#pragma once

#include <algorithm>
#include <limits>

#include <intercoder/inference/adjusted.hpp>

namespace intercoder {
namespace detail {

/// Places of the p-values that are numbers, smallest first.
[[nodiscard]] INTERCODER_INLINE std::vector<std::size_t> ascending(std::span<double const> p) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (p[i] == p[i]) at.push_back(i);
  std::ranges::stable_sort(at, {}, [&](std::size_t i) { return p[i]; });
  return at;
}

}  // namespace detail

INTERCODER_INLINE std::vector<double> holm(std::span<double const> p) {
  std::vector<double> out(p.size(), std::numeric_limits<double>::quiet_NaN());
  auto const at = detail::ascending(p);
  double so_far = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    so_far = std::max(so_far, p[at[i]] * static_cast<double>(at.size() - i));
    out[at[i]] = std::min(1.0, so_far);
  }
  return out;
}

INTERCODER_INLINE std::vector<double> benjamini_yekutieli(std::span<double const> p) {
  std::vector<double> out(p.size(), std::numeric_limits<double>::quiet_NaN());
  auto const at = detail::ascending(p);
  auto const tests = static_cast<double>(at.size());
  double harmonic = 0;
  for (double i = 1; i <= tests; ++i) harmonic += 1 / i;
  double so_far = 1;
  for (std::size_t i = at.size(); i-- > 0;) {
    so_far = std::min(so_far, p[at[i]] * tests * harmonic / static_cast<double>(i + 1));
    out[at[i]] = so_far;
  }
  return out;
}

}  // namespace intercoder
