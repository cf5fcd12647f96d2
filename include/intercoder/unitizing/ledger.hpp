// The disagreement ledger: every stretch of text where two coders differ on a code, and what kind of difference it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/selection.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

enum class difference_kind {
  only_first,      ///< the first coder marked it, the second gave it no code that the first did not give it too
  only_second,     ///< the other way round
  different_code,  ///< the other coder marked it with a code that this one did not give it
  boundary         ///< both marked the passage with this code, and one of them began earlier or ended later
};

/// "only_a", "only_b", "different_code", "boundary".
[[nodiscard]] constexpr std::string_view name(difference_kind k) noexcept {
  switch (k) {
    case difference_kind::only_first: return "only_a";
    case difference_kind::only_second: return "only_b";
    case difference_kind::different_code: return "different_code";
    case difference_kind::boundary: return "boundary";
  }
  return "boundary";
}

/// A stretch that one of two coders marked with a code and the other did not.
struct coded_difference {
  std::size_t source = 0;  ///< index into the study
  std::int64_t start = 0;  ///< half-open, in code points of the source
  std::int64_t end = 0;
  std::size_t code = 0;   ///< index into the codebook: the one that they differ on
  std::size_t first = 0;  ///< coders, indices into the study, in the order they were given
  std::size_t second = 0;
  bool by_first = false;  ///< who marked it
  difference_kind kind = difference_kind::boundary;
  std::vector<std::size_t> others;  ///< codes that the other coder gave part of it, and this one did not
  double share = 0;                 ///< of all that differs, over codes and pairs of coders: shares add up to 1
  [[nodiscard]] std::int64_t length() const noexcept { return end - start; }
};

/// All differences between each pair of coders, on the sources that both were assigned to; by source, start, end and
/// code. A stretch is cut where it turns from one kind into another. Passages that touch a passage with the same code
/// by the other coder are boundaries; what is left of them is never of another kind.
///
/// `share` is the stretch's length over the length of all stretches: its part of the observed disagreement when every
/// character is asked for every code.
/// @throws bad_argument, insufficient_data as `select_shared` does; for a code that is not there.
[[nodiscard]] std::vector<coded_difference> differences(study const& s, std::vector<std::size_t> coders = {},
                                                        std::vector<std::size_t> const& sources = {},
                                                        std::vector<std::size_t> const& codes = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/ledger-inl.hpp>
#endif
