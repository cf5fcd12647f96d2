// Text as every part sees it: valid UTF-8, no byte order mark, line breaks "\n", positions in code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intercoder {

/// U+FEFF at the start of a file: says that the file is UTF-8 and belongs to no text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// A stretch of a text: half-open, in code points.
struct span_of_text {
  std::int64_t start;
  std::int64_t end;
};

/// The first byte that cannot stand where it stands, or none when all of it is well-formed UTF-8: no overlong forms,
/// no surrogates, nothing above U+10FFFF (The Unicode Standard, table 3-7).
[[nodiscard]] inline std::optional<std::size_t> invalid_utf8(std::string_view text) noexcept {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const between = [&](std::size_t i, unsigned low, unsigned high) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  for (std::size_t i = 0; i < text.size();) {
    for (std::uint64_t eight; i + 8 <= text.size(); i += 8) {  // text is mostly ASCII
      std::memcpy(&eight, text.data() + i, 8);
      if (eight & 0x8080808080808080u) break;
    }
    if (i >= text.size()) break;
    auto const lead = byte(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    std::size_t const more = lead >= 0xC2 && lead <= 0xDF   ? 1
                             : lead >= 0xE0 && lead <= 0xEF ? 2
                             : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                            : 0;
    if (more == 0) return i;
    unsigned const low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned const high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!between(i + 1, low, high)) return i;
    for (std::size_t k = 2; k <= more; ++k)
      if (!between(i + k, 0x80, 0xBF)) return i;
    i += more + 1;
  }
  return std::nullopt;
}

/// The code point that starts at byte `at` of valid UTF-8; moves `at` behind it.
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  auto const byte = [&] { return static_cast<char32_t>(static_cast<unsigned char>(text[at++])); };
  char32_t const lead = byte();
  if (lead < 0x80) return lead;
  int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t c = lead & (0x3Fu >> static_cast<unsigned>(more));
  for (; more > 0 && at < text.size(); --more) c = (c << 6) | (byte() & 0x3F);
  return c;
}

/// Appends a code point as UTF-8.
inline void append_utf8(std::string& out, char32_t c) {
  auto const put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// The code points of valid UTF-8.
[[nodiscard]] inline std::u32string code_points_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

[[nodiscard]] inline std::string utf8_of(std::u32string const& text) {
  std::string out;
  for (char32_t const c : text) append_utf8(out, c);
  return out;
}

[[nodiscard]] inline std::int64_t count_code_points(std::string_view text) noexcept {
  std::int64_t n = 0;
  for (char const c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

/// Without byte order mark, with "\r\n" and "\r" as "\n": the text that positions in a study count.
[[nodiscard]] inline std::string normalise_text(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
      continue;
    }
    out += '\n';
    if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  return out;
}

/// Ends a line: the newline function of The Unicode Standard, 5.8.
[[nodiscard]] constexpr bool is_line_break(char32_t c) noexcept {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Blank: the property White_Space.
[[nodiscard]] constexpr bool is_space(char32_t c) noexcept {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Part of a word, as far as that can be told from blocks of code points: not blank, not in a block of punctuation,
/// symbols or pictures.
[[nodiscard]] constexpr bool is_word(char32_t c) noexcept {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  auto const in = [c](char32_t low, char32_t high) { return c >= low && c <= high; };
  return !(is_space(c) || c == 0xD7 || c == 0xF7 || in(0x2010, 0x206F) || in(0x20A0, 0x20CF) || in(0x2190, 0x2BFF) ||
           in(0x2E00, 0x2E7F) || in(0x3000, 0x3004) || in(0x3008, 0x3020) || in(0xE000, 0xF8FF) || in(0xFE00, 0xFE1F) ||
           in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF0F) || in(0xFF1A, 0xFF20) || in(0xFF3B, 0xFF40) || in(0xFF5B, 0xFF65) ||
           in(0xFFF0, 0xFFFF) || in(0x1F000, 0x1FAFF));
}

/// Finds code points by number in a text that must outlive it: knows the byte where every 256th begins.
class text_index {
 public:
  explicit text_index(std::string_view text) : text_{text} {
    for (std::size_t i = 0; i < text.size(); ++i)
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && length_++ % step == 0) known_.push_back(i);
  }

  [[nodiscard]] std::int64_t length() const noexcept { return length_; }
  /// The byte where this code point begins; the size of the text for its length, and for anything beyond.
  [[nodiscard]] std::size_t byte(std::int64_t position) const noexcept {
    if (position >= length_) return text_.size();
    if (position <= 0) return 0;
    auto at = known_[static_cast<std::size_t>(position / step)];
    for (auto k = position % step; k > 0; --k) static_cast<void>(next_code_point(text_, at));
    return at;
  }
  [[nodiscard]] std::string_view slice(std::int64_t start, std::int64_t end) const noexcept {
    auto const first = byte(start), last = byte(end);
    return last > first ? text_.substr(first, last - first) : std::string_view{};
  }

 private:
  static constexpr std::int64_t step = 256;
  std::string_view text_;
  std::vector<std::size_t> known_;
  std::int64_t length_ = 0;
};

}  // namespace intercoder
