// The bodies of assignment.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/core/assignment.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

/// Row of each column, for a table that has no more rows than columns; `cost(row, column)`.
template <class Cost>
[[nodiscard]] std::vector<std::ptrdiff_t> rows_of_columns(std::size_t rows, std::size_t columns, Cost const& cost) {
  double const infinite = std::numeric_limits<double>::infinity();
  std::vector<double> row_price(rows), column_price(columns), distance(columns);
  std::vector<std::ptrdiff_t> row_of(columns, -1), reached_from(columns);
  std::vector<char> settled(columns);
  for (std::size_t next = 0; next < rows; ++next) {
    std::ranges::fill(distance, infinite);
    std::ranges::fill(settled, char{0});
    auto row = static_cast<std::ptrdiff_t>(next);
    std::ptrdiff_t at = -1;  // the column settled last; -1: still at the new row
    for (;;) {               // Dijkstra over columns, distances in reduced costs
      double const before = at < 0 ? 0 : distance[static_cast<std::size_t>(at)];
      std::ptrdiff_t nearest = -1;
      for (std::size_t c = 0; c < columns; ++c) {
        if (settled[c]) continue;
        double const through = before + cost(static_cast<std::size_t>(row), c) -
                               row_price[static_cast<std::size_t>(row)] - column_price[c];
        if (through < distance[c]) {
          distance[c] = through;
          reached_from[c] = at;
        }
        if (nearest < 0 || distance[c] < distance[static_cast<std::size_t>(nearest)])
          nearest = static_cast<std::ptrdiff_t>(c);
      }
      at = nearest;
      if (row_of[static_cast<std::size_t>(at)] < 0) break;
      settled[static_cast<std::size_t>(at)] = 1;
      row = row_of[static_cast<std::size_t>(at)];
    }
    double const end = distance[static_cast<std::size_t>(at)];
    row_price[next] += end;
    for (std::size_t c = 0; c < columns; ++c) {
      if (!settled[c]) continue;
      row_price[static_cast<std::size_t>(row_of[c])] += end - distance[c];
      column_price[c] -= end - distance[c];
    }
    for (; at >= 0; at = reached_from[static_cast<std::size_t>(at)]) {
      auto const before = reached_from[static_cast<std::size_t>(at)];
      row_of[static_cast<std::size_t>(at)] =
          before < 0 ? static_cast<std::ptrdiff_t>(next) : row_of[static_cast<std::size_t>(before)];
    }
  }
  return row_of;
}

/// Pairs rows with columns, one row at a time; what each row and column is worth proves that nothing gains more.
class pairing_search {
 public:
  pairing_search(std::size_t rows, std::size_t columns, std::vector<possible_pair> pairs)
      : pairs_{std::move(pairs)},
        first_(rows + 1),
        row_worth_(rows),
        column_worth_(columns),
        column_of_(rows, none),
        row_of_(columns, none),
        distance_(columns, infinite),
        from_(columns, none) {
    std::ranges::sort(pairs_, {}, [](possible_pair const& p) { return std::tuple{p.row, p.column, -p.gain}; });
    for (auto const& p : pairs_) ++first_[p.row + 1];
    for (std::size_t r = 0; r < rows; ++r) first_[r + 1] += first_[r];
    for (std::size_t r = 0; r < rows; ++r) add(r);
  }

  [[nodiscard]] pairing result() const {
    pairing out;
    compensated_sum gain;
    for (std::size_t r = 0; r < column_of_.size(); ++r) {
      out.column_of.push_back(column_of_[r] == none ? -1 : static_cast<std::ptrdiff_t>(column_of_[r]));
      if (column_of_[r] == none) continue;
      for (auto k = first_[r]; k < first_[r + 1]; ++k)
        if (pairs_[k].column == column_of_[r]) {
          gain += pairs_[k].gain;  // the largest one, where a pair was listed twice
          break;
        }
    }
    out.gain = gain.value();
    out.unique = !has_cycle();
    return out;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  static constexpr double infinite = std::numeric_limits<double>::infinity();
  static constexpr double tie = 1e-9;

  [[nodiscard]] double slack(std::size_t k) const {
    auto const& p = pairs_[k];
    return std::max(0.0, row_worth_[p.row] + column_worth_[p.column] - p.gain);
  }

  /// Finds for a new row the exchange that gains most: it ends in a free column, or in a row that then stays alone.
  void add(std::size_t r) {
    for (auto k = first_[r]; k < first_[r + 1]; ++k)
      row_worth_[r] = std::max(row_worth_[r], pairs_[k].gain - column_worth_[pairs_[k].column]);
    std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>>
        queue;
    std::vector<std::pair<std::size_t, double>> rows;  // settled, and how far
    std::vector<std::size_t> columns;                  // touched
    double end = infinite;
    std::size_t alone = none, free = none;
    auto row = r;
    double before = 0;
    for (;;) {
      rows.emplace_back(row, before);
      if (before + row_worth_[row] < end) {
        end = before + row_worth_[row];
        alone = row;
      }
      for (auto k = first_[row]; k < first_[row + 1]; ++k) {
        auto const c = pairs_[k].column;
        double const through = before + slack(k);
        if (c == column_of_[row] || !(through < distance_[c]) || !(through < end)) continue;
        if (distance_[c] == infinite) columns.push_back(c);
        distance_[c] = through;
        from_[c] = row;
        queue.emplace(through, c);
      }
      while (!queue.empty() && queue.top().first > distance_[queue.top().second]) queue.pop();
      if (queue.empty() || !(queue.top().first < end)) break;
      auto const c = queue.top().second;
      before = queue.top().first;
      queue.pop();
      if (row_of_[c] == none) {
        end = before;
        free = c;
        break;
      }
      row = row_of_[c];
    }
    for (auto const& [settled, far] : rows) {
      if (!(far < end)) continue;
      row_worth_[settled] = std::max(0.0, row_worth_[settled] - (end - far));
      if (settled != r) column_worth_[column_of_[settled]] += end - far;
    }
    auto c = free;
    if (free == none) {  // a row gives its column away
      c = column_of_[alone];
      column_of_[alone] = none;
    }
    while (c != none) {
      auto const to = from_[c];
      row_of_[c] = to;
      std::swap(column_of_[to], c);
    }
    for (auto const touched : columns) distance_[touched] = infinite;
  }

  /// Whether anything can be exchanged for free: a cycle of pairs without slack, through "alone" or not.
  [[nodiscard]] bool has_cycle() const {
    auto const rows = column_of_.size(), alone = rows + row_of_.size();
    std::vector<std::vector<std::size_t>> to(alone + 1);
    for (std::size_t r = 0; r < rows; ++r) {
      if (column_of_[r] == none) to[alone].push_back(r);
      if (column_of_[r] != none && row_worth_[r] <= tie) to[r].push_back(alone);
      for (auto k = first_[r]; k < first_[r + 1]; ++k)
        if (pairs_[k].column != column_of_[r] && slack(k) <= tie) to[r].push_back(rows + pairs_[k].column);
    }
    for (std::size_t c = 0; c < row_of_.size(); ++c) {
      to[rows + c].push_back(row_of_[c] == none ? alone : row_of_[c]);
      if (row_of_[c] != none && column_worth_[c] <= tie) to[alone].push_back(rows + c);
    }
    std::vector<std::size_t> next(to.size());
    std::vector<char> seen(to.size());  // 1: on the way, 2: no cycle behind it
    std::vector<std::size_t> way;
    for (std::size_t start = 0; start < to.size(); ++start) {
      if (seen[start]) continue;
      seen[start] = 1;
      way.push_back(start);
      while (!way.empty()) {
        auto const at = way.back();
        if (next[at] == to[at].size()) {
          seen[at] = 2;
          way.pop_back();
          continue;
        }
        auto const then = to[at][next[at]++];
        if (seen[then] == 1) return true;
        if (seen[then] == 2) continue;
        seen[then] = 1;
        way.push_back(then);
      }
    }
    return false;
  }

  std::vector<possible_pair> pairs_;  ///< by row
  std::vector<std::size_t> first_;    ///< of each row, in `pairs_`
  std::vector<double> row_worth_, column_worth_;
  std::vector<std::size_t> column_of_, row_of_;
  std::vector<double> distance_;
  std::vector<std::size_t> from_;
};

}  // namespace detail

INTERCODER_INLINE row_assignment cheapest_assignment(std::span<double const> costs, std::size_t rows,
                                                     std::size_t columns) {
  if (costs.size() != rows * columns)
    throw bad_argument{"assignment: found " + std::to_string(costs.size()) + " costs; expected " +
                       std::to_string(rows) + " x " + std::to_string(columns)};
  for (std::size_t i = 0; i < costs.size(); ++i)
    if (!std::isfinite(costs[i]))
      throw bad_argument{"assignment: the cost of row " + std::to_string(i / columns + 1) + ", column " +
                         std::to_string(i % columns + 1) + " is not finite; expected a number"};
  row_assignment out{.column_of = std::vector<std::ptrdiff_t>(rows, -1)};
  if (rows <= columns) {
    auto const row_of =
        detail::rows_of_columns(rows, columns, [&](std::size_t r, std::size_t c) { return costs[r * columns + c]; });
    for (std::size_t c = 0; c < columns; ++c)
      if (row_of[c] >= 0) out.column_of[static_cast<std::size_t>(row_of[c])] = static_cast<std::ptrdiff_t>(c);
  } else {
    out.column_of =
        detail::rows_of_columns(columns, rows, [&](std::size_t c, std::size_t r) { return costs[r * columns + c]; });
  }
  compensated_sum cost;
  for (std::size_t r = 0; r < rows; ++r)
    if (out.column_of[r] >= 0) cost += costs[r * columns + static_cast<std::size_t>(out.column_of[r])];
  out.cost = cost.value();
  return out;
}

INTERCODER_INLINE pairing best_pairing(std::size_t rows, std::size_t columns, std::vector<possible_pair> pairs) {
  for (auto const& p : pairs)
    if (p.row >= rows || p.column >= columns || !std::isfinite(p.gain))
      throw bad_argument{"pairing: row " + std::to_string(p.row + 1) + ", column " + std::to_string(p.column + 1) +
                         " with gain " + std::to_string(p.gain) + "; expected a number, and a place within " +
                         std::to_string(rows) + " x " + std::to_string(columns)};
  return detail::pairing_search{rows, columns, std::move(pairs)}.result();
}

}  // namespace intercoder
