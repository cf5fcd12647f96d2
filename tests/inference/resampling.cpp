// Resampling: published limits, the same digits on any number of threads, sources together, and what is refused.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/other_coders.hpp>
#include <intercoder/inference/resampling.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"

using namespace intercoder;

namespace {

/// 12 sources of 20 units, two coders, three categories; disagreement varies between sources.
ratings clustered(std::uint64_t seed) {
  random_stream random{seed};
  code_table t(240, 2);
  ratings_options o;
  for (Eigen::Index s = 0; s < 12; ++s) {
    double const differ = 0.4 * random.uniform();
    for (Eigen::Index u = 20 * s; u < 20 * s + 20; ++u) {
      t(u, 0) = static_cast<int>(random.below(3));
      t(u, 1) = random.uniform() < differ ? static_cast<int>(random.below(3)) : t(u, 0);
      o.sources.push_back("source " + std::to_string(s));
    }
  }
  return {t, scale::of_labels({"a", "b", "c"}), o};
}

}  // namespace

TEST_SUITE("resampling") {
  TEST_CASE("binomial numbers have their mean, variance and extremes, whatever n") {
    for (std::uint64_t const n : {1U, 5U, 24U, 25U, 1000U, 1'000'000U})
      for (double const p : {0.0, 0.001, 0.3, 0.9, 1.0}) {
        random_stream random{n, static_cast<std::uint64_t>(1000 * p)};
        double sum = 0, squares = 0;
        int const draws = 4000;
        for (int i = 0; i < draws; ++i) {
          auto const x = static_cast<double>(random.binomial(n, p));
          REQUIRE(x <= static_cast<double>(n));
          sum += x;
          squares += x * x;
        }
        double const mean = static_cast<double>(n) * p, variance = mean * (1 - p);
        CHECK(sum / draws == near{mean, 5 * std::sqrt(variance / draws) + 1e-12});
        double const found = squares / draws - sum / draws * (sum / draws);
        // the fourth moment of a binomial number bounds how far its sample variance may stray
        CHECK(found == near{variance, 6 * std::sqrt((2 * variance * variance + variance) / draws) + 1e-6 * mean});
      }
  }

  TEST_CASE("the same digits on one thread and on three") {
    for (auto const& e : {krippendorff_alpha(clustered(1)), cohen_kappa(clustered(2))})
      for (auto const method : {interval_method::percentile, interval_method::bca}) {
        auto const one = interval(e, {.method = method, .seed = 7, .resamples = 500, .threads = 1});
        auto const three = interval(e, {.method = method, .seed = 7, .resamples = 500, .threads = 3});
        CHECK(one.low == three.low);
        CHECK(one.high == three.high);
        CHECK(one.n_resamples == 500);
        CHECK(one.low < e.value);
        CHECK(e.value < one.high);
        CHECK(interval(e, {.method = method, .seed = 8, .resamples = 500}).low != one.low);
      }
  }

  TEST_CASE("units resampled spread as their error says, and so do sources") {
    auto const e = fleiss_kappa(clustered(3));
    for (bool const by_source : {false, true}) {
      auto const found = resample(e, {.resamples = 4000, .by_source = by_source});
      double mean = 0, squares = 0;
      for (double const v : found.values) mean += v / 4000;
      for (double const v : found.values) squares += (v - mean) * (v - mean) / 3999;
      auto const parts = error_variance(e);
      // A bootstrap of G sources has the variance of the plug-in, (G - 1) / G of the unbiased one.
      double const wanted = by_source ? parts.by_source * 11 / 12 : parts.by_unit * 239 / 240;
      CHECK(std::sqrt(squares) == near{std::sqrt(wanted), 0.06 * std::sqrt(wanted)});
    }
  }

  TEST_CASE("rows, copies and single units give the same distribution") {
    auto const r = clustered(4);
    count_table t = count_table::Zero(3, 3);
    for (std::size_t u = 0; u < r.units(); ++u)
      t(static_cast<Eigen::Index>(r.unit(u)[0].code), static_cast<Eigen::Index>(r.unit(u)[1].code)) += 1;
    auto const table = cohen_kappa(ratings::from_confusion(t, r.categories_scale()));
    auto const by_row = resample(table, {.resamples = 4000});
    auto const by_unit = bootstrap([](ratings const& x) { return cohen_kappa(x).value; }, r,
                                   {.resamples = 4000, .by_source = false, .seed = 5});
    for (double const p : {0.025, 0.25, 0.5, 0.75, 0.975})
      CHECK(by_row.quantile(p) == near{by_unit.quantile(p), 0.012});
  }

  TEST_CASE("undefined resamples are counted, and in no quantile") {
    code_table t(6, 2);
    t << 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1;
    auto const e = cohen_kappa({t, 2});
    auto const found = resample(e, {.resamples = 3000});
    // without the last unit, which is (5/6)^6 of the resamples, nothing varies
    CHECK(static_cast<double>(found.undefined) / 3000 == near{std::pow(5.0 / 6, 6), 0.03});
    CHECK(found.values.size() + found.undefined == 3000);
    auto const i = interval(e, {.method = interval_method::percentile});
    CHECK(i.method == interval_method::exact);  // perfect agreement: resamples would all say 1
    CHECK(i.low < 1);
  }

  TEST_CASE("bca: what the definition gives, for a statistic whose quantiles are known") {
    auto const e = percent_agreement(clustered(6));
    auto const found = resample(e, {.resamples = 5000});
    auto const [low, high] = bca_limits(e, found, 0.025);
    CHECK(std::abs(low - found.quantile(0.025)) < 0.04);  // a proportion: corrections are small
    CHECK(std::abs(high - found.quantile(0.975)) < 0.04);
    CHECK(low != found.quantile(0.025));
    CHECK(low < e.value);
    CHECK(e.value < high);
  }

  TEST_CASE("Gwet (2014), ch. 5: other coders; and wider intervals with the fewest degrees of freedom") {
    for (std::string const id : {"unconditional-fleiss", "unconditional-alpha"}) {
      CAPTURE(id);
      auto const& c = golden::entry(id);
      auto const r = golden::from_wide(c["data"]["ratings"], c["params"]["categories"]);
      auto const e = golden::coefficient(c["params"]["coefficient"], r, weights::nominal);
      auto const& wanted = c["expected"];
      double const over_coders = variance_over_coders(e);
      CHECK(std::sqrt(over_coders) == near{wanted["se_given_units_jackknife_over_coders"].get<double>(), 1e-6});
      CHECK(standard_error(e, error_formula::gwet) == near{wanted["se_given_coders"].get<double>(), 1e-6});
      auto const i =
          interval(e, {.method = interval_method::normal, .formula = error_formula::gwet, .other_coders = true});
      CHECK(i.se == near{wanted["se_unconditional"].get<double>(), 1e-6});
      CHECK(i.other_coders);
      auto const automatic = interval(e, {.other_coders = true});
      CHECK(automatic.method == interval_method::fisher_z);
      CHECK(automatic.df > 3);
      CHECK(automatic.df < 17);
      CHECK(automatic.high - automatic.low > interval(e).high - interval(e).low);
      CHECK(variance_over_coders(e, 4) == 0);
      CHECK(variance_over_coders(e, 8) == near{over_coders / 2, 1e-15});
    }
  }

  TEST_CASE("progress can stop it, from any thread") {
    auto const e = krippendorff_alpha(clustered(8));
    for (std::size_t const threads : {1U, 2U})
      CHECK_THROWS_AS(static_cast<void>(resample(e, {.threads = threads, .report = [](double) { return false; }})),
                      cancelled);
    CHECK_THROWS_AS(static_cast<void>(bootstrap([](ratings const&) -> double { throw bad_file{"x: y"}; }, e.data)),
                    bad_file);
  }

  TEST_CASE("what is refused") {
    auto const e = cohen_kappa(clustered(9));
    auto const refused = [&](interval_options const& o, char const* why) {
      CHECK_THROWS_WITH_AS(static_cast<void>(interval(e, o)), why, bad_argument);
    };
    refused({.method = interval_method::percentile, .resamples = 10},
            "resample: 10 resamples; expected at least 100, such as 2000");
    refused({.method = interval_method::bca, .population = 40},
            "interval: method 'bca' draws with replacement, as from a population without end; expected no population");
    refused({.method = interval_method::krippendorff, .by_source = false},
            "interval: method 'krippendorff' is for Krippendorff's alpha; found Cohen's kappa");
    refused(
        {.method = interval_method::krippendorff},
        "interval: method 'krippendorff' takes pairs of codes as independent; these come from 12 sources, which are "
        "ignored on request only (by_source = false; in Python cluster=None)");
    refused({.other_coders = true}, "without_coder: found 2 coder(s); expected at least 3");
    auto const of_three = conger_kappa({code_table{{0, 0, 1}, {1, 1, 1}, {0, 1, 0}, {1, 1, 0}}, 2});
    CHECK_THROWS_WITH_AS(
        static_cast<void>(interval(of_three, {.method = interval_method::jeffreys, .other_coders = true})),
        "interval: method 'jeffreys' does not generalise to other coders; use 'auto', 'fisher_z', 'logit', 't' or "
        "'normal'",
        bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(interval(of_three, {.other_coders = true, .coder_population = 2})),
                         "coder_population: 2; expected at least the 3 coders at hand", bad_argument);
  }
}
