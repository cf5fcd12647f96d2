// The reliability table: which coder gave which unit which category.
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/core/cell.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/design.hpp>
#include <intercoder/core/scale.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

/// The code of a cell that nobody filled in.
inline constexpr int missing = -1;

/// units x coders, `missing` or an index into the scale.
using code_table = Eigen::Array<int, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Numbers of coders or units, rows x categories.
using count_table = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What may be known about a table beside its codes.
struct ratings_options {
  std::vector<std::string> coders{};   ///< names; empty: 1, 2, ...
  std::vector<std::string> units{};    ///< names; empty: 1, 2, ...
  std::vector<std::string> sources{};  ///< the source of each unit, by name; empty: unknown
  std::vector<double> count{};         ///< copies of each unit
  std::vector<double> weight{};        ///< importance of each unit
};

/// A reliability table. Immutable and cheap to copy: copies share what they hold, and may be used by many threads.
///
/// Equal units are kept once, with a count ("rows"), unless units carry weights of their own.
class ratings {
 public:
  ratings() = default;

  /// From a table of units x coders.
  /// @throws bad_argument naming the first cell out of range, or the option whose size is wrong.
  ratings(code_table const& codes, scale categories, ratings_options options = {});
  /// The same, for labels 1, 2, ..., q.
  ratings(code_table const& codes, int categories);

  /// From one line a code: unit, coder and category, each an index; a pair that is absent is missing.
  /// @throws bad_argument when a (unit, coder) pair is given twice, naming both.
  [[nodiscard]] static ratings from_long(std::span<std::int32_t const> unit, std::span<std::int32_t const> coder,
                                         std::span<std::int32_t const> code, std::size_t units, std::size_t coders,
                                         scale categories, ratings_options options = {});
  /// From units x categories: how many coders chose the category. Which coder it was is not known.
  /// @throws bad_argument when a number is negative or not whole.
  [[nodiscard]] static ratings from_counts(count_table const& table, scale categories, ratings_options options = {});
  /// From the q x q table of two coders, the first in rows.
  /// @throws bad_argument when the table is not square or holds a negative number.
  [[nodiscard]] static ratings from_confusion(count_table const& table, scale categories, ratings_options options = {});
  /// From what two coders marked in one text of this length: every stretch between two boundaries is a unit that
  /// counts as often as it has characters; the categories are "no" and "yes".
  /// @throws bad_argument when a stretch leaves the text.
  [[nodiscard]] static ratings from_spans(std::span<span_of_text const> a, std::span<span_of_text const> b,
                                          std::int64_t length);

  [[nodiscard]] std::size_t units() const noexcept { return design().units; }
  [[nodiscard]] std::size_t coders() const noexcept { return body_->coders; }
  [[nodiscard]] std::size_t categories() const noexcept { return body_->categories.size(); }
  [[nodiscard]] scale const& categories_scale() const noexcept { return body_->categories; }
  [[nodiscard]] unit_design const& design() const noexcept { return *body_->design; }
  [[nodiscard]] std::string coder_name(std::size_t c) const;
  /// False when only the number of coders per category was given.
  [[nodiscard]] bool coders_known() const noexcept { return body_->coders_known; }

  /// The codes of one unit, by coder, the missing ones left out.
  [[nodiscard]] std::span<cell const> unit(std::size_t u) const { return row(design().row(u)); }

  [[nodiscard]] std::size_t rows() const noexcept { return body_->first.size() - 1; }
  [[nodiscard]] std::span<cell const> row(std::size_t j) const {
    return {body_->cells.data() + body_->first[j], body_->first[j + 1] - body_->first[j]};
  }
  /// How many units have each row: the sum of their counts.
  [[nodiscard]] std::vector<double> const& row_count() const noexcept { return body_->row_count; }

  /// The same units, these coders only, in this order.
  /// @throws bad_argument when a coder is not there.
  [[nodiscard]] ratings select_coders(std::span<std::size_t const> coders) const;
  /// These units only, in this order.
  [[nodiscard]] ratings select_units(std::span<std::size_t const> units) const;
  /// The same units, each counted this many times as often: resampling and leaving out without copying a code.
  /// @throws bad_argument when there is not one number, not negative, for each unit.
  [[nodiscard]] ratings recount(std::span<double const> times) const;
  /// One of the scale's `codes` against all others. Categories "other" and the code itself; where categories are sets,
  /// "no" and "yes": does the set hold the code?
  /// @throws bad_argument when the code is not there.
  [[nodiscard]] ratings collapse(std::size_t code) const;

  struct body {
    scale categories;
    std::size_t coders = 0;
    bool coders_known = true;
    std::vector<std::string> coder_names;
    std::vector<std::size_t> first{0};  ///< where each row starts in `cells`; one more than there are rows
    std::vector<cell> cells;
    std::vector<double> row_count;
    std::shared_ptr<unit_design const> design = std::make_shared<unit_design>();
  };
  /// Takes a table that is known to be well formed: what the builders in this folder end with.
  explicit ratings(body b) : body_{std::make_shared<body const>(std::move(b))} {}

 private:
  /// The same units with every cell translated; a coder or code below 0 leaves the cell out.
  [[nodiscard]] ratings rebuild(body b, std::function<cell(cell const&)> const& translate) const;

  std::shared_ptr<body const> body_ = std::make_shared<body>();
};

class row_builder;

/// Turns a builder's rows and a row for every unit into ratings. Counts of units are added up by row.
[[nodiscard]] ratings assemble(row_builder& rows, ratings::body b, unit_design d);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/ratings-inl.hpp>
#endif
