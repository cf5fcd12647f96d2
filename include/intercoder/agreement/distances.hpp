// How far two categories lie apart: one small type per shape, each able to say it for a pair and for a whole
// distribution.
#pragma once

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// q x q, symmetric.
using weight_matrix = Eigen::MatrixXd;

/// Each type here gives
///   between(k, l)      the distance of two categories, 0 for the same one, and
///   to_all(p, out)     out[k] = sum over l of p[l] * between(k, l), for every k, without a q x q table.
namespace distance {

/// Categories are the same or they are not.
struct nominal {
  [[nodiscard]] double between(std::size_t k, std::size_t l) const { return k == l ? 0 : 1; }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// squared * (x - y)^2 + absolute * |x - y|, positions ascending. O(q).
struct difference {
  std::vector<double> position;
  double squared = 1;
  double absolute = 0;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    double const d = position[k] - position[l];
    return squared * d * d + absolute * std::abs(d);
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// sin^2 of half the angle between two points of a circle: 1 for opposite points. O(q).
struct circular {
  std::vector<double> angle;  ///< radians
  double scale = 1;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    double const s = std::sin((angle[k] - angle[l]) / 2);
    return scale * s * s;
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// ((x - y) / (x + y))^2 of values that are not negative; 0 for two zeros. About 100 q, whatever q is.
struct relative {
  std::vector<double> value;
  double scale = 1;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    if (k == l) return 0;
    double const d = (value[k] - value[l]) / (value[k] + value[l]);
    return scale * d * d;
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// |x - y|^(1/2). O(q^2) steps and no table.
struct root {
  std::vector<double> position;
  double scale = 1;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    return scale * std::sqrt(std::abs(position[k] - position[l]));
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// (x - y)^2 / ((x + y - 2 low) (2 high - x - y)): Krippendorff's bipolar metric. O(q^2) steps and no table.
struct bipolar {
  std::vector<double> value;
  double low = 0;
  double high = 1;
  double scale = 1;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    if (k == l) return 0;
    double const d = value[k] - value[l];
    double const sum = value[k] + value[l];
    return scale * d * d / ((sum - 2 * low) * (2 * high - sum));
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// Nothing up to a tolerance, 1 beyond it; positions ascending. O(q).
struct within {
  std::vector<double> position;
  double tolerance = 0;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    return std::abs(position[k] - position[l]) > tolerance ? 1 : 0;
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

/// A table the caller brought.
struct table {
  weight_matrix distances;
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    return distances(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l));
  }
  void to_all(std::span<double const> p, std::span<double> out) const;
};

}  // namespace distance
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/distances-inl.hpp>
#endif
