// Comparing values: what must hold whatever the data, ends of what is possible, and refusals.
#include <cmath>
#include <numeric>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/pairs.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/adjusted.hpp>
#include <intercoder/inference/compare.hpp>
#include <intercoder/inference/homogeneity.hpp>
#include <intercoder/inference/strata.hpp>
#include <intercoder/inference/variance.hpp>

#include <doctest/doctest.h>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

namespace {

ratings random_ratings(std::uint64_t seed, Eigen::Index units, Eigen::Index coders, int per_source = 0,
                       std::string const& prefix = "s") {
  random_stream random{seed, 7};
  code_table t(units, coders);
  ratings_options o;
  for (Eigen::Index u = 0; u < units; ++u) {
    auto const truth = static_cast<int>(random.below(3));
    for (Eigen::Index c = 0; c < coders; ++c)
      t(u, c) = random.uniform() < 0.1 ? missing : random.uniform() < 0.7 ? truth : static_cast<int>(random.below(3));
    if (per_source > 0) o.sources.push_back(prefix + std::to_string(u / per_source));
  }
  return {t, scale::of_labels({"a", "b", "c"}), o};
}

ratings yes_no(std::vector<std::pair<int, int>> const& codes, std::vector<std::string> sources = {}) {
  code_table t(static_cast<Eigen::Index>(codes.size()), 2);
  for (std::size_t u = 0; u < codes.size(); ++u) {
    t(static_cast<Eigen::Index>(u), 0) = codes[u].first;
    t(static_cast<Eigen::Index>(u), 1) = codes[u].second;
  }
  ratings_options o;
  o.sources = std::move(sources);
  return {t, scale::of_labels({"no", "yes"}), o};
}

}  // namespace

TEST_SUITE("comparing two values") {
  TEST_CASE("a value with itself: identical, and no statistic") {
    for (int per_source : {0, 5}) {
      auto const e = krippendorff_alpha(random_ratings(3, 40, 3, per_source));
      auto const d = compare(e, e, samples::same_units);
      CHECK(d.difference == 0);
      CHECK(d.status == comparison_status::identical);
      CHECK(d.reason == "Every unit pulls both values alike: there is nothing to compare.");
      for (double const x : {d.se, d.statistic, d.p_value, d.interval.low}) CHECK(std::isnan(x));
      auto const apart = compare(e, e, samples::independent);
      CHECK(apart.statistic == 0);
      CHECK(apart.p_value == 1);
    }
  }

  TEST_CASE("the other way round: the same with the other sign") {
    auto const a = fleiss_kappa(random_ratings(1, 60, 3, 6)), b = fleiss_kappa(random_ratings(2, 60, 4, 6));
    auto const there = compare(a, b, samples::same_units), back = compare(b, a, samples::same_units);
    CHECK(there.difference == -back.difference);
    CHECK(there.se == near{back.se, 1e-15});
    CHECK(there.p_value == near{back.p_value, 1e-15});
    CHECK(there.interval.low == near{-back.interval.high, 1e-14});
    CHECK(there.n_sources == 10);
  }

  TEST_CASE("paired is independent less twice the covariance") {
    auto const a = cohen_kappa(random_ratings(5, 80, 2)), b = cohen_kappa(random_ratings(6, 80, 2));
    auto const p = compare(a, b, samples::same_units), i = compare(a, b, samples::independent);
    auto const x = a.influence(), y = b.influence();
    double covariance = 0;
    for (std::size_t u = 0; u < x.size(); ++u)
      if (a.entered[a.data.design().row(u)] && b.entered[b.data.design().row(u)]) covariance += x[u] * y[u];
    CHECK(p.se * p.se == near{i.se * i.se - 2 * covariance / (80.0 * 79), 1e-4});
    CHECK(p.difference == i.difference);
    CHECK(i.method == "welch_t");
  }

  TEST_CASE("independent: Welch's error and degrees of freedom") {
    auto const a = cohen_kappa(random_ratings(5, 80, 2)), b = cohen_kappa(random_ratings(6, 30, 2));
    auto const d = compare(a, b, samples::independent);
    double const va = std::pow(standard_error(a), 2), vb = std::pow(standard_error(b), 2);
    CHECK(d.se == near{std::sqrt(va + vb), 1e-15});
    CHECK(d.df == near{(va + vb) * (va + vb) / (va * va / (a.n_used - 1) + vb * vb / (b.n_used - 1)), 1e-9});
    CHECK(d.interval.low < d.difference);
    CHECK(d.interval.high > d.difference);
    CHECK(d.reason.empty());
  }

  TEST_CASE("counts are copies") {
    auto const a = random_ratings(11, 30, 2), b = random_ratings(12, 30, 2);
    std::vector<double> times;
    std::vector<std::size_t> copied;
    for (std::size_t u = 0; u < 30; ++u) {
      times.push_back(static_cast<double>(u % 3));
      for (std::size_t i = 0; i < u % 3; ++i) copied.push_back(u);
    }
    auto const counted = compare(scott_pi(a.recount(times)), scott_pi(b.recount(times)), samples::same_units);
    auto const listed =
        compare(scott_pi(a.select_units(copied)), scott_pi(b.select_units(copied)), samples::same_units);
    CHECK(counted.difference == near{listed.difference, 1e-14});
    CHECK(counted.se == near{listed.se, 1e-14});
    CHECK(counted.df == listed.df);
  }

  TEST_CASE("units are found by name, in any order") {
    auto const a = random_ratings(21, 25, 2, 5), b = random_ratings(22, 25, 2, 5);
    std::vector<std::size_t> turned(25);
    std::iota(turned.rbegin(), turned.rend(), std::size_t{0});
    auto const straight = compare(cohen_kappa(a), cohen_kappa(b), samples::same_units);
    auto const mixed = compare(cohen_kappa(a), cohen_kappa(b.select_units(turned)), samples::same_units);
    CHECK(mixed.se == near{straight.se, 1e-14});
    CHECK(mixed.difference == near{straight.difference, 1e-14});
  }

  TEST_CASE("sources that only one of the values knows are known") {
    auto const a = random_ratings(21, 40, 2, 4), b = random_ratings(22, 40, 2);
    auto const d = compare(cohen_kappa(a), cohen_kappa(b), samples::same_units);
    CHECK(d.n_sources == 10);
    CHECK(d.df == near{9, 1e-9});
    CHECK(compare(cohen_kappa(b), cohen_kappa(a), samples::same_units).se == near{d.se, 1e-14});
  }

  TEST_CASE("two coefficients of the same ratings") {
    auto const r = random_ratings(4, 50, 2);
    auto const d = compare(scott_pi(r), cohen_kappa(r), samples::same_units);
    CHECK(d.status == comparison_status::ok);
    CHECK(d.se < 0.05);
  }

  TEST_CASE("ends of what is possible") {
    auto const perfect = cohen_kappa(yes_no({{0, 0}, {1, 1}, {0, 0}, {1, 1}}));
    auto const good = cohen_kappa(yes_no({{0, 0}, {1, 1}, {0, 1}, {1, 1}}));
    auto const nothing = cohen_kappa(yes_no({{0, 0}, {0, 0}, {0, 0}, {0, 0}}));
    auto const one_side = compare(perfect, good, samples::independent);
    CHECK(one_side.status == comparison_status::no_error);
    CHECK(one_side.difference == good.value - 1);
    CHECK(one_side.reason ==
          "Value 1: The value lies at the end of what is possible: its error of 0 says nothing there.");
    CHECK(compare(perfect, good, samples::same_units).status == comparison_status::ok);
    CHECK(compare(perfect, perfect, samples::same_units).status == comparison_status::identical);
    auto const undefined = compare(good, nothing, samples::same_units);
    CHECK(undefined.status == comparison_status::undefined);
    CHECK(std::isnan(undefined.difference));
    CHECK(undefined.reason.starts_with("Value 2 is undefined. Every code is 'no'"));
    CHECK(text(undefined.status) == "undefined");
  }

  TEST_CASE("characters need sources") {
    span_of_text const a[] = {{0, 10}, {20, 30}}, b[] = {{0, 12}, {20, 28}};
    auto const e = cohen_kappa(ratings::from_spans(a, b, 100));
    auto const d = compare(e, e, samples::independent);
    CHECK(d.status == comparison_status::no_error);
    CHECK(d.reason == "Value 1: Units are characters: an error needs at least two sources.");
  }

  TEST_CASE("independent units of one source: a remark") {
    auto const a = cohen_kappa(random_ratings(1, 40, 2, 5)), b = cohen_kappa(random_ratings(2, 40, 2, 5));
    CHECK(compare(a, b, samples::independent).reason ==
          "Both values have units of source 's0': they are not independent of each other.");
    auto const other = cohen_kappa(random_ratings(2, 40, 2, 5, "t"));
    CHECK(compare(a, other, samples::independent).reason.empty());
  }
}

TEST_SUITE("comparing two values: refusals") {
  TEST_CASE("different units") {
    auto const a = cohen_kappa(random_ratings(1, 20, 2)), b = cohen_kappa(random_ratings(1, 22, 2));
    CHECK(refusal([&] { return compare(a, b, samples::same_units); }) ==
          "compare: unit '21' is one of value 2 only, of 20 and 22 units; expected the same units, or values to be "
          "compared as independent");
    auto const counted = cohen_kappa(random_ratings(1, 20, 2).recount(std::vector<double>(20, 2)));
    CHECK(refusal([&] { return compare(a, counted, samples::same_units); }) ==
          "compare: unit '1' counts 1 times in value 1 and 2 times in value 2; expected the same units");
    auto const s = cohen_kappa(random_ratings(1, 20, 2, 4)), t = cohen_kappa(random_ratings(1, 20, 2, 5));
    CHECK(refusal([&] { return compare(s, t, samples::same_units); }) ==
          "compare: unit '5' is from source 's1' and in value 2 from 's0'; expected the same units");
  }

  TEST_CASE("coefficients, formulas, levels") {
    auto const r = random_ratings(1, 20, 2);
    auto const a = cohen_kappa(r), b = scott_pi(r), light = light_kappa(r);
    CHECK(refusal([&] { return compare(a, b, samples::independent); }) ==
          "compare: value 1 is Cohen's kappa with nominal weights, value 2 Scott's pi with nominal weights; expected "
          "the same coefficient of independent units");
    CHECK(refusal([&] {
            return compare(a, b, samples::same_units, {.formula = error_formula::jackknife});
          }).starts_with("se: 'jackknife' leaves units out"));
    CHECK(refusal([&] {
            return compare(light, light, samples::same_units, {.formula = error_formula::gwet});
          }).starts_with("se: 'gwet' is for coefficients with a chance model"));
    CHECK(refusal([&] { return compare(a, b, samples::same_units, {.level = 1}); }) ==
          "compare: level 1; expected a number between 0 and 1, such as 0.95");
  }
}

TEST_SUITE("comparing many values") {
  TEST_CASE("two values of the same units: T^2 is t^2") {
    auto const a = fleiss_kappa(random_ratings(1, 50, 3)), b = fleiss_kappa(random_ratings(2, 50, 3));
    estimate const both[] = {a, b};
    auto const two = compare(a, b, samples::same_units);
    auto const all = compare_all(both, samples::same_units, {}, true);
    CHECK(all.statistic == near{two.statistic * two.statistic, 1e-10});
    CHECK(all.p_value == near{two.p_value, 1e-12});
    CHECK(all.method == "hotelling");
    REQUIRE(all.pairs.size() == 1);
    CHECK(all.pairs[0].p_adjusted == two.p_value);
    auto const apart = compare_all(both, samples::independent);
    double const z = compare(a, b, samples::independent).statistic;
    CHECK(apart.statistic == near{z * z, 1e-10});
    CHECK(apart.method == "chi_squared");
  }

  TEST_CASE("a value twice takes nothing from the test") {
    auto const a = fleiss_kappa(random_ratings(1, 50, 3)), b = fleiss_kappa(random_ratings(2, 50, 3));
    estimate const two[] = {a, b}, three[] = {a, b, a}, same[] = {a, a, a};
    CHECK(compare_all(three, samples::same_units).p_value == near{compare_all(two, samples::same_units).p_value, 1e-9});
    CHECK(compare_all(three, samples::same_units).df == 1);
    CHECK(compare_all(same, samples::same_units).status == comparison_status::identical);
  }

  TEST_CASE("too few sources for so many values") {
    std::vector<estimate> all;
    for (std::uint64_t seed = 0; seed < 4; ++seed) all.push_back(fleiss_kappa(random_ratings(seed, 30, 3, 10)));
    auto const t = compare_all(all, samples::same_units, {}, true);
    CHECK(t.status == comparison_status::no_error);
    CHECK(std::isnan(t.p_value));
    CHECK(t.pairs.size() == 6);
  }

  TEST_CASE("refusals") {
    auto const a = cohen_kappa(random_ratings(1, 20, 2));
    estimate const one[] = {a};
    CHECK(refusal([&] { return compare_all(one, samples::independent); }) ==
          "compare_all: 1 value(s); expected at least two");
    double const values[] = {0.4, 0.5}, errors[] = {0.1, 0};
    CHECK(refusal([&] { return test_homogeneity(values, errors); }) ==
          "compare_all: the error of value 2 is 0; expected a number above 0");
    CHECK(refusal([&] {
            return test_homogeneity(values, count_table::Zero(3, 3), 10);
          }).starts_with("compare_all: the covariance is 3 x 3; expected 2 x 2"));
  }

  TEST_CASE("p-values of several tests") {
    double const p[] = {0.01, 0.04, not_a_number, 0.03};
    auto const h = holm(p);
    CHECK(h[0] == near{0.03, 1e-15});
    CHECK(h[3] == near{0.06, 1e-15});
    CHECK(h[1] == near{0.06, 1e-15});
    CHECK(std::isnan(h[2]));
    double const c = 1 + 0.5 + 1.0 / 3;
    auto const by = benjamini_yekutieli(p);
    CHECK(by[0] == near{0.03 * c, 1e-15});
    CHECK(by[3] == near{0.04 * c, 1e-15});
    CHECK(by[1] == near{0.04 * c, 1e-15});
    double const one[] = {0.2};
    CHECK(benjamini_yekutieli(one)[0] == 0.2);
    CHECK(holm(std::span<double const>{}).empty());
  }
}

TEST_SUITE("one value for several strata") {
  TEST_CASE("three ways to weigh") {
    estimate const strata[] = {cohen_kappa(random_ratings(1, 60, 2)), cohen_kappa(random_ratings(2, 30, 2)),
                               cohen_kappa(random_ratings(3, 45, 2))};
    for (auto const w : {stratum_weights::size, stratum_weights::variance, stratum_weights::chance}) {
      double sum = 0, value = 0, variance = 0;
      for (auto const& e : strata) {
        double const v = std::pow(standard_error(e), 2);
        double const weight = w == stratum_weights::size       ? e.n_used
                              : w == stratum_weights::variance ? 1 / v
                                                               : 1 - e.expected;
        sum += weight;
        value += weight * e.value;
        variance += weight * weight * v;
      }
      auto const pooled = pooled_strata(strata, w);
      CHECK(pooled.value == near{value / sum, 1e-14});
      // Units of all strata against units of each: n / (n - 1) in place of n_s / (n_s - 1).
      CHECK(standard_error(pooled) == near{std::sqrt(variance) / sum, 0.01 * standard_error(pooled)});
      CHECK(pooled.title.ends_with("of 3 strata, weighted by " + std::string{text(w)}));
      CHECK(stratum_weights_by_name(text(w)) == w);
      CHECK(pooled.n_used == strata[0].n_used + strata[1].n_used + strata[2].n_used);
    }
  }

  TEST_CASE("sources of one name are one source") {
    estimate const strata[] = {cohen_kappa(random_ratings(1, 60, 2, 10)), cohen_kappa(random_ratings(2, 60, 2, 10))};
    CHECK(pooled_strata(strata).n_sources == 6);
    estimate const half[] = {strata[0], cohen_kappa(random_ratings(2, 60, 2))};
    CHECK(refusal([&] { return pooled_strata(half); }) ==
          "pooled_strata: sources are known in stratum 1 and not in stratum 2; expected them in all strata or in none");
  }

  TEST_CASE("refusals") {
    auto const a = cohen_kappa(random_ratings(1, 20, 2));
    auto const nothing = cohen_kappa(yes_no({{0, 0}, {0, 0}}));
    auto const perfect = cohen_kappa(yes_no({{0, 0}, {1, 1}}));
    estimate const one[] = {a}, undefined[] = {a, nothing}, ends[] = {a, perfect}, other[] = {a, scott_pi(a.data)};
    CHECK(refusal([&] { return pooled_strata(one); }) == "pooled_strata: 1 stratum; expected at least two");
    CHECK(refusal([&] {
            return pooled_strata(undefined);
          }).starts_with("pooled_strata: stratum 2 is undefined: Every code is 'no'"));
    CHECK(refusal([&] { return pooled_strata(ends, stratum_weights::variance); }) ==
          "pooled_strata: stratum 2 has no error to weigh it by; use weights by size");
    CHECK(pooled_strata(ends).status == status::ok);
    CHECK(refusal([&] {
            return pooled_strata(other);
          }).starts_with("pooled_strata: stratum 1 has Cohen's kappa with nominal weights, stratum 2 Scott's pi"));
    CHECK(refusal([&] { return stratum_weights_by_name("n"); }) ==
          "pooled_strata: no weights called 'n'; known: size, variance, chance");
  }
}
