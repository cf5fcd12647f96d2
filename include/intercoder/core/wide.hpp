// Whole numbers of 128 bits, as far as sums of squares need them: exact whatever the lengths.
#pragma once

#include <cstdint>

namespace intercoder {

/// The 128-bit product of two numbers, by halves: no compiler extension needed.
struct wide_product {
  std::uint64_t high, low;

  [[nodiscard]] static constexpr wide_product of(std::uint64_t a, std::uint64_t b) noexcept {
    std::uint64_t const a0 = a & 0xffffffffU, a1 = a >> 32, b0 = b & 0xffffffffU, b1 = b >> 32;
    std::uint64_t const low = a0 * b0, mid1 = a1 * b0, mid2 = a0 * b1, high = a1 * b1;
    std::uint64_t const mid = (low >> 32) + (mid1 & 0xffffffffU) + (mid2 & 0xffffffffU);
    return {high + (mid1 >> 32) + (mid2 >> 32) + (mid >> 32), (mid << 32) | (low & 0xffffffffU)};
  }
};

/// A sum of squares that neither rounds nor overflows below 2^128.
class sum_of_squares {
 public:
  constexpr void add(std::int64_t x) noexcept {
    auto const size = static_cast<std::uint64_t>(x < 0 ? -x : x);
    auto const square = wide_product::of(size, size);
    low_ += square.low;
    high_ += square.high + (low_ < square.low ? 1U : 0U);
  }
  /// Rounded once.
  [[nodiscard]] constexpr double value() const noexcept {
    return static_cast<double>(high_) * 0x1p64 + static_cast<double>(low_);
  }

 private:
  std::uint64_t high_ = 0, low_ = 0;
};

}  // namespace intercoder
