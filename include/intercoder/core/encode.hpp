// From numbers as they lie in memory to ratings: nothing is cast, nothing is copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/numbers.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// What the numbers of a table mean.
struct number_meaning {
  std::vector<double> categories{};  ///< declared, ascending; empty: the numbers that occur
  std::vector<double> missing{};     ///< numbers that stand for a missing code
};

/// One column for each coder. The categories are the numbers that occur, ascending, or the declared ones.
/// @throws bad_argument naming unit and coder of a number that is infinite, not declared, or whole and beyond 2^53,
/// where neighbours cannot be told apart any more.
[[nodiscard]] ratings ratings_of_numbers(std::span<number_column const> coders, std::size_t units,
                                         number_meaning meaning = {}, ratings_options options = {});

/// Codes of units x coders, unit by unit: indices into the scale, `missing` where there is none.
/// @throws bad_argument naming unit and coder of an index out of range.
[[nodiscard]] ratings ratings_of_codes(std::span<std::int32_t const> codes, std::size_t coders, scale categories,
                                       ratings_options options = {});

/// The different numbers of a column, ascending.
struct distinct_numbers {
  std::vector<std::size_t> first;   ///< the line where each occurs first
  std::vector<std::int32_t> place;  ///< which of them each line holds; -1 for NaN
};
[[nodiscard]] distinct_numbers distinct(number_column const& column, std::size_t lines);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/encode-inl.hpp>
#endif
