// What two coders' codes cover, source by source: what links between codes are learnt from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/two_by_two.hpp>

namespace intercoder {

/// Text of one source that has just these codes; what nobody coded is no cell.
struct use_cell {
  std::size_t source = 0;               ///< place among the sources compared
  std::vector<std::size_t> a, b;        ///< codes of either coder, ascending
  std::int64_t amount = 0;              ///< characters, or units
  std::vector<std::size_t> pairs = {};  ///< of these codes: indices into `code_use::pairs`
};

/// Which codes of two coders lie on the same text, in the fewest cells.
struct code_use {
  std::size_t coder_a = 0, coder_b = 0;                    ///< indices into the study
  std::vector<std::size_t> sources;                        ///< indices into the study
  std::vector<std::int64_t> length;                        ///< of each source: all characters, or units
  std::vector<use_cell> cells;                             ///< by source and codes
  std::vector<std::vector<std::size_t>> cells_of[2];       ///< by coder and code: which cells have it, ascending
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< codes of A and B that meet anywhere, ascending
  std::vector<std::string> notes;                          ///< what was assumed or left out, one sentence each
};

/// @throws bad_argument as `overlap` does.
[[nodiscard]] code_use use_of(study const& s, std::size_t coder_a, std::size_t coder_b,
                              overlap_options const& how = {});

/// How often each source counts: once each, or not at all for one that is held out.
using source_weights = std::vector<std::int64_t>;

/// Text with any of the codes `a` of coder A, and with any of the codes `b` of coder B.
[[nodiscard]] two_by_two use_of_codes(code_use const& use, source_weights const& weight, std::span<std::size_t const> a,
                                      std::span<std::size_t const> b);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/code_use-inl.hpp>
#endif
