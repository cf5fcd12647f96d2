// The bodies of code_links.hpp.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include <intercoder/codebooks/code_links.hpp>
#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/matching-inl.hpp>
#include <intercoder/codebooks/similarity.hpp>
#include <intercoder/core/parallel.hpp>
#include <intercoder/core/random.hpp>

namespace intercoder {
namespace detail {

/// At most two stretches: where both codes meet, or the first ones of a code that has no partner.
[[nodiscard]] INTERCODER_INLINE std::vector<segment> quotes_of(code_use const& use,
                                                               std::vector<std::vector<coding>> const& of_a,
                                                               std::vector<std::vector<coding>> const& of_b,
                                                               code_link const& link) {
  std::vector<segment> found;
  auto const in_sources = [&](coding const& c) {
    return !c.whole_source && c.end > c.start && std::ranges::find(use.sources, c.source) != use.sources.end();
  };
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

/// Whether each link is found again on sources drawn anew: 1, 0, or -1 where the draw does not have its codes.
[[nodiscard]] INTERCODER_INLINE std::vector<signed char> found_again(codebook const& codes, code_use const& use,
                                                                     matching_options const& how,
                                                                     std::vector<code_link> const& links,
                                                                     random_stream random) {
  auto const n = use.sources.size();
  source_weights weight(n);
  for (std::size_t i = 0; i < n; ++i) ++weight[static_cast<std::size_t>(random.below(n))];
  pair_table const drawn{use, weight, codes.size()};
  std::map<std::size_t, std::size_t> group_of[2];
  auto const groups = match_codes(codes, use, weight, how);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (auto const k : groups[i].a) group_of[0][k] = i;
    for (auto const k : groups[i].b) group_of[1][k] = i;
  }
  std::vector<signed char> out;
  for (auto const& link : links) {
    auto const here = [&](std::size_t side, std::optional<std::size_t> k) {
      auto const at = k ? group_of[side].find(*k) : group_of[side].end();
      return at == group_of[side].end() ? std::optional<std::size_t>{} : std::optional{at->second};
    };
    auto const in_a = here(0, link.a), in_b = here(1, link.b);
    bool const pair = link.a && link.b;
    bool const absent = (link.a && drawn.a[*link.a] == 0) || (link.b && drawn.b[*link.b] == 0);
    out.push_back(absent ? -1 : (pair ? in_a && in_a == in_b : !in_a && !in_b) ? 1 : 0);
  }
  return out;
}

/// Of the resamples that have its codes, the share in which each link is found again; NaN where there are none.
INTERCODER_INLINE void add_stability(codebook const& codes, code_use const& use, matching_options const& how,
                                     std::vector<code_link>& links) {
  std::vector<std::vector<signed char>> again(use.sources.size() > 1 ? how.resamples : 0);
  auto const make = [&] {
    return [&](std::size_t r) { again[r] = found_again(codes, use, how, links, random_stream{how.seed, r}); };
  };
  if (!again.empty())
    in_parallel(again.size(), how.threads, make, [&](std::size_t done) {
      tell(how.report, static_cast<double>(done) / static_cast<double>(again.size()));
    });
  for (std::size_t i = 0; i < links.size(); ++i) {
    auto const is = [&](signed char what) {
      return std::ranges::count_if(again, [&](auto const& found) { return found[i] == what; });
    };
    auto const kept = is(1), lost = is(0);
    links[i].stability = kept + lost > 0 ? static_cast<double>(kept) / static_cast<double>(kept + lost)
                                         : std::numeric_limits<double>::quiet_NaN();
  }
}

/// What is known about pairs of codes, and about codes without a partner.
class link_evidence {
 public:
  source_weights once;  ///< each source counts once

  link_evidence(study const& s, code_use const& use)
      : once(use.sources.size(), 1), study_{&s}, use_{&use}, of_a_(s.codes.size()), of_b_(s.codes.size()) {
    for (auto const& c : s.codings) {
      if (c.coder == use.coder_a) of_a_[c.code].push_back(c);
      if (c.coder == use.coder_b) of_b_[c.code].push_back(c);
    }
  }

  [[nodiscard]] code_link of(std::size_t a, std::size_t b) const {
    auto const& codes = study_->codes;
    auto const t = use_of_codes(*use_, once, {&a, 1}, {&b, 1});
    auto const above = [&](std::size_t k) { return codes[k].parent ? codes.path(*codes[k].parent) : ""; };
    auto out = nothing();
    out.a = a;
    out.b = b;
    out.kind = kind_of(codes, {{a}, {b}});
    out.similarity = similarity::jaccard(t);
    out.share_a = similarity::share_a(t);
    out.share_b = similarity::share_b(t);
    out.of_group = out.similarity;
    out.name_similarity = name_similarity(codes[a].name, codes[b].name);
    out.name_edit = edit_similarity(codes[a].name, codes[b].name);
    out.name_tokens = token_similarity(codes[a].name, codes[b].name);
    out.path_similarity = name_similarity(above(a), above(b));
    if (!codes[a].definition.empty() && !codes[b].definition.empty())
      out.definition_similarity = name_similarity(codes[a].definition, codes[b].definition);
    out.quotes = quotes_of(*use_, of_a_, of_b_, out);
    return out;
  }

  [[nodiscard]] code_link alone(std::size_t side, std::size_t code) const {
    auto out = nothing();
    (side == 0 ? out.a : out.b) = code;
    out.kind = side == 0 ? link_kind::only_a : link_kind::only_b;
    out.quotes = quotes_of(*use_, of_a_, of_b_, out);
    return out;
  }

 private:
  [[nodiscard]] static code_link nothing() {
    code_link out;
    for (auto* x : {&out.similarity, &out.share_a, &out.share_b, &out.of_group, &out.name_similarity, &out.name_edit,
                    &out.name_tokens, &out.path_similarity, &out.definition_similarity, &out.stability})
      *x = std::numeric_limits<double>::quiet_NaN();
    return out;
  }

  study const* study_;
  code_use const* use_;
  std::vector<std::vector<coding>> of_a_, of_b_;  // by code
};

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

INTERCODER_INLINE link_kind kind_of(codebook const& codes, matched_codes const& g) {
  if (g.a.size() > 1) return g.b.size() > 1 ? link_kind::many : link_kind::merged;
  if (g.b.size() > 1) return link_kind::split;
  bool const one_name = g.a[0] == g.b[0] || folded_name(codes[g.a[0]].name) == folded_name(codes[g.b[0]].name);
  return one_name ? link_kind::same : link_kind::renamed;
}

INTERCODER_INLINE std::vector<code_link> links_of(study const& s, code_use const& use, matching_options const& how) {
  detail::link_evidence const evidence{s, use};
  auto const groups = match_codes(s.codes, use, evidence.once, how);
  std::vector<code_link> out;
  std::vector<bool> linked[2] = {std::vector<bool>(s.codes.size()), std::vector<bool>(s.codes.size())};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    auto const& g = groups[i];
    double const together = group_similarity(use, g);
    for (auto const a : g.a) {
      for (auto const b : g.b) {
        auto link = evidence.of(a, b);
        if (link.similarity == 0 && g.a.size() * g.b.size() > 1) continue;  // tied through others of the group only
        linked[0][a] = linked[1][b] = true;
        link.kind = kind_of(s.codes, g);
        link.group = i;
        link.of_group = together;
        out.push_back(std::move(link));
      }
    }
  }
  detail::pair_table const all{use, evidence.once, s.codes.size()};
  auto next_group = groups.size();
  auto const alone = [&](std::size_t side, std::vector<std::int64_t> const& used) {
    for (std::size_t k = 0; k < used.size(); ++k) {
      if (used[k] == 0 || linked[side][k]) continue;
      out.push_back(evidence.alone(side, k));
      out.back().group = next_group++;
    }
  };
  alone(0, all.a);
  alone(1, all.b);
  detail::add_stability(s.codes, use, how, out);
  return out;
}

INTERCODER_INLINE std::vector<code_link> links_between(study const& s, code_use const& use,
                                                       std::vector<std::pair<std::size_t, std::size_t>> const& pairs,
                                                       matching_options const& how) {
  detail::check_matching(how);
  detail::link_evidence const evidence{s, use};
  std::vector<code_link> out;
  for (auto const& [a, b] : pairs) {
    out.push_back(evidence.of(a, b));
    out.back().group = out.size() - 1;
  }
  detail::add_stability(s.codes, use, how, out);
  return out;
}

INTERCODER_INLINE double group_similarity(code_use const& use, matched_codes const& group) {
  return similarity::jaccard(use_of_codes(use, source_weights(use.sources.size(), 1), group.a, group.b));
}

}  // namespace intercoder
