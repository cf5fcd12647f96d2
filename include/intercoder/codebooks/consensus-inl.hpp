// The bodies of consensus.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <intercoder/codebooks/consensus.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/selection.hpp>

namespace intercoder {
namespace detail {

/// Everything about one code in one source: who marked what, and what was decided.
struct marked_and_decided {
  std::vector<mark> marks;  ///< by coder, each coder's united
  std::vector<decision const*> decided;
};

/// Calls f(start, end, coders who marked it, the last decision about it or null) for each stretch between two edges.
template <class F>
void each_stretch(marked_and_decided const& of, F f) {
  std::vector<std::int64_t> edges;
  for (auto const& m : of.marks) edges.insert(edges.end(), {m.start, m.end});
  for (auto const* d : of.decided) edges.insert(edges.end(), {d->start, d->end});
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    std::vector<std::size_t> by;
    for (auto const& m : of.marks)
      if (m.start <= edges[i] && edges[i] < m.end) by.push_back(m.coder);
    decision const* last = nullptr;
    for (auto const* d : of.decided)
      if (d->start <= edges[i] && edges[i] < d->end) last = d;
    if (!by.empty() || last != nullptr) f(edges[i], edges[i + 1], by, last);
  }
}

INTERCODER_INLINE void check_decision(study const& s, std::vector<std::size_t> const& sources, decision const& d,
                                      std::size_t number) {
  auto const what = "decision " + std::to_string(number + 1) + ": ";
  if (d.source >= s.sources.size() || std::ranges::find(sources, d.source) == sources.end())
    throw bad_argument{what + (d.source < s.sources.size() ? "source '" + s.sources[d.source].name + "'" : "a source") +
                       " is not assigned to all of the coders; expected one that is"};
  if (d.code >= s.codes.size())
    throw bad_argument{what + "code " + std::to_string(d.code + 1) + "; expected one of " +
                       std::to_string(s.codes.size())};
  auto const length = s.sources[d.source].length;
  if (!d.whole_source && (d.start < 0 || d.end <= d.start || (length > 0 && d.end > length)))
    throw bad_argument{what + "the stretch " + std::to_string(d.start) + " to " + std::to_string(d.end) + " of '" +
                       s.sources[d.source].name + "'; expected one that is not empty, up to " + std::to_string(length)};
}

}  // namespace detail

INTERCODER_INLINE consensus_layer make_consensus(study const& s, std::vector<std::size_t> given,
                                                 std::vector<decision> const& decisions, std::string_view name) {
  if (std::ranges::find(s.coders, name) != s.coders.end())
    throw bad_argument{"consensus: there is a coder called '" + std::string{name} + "'; expected another name"};
  auto const compared = select_shared(s, std::move(given));
  auto const n = compared.coders.size();
  std::vector<std::size_t> place(s.coders.size(), n);
  for (std::size_t c = 0; c < n; ++c) place[compared.coders[c]] = c;
  std::vector<bool> shared(s.sources.size());
  for (auto const i : compared.sources) shared[i] = true;
  for (std::size_t i = 0; i < decisions.size(); ++i) detail::check_decision(s, compared.sources, decisions[i], i);

  using key = std::pair<std::size_t, std::size_t>;              // source, code
  std::map<key, detail::marked_and_decided> stretches, wholes;  // a whole source is the stretch from 0 to 1
  for (auto const& c : s.codings) {
    if (place[c.coder] == n || !shared[c.source]) continue;
    auto& to = c.whole_source ? wholes : stretches;
    auto const end = c.whole_source ? 1 : c.end;
    if (end > c.start) to[{c.source, c.code}].marks.push_back({place[c.coder], c.code, c.start, end});
  }
  std::vector<decision> decided = decisions;
  for (auto& d : decided) {
    if (d.whole_source) {
      d.start = 0;
      d.end = 1;
    }
    (d.whole_source ? wholes : stretches)[{d.source, d.code}].decided.push_back(&d);
  }

  consensus_layer out;
  out.sources = compared.sources;
  out.with_layer = s;
  auto const layer = s.coders.size();
  out.with_layer.coders.emplace_back(name);
  for (auto const i : compared.sources) out.with_layer.assignments.push_back({.coder = layer, .source = i});
  for (bool const whole : {false, true})
    for (auto& entry : whole ? wholes : stretches) {
      auto const where = entry.first;
      auto& of = entry.second;
      unite(of.marks, false);
      std::int64_t touches = -1;  // where the last stretch of the layer ends, which the next may continue
      detail::each_stretch(
          of, [&](std::int64_t start, std::int64_t end, std::vector<std::size_t> const& by, decision const* last) {
            bool const all = by.size() == n;
            auto const length = whole ? 0 : end - start;
            if (all) out.agreed += length;
            if (last != nullptr && last->applies && !all) out.accepted += length;
            if (last != nullptr && !last->applies && !by.empty()) out.rejected += length;
            if (last == nullptr && !all) {
              out.open += length;
              open_question q{where.first, where.second, start, whole ? 0 : end, whole, {}};
              for (auto const c : by) q.marked_by.push_back(compared.coders[c]);
              out.undecided.push_back(std::move(q));
            }
            if (!(last != nullptr ? last->applies : all)) return;
            auto& codings = out.with_layer.codings;
            if (start == touches) {
              codings.back().end = end;
            } else {
              coding c;
              c.source = where.first;
              c.coder = layer;
              c.code = where.second;
              c.start = start;
              c.end = whole ? 0 : end;
              c.whole_source = whole;
              codings.push_back(std::move(c));
            }
            touches = end;
          });
    }
  std::ranges::sort(out.undecided, {}, [](open_question const& q) {
    return std::tuple{q.source, q.code, q.whole_source, q.start};
  });
  out.with_layer.notes.push_back("'" + std::string{name} +
                                 "' is a layer of decided codings and no coder: agreement with it is not agreement of "
                                 "coders who worked apart.");
  out.with_layer = check_study(std::move(out.with_layer));
  return out;
}

}  // namespace intercoder
