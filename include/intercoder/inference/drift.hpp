// Does agreement change while the units are coded?
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

struct drift_options {
  std::vector<double>
      order{};             ///< one number a unit, such as a time; units of one number belong together; empty: as given
  std::size_t window = 0;  ///< units of each stretch that is shown; 0: a fifth of them
  double level = 0.95;
};

/// A stretch of units in their order.
struct drift_window {
  std::size_t first = 0, last = 0;  ///< places in the order, from 0; both belong to it
  double n_units = 0;               ///< that enter; copies count
  double mean = not_a_number;       ///< of their contributions; over all units it is the value
  double value = not_a_number;      ///< the coefficient of this stretch alone, with its own chance; NaN where undefined
};

struct drift_result {
  double slope = not_a_number;  ///< change of the value from the first place in the order to the last
  double se = not_a_number;
  confidence_interval interval{};
  double statistic = not_a_number;
  double p_value = not_a_number;  ///< two-sided
  double df = not_a_number;
  double n_units = 0;
  std::size_t n_sources = 0;
  std::vector<std::size_t> units;  ///< in their order
  std::vector<drift_window> windows;
  std::string reason;  ///< why there is no slope or no error
};

/// The contribution of a unit is the value plus its influence; their straight line over the places in the order, from 0
/// for the first unit to 1 for the last, has the slope. Units of the same number share the middle of their places. Its
/// error is that of a regression whose residuals may have any variance (White, 1980), summed by source where sources
/// are known.
/// @throws bad_argument when `order` has not one finite number a unit, or for a level outside (0, 1).
[[nodiscard]] drift_result drift(estimate const& e, drift_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/drift-inl.hpp>
#endif
