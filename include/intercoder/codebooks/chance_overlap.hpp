// Do two codes share more text than chance would give them? Joint shifts of one coder's codes along each source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <intercoder/codebooks/code_use.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {

struct chance_options {
  unit_kind grid = unit_kind::paragraph;  ///< what shifts move over: the grid that boundaries follow
  std::vector<std::size_t> sources = {};  ///< empty: those assigned to both coders
  /// Text that could be coded, such as the turns of those interviewed: units that meet it. None: units that either
  /// coder gave any code. Units elsewhere are left out.
  std::optional<std::vector<segment>> codable = {};
};

/// One pair of codes. Amounts are units of the grid that have both.
struct chance_pair {
  std::size_t a = 0, b = 0;  ///< indices into the codebook
  std::int64_t shared = 0;
  double expected = 0;    ///< mean over all shifts
  double spread = 0;      ///< standard deviation over all shifts
  double p = 1;           ///< probability of at least as many
  double p_adjusted = 1;  ///< over all pairs
  double p_least = 1;     ///< smallest p these codes could have
};

struct chance_table {
  std::vector<chance_pair> pairs;  ///< every code of A with every one of B, in the order of the codebook
  std::int64_t units = 0;          ///< of the grid, among which codes could lie
  std::vector<std::string> notes;
};

/// Codes of B are turned round within each source, all together, over its codable units, by every number of places that
/// there is, the identity among them; sources are turned independently of each other. The probability is exact: the
/// distributions of the sources are convolved. Keeps how often each code is used in each source and how its units lie
/// to each other; moves nothing from one source to another. Adjusted after Benjamini & Hochberg (1995).
/// @throws bad_argument as `project` does, and where no unit is codable that could be.
[[nodiscard]] chance_table overlap_by_shifts(study const& s, std::size_t coder_a, std::size_t coder_b,
                                             chance_options const& how = {});

/// The hypergeometric tail: as if codes were dealt to units one by one, independent of each other, over all units of
/// the grid, or those that could be coded. Too small where units near each other are alike.
[[nodiscard]] chance_table overlap_hypergeometric(study const& s, std::size_t coder_a, std::size_t coder_b,
                                                  chance_options const& how = {});

/// The study with the codes of coder B turned round by a random number of places within each source, all together: what
/// is left of their overlap with coder A is chance. Codings of B become whole units of the grid.
[[nodiscard]] study turn_codes(study const& s, std::size_t coder_a, std::size_t coder_b, std::uint64_t seed,
                               chance_options const& how = {});

/// P(X >= shared) when `a` and `b` of `n` units are drawn without looking at each other.
[[nodiscard]] double hypergeometric_tail(std::int64_t shared, std::int64_t a, std::int64_t b, std::int64_t n);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/chance_overlap-inl.hpp>
#endif
