// What is known of the units beside their codes: how often each counts, how much it weighs, which source it is from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace intercoder {

/// The units of a reliability table. Units with the same codes share a row, and a row is looked at once.
///
/// Two kinds of unit weight, because they mean different things. A `count` is copies: a unit with count 3 is three
/// units with the same codes (compressed data, bootstrap draws, run lengths). A `weight` is importance: only ratios
/// matter, and a heavy unit is still one unit.
struct unit_design {
  std::size_t units = 0;
  std::vector<std::int32_t> row_of;     ///< the row of each unit; empty when unit u has row u
  std::vector<double> count;            ///< copies of each unit; empty means 1 each
  std::vector<double> weight;           ///< importance of each unit; empty means 1 each
  std::vector<std::int32_t> source_of;  ///< index into `sources`; empty when no source is known
  std::vector<std::string> sources;
  std::vector<std::string> names;  ///< empty: units are called 1, 2, ...
  bool stretches = false;          ///< units are stretches of text counted by length: only sources are independent
  bool whole_sources = false;      ///< units are sources; a code only says which one, and values look into them

  [[nodiscard]] std::size_t row(std::size_t u) const {
    return row_of.empty() ? u : static_cast<std::size_t>(row_of[u]);
  }
  [[nodiscard]] double copies(std::size_t u) const { return count.empty() ? 1 : count[u]; }
  [[nodiscard]] double importance(std::size_t u) const { return weight.empty() ? 1 : weight[u]; }
  [[nodiscard]] std::string name(std::size_t u) const { return names.empty() ? std::to_string(u + 1) : names[u]; }
};

}  // namespace intercoder
