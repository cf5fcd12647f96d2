// Random numbers that are the same on every compiler, platform and number of threads.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <intercoder/core/wide.hpp>

namespace intercoder {

/// A counter-based generator: the i-th number of stream s depends on seed, s and i alone, so replicates may be computed
/// in any order. Two rounds of a 64-bit mixing function (Stafford's variant 13, as in SplitMix64: Steele, Lea & Flood,
/// OOPSLA 2014) over the counter.
class random_stream {
 public:
  explicit random_stream(std::uint64_t seed, std::uint64_t stream = 0) noexcept
      : key_{mix(mix(seed + 0x9e3779b97f4a7c15U) ^ (stream * 0xd1342543de82ef95U + 0x2545f4914f6cdd1dU))} {}

  [[nodiscard]] std::uint64_t bits() noexcept { return mix(mix(key_ + (++counter_) * 0x9e3779b97f4a7c15U) ^ key_); }
  /// Uniform on (0, 1), never 0 or 1.
  [[nodiscard]] double uniform() noexcept { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; }
  /// Uniform on 0 .. n - 1, without bias: Lemire (2019).
  [[nodiscard]] std::uint64_t below(std::uint64_t n) noexcept {
    std::uint64_t const threshold = (0 - n) % n;
    for (;;) {
      auto const [high, low] = wide_product::of(bits(), n);
      if (low >= threshold) return high;
    }
  }
  /// k of the numbers 0 .. n - 1, all sets alike, in no order; all of them where k is not below n.
  [[nodiscard]] std::vector<std::size_t> choose(std::size_t n, std::size_t k) {
    std::vector<std::size_t> out(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = i;
    for (std::size_t i = 0; i < k && i < n; ++i)
      std::swap(out[i], out[i + static_cast<std::size_t>(below(static_cast<std::uint64_t>(n - i)))]);
    if (k < n) out.resize(k);
    return out;
  }
  /// Standard normal: Marsaglia's polar method.
  [[nodiscard]] double normal() noexcept {
    for (;;) {
      double const u = 2 * uniform() - 1;
      double const v = 2 * uniform() - 1;
      double const s = u * u + v * v;
      if (s > 0 && s < 1) return u * std::sqrt(-2 * std::log(s) / s);
    }
  }
  /// Gamma with this shape and scale 1: Marsaglia & Tsang (2000).
  [[nodiscard]] double gamma(double shape) noexcept {
    if (shape < 1) {
      double const u = uniform();
      return gamma(shape + 1) * std::pow(u, 1 / shape);
    }
    double const d = shape - 1.0 / 3;
    double const c = 1 / std::sqrt(9 * d);
    for (;;) {
      double const x = normal();
      double const v = 1 + c * x;
      if (v <= 0) continue;
      double const cube = v * v * v;
      double const u = uniform();
      if (u < 1 - 0.0331 * (x * x) * (x * x)) return d * cube;  // implies what follows, without the logarithms
      if (std::log(u) < x * x / 2 + d - d * cube + d * std::log(cube)) return d * cube;
    }
  }
  /// How many of n independent events of probability p happen. Large n are halved at a random order statistic: Devroye
  /// (1986), ch. X.4.
  [[nodiscard]] std::uint64_t binomial(std::uint64_t n, double p) noexcept {
    std::uint64_t happened = 0;
    while (n > 24 && p > 0 && p < 1) {
      std::uint64_t const i = (n + 1) / 2;  // the i-th smallest of n uniform numbers is beta distributed
      double const below = gamma(static_cast<double>(i));
      double const split = below / (below + gamma(static_cast<double>(n + 1 - i)));
      if (split <= p) {
        happened += i;
        n -= i;
        p = (p - split) / (1 - split);
      } else {
        n = i - 1;
        p /= split;
      }
    }
    if (!(p > 0)) return happened;
    if (!(p < 1)) return happened + n;
    for (; n > 0; --n) happened += uniform() < p ? 1U : 0U;
    return happened;
  }

 private:
  [[nodiscard]] static constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
  }
  std::uint64_t key_;
  std::uint64_t counter_ = 0;
};

}  // namespace intercoder
