// P-values of several tests at once.
#pragma once

#include <span>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// Holm (1979): none of the tests below a level is false, with that probability. In the order given; NaN stays NaN and
/// does not count as a test.
[[nodiscard]] std::vector<double> holm(std::span<double const> p_values);
/// Benjamini & Yekutieli (2001): of the tests below a level, that share is false at most, however they depend on each
/// other.
[[nodiscard]] std::vector<double> benjamini_yekutieli(std::span<double const> p_values);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/adjusted-inl.hpp>
#endif
