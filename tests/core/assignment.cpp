// Assignment: against every way to assign, on small tables.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include <intercoder/core/assignment.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>

#include "support/near.hpp"

using namespace intercoder;

TEST_SUITE("assignment") {
  /// Least cost over all injections of rows into columns.
  double least(std::vector<double> const& cost, std::size_t rows, std::size_t columns) {
    std::vector<std::size_t> order(std::max(rows, columns));
    std::iota(order.begin(), order.end(), std::size_t{0});
    double best = 1e300;
    do {
      double sum = 0;
      for (std::size_t i = 0; i < std::min(rows, columns); ++i)
        sum += rows <= columns ? cost[i * columns + order[i]] : cost[order[i] * columns + i];
      best = std::min(best, sum);
    } while (std::ranges::next_permutation(order).found);
    return best;
  }

  TEST_CASE("the cheapest of all, on 1,000 small tables of every shape") {
    for (std::uint64_t k = 0; k < 1000; ++k) {
      random_stream random{11, k};
      std::size_t const rows = 1 + random.below(6), columns = 1 + random.below(6);
      std::vector<double> cost(rows * columns);
      for (double& x : cost)
        x = k % 2 == 0 ? static_cast<double>(random.below(6)) - 2 : random.normal() * 1e3;  // ties in every second one
      auto const found = cheapest_assignment(cost, rows, columns);
      CHECK(found.cost == near{least(cost, rows, columns), 1e-9});
      std::vector<char> taken(columns);
      std::size_t assigned = 0;
      for (auto const c : found.column_of) {
        if (c < 0) continue;
        ++assigned;
        CHECK(!taken[static_cast<std::size_t>(c)]);
        taken[static_cast<std::size_t>(c)] = 1;
      }
      CHECK(assigned == std::min(rows, columns));
    }
  }

  TEST_CASE("ties: the first columns, and the same every time") {
    auto const found = cheapest_assignment(std::vector<double>(12, 1.0), 3, 4);
    CHECK(found.column_of == std::vector<std::ptrdiff_t>{0, 1, 2});
    CHECK(cheapest_assignment({}, 0, 3).column_of.empty());
  }

  TEST_CASE("of the wrong size, or without a cost") {
    CHECK_THROWS_WITH_AS(static_cast<void>(cheapest_assignment(std::vector<double>(5), 2, 3)),
                         "assignment: found 5 costs; expected 2 x 3", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(cheapest_assignment(std::vector{1.0, 1e300 * 1e300}, 1, 2)),
                         "assignment: the cost of row 1, column 2 is not finite; expected a number", bad_argument);
  }

  struct every_pairing {
    std::vector<possible_pair> const& pairs;
    std::vector<char> rows, columns;
    double best = 0;
    int ways = 0;  ///< with the largest gain
    void try_from(std::size_t k, double gain) {
      if (k == pairs.size()) {
        if (gain > best + 1e-9) ways = 0;
        best = std::max(best, gain);
        ways += gain > best - 1e-9;
        return;
      }
      try_from(k + 1, gain);
      auto const& p = pairs[k];
      if (rows[p.row] || columns[p.column]) return;
      rows[p.row] = columns[p.column] = 1;
      try_from(k + 1, gain + p.gain);
      rows[p.row] = columns[p.column] = 0;
    }
  };

  TEST_CASE("the pairing that gains most, and whether it is the only one, on 2,000 small tables") {
    for (std::uint64_t k = 0; k < 2000; ++k) {
      random_stream random{12, k};
      std::size_t const rows = 1 + random.below(5), columns = 1 + random.below(5);
      std::vector<possible_pair> pairs;
      for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
          if (random.below(3) > 0)
            pairs.push_back({r, c, k % 2 == 0 ? static_cast<double>(random.below(5)) - 1 : random.normal()});
      every_pairing all{pairs, std::vector<char>(rows), std::vector<char>(columns)};
      all.try_from(0, 0);
      auto const found = best_pairing(rows, columns, pairs);
      CHECK(found.gain == near{all.best, 1e-9});
      CHECK(found.unique == (all.ways == 1));
    }
  }
}
