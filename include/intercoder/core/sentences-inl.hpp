// The bodies of sentences.hpp.
#pragma once

#include <array>
#include <utility>

#include <intercoder/core/break_tables.hpp>
#include <intercoder/core/sentences.hpp>
#include <intercoder/core/text_layout.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] constexpr sentence_class find_sentence_class(char32_t c) noexcept {
  auto const entry = entry_of(sentence_table, c);
  auto const found = static_cast<sentence_class>(entry & 0x7F);
  bool const in_turn = (entry & 0x80) != 0;  // small and capital letters in turn, from the first of the run on
  if (!in_turn || ((c - (entry >> 8)) & 1) == 0) return found;
  return found == sentence_class::lower ? sentence_class::upper : sentence_class::lower;
}

[[nodiscard]] INTERCODER_INLINE sentence_class class_in_sentence(char32_t c) noexcept {
  static constexpr auto known = first_ones<sentence_class>(find_sentence_class);
  return c < known.size() ? known[c] : find_sentence_class(c);
}

/// The rules, fed with one character after the other. Behind a full stop the text ahead decides (SB8): then the
/// boundary is kept in mind until a letter or a terminator comes.
class sentence_rules {
 public:
  /// Takes the character at this position. Gives the position of a boundary that is now certain, which may lie before
  /// that of the character, or -1.
  [[nodiscard]] std::int64_t next(sentence_class c, std::int64_t at) noexcept {
    using enum sentence_class;
    if (at_start_) {
      take(c == extend || c == format ? other : c);
      return -1;
    }
    if (ends_paragraph(last_)) {  // SB3, SB4
      if (last_ == cr && c == lf) {
        last_ = lf;
        return -1;
      }
      *this = {};
      static_cast<void>(next(c, at));
      return at;
    }
    if (c == extend || c == format) return -1;  // SB5
    std::int64_t found = -1;
    if (perhaps_ >= 0) {  // SB8
      if (c == lower)
        perhaps_ = -1;
      else if (c == upper || c == letter || c == full_stop || c == terminator || ends_paragraph(c))
        found = std::exchange(perhaps_, -1);
    } else if (ended_ != nothing && !joins(c)) {  // SB11
      if (after_full_stop_ && c != letter && c != upper)
        perhaps_ = at;
      else
        found = at;
    }
    take(c);
    return found;
  }

  /// A boundary that the end of the text makes certain, or -1.
  [[nodiscard]] std::int64_t at_end() const noexcept { return perhaps_; }

 private:
  enum part { nothing, mark, quote, blanks };

  [[nodiscard]] static bool ends_paragraph(sentence_class c) noexcept {
    return c == sentence_class::cr || c == sentence_class::lf || c == sentence_class::separator;
  }

  /// Does the character belong to the sentence whose end has been seen?
  [[nodiscard]] bool joins(sentence_class c) const noexcept {
    using enum sentence_class;
    switch (c) {
      case numeric: return after_full_stop_ && ended_ == mark;                 // SB6
      case upper: return after_full_stop_ && ended_ == mark && after_letter_;  // SB7
      case lower: return after_full_stop_;                                     // SB8
      case comma:
      case full_stop:
      case terminator: return true;         // SB8a
      case close: return ended_ != blanks;  // SB9
      case space: return true;              // SB9, SB10
      default: return ends_paragraph(c);    // SB9, SB10
    }
  }

  void take(sentence_class c) noexcept {
    using enum sentence_class;
    if (c == full_stop || c == terminator) {
      after_letter_ = last_ == upper || last_ == lower;
      after_full_stop_ = c == full_stop;
      ended_ = mark;
    } else if (c == close && (ended_ == mark || ended_ == quote)) {
      ended_ = quote;
    } else if (c == space && ended_ != nothing) {
      ended_ = blanks;
    } else {
      ended_ = nothing;
    }
    last_ = c;
    at_start_ = false;
  }

  sentence_class last_ = sentence_class::other;
  part ended_ =
      nothing;  // what was seen last of the end of a sentence: its mark, quotes behind it, blanks behind these
  bool at_start_ = true, after_full_stop_ = false, after_letter_ = false;
  std::int64_t perhaps_ = -1;
};

}  // namespace detail

INTERCODER_INLINE std::vector<std::int64_t> sentence_boundaries(std::string_view text) {
  std::vector<std::int64_t> out;
  detail::sentence_rules rules;
  std::int64_t at = 0;
  for (std::size_t byte = 0; byte < text.size(); ++at)
    if (auto const end = rules.next(detail::class_in_sentence(next_code_point(text, byte)), at); end >= 0)
      out.push_back(end);
  if (rules.at_end() >= 0) out.push_back(rules.at_end());
  if (at > 0) out.push_back(at);
  return out;
}

INTERCODER_INLINE std::vector<span_of_text> sentences(std::string_view text) {
  detail::text_layout const layout{text};
  std::vector<span_of_text> out;
  detail::sentence_rules rules;
  std::int64_t at = 0, start = 0;
  auto const end_sentence = [&](std::int64_t end) {
    if (end < 0) return;
    auto const found = layout.without_blanks({start, end});
    if (found.start < found.end) out.push_back(found);
    start = end;
  };
  auto const end_paragraph = [&] {
    end_sentence(rules.at_end());
    end_sentence(at);
    rules = {};
  };
  for (std::size_t byte = 0; byte < text.size(); ++at) {
    auto const c = next_code_point(text, byte);
    if (is_line_break(c))
      end_paragraph();
    else
      end_sentence(rules.next(detail::class_in_sentence(c), at));
  }
  end_paragraph();
  return out;
}

}  // namespace intercoder
