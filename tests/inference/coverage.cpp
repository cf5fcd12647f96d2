// A short run of the simulation of coverage: same digits for any number of threads, and intervals that cover.
#include <doctest/doctest.h>

#include <cmath>

#include "../../bench/coverage/generate.hpp"
#include "../../bench/coverage/simulate.hpp"
#include "../support/near.hpp"

#include <intercoder/agreement/by_name.hpp>

TEST_SUITE("coverage (short)") {
  TEST_CASE("true values: a single large data set agrees with the closed form") {
    coverage::cell c{.block = "one", .units = 40'000, .coders = 3, .categories = 3, .prevalence = 0.1, .kappa = 0.6};
    auto const data = coverage::generator{c, 1}(0);
    for (auto const name : coverage::coefficients) {
      CAPTURE(name);
      auto const e = intercoder::coefficient_by_name(name)(data, intercoder::weights::nominal, {});
      CHECK(e.value == near{coverage::true_value(name, c), 0.015});
    }
  }

  TEST_CASE("sizes of sources add up, and each has a unit") {
    for (auto const& c : coverage::full_grid()) {
      coverage::population const p{c};
      int units = 0;
      for (int const n : p.sizes) {
        CHECK(n >= 1);
        units += n;
      }
      CHECK(units == c.units);
      CHECK(p.effective_sources <= c.sources + 1e-9);
      CHECK(p.contested <= 1);
    }
  }

  TEST_CASE("95 % intervals cover, and one thread counts what two count") {
    std::size_t const datasets = 150;
    coverage::settings s{.datasets = datasets, .slow_datasets = 10, .draws = 200};
    auto const cells = coverage::small_grid();
    auto const one = coverage::simulate(cells, s);
    s.threads = 2;
    auto const two = coverage::simulate(cells, s);
    REQUIRE(one.size() == two.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      auto const &a = one[i].counts, &b = two[i].counts;
      CHECK(a.covered == b.covered);
      CHECK(a.width == b.width);
      CHECK(a.chosen == b.chosen);
      if (one[i].interval != "auto") continue;
      CAPTURE(one[i].coefficient);
      CAPTURE(one[i].cell);
      // Three Monte Carlo errors below what is promised.
      auto const n = static_cast<double>(a.defined);
      CHECK(a.defined == datasets);
      CHECK(a.given == datasets);
      CHECK(static_cast<double>(a.covered) / n > 0.93 - 3 * std::sqrt(0.93 * 0.07 / n));
    }
  }
}
