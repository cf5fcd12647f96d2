// How much a value would change with other coders: generalising beyond those at hand.
#pragma once

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// What coders add to the error variance: the value without each coder in turn, (1 - r/R) (r - 1)/r times the sum of
/// squared deviations (Gwet, 2014, ch. 5). Added to the variance over units or sources, it makes an error that
/// generalises to other coders like these as well. `population` is how many coders R there are in all; 0: so many that
/// r is a small part. NaN where a value without some coder is undefined.
/// @throws bad_argument for fewer than three coders, for coders who are not known, for pooled values, and for a
/// population smaller than the coders at hand.
[[nodiscard]] double variance_over_coders(estimate const& e, double population = 0);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/other_coders-inl.hpp>
#endif
