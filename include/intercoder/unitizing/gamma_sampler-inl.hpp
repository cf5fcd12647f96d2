// The bodies of gamma_sampler.hpp.
#pragma once

#include <algorithm>

#include <intercoder/unitizing/gamma_sampler.hpp>

namespace intercoder {
namespace detail {

/// The distance of a shift from the nearest of those before, around the circle.
[[nodiscard]] INTERCODER_INLINE std::int64_t distance_from(std::span<std::int64_t const> pivots, std::int64_t pivot,
                                                           std::int64_t length) {
  auto nearest = length;
  for (auto const p : pivots) {
    auto const apart = pivot > p ? pivot - p : p - pivot;
    nearest = std::min({nearest, apart, length - apart});
  }
  return nearest;
}

}  // namespace detail

INTERCODER_INLINE random_annotation annotate_at_random(std::span<std::vector<mark> const> units, std::int64_t length,
                                                       random_stream& random) {
  double sum = 0, count = 0;
  for (auto const& list : units)
    for (auto const& u : list) {
      sum += static_cast<double>(u.end - u.start);
      count += 1;
    }
  double const least = sum / count / 2;
  random_annotation out;
  for (bool empty = true; empty;) {
    out = {};
    for (std::size_t place = 0; place < units.size(); ++place) {
      out.coder.push_back(random.below(units.size()));
      empty = empty && units[out.coder.back()].empty();
    }
  }
  for (std::size_t place = 0; place < units.size(); ++place) {
    std::int64_t pivot = 0, farthest = -1;
    for (int draw = 0; draw < 64 && static_cast<double>(farthest) < least; ++draw) {
      auto const drawn = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(length)));
      auto const far = detail::distance_from(out.pivot, drawn, length);
      if (far <= farthest) continue;
      farthest = far;
      pivot = drawn;
      if (out.pivot.empty()) break;  // nothing to be apart from
    }
    out.pivot.push_back(pivot);
    out.units.push_back(units[out.coder[place]]);
    for (auto& u : out.units.back()) {
      auto const shift = pivot < length - u.start ? pivot : pivot - length;
      u.coder = place;
      u.start += shift;
      u.end += shift;
    }
    std::ranges::sort(out.units.back(), {}, [](mark const& u) { return u.start; });
  }
  return out;
}

}  // namespace intercoder
