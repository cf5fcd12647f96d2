// Intervals: between which values the coefficient lies, as far as these units and sources can tell.
#pragma once

#include <intercoder/inference/interval_options.hpp>

namespace intercoder {

/// @throws bad_argument when the level is not between 0 and 1, or the method does not fit the coefficient,
/// or fewer than 100 draws are asked for.
[[nodiscard]] confidence_interval interval(estimate const& e, interval_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/interval-inl.hpp>
#endif
