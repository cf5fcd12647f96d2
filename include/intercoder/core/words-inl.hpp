// The bodies of words.hpp.
#pragma once

#include <array>
#include <utility>

#include <intercoder/core/break_tables.hpp>
#include <intercoder/core/text_layout.hpp>
#include <intercoder/core/words.hpp>

namespace intercoder {
namespace detail {

/// What the rules know of a character.
struct word_character {
  word_class kind = word_class::other;
  bool letter_or_digit = false;
  bool pictograph = false;
};

[[nodiscard]] constexpr word_character find_word_character(char32_t c) noexcept {
  auto const entry = entry_of(word_table, c);
  return {static_cast<word_class>(entry & 0x3F), (entry & 0x40) != 0, (entry & 0x80) != 0};
}

[[nodiscard]] INTERCODER_INLINE word_character character_in_word(char32_t c) noexcept {
  static constexpr auto known = first_ones<word_character>(find_word_character);
  return c < known.size() ? known[c] : find_word_character(c);
}

/// The rules, fed with one character after the other. Before a sign that may stand inside a word ("don't", "3.14") the
/// character behind it decides: until then the boundary is kept in mind.
class word_rules {
 public:
  /// Takes the character at this position and calls `found(position, has_word)` for each boundary that is now certain:
  /// where a piece ends, and whether it holds a letter or a digit.
  template <class Found>
  void next(word_character c, std::int64_t at, Found const& found) {
    using enum word_class;
    bool const ignored = c.kind == extend || c.kind == format || c.kind == joiner;
    if (at_start_ || breaks_line(last_)) {
      if (!at_start_ && !(last_ == cr && c.kind == lf)) end_piece(at, found);  // WB3, WB3a
      take(ignored ? other : c.kind);
    } else if (breaks_line(c.kind)) {  // WB3b
      end_waiting(found);
      end_piece(at, found);
      take(c.kind);
    } else if (!ignored) {  // WB4: what is ignored joins anything
      if (bridges(c.kind)) {
        waiting_ = -1;
        has_word_ = has_word_ || has_word_since_;
      } else {
        end_waiting(found);
        if (may_bridge(c.kind)) {
          waiting_ = at;
          has_word_since_ = false;
        } else if (!joins(c)) {
          end_piece(at, found);
        }
      }
      take(c.kind);
    }
    (waiting_ >= 0 ? has_word_since_ : has_word_) |= c.letter_or_digit;
    just_before_ = c.kind;
  }

  template <class Found>
  void end(std::int64_t at, Found const& found) {
    end_waiting(found);
    if (!at_start_) end_piece(at, found);
  }

 private:
  [[nodiscard]] static bool breaks_line(word_class c) noexcept {
    return c == word_class::cr || c == word_class::lf || c == word_class::newline;
  }
  [[nodiscard]] static bool is_letter(word_class c) noexcept {
    return c == word_class::letter || c == word_class::hebrew;
  }
  [[nodiscard]] static bool in_letters(word_class c) noexcept {
    return c == word_class::mid_letter || c == word_class::mid_both || c == word_class::single_quote;
  }
  [[nodiscard]] static bool in_numbers(word_class c) noexcept {
    return c == word_class::mid_number || c == word_class::mid_both || c == word_class::single_quote;
  }

  /// Does the sign before this character stand inside a word? WB6, WB7, WB7b, WB7c, WB11, WB12.
  [[nodiscard]] bool bridges(word_class c) const noexcept {
    using enum word_class;
    return (is_letter(before_last_) && in_letters(last_) && is_letter(c)) ||
           (before_last_ == numeric && in_numbers(last_) && c == numeric) ||
           (before_last_ == hebrew && last_ == double_quote && c == hebrew);
  }
  [[nodiscard]] bool may_bridge(word_class c) const noexcept {
    using enum word_class;
    return (is_letter(last_) && in_letters(c) && !(last_ == hebrew && c == single_quote)) ||
           (last_ == numeric && in_numbers(c)) || (last_ == hebrew && c == double_quote);
  }

  [[nodiscard]] bool joins(word_character c) const noexcept {
    using enum word_class;
    auto const k = c.kind;
    if (just_before_ == joiner && c.pictograph) return true;                               // WB3c
    if (k == space) return just_before_ == space;                                          // WB3d
    if (is_letter(k)) return is_letter(last_) || last_ == numeric || last_ == underscore;  // WB5, WB10, WB13b
    if (k == single_quote) return last_ == hebrew;                                         // WB7a
    if (k == numeric) return is_letter(last_) || last_ == numeric || last_ == underscore;  // WB8, WB9, WB13b
    if (k == katakana) return last_ == katakana || last_ == underscore;                    // WB13, WB13b
    if (k == underscore)                                                                   // WB13a
      return is_letter(last_) || last_ == numeric || last_ == katakana || last_ == underscore;
    return k == flag && odd_flags_;  // WB15, WB16
  }

  void take(word_class c) noexcept {
    odd_flags_ = c == word_class::flag && !(last_ == word_class::flag && odd_flags_);
    before_last_ = last_;
    last_ = c;
    at_start_ = false;
  }

  template <class Found>
  void end_piece(std::int64_t at, Found const& found) {
    found(at, std::exchange(has_word_, false));
  }
  template <class Found>
  void end_waiting(Found const& found) {
    if (waiting_ < 0) return;
    end_piece(std::exchange(waiting_, -1), found);
    has_word_ = has_word_since_;
  }

  word_class last_ = word_class::other, before_last_ = word_class::other;  // without what WB4 ignores
  word_class just_before_ = word_class::other;
  bool at_start_ = true, odd_flags_ = false, has_word_ = false, has_word_since_ = false;
  std::int64_t waiting_ = -1;
};

/// Calls `found(position, has_word)` for each boundary of a text.
template <class Found>
void each_word_boundary(std::string_view text, Found const& found) {
  word_rules rules;
  std::int64_t at = 0;
  for (std::size_t byte = 0; byte < text.size(); ++at)
    rules.next(character_in_word(next_code_point(text, byte)), at, found);
  rules.end(at, found);
}

}  // namespace detail

INTERCODER_INLINE std::vector<std::int64_t> word_boundaries(std::string_view text) {
  std::vector<std::int64_t> out;
  detail::each_word_boundary(text, [&](std::int64_t at, bool) { out.push_back(at); });
  return out;
}

INTERCODER_INLINE std::vector<span_of_text> words(std::string_view text) {
  detail::text_layout const layout{text};
  std::vector<span_of_text> out;
  std::int64_t start = 0;
  detail::each_word_boundary(text, [&](std::int64_t at, bool has_word) {
    if (has_word) out.push_back(layout.without_blanks({start, at}));  // a few blanks belong to words, U+202F is one
    start = at;
  });
  return out;
}

}  // namespace intercoder
