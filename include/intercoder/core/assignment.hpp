// Assignment: which row goes with which column, so that costs add up to least, or gains to most.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// Every row has a column of its own, or where there are fewer columns, every column a row.
struct row_assignment {
  std::vector<std::ptrdiff_t> column_of;  ///< by row; -1 where columns were too few
  double cost = 0;
};

/// The cheapest assignment of a full table, `rows` x `columns`, row by row. Shortest augmenting paths with prices
/// (Jonker & Volgenant, 1987, jonker_volgenant_1987): O(smaller^2 x larger) steps. Among equally cheap ones always the
/// same: paths end in the first column they can.
/// @throws bad_argument when the size is wrong, or naming the first cost that is not finite.
[[nodiscard]] row_assignment cheapest_assignment(std::span<double const> costs, std::size_t rows, std::size_t columns);

/// A row and a column that may go together, and what is gained by it.
struct possible_pair {
  std::size_t row = 0, column = 0;
  double gain = 0;
};

/// Some rows paired with some columns; all others stay alone and gain nothing.
struct pairing {
  std::vector<std::ptrdiff_t> column_of;  ///< by row; -1: alone
  double gain = 0;
  bool unique = true;  ///< no other pairing gains as much, up to 1e-9
};

/// The pairing that gains most, of few possible pairs; those that are not listed cannot be. The same method, with a
/// queue: where possible pairs are near each other, so are paths, and time grows with their number. Always the same
/// among equally good ones.
/// @throws bad_argument for a pair outside the table, or a gain that is not finite.
[[nodiscard]] pairing best_pairing(std::size_t rows, std::size_t columns, std::vector<possible_pair> pairs);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/assignment-inl.hpp>
#endif
