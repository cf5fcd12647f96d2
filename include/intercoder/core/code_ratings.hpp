// A text study as reliability tables: one code, with the categories "no" and "yes"; or all codes, as sets.
#pragma once

#include <cstddef>

#include <intercoder/core/project.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// Units x coders for one code of the codebook, with the source of every unit. Stretches of characters count as often
/// as they are long, and only their sources are independent. `names`: give units the labels people know them by.
/// @throws bad_argument when the code is not in the codebook.
[[nodiscard]] ratings code_ratings(study const& s, presence const& p, std::size_t code, bool names = true);

/// Units x coders, each cell the set of codes that the coder gave the unit. The single codes are those that any of the
/// coders used in these units, by their paths, in the order of the codebook. A coder who gave a unit none is missing
/// under the rule "missing", and says that nothing applies under the others. Takes as many steps as there are units and
/// runs of units with a code.
[[nodiscard]] ratings code_set_ratings(study const& s, presence const& p, bool names = true);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/code_ratings-inl.hpp>
#endif
