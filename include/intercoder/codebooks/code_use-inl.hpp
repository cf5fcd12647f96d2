// The bodies of code_use.hpp.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <intercoder/codebooks/code_use.hpp>
#include <intercoder/core/project.hpp>

namespace intercoder {
namespace detail {

/// Cuts the line wherever a marking begins or ends, and at the sources' borders, and adds up pieces of one source that
/// have the same codes.
INTERCODER_INLINE void add_cells(code_use& use, std::vector<mark> const& marked,
                                 std::vector<std::int64_t> const& begin) {
  struct event {
    std::int64_t at;
    bool starts;
    std::size_t coder, code;
  };
  std::vector<event> events;
  for (auto const& m : marked) {
    events.push_back({m.start, true, m.coder, m.code});
    events.push_back({m.end, false, m.coder, m.code});
  }
  std::ranges::sort(events, [](event const& x, event const& y) {
    return std::tie(x.at, x.starts, x.coder, x.code) < std::tie(y.at, y.starts, y.coder, y.code);
  });
  using codes = std::vector<std::size_t>;
  std::map<std::pair<codes, codes>, std::int64_t> found;
  std::set<std::size_t> open[2];
  std::size_t source = 0;
  auto const finish = [&] {
    for (auto const& [key, amount] : found) use.cells.push_back({source, key.first, key.second, amount, {}});
    found.clear();
  };
  for (std::size_t i = 0; i < events.size();) {
    auto const at = events[i].at;
    for (; i < events.size() && events[i].at == at; ++i) {
      if (events[i].starts) {
        open[events[i].coder].insert(events[i].code);
      } else {
        open[events[i].coder].erase(events[i].code);
      }
    }
    if (i == events.size() || (open[0].empty() && open[1].empty())) continue;
    for (auto from = at; from < events[i].at;) {
      while (begin[source + 1] <= from) {
        finish();
        ++source;
      }
      auto const end = std::min(events[i].at, begin[source + 1]);
      found[{codes{open[0].begin(), open[0].end()}, codes{open[1].begin(), open[1].end()}}] += end - from;
      from = end;
    }
  }
  finish();
}

/// Numbers the pairs of codes that meet, and finds the cells of each code.
INTERCODER_INLINE void index_cells(code_use& use, std::size_t codes) {
  for (auto& of_coder : use.cells_of) of_coder.resize(codes);
  for (std::size_t cell = 0; cell < use.cells.size(); ++cell) {
    for (auto const k : use.cells[cell].a) use.cells_of[0][k].push_back(cell);
    for (auto const k : use.cells[cell].b) use.cells_of[1][k].push_back(cell);
  }
  for (auto const& c : use.cells)
    for (auto const i : c.a)
      for (auto const j : c.b) use.pairs.emplace_back(i, j);
  std::ranges::sort(use.pairs);
  use.pairs.erase(std::unique(use.pairs.begin(), use.pairs.end()), use.pairs.end());
  for (auto& c : use.cells)
    for (auto const i : c.a)
      for (auto const j : c.b)
        c.pairs.push_back(
            static_cast<std::size_t>(std::ranges::lower_bound(use.pairs, std::pair{i, j}) - use.pairs.begin()));
}

/// Cells that have any of these codes, ascending.
[[nodiscard]] INTERCODER_INLINE std::vector<std::size_t> cells_with(code_use const& use, std::size_t coder,
                                                                    std::span<std::size_t const> codes) {
  std::vector<std::size_t> out;
  for (auto const k : codes) out.insert(out.end(), use.cells_of[coder][k].begin(), use.cells_of[coder][k].end());
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace detail

INTERCODER_INLINE code_use use_of(study const& s, std::size_t coder_a, std::size_t coder_b,
                                  overlap_options const& how) {
  code_use use;
  use.coder_a = coder_a;
  use.coder_b = coder_b;
  std::vector<std::int64_t> begin;
  if (how.unit == unit_kind::character) {
    auto const compared = select_shared(s, {coder_a, coder_b}, how.sources);
    use.sources = compared.sources;
    use.notes = notes_on(s, compared, how.unit);
    begin = compared.begin;
    detail::add_cells(use, marks(s, compared), begin);
  } else {
    auto const p = project(s, {.unit = how.unit, .coders = {coder_a, coder_b}, .sources = how.sources});
    use.sources = p.compared.sources;
    use.notes = p.notes;
    begin.push_back(0);
    std::size_t u = 0;
    for (auto const source : use.sources) {
      while (u < p.units.size() && p.units[u].source == source) ++u;
      begin.push_back(static_cast<std::int64_t>(u));
    }
    detail::add_cells(use, p.runs(), begin);
  }
  for (std::size_t i = 0; i < use.sources.size(); ++i) use.length.push_back(begin[i + 1] - begin[i]);
  detail::index_cells(use, s.codes.size());
  return use;
}

INTERCODER_INLINE two_by_two use_of_codes(code_use const& use, source_weights const& weight,
                                          std::span<std::size_t const> a, std::span<std::size_t const> b) {
  auto const cells_a = detail::cells_with(use, 0, a), cells_b = detail::cells_with(use, 1, b);
  std::vector<std::size_t> cells_both;
  std::ranges::set_intersection(cells_a, cells_b, std::back_inserter(cells_both));
  auto const amount = [&](std::vector<std::size_t> const& cells) {
    std::int64_t sum = 0;
    for (auto const k : cells) sum += use.cells[k].amount * weight[use.cells[k].source];
    return sum;
  };
  auto const both = amount(cells_both), in_a = amount(cells_a), in_b = amount(cells_b);
  std::int64_t all = 0;
  for (std::size_t i = 0; i < use.length.size(); ++i) all += use.length[i] * weight[i];
  return two_by_two::of_totals(static_cast<double>(both), static_cast<double>(in_a), static_cast<double>(in_b),
                               static_cast<double>(all));
}

}  // namespace intercoder
