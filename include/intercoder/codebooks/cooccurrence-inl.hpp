// The bodies of cooccurrence.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <intercoder/codebooks/cooccurrence.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/selection.hpp>

namespace intercoder {
namespace detail {

/// What one coder marked in one source, by start.
INTERCODER_INLINE void add_meetings(cooccurrence_table& t, std::vector<mark> marked,
                                    std::vector<std::size_t> const& place, std::int64_t gap) {
  unite(marked, false);
  std::ranges::sort(marked, {}, [](mark const& m) { return std::pair{m.start, m.end}; });
  auto const n = t.size();
  std::vector<mark> open;
  for (auto const& m : marked) {
    auto const i = place[m.code];
    ++t.stretches[i];
    t.characters[i] += m.end - m.start;
    std::erase_if(open, [&](mark const& o) { return o.end + gap < m.start; });
    for (auto const& o : open) {
      auto const j = place[o.code];
      if (j == i) continue;  // two stretches of one code are two
      auto const both = std::min(o.end, m.end) - m.start;
      auto const add = [&](std::vector<std::int64_t>& to, std::int64_t x) {
        to[i * n + j] += x;
        to[j * n + i] += x;
      };
      if (both <= 0) {
        add(t.adjacent, 1);
        continue;
      }
      add(t.overlaps, 1);
      add(t.shared, both);
      if (m.end <= o.end) ++t.within[i * n + j];
      if (o.start == m.start && o.end <= m.end) ++t.within[j * n + i];
    }
    open.push_back(m);
  }
}

}  // namespace detail

INTERCODER_INLINE double cooccurrence_table::jaccard(std::size_t i, std::size_t j) const {
  auto const both = i == j ? characters[i] : shared[i * size() + j];
  return static_cast<double>(both) / static_cast<double>(characters[i] + characters[j] - both);
}

INTERCODER_INLINE cooccurrence_table cooccurrence(study const& s, std::vector<std::size_t> const& coders,
                                                  std::int64_t gap) {
  if (gap < 0) throw bad_argument{"gap " + std::to_string(gap) + "; expected 0 or more characters"};
  std::vector<bool> wanted(s.coders.size(), coders.empty());
  for (auto const c : coders) {
    if (c >= s.coders.size())
      throw bad_argument{"coder " + std::to_string(c + 1) + "; expected one of " + std::to_string(s.coders.size())};
    wanted[c] = true;
  }
  std::vector<bool> used(s.codes.size());
  for (auto const& c : s.codings)
    if (wanted[c.coder] && c.end > c.start) used[c.code] = true;
  cooccurrence_table t;
  std::vector<std::size_t> place(s.codes.size());
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k]) {
      place[k] = t.codes.size();
      t.codes.push_back(k);
    }
  constexpr std::size_t most = 10'000;
  if (t.size() > most)
    throw bad_argument{"cooccurrence: " + std::to_string(t.size()) + " codes; expected at most " +
                       std::to_string(most)};
  t.stretches.assign(t.size(), 0);
  t.characters = t.stretches;
  t.overlaps.assign(t.size() * t.size(), 0);
  t.shared = t.adjacent = t.within = t.overlaps;
  for (auto first = s.codings.begin(); first != s.codings.end();) {  // sorted by source and coder
    auto next = first;
    std::vector<mark> marked;
    for (; next != s.codings.end() && next->source == first->source && next->coder == first->coder; ++next)
      if (next->end > next->start) marked.push_back({0, next->code, next->start, next->end});
    if (wanted[first->coder]) detail::add_meetings(t, std::move(marked), place, gap);
    first = next;
  }
  return t;
}

INTERCODER_INLINE std::vector<std::size_t> average_linkage::groups(double height) const {
  auto const n = steps.size() + 1;
  std::vector<std::size_t> top(n + steps.size());
  std::iota(top.begin(), top.end(), std::size_t{0});
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].height <= height) top[steps[i].first] = top[steps[i].second] = n + i;
  std::vector<std::size_t> out, known;
  for (std::size_t k = 0; k < n; ++k) {
    auto at = k;
    while (top[at] != at) at = top[at];
    auto const found = std::ranges::find(known, at);
    out.push_back(static_cast<std::size_t>(found - known.begin()));
    if (found == known.end()) known.push_back(at);
  }
  return out;
}

INTERCODER_INLINE average_linkage linkage_of(std::vector<double> const& distances, std::size_t n) {
  if (distances.size() != n * n)
    throw bad_argument{"linkage: " + std::to_string(distances.size()) + " distances; expected " + std::to_string(n) +
                       " x " + std::to_string(n)};
  average_linkage out;
  auto d = distances;
  std::vector<std::size_t> id(n), alive(n);
  std::iota(id.begin(), id.end(), std::size_t{0});
  std::iota(alive.begin(), alive.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> members(n);
  for (std::size_t i = 0; i < n; ++i) members[i] = {i};
  std::vector<double> cophenetic(n * n);
  while (alive.size() > 1) {
    std::size_t a = 0, b = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t x = 0; x < alive.size(); ++x)
      for (std::size_t y = x + 1; y < alive.size(); ++y)
        if (double const between = d[alive[x] * n + alive[y]]; between < least || b == 0) {
          least = between;
          a = x;
          b = y;
        }
    auto const i = alive[a], j = alive[b];
    auto const of_i = static_cast<double>(members[i].size()), of_j = static_cast<double>(members[j].size());
    for (auto const u : members[i])
      for (auto const v : members[j]) cophenetic[u * n + v] = cophenetic[v * n + u] = least;
    for (auto const k : alive)
      d[i * n + k] = d[k * n + i] = (of_i * d[i * n + k] + of_j * d[j * n + k]) / (of_i + of_j);
    members[i].insert(members[i].end(), members[j].begin(), members[j].end());
    out.steps.push_back({id[i], id[j], least, members[i].size()});
    id[i] = n + out.steps.size() - 1;
    alive.erase(alive.begin() + static_cast<std::ptrdiff_t>(b));
  }
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0, pairs = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      ++pairs;
      x += distances[i * n + j];
      y += cophenetic[i * n + j];
    }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      double const u = distances[i * n + j] - x / pairs, v = cophenetic[i * n + j] - y / pairs;
      xx += u * u;
      yy += v * v;
      xy += u * v;
    }
  out.cophenetic_correlation =
      n > 2 && xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
  return out;
}

}  // namespace intercoder
