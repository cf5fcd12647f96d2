// Random annotation sets: what coders would have marked by chance, as gamma has it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/selection.hpp>

namespace intercoder {

/// One set of units that has the coders' habits, and none of their agreement.
struct random_annotation {
  std::vector<std::vector<mark>> units;  ///< by place
  std::vector<std::size_t> coder;        ///< whose units each place has
  std::vector<std::int64_t> pivot;       ///< by how much they are shifted
};

/// For each place one of the coders at random, whose units are shifted along a source of this length as on a circle:
/// Mathet, Widlöcher & Métivier (2015), mathet_2015. Shifts differ by at least half the mean length of a unit, also
/// around the circle; where there is no such shift in 64 draws, the one of them that is farthest from the others is
/// taken. A unit that passes the end keeps its length and stands out. Sets without any unit are drawn again.
/// `units` is one list for each coder, at least one of them not empty.
[[nodiscard]] random_annotation annotate_at_random(std::span<std::vector<mark> const> units, std::int64_t length,
                                                   random_stream& random);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/gamma_sampler-inl.hpp>
#endif
