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
  std::map<std::size_t, std::int64_t> a, b;
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> both;
  std::int64_t universe = 0;  ///< all text, coded or not

  pair_table(code_use const& use, source_weights const& weight) {
    for (std::size_t i = 0; i < use.length.size(); ++i) universe += use.length[i] * weight[i];
    for (auto const& c : use.cells) {
      auto const amount = c.amount * weight[c.source];
      if (amount == 0) continue;
      for (auto const i : c.a) a[i] += amount;
      for (auto const j : c.b) b[j] += amount;
      for (auto const i : c.a)
        for (auto const j : c.b) both[{i, j}] += amount;
    }
  }

  /// Of two codes that share something.
  [[nodiscard]] two_by_two counts(std::size_t code_a, std::size_t code_b) const {
    return two_by_two::of_totals(static_cast<double>(both.at({code_a, code_b})), static_cast<double>(a.at(code_a)),
                                 static_cast<double>(b.at(code_b)), static_cast<double>(universe));
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

/// For each code, the other coder's code that is used most like it, by Jaccard.
struct nearest_codes {
  std::map<std::size_t, std::pair<double, std::size_t>> of_a, of_b;

  explicit nearest_codes(pair_table const& t) {
    for (auto const& [codes, both] : t.both) {
      double const jaccard = similarity::jaccard(t.counts(codes.first, codes.second));
      keep(of_a[codes.first], jaccard, codes.second);
      keep(of_b[codes.second], jaccard, codes.first);
    }
  }
  [[nodiscard]] bool mutual(std::size_t a, std::size_t b) const {
    return of_a.at(a).second == b && of_b.at(b).second == a;
  }

 private:
  static void keep(std::pair<double, std::size_t>& best, double jaccard, std::size_t code) {
    if (jaccard > best.first) best = {jaccard, code};
  }
};

/// Pairs codes without a group by the highest sum of Jaccards, among the pairs that are allowed.
template <class Allowed>
void pair_by_use(grouping_of_codes& g, pair_table const& t, Allowed const& allowed) {
  std::vector<std::size_t> rows, columns;
  std::map<std::size_t, std::size_t> row, column;
  for (auto const& [k, amount] : t.a) {
    if (g.of[0][k] >= 0) continue;
    row[k] = rows.size();
    rows.push_back(k);
  }
  for (auto const& [k, amount] : t.b) {
    if (g.of[1][k] >= 0) continue;
    column[k] = columns.size();
    columns.push_back(k);
  }
  std::vector<possible_pair> possible;
  for (auto const& [codes, both] : t.both) {
    if (g.of[0][codes.first] >= 0 || g.of[1][codes.second] >= 0 || !allowed(codes.first, codes.second)) continue;
    possible.push_back(
        {row[codes.first], column[codes.second], similarity::jaccard(t.counts(codes.first, codes.second))});
  }
  auto const best = best_pairing(rows.size(), columns.size(), std::move(possible));
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (best.column_of[i] >= 0) g.pair(rows[i], columns[static_cast<std::size_t>(best.column_of[i])]);
}

/// One pass over the codes without a group; whether any found one.
INTERCODER_INLINE bool join_groups(grouping_of_codes& g, pair_table const& t, code_use const& use,
                                   source_weights const& weight, matching_options const& how) {
  struct candidate {
    double share;
    std::size_t side, code;
    std::ptrdiff_t group;
  };
  std::map<std::pair<std::size_t, std::size_t>, candidate> most;  // by side and code: the group most of it lies on
  for (auto const& [codes, both] : t.both) {
    std::size_t const code[2] = {codes.first, codes.second};
    for (std::size_t side = 0; side < 2; ++side) {
      auto const there = g.of[1 - side][code[1 - side]];
      if (g.of[side][code[side]] >= 0 || there < 0) continue;
      auto const used = t.counts(code[0], code[1]);
      double const share =
          side == 0 ? share_beyond_chance(used, used.a(), used.b()) : share_beyond_chance(used, used.b(), used.a());
      candidate const c{share, side, code[side], there};
      auto const [at, is_new] = most.try_emplace({side, code[side]}, c);
      if (!is_new && share > at->second.share) at->second = c;
    }
  }
  std::vector<candidate> ordered;
  for (auto const& [key, c] : most)
    if (c.share >= how.share) ordered.push_back(c);
  std::ranges::stable_sort(ordered, [](candidate const& x, candidate const& y) { return x.share > y.share; });
  bool joined = false;
  for (auto const& c : ordered) {
    auto& now = g.groups[static_cast<std::size_t>(c.group)];
    auto larger = now;
    auto& codes = c.side == 0 ? larger.a : larger.b;
    codes.insert(std::ranges::upper_bound(codes, c.code), c.code);
    if (similarity::jaccard(use_of_codes(use, weight, larger.a, larger.b)) <
        similarity::jaccard(use_of_codes(use, weight, now.a, now.b)) + how.gain)
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
    auto const collect = [&](std::size_t side, std::map<std::size_t, std::int64_t> const& used) {
      for (auto const& [k, amount] : used)
        if (g.of[side][k] < 0) named[side][folded_name(whole_path ? codes.path(k) : codes[k].name)].push_back(k);
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
  detail::pair_table const t{use, weight};
  detail::grouping_of_codes g{codes.size()};
  auto const above_floor = [&](two_by_two const& used) {  // kappa of two codes that are everywhere is 0/0
    return similarity::kappa(used) >= how.floor || used.both == used.either();
  };
  auto const join = [&] {
    while (detail::join_groups(g, t, use, weight, how)) {
    }
  };
  detail::pair_by_use(g, t, [&](std::size_t a, std::size_t b) {
    auto const used = t.counts(a, b);
    double const share = std::max(detail::share_beyond_chance(used, used.a(), used.b()),
                                  detail::share_beyond_chance(used, used.b(), used.a()));
    return above_floor(used) && !(share < how.share);
  });
  join();
  detail::nearest_codes const nearest{t};
  detail::pair_by_use(
      g, t, [&](std::size_t a, std::size_t b) { return above_floor(t.counts(a, b)) && nearest.mutual(a, b); });
  join();
  detail::pair_by_name(g, codes, t);
  std::ranges::sort(g.groups, {}, [](matched_codes const& x) { return x.a.front(); });
  return std::move(g.groups);
}

}  // namespace intercoder
