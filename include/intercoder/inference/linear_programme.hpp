// The largest value of a linear function under linear equations, for programmes of some hundred unknowns.
#pragma once

#include <optional>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// One equation: sum of coefficient[j] * x[j] = right, with right >= 0.
struct linear_equation {
  std::vector<double> coefficient;
  double right = 0;
};

/// The x >= 0 that makes the sum of gain[j] * x[j] largest under the equations: the two-phase simplex method with
/// the rule of Bland (1977), by which it never goes round in circles. None when no x fulfils the equations, or when the
/// sum has no largest value. Exact up to rounding: the answer is a corner of the set.
[[nodiscard]] std::optional<std::vector<double>> maximise(std::vector<double> const& gain,
                                                          std::vector<linear_equation> const& equations);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/linear_programme-inl.hpp>
#endif
