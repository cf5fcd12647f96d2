// The bodies of matching.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/matching.hpp>
#include <intercoder/codebooks/similarity.hpp>
#include <intercoder/core/assignment.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>

namespace intercoder {
namespace detail {

/// What each code covers, and what pairs of codes share.
struct pair_table {
  std::vector<std::int64_t> a, b;  ///< by code; 0: not used
  std::vector<std::int64_t> both;  ///< by pair of `use`
  std::int64_t universe = 0;       ///< all text, coded or not
  code_use const* use;

  pair_table(code_use const& u, source_weights const& weight, std::size_t codes)
      : a(codes), b(codes), both(u.pairs.size()), use{&u} {
    for (std::size_t i = 0; i < u.length.size(); ++i) universe += u.length[i] * weight[i];
    for (auto const& c : u.cells) {
      auto const amount = c.amount * weight[c.source];
      if (amount == 0) continue;
      for (auto const i : c.a) a[i] += amount;
      for (auto const j : c.b) b[j] += amount;
      for (auto const pair : c.pairs) both[pair] += amount;
    }
  }

  [[nodiscard]] two_by_two counts(std::size_t pair) const {
    auto const [i, j] = use->pairs[pair];
    return two_by_two::of_totals(static_cast<double>(both[pair]), static_cast<double>(a[i]), static_cast<double>(b[j]),
                                 static_cast<double>(universe));
  }
  /// Calls `look(pair, code of A, code of B)` for each pair that shares something.
  template <class Look>
  void each_pair(Look const& look) const {
    for (std::size_t pair = 0; pair < both.size(); ++pair)
      if (both[pair] > 0) look(pair, use->pairs[pair].first, use->pairs[pair].second);
  }
};

/// Groups, and the group that each code is in; -1 for none.
struct grouping_of_codes {
  std::vector<matched_codes> groups;
  std::vector<std::ptrdiff_t> of[2];

  explicit grouping_of_codes(std::size_t codes) : of{std::vector<std::ptrdiff_t>(codes, -1), of[0]} {}
  void pair(std::size_t a, std::size_t b) {
    of[0][a] = of[1][b] = static_cast<std::ptrdiff_t>(groups.size());
    groups.push_back({{a}, {b}});
  }
};

/// Of what one code covers, `own`, the share that the other one does too, less what that would share by chance; 1 where
/// the first lies within the second, NaN where the second is everywhere.
[[nodiscard]] INTERCODER_INLINE double share_beyond_chance(two_by_two const& t, double own, double other) {
  double const by_chance = other / t.total();
  return (t.both / own - by_chance) / (1 - by_chance);
}

/// Whether the codes of each pair are used most like each other, by Jaccard.
[[nodiscard]] INTERCODER_INLINE std::vector<bool> nearest_to_each_other(pair_table const& t) {
  std::vector<std::pair<double, std::size_t>> best[2] = {std::vector<std::pair<double, std::size_t>>(t.a.size()), {}};
  best[1] = best[0];
  t.each_pair([&](std::size_t pair, std::size_t i, std::size_t j) {
    double const jaccard = similarity::jaccard(t.counts(pair));
    for (auto* of : {&best[0][i], &best[1][j]})
      if (jaccard > of->first) *of = {jaccard, pair};
  });
  std::vector<bool> out(t.both.size());
  t.each_pair([&](std::size_t pair, std::size_t i, std::size_t j) {
    out[pair] = best[0][i].second == pair && best[1][j].second == pair;
  });
  return out;
}

/// Pairs codes without a group by the highest sum of Jaccards, among the pairs that are allowed.
template <class Allowed>
void pair_by_use(grouping_of_codes& g, pair_table const& t, Allowed const& allowed) {
  std::vector<std::size_t> codes[2], place(t.a.size());
  std::vector<std::size_t> column(t.a.size());
  for (std::size_t k = 0; k < t.a.size(); ++k) {
    if (t.a[k] > 0 && g.of[0][k] < 0) {
      place[k] = codes[0].size();
      codes[0].push_back(k);
    }
    if (t.b[k] > 0 && g.of[1][k] < 0) {
      column[k] = codes[1].size();
      codes[1].push_back(k);
    }
  }
  std::vector<possible_pair> possible;
  t.each_pair([&](std::size_t pair, std::size_t i, std::size_t j) {
    if (g.of[0][i] < 0 && g.of[1][j] < 0 && allowed(pair))
      possible.push_back({place[i], column[j], similarity::jaccard(t.counts(pair))});
  });
  auto const best = best_pairing(codes[0].size(), codes[1].size(), std::move(possible));
  for (std::size_t i = 0; i < codes[0].size(); ++i)
    if (best.column_of[i] >= 0) g.pair(codes[0][i], codes[1][static_cast<std::size_t>(best.column_of[i])]);
}

/// One pass over the codes without a group; whether any found one.
INTERCODER_INLINE bool join_groups(grouping_of_codes& g, pair_table const& t, source_weights const& weight,
                                   matching_options const& how) {
  struct candidate {
    double share = 0;
    std::size_t side = 0, code = 0;
    std::ptrdiff_t group = -1;
  };
  std::vector<candidate> most[2];  // by code: the group most of it lies on
  for (auto& of_side : most) of_side.resize(t.a.size());
  t.each_pair([&](std::size_t pair, std::size_t i, std::size_t j) {
    std::size_t const code[2] = {i, j};
    for (std::size_t side = 0; side < 2; ++side) {
      auto const there = g.of[1 - side][code[1 - side]];
      if (g.of[side][code[side]] >= 0 || there < 0) continue;
      auto const used = t.counts(pair);
      double const share =
          side == 0 ? share_beyond_chance(used, used.a(), used.b()) : share_beyond_chance(used, used.b(), used.a());
      auto& best = most[side][code[side]];
      if (best.group < 0 || share > best.share) best = {share, side, code[side], there};
    }
  });
  std::vector<candidate> ordered;
  for (auto const& of_side : most)
    for (auto const& c : of_side)
      if (c.group >= 0 && c.share >= how.share) ordered.push_back(c);
  std::ranges::stable_sort(ordered, [](candidate const& x, candidate const& y) { return x.share > y.share; });
  bool joined = false;
  for (auto const& c : ordered) {
    auto& now = g.groups[static_cast<std::size_t>(c.group)];
    auto larger = now;
    auto& codes = c.side == 0 ? larger.a : larger.b;
    codes.insert(std::ranges::upper_bound(codes, c.code), c.code);
    if (similarity::jaccard(use_of_codes(*t.use, weight, larger.a, larger.b)) <
        similarity::jaccard(use_of_codes(*t.use, weight, now.a, now.b)) + how.gain)
      continue;
    now = larger;
    g.of[c.side][c.code] = c.group;
    joined = true;
  }
  return joined;
}

/// Codes without a group that have one name, by the folded path first and the folded last name then.
INTERCODER_INLINE void pair_by_name(grouping_of_codes& g, codebook const& codes, pair_table const& t) {
  for (bool const whole_path : {true, false}) {
    std::map<std::string, std::vector<std::size_t>> named[2];
    auto const collect = [&](std::size_t side, std::vector<std::int64_t> const& used) {
      for (std::size_t k = 0; k < used.size(); ++k)
        if (used[k] > 0 && g.of[side][k] < 0)
          named[side][folded_name(whole_path ? codes.path(k) : codes[k].name)].push_back(k);
    };
    collect(0, t.a);
    collect(1, t.b);
    for (auto const& [name, of_a] : named[0]) {
      auto const of_b = named[1].find(name);
      if (!name.empty() && of_b != named[1].end() && of_a.size() == 1 && of_b->second.size() == 1)
        g.pair(of_a.front(), of_b->second.front());
    }
  }
}

INTERCODER_INLINE void check_matching(matching_options const& how) {
  for (auto const& [what, value] : {std::pair{"floor", how.floor}, {"share", how.share}, {"gain", how.gain}})
    if (!(value >= 0 && value <= 1))
      throw bad_argument{std::string{what} + " " + std::to_string(value) + "; expected a number from 0 to 1"};
}

}  // namespace detail

INTERCODER_INLINE std::vector<matched_codes> match_codes(codebook const& codes, code_use const& use,
                                                         source_weights const& weight, matching_options const& how) {
  detail::check_matching(how);
  detail::pair_table const t{use, weight, codes.size()};
  detail::grouping_of_codes g{codes.size()};
  auto const above_floor = [&](two_by_two const& used) {  // kappa of two codes that are everywhere is 0/0
    return similarity::kappa(used) >= how.floor || used.both == used.either();
  };
  auto const join = [&] {
    while (detail::join_groups(g, t, weight, how)) {
    }
  };
  detail::pair_by_use(g, t, [&](std::size_t pair) {
    auto const used = t.counts(pair);
    double const share = std::max(detail::share_beyond_chance(used, used.a(), used.b()),
                                  detail::share_beyond_chance(used, used.b(), used.a()));
    return above_floor(used) && !(share < how.share);
  });
  join();
  auto const nearest = detail::nearest_to_each_other(t);
  detail::pair_by_use(g, t, [&](std::size_t pair) { return nearest[pair] && above_floor(t.counts(pair)); });
  join();
  detail::pair_by_name(g, codes, t);
  std::ranges::sort(g.groups, {}, [](matched_codes const& x) { return x.a.front(); });
  return std::move(g.groups);
}

}  // namespace intercoder
