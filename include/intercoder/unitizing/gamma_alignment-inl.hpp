// The bodies of gamma_alignment.hpp.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include <intercoder/core/assignment.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/unitizing/gamma_alignment.hpp>
#include <intercoder/unitizing/gamma_packing.hpp>

namespace intercoder {
namespace detail {

/// Two units of different coders, by their places, and what it costs to align them.
struct near_pair {
  std::size_t first = 0, second = 0;
  double cost = 0;
};

/// Units of one coder, by length (powers of two apart) and start, so that a long unit widens nobody else's window.
class by_length {
 public:
  explicit by_length(std::vector<mark> const& units) {
    for (std::size_t i = 0; i < units.size(); ++i) lists_[width(units[i])].emplace_back(units[i].start, i);
    for (auto& [bits, list] : lists_) std::ranges::sort(list);
  }
  /// Calls f(place) for units that may be within `reach` times the sum of both lengths of u; false stops.
  template <class F>
  [[nodiscard]] bool near(mark const& u, double reach, F const& f) const {
    auto const length = static_cast<double>(u.end - u.start);
    for (auto const& [bits, list] : lists_) {
      double const far = reach * (length + std::ldexp(1.0, bits)) + 1;  // no unit of this list is longer
      auto const from = std::ranges::lower_bound(list, static_cast<double>(u.start) - far, {},
                                                 [](auto const& x) { return static_cast<double>(x.first); });
      for (auto at = from; at != list.end() && static_cast<double>(at->first) <= static_cast<double>(u.start) + far;
           ++at)
        if (!f(at->second)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] static int width(mark const& u) {
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(u.end - u.start)));
  }
  std::map<int, std::vector<std::pair<std::int64_t, std::size_t>>> lists_;
};

/// Pairs that cost at most `most`, by first and second unit. False when there are more than `limit`.
template <class Add>
[[nodiscard]] bool near_pairs(std::vector<mark> const& a, std::vector<mark> const& b, alignment_costs const& costs,
                              double most, std::size_t& limit, Add const& add) {
  by_length const others{b};
  double const reach = costs.alpha > 0 ? std::sqrt(most / costs.alpha) : 1e300;
  for (std::size_t i = 0; i < a.size(); ++i) {
    bool const room = others.near(a[i], reach, [&](std::size_t j) {
      double const cost = costs.of(a[i], b[j]);
      if (cost > most) return true;
      if (limit == 0) return false;
      --limit;
      add(near_pair{i, j, cost});
      return true;
    });
    if (!room) return false;
  }
  return true;
}

[[nodiscard]] INTERCODER_INLINE alignment refuse(std::string reason) {
  double const none = std::numeric_limits<double>::quiet_NaN();
  return {.disorder = none, .at_least = none, .solution = solution::refused, .reason = std::move(reason)};
}
[[nodiscard]] INTERCODER_INLINE std::string too_near(alignment_limits const& bounds) {
  return "More than " + std::to_string(bounds.pairs) + " pairs of units are near enough to be aligned.";
}

[[nodiscard]] INTERCODER_INLINE alignment align_two(std::vector<mark> const& a, std::vector<mark> const& b,
                                                    alignment_costs const& costs, alignment_limits const& bounds) {
  std::vector<possible_pair> pairs;
  auto room = bounds.pairs;
  if (!near_pairs(a, b, costs, 2, room, [&](near_pair const& p) { pairs.push_back({p.first, p.second, 2 - p.cost}); }))
    return refuse(too_near(bounds));
  auto const found = best_pairing(a.size(), b.size(), std::move(pairs));
  alignment out{.unit_of = {}, .unique = found.unique};
  std::vector<char> taken(b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    out.unit_of.push_back({static_cast<std::ptrdiff_t>(i), found.column_of[i]});
    if (found.column_of[i] >= 0) taken[static_cast<std::size_t>(found.column_of[i])] = 1;
  }
  for (std::size_t j = 0; j < b.size(); ++j)
    if (!taken[j]) out.unit_of.push_back({-1, static_cast<std::ptrdiff_t>(j)});
  out.disorder = out.at_least = static_cast<double>(a.size() + b.size()) - found.gain;
  return out;
}

[[nodiscard]] inline double pairs_among(double n) { return n * (n - 1) / 2; }

/// All ways to align units of several coders that gain something over leaving each of them alone. A group of r units
/// gains r - 1, and for each of its pairs (1 - cost) / C(n, 2).
class group_list {
 public:
  group_list(std::span<std::vector<mark> const> units, alignment_costs const& costs, alignment_limits const& bounds)
      : coders_{units.size()}, all_pairs_{pairs_among(static_cast<double>(coders_))}, limit_{bounds.groups} {
    std::size_t count = 0;
    std::vector<std::size_t> first;
    for (std::size_t c = 0; c < coders_; ++c) {
      first.push_back(count);
      for (std::size_t i = 0; i < units[c].size(); ++i) where_.emplace_back(c, i);
      count += units[c].size();
    }
    later_.resize(count);
    auto room = bounds.pairs;
    double const most = most_of(coders_);
    for (std::size_t c = 0; c < coders_ && fits_; ++c)
      for (std::size_t d = c + 1; d < coders_ && fits_; ++d)
        fits_ = near_pairs(units[c], units[d], costs, most, room, [&](near_pair const& p) {
          later_[first[c] + p.first].emplace_back(first[d] + p.second, p.cost);
        });
    if (!fits_) {
      reason_ = too_near(bounds);
      return;
    }
    for (auto& list : later_) std::ranges::sort(list);
    for (std::size_t u = 0; u < count && fits_; ++u) extend({u}, {0}, 0, later_[u]);
    if (!fits_)
      reason_ = "Units can be aligned in more than " + std::to_string(bounds.groups) +
                " ways; fewer coders at a time, or shorter sources, can be solved.";
  }

  [[nodiscard]] bool fits() const { return fits_; }
  [[nodiscard]] std::string const& reason() const { return reason_; }
  [[nodiscard]] std::vector<group> const& groups() const { return groups_; }
  [[nodiscard]] std::size_t units() const { return where_.size(); }
  /// Coder and place of a member.
  [[nodiscard]] std::pair<std::size_t, std::size_t> where(std::size_t u) const { return where_[u]; }

 private:
  using candidates = std::vector<std::pair<std::size_t, double>>;  ///< unit, and what it costs beside the group

  /// What the pairs of one unit with r - 1 others may cost together, without it being better alone.
  [[nodiscard]] double most_of(std::size_t r) const { return all_pairs_ + static_cast<double>(r) - 1; }

  /// `cost` of each unit with the others, `sum` of all pairs, and units of later coders that are near to all.
  void extend(std::vector<std::size_t> const& group, std::vector<double> const& cost, double sum,
              candidates const& more) {
    auto const r = group.size();
    if (r >= 2) {
      double const pairs = pairs_among(static_cast<double>(r));
      double const gain = static_cast<double>(r) - 1 + (pairs - sum) / all_pairs_;
      if (gain > 1e-12 && std::ranges::all_of(cost, [&](double c) { return c <= most_of(r) + 1e-12; })) {
        if (groups_.size() == limit_) {
          fits_ = false;
          return;
        }
        groups_.push_back({{group.begin(), group.end()}, gain});
      }
    }
    for (auto const& [v, beside] : more) {
      if (!fits_) return;
      auto const coder = where_[v].first;
      std::vector<double> then = cost;
      bool possible = beside <= most_of(coders_) + 1e-12;
      for (std::size_t i = 0; i < r && possible; ++i) {
        then[i] += cost_of(group[i], v);
        possible = then[i] <= most_of(coders_) + 1e-12;
      }
      double const now = sum + beside;
      // Even if every coder that is left gave a unit for nothing.
      auto const most = static_cast<double>(r + 1 + (coders_ - 1 - coder));
      if (!possible || !(most - 1 + (pairs_among(most) - now) / all_pairs_ > 1e-12)) continue;
      then.push_back(beside);
      auto larger = group;
      larger.push_back(v);
      candidates rest;
      for (auto const& [w, so_far] : more) {
        if (where_[w].first <= coder) continue;
        double const c = cost_of(v, w);
        if (c >= 0) rest.emplace_back(w, so_far + c);
      }
      extend(larger, then, now, rest);
    }
  }
  /// -1: too much.
  [[nodiscard]] double cost_of(std::size_t u, std::size_t v) const {
    auto const at = std::ranges::lower_bound(later_[u], v, {}, [](auto const& x) { return x.first; });
    return at != later_[u].end() && at->first == v ? at->second : -1;
  }

  std::size_t coders_;
  double all_pairs_;
  std::size_t limit_;
  std::vector<std::pair<std::size_t, std::size_t>> where_;
  std::vector<candidates> later_;  ///< of each unit, those of later coders that are near, ascending
  std::vector<group> groups_;
  bool fits_ = true;
  std::string reason_;
};

}  // namespace detail

INTERCODER_INLINE double alignment_costs::positional(mark const& u, mark const& v) const {
  auto const apart = static_cast<double>(std::abs(u.start - v.start)) + static_cast<double>(std::abs(u.end - v.end));
  double const share = apart / (static_cast<double>(u.end - u.start) + static_cast<double>(v.end - v.start));
  return share * share;
}
INTERCODER_INLINE double alignment_costs::categorial(mark const& u, mark const& v) const {
  return distance ? distance(u.code, v.code) : u.code == v.code ? 0.0 : 1.0;
}
INTERCODER_INLINE double alignment_costs::of(mark const& u, mark const& v) const {
  return alpha * positional(u, v) + beta * categorial(u, v);
}

INTERCODER_INLINE std::string_view text(solution s) {
  return s == solution::exact ? "exact" : s == solution::bounded ? "bounded" : "refused";
}

INTERCODER_INLINE alignment best_alignment(std::span<std::vector<mark> const> units, alignment_costs const& costs,
                                           alignment_limits const& bounds) {
  if (units.size() == 2) return detail::align_two(units[0], units[1], costs, bounds);
  detail::group_list const list{units, costs, bounds};
  if (!list.fits()) return detail::refuse(list.reason());
  auto steps = bounds.steps;
  auto const found = best_packing(list.groups(), steps);
  alignment out;
  std::vector<char> taken(list.units());
  for (auto const t : found.chosen) {
    std::vector<std::ptrdiff_t> line(units.size(), -1);
    for (auto const m : list.groups()[t].members) {
      taken[m] = 1;
      line[list.where(m).first] = static_cast<std::ptrdiff_t>(list.where(m).second);
    }
    out.unit_of.push_back(std::move(line));
  }
  for (std::size_t u = 0; u < list.units(); ++u) {
    if (taken[u]) continue;
    std::vector<std::ptrdiff_t> line(units.size(), -1);
    line[list.where(u).first] = static_cast<std::ptrdiff_t>(list.where(u).second);
    out.unit_of.push_back(std::move(line));
  }
  double const alone = static_cast<double>(list.units());
  out.disorder = alone - found.gain;
  out.at_least = std::max(0.0, alone - found.bound);
  if (found.bound > found.gain + 1e-9 * (1 + alone)) {
    out.solution = solution::bounded;
    out.reason = "The search for the best alignment was stopped after " + std::to_string(bounds.steps) + " choices.";
  } else {
    out.at_least = out.disorder;
  }
  return out;
}

}  // namespace intercoder
