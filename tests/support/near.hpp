// Absolute tolerance for doctest, whose Approx is relative.
#pragma once

#include <cmath>
#include <ostream>

struct near {
  double value;
  double tolerance;
  friend bool operator==(double x, near n) {
    return std::isnan(n.value) ? std::isnan(x) : std::abs(x - n.value) <= n.tolerance;
  }
  friend std::ostream& operator<<(std::ostream& out, near n) { return out << n.value << " +- " << n.tolerance; }
};
