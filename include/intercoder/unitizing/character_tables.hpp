// Characters as units, one code and two coders at a time: how many both marked, one of them, neither.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/two_by_two.hpp>

namespace intercoder {

/// Places among the codes and coders of the continua.
struct character_table {
  std::size_t code = 0, first = 0, second = 0;
  two_by_two characters;
};

/// For each code and pair of the coders who were asked to mark the source; by code, first and second coder. From a
/// sweep over boundaries: the work grows with the units, not with the characters.
[[nodiscard]] std::vector<character_table> character_tables(continuum const& x, std::size_t codes);

/// The same over all sources that both coders were asked to mark; pairs without such a source are left out.
[[nodiscard]] std::vector<character_table> character_tables(continua const& all);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/character_tables-inl.hpp>
#endif
