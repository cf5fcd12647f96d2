// The bodies of turns.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>

#include <intercoder/core/text_layout.hpp>
#include <intercoder/core/turns.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

INTERCODER_INLINE void skip_blanks(std::string_view text, std::size_t& at) noexcept {
  for (auto next = at; next < text.size(); at = next)
    if (!is_space(next_code_point(text, next))) return;
}

/// How many bytes a time stamp takes from here on, "1:02", "[00:01:02]", "(00:01:02.5)"; 0 where there is none.
[[nodiscard]] INTERCODER_INLINE std::size_t time_stamp(std::string_view text, std::size_t from) noexcept {
  auto at = from;
  char const open = at < text.size() ? text[at] : '\0';
  char const close = open == '[' ? ']' : open == '(' ? ')' : open == '{' ? '}' : open == '<' ? '>' : '\0';
  if (close != '\0') ++at;
  auto const digits = [&](std::size_t most) {
    std::size_t n = 0;
    while (at < text.size() && n < most && is_digit(text[at])) ++at, ++n;
    return n;
  };
  if (digits(3) == 0) return 0;
  std::size_t parts = 1;
  while (parts < 4 && at + 2 < text.size() && text[at] == ':' && is_digit(text[at + 1]) && is_digit(text[at + 2])) {
    at += 3;
    ++parts;
  }
  if (parts == 1) return 0;
  if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
    ++at;
    digits(6);
  }
  if (close != '\0') return at < text.size() && text[at] == close ? at + 1 - from : 0;
  return at < text.size() && (is_digit(text[at]) || text[at] == '-') ? 0 : at - from;
}

}  // namespace detail

INTERCODER_INLINE std::string_view speaker_label(std::string_view line) {
  constexpr std::int64_t most_characters = 40;
  constexpr int most_words = 5;
  std::size_t at = 0;
  detail::skip_blanks(line, at);
  if (auto const stamp = detail::time_stamp(line, at); stamp > 0) {
    at += stamp;
    detail::skip_blanks(line, at);
  }
  auto const start = at;
  std::size_t end = at, word = at;  // where the label ends, and where its last word begins
  int words = 0;
  bool letters = false, stamped = false, in_word = false, after_title = false;
  auto const label = [&] { return letters && !after_title ? line.substr(start, end - start) : std::string_view{}; };
  for (std::int64_t characters = 0; at < line.size(); ++characters) {
    auto const here = at;
    auto const c = next_code_point(line, at);
    if (c == U':' || c == U'\uFF1A') {
      bool const address = at < line.size() && (line[at] == '/' || line[at] == '\\');
      return address ? std::string_view{} : label();
    }
    if (is_space(c)) {
      in_word = false;
      continue;
    }
    if (auto const stamp = !in_word ? detail::time_stamp(line, here) : 0; stamp > 0 && !stamped && words > 0) {
      at = here + stamp;
      stamped = true;
      auto rest = at;
      detail::skip_blanks(line, rest);
      if (rest == line.size()) return label();
      continue;
    }
    if (stamped || characters >= most_characters) return {};
    if (!in_word) {
      if (++words > most_words) return {};
      word = here;
      in_word = true;
    }
    after_title = false;
    if (c == U'.') {  // behind an initial, which may be all of the name, or a title, which a name has to follow
      auto const before = line.substr(word, here - word);
      auto const length = count_code_points(before);
      bool const title = length >= 2 && length <= 4 && before.front() >= 'A' && before.front() <= 'Z';
      if (length != 1 && !title) return {};
      after_title = title;
      word = at;
    } else if (c == U'-' || c == U'/') {
      word = at;
    } else if (!is_word(c) && c != U'\'' && c != U'\u2019' && c != U'#' && c != U'&' && c != U'\u2010' &&
               c != U'\u2011') {
      return {};
    }
    letters = letters || (is_word(c) && c != U'_' && !(c < 0x80 && detail::is_digit(static_cast<char>(c))));
    end = at;
  }
  return {};
}

INTERCODER_INLINE std::vector<span_of_text> turns(std::string_view text) {
  struct labelled_line {
    std::int64_t start;
    std::string_view label;
  };
  std::vector<labelled_line> lines;
  std::map<std::string_view, int> seen;
  std::int64_t at = 0, line_at = 0;
  std::size_t line_byte = 0;
  auto const end_line = [&](std::size_t byte) {
    if (auto const label = speaker_label(text.substr(line_byte, byte - line_byte)); !label.empty()) {
      lines.push_back({line_at, label});
      ++seen[label];
    }
  };
  for (std::size_t byte = 0; byte < text.size(); ++at) {
    auto const here = byte;
    if (!is_line_break(next_code_point(text, byte))) continue;
    end_line(here);
    line_at = at + 1;
    line_byte = byte;
  }
  end_line(text.size());
  std::erase_if(lines, [&](labelled_line const& l) { return seen[l.label] < 2; });

  std::vector<span_of_text> out;
  if (lines.empty()) return out;
  detail::text_layout const layout{text};
  std::int64_t start = 0;
  auto const end_turn = [&](std::int64_t end) {
    auto const found = layout.without_blanks({start, end});
    if (found.start < found.end) out.push_back(found);
    start = end;
  };
  for (auto const& line : lines) end_turn(line.start);
  end_turn(at);
  return out;
}

}  // namespace intercoder
