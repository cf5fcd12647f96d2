// The same coefficient for each part of the data: each code, each pair of coders, without each coder, each source.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// Each category against all others (`ratings::collapse`), in the order of the scale. With two categories, the values
/// agree with the one for both; weights between categories fall away.
/// @throws bad_argument when the coefficient cannot be asked again, as for what was pooled, or not of two categories.
[[nodiscard]] std::vector<estimate> by_code(estimate const& e);

struct pair_part {
  std::size_t first = 0, second = 0;  ///< coders, in the order of the ratings
  estimate value;
};
/// Each pair of coders, on the units that the two coded.
/// @throws bad_argument when the coefficient cannot be asked again, or coders are not known.
[[nodiscard]] std::vector<pair_part> by_pair(estimate const& e);

struct coder_part {
  std::size_t coder = 0;
  estimate without;              ///< the value of the others
  double change = not_a_number;  ///< that value less the value of all: above 0 when the coder lowers agreement
};
/// Without each coder.
/// @throws bad_argument when the coefficient cannot be asked again, coders are not known, or there are fewer than
/// three.
[[nodiscard]] std::vector<coder_part> without_coder(estimate const& e);

struct source_part {
  std::size_t source = 0;         ///< in the order of the ratings
  double n_units = 0;             ///< that enter; copies count
  double influence = 0;           ///< sum of the pulls of its units: 0 on average; below 0 it lowers the value
  double without = not_a_number;  ///< the value without the source; NaN where it cannot be computed
  double change = not_a_number;   ///< that less the value of all
  estimate within;                ///< the coefficient of this source alone; no name where it cannot be asked again
};
/// Each source that units come from.
/// @throws bad_argument when sources are not known.
[[nodiscard]] std::vector<source_part> by_source(estimate const& e);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/parts-inl.hpp>
#endif
