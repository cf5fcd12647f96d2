// Coders against others, a reference, and time: the alternative annotator test, sensitivity, drift.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/pairs.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/drift.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/reference.hpp>
#include <intercoder/inference/replaceable.hpp>
#include <intercoder/inference/signed_rank.hpp>
#include <intercoder/inference/variance.hpp>

#include <doctest/doctest.h>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

namespace {

code_table random_codes(std::uint64_t seed, Eigen::Index units, Eigen::Index coders, double gaps = 0) {
  random_stream random{seed, 5};
  return ::random_codes(random, units, coders, 4, gaps);
}

}  // namespace

TEST_SUITE("the alternative annotator test") {
  TEST_CASE("by the definitions: accuracy, and root mean square error as squared distances") {
    auto const t = random_codes(1, 60, 4, 0.1);
    distance_of_codes const squared = [](std::size_t a, std::size_t b) {
      return std::pow(static_cast<double>(a) - static_cast<double>(b), 2);
    };
    for (bool const numeric : {false, true}) {
      auto const found =
          replaceable({t, 4}, 3, numeric ? squared : distance_of_codes{}, {.epsilon = 0.15, .false_discovery = 0.05});
      REQUIRE(found.coders.size() == 3);
      double advantage = 0;
      for (Eigen::Index j = 0; j < 3; ++j) {
        double n = 0, wins = 0, losses = 0, squares = 0, sum = 0;
        for (Eigen::Index u = 0; u < t.rows(); ++u) {
          if (t(u, j) == missing || t(u, 3) == missing) continue;
          double others = 0, mine = 0, its = 0;
          for (Eigen::Index k = 0; k < 3; ++k) {
            if (k == j || t(u, k) == missing) continue;
            ++others;
            mine += numeric ? std::pow(t(u, j) - t(u, k), 2) : t(u, j) != t(u, k);
            its += numeric ? std::pow(t(u, 3) - t(u, k), 2) : t(u, 3) != t(u, k);
          }
          if (others == 0) continue;
          double const score = -std::sqrt(its / others), of_coder = -std::sqrt(mine / others);
          double const w = score >= of_coder, l = of_coder >= score;
          ++n;
          wins += w;
          losses += l;
          sum += l - w;
          squares += (l - w) * (l - w);
        }
        auto const& c = found.coders[static_cast<std::size_t>(j)];
        double const mean = sum / n, sd = std::sqrt((squares - n * mean * mean) / (n - 1));
        double const statistic = (mean - 0.15) / (sd / std::sqrt(n));
        CHECK(c.n_units == n);
        CHECK(c.advantage == near{wins / n, 1e-14});
        CHECK(c.coder_advantage == near{losses / n, 1e-14});
        CHECK(c.statistic == near{statistic, 1e-10});
        CHECK(c.df == n - 1);
        CHECK(c.p_value == near{1 - distributions::student_t_tail(statistic, n - 1), 1e-12});
        advantage += wins / n / 3;
      }
      CHECK(found.advantage == near{advantage, 1e-14});
    }
  }

  TEST_CASE("a candidate that says what most say wins; one that guesses does not") {
    auto t = random_codes(2, 80, 5);
    code_table good = t, bad = t;
    random_stream random{9, 1};
    for (Eigen::Index u = 0; u < t.rows(); ++u) {
      int votes[4] = {};
      for (Eigen::Index c = 0; c < 4; ++c) ++votes[t(u, c)];
      good(u, 4) = static_cast<int>(std::max_element(votes, votes + 4) - votes);
      bad(u, 4) = static_cast<int>(random.below(4));
    }
    auto const yes = replaceable({good, 4}, 4), no = replaceable({bad, 4}, 4);
    CHECK(yes.passed);
    CHECK(yes.winning_rate == 1);
    CHECK(yes.advantage > 0.9);
    CHECK_FALSE(no.passed);
    CHECK(no.winning_rate == 0);
    for (auto const& c : no.coders) CHECK(c.p_adjusted >= c.p_value);
  }

  TEST_CASE("sources: fewer degrees of freedom; counts: copies") {
    auto const t = random_codes(3, 60, 4);
    ratings_options by_source, counted;
    std::vector<std::size_t> copied;
    for (std::size_t u = 0; u < 60; ++u) {
      by_source.sources.push_back("s" + std::to_string(u / 6));
      counted.count.push_back(static_cast<double>(1 + u % 2));
      for (std::size_t i = 0; i <= u % 2; ++i) copied.push_back(u);
    }
    ratings const plain{t, 4};
    auto const& scale = plain.categories_scale();
    auto const s = replaceable({t, scale, by_source}, 3).coders[0];
    CHECK(s.df == near{9, 1e-9});
    CHECK(s.n_sources == 10);
    CHECK(s.advantage == replaceable(plain, 3).coders[0].advantage);
    auto const a = replaceable({t, scale, counted}, 3).coders[1],
               b = replaceable(plain.select_units(copied), 3).coders[1];
    CHECK(a.n_units == 90);
    CHECK(a.p_value == near{b.p_value, 1e-13});
  }

  TEST_CASE("nothing to compare, and all units alike") {
    code_table t(5, 4);
    t << 0, missing, 0, 0, 1, missing, 1, 1, 0, missing, 0, 0, 1, missing, 1, 1, 1, missing, 1, 1;
    auto const found = replaceable({t, 2}, 3);
    CHECK(found.coders[1].reason == "No unit was coded by the candidate, this coder and another one.");
    CHECK(std::isnan(found.coders[1].p_adjusted));
    CHECK(found.coders[0].p_value == 0);
    CHECK(found.coders[0].reason == "All units say the same, so there is no error; more units may say otherwise.");
    CHECK(found.winning_rate == 1);
  }

  TEST_CASE("signed ranks, where they are asked for") {
    auto const t = random_codes(7, 24, 4);
    ratings const plain{t, 4};
    replacement_options const o{.epsilon = 0.15, .test = replacement_test::signed_rank};
    auto const by_t = replaceable(plain, 3, {}, {.epsilon = 0.15}), by_rank = replaceable(plain, 3, {}, o);
    std::vector<double> d;
    for (Eigen::Index u = 0; u < 24; ++u) {
      auto const misses = [&](int code) { return (code != t(u, 1)) + (code != t(u, 2)); };
      int const candidate = misses(t(u, 3)), coder = misses(t(u, 0));
      d.push_back((coder <= candidate) - (candidate <= coder) - 0.15);
    }
    auto const wanted = signed_rank(d);
    CHECK(by_rank.coders[0].statistic == wanted.statistic);
    CHECK(by_rank.coders[0].p_value == wanted.p_less);
    CHECK(by_rank.coders[0].reason.empty());
    CHECK(std::isnan(by_rank.coders[0].df));
    CHECK(by_rank.coders[0].se == by_t.coders[0].se);
    CHECK(by_rank.advantage == by_t.advantage);
    CHECK(by_t.coders[0].reason == "Fewer than 30 units: the t-test is rough.");
    CHECK(refusal([&] {
            return replaceable({t, plain.categories_scale(), {.sources = std::vector<std::string>(24, "a")}}, 3, {}, o);
          }) ==
          "replaceable: the signed-rank test takes units as independent and alike; these have sources, so expected the "
          "test t");
    code_table same(6, 3);
    same << 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1;
    auto const none = replaceable({same, 2}, 2, {}, {.epsilon = 0, .test = replacement_test::signed_rank});
    CHECK(none.coders[0].reason == "Candidate and coder are equally near on every unit: nothing to rank.");
    CHECK(std::isnan(none.coders[0].p_value));
  }

  TEST_CASE("refusals") {
    ratings const r{random_codes(1, 10, 3), 4};
    CHECK(refusal([&] { return replaceable(r, 3); }) == "replaceable: coder 4; expected one of 3");
    CHECK(refusal([&] {
            return replaceable({random_codes(1, 10, 2), 4}, 1);
          }) ==
          "replaceable: found 1 coder(s) besides the candidate; expected at least two, as each is held against the "
          "others");
    CHECK(refusal([&] { return replaceable(r, 0, {}, {.epsilon = 1}); }) ==
          "replaceable: epsilon 1; expected a number from 0 to below 1, such as 0.1");
    CHECK(refusal([&] { return replaceable(r, 0, {}, {.false_discovery = 0}); }) ==
          "replaceable: false discovery rate 0; expected a number between 0 and 1, such as 0.05");
  }
}

TEST_SUITE("against a reference") {
  TEST_CASE("sensitivity and precision of each code") {
    code_table t(8, 2);
    t << 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, missing, 1, 1, 1;
    auto const found = against_reference({t, 2}, 1);
    REQUIRE(found.size() == 2);
    auto const& yes = found[1];
    CHECK(yes.units.both == 3);
    CHECK(yes.units.only_a == 1);
    CHECK(yes.units.only_b == 1);
    CHECK(yes.units.neither == 2);
    CHECK(yes.sensitivity.value == 0.75);
    CHECK(yes.precision.value == 0.75);
    CHECK(standard_error(yes.sensitivity) == near{std::sqrt(0.75 * 0.25 / 3), 1e-15});
    auto const i = interval(yes.sensitivity);
    CHECK(i.method == interval_method::jeffreys);
    CHECK(i.low == near{distributions::beta_quantile(0.025, 3.5, 1.5), 1e-12});
  }

  TEST_CASE("a code that nobody gave, and perfect sensitivity") {
    code_table t(4, 3);
    t << 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0;
    auto const found = against_reference({t, scale::of_labels({"a", "b", "c"})}, 0);
    REQUIRE(found.size() == 6);
    CHECK(found[1].sensitivity.value == 0);
    CHECK(found[1].precision.reason == "The coder did not give this code to any unit that both coded.");
    CHECK(found[2].sensitivity.reason == "The reference did not give this code to any unit that both coded.");
    CHECK(found[2].sensitivity.status == status::no_units);
    CHECK(found[4].sensitivity.value == 1);
    auto const i = interval(found[0].sensitivity);
    CHECK(i.method == interval_method::exact);
    CHECK(i.high == 1);
    CHECK(i.low < 0.5);
  }

  TEST_CASE("by source, and refusals") {
    auto const t = random_codes(7, 60, 3);
    ratings_options o;
    for (int u = 0; u < 60; ++u) o.sources.push_back("s" + std::to_string(u / 10));
    auto const found = against_reference({t, ratings{t, 4}.categories_scale(), o}, 2);
    CHECK(found[0].sensitivity.n_sources == 5);  // one of the six has no unit of this code
    CHECK(interval(found[0].sensitivity).df < 9);
    CHECK(refusal([&] { return against_reference({t, 4}, 3); }) == "against_reference: coder 4; expected one of 3");
  }
}

TEST_SUITE("drift") {
  TEST_CASE("the slope is that of a straight line, its error White's") {
    auto const e = krippendorff_alpha({random_codes(4, 50, 3, 0.1), 4});
    auto const y = e.influence();
    double sxx = 0, sxy = 0, n = 0, middle = 0;
    std::vector<std::pair<double, double>> points;
    for (std::size_t u = 0; u < 50; ++u)
      if (e.entered[e.data.design().row(u)]) points.emplace_back(static_cast<double>(u) / 49, e.value + y[u]);
    for (auto const& p : points) {
      ++n;
      middle += p.first;
    }
    middle /= n;
    for (auto const& p : points) {
      sxx += (p.first - middle) * (p.first - middle);
      sxy += (p.first - middle) * p.second;
    }
    double const slope = sxy / sxx;
    double meat = 0;
    for (auto const& p : points)
      meat += std::pow((p.first - middle) * (p.second - e.value - slope * (p.first - middle)), 2);
    auto const found = drift(e);
    CHECK(found.slope == near{slope, 1e-12});
    CHECK(found.se == near{std::sqrt(meat * n / (n - 2)) / sxx, 1e-12});
    CHECK(found.df == n - 2);
    CHECK(found.n_units == n);
  }

  TEST_CASE("windows cover all units, and their means the value") {
    auto const e = fleiss_kappa({random_codes(5, 43, 3), 4});
    auto const found = drift(e, {.window = 10});
    REQUIRE(found.windows.size() == 5);
    double sum = 0, n = 0;
    for (auto const& w : found.windows) {
      sum += w.n_units * w.mean;
      n += w.n_units;
    }
    CHECK(n == 43);
    CHECK(sum / n == near{e.value, 1e-12});
    CHECK(found.windows.back().first == 40);
    CHECK(found.windows.back().last == 42);
    CHECK(drift(e).windows.size() == 5);
    std::size_t const first[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    CHECK(found.windows[0].value == fleiss_kappa(e.data.select_units(first)).value);
  }

  TEST_CASE("the other way round, the slope has the other sign; ties share a place") {
    auto const e = fleiss_kappa({random_codes(6, 40, 3), 4});
    std::vector<double> back, halves;
    for (int u = 0; u < 40; ++u) {
      back.push_back(-u);
      halves.push_back(u < 20 ? 0 : 1);
    }
    CHECK(drift(e, {.order = back}).slope == near{-drift(e).slope, 1e-12});
    CHECK(drift(e, {.order = back}).units[0] == 39);
    auto const y = e.influence();
    double const first = std::accumulate(y.begin(), y.begin() + 20, 0.0) / 20;
    double const second = std::accumulate(y.begin() + 20, y.end(), 0.0) / 20;
    // Middles of the halves lie at 9.5 and 29.5 of 39.
    CHECK(drift(e, {.order = halves}).slope == near{(second - first) * 39 / 20, 1e-12});
  }

  TEST_CASE("coders who get better are seen; a value without slope is not") {
    code_table t = random_codes(8, 200, 2);
    for (Eigen::Index u = 100; u < 200; ++u) t(u, 1) = t(u, 0);
    auto const found = drift(cohen_kappa({t, 4}));
    CHECK(found.slope > 0.3);
    CHECK(found.p_value < 1e-4);
    CHECK(found.interval.low > 0);
    code_table same(6, 2);
    same << 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0;
    CHECK(drift(cohen_kappa({same, 2})).reason.starts_with("Every code is '1'"));
    code_table perfect(4, 2);
    perfect << 0, 0, 1, 1, 0, 0, 1, 1;
    CHECK_FALSE(drift(cohen_kappa({perfect, 2})).reason.empty());
  }

  TEST_CASE("refusals") {
    auto const e = fleiss_kappa({random_codes(6, 4, 3), 4});
    CHECK(refusal([&] {
            return drift(e, {.order = {1, 2}});
          }) == "drift: 2 numbers to order units by; expected 4, one for each unit");
    CHECK(refusal([&] {
            return drift(e, {.order = {1, 2, not_a_number, 3}});
          }) == "drift: unit '3' has the order nan; expected a finite number");
    CHECK(refusal([&] { return drift(e, {.level = 0}); }).starts_with("interval: level 0; expected"));
  }
}
