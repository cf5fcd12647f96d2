// Sums that do not drift: Neumaier's compensated addition.
#pragma once

#include <cmath>

namespace intercoder {

/// Adds doubles and keeps what rounding would lose: A. Neumaier, ZAMM 54 (1974).
class compensated_sum {
 public:
  compensated_sum& operator+=(double x) noexcept {
    double const t = sum_ + x;
    lost_ += std::abs(sum_) >= std::abs(x) ? (sum_ - t) + x : (x - t) + sum_;
    sum_ = t;
    return *this;
  }
  [[nodiscard]] double value() const noexcept { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace intercoder
