// The bodies of code_ratings.hpp.
#pragma once

#include <utility>
#include <vector>

#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/rows.hpp>

namespace intercoder {

INTERCODER_INLINE ratings code_ratings(study const& s, presence const& p, std::size_t code, bool names) {
  if (code >= p.codes())
    throw bad_argument{"code " + std::to_string(code + 1) + "; expected one of the " + std::to_string(p.codes()) +
                       " of the codebook"};
  ratings::body b;
  b.categories = scale::of_labels({"no", "yes"});
  b.coders = p.coders();
  for (auto const c : p.compared.coders) b.coder_names.push_back(s.coders[c]);
  unit_design d;
  d.units = p.units.size();
  d.stretches = p.units.kind == unit_kind::character;
  std::vector<std::int32_t> place(s.sources.size(), -1);
  for (auto const source : p.compared.sources) {
    place[source] = static_cast<std::int32_t>(d.sources.size());
    d.sources.push_back(s.sources[source].name);
  }
  auto const table = p.table(code);
  row_builder rows;
  std::vector<cell> line;
  for (std::size_t u = 0; u < d.units; ++u) {
    line.clear();
    for (std::size_t c = 0; c < b.coders; ++c)
      if (int const has = table[u * b.coders + c]; has >= 0) line.push_back({static_cast<std::int32_t>(c), has});
    d.row_of.push_back(rows.add(line));
    d.source_of.push_back(place[p.units[u].source]);
    if (d.stretches) d.count.push_back(static_cast<double>(p.units.copies(u)));
    if (names) d.names.push_back(p.units.label(s, u));
  }
  return assemble(rows, std::move(b), std::move(d));
}

}  // namespace intercoder
