// The bodies of project.hpp.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/units-inl.hpp>

namespace intercoder {
namespace detail {

/// Takes blanks off both ends: what is left begins and ends with a character that is not blank.
INTERCODER_INLINE void trim(mark& m, selection const& compared, std::vector<text_layout> const& texts) {
  auto const after = std::ranges::upper_bound(compared.begin, m.start);
  auto const place = static_cast<std::size_t>(after - compared.begin.begin()) - 1;
  auto const begin = compared.begin[place];
  auto const found = texts[place].without_blanks({m.start - begin, m.end - begin});
  m.start = begin + found.start;
  m.end = begin + found.end;
}

/// From stretches of the line, without blanks at their ends, to runs of units: the first that ends behind the start of
/// a stretch, to the last that begins before its end. A stretch that begins and ends with a character that is not
/// blank shares one with every unit between, as no unit is only blank.
[[nodiscard]] INTERCODER_INLINE std::vector<mark> runs_of_units(unit_list const& units, std::vector<mark> marked) {
  for (auto& m : marked) {
    auto const behind = std::ranges::upper_bound(units.units, m.start, {}, &text_unit::line_start);
    auto const end = std::ranges::lower_bound(units.units, m.end, {}, &text_unit::line_start);
    bool const in_unit =
        behind != units.units.begin() && std::prev(behind)->line_start + std::prev(behind)->length() > m.start;
    m.start = behind - units.units.begin() - (in_unit ? 1 : 0);
    m.end = end - units.units.begin();
  }
  return marked;
}

/// Codings of whole sources among those compared, as runs of one unit each where units are sources.
[[nodiscard]] INTERCODER_INLINE std::vector<mark> whole_source_runs(study const& s, selection const& compared) {
  auto const coder = places(compared.coders, s.coders.size());
  auto const where = places(compared.sources, s.sources.size());
  std::vector<mark> out;
  for (auto const& c : s.codings)
    if (c.whole_source && coder[c.coder] >= 0 && where[c.source] >= 0)
      out.push_back({static_cast<std::size_t>(coder[c.coder]), c.code, where[c.source], where[c.source] + 1});
  return out;
}

}  // namespace detail

INTERCODER_INLINE uncoded_rule uncoded_rule_named(std::string_view wanted) {
  for (auto const r : {uncoded_rule::agree, uncoded_rule::exclude, uncoded_rule::as_missing})
    if (name(r) == wanted) return r;
  throw bad_argument{"uncoded '" + std::string{wanted} + "'; expected one of agree, exclude, missing"};
}

INTERCODER_INLINE std::vector<std::string> notes_on(study const& s, selection const& compared, unit_kind unit) {
  std::vector<std::string> notes;
  if (compared.sources.empty())
    notes.push_back("No source is assigned to all of " + detail::list_coders(s, compared.coders) + ".");
  if (unit == unit_kind::character)
    for (auto const i : compared.assumed_lengths)
      notes.push_back("Source '" + s.sources[i].name +
                      "' has no text and no known length; it was taken to end where its last coding ends.");
  if (unit == unit_kind::source) return notes;
  if (auto const n = detail::whole_source_runs(s, compared).size(); n > 0)
    notes.push_back(std::to_string(n) +
                    " coding(s) of whole sources cover no character and were left out; unit 'source' counts them.");
  return notes;
}

INTERCODER_INLINE void presence::group(std::vector<mark> all) {
  unite(all, true);
  auto any = all;
  for (auto& m : any) m.code = 0;
  unite(any, true);
  auto const index = [](std::vector<mark> marks, std::size_t groups, std::size_t per_coder) {
    grouped g{.marks = std::move(marks), .first = std::vector<std::size_t>(groups + 1)};
    for (auto const& m : g.marks) ++g.first[m.coder * per_coder + m.code + 1];
    for (std::size_t i = 0; i < groups; ++i) g.first[i + 1] += g.first[i];
    return g;
  };
  runs_ = index(std::move(all), coders() * codes_, codes_);
  any_ = index(std::move(any), coders(), 1);
}

INTERCODER_INLINE void presence::drop_uncoded() {
  std::vector<std::int64_t> rank(units.size() + 1);  // how many coded units come before
  for (std::size_t c = 0; c < coders(); ++c)
    for (auto const& m : with_any_code(c))
      for (auto u = m.start; u < m.end; ++u) rank[static_cast<std::size_t>(u) + 1] = 1;
  unit_list kept{.kind = units.kind, .units = {}};
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (rank[u + 1] == 1) kept.units.push_back(units[u]);
    rank[u + 1] += rank[u];
  }
  units = std::move(kept);
  auto all = std::move(runs_.marks);
  for (auto& m : all) {
    m.start = rank[static_cast<std::size_t>(m.start)];
    m.end = rank[static_cast<std::size_t>(m.end)];
  }
  group(std::move(all));
}

INTERCODER_INLINE std::int64_t presence::amount(std::size_t coder, std::size_t code) const {
  std::int64_t n = 0;
  for (auto const& m : with_code(coder, code))
    for (auto u = m.start; u < m.end; ++u) n += units.copies(static_cast<std::size_t>(u));
  return n;
}

INTERCODER_INLINE std::vector<std::size_t> presence::used(std::size_t by_coders) const {
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < codes_; ++k) {
    std::size_t n = 0;
    for (std::size_t c = 0; c < coders(); ++c) n += !with_code(c, k).empty();
    if (n >= by_coders) out.push_back(k);
  }
  return out;
}

INTERCODER_INLINE std::vector<int> presence::table(std::size_t code) const {
  if (code >= codes_)
    throw bad_argument{"code " + std::to_string(code + 1) + "; expected one of the " + std::to_string(codes_) +
                       " of the codebook"};
  std::vector<int> out(units.size() * coders(), uncoded == uncoded_rule::as_missing ? -1 : 0);
  auto const fill = [&](std::size_t coder, std::span<mark const> runs, int value) {
    for (auto const& m : runs)
      for (auto u = m.start; u < m.end; ++u) out[static_cast<std::size_t>(u) * coders() + coder] = value;
  };
  for (std::size_t c = 0; c < coders(); ++c) {
    if (uncoded == uncoded_rule::as_missing) fill(c, with_any_code(c), 0);
    fill(c, with_code(c, code), 1);
  }
  return out;
}

INTERCODER_INLINE presence project(study const& s, projection const& how) {
  presence p;
  p.compared = select_shared(s, how.coders, how.sources);
  p.uncoded = how.uncoded;
  p.codes_ = s.codes.size();
  detail::check_given(how.unit, how.segments);
  auto marked = marks(s, p.compared);
  if (how.unit == unit_kind::character) {
    p.units = detail::stretches(p.compared, marked);
  } else {
    auto const texts = detail::layouts(s, p.compared);
    p.units = detail::units_of(s, p.compared, how.unit, how.segments, texts);
    for (auto& m : marked) detail::trim(m, p.compared, texts);
    std::erase_if(marked, [](mark const& m) { return m.start >= m.end; });
  }
  auto runs = detail::runs_of_units(p.units, std::move(marked));
  auto const outside = std::erase_if(runs, [](mark const& m) { return m.start >= m.end; });
  if (how.unit == unit_kind::source) {
    auto const whole = detail::whole_source_runs(s, p.compared);
    runs.insert(runs.end(), whole.begin(), whole.end());
  }
  p.notes = notes_on(s, p.compared, how.unit);
  if (outside > 0)
    p.notes.push_back(std::to_string(outside) + " marked stretch(es) lie outside every " + std::string{name(how.unit)} +
                      " and were left out.");
  p.group(std::move(runs));
  if (how.uncoded == uncoded_rule::exclude) p.drop_uncoded();
  return p;
}

}  // namespace intercoder
