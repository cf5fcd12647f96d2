// The bodies of theme_table.hpp.
#pragma once

#include <algorithm>
#include <numeric>

#include <intercoder/codebooks/theme_table.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Place of each wanted index, none for the others. @throws bad_argument naming what is wrong.
INTERCODER_INLINE std::vector<std::optional<std::size_t>> places_of(std::vector<std::size_t> const& wanted,
                                                                    std::size_t n, std::string const& what) {
  std::vector<std::optional<std::size_t>> out(n);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] >= n)
      throw bad_argument{what + " " + std::to_string(wanted[i] + 1) + "; expected one of " + std::to_string(n)};
    if (out[wanted[i]])
      throw bad_argument{what + " " + std::to_string(wanted[i] + 1) + " is given twice; expected different ones"};
    out[wanted[i]] = i;
  }
  return out;
}

/// Codes that stand for one that has no code below it, and those that were applied themselves.
INTERCODER_INLINE std::vector<std::size_t> rows_at(study const& rolled, code_level level) {
  auto const stands_for = codes_at(rolled.codes, level);
  std::vector<bool> row(rolled.codes.size()), above(rolled.codes.size());
  for (auto const& c : rolled.codes)
    if (c.parent) above[*c.parent] = true;
  for (std::size_t k = 0; k < stands_for.size(); ++k)
    if (!above[k] && rolled.codes[k].codable) row[stands_for[k]] = true;
  for (auto const& c : rolled.codings) row[c.code] = true;
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < row.size(); ++k)
    if (row[k]) out.push_back(k);
  return out;
}

/// By the rule, from what each coder marked in one source.
INTERCODER_INLINE bool occurs(theme_table const& t, std::size_t theme, std::size_t source, double_coded rule,
                              std::optional<std::size_t> chosen) {
  auto const coded = [&](std::size_t c) { return t.coded_by[source * t.coders.size() + c] != 0; };
  if (rule == double_coded::coder && coded(*chosen)) return t.marked(theme, source, *chosen) > 0;
  bool any = false, every = true;
  for (std::size_t c = 0; c < t.coders.size(); ++c) {
    if (!coded(c)) continue;
    any = any || t.marked(theme, source, c) > 0;
    every = every && t.marked(theme, source, c) > 0;
  }
  return rule == double_coded::intersection ? any && every : any;
}

}  // namespace detail

INTERCODER_INLINE std::size_t theme_table::n(std::size_t theme) const {
  auto const row = present.begin() + static_cast<std::ptrdiff_t>(theme * sources.size());
  return static_cast<std::size_t>(std::count(row, row + static_cast<std::ptrdiff_t>(sources.size()), 1));
}

INTERCODER_INLINE theme_table themes_by_source(study const& s, theme_options const& o) {
  theme_table t;
  t.coders = o.coders;
  if (t.coders.empty()) {
    t.coders.resize(s.coders.size());
    std::iota(t.coders.begin(), t.coders.end(), std::size_t{0});
  }
  auto const coder_place = detail::places_of(t.coders, s.coders.size(), "coder");
  std::optional<std::size_t> chosen;
  if (o.rule == double_coded::coder) {
    if (!o.coder || *o.coder >= s.coders.size() || !coder_place[*o.coder])
      throw bad_argument{"themes by source: no coder whose codings count; expected one of those looked at"};
    chosen = coder_place[*o.coder];
  }
  std::vector<std::uint8_t> coded(s.sources.size() * t.coders.size());
  for (auto const& a : s.assignments)
    if (auto const c = coder_place[a.coder]) coded[a.source * t.coders.size() + *c] = 1;
  auto const coders_of = [&](std::size_t source) {
    auto const row = coded.begin() + static_cast<std::ptrdiff_t>(source * t.coders.size());
    return std::count(row, row + static_cast<std::ptrdiff_t>(t.coders.size()), 1);
  };
  t.sources = o.sources;
  if (t.sources.empty())
    for (std::size_t i = 0; i < s.sources.size(); ++i)
      if (coders_of(i) > 0) t.sources.push_back(i);
  auto const source_place = detail::places_of(t.sources, s.sources.size(), "source");
  for (auto const i : t.sources) {
    if (coders_of(i) == 0)
      throw bad_argument{"source '" + s.sources[i].name + "' is assigned to none of the coders; expected one that is"};
    if (coders_of(i) > 1) ++t.coded_twice;
    for (std::size_t c = 0; c < t.coders.size(); ++c) t.coded_by.push_back(coded[i * t.coders.size() + c]);
  }

  auto const rolled = roll_up(s, o.level);
  t.themes = detail::rows_at(rolled, o.level);
  auto const row = detail::places_of(t.themes, s.codes.size(), "code");
  t.stretches.assign(t.themes.size() * t.sources.size() * t.coders.size(), 0);
  coding const* before = nullptr;  // codings are sorted by source, coder, start; the last of each code is looked up
  std::vector<std::int64_t> reached(s.codes.size() * t.coders.size());
  for (auto const& c : rolled.codings) {
    auto const coder = coder_place[c.coder];
    auto const source = source_place[c.source];
    if (before == nullptr || before->source != c.source) std::ranges::fill(reached, -1);
    before = &c;
    if (!coder || !source) continue;
    auto& end = reached[c.code * t.coders.size() + *coder];
    bool const goes_on = !c.whole_source && c.start < end;
    if (!c.whole_source) end = std::max(end, c.end);
    if (!goes_on) ++t.stretches[(*row[c.code] * t.sources.size() + *source) * t.coders.size() + *coder];
  }
  for (std::size_t k = 0; k < t.themes.size(); ++k)
    for (std::size_t i = 0; i < t.sources.size(); ++i)
      t.present.push_back(detail::occurs(t, k, i, o.rule, chosen) ? 1 : 0);
  for (std::size_t n = s.notes.size(); n < rolled.notes.size(); ++n) t.notes.push_back(rolled.notes[n]);
  if (std::ranges::any_of(s.assignments, [&](assignment const& a) { return a.assumed && coder_place[a.coder]; }))
    t.notes.emplace_back(
        "Nobody said which sources were to be coded: those count in which a coder coded anything. A source in which no "
        "code occurs is not among them.");
  return t;
}

}  // namespace intercoder
