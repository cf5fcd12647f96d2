// The bodies of roll_up.hpp.
#pragma once

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/roll_up.hpp>

namespace intercoder {

INTERCODER_INLINE code_level code_level_named(std::string_view wanted) {
  if (wanted == "code") return {};
  if (wanted == "theme") return {.of = code_level::kind::theme};
  code_level out{.of = code_level::kind::depth};
  auto const* const end = wanted.data() + wanted.size();
  auto const [read, problem] = std::from_chars(wanted.data(), end, out.depth);
  if (wanted.empty() || read != end || problem != std::errc{})
    throw bad_argument{"level '" + std::string{wanted} +
                       "'; expected code, theme, or a depth of the codebook: 0 for the codes at the top, 1, ..."};
  return out;
}

INTERCODER_INLINE std::string name(code_level level) {
  switch (level.of) {
    case code_level::kind::code: return "code";
    case code_level::kind::theme: return "theme";
    case code_level::kind::depth: return "depth " + std::to_string(level.depth);
  }
  return "code";
}

INTERCODER_INLINE std::vector<std::size_t> codes_at(codebook const& codes, code_level level) {
  std::vector<bool> has_codes_below(codes.size());
  for (auto const& c : codes)
    if (c.parent) has_codes_below[*c.parent] = true;
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < codes.size(); ++k) {
    switch (level.of) {
      case code_level::kind::code: out.push_back(k); break;
      case code_level::kind::theme: out.push_back(has_codes_below[k] ? k : codes[k].parent.value_or(k)); break;
      case code_level::kind::depth: out.push_back(codes.ancestor(k, level.depth)); break;
    }
  }
  return out;
}

INTERCODER_INLINE study roll_up(study const& s, code_level level) {
  if (level.of == code_level::kind::code) return s;
  auto const stands_for = codes_at(s.codes, level);
  study out = s;
  auto const by_stretch = [&](coding const& c) {
    return std::tie(c.source, c.coder, stands_for[c.code], c.round, c.whole_source, c.start, c.end);
  };
  std::ranges::sort(out.codings, {}, by_stretch);
  auto const meets = [&](coding const& a, coding const& b, std::int64_t end) {  // b behind a, which reaches to `end`
    bool const same = a.source == b.source && a.coder == b.coder && stands_for[a.code] == stands_for[b.code] &&
                      a.round == b.round && a.whole_source == b.whole_source;
    return same && (b.start < end || b.start == a.start);
  };
  std::vector<coding> found;
  for (auto first = out.codings.begin(); first != out.codings.end();) {
    auto end = first->end;
    bool several = false;
    auto next = first + 1;
    for (; next != out.codings.end() && meets(*first, *next, end); ++next) {
      end = std::max(end, next->end);
      several = several || next->code != first->code;
    }
    auto const last = several ? first + 1 : next;  // stretches of one code stay as they were
    for (auto c = first; c != last; ++c) {
      found.push_back(std::move(*c));
      found.back().code = stands_for[found.back().code];
      if (several) found.back().end = end;
    }
    first = next;
  }
  out.codings = std::move(found);
  out.notes.push_back(level.of == code_level::kind::theme
                          ? "Codes were taken at the level of themes: a code without codes below it counts as the code "
                            "above it."
                          : "Codes were taken at " + name(level) +
                                " of the codebook (0 is the top): a code that lies deeper counts as the one above it "
                                "there.");
  return check_study(std::move(out));
}

}  // namespace intercoder
