// Coders against one of them whose codes are taken as right: sensitivity and precision of each code.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/two_by_two.hpp>

namespace intercoder {

/// One coder, one code, on the units that the coder and the reference coded.
struct code_against_reference {
  std::size_t coder = 0;
  std::size_t category = 0;
  two_by_two units;      ///< a: the coder, b: the reference; copies count
  estimate sensitivity;  ///< of the units that have the code by the reference, those that have it by the coder
  estimate precision;    ///< of the units that have the code by the coder, those that have it by the reference
};

/// Every coder but the reference, and every single code, in the order of the scale: sets are asked whether they hold
/// it. Shares weigh units by importance, and have errors and intervals, by source where sources are known; they are
/// undefined where nobody gave the code.
/// @throws bad_argument when coders are not known, the reference is not there, or there is no other coder.
[[nodiscard]] std::vector<code_against_reference> against_reference(ratings const& r, std::size_t reference);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/reference-inl.hpp>
#endif
