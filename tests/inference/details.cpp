// One value by its parts and units, and the words for it: sums that must hold, ends of what is possible, refusals.
#include <cmath>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/benchmark.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/unit_table.hpp>
#include <intercoder/inference/variance.hpp>

#include <doctest/doctest.h>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

namespace {

ratings random_numbers(std::uint64_t seed, bool with_sources = true, bool with_weights = false) {
  random_stream random{seed, 3};
  code_table t(40, 4);
  ratings_options o;
  o.coders = {"Ada", "Ben", "Cem", "Dag"};
  for (Eigen::Index u = 0; u < t.rows(); ++u) {
    auto const truth = static_cast<int>(random.below(4));
    for (Eigen::Index c = 0; c < t.cols(); ++c)
      t(u, c) = random.uniform() < 0.2 ? missing : random.uniform() < 0.6 ? truth : static_cast<int>(random.below(4));
    if (with_sources) o.sources.push_back("s" + std::to_string(u / 8));
    if (with_weights) o.weight.push_back(1 + random.uniform());
    o.count.push_back(static_cast<double>(1 + u % 3));
  }
  return {t, scale::of_numbers({1, 2, 4, 7}), o};
}

std::vector<weight_choice> weights_for(coefficient_info const& info) {
  if (!info.takes_weights) return {weights::nominal};
  if (info.needs_bounded) return {weights::nominal, weights::quadratic, weights::gwet_ordinal, weights::within(1)};
  return {weights::nominal, weights::ordinal, weights::interval, weights::linear, weights::within(2)};
}

}  // namespace

TEST_SUITE("costs of disagreements") {
  TEST_CASE("costs add up to the observed disagreement, whatever the coefficient, weights and rule") {
    int tables = 0;
    for (std::uint64_t seed = 0; seed < 5; ++seed)
      for (bool const with_weights : {false, true})
        for (auto const& r : {random_numbers(seed, true, with_weights)})
          for (auto const& info : coefficient_list()) {
            if (info.most_coders == 2 || info.categories != 0 || info.needs_sets) continue;
            for (auto const& w : weights_for(info))
              for (auto const rule : {missing_rule::available, missing_rule::pairable, missing_rule::complete}) {
                if (info.one_rule && rule != info.rule) continue;
                auto const e = coefficient_by_name(info.name)(r, w, {rule});
                if (!e.by_row) continue;
                CAPTURE(e.name);
                double sum = 0, last = 1e300;
                for (auto const& d : disagreements(e)) {
                  sum += d.cost;
                  CHECK(d.cost <= last);
                  CHECK(d.cost > 0);
                  last = d.cost;
                }
                CHECK(sum == near{e.observed_disagreement, 1e-14 * std::max(1.0, e.observed_disagreement)});
                ++tables;
              }
          }
    CHECK(tables > 200);
  }

  TEST_CASE("who gave what") {
    code_table t(2, 3);
    t << 0, 1, 1, 0, missing, 1;
    ratings const named{t, scale::of_labels({"no", "yes"}), {.coders = {"Ada", "Ben", "Cem"}}};
    CHECK(who_gave_what(named, 0) == "no: Ada; yes: Ben, Cem");
    CHECK(who_gave_what(named, 1) == "no: Ada; yes: Cem");
    count_table counts(1, 2);
    counts << 2, 1;
    CHECK(who_gave_what(ratings::from_counts(counts, scale::of_labels({"no", "yes"})), 0) == "no: 2; yes: 1");
    auto const d = disagreements(percent_agreement(named));
    REQUIRE(d.size() == 2);
    CHECK(d[0].unit == 1);
    CHECK(d[0].cost == 0.5);
    CHECK(d[1].cost == near{1.0 / 3, 1e-16});
  }

  TEST_CASE("refusals") {
    auto const light = light_kappa(random_numbers(1));
    CHECK(refusal([&] { return disagreements(light); }) ==
          "disagreements: Light's kappa is not made of disagreements of single units; ask a coefficient with a chance "
          "model, or percent_agreement");
  }
}

TEST_SUITE("one value by its units") {
  TEST_CASE("leaving a unit out is what it says") {
    for (auto const* name : {"krippendorff_alpha", "conger_kappa", "gwet_ac", "light_kappa", "holsti"}) {
      CAPTURE(name);
      auto const r = random_numbers(2);
      auto const e = coefficient_by_name(name)(r, weights::nominal, {});
      auto const rows = by_unit(e);
      REQUIRE(rows.size() == r.units());
      auto const agreement = agreement_by_row(r);
      for (std::size_t u = 0; u < rows.size(); ++u) {
        std::vector<double> times(r.units(), 1);
        times[u] = 0;
        auto const without = e.again(r.recount(times));
        if (e.entered[r.design().row(u)]) {
          CHECK(rows[u].without == near{without.value, 1e-12});
          CHECK(rows[u].change == near{without.value - e.value, 1e-12});
        } else {
          CHECK(std::isnan(rows[u].without));
          CHECK(std::isnan(rows[u].influence));
        }
        if (e.by_row) CHECK(rows[u].agreement == near{agreement[r.design().row(u)], 1e-15});
        CHECK(rows[u].codes == r.unit(u).size());
      }
    }
  }

  TEST_CASE("of what was pooled: influences only") {
    auto const r = random_numbers(2);
    auto const parts = by_code(krippendorff_alpha(r));
    auto const rows = by_unit(pooled(parts));
    REQUIRE(rows.size() == r.units());
    CHECK(std::isnan(rows[0].without));
    CHECK(std::isnan(rows[0].agreement));
    CHECK(rows[0].influence == rows[0].influence);
  }
}

TEST_SUITE("one value by its parts") {
  TEST_CASE("each code: collapse, then the same coefficient") {
    auto const r = random_numbers(3);
    auto const e = krippendorff_alpha(r, weights::interval, {missing_rule::available});
    auto const parts = by_code(e);
    REQUIRE(parts.size() == 4);
    for (std::size_t k = 0; k < 4; ++k) {
      CHECK(parts[k].value == krippendorff_alpha(r.collapse(k), weights::nominal, {missing_rule::available}).value);
      CHECK(parts[k].weights == "nominal");
    }
    auto const matrix = weights::from_matrix(weight_matrix::Identity(4, 4));
    CHECK(by_code(fleiss_kappa(r, matrix))[2].value == fleiss_kappa(r.collapse(2)).value);
    CHECK(by_code(light_kappa(r))[1].value == light_kappa(r.collapse(1)).value);
    CHECK(by_code(percent_agreement_all(r))[1].value == percent_agreement_all(r.collapse(1)).value);
  }

  TEST_CASE("each pair of coders, and without each coder") {
    auto const r = random_numbers(4);
    auto const e = conger_kappa(r, weights::linear);
    auto const pairs = by_pair(e);
    REQUIRE(pairs.size() == 6);
    CHECK(pairs[1].first == 0);
    CHECK(pairs[1].second == 2);
    std::size_t const two[] = {0, 2}, three[] = {0, 2, 3};
    CHECK(pairs[1].value.value == cohen_kappa(r.select_coders(two), weights::linear).value);
    auto const without = without_coder(e);
    REQUIRE(without.size() == 4);
    CHECK(without[1].without.value == conger_kappa(r.select_coders(three), weights::linear).value);
    CHECK(without[1].change == without[1].without.value - e.value);
  }

  TEST_CASE("each source: influences add up to 0, and leaving out is what it says") {
    auto const r = random_numbers(5);
    auto const e = krippendorff_alpha(r);
    auto const sources = by_source(e);
    REQUIRE(sources.size() == 5);
    double influence = 0, units = 0;
    for (auto const& s : sources) {
      influence += s.influence;
      units += s.n_units;
      std::vector<double> times(r.units(), 1);
      std::vector<std::size_t> of_it;
      for (std::size_t u = 0; u < r.units(); ++u)
        if (r.design().source_of[u] == static_cast<std::int32_t>(s.source)) {
          times[u] = 0;
          of_it.push_back(u);
        }
      CHECK(s.without == near{krippendorff_alpha(r.recount(times)).value, 1e-12});
      CHECK(s.within.value == krippendorff_alpha(r.select_units(of_it)).value);
    }
    CHECK(influence == near{0, 1e-12});
    CHECK(units == e.n_used);
  }

  TEST_CASE("the same on weighted units") {
    auto const r = random_numbers(6, true, true);
    auto const e = gwet_ac(r);
    auto const sources = by_source(e);
    std::vector<double> times(r.units(), 1);
    for (std::size_t u = 0; u < 8; ++u) times[u] = 0;
    CHECK(sources[0].without == near{gwet_ac(r.recount(times)).value, 1e-12});
  }

  TEST_CASE("refusals") {
    auto const r = random_numbers(1, false);
    auto const e = fleiss_kappa(r);
    CHECK(refusal([&] { return by_source(e); }) ==
          "by_source: sources are not known; say which source each unit comes from when reading ratings");
    std::size_t const two[] = {0, 1};
    CHECK(refusal([&] { return without_coder(e.again(r.select_coders(two))); }) ==
          "without_coder: found 2 coder(s); expected at least 3");
    count_table counts(2, 2);
    counts << 2, 1, 0, 3;
    auto const unknown = fleiss_kappa(ratings::from_counts(counts, scale::of_labels({"no", "yes"})));
    CHECK(refusal([&] { return by_pair(unknown); }) ==
          "by_pair: these ratings are counts per category; which coder gave a code is not known");
    auto const parts = by_code(e);
    CHECK(refusal([&] { return by_code(pooled(parts)); }) ==
          "by_code: pooled Fleiss' kappa cannot be computed for parts of the data; ask each of the values that it is "
          "made of");
  }
}

TEST_SUITE("benchmarks") {
  TEST_CASE("limits as published, gaps closed") {
    auto const word = [](std::string_view scale, double value) {
      return std::string{benchmark(value, 0.1, scale).point_label};
    };
    CHECK(word("landis_koch", 0.8) == "substantial");
    CHECK(word("landis_koch", 1 - 0.2) == "substantial");
    CHECK(word("landis_koch", 0.801) == "almost perfect");
    CHECK(word("landis_koch", 0.205) == "fair");
    CHECK(word("landis_koch", 0) == "slight");
    CHECK(word("landis_koch", -0.1) == "poor");
    CHECK(word("altman", 0.2) == "poor");
    CHECK(word("altman", 0.81) == "very good");
    CHECK(word("fleiss", 0.75) == "intermediate to good");
    CHECK(word("fleiss", 0.4) == "intermediate to good");
    CHECK(word("cicchetti", 0.75) == "excellent");
    CHECK(word("cicchetti", 0.595) == "fair");
    CHECK(word("mchugh", 0.9) == "strong");
    CHECK(word("mchugh", 0.2) == "none");
    CHECK(word("krippendorff", 0.667) == "for tentative conclusions");
    CHECK(word("krippendorff", 0.8) == "reliable");
    for (auto const& scale : benchmark_scales()) {
      double high = 2;
      for (auto const& w : scale.words) {
        CHECK(w.low < high);
        high = w.low;
      }
      CHECK(high == -1);
    }
  }

  TEST_CASE("probabilities add up to 1, and more certainty never finds a better word") {
    for (double const se : {0.01, 0.1, 0.5})
      for (double const value : {-0.3, 0.2, 0.61, 0.95}) {
        std::size_t place = 0;
        for (double const p : {0.6, 0.8, 0.95, 0.999}) {
          auto const b = benchmark(value, se, "landis_koch", p);
          double sum = 0;
          std::size_t at = 0;
          for (std::size_t i = 0; i < b.rows.size(); ++i) {
            sum += b.rows[i].probability;
            if (b.rows[i].label == b.label) at = i;
          }
          CHECK(sum == near{1, 1e-12});
          CHECK(at >= place);
          CHECK(b.probability >= p);
          place = at;
        }
      }
  }

  TEST_CASE("no error: the lower limit's word; no value: none") {
    code_table t(30, 2);
    for (Eigen::Index u = 0; u < 30; ++u) t(u, 0) = t(u, 1) = u < 10 ? 1 : 0;
    auto const perfect = cohen_kappa({t, 2});
    auto const b = benchmark(perfect);
    CHECK(b.method == "interval");
    CHECK(b.point_label == "almost perfect");
    CHECK(b.label == "substantial");
    CHECK(b.reason.starts_with("The value has no error: the word is that of the lower limit, 0."));
    code_table const small = t.topRows(4);
    CHECK(benchmark(cohen_kappa({small, 2})).label.empty());  // every code is the same one
    code_table few(4, 2);
    few << 0, 0, 1, 1, 0, 0, 1, 1;
    CHECK(benchmark(cohen_kappa({few, 2})).label != "almost perfect");
  }

  TEST_CASE("refusals") {
    CHECK(refusal([&] { return benchmark(0.5, 0.1, "nvivo"); }) ==
          "benchmark: no scale called 'nvivo'; known: landis_koch, altman, fleiss, cicchetti, mchugh, krippendorff");
    CHECK(refusal([&] { return benchmark(0.5, 0.1, "fleiss", 0.4); }) ==
          "benchmark: probability 0.4; expected a number between 0.5 and 1, such as 0.95");
    CHECK(refusal([&] { return benchmark(0.5, 0); }) == "benchmark: the error is 0; expected a number above 0");
  }
}
