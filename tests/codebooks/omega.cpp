// The omega index against sums over all pairs of units, and against the adjusted Rand index.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <intercoder/codebooks/omega.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/near.hpp"
#include "../support/sets.hpp"

using namespace intercoder;

namespace {

/// As it is written: pairs of units one by one. A unit of count n is n units.
double over_all_pairs(set_cells const& cells, std::vector<double> const& count) {
  double pairs = 0, same = 0;
  std::map<std::size_t, double> first, second;
  auto const add = [&](std::size_t u, std::size_t v, double n) {
    auto const a = in_common(*cells[u][0], *cells[v][0]), b = in_common(*cells[u][1], *cells[v][1]);
    pairs += n;
    same += a == b ? n : 0;
    first[a] += n;
    second[b] += n;
  };
  for (std::size_t u = 0; u < cells.size(); ++u) {
    if (!cells[u][0] || !cells[u][1]) continue;
    add(u, u, count[u] * (count[u] - 1) / 2);
    for (std::size_t v = 0; v < u; ++v)
      if (cells[v][0] && cells[v][1]) add(u, v, count[u] * count[v]);
  }
  double expected = 0;
  for (auto const& [n, mass] : first) expected += mass * second[n] / (pairs * pairs);
  return (same / pairs - expected) / (1 - expected);
}

}  // namespace

TEST_SUITE("omega index") {
  TEST_CASE("it is the sum over all pairs of units, with and without counts and missing codes") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_stream random{seed, 1};
      auto const cells = random_sets(random, 15, 2, 4, seed % 3 == 0 ? 0.15 : 0);
      std::vector<double> count;
      for (std::size_t u = 0; u < cells.size(); ++u)
        count.push_back(seed % 2 == 0 ? 1 : static_cast<double>(random.below(4)));
      CAPTURE(seed);
      CHECK(omega_index(ratings_of_sets(cells, 4, {.count = count})).value ==
            near{over_all_pairs(cells, count), 1e-12});
    }
  }

  TEST_CASE("groups without overlap: the adjusted Rand index, whether a code stands alone or in a set of one") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      random_stream random{seed, 2};
      code_table t(25, 2);
      set_cells cells(25);
      std::map<std::pair<int, int>, double> both;
      std::map<int, double> first, second;
      for (Eigen::Index u = 0; u < 25; ++u) {
        t(u, 0) = static_cast<int>(random.below(4));
        t(u, 1) = random.uniform() < 0.6 ? 3 - t(u, 0) : static_cast<int>(random.below(4));
        for (Eigen::Index c = 0; c < 2; ++c) cells[static_cast<std::size_t>(u)].push_back(set_of_codes{t(u, c)});
        ++both[{t(u, 0), t(u, 1)}];
        ++first[t(u, 0)];
        ++second[t(u, 1)];
      }
      auto const pairs = [](auto const& table) {
        double n = 0;
        for (auto const& entry : table) n += entry.second * (entry.second - 1) / 2;
        return n;
      };
      double const by_chance = pairs(first) * pairs(second) / 300;
      double const rand = (pairs(both) - by_chance) / ((pairs(first) + pairs(second)) / 2 - by_chance);
      CHECK(omega_index(ratings{t, 4}).value == near{rand, 1e-12});
      CHECK(omega_index(ratings_of_sets(cells, 4)).value == near{rand, 1e-12});
    }
  }

  TEST_CASE("names of groups do not matter, groups do") {
    set_cells cells;
    for (int u = 0; u < 12; ++u)
      cells.push_back(
          {set_of_codes{static_cast<std::int32_t>(u % 3)}, set_of_codes{static_cast<std::int32_t>(u % 3 + 3)}});
    CHECK(omega_index(ratings_of_sets(cells, 6)).value == near{1, 1e-12});
  }

  TEST_CASE("its influence is the derivative by counts, also with importance; errors and intervals follow") {
    random_stream random{3};
    auto const cells = random_sets(random, 20, 2, 4, 0.1);
    ratings_options weighted;
    for (int u = 0; u < 20; ++u) weighted.weight.push_back(0.4 + random.uniform());
    for (auto const& options : {ratings_options{}, weighted}) {
      auto const r = ratings_of_sets(cells, 4, options);
      auto const e = omega_index(r);
      auto const influence = e.influence();
      std::vector<double> slope(r.units());
      double mean = 0;
      for (std::size_t u = 0; u < r.units(); ++u) {
        std::vector<double> up(r.units(), 1.0), down(r.units(), 1.0);
        up[u] += 1e-5;
        down[u] -= 1e-5;
        slope[u] = e.n_used * (omega_index(r.recount(up)).value - omega_index(r.recount(down)).value) / 2e-5;
        if (e.entered[r.design().row(u)]) mean += slope[u] / e.n_used;
      }
      for (std::size_t u = 0; u < r.units(); ++u)
        CHECK(influence[u] == near{e.entered[r.design().row(u)] ? slope[u] - mean : 0, 1e-5});
      CHECK(standard_error(e) > 0);
      auto const i = interval(e);
      CHECK(i.low < e.value);
      CHECK(e.value < i.high);
    }
  }

  TEST_CASE("importance: only ratios matter") {
    random_stream random{4};
    auto const cells = random_sets(random, 20, 2, 4, 0);
    ratings_options once, tenfold;
    for (int u = 0; u < 20; ++u) {
      once.weight.push_back(0.4 + random.uniform());
      tenfold.weight.push_back(10 * once.weight.back());
    }
    CHECK(omega_index(ratings_of_sets(cells, 4, once)).value ==
          near{omega_index(ratings_of_sets(cells, 4, tenfold)).value, 1e-12});
  }

  TEST_CASE("lengths of stretches are counts of characters") {
    set_cells const cells{
        {set_of_codes{0}, set_of_codes{1}}, {set_of_codes{0, 2}, set_of_codes{1}}, {set_of_codes{}, set_of_codes{}}};
    auto const e = omega_index(ratings_of_sets(cells, 3, {.count = {1e6, 2e6, 3e6}}));
    CHECK(e.defined());
    CHECK(e.value > 0.5);
  }

  TEST_CASE("undefined and refused") {
    set_cells const same(4, {set_of_codes{0}, set_of_codes{1}});
    auto const e = omega_index(ratings_of_sets(same, 2));
    CHECK(!e.defined());
    CHECK(e.status == status::no_variation);
    set_cells const three(4, {set_of_codes{0}, set_of_codes{1}, set_of_codes{0}});
    CHECK_THROWS_AS(static_cast<void>(omega_index(ratings_of_sets(three, 2))), bad_argument);
  }
}
