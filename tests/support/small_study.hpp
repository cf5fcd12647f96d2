// Small studies for tests: written down by hand or drawn by seed, with the truth about every single character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/core/random.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/text.hpp>

/// The sources, coders and codes of a study, by name, without codings.
inline intercoder::study bare_study(std::vector<std::pair<std::string, std::string>> const& texts,
                                    std::vector<std::string> coders, std::vector<std::string> const& codes) {
  intercoder::study s;
  for (auto const& [name, text] : texts) {
    intercoder::source one;
    one.name = name;
    one.text = text;
    one.length = intercoder::count_code_points(text);
    s.sources.push_back(std::move(one));
  }
  s.coders = std::move(coders);
  for (auto const& name : codes) {
    intercoder::code one;
    one.name = name;
    s.codes.add(std::move(one));
  }
  return s;
}

/// Source, coder, code, start, end.
inline void mark_text(intercoder::study& s, std::size_t source, std::size_t coder, std::size_t code, std::int64_t start,
                      std::int64_t end) {
  intercoder::coding c;
  c.source = source;
  c.coder = coder;
  c.code = code;
  c.start = start;
  c.end = end;
  s.codings.push_back(std::move(c));
}

inline void mark_whole(intercoder::study& s, std::size_t source, std::size_t coder, std::size_t code) {
  mark_text(s, source, coder, code, 0, 0);
  s.codings.back().whole_source = true;
}

/// A study drawn by seed, and its characters one by one.
struct random_study {
  intercoder::study s;
  std::vector<std::u32string> characters;  ///< of each source; of a source without text, letters

  explicit random_study(std::uint64_t seed, bool all_have_text) {
    intercoder::random_stream random{seed};
    auto const below = [&random](std::uint64_t n) { return n > 0 ? random.below(n) : 0; };
    static std::u32string const letters = U"ab.\u00E9\u0301\U0001F600   \u00A0\t\n\n\u2028";
    auto const n_sources = 1 + below(4);
    for (std::uint64_t i = 0; i < n_sources; ++i) {
      intercoder::source one;
      one.name = "S" + std::to_string(i + 1);
      bool const has_text = all_have_text || below(3) > 0;
      auto const length = below(6) == 0 ? 0 : below(40);
      std::u32string text;
      std::string bytes;
      for (std::uint64_t p = 0; p < length; ++p) {
        text += has_text ? letters[below(letters.size())] : U'x';
        intercoder::append_utf8(bytes, text.back());
      }
      one.length = static_cast<std::int64_t>(length);
      if (has_text) one.text = bytes;
      characters.push_back(text);
      s.sources.push_back(std::move(one));
    }
    auto const n_coders = 2 + below(3);
    for (std::uint64_t c = 0; c < n_coders; ++c) s.coders.push_back("coder " + std::to_string(c + 1));
    auto const n_codes = 1 + below(5);
    for (std::uint64_t k = 0; k < n_codes; ++k) {
      intercoder::code one;
      one.name = "code " + std::to_string(k + 1);
      s.codes.add(std::move(one));
    }
    bool const everyone_everywhere = below(3) > 0;
    for (std::size_t c = 0; c < n_coders; ++c)
      for (std::size_t i = 0; i < n_sources; ++i)
        if (everyone_everywhere || below(4) > 0) s.assignments.push_back({.coder = c, .source = i});
    auto const n_codings = below(30);
    for (std::uint64_t k = 0; k < n_codings; ++k) {
      auto const source = below(n_sources), coder = below(n_coders), code = below(n_codes);
      auto const length = characters[source].size();
      if (below(12) == 0) {
        mark_whole(s, source, coder, code);
        continue;
      }
      auto const start = below(length + 1);
      auto const end = start + below(std::min<std::uint64_t>(length - start, 15) + 1);
      mark_text(s, source, coder, code, static_cast<std::int64_t>(start), static_cast<std::int64_t>(end));
    }
    s = check_study(std::move(s));
  }

  [[nodiscard]] bool marked(std::size_t source, std::size_t at, std::size_t coder, std::size_t code) const {
    auto const p = static_cast<std::int64_t>(at);
    for (auto const& c : s.codings)
      if (!c.whole_source && c.source == source && c.coder == coder && c.code == code && c.start <= p && p < c.end)
        return true;
    return false;
  }

  [[nodiscard]] bool marked_whole(std::size_t source, std::size_t coder, std::size_t code) const {
    for (auto const& c : s.codings)
      if (c.whole_source && c.source == source && c.coder == coder && c.code == code) return true;
    return false;
  }

  [[nodiscard]] bool blank(std::size_t source, std::size_t at) const {
    return std::u32string_view{U" \u00A0\t\n\u2028"}.find(characters[source][at]) != std::u32string_view::npos;
  }

  [[nodiscard]] bool breaks_line(std::size_t source, std::size_t at) const {
    return std::u32string_view{U"\n\u2028"}.find(characters[source][at]) != std::u32string_view::npos;
  }
};
