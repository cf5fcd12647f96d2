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

namespace detail {

/// Every coding under the code that stands for it; stretches of several codes that one code stands for, and that
/// overlap, are one.
INTERCODER_INLINE std::vector<coding> under(std::vector<coding> codings, std::vector<std::size_t> const& stands_for) {
  auto const by_stretch = [&](coding const& c) {
    return std::tie(c.source, c.coder, stands_for[c.code], c.round, c.whole_source, c.start, c.end);
  };
  std::ranges::sort(codings, {}, by_stretch);
  auto const meets = [&](coding const& a, coding const& b, std::int64_t end) {  // b behind a, which reaches to `end`
    bool const same = a.source == b.source && a.coder == b.coder && stands_for[a.code] == stands_for[b.code] &&
                      a.round == b.round && a.whole_source == b.whole_source;
    return same && (b.start < end || b.start == a.start);
  };
  std::vector<coding> found;
  for (auto first = codings.begin(); first != codings.end();) {
    auto end = first->end;
    bool several = false;
    auto next = first + 1;
    for (; next != codings.end() && meets(*first, *next, end); ++next) {
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
  return found;
}

}  // namespace detail

INTERCODER_INLINE study roll_up(study const& s, code_level level) {
  if (level.of == code_level::kind::code) return s;
  study out = s;
  out.codings = detail::under(std::move(out.codings), codes_at(s.codes, level));
  out.notes.push_back(level.of == code_level::kind::theme
                          ? "Codes were taken at the level of themes: a code without codes below it counts as the code "
                            "above it."
                          : "Codes were taken at " + name(level) +
                                " of the codebook (0 is the top): a code that lies deeper counts as the one above it "
                                "there.");
  return check_study(std::move(out));
}

INTERCODER_INLINE std::vector<std::optional<std::size_t>> groups_of(codebook const& codes,
                                                                    std::vector<code_group> const& groups) {
  std::vector<std::optional<std::size_t>> out(codes.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].codes.empty()) throw bad_argument{"theme '" + groups[g].name + "' has no codes; expected some"};
    for (auto const k : groups[g].codes) {
      if (k >= codes.size())
        throw bad_argument{"theme '" + groups[g].name + "': code " + std::to_string(k + 1) + "; expected one of the " +
                           std::to_string(codes.size()) + " of the codebook"};
      if (out[k])
        throw bad_argument{"code '" + codes.path(k) + "' belongs to the themes '" + groups[*out[k]].name + "' and '" +
                           groups[g].name + "'; expected one theme"};
      out[k] = g;
    }
  }
  for (std::size_t k = 0; k < codes.size(); ++k)  // parents stand before their children
    if (!out[k] && codes[k].parent) out[k] = out[*codes[k].parent];
  return out;
}

INTERCODER_INLINE study group_codes(study const& s, std::vector<code_group> const& groups) {
  auto const group = groups_of(s.codes, groups);
  study out = s;
  out.codes = {};
  for (auto const& g : groups) {
    if (out.codes.find(g.name)) throw bad_argument{"theme '" + g.name + "' is given twice; expected different names"};
    code theme;
    theme.name = g.name;
    out.codes.add(std::move(theme));
  }
  auto const left_out = std::erase_if(out.codings, [&](coding const& c) { return !group[c.code]; });
  std::vector<std::size_t> stands_for;
  for (auto const& g : group) stands_for.push_back(g.value_or(0));
  out.codings = detail::under(std::move(out.codings), stands_for);
  out.notes.push_back("Codes were taken together as " + std::to_string(groups.size()) + " themes.");
  if (left_out > 0)
    out.notes.push_back("Codings of codes that belong to no theme were left out: " + std::to_string(left_out) + ".");
  return check_study(std::move(out));
}

}  // namespace intercoder
