// Plans and sample sizes: how they move with what is asked for, and what simulated data say.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/linear_programme.hpp>
#include <intercoder/inference/plan.hpp>

#include "../support/near.hpp"

using namespace intercoder;
namespace sizes = intercoder::sample_sizes;

namespace {

estimate alpha(ratings const& r) { return krippendorff_alpha(r); }

/// Quick: Fisher's z, and few data sets.
plan_options quick() {
  return {.minimum = 0.4, .prevalence = 0.3, .method = interval_method::fisher_z, .data_sets = 200};
}

}  // namespace

TEST_SUITE("planning") {
  TEST_CASE("a linear programme: known corners, no solution, no end") {
    CHECK(maximise({3, 2, 0, 0}, {{{1, 1, 1, 0}, 4}, {{1, 3, 0, 1}, 6}}) == std::vector<double>{4, 0, 0, 2});
    CHECK_FALSE(maximise({1, 1}, {{{1, 1}, 1}, {{1, 1}, 2}}));
    CHECK_FALSE(maximise({1, 0}, {{{1, -1}, 0}}));
    CHECK(maximise({1, 0}, {{{1, 1}, 1}, {{2, 2}, 2}}) == std::vector<double>{1, 0});  // an equation said twice
  }

  TEST_CASE("no table with the same margins and kappa has a larger variance than the one found") {
    // With power .5 only the variance at the null value counts; here it is compared with the errors of Cohen's kappa.
    double const kappa = 0.5, z = 1.6448536269514722;
    auto const largest = [&](std::vector<double> const& shares) {
      return sizes::kappa_test(kappa, 0.6, shares, shares, {.power = 0.5, .one_sided = true}).exact * 0.01 / (z * z);
    };
    auto const found = [](count_table const& t) {
      auto const e = cohen_kappa(ratings::from_confusion(t, scale::of_numbers({1, 2, 3, 4})));
      CHECK(e.value == near{0.5, 1e-9});
      return std::pow(standard_error(e), 2) * (e.n_used - 1);
    };
    std::vector<double> const a{0.2, 0.25, 0.1, 0.45};
    count_table t(4, 4);
    for (Eigen::Index i = 0; i < 4; ++i)
      for (Eigen::Index j = 0; j < 4; ++j) {
        auto const row = a[static_cast<std::size_t>(i)], column = a[static_cast<std::size_t>(j)];
        t(i, j) = 1e4 * ((1 - kappa) * row * column + (i == j ? kappa * row : 0));
      }
    double const most = largest(a);
    double best = 0;
    random_stream random{1};
    for (int step = 0; step < 2000; ++step) {  // moves that keep margins and diagonal
      auto const at = [&] { return static_cast<Eigen::Index>(random.below(4)); };
      auto const i = at(), j = at(), k = at(), l = at();
      if (i == k || j == l || i == j || k == l || i == l || k == j) continue;
      double const move = random.uniform() * std::min(t(i, j), t(k, l));
      t(i, j) -= move;
      t(k, l) -= move;
      t(i, l) += move;
      t(k, j) += move;
      best = std::max(best, found(t));
    }
    CHECK(best <= most + 1e-9);
    CHECK(best > 0.7 * most);

    // Two categories: the table is given by its margins and kappa.
    count_table two = count_table::Zero(4, 4);
    two.topLeftCorner(2, 2) << 5500, 1000 + 50, 1050, 10'000 - 5500 - 2100;
    double const p = 0.655, po = 1 - 0.21, pe = p * p + (1 - p) * (1 - p);
    auto const e = cohen_kappa(ratings::from_confusion(two.topLeftCorner(2, 2), scale::of_numbers({1, 2})));
    CHECK(e.value == near{(po - pe) / (1 - pe), 1e-9});
    CHECK(sizes::kappa_test(e.value, e.value + 0.1, {p, 1 - p}, {p, 1 - p}, {.power = 0.5, .one_sided = true}).exact *
              0.01 / (z * z) ==
          near{std::pow(standard_error(e), 2) * (e.n_used - 1), 1e-6});
  }

  TEST_CASE("more precision, more power, a closer alternative and a rarer code take more units") {
    CHECK(sizes::agreement_width(0.8, 0.05).exact > sizes::agreement_width(0.8, 0.1).exact);
    CHECK(sizes::kappa_width(0.8, 0.1, 0.05).exact == near{4 * sizes::kappa_width(0.8, 0.1, 0.1).exact, 1e-6});
    CHECK(sizes::goodness_of_fit(0.6, 0.8, {0.9, 0.1}).exact > sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}).exact);
    CHECK(sizes::goodness_of_fit(0.7, 0.8, {0.7, 0.3}).exact > sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}).exact);
    CHECK(sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}, 2, {.power = 0.9}).exact >
          sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}).exact);
    for (std::size_t coders = 2; coders < 8; ++coders)
      CHECK(sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}, coders).exact >
            sizes::goodness_of_fit(0.6, 0.8, {0.7, 0.3}, coders + 1).exact);
    CHECK(sizes::lacy_riffe(1000, 0.9, 0.02).exact > sizes::lacy_riffe(1000, 0.9, 0.03).exact);
    CHECK(sizes::lacy_riffe(1000, 0.9, 0.03).exact > sizes::lacy_riffe(500, 0.9, 0.03).exact);
    CHECK(sizes::theme_instances(0.1, 3).exact > sizes::theme_instances(0.1, 2).exact);
    CHECK(sizes::krippendorff(0.8, 0.1).exact > sizes::krippendorff(0.8, 0.25).exact);
  }

  TEST_CASE("the design effect: 1 + (m - 1) rho") {
    CHECK(design_effect(40, 0.05) == near{2.95, 1e-12});
    CHECK(design_effect(1, 0.9) == 1);
    CHECK(design_effect(40, 0) == 1);
  }

  TEST_CASE("a plan says what is needed, and that its intervals do what was asked") {
    auto o = quick();
    o.data_sets = 1000;
    auto const p = plan(alpha, o);
    CHECK(p.possible);
    CHECK(p.n_sources == 18);
    CHECK(p.n_units == p.n_sources * p.units_per_source);
    CHECK(p.power >= 0.77);
    CHECK(p.layouts.size() == 5);
    CHECK(p.layouts.front().units == p.n_units);
    CHECK(p.layouts.back().units == 18 * 40);
  }

  TEST_CASE("widths of three layouts, as simulated independently of this library") {
    // Kappa .8, prevalence .3, Fisher's z by source: research of the project, 1,000 data sets, error about .01.
    struct published {
      double rho, whole, half, every, all;
    };
    for (auto const& x :
         {published{0.02, 0.34, 0.25, 0.22, 0.14}, {0.05, 0.44, 0.30, 0.25, 0.18}, {0.10, 0.58, 0.36, 0.28, 0.22}}) {
      auto const p = plan(alpha, {.prevalence = 0.3, .rho = x.rho, .method = interval_method::fisher_z});
      CAPTURE(x.rho);
      CHECK(p.layouts[1].units == 200);
      CHECK(p.layouts[1].width == near{x.whole, 0.02});
      CHECK(p.layouts[2].width == near{x.half, 0.015});
      CHECK(p.layouts[3].width == near{x.every, 0.01});
      CHECK(p.layouts[4].width == near{x.all, 0.01});
    }
  }

  TEST_CASE("units and widths grow with the correlation within sources") {
    double units = 0;
    for (double const rho : {0.0, 0.05, 0.1, 0.2}) {
      auto o = quick();
      o.rho = rho;
      auto const p = plan(alpha, o);
      CHECK(p.n_units >= units);
      units = p.n_units;
    }
    auto loose = quick();
    loose.rho = 0;
    auto tight = quick();
    tight.rho = 0.2;
    CHECK(plan(alpha, tight).layouts.back().width > plan(alpha, loose).layouts.back().width);
  }

  TEST_CASE("where the sources at hand are not enough, more like these are counted") {
    auto o = quick();
    o.minimum = 0.667;
    o.prevalence = 0.1;
    auto const p = plan(alpha, o);
    CHECK_FALSE(p.possible);
    CHECK(p.n_sources > 18);
    CHECK(p.units_per_source == 40);
    CHECK(p.layouts.back().power < 0.6);
  }

  TEST_CASE("a width instead of a minimum, and several coders") {
    auto o = quick();
    o.minimum = not_a_number;
    o.width = 0.25;
    auto const p = plan(alpha, o);
    CHECK(p.width == near{0.25, 0.03});
    CHECK(std::isnan(p.power));
    o.coders = 4;
    CHECK(plan(alpha, o).n_units < p.n_units);
  }

  TEST_CASE("the same seed gives the same plan, and it can be stopped") {
    auto o = quick();
    CHECK(plan(alpha, o).width == plan(alpha, o).width);
    o.seed = 7;
    CHECK(plan(alpha, o).width != plan(alpha, quick()).width);
    double last = 0;
    o.report = [&](double done) {
      CHECK(done >= last);
      last = done;
      return done < 0.5;
    };
    CHECK_THROWS_AS(static_cast<void>(plan(alpha, o)), cancelled);
  }

  TEST_CASE("the simulated data have the target, the prevalence and the correlation that were asked for") {
    double seen = 0, value = 0, yes = 0, by_unit = 0, by_source = 0;
    auto const look = [&](ratings const& r) {
      auto e = scott_pi(r);  // not const: it is moved out
      if (e.n_sources == 400 && e.n_used == 8000) {
        auto const parts = error_variance(e);
        by_unit += parts.by_unit;
        by_source += parts.by_source;
        value += e.value;
        for (std::size_t j = 0; j < r.rows(); ++j)
          for (auto const& x : r.row(j)) yes += x.code * r.row_count()[j] / 16'000;
        ++seen;
      }
      return e;
    };
    static_cast<void>(plan(look, {.minimum = 0.7,
                                  .prevalence = 0.3,
                                  .sources = 400,
                                  .units_per_source = 20,
                                  .rho = 0.1,
                                  .method = interval_method::fisher_z,
                                  .data_sets = 100}));
    CHECK(seen >= 100);
    CHECK(value / seen == near{0.8, 0.01});
    CHECK(yes / seen == near{0.3, 0.01});
    CHECK(by_source / by_unit == near{design_effect(20, 0.1), 0.1});
  }

  TEST_CASE("numbers out of range are refused") {
#define REFUSES(expression, message) CHECK_THROWS_WITH_AS(static_cast<void>(expression), message, bad_argument)
    REFUSES(sizes::agreement_width(1.2, 0.1), "agreement: 1.2; expected a number between 0 and 1");
    REFUSES(sizes::goodness_of_fit(0.6, 0.6, {0.5, 0.5}),
            "kappa: 0.6, the same as null; expected another value, to tell them apart");
    REFUSES(sizes::goodness_of_fit(0.6, 0.8, {0.5, 0.6}), "shares: they add up to 1.1; expected 1");
    REFUSES(sizes::goodness_of_fit(0.6, 0.8, {1}), "shares: 1 shares; expected one for each of 2 to 20 categories");
    REFUSES(sizes::goodness_of_fit(0.6, 0.8, {0.5, 0.5}, 1), "coders: 1; expected a number of at least 2");
    REFUSES(sizes::goodness_of_fit(-0.9, 0.8, {0.9, 0.1}),
            "kappa: -0.9 is impossible with these shares and 2 coders; expected a larger one");
    REFUSES(sizes::kappa_test(0.4, 0.9, {0.2, 0.8}, {0.5, 0.5}),
            "kappa: no table with these shares has a kappa of 0.9; the largest possible is about 0.4");
    REFUSES(sizes::kappa_limits(0.6, 0.7, not_a_number, {0.5, 0.5}),
            "lower: 0.7; expected a number between -1 and 0.6");
    REFUSES(sizes::kappa_limits(0.6, 0.5, 0.5, {0.5, 0.5}),
            "upper: 0.5; expected a number above kappa, 0.6, and at most 1");
    REFUSES(sizes::theme_instances(0.1, 0), "instances: 0; expected 1 to 10000");
    REFUSES(design_effect(40, 2), "rho: 2; expected a number from 0 to 1");
    REFUSES(plan(alpha, {.target = 0.6}), "minimum: 0.667; expected a number below target, 0.6");
    REFUSES(plan(alpha, {.minimum = not_a_number}),
            "plan: neither minimum nor width; expected the lower limit or the width the interval shall have");
    REFUSES(plan(alpha, {.coders = 9}), "coders: 9; expected 2 to 8");
    REFUSES(plan(alpha, {.sources = 1}), "sources: 1; expected 2 to 10000");
    REFUSES(plan(alpha, {.units_per_source = 2.5}), "units_per_source: 2.5; expected a whole number from 1 to 100000");
    REFUSES(plan(alpha, {.rho = 1}), "rho: 1; expected a number from 0 to below 1");
    REFUSES(interval(scott_pi(ratings{code_table::Zero(3, 2), 2}), {.draws = 3}),
            "interval: 3 draws; expected at least 100, such as 20000");
#undef REFUSES
  }
}
