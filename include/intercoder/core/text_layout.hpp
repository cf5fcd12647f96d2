// A text seen once: its paragraphs and its blanks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/core/text.hpp>

namespace intercoder::detail {

/// A text seen once: its paragraphs that are not blank, and every run of blanks, in order.
struct text_layout {
  std::vector<span_of_text> paragraphs, blanks;

  explicit text_layout(std::string_view text) {
    std::int64_t at = 0, paragraph = 0, blank = -1;
    bool empty = true;
    auto const end_paragraph = [&] {
      if (!empty) paragraphs.push_back({paragraph, at});
      paragraph = at + 1;
      empty = true;
    };
    for (std::size_t byte = 0; byte < text.size(); ++at) {
      auto const c = next_code_point(text, byte);
      bool const ascii_letter = c > U' ' && c < 0x80;  // or digit or sign: most of a text, and quick to tell
      if (!ascii_letter && is_space(c)) {
        if (blank < 0) blank = at;
      } else {
        if (blank >= 0) blanks.push_back({std::exchange(blank, -1), at});
        empty = false;
      }
      if (!ascii_letter && is_line_break(c)) end_paragraph();
    }
    if (blank >= 0) blanks.push_back({blank, at});
    end_paragraph();
  }

  /// Takes blanks off both ends; what is nothing but blanks starts where it ends, or behind that.
  [[nodiscard]] span_of_text without_blanks(span_of_text s) const {
    auto const run_at = [&](std::int64_t at) {
      auto const next = std::ranges::upper_bound(blanks, at, {}, &span_of_text::start);
      return next == blanks.begin() || std::prev(next)->end <= at ? blanks.end() : std::prev(next);
    };
    if (s.start >= s.end) return s;
    if (auto const run = run_at(s.start); run != blanks.end()) s.start = run->end;
    if (s.start >= s.end) return s;
    if (auto const run = run_at(s.end - 1); run != blanks.end()) s.end = run->start;
    return s;
  }
};

}  // namespace intercoder::detail
