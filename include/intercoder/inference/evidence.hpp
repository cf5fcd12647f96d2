// How much of what a coefficient feeds on was seen, counted in independent units.
#pragma once

#include <intercoder/core/estimate.hpp>

namespace intercoder {

/// Below this many effective units of a kind, an error estimated from them is itself too uncertain.
inline constexpr double few = 5;

/// Units coded at least twice, as many as they are worth: units on which coders differ, units on which they do not, and
/// agreement on other categories than the one that is agreed on most.
struct evidence {
  double contested = 0, unanimous = 0, minor = 0;

  /// All units together are worth `effective_units`.
  evidence(estimate const& e, double effective_units);
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/evidence-inl.hpp>
#endif
