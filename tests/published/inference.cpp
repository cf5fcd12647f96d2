// Errors, intervals, tests and pooling against tests/data/inference.json, each paper or program in a case of its own.
#include <algorithm>
#include <cmath>

#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/resampling.hpp>
#include <intercoder/inference/test.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"

using namespace intercoder;
using golden::entry;
using golden::json;

namespace {

/// Programs that divide by n instead of n - 1.
double divided_by_n(estimate const& e, error_formula f = error_formula::ratio) {
  return standard_error(e, f) * std::sqrt((e.n_used - 1) / e.n_used);
}

ratings yes_no(double both, double first, double second, double neither) {
  count_table t(2, 2);
  t << neither, second, first, both;
  return ratings::from_confusion(t, scale::of_labels({"no", "yes"}));
}

void check_cohen(std::string const& id) {
  auto const& c = entry(id);
  CAPTURE(id);
  auto const& params = c["params"];
  auto const w = params.contains("disagreement_weights") ? golden::from_disagreement(params["disagreement_weights"])
                 : params.contains("weights") && params["weights"].is_string()
                     ? weights::by_name(params["weights"].get<std::string>())
                     : weights::nominal;
  auto const e = cohen_kappa(golden::from_confusion(c["data"]["table"]), w);
  auto const& x = c["expected"];
  double const tol = c["tolerance"];
  CHECK(e.observed == near{x["po"], tol});
  CHECK(e.expected == near{x["pe"], tol});
  CHECK(e.value == near{x["kappa"], tol});
  CHECK(divided_by_n(e) == near{x["se"], tol});
  CHECK(e.null_error() == near{x["se0"], tol});
  if (x.contains("kappa_max"))
    CHECK(kappa_max(golden::from_confusion(c["data"]["table"])).value == near{x["kappa_max"], tol});
  auto const t = test(e);
  CHECK(t.method == "null_error");
  CHECK(t.statistic == near{x["z0"], 1e-5});
  CHECK(e.value - 1.959963984540054 * divided_by_n(e) == near{x["ci95_z"][0], tol});
  CHECK(e.value + 1.959963984540054 * divided_by_n(e) == near{x["ci95_z"][1], tol});
}

void check_paradox(std::string const& id) {
  auto const& c = entry(id);
  auto const r = golden::yes_last(golden::from_confusion(c["data"]["table"]));
  CHECK(c["expected"].size() == 9);
  for (auto const& item : c["expected"].items()) {
    auto const& key = item.key();
    auto const name = key == "po" ? "pa" : key == "kappa" ? "cohen_kappa" : key;
    CAPTURE(key);
    CHECK(golden::coefficient(name, r, weights::nominal).value == near{item.value(), c["tolerance"].get<double>()});
  }
}

}  // namespace

TEST_SUITE("published: kappa of two coders and its two errors") {
  TEST_CASE("Fleiss, Cohen & Everitt (1969)") { check_cohen("kappa-fce1969"); }
  TEST_CASE("Fleiss (1981), table 18.1") { check_cohen("kappa-fleiss1981"); }
  TEST_CASE("SAS PROC FREQ, skin condition") { check_cohen("kappa-sas-skin"); }
  TEST_CASE("SAS PROC FREQ, skin condition, linear weights") { check_cohen("kappa-sas-skin-linear"); }
  TEST_CASE("Boyd et al. (1982), Stata") { check_cohen("kappa-boyd-stata"); }
  TEST_CASE("Agresti, carcinoma, quadratic weights") { check_cohen("kappa-agresti-carcinoma-quadratic"); }
  TEST_CASE("vcd, SexualFun") { check_cohen("kappa-vcd-sexualfun"); }
  TEST_CASE("Cohen (1960)") { check_cohen("kappa-cohen1960-both-se"); }
  TEST_CASE("Cohen (1968), disagreement weights") { check_cohen("kappa-cohen1968-disagreement-weights"); }
}

TEST_SUITE("published: what stands behind a low kappa") {
  TEST_CASE("Gwet (2002): the indices that explain the paradox") { check_paradox("paradox-gwet2002"); }
  TEST_CASE("Feinstein & Cicchetti (1990): the first paradox") { check_paradox("paradox-feinstein-a"); }
  TEST_CASE("Feinstein & Cicchetti (1990): the second paradox") { check_paradox("paradox-feinstein-b"); }
}

TEST_SUITE("published: errors of any number of coders") {
  TEST_CASE("Fleiss, Nee & Landis (1979): null error, over all categories and of each") {
    auto const& c = entry("fleiss1971-diagnoses-null");
    auto const& x = c["expected"];
    double const tol = c["tolerance"];
    auto const r = golden::from_counts(c["data"]["counts"]);
    auto const e = fleiss_kappa(r);
    CHECK(e.null_error() == near{x["se0"], tol});
    CHECK(test(e).statistic == near{x["z"], 1e-5});
    CHECK(test(e).method == "null_error");
    for (std::size_t k = 0; k < r.categories(); ++k) {
      auto const one = fleiss_kappa(r.collapse(k));
      CHECK(one.value == near{x["kappa_j"][k], tol});
      CHECK(one.null_error() == near{x["se0_j"], tol});
      CHECK(test(one).statistic == near{x["z_j"][k], 1e-5});
    }
  }

  TEST_CASE("Fleiss (1971): interval from the linearised error, not from the null error") {
    auto const& c = entry("fleiss1971-diagnoses-interval");
    auto const e = fleiss_kappa(golden::from_counts(c["data"]["counts"]));
    auto const i = interval(e, {.method = interval_method::t});
    CHECK(e.value == near{c["expected"]["est"], 1e-6});
    CHECK(i.se == near{c["expected"]["se"], 1e-6});
    CHECK(i.df == 29);
    CHECK(i.low == near{c["expected"]["ci95_t"][0], 1e-6});
    CHECK(i.high == near{c["expected"]["ci95_t"][1], 1e-6});
    CHECK(standard_error(e, error_formula::jackknife) == near{c["expected"]["se_jackknife"], 1e-6});
  }

  TEST_CASE("Gwet (2014): 12 units, 4 coders, codes missing") {
    for (auto const* id : {"gwet-raw4-pa", "gwet-raw4-fleiss", "gwet-raw4-bp", "gwet-raw4-alpha"}) SUBCASE(id) {
        auto const& c = entry(id);
        auto const& x = c["expected"];
        double const tol = c["tolerance"];
        auto const e =
            golden::coefficient(c["params"]["coefficient"], golden::from_wide(c["data"]["ratings"]), weights::nominal);
        CHECK(e.value == near{x["est"], tol});
        CHECK(standard_error(e, error_formula::gwet) == near{x.contains("se") ? x["se"] : x["se_gwet"], tol});
        if (x.contains("se_ratio")) CHECK(standard_error(e) == near{x["se_ratio"], tol});
        auto const i = interval(e, {.method = interval_method::t, .formula = error_formula::gwet});
        CHECK(i.low == near{x["ci95_t_unclipped"][0], tol * 3});
        CHECK(i.high == 1.0);  // cut at 1
        if (x.contains("p")) CHECK(test(e, 0, {.formula = error_formula::gwet}).p_value == near{x["p"], 1e-5});
      }
  }

  TEST_CASE("Gwet (2014), weighted; every coefficient") {
    for (auto const* id : {"gwet-raw4-weighted-quadratic", "gwet-raw4-weighted-linear"}) SUBCASE(id) {
        auto const& c = entry(id);
        auto const r = golden::from_wide(c["data"]["ratings"]);
        for (auto const& [key, x] : c["expected"].items()) {
          std::string const name = key;
          CAPTURE(name);
          auto const e = golden::coefficient(name, r, weights::by_name(c["params"]["weights"].get<std::string>()));
          CHECK(e.value == near{x["est"], 1e-5});
          CHECK(standard_error(e, error_formula::gwet) == near{x["se_gwet"], 1e-5});
        }
      }
  }

  TEST_CASE("irrCAC, 15 units, 5 observers, with the jackknife") {
    auto const& c = entry("gwet-raw5-all");
    auto const r = golden::from_wide(c["data"]["ratings"], c["params"]["categories"]);
    for (auto const& [key, x] : c["expected"].items()) {
      std::string const name = key;
      CAPTURE(name);
      auto const e = golden::coefficient(name, r, weights::nominal);
      CHECK(e.value == near{x["est"], 1e-4});
      CHECK(standard_error(e, error_formula::gwet) == near{x["se"], 1e-4});
      CHECK(standard_error(e, error_formula::jackknife) == near{x["se_jackknife"], 1e-4});
    }
  }

  TEST_CASE("irrCAC, abstractors: divisor n against n - 1") {
    auto const& c = entry("gwet-table-abstractors");
    auto const r = golden::from_confusion(c["data"]["table"]);
    for (auto const& [key, x] : c["expected"].items()) {
      std::string const name = key;
      CAPTURE(name);
      auto const e = name == "cohen" ? cohen_kappa(r) : golden::coefficient(name, r, weights::nominal);
      CHECK(e.value == near{x["est"], 1e-7});
      if (x.contains("se_n_minus_1")) CHECK(standard_error(e) == near{x["se_n_minus_1"], 1e-7});
      CHECK(divided_by_n(e) == near{x["se_n"], 1e-7});
    }
  }

  TEST_CASE("Gwet (2014), finite population") {
    auto const& c = entry("gwet-raw4-ac-fpc24");
    auto const r = golden::from_wide(c["data"]["ratings"]);
    CHECK(standard_error(gwet_ac(r), error_formula::gwet, 24) == near{0.10108, 1e-5});
    CHECK(standard_error(fleiss_kappa(r), error_formula::gwet, 24) == near{0.10820, 1e-5});
  }

  TEST_CASE("units coded once: the published error is two to four times too large") {
    auto const& c = entry("partial-double-coding-trap");
    auto const r = golden::from_wide(c["data"]["ratings"]);
    for (auto const& [key, x] : c["expected"].items()) {
      std::string const name = key;
      CAPTURE(name);
      auto const e = golden::coefficient(name, r, weights::nominal);
      CHECK(e.value == near{x["est"], 1e-6});
      CHECK(standard_error(e) == near{x["se_ratio"], 1e-6});
      CHECK(standard_error(e, error_formula::gwet) == near{x["se_gwet_published"], 1e-6});
      CHECK(standard_error(e, error_formula::jackknife) == near{x["se_jackknife"], 1e-6});
      std::vector<std::size_t> twice;
      for (std::size_t u = 0; u < r.units(); ++u)
        if (r.unit(u).size() == 2) twice.push_back(u);
      auto const complete = golden::coefficient(name, r.select_units(twice), weights::nominal);
      CHECK(complete.value == near{x["double_coded_only"]["est"], 1e-6});
      CHECK(standard_error(complete) == near{x["double_coded_only"]["se"], 1e-6});
    }
  }

  TEST_CASE("Hayes & Krippendorff (2007)") {
    auto const& c = entry("alpha-hayes-krippendorff-2007");
    auto const r = golden::from_wide(c["data"]["ratings"]);
    CHECK(krippendorff_alpha(r, weights::ordinal).value == near{c["expected"]["alpha"], 1e-9});
    CHECK(krippendorff_alpha(r).value == near{c["expected"]["alpha_nominal"], 1e-9});
    // Monte Carlo on both sides: the tolerance says how far.
    auto const e = krippendorff_alpha(r, weights::ordinal);
    auto const share_below = [](resampled const& found, double x) {
      return static_cast<double>(std::ranges::lower_bound(found.values, x) - found.values.begin()) /
             static_cast<double>(found.values.size());
    };
    auto const units = resample(e, {.resamples = 20'000}), pairs = krippendorff_bootstrap(e, {.resamples = 20'000});
    double const tolerance = c["tolerance"];
    for (int i : {0, 1}) {
      double const p = i == 0 ? 0.025 : 0.975;
      CHECK(units.quantile(p) ==
            near{c["expected"]["ci95_units_percentile_mc"][static_cast<std::size_t>(i)], tolerance});
      CHECK(pairs.quantile(p) ==
            near{c["expected"]["ci95_krippendorff_algorithm_mc"][static_cast<std::size_t>(i)], tolerance});
    }
    CHECK(share_below(units, 0.7) == near{c["expected"]["P(alpha<0.70)_units"], tolerance});
    CHECK(share_below(units, 0.8) == near{c["expected"]["P(alpha<0.80)_units"], tolerance});
    CHECK(share_below(pairs, 0.7) == near{c["expected"]["P(alpha<0.70)_krippendorff"], tolerance});
  }
}

TEST_SUITE("published: sources, intervals, pooling") {
  TEST_CASE("units nested in transcripts") {
    auto const& c = entry("cluster-linearised");
    std::vector<std::array<int, 2>> codes;
    ratings_options o;
    int transcript = 0;
    for (auto const& t : c["data"]["per_transcript_[both,only1,only2,neither]"]) {
      ++transcript;
      int const cells[4][2] = {{1, 1}, {1, 0}, {0, 1}, {0, 0}};
      for (std::size_t k = 0; k < 4; ++k)
        for (int i = 0; i < t[k].get<int>(); ++i) {
          codes.push_back({cells[k][0], cells[k][1]});
          o.sources.push_back("T" + std::to_string(transcript));
        }
    }
    code_table table(static_cast<Eigen::Index>(codes.size()), 2);
    for (std::size_t u = 0; u < codes.size(); ++u) table.row(static_cast<Eigen::Index>(u)) << codes[u][0], codes[u][1];
    auto const e = fleiss_kappa(ratings{table, scale::of_labels({"no", "yes"}), o});
    auto const& x = c["expected"];
    CHECK(e.value == near{x["est"], 1e-6});
    CHECK(interval(e, {.method = interval_method::t, .by_source = false}).se ==
          near{x["se_units_as_if_independent"], 1e-6});
    CHECK(standard_error(e) == near{x["se_cluster"], 1e-6});
    CHECK(standard_error(e, error_formula::ratio, 18) == near{x["se_cluster_fpc"], 1e-6});
    auto const i = interval(e, {.method = interval_method::t});
    CHECK(i.df == 4);
    CHECK(i.low == near{x["ci95_cluster_t4"][0], 1e-6});
    CHECK(i.high == 1.0);
    CHECK(i.design_effect == near{x["design_effect"], 1e-6});
  }

  TEST_CASE("De Vries et al. (2008): pooled over codes, an unused code drops out") {
    auto const& c = entry("pooled-kappa-codes");
    std::vector<estimate> codes;
    for (std::size_t k = 0; k < 4; ++k) {
      auto const& t = c["data"]["tables_one_per_code"][k];
      std::vector<int> first, second;
      int const cells[4][2] = {{1, 1}, {1, 0}, {0, 1}, {0, 0}};
      for (std::size_t i = 0; i < 4; ++i)
        for (int n = 0; n < t[i / 2][i % 2].get<int>(); ++n) {
          first.push_back(cells[i][0]);
          second.push_back(cells[i][1]);
        }
      code_table table(static_cast<Eigen::Index>(first.size()), 2);
      for (std::size_t u = 0; u < first.size(); ++u) table.row(static_cast<Eigen::Index>(u)) << first[u], second[u];
      codes.push_back(cohen_kappa(ratings{table, scale::of_labels({"no", "yes"})}));
      CHECK(codes.back().value == near{c["expected"]["kappa_per_code"][k].is_null()
                                           ? not_a_number
                                           : c["expected"]["kappa_per_code"][k].get<double>(),
                                       1e-6});
    }
    CHECK(pooled(codes).value == near{c["expected"]["pooled"], 1e-6});
  }

  TEST_CASE("Donner & Eliasziw (1992): goodness of fit") {
    auto const& c = entry("ci-gof-a");
    auto const i = interval(scott_pi(yes_no(40, 3, 2, 55)), {.method = interval_method::gof});
    CHECK(i.low == near{c["expected"]["ci95"][0], 1e-6});
    CHECK(i.high == near{c["expected"]["ci95"][1], 1e-6});
  }

  TEST_CASE("Fisher z, logit and t around the same error") {
    auto const& c = entry("ci-fisher-z");
    auto const e = fleiss_kappa(yes_no(40, 3, 2, 55));
    auto const check = [&](interval_method m, char const* key) {
      auto const i = interval(e, {.method = m});
      CHECK(i.se == near{c["expected"]["se"], 1e-6});
      CHECK(i.low == near{c["expected"][key][0], 1e-6});
      CHECK(i.high == near{c["expected"][key][1], 1e-6});
    };
    check(interval_method::t, "ci95_wald_t");
    check(interval_method::fisher_z, "ci95_fisher_z_t");
    check(interval_method::logit, "ci95_logit_t");
  }

  TEST_CASE("no disagreement among 50 units: never [1, 1]") {
    auto const& c = entry("ci-perfect-agreement");
    auto const r = yes_no(25, 0, 0, 25);
    CHECK(interval(percent_agreement(r)).low == near{c["expected"]["po_lower_two_sided"], 1e-6});
    CHECK(interval(percent_agreement(r)).high == 1.0);
    CHECK(interval(cohen_kappa(r), {.method = interval_method::exact}).low ==
          near{c["expected"]["kappa_lower_two_sided_given_pe_0.5"], 1e-6});
    CHECK(interval(cohen_kappa(r), {.method = interval_method::t}).method == interval_method::exact);
  }

  TEST_CASE("Jeffreys' prior on the table of two coders") {
    for (auto const* id : {"bayes-jeffreys-40-3-2-55", "bayes-jeffreys-perfect-8-0-0-42"}) SUBCASE(id) {
        auto const& c = entry(id);
        auto const& t = c["data"]["table"];
        auto const i = interval(cohen_kappa(yes_no(t[0][0], t[0][1], t[1][0], t[1][1])));
        CHECK(i.method == interval_method::jeffreys);
        CHECK(i.low == near{c["expected"]["q025"], 0.004});
        CHECK(i.high == near{c["expected"]["q975"], 0.004});
      }
  }
}
