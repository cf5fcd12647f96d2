// How much of what a coefficient feeds on was seen.
#pragma once

#include <intercoder/core/estimate.hpp>

namespace intercoder::detail {

/// Below this many effective units of a kind, an error estimated from them is itself too uncertain.
inline constexpr double few_effective_units = 5;

/// Is the value pooled over codes that were compared on different units, so that its rows are whole sources?
[[nodiscard]] bool pools_sources(estimate const& e);

/// Units that enter and were coded at least twice; among them those on which coders differ, those on which they do not,
/// and agreement on other categories than the one that is agreed on most.
struct evidence {
  double units = 0, contested = 0, unanimous = 0, minor = 0;

  explicit evidence(estimate const& e);
};

}  // namespace intercoder::detail

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/evidence-inl.hpp>
#endif
