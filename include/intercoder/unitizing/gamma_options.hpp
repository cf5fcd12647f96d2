// How gamma is computed: what costs what, how precisely, and with how much work.
#pragma once

#include <cstddef>
#include <cstdint>

#include <intercoder/core/progress.hpp>
#include <intercoder/unitizing/gamma_alignment.hpp>

namespace intercoder {

struct gamma_options {
  alignment_costs costs = {};
  double delta_empty = 1;   ///< what an empty place costs: the scale of disorders; gamma does not depend on it
  double precision = 0.02;  ///< half the width of a 95 % interval of a source's expected disorder, over it
  std::uint64_t seed = 0;   ///< samples of a source depend on the seed, its name and its coders alone
  std::size_t threads = 0;  ///< 0: as many as the machine has
  alignment_limits limits = {};
  std::size_t most_samples = 100'000;  ///< of a source, whatever the precision
  progress report = {};
};

}  // namespace intercoder
