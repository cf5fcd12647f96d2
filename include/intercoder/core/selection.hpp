// What is compared: which coders, on which sources, and what they marked there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// Coders and sources of a study, the sources laid end to end on one line of characters: position p of the i-th source
/// is `begin[i] + p` on the line.
struct selection {
  std::vector<std::size_t> coders;     ///< indices into the study
  std::vector<std::size_t> sources;    ///< indices into the study
  std::vector<std::int64_t> begin{0};  ///< where each source begins on the line, and where the last one ends
  std::vector<std::size_t>
      assumed_lengths;  ///< of `sources`: no text, no length; taken to end where a coding last ends

  [[nodiscard]] std::int64_t length() const noexcept { return begin.back(); }
};

/// These coders on these sources. Without coders: all of the study. Without sources: those assigned to every one of the
/// coders, which may be none.
/// @throws insufficient_data when the study has fewer than two coders.
/// @throws bad_argument when fewer than two are given, when a coder or source is not there or given twice, when
/// a source is not assigned to all coders, and when a coding leaves its source; each is named.
[[nodiscard]] selection select_shared(study const& s, std::vector<std::size_t> coders = {},
                                      std::vector<std::size_t> sources = {});

/// Where a coder applied a code, on a line of characters or of units.
struct mark {
  std::size_t coder = 0;  ///< place among the coders compared
  std::size_t code = 0;   ///< index into the codebook
  std::int64_t start = 0;
  std::int64_t end = 0;  ///< half-open
  friend bool operator==(mark const&, mark const&) = default;
};

/// Sorts by coder, code and position, and makes one of stretches that overlap; when asked, of those that touch as well.
void unite(std::vector<mark>& marks, bool touching);

/// What the coders marked, on the line of characters: by coder, code and position. Stretches of one code by one coder
/// that overlap are one; codings of whole sources cover no character and are left out.
[[nodiscard]] std::vector<mark> marks(study const& s, selection const& compared);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/selection-inl.hpp>
#endif
