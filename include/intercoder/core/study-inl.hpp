// The bodies of study.hpp.
#pragma once

#include <algorithm>
#include <tuple>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

INTERCODER_INLINE std::size_t study::coder_index(std::string_view coder) const {
  auto const at = std::ranges::find(coders, coder);
  if (at == coders.end())
    throw bad_argument{"study: no coder '" + std::string{coder} + "'; known coders: " + list_names(coders)};
  return static_cast<std::size_t>(at - coders.begin());
}

INTERCODER_INLINE std::size_t study::source_index(std::string_view wanted) const {
  auto const at = std::ranges::find(sources, wanted, &intercoder::source::name);
  if (at == sources.end())
    throw bad_argument{"study: no source '" + std::string{wanted} +
                       "'; known sources: " + list_names(sources, [](auto const& x) { return x.name; })};
  return static_cast<std::size_t>(at - sources.begin());
}

INTERCODER_INLINE std::size_t study::code_index(std::string_view path_or_name) const {
  if (auto const at = codes.find(path_or_name)) return *at;
  std::vector<std::string> same_name, all;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].name == path_or_name) same_name.push_back(codes.path(i));
    all.push_back(codes.path(i));
  }
  if (!same_name.empty())
    throw bad_argument{"study: '" + std::string{path_or_name} + "' names " + std::to_string(same_name.size()) +
                       " codes; give the path, one of: " + list_names(same_name)};
  throw bad_argument{"study: no code '" + std::string{path_or_name} + "'; known codes: " + list_names(all)};
}

INTERCODER_INLINE bool study::assigned(std::size_t coder, std::size_t wanted) const {
  return std::ranges::any_of(assignments, [&](assignment const& a) { return a.coder == coder && a.source == wanted; });
}

INTERCODER_INLINE std::vector<std::size_t> study::shared_sources(std::vector<std::size_t> const& who) const {
  std::vector<std::size_t> out;
  for (std::size_t s = 0; s < sources.size(); ++s)
    if (std::ranges::all_of(who, [&](std::size_t c) { return assigned(c, s); })) out.push_back(s);
  return out;
}

INTERCODER_INLINE study check_study(study s) {
  auto const fail = [](std::size_t i, std::string const& what) {
    throw bad_argument{"coding " + std::to_string(i + 1) + ": " + what};
  };
  auto const among = [](std::size_t n) { return "; expected one of " + std::to_string(n); };
  for (std::size_t i = 0; i < s.codings.size(); ++i) {
    auto const& c = s.codings[i];
    if (c.source >= s.sources.size()) fail(i, "source " + std::to_string(c.source + 1) + among(s.sources.size()));
    if (c.coder >= s.coders.size()) fail(i, "coder " + std::to_string(c.coder + 1) + among(s.coders.size()));
    if (c.code >= s.codes.size()) fail(i, "code " + std::to_string(c.code + 1) + among(s.codes.size()));
    auto const& where = s.sources[c.source];
    if (!c.whole_source && (c.start < 0 || c.end < c.start || (where.length > 0 && c.end > where.length)))
      fail(i, "stretch " + std::to_string(c.start) + " to " + std::to_string(c.end) + " in source '" + where.name +
                  "'; expected 0 <= start <= end <= " + std::to_string(where.length));
  }
  auto const key = [](coding const& c) {
    return std::tie(c.source, c.coder, c.start, c.end, c.code, c.whole_source, c.round);
  };
  std::ranges::sort(s.codings, {}, key);
  auto const repeats = std::unique(s.codings.begin(), s.codings.end(),
                                   [&](coding const& a, coding const& b) { return key(a) == key(b); });
  if (auto const n = s.codings.end() - repeats; n > 0) {
    s.notes.push_back(std::to_string(n) + " coding(s) given twice by the same coder were counted once.");
    s.codings.erase(repeats, s.codings.end());
  }
  for (auto const& a : s.assignments)
    if (a.coder >= s.coders.size() || a.source >= s.sources.size())
      throw bad_argument{"assignment of coder " + std::to_string(a.coder + 1) + " to source " +
                         std::to_string(a.source + 1) + "; expected coders up to " + std::to_string(s.coders.size()) +
                         " and sources up to " + std::to_string(s.sources.size())};
  std::vector<bool> given(s.coders.size());
  for (auto const& a : s.assignments) given[a.coder] = true;
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  for (auto const& c : s.codings)
    if (!given[c.coder]) seen.emplace_back(c.coder, c.source);
  std::ranges::sort(seen);
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  for (auto const& [coder, where] : seen) s.assignments.push_back({.coder = coder, .source = where, .assumed = true});
  std::ranges::sort(s.assignments, {}, [](assignment const& a) { return std::tie(a.coder, a.source); });
  return s;
}

}  // namespace intercoder
