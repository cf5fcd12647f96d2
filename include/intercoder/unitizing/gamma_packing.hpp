// Packing: groups without a member in common whose gains add up to most, and how much more there could be at best.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// Members of different kinds that may go together.
struct group {
  std::vector<std::uint32_t> members = {};
  double gain = 0;  ///< above 0
};

struct packing {
  std::vector<std::size_t> chosen = {};  ///< places in the groups; no member twice
  double gain = 0;
  double bound = 0;  ///< no packing gains more: `gain`, where that is proved to be the most
};

/// The packing that gains most. Prices of the members, found by subgradients and repaired so that no group gains more
/// than its members cost, bound the gain from above; what cannot be part of anything better is dropped, what falls
/// apart is solved part by part, and the rest is searched through. `steps` is how many choices the search may make in
/// all and is counted down; when it is used up, the best packing seen is given with the bound. Always the same.
[[nodiscard]] packing best_packing(std::vector<group> const& groups, std::size_t& steps);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/gamma_packing-inl.hpp>
#endif
