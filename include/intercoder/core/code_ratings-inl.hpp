// The bodies of code_ratings.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/rows.hpp>

namespace intercoder {
namespace detail {

/// What tables of one code and of all codes have in common: coders and units, without their codes.
struct units_of_study {
  ratings::body b;
  unit_design d;

  units_of_study(study const& s, presence const& p, scale categories, bool names) {
    b.categories = std::move(categories);
    b.coders = p.coders();
    for (auto const c : p.compared.coders) b.coder_names.push_back(s.coders[c]);
    d.units = p.units.size();
    d.stretches = p.units.kind == unit_kind::character;
    std::vector<std::int32_t> place(s.sources.size(), -1);
    for (auto const source : p.compared.sources) {
      place[source] = static_cast<std::int32_t>(d.sources.size());
      d.sources.push_back(s.sources[source].name);
    }
    for (std::size_t u = 0; u < d.units; ++u) {
      d.source_of.push_back(place[p.units[u].source]);
      if (d.stretches) d.count.push_back(static_cast<double>(p.units.copies(u)));
      if (names) d.names.push_back(p.units.label(s, u));
    }
  }
  /// `codes`: units x coders, row by row; below 0 is missing.
  [[nodiscard]] ratings with(std::vector<int> const& codes) && {
    row_builder rows;
    std::vector<cell> line;
    for (std::size_t u = 0; u < d.units; ++u) {
      line.clear();
      for (std::size_t c = 0; c < b.coders; ++c)
        if (int const code = codes[u * b.coders + c]; code >= 0) line.push_back({static_cast<std::int32_t>(c), code});
      d.row_of.push_back(rows.add(line));
    }
    return assemble(rows, std::move(b), std::move(d));
  }
};

/// Where runs of one coder begin and end, in the order of the units: {unit, does it end, code}.
[[nodiscard]] INTERCODER_INLINE std::vector<std::array<std::int64_t, 3>> changes(
    presence const& p, std::size_t coder, std::vector<std::size_t> const& codes) {
  std::vector<std::array<std::int64_t, 3>> out;
  for (std::size_t v = 0; v < codes.size(); ++v)
    for (auto const& run : p.with_code(coder, codes[v])) {
      out.push_back({run.start, 0, static_cast<std::int64_t>(v)});
      out.push_back({run.end, 1, static_cast<std::int64_t>(v)});
    }
  std::ranges::sort(out);
  return out;
}

}  // namespace detail

INTERCODER_INLINE ratings code_ratings(study const& s, presence const& p, std::size_t code, bool names) {
  if (code >= p.codes())
    throw bad_argument{"code " + std::to_string(code + 1) + "; expected one of the " + std::to_string(p.codes()) +
                       " of the codebook"};
  return detail::units_of_study{s, p, scale::of_labels({"no", "yes"}), names}.with(p.table(code));
}

INTERCODER_INLINE ratings code_set_ratings(study const& s, presence const& p, bool names) {
  auto const codes = p.used();
  code_lists sets;
  std::map<std::vector<std::int32_t>, int> known;  // each set once, numbered as it appears
  auto const number_of = [&](std::vector<std::int32_t> const& set) {
    auto const [at, added] = known.try_emplace(set, static_cast<int>(sets.size()));
    if (added) sets.add(set);
    return at->second;
  };
  std::vector<int> table(p.units.size() * p.coders());
  for (std::size_t c = 0; c < p.coders(); ++c) {
    std::vector<std::int32_t> now;
    std::int64_t from = 0;
    auto const fill = [&](std::int64_t to) {
      if (from == to) return;
      int const set = now.empty() && p.uncoded == uncoded_rule::as_missing ? missing : number_of(now);
      for (; from < to; ++from) table[static_cast<std::size_t>(from) * p.coders() + c] = set;
    };
    for (auto const& [unit, ends, code] : detail::changes(p, c, codes)) {
      fill(unit);
      auto const place = std::ranges::lower_bound(now, static_cast<std::int32_t>(code));
      if (ends == 1)
        now.erase(place);
      else
        now.insert(place, static_cast<std::int32_t>(code));
    }
    fill(static_cast<std::int64_t>(p.units.size()));
  }
  std::vector<std::string> paths;
  for (auto const k : codes) paths.push_back(s.codes.path(k));
  auto categories = scale::of_sets(scale::of_labels(std::move(paths)), std::move(sets));
  return detail::units_of_study{s, p, std::move(categories), names}.with(table);
}

}  // namespace intercoder
