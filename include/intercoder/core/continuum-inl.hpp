// The bodies of continuum.hpp.
#pragma once

#include <algorithm>
#include <numeric>
#include <tuple>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/core/rows.hpp>
#include <intercoder/core/selection-inl.hpp>

namespace intercoder {
namespace detail {

/// Also drops exact repeats, and says how many there were.
INTERCODER_INLINE std::size_t sort_units(std::vector<mark>& units) {
  auto const order = [](mark const& m) { return std::tie(m.coder, m.start, m.end, m.code); };
  std::ranges::sort(units, {}, order);
  auto const repeats = std::unique(units.begin(), units.end());
  auto const dropped = static_cast<std::size_t>(units.end() - repeats);
  units.erase(repeats, units.end());
  return dropped;
}

/// Those assigned to at least two of the coders.
[[nodiscard]] INTERCODER_INLINE std::vector<std::size_t> sources_of_two(study const& s,
                                                                        std::vector<std::size_t> const& coders) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < s.sources.size(); ++i)
    if (std::ranges::count_if(coders, [&](std::size_t c) { return s.assigned(c, i); }) >= 2) out.push_back(i);
  return out;
}

INTERCODER_INLINE void check_sources_of_two(study const& s, std::vector<std::size_t> const& coders,
                                            std::vector<std::size_t> const& sources) {
  check_sources(s, {}, sources);
  auto const known = sources_of_two(s, coders);
  for (auto const i : sources)
    if (!std::ranges::binary_search(known, i))
      throw bad_argument{"source '" + s.sources[i].name + "' is not assigned to two of " + list_coders(s, coders) +
                         "; those that are: " + list_sources(s, known)};
}

/// The place of each code of the codebook among those compared, or -1.
[[nodiscard]] INTERCODER_INLINE std::vector<std::ptrdiff_t> wanted_codes(study const& s,
                                                                         std::vector<std::size_t> const& codes) {
  std::vector<std::ptrdiff_t> out(s.codes.size(), codes.empty() ? 0 : -1);
  for (auto const k : codes) {
    if (k >= s.codes.size())
      throw bad_argument{"code " + std::to_string(k + 1) + "; expected one of the " + std::to_string(s.codes.size()) +
                         " of the codebook"};
    if (out[k] == 0) throw bad_argument{"code '" + s.codes.path(k) + "' is given twice; expected different codes"};
    out[k] = 0;
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::span<mark const> continuum::of_coder(std::size_t coder) const {
  auto const found = std::ranges::lower_bound(units, coder, {}, &mark::coder);
  auto const after = std::ranges::upper_bound(units, coder, {}, &mark::coder);
  return {units.data() + (found - units.begin()), static_cast<std::size_t>(after - found)};
}

INTERCODER_INLINE std::size_t continua::code_index(std::string_view path) const {
  if (auto const at = std::ranges::find(codes, path); at != codes.end())
    return static_cast<std::size_t>(at - codes.begin());
  throw bad_argument{"code '" + std::string{path} +
                     "'; expected one of those used: " + list_names(codes, [](std::string const& c) { return c; })};
}

INTERCODER_INLINE continua continua_of(study const& s, continua_options const& which) {
  auto coders = which.coders;
  if (coders.empty()) {
    coders.resize(s.coders.size());
    std::iota(coders.begin(), coders.end(), std::size_t{0});
  }
  detail::check_coders(s, coders);
  if (coders.size() < 2)
    throw insufficient_data{"agreement needs at least two coders; found " + std::to_string(coders.size()) +
                            (coders.empty() ? "" : ": " + detail::list_coders(s, coders))};
  auto sources = which.sources;
  if (sources.empty())
    sources = detail::sources_of_two(s, coders);
  else
    detail::check_sources_of_two(s, coders, sources);

  continua out;
  for (auto const c : coders) out.coders.push_back(s.coders[c]);
  for (auto const c : coders)
    out.assumed += std::ranges::any_of(s.assignments, [c](assignment const& a) { return a.coder == c && a.assumed; });
  auto const line = detail::lay_out(s, coders, sources);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    continuum x{.name = s.sources[sources[i]].name, .length = line.begin[i + 1] - line.begin[i]};
    for (std::size_t c = 0; c < coders.size(); ++c)
      if (s.assigned(coders[c], sources[i])) x.coders.push_back(c);
    out.sources.push_back(std::move(x));
  }

  auto code_place = detail::wanted_codes(s, which.codes);
  auto const coder_place = detail::places(coders, s.coders.size());
  auto const source_place = detail::places(sources, s.sources.size());
  std::size_t whole = 0;
  for (auto const& c : s.codings) {
    auto const coder = coder_place[c.coder], i = source_place[c.source];
    if (coder < 0 || i < 0 || code_place[c.code] < 0) continue;
    whole += c.whole_source;
    if (c.whole_source || c.start >= c.end) continue;
    code_place[c.code] = 1;  // used
    out.sources[static_cast<std::size_t>(i)].units.push_back({static_cast<std::size_t>(coder), c.code, c.start, c.end});
  }
  for (std::size_t k = 0; k < code_place.size(); ++k) {
    if (code_place[k] != 1) continue;
    code_place[k] = static_cast<std::ptrdiff_t>(out.codes.size());
    out.codes.push_back(s.codes.path(k));
  }
  std::size_t repeats = 0;
  for (auto& x : out.sources) {
    for (auto& u : x.units) u.code = static_cast<std::size_t>(code_place[u.code]);
    repeats += detail::sort_units(x.units);
  }

  if (sources.empty()) out.notes.push_back("No source is assigned to two of " + detail::list_coders(s, coders) + ".");
  for (auto const i : line.assumed_lengths)
    out.notes.push_back("Source '" + s.sources[i].name +
                        "' has no text and no known length; it was taken to end where its last coding ends.");
  if (whole > 0)
    out.notes.push_back(std::to_string(whole) + " coding(s) of whole sources mark no stretch and were left out.");
  if (repeats > 0)
    out.notes.push_back(std::to_string(repeats) + " exact repeat(s) of a coding by the same coder count once.");
  return out;
}

INTERCODER_INLINE continua single_continuum(std::int64_t length, std::size_t coders, std::vector<mark> units) {
  continuum x{.name = "1", .length = length};
  std::size_t codes = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    auto const& u = units[i];
    auto const where = "unit " + std::to_string(i + 1) + ": ";
    if (u.coder >= coders)
      throw bad_argument{where + "coder " + std::to_string(u.coder + 1) + "; expected one of " +
                         std::to_string(coders)};
    if (u.start < 0 || u.start >= u.end || u.end > length)
      throw bad_argument{where + "from " + std::to_string(u.start) + " to " + std::to_string(u.end) +
                         "; expected a stretch within 0 to " + std::to_string(length)};
    codes = std::max(codes, u.code + 1);
  }
  x.units = std::move(units);
  auto const repeats = detail::sort_units(x.units);
  continua out;
  if (repeats > 0)
    out.notes.push_back(std::to_string(repeats) + " exact repeat(s) of a unit by the same coder count once.");
  for (std::size_t c = 0; c < coders; ++c) {
    out.coders.push_back(std::to_string(c + 1));
    x.coders.push_back(c);
  }
  for (std::size_t k = 0; k < codes; ++k) out.codes.push_back(std::to_string(k + 1));
  out.sources.push_back(std::move(x));
  return out;
}

INTERCODER_INLINE ratings sources_by_coders(continua const& all) {
  std::vector<double> places(all.sources.size());
  std::iota(places.begin(), places.end(), 1.0);
  ratings::body b;
  b.categories = scale::of_numbers(std::move(places));
  b.coders = all.coders.size();
  b.coder_names = all.coders;
  unit_design d;
  d.units = all.sources.size();
  d.whole_sources = true;
  row_builder rows;
  std::vector<cell> line;
  for (std::size_t i = 0; i < all.sources.size(); ++i) {
    line.clear();
    for (auto const c : all.sources[i].coders)
      line.push_back({static_cast<std::int32_t>(c), static_cast<std::int32_t>(i)});
    d.row_of.push_back(rows.add(line));
    d.names.push_back(all.sources[i].name);
    d.source_of.push_back(static_cast<std::int32_t>(i));
  }
  d.sources = d.names;
  return assemble(rows, std::move(b), std::move(d));
}

}  // namespace intercoder
