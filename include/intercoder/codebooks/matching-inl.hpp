// The bodies of matching.hpp.
#pragma once

#include <algorithm>
#include <limits>
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

/// Of what the first code covers, the share that the second one does, less what the second would share by chance; 1
/// where the first lies within the second.
[[nodiscard]] INTERCODER_INLINE double share_beyond_chance(double both, double first, double second, double universe) {
  double const by_chance = second / universe;
  return (both / first - by_chance) / (1 - by_chance);
}

/// Pairs codes without a group by the highest sum of Jaccards, among pairs above the floor of which one code lies on the
/// other by at least this share.
INTERCODER_INLINE void pair_by_use(grouping_of_codes& g, pair_table const& t, double floor, double share) {
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
  auto const universe = static_cast<double>(t.universe);
  std::vector<possible_pair> possible;
  for (auto const& [codes, both] : t.both) {
    if (g.of[0][codes.first] >= 0 || g.of[1][codes.second] >= 0) continue;
    auto const a = static_cast<double>(t.a.at(codes.first)), b = static_cast<double>(t.b.at(codes.second));
    auto const shared = static_cast<double>(both);
    auto const used = two_by_two::of_totals(shared, a, b, universe);
    bool const alike = similarity::kappa(used) >= floor || used.either() == used.both;
    double const most = std::max(share_beyond_chance(shared, a, b, universe), share_beyond_chance(shared, b, a, universe));
    if (alike && !(most < share))
      possible.push_back({row[codes.first], column[codes.second], similarity::jaccard(used)});
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
      auto const a = static_cast<double>(t.a.at(code[0])), b = static_cast<double>(t.b.at(code[1]));
      double const share = share_beyond_chance(static_cast<double>(both), side == 0 ? a : b, side == 0 ? b : a,
                                               static_cast<double>(t.universe));
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

[[nodiscard]] INTERCODER_INLINE link_kind kind_of(codebook const& codes, matched_codes const& g) {
  if (g.a.size() > 1) return g.b.size() > 1 ? link_kind::many : link_kind::merged;
  if (g.b.size() > 1) return link_kind::split;
  bool const one_name = g.a[0] == g.b[0] || folded_name(codes[g.a[0]].name) == folded_name(codes[g.b[0]].name);
  return one_name ? link_kind::same : link_kind::renamed;
}

/// At most two stretches: where both codes meet, or the first ones of a code that has no partner.
[[nodiscard]] INTERCODER_INLINE std::vector<segment> quotes_of(study const& s, code_use const& use,
                                                               std::vector<std::vector<coding>> const& of_a,
                                                               std::vector<std::vector<coding>> const& of_b,
                                                               code_link const& link) {
  std::vector<segment> found;
  auto const in_sources = [&](coding const& c) {
    return !c.whole_source && c.end > c.start && std::ranges::find(use.sources, c.source) != use.sources.end();
  };
  static_cast<void>(s);
  if (link.a && link.b) {
    for (auto const& x : of_a[*link.a])
      for (auto const& y : of_b[*link.b])
        if (x.source == y.source && in_sources(x) && in_sources(y) && x.start < y.end && y.start < x.end)
          found.push_back({x.source, std::max(x.start, y.start), std::min(x.end, y.end)});
  } else {
    for (auto const& x : link.a ? of_a[*link.a] : of_b[*link.b])
      if (in_sources(x)) found.push_back({x.source, x.start, x.end});
  }
  if (found.size() > 2) {
    auto const other = std::ranges::find_if(found, [&](segment const& q) { return q.source != found[0].source; });
    found = {found[0], other == found.end() ? found[1] : *other};
  }
  return found;
}

}  // namespace detail

INTERCODER_INLINE std::string_view name(link_kind k) noexcept {
  switch (k) {
    case link_kind::same: return "same";
    case link_kind::renamed: return "renamed";
    case link_kind::split: return "split";
    case link_kind::merged: return "merged";
    case link_kind::many: return "many";
    case link_kind::only_a: return "only_a";
    case link_kind::only_b: return "only_b";
  }
  return "same";
}

INTERCODER_INLINE std::vector<matched_codes> match_codes(codebook const& codes, code_use const& use,
                                                      source_weights const& weight, matching_options const& how) {
  detail::check_matching(how);
  detail::pair_table const t{use, weight};
  detail::grouping_of_codes g{codes.size()};
  for (double const share : {how.share, 0.}) {  // first where little is in doubt: what splits is not torn apart
    detail::pair_by_use(g, t, how.floor, share);
    while (detail::join_groups(g, t, use, weight, how)) {
    }
  }
  detail::pair_by_name(g, codes, t);
  std::ranges::sort(g.groups, {}, [](matched_codes const& x) { return x.a.front(); });
  return std::move(g.groups);
}

INTERCODER_INLINE std::vector<code_link> links_of(study const& s, code_use const& use, matching_options const& how) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  auto const n = use.sources.size();
  source_weights const once(n, 1);
  auto const groups = match_codes(s.codes, use, once, how);
  std::vector<std::vector<coding>> of_a(s.codes.size()), of_b(s.codes.size());
  for (auto const& c : s.codings) {
    if (c.coder == use.coder_a) of_a[c.code].push_back(c);
    if (c.coder == use.coder_b) of_b[c.code].push_back(c);
  }
  std::vector<code_link> out;
  std::vector<bool> linked[2] = {std::vector<bool>(s.codes.size()), std::vector<bool>(s.codes.size())};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto const& g = groups[i];
    double const together = similarity::jaccard(use_of_codes(use, once, g.a, g.b));
    for (auto const a : g.a) {
      for (auto const b : g.b) {
        auto const t = use_of_codes(use, once, {&a, 1}, {&b, 1});
        if (t.both == 0 && g.a.size() * g.b.size() > 1) continue;  // tied through others of the group only
        linked[0][a] = linked[1][b] = true;
        auto const above = [&](std::size_t k) { return s.codes[k].parent ? s.codes.path(*s.codes[k].parent) : ""; };
        out.push_back({.a = a,
                       .b = b,
                       .kind = detail::kind_of(s.codes, g),
                       .group = i,
                       .similarity = similarity::jaccard(t),
                       .share_a = similarity::share_a(t),
                       .share_b = similarity::share_b(t),
                       .of_group = together,
                       .name_similarity = name_similarity(s.codes[a].name, s.codes[b].name),
                       .path_similarity = name_similarity(above(a), above(b)),
                       .definition_similarity = s.codes[a].definition.empty() || s.codes[b].definition.empty()
                                                    ? none
                                                    : name_similarity(s.codes[a].definition, s.codes[b].definition),
                       .stability = none,
                       .quotes = {}});
      }
    }
  }
  detail::pair_table const all{use, once};
  auto next_group = groups.size();
  auto const alone = [&](std::size_t side, std::map<std::size_t, std::int64_t> const& used) {
    for (auto const& [k, amount] : used) {
      if (linked[side][k]) continue;
      code_link one{};
      (side == 0 ? one.a : one.b) = k;
      one.kind = side == 0 ? link_kind::only_a : link_kind::only_b;
      one.group = next_group++;
      one.similarity = one.share_a = one.share_b = one.of_group = one.name_similarity = one.path_similarity =
          one.definition_similarity = one.stability = none;
      out.push_back(std::move(one));
    }
  };
  alone(0, all.a);
  alone(1, all.b);
  for (auto& link : out) link.quotes = detail::quotes_of(s, use, of_a, of_b, link);

  std::vector<std::size_t> seen(out.size()), kept(out.size());
  for (std::size_t r = 0; r < how.resamples && n > 1; ++r) {
    random_stream random{how.seed, r};
    source_weights weight(n);
    for (std::size_t i = 0; i < n; ++i) ++weight[static_cast<std::size_t>(random.below(n))];
    detail::pair_table const drawn{use, weight};
    std::map<std::size_t, std::size_t> group_of[2];
    auto const again = match_codes(s.codes, use, weight, how);
    for (std::size_t i = 0; i < again.size(); ++i) {
      for (auto const k : again[i].a) group_of[0][k] = i;
      for (auto const k : again[i].b) group_of[1][k] = i;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      if ((out[i].a && !drawn.a.count(*out[i].a)) || (out[i].b && !drawn.b.count(*out[i].b))) continue;
      ++seen[i];
      auto const here = [&](std::size_t side, std::optional<std::size_t> k) {
        auto const at = k ? group_of[side].find(*k) : group_of[side].end();
        return at == group_of[side].end() ? std::optional<std::size_t>{} : std::optional{at->second};
      };
      auto const in_a = here(0, out[i].a), in_b = here(1, out[i].b);
      bool const pair = out[i].a && out[i].b;
      if (pair ? in_a && in_a == in_b : !in_a && !in_b) ++kept[i];
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (seen[i] > 0) out[i].stability = static_cast<double>(kept[i]) / static_cast<double>(seen[i]);
  return out;
}

}  // namespace intercoder
