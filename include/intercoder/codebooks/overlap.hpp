// The overlap matrix: how much text the codes of one coder share with the codes of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/codebooks/similarity.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/two_by_two.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {

struct overlap_options {
  unit_kind unit = unit_kind::character;
  std::vector<std::size_t> sources = {};  ///< empty: those assigned to both coders
};

/// Codes of coder A in rows, codes of coder B in columns. Amounts are characters, or units when units were asked for.
/// Text that a coder marked twice with one code counts once.
struct overlap_table {
  std::size_t coder_a = 0, coder_b = 0;  ///< indices into the study
  unit_kind unit = unit_kind::character;
  std::vector<std::size_t> sources;            ///< indices into the study
  std::vector<std::size_t> codes_a, codes_b;   ///< rows and columns: codes used here, in the order of the codebook
  std::vector<std::int64_t> a_total, b_total;  ///< what each code covers
  std::int64_t universe = 0;                   ///< all characters, or units, of the sources
  std::vector<std::int64_t> shared;            ///< rows x columns: what both codes cover
  std::vector<std::int64_t> pairs;             ///< rows x columns: pairs of stretches, one of each coder, that overlap
  std::vector<std::string> notes;              ///< what was assumed or left out, one sentence each

  [[nodiscard]] std::size_t rows() const noexcept { return codes_a.size(); }
  [[nodiscard]] std::size_t columns() const noexcept { return codes_b.size(); }
  [[nodiscard]] std::int64_t both(std::size_t row, std::size_t column) const {
    return shared[row * columns() + column];
  }
  [[nodiscard]] two_by_two counts(std::size_t row, std::size_t column) const;
  /// `count` is the number of overlapping stretches, or of units with both codes; `length` the number of characters.
  /// @throws bad_argument for `length` when amounts are not characters.
  [[nodiscard]] double value(overlap_measure m, std::size_t row, std::size_t column) const;

  /// The code of the other coder that is used most like this one: highest Jaccard, then most shared, then first. None
  /// when no code of the other coder shares anything with it.
  [[nodiscard]] std::optional<std::size_t> best_column(std::size_t row) const;
  [[nodiscard]] std::optional<std::size_t> best_row(std::size_t column) const;
};

/// From a sweep over the sorted stretches: the work grows with the stretches and the pairs that overlap, not with the
/// text.
/// @throws bad_argument as `project` does, for a coder compared with themself, and for more than 10^8 pairs of codes.
[[nodiscard]] overlap_table overlap(study const& s, std::size_t coder_a, std::size_t coder_b,
                                    overlap_options const& how = {});
[[nodiscard]] overlap_table overlap(study const& s, std::string_view coder_a, std::string_view coder_b,
                                    overlap_options const& how = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/overlap-inl.hpp>
#endif
