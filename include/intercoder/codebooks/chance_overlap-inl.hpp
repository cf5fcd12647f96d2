// The bodies of chance_overlap.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include <intercoder/codebooks/chance_overlap.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

/// Which units could be coded, 1 or 0: those that meet the text given, or those with any code.
[[nodiscard]] INTERCODER_INLINE std::vector<char> codable_units(presence const& p, chance_options const& how) {
  std::vector<char> out(p.units.size(), 0);
  if (how.codable) {
    std::map<std::size_t, std::vector<segment>> of_source;
    for (auto const& x : *how.codable) of_source[x.source].push_back(x);
    for (std::size_t u = 0; u < p.units.size(); ++u) {
      auto const& unit = p.units[u];
      out[u] = std::ranges::any_of(of_source[unit.source],
                                   [&](segment const& x) { return x.start < unit.end && unit.start < x.end; });
    }
  } else {
    for (std::size_t coder = 0; coder < 2; ++coder)
      for (auto const& m : p.with_any_code(coder)) std::fill(out.begin() + m.start, out.begin() + m.end, char{1});
  }
  if (!p.units.units.empty() && std::ranges::find(out, 1) == out.end())
    throw bad_argument{how.codable ? "codable: no unit of the sources compared meets the text given"
                                   : "neither coder coded any unit of the sources compared"};
  return out;
}

/// For each code used, its codable units in each source, as places among these.
struct coded_places {
  std::vector<std::size_t> codes;
  std::vector<std::vector<std::vector<std::int64_t>>> at;  ///< by code and source
};

struct places_of_both {
  coded_places a, b;
  std::vector<std::int64_t> codable;  ///< by source
  std::int64_t units = 0;             ///< of the grid, codable or not
  std::vector<std::string> notes;
};

[[nodiscard]] INTERCODER_INLINE places_of_both places_of(study const& s, std::size_t coder_a, std::size_t coder_b,
                                                         chance_options const& how) {
  auto const p = project(s, {.unit = how.grid, .coders = {coder_a, coder_b}, .sources = how.sources});
  places_of_both out;
  out.notes = p.notes;
  for (std::size_t u = 0; u < p.units.size(); ++u) out.units += p.units.copies(u);
  auto const codable = codable_units(p, how);
  std::vector<std::size_t> source(p.units.size());  // place among the sources compared
  std::vector<std::int64_t> place(p.units.size());
  out.codable.assign(p.compared.sources.size(), 0);
  std::size_t at = 0;
  for (std::size_t u = 0; u < p.units.size(); ++u) {
    while (p.compared.sources[at] != p.units[u].source) ++at;
    source[u] = at;
    place[u] = out.codable[at];
    if (codable[u] != 0) ++out.codable[at];
  }
  std::int64_t elsewhere = 0;
  for (std::size_t coder = 0; coder < 2; ++coder) {
    auto& to = coder == 0 ? out.a : out.b;
    for (std::size_t k = 0; k < p.codes(); ++k) {
      auto const runs = p.with_code(coder, k);
      if (runs.empty()) continue;
      to.codes.push_back(k);
      auto& by_source = to.at.emplace_back(p.compared.sources.size());
      for (auto const& m : runs)
        for (auto u = static_cast<std::size_t>(m.start); u < static_cast<std::size_t>(m.end); ++u) {
          if (codable[u] == 0) {
            ++elsewhere;
          } else {
            by_source[source[u]].push_back(place[u]);
          }
        }
    }
  }
  if (elsewhere > 0)
    out.notes.push_back("Codes of units that were not given as codable are left out: " + std::to_string(elsewhere) +
                        ".");
  return out;
}

/// How many units two codes share in one source after each turn.
INTERCODER_INLINE void shared_by_turn(std::vector<std::int64_t> const& a, std::vector<std::int64_t> const& b,
                                      std::int64_t n, std::vector<std::int64_t>& by_turn) {
  by_turn.assign(static_cast<std::size_t>(n), 0);
  for (auto const x : a)
    for (auto const y : b) ++by_turn[static_cast<std::size_t>(x >= y ? x - y : x - y + n)];
}

/// Chances of 0, 1, ... shared units in one source over all turns.
[[nodiscard]] INTERCODER_INLINE std::vector<double> over_turns(std::vector<std::int64_t> const& by_turn) {
  std::vector<double> out(static_cast<std::size_t>(*std::ranges::max_element(by_turn)) + 1, 0.);
  for (auto const shared : by_turn) out[static_cast<std::size_t>(shared)] += 1;
  for (auto& x : out) x /= static_cast<double>(by_turn.size());
  return out;
}

/// The exact distribution of what two codes share.
[[nodiscard]] INTERCODER_INLINE chance_pair pair_by_shifts(places_of_both const& places, std::size_t i, std::size_t j,
                                                           std::vector<std::int64_t>& by_turn) {
  chance_pair pair;
  pair.a = places.a.codes[i];
  pair.b = places.b.codes[j];
  std::vector<double> chances{1.};
  for (std::size_t k = 0; k < places.codable.size(); ++k) {
    auto const &x = places.a.at[i][k], &y = places.b.at[j][k];
    if (x.empty() || y.empty()) continue;
    shared_by_turn(x, y, places.codable[k], by_turn);
    auto const here = over_turns(by_turn);
    pair.shared += by_turn[0];
    std::vector<double> sum(chances.size() + here.size() - 1, 0.);
    for (std::size_t u = 0; u < chances.size(); ++u)
      for (std::size_t v = 0; v < here.size(); ++v) sum[u + v] += chances[u] * here[v];
    chances = std::move(sum);
  }
  compensated_sum tail, mean, squares;
  for (std::size_t u = chances.size(); u-- > 0;) {
    mean += static_cast<double>(u) * chances[u];
    if (static_cast<std::int64_t>(u) >= pair.shared) tail += chances[u];
  }
  pair.expected = mean.value();
  for (std::size_t u = 0; u < chances.size(); ++u) {
    double const off = static_cast<double>(u) - pair.expected;
    squares += off * off * chances[u];
  }
  // A share that no shift changes has no spread but for rounding.
  pair.spread = squares.value() > 1e-12 ? std::sqrt(squares.value()) : 0;
  pair.p = std::min(1., tail.value());
  pair.p_least = chances.back();
  return pair;
}

/// Benjamini & Hochberg (1995).
INTERCODER_INLINE void adjust(std::vector<chance_pair>& pairs) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t x, std::size_t y) { return pairs[x].p > pairs[y].p; });
  double least = 1;
  auto const n = static_cast<double>(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    least = std::min(least, pairs[order[i]].p * n / (n - static_cast<double>(i)));
    pairs[order[i]].p_adjusted = least;
  }
}

/// Every pair, not adjusted.
[[nodiscard]] INTERCODER_INLINE chance_table pairs_by_shifts(places_of_both const& places) {
  chance_table out;
  out.notes = places.notes;
  out.units = std::accumulate(places.codable.begin(), places.codable.end(), std::int64_t{0});
  std::vector<std::int64_t> by_turn;
  for (std::size_t i = 0; i < places.a.codes.size(); ++i)
    for (std::size_t j = 0; j < places.b.codes.size(); ++j) out.pairs.push_back(pair_by_shifts(places, i, j, by_turn));
  return out;
}

}  // namespace detail

INTERCODER_INLINE chance_table overlap_by_shifts(study const& s, std::size_t coder_a, std::size_t coder_b,
                                                 chance_options const& how) {
  auto out = detail::pairs_by_shifts(detail::places_of(s, coder_a, coder_b, how));
  detail::adjust(out.pairs);
  return out;
}

INTERCODER_INLINE study turn_codes(study const& s, std::size_t coder_a, std::size_t coder_b, std::uint64_t seed,
                                   chance_options const& how) {
  auto const p = project(s, {.unit = how.grid, .coders = {coder_a, coder_b}, .sources = how.sources});
  auto const codable = detail::codable_units(p, how);
  std::vector<std::size_t> to(p.units.size());
  random_stream random{seed};
  for (std::size_t first = 0; first < p.units.size();) {
    std::vector<std::size_t> here;
    auto last = first;
    for (; last < p.units.size() && p.units[last].source == p.units[first].source; ++last)
      if (codable[last] != 0) here.push_back(last);
    auto const by = here.empty() ? 0 : static_cast<std::size_t>(random.below(here.size()));
    for (std::size_t i = 0; i < here.size(); ++i) to[here[i]] = here[(i + by) % here.size()];
    first = last;
  }
  study out = s;
  std::erase_if(out.codings, [&](coding const& c) { return c.coder == coder_b; });
  for (auto const& m : p.runs()) {
    if (m.coder != 1) continue;
    for (auto u = static_cast<std::size_t>(m.start); u < static_cast<std::size_t>(m.end); ++u) {
      auto const& unit = p.units[to[u]];
      coding one;
      one.source = unit.source;
      one.coder = coder_b;
      one.code = m.code;
      one.start = unit.start;
      one.end = unit.end;
      one.whole_source = p.units.kind == unit_kind::source;
      if (one.whole_source) one.start = one.end = 0;
      out.codings.push_back(std::move(one));
    }
  }
  return check_study(std::move(out));
}

INTERCODER_INLINE double hypergeometric_tail(std::int64_t shared, std::int64_t a, std::int64_t b, std::int64_t n) {
  auto const least = std::max<std::int64_t>(0, a + b - n), most = std::min(a, b);
  if (shared <= least) return 1;
  if (shared > most) return 0;
  auto const log_choose = [](std::int64_t from, std::int64_t k) {
    compensated_sum out;
    for (std::int64_t i = 1; i <= k; ++i) out += std::log(static_cast<double>(from - k + i) / static_cast<double>(i));
    return out.value();
  };
  // From the likeliest number in the tail to both sides, each chance from the one before it.
  auto const number = [](std::int64_t x) { return static_cast<double>(x); };
  auto const start = std::clamp(static_cast<std::int64_t>(number(a + 1) * number(b + 1) / number(n + 2)), shared, most);
  double const chance = std::exp(log_choose(a, start) + log_choose(n - a, b - start) - log_choose(n, b));
  compensated_sum tail;
  tail += chance;
  double here = chance;
  for (auto x = start; x < most && here > 0; ++x) {
    here *= number(a - x) * number(b - x) / (number(x + 1) * number(n - a - b + x + 1));
    tail += here;
  }
  here = chance;
  for (auto x = start; x > shared && here > 0; --x) {
    here *= number(x) * number(n - a - b + x) / (number(a - x + 1) * number(b - x + 1));
    tail += here;
  }
  return std::min(1., tail.value());
}

INTERCODER_INLINE chance_table overlap_hypergeometric(study const& s, std::size_t coder_a, std::size_t coder_b,
                                                      chance_options const& how) {
  auto const places = detail::places_of(s, coder_a, coder_b, how);
  chance_table out;
  out.notes = places.notes;
  out.notes.emplace_back("The hypergeometric probability assumes independent units.");
  out.units =
      how.codable ? std::accumulate(places.codable.begin(), places.codable.end(), std::int64_t{0}) : places.units;
  auto const count = [](auto const& by_source) {
    std::int64_t n = 0;
    for (auto const& here : by_source) n += static_cast<std::int64_t>(here.size());
    return n;
  };
  for (std::size_t i = 0; i < places.a.codes.size(); ++i) {
    for (std::size_t j = 0; j < places.b.codes.size(); ++j) {
      chance_pair pair{.a = places.a.codes[i], .b = places.b.codes[j]};
      for (std::size_t k = 0; k < places.codable.size(); ++k)
        for (auto const x : places.a.at[i][k]) pair.shared += std::ranges::binary_search(places.b.at[j][k], x) ? 1 : 0;
      auto const a = count(places.a.at[i]), b = count(places.b.at[j]);
      pair.expected = static_cast<double>(a) * static_cast<double>(b) / static_cast<double>(out.units);
      pair.p = hypergeometric_tail(pair.shared, a, b, out.units);
      pair.p_least = hypergeometric_tail(std::min(a, b), a, b, out.units);
      out.pairs.push_back(pair);
    }
  }
  detail::adjust(out.pairs);
  return out;
}

}  // namespace intercoder
