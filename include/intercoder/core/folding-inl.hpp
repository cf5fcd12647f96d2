// The bodies of folding.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <intercoder/core/break_tables.hpp>
#include <intercoder/core/fold_tables.hpp>
#include <intercoder/core/folding.hpp>

namespace intercoder {
namespace detail {

// Syllables of Hangul are made of two or three letters by arithmetic (The Unicode Standard, 3.12).
inline constexpr char32_t hangul = 0xAC00, hangul_lead = 0x1100, hangul_vowel = 0x1161, hangul_tail = 0x11A7;
inline constexpr char32_t hangul_leads = 19, hangul_vowels = 21, hangul_tails = 28;

/// An entry of the table of parts.
struct parts_of_character {
  char32_t whole, first, second;
  bool composes;
};

[[nodiscard]] constexpr parts_of_character unpacked(std::uint64_t entry) noexcept {
  auto const low = [](std::uint64_t x) { return static_cast<char32_t>(x & 0x1FFFFF); };
  return {low(entry >> 43), low(entry >> 22), low(entry >> 1), (entry & 1) != 0};
}

/// The canonical combining class; 0 for what marks do not move across.
[[nodiscard]] INTERCODER_INLINE std::uint32_t mark_class(char32_t c) noexcept {
  return c < 0x300 ? 0 : entry_of(mark_table, c) & 0xFF;
}

INTERCODER_INLINE void append_parts(std::u32string& out, char32_t c) {
  if (c >= hangul && c < hangul + hangul_leads * hangul_vowels * hangul_tails) {
    auto const place = c - hangul, tail = place % hangul_tails;
    out += static_cast<char32_t>(hangul_lead + place / (hangul_vowels * hangul_tails));
    out += static_cast<char32_t>(hangul_vowel + place / hangul_tails % hangul_vowels);
    if (tail != 0) out += static_cast<char32_t>(hangul_tail + tail);
    return;
  }
  auto const at = std::ranges::lower_bound(parts_table, std::uint64_t{c} << 43);
  if (c < 0xC0 || at == parts_table.end() || unpacked(*at).whole != c) {
    out += c;
    return;
  }
  append_parts(out, unpacked(*at).first);
  if (unpacked(*at).second != 0) append_parts(out, unpacked(*at).second);
}

/// Normalization Form D.
[[nodiscard]] INTERCODER_INLINE std::u32string decomposed(std::u32string const& text) {
  std::u32string out;
  for (char32_t const c : text) append_parts(out, c);
  for (auto from = out.begin(); from != out.end();) {
    auto const begin = std::find_if(from, out.end(), [](char32_t c) { return mark_class(c) != 0; });
    from = std::find_if(begin, out.end(), [](char32_t c) { return mark_class(c) == 0; });
    std::stable_sort(begin, from, [](char32_t a, char32_t b) { return mark_class(a) < mark_class(b); });
  }
  return out;
}

/// What two characters make when one follows the other; 0 for nothing.
[[nodiscard]] INTERCODER_INLINE char32_t composite(char32_t first, char32_t second) {
  if (first >= hangul_lead && first < hangul_lead + hangul_leads && second >= hangul_vowel &&
      second < hangul_vowel + hangul_vowels)
    return hangul + ((first - hangul_lead) * hangul_vowels + (second - hangul_vowel)) * hangul_tails;
  if (first >= hangul && first < hangul + hangul_leads * hangul_vowels * hangul_tails &&
      (first - hangul) % hangul_tails == 0 && second > hangul_tail && second < hangul_tail + hangul_tails)
    return first + (second - hangul_tail);
  static auto const by_parts = [] {  // the same pairs that decompositions give, in the order of their parts
    std::vector<std::pair<std::uint64_t, char32_t>> out;
    for (auto const entry : parts_table)
      if (auto const x = unpacked(entry); x.composes)
        out.emplace_back(std::uint64_t{x.first} << 21 | x.second, x.whole);
    std::ranges::sort(out);
    return out;
  }();
  auto const key = std::uint64_t{first} << 21 | second;
  auto const at = std::ranges::lower_bound(by_parts, key, {}, &std::pair<std::uint64_t, char32_t>::first);
  return at != by_parts.end() && at->first == key ? at->second : 0;
}

/// Normalization Form C of what is decomposed.
[[nodiscard]] INTERCODER_INLINE std::u32string composed(std::u32string const& parts) {
  std::u32string out;
  auto starter = std::u32string::npos;
  for (char32_t const c : parts) {
    auto const kind = mark_class(c);
    bool const reaches = starter != std::u32string::npos &&
                         (starter + 1 == out.size() || mark_class(out.back()) < kind);  // nothing blocks it
    if (auto const whole = reaches ? composite(out[starter], c) : 0; whole != 0) {
      out[starter] = whole;
      continue;
    }
    if (kind == 0) starter = out.size();
    out += c;
  }
  return out;
}

INTERCODER_INLINE void append_folded(std::u32string& out, char32_t c) {
  auto const run = std::ranges::upper_bound(fold_runs, c, {}, &fold_run::first);
  if (run != fold_runs.begin()) {
    auto const& x = *(run - 1);
    if (c <= x.last && (c - x.first) % x.step == 0) {
      out += static_cast<char32_t>(static_cast<std::int64_t>(c) + x.distance);
      return;
    }
  }
  auto const first = [](std::array<char32_t, 4> const& x) { return x[0]; };
  auto const several = std::ranges::lower_bound(fold_expansions, c, {}, first);
  if (several == fold_expansions.end() || several->front() != c) {
    out += c;
    return;
  }
  for (std::size_t k = 1; k < 4 && (*several)[k] != 0; ++k) out += (*several)[k];
}

[[nodiscard]] INTERCODER_INLINE bool all_ascii(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace detail

INTERCODER_INLINE std::string composed_text(std::string_view text) {
  if (detail::all_ascii(text)) return std::string{text};
  return utf8_of(detail::composed(detail::decomposed(code_points_of(text))));
}

INTERCODER_INLINE std::string folded_text(std::string_view text) {
  if (detail::all_ascii(text)) {
    std::string out{text};
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
  }
  std::u32string folded;
  for (char32_t const c : detail::decomposed(code_points_of(text))) detail::append_folded(folded, c);
  return utf8_of(detail::composed(detail::decomposed(folded)));
}

}  // namespace intercoder
