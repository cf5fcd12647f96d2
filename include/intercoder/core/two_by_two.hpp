// Two coders, one yes/no question: how often both said yes, one of them, neither.
#pragma once

namespace intercoder {

/// The table that agreement on one code and overlap of two codes start from. Whole numbers of units or characters, or
/// weights; exact up to 2^53.
struct two_by_two {
  double both = 0;
  double only_a = 0;
  double only_b = 0;
  double neither = 0;

  /// From how much of `universe` each marked, and both at once.
  [[nodiscard]] static constexpr two_by_two of_totals(double both, double a, double b, double universe) noexcept {
    return {.both = both, .only_a = a - both, .only_b = b - both, .neither = universe - a - b + both};
  }

  [[nodiscard]] constexpr double a() const noexcept { return both + only_a; }
  [[nodiscard]] constexpr double b() const noexcept { return both + only_b; }
  [[nodiscard]] constexpr double either() const noexcept { return both + only_a + only_b; }
  [[nodiscard]] constexpr double total() const noexcept { return both + only_a + only_b + neither; }
};

}  // namespace intercoder
