// The bodies of gamma_packing.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>

#include <intercoder/core/sum.hpp>
#include <intercoder/unitizing/gamma_packing.hpp>

namespace intercoder {
namespace detail {

/// Part of a packing problem whose groups hang together, with members counted anew.
class packing_part {
 public:
  packing_part(std::vector<group> const& groups, std::vector<std::size_t> places)
      : all_{groups}, places_{std::move(places)} {
    std::vector<std::uint32_t> members;
    for (auto const p : places_) members.insert(members.end(), groups[p].members.begin(), groups[p].members.end());
    std::ranges::sort(members);
    members.erase(std::unique(members.begin(), members.end()), members.end());
    groups_of_.resize(members.size());
    for (std::size_t t = 0; t < places_.size(); ++t) {
      std::vector<std::size_t> mine;
      for (auto const m : groups[places_[t]].members) {
        auto const u = static_cast<std::size_t>(std::ranges::lower_bound(members, m) - members.begin());
        mine.push_back(u);
        groups_of_[u].push_back(t);
      }
      gain_.push_back(groups[places_[t]].gain);
      members_.push_back(std::move(mine));
    }
  }

  [[nodiscard]] packing solve(std::size_t& steps) {
    set_prices();
    if (bound_ - best_ <= tolerance()) return result(best_);
    std::vector<std::size_t> left;  // could be part of something better
    for (std::size_t t = 0; t < gain_.size(); ++t)
      if (slack(t) < bound_ - best_ - tolerance()) left.push_back(places_[t]);
    if (left.size() < places_.size()) {
      auto rest = solve_groups(all_, std::move(left), steps);
      rest.bound = std::min(rest.bound, bound_);
      if (rest.gain > best_) return rest;
      auto mine = result(std::max(best_, rest.bound));
      return mine;
    }
    bool const complete = search(steps);
    return result(complete ? best_ : bound_);
  }

  /// Parts that hang together, each solved on its own.
  [[nodiscard]] static packing solve_groups(std::vector<group> const& groups, std::vector<std::size_t> places,
                                            std::size_t& steps) {
    std::size_t members = 0;
    for (auto const p : places)
      for (auto const m : groups[p].members) members = std::max<std::size_t>(members, m + 1);
    std::vector<std::size_t> root(members);
    std::iota(root.begin(), root.end(), std::size_t{0});
    auto const find = [&](std::size_t m) {
      while (root[m] != m) m = root[m] = root[root[m]];
      return m;
    };
    for (auto const p : places)
      for (auto const m : groups[p].members) root[find(m)] = find(groups[p].members[0]);
    std::ranges::stable_sort(places, {}, [&](std::size_t p) { return find(groups[p].members[0]); });
    packing out;
    compensated_sum gain, bound;
    for (std::size_t i = 0, end = 0; i < places.size(); i = end) {
      while (end < places.size() && find(groups[places[end]].members[0]) == find(groups[places[i]].members[0])) ++end;
      auto const at = [&](std::size_t k) { return places.begin() + static_cast<std::ptrdiff_t>(k); };
      auto const part = packing_part{groups, {at(i), at(end)}}.solve(steps);
      out.chosen.insert(out.chosen.end(), part.chosen.begin(), part.chosen.end());
      gain += part.gain;
      bound += part.bound;
    }
    out.gain = gain.value();
    out.bound = std::max(out.gain, bound.value());
    return out;
  }

 private:
  [[nodiscard]] double tolerance() const { return 1e-11 * (1 + bound_); }
  [[nodiscard]] double cost(std::size_t t, std::vector<double> const& price) const {
    double sum = 0;
    for (auto const u : members_[t]) sum += price[u];
    return sum;
  }
  [[nodiscard]] double slack(std::size_t t) const { return std::max(0.0, cost(t, price_) - gain_[t]); }
  [[nodiscard]] packing result(double bound) const {
    packing out{.gain = best_, .bound = bound};
    for (auto const t : chosen_) out.chosen.push_back(places_[t]);
    return out;
  }

  /// Takes groups in order of slack, then of gain, as long as their members are free.
  void take_greedily(std::vector<double> const& price) {
    std::vector<double> lost(gain_.size());
    for (std::size_t t = 0; t < lost.size(); ++t) lost[t] = cost(t, price) - gain_[t];
    std::vector<std::size_t> order(gain_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t t) { return std::pair{lost[t], -gain_[t]}; });
    std::vector<char> taken(groups_of_.size());
    std::vector<std::size_t> chosen;
    compensated_sum gain;
    for (auto const t : order) {
      if (std::ranges::any_of(members_[t], [&](std::size_t u) { return taken[u] != 0; })) continue;
      for (auto const u : members_[t]) taken[u] = 1;
      chosen.push_back(t);
      gain += gain_[t];
    }
    keep(gain.value(), chosen);
  }
  void keep(double gain, std::vector<std::size_t> const& chosen) {
    if (!chosen_.empty() && !(gain > best_)) return;
    best_ = gain;
    chosen_ = chosen;
  }

  /// Keeps these prices if, lowered as far as they go, they bound the gain better than the last ones.
  void offer(std::vector<double> price) {
    for (std::size_t u = 0; u < price.size(); ++u) {
      double least = 0;
      for (auto const t : groups_of_[u]) least = std::max(least, gain_[t] - (cost(t, price) - price[u]));
      price[u] = std::min(price[u], least);
    }
    compensated_sum bound;
    for (double const p : price) bound += p;
    if (!price_.empty() && !(bound.value() < bound_)) return;
    bound_ = bound.value();
    price_ = std::move(price);
  }

  /// Subgradients of the relaxed problem in which each member leads at most one group (the one with the best gain less
  /// prices, of those in which it comes first), and may be in several others.
  void set_prices() {
    std::vector<double> price(groups_of_.size());
    for (std::size_t u = 0; u < price.size(); ++u)
      for (auto const t : groups_of_[u])
        price[u] = std::max(price[u], gain_[t] / static_cast<double>(members_[t].size()));
    take_greedily(std::vector<double>(price.size()));
    take_greedily(price);
    offer(price);
    double step = 1, last = bound_;
    for (int round = 0; round < 200 && bound_ - best_ > tolerance(); ++round) {
      std::vector<double> led(price.size()), used(price.size());
      std::vector<std::size_t> leads(price.size(), gain_.size());
      for (std::size_t t = 0; t < gain_.size(); ++t) {
        double const left = gain_[t] - cost(t, price);
        auto const u = members_[t][0];
        if (left > led[u]) {
          led[u] = left;
          leads[u] = t;
        }
      }
      double relaxed = 0, length = 0;
      for (std::size_t u = 0; u < price.size(); ++u) {
        relaxed += price[u] + led[u];
        if (leads[u] < gain_.size())
          for (auto const v : members_[leads[u]]) used[v] += 1;
      }
      auto feasible = price;
      for (std::size_t u = 0; u < price.size(); ++u) feasible[u] += led[u];
      offer(std::move(feasible));
      if (round % 8 == 7) take_greedily(price);
      if (!(relaxed < last - 1e-4 * (last - best_))) step *= 0.85;
      last = std::min(last, relaxed);
      for (double const n : used) length += (1 - n) * (1 - n);
      if (!(length > 0)) break;
      double const pace = step * std::max(relaxed - best_, 1e-12) / length;
      for (std::size_t u = 0; u < price.size(); ++u) price[u] = std::max(0.0, price[u] - pace * (1 - used[u]));
    }
    take_greedily(price_);
  }

  // --- search ---

  struct choice {
    std::size_t member;                ///< that is decided about
    std::vector<std::size_t> options;  ///< its groups that are free, least slack first; after them: it stays alone
    std::size_t next = 0;
    double lost = 0;  ///< of the bound, before this choice
  };

  /// Depth first over what to do with the member that has fewest free groups. False when steps ran out.
  [[nodiscard]] bool search(std::size_t& steps) {
    blocked_.assign(gain_.size(), 0);
    decided_.assign(groups_of_.size(), 0);
    std::vector<choice> way;
    std::vector<std::size_t> taken;
    double lost = 0;
    bool down = true;
    for (;;) {
      if (down) {
        auto const u = tightest();
        if (u == groups_of_.size()) {  // no group is free any more
          compensated_sum gain;
          for (auto const t : taken) gain += gain_[t];
          keep(gain.value(), taken);
        } else {
          choice c{.member = u, .options = {}, .lost = lost};
          for (auto const t : groups_of_[u])
            if (blocked_[t] == 0) c.options.push_back(t);
          std::ranges::stable_sort(c.options, {}, [&](std::size_t t) { return slack(t); });
          way.push_back(std::move(c));
        }
      }
      if (way.empty()) return true;
      auto& c = way.back();
      if (c.next > 0) {  // take back what was tried last
        if (c.next <= c.options.size()) {
          decide(members_[c.options[c.next - 1]], false);
          taken.pop_back();
        } else {
          decide({c.member}, false);
        }
      }
      down = false;
      for (; c.next <= c.options.size() && !down; ++c.next) {
        bool const alone = c.next == c.options.size();
        double const then = c.lost + (alone ? price_[c.member] : slack(c.options[c.next]));
        if (!(then < bound_ - best_ - tolerance())) continue;
        if (steps == 0) return false;
        --steps;
        decide(alone ? std::vector{c.member} : members_[c.options[c.next]], true);
        if (!alone) taken.push_back(c.options[c.next]);
        lost = then;
        down = true;
      }
      if (!down) {
        way.pop_back();
        if (way.empty()) return true;
      }
    }
  }

  [[nodiscard]] std::size_t tightest() const {
    std::size_t best = groups_of_.size(), fewest = gain_.size() + 1;
    for (std::size_t u = 0; u < groups_of_.size(); ++u) {
      if (decided_[u]) continue;
      std::size_t free = 0;
      for (auto const t : groups_of_[u]) free += blocked_[t] == 0;
      if (free > 0 && free < fewest) {
        fewest = free;
        best = u;
      }
    }
    return best;
  }
  void decide(std::vector<std::size_t> const& members, bool on) {
    for (auto const u : members) {
      decided_[u] = on;
      for (auto const t : groups_of_[u]) blocked_[t] += on ? 1 : -1;
    }
  }

  std::vector<group> const& all_;
  std::vector<std::size_t> places_;
  std::vector<std::vector<std::size_t>> members_, groups_of_;
  std::vector<double> gain_;
  std::vector<double> price_;
  double bound_ = 0, best_ = 0;
  std::vector<std::size_t> chosen_;
  std::vector<int> blocked_;  ///< how many members of each group are decided about
  std::vector<char> decided_;
};

}  // namespace detail

INTERCODER_INLINE packing best_packing(std::vector<group> const& groups, std::size_t& steps) {
  std::vector<std::size_t> places(groups.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  auto out = detail::packing_part::solve_groups(groups, std::move(places), steps);
  std::ranges::sort(out.chosen);
  return out;
}

}  // namespace intercoder
