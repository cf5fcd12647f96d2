// Comparisons of values and benchmarks against tests/data/*.json.
#include <cmath>

#include <intercoder/inference/benchmark.hpp>
#include <intercoder/inference/compare.hpp>
#include <intercoder/inference/homogeneity.hpp>
#include <intercoder/inference/strata.hpp>
#include <intercoder/inference/unit_table.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"

using namespace intercoder;
using golden::entry;
using golden::json;

namespace {

/// Both groups on one scale, as their categories are the same.
std::pair<ratings, ratings> two_groups(json const& first, json const& second) {
  json all;
  for (auto const* group : {&first, &second})
    for (auto const& row : *group)
      for (auto const& v : row) all.push_back(v);
  return {golden::from_wide(first, all), golden::from_wide(second, all)};
}

int check_pair(json const& found, std::string const& name, std::pair<ratings, ratings> const& groups,
               weight_choice const& w, error_formula formula, double tol) {
  CAPTURE(name);
  auto const a = golden::coefficient(name, groups.first, w), b = golden::coefficient(name, groups.second, w);
  auto const d = compare(a, b, samples::same_units, {.formula = formula});
  CHECK(d.status == comparison_status::ok);
  CHECK(a.value == near{found["coefficient_1"], tol});
  CHECK(b.value == near{found["coefficient_2"], tol});
  CHECK(d.difference == near{found["difference"], tol});
  CHECK(d.se == near{found["se"], tol});
  CHECK(d.statistic == near{found["t"], tol * 10});
  CHECK(d.df == found["df"].get<double>());
  CHECK(d.p_value == near{found["p"], tol});
  return 7;
}

}  // namespace

TEST_SUITE("published: comparing values of the same units") {
  TEST_CASE("Gwet (2016): six coefficients") {
    auto const& c = entry("paired_test_gwet2016_identity");
    auto const groups = two_groups(c["data"]["group1"], c["data"]["group2"]);
    int numbers = 0;
    for (auto const& item : c["computed"].items())
      for (auto const formula : {error_formula::gwet, error_formula::ratio}) {
        // Of alpha, the published residual leaves out the factor 1 - 1/n that the program puts in.
        if (item.key() == "krippendorff_alpha" && formula == error_formula::gwet) continue;
        numbers += check_pair(item.value(), item.key(), groups, weights::nominal, formula, 1e-9);
      }
    CHECK(numbers == 11 * 7);
  }

  TEST_CASE("Gwet (2016): unequal rosters") {
    auto const& c = entry("paired_test_gwet2016_unequal_rosters");
    auto const groups = two_groups(c["data"]["group1"], c["data"]["group2"]);
    for (auto const formula : {error_formula::gwet, error_formula::ratio})
      check_pair(c["computed"]["fleiss_kappa"], "fleiss_kappa", groups, weights::nominal, formula, 1e-9);
  }

  TEST_CASE("Gwet (2016), printed by the program that comes with it") {
    for (auto const* id : {"paired-ttest-fleiss", "paired-ttest-ac", "paired-ttest-bp"}) SUBCASE(id) {
        auto const& c = entry(id);
        auto const groups = two_groups(c["data"]["ratings1"], c["data"]["ratings2"]);
        auto const& x = c["expected"];
        std::string const name = c["params"]["coefficient"];
        CAPTURE(name);
        auto const d = compare(golden::coefficient(name, groups.first, weights::nominal),
                               golden::coefficient(name, groups.second, weights::nominal), samples::same_units,
                               {.formula = error_formula::gwet});
        CHECK(d.difference == near{x["diff"], 1e-6});
        CHECK(d.se == near{x["se"], 1e-6});
        CHECK(d.statistic == near{x["t"], 1e-6});
        CHECK(d.p_value == near{x["p"], 1e-6});
        CHECK(d.n_units == x["n"].get<double>());
      }
  }

  TEST_CASE("Vanbelle & Albert (2008): Hotelling's T^2") {
    auto const& c = entry("hotelling_vector_test");
    std::vector<double> const values = c["data"]["coefficients"];
    auto const t = test_homogeneity(values, golden::counts_of(c["data"]["covariance"]), c["data"]["n"].get<double>());
    CHECK(t.statistic == near{c["computed"]["T2"], 1e-9});
    CHECK(t.p_value == near{c["computed"]["p"], 1e-10});
    CHECK(t.df == 2);
    CHECK(t.df_error == 48);
  }
}

TEST_SUITE("published: comparing values of independent units") {
  TEST_CASE("Fleiss (1981): are several kappas equal") {
    auto const& c = entry("homogeneity-independent");
    auto const& x = c["expected"];
    std::vector<estimate> each;
    std::vector<double> values, errors;
    for (auto const& table : c["data"]["tables"]) {
      each.push_back(cohen_kappa(golden::from_confusion(table)));
      auto const& e = each.back();
      values.push_back(e.value);
      errors.push_back(standard_error(e) * std::sqrt((e.n_used - 1) / e.n_used));  // the program divides by n
      CHECK(e.value == near{x["kappas"][values.size() - 1], 1e-9});
      CHECK(errors.back() == near{x["ses"][values.size() - 1], 1e-9});
    }
    auto const t = test_homogeneity(values, errors);
    CHECK(t.value == near{x["overall"], 1e-9});
    CHECK(t.se == near{x["overall_se"], 1e-9});
    CHECK(t.statistic == near{x["chi2"], 1e-8});
    CHECK(t.df == x["df"].get<double>());
    CHECK(t.p_value == near{x["p"], 1e-9});
    auto const two = compare(each[1], each[0], samples::independent);
    CHECK(two.statistic * std::sqrt(60.0 / 59.0) == near{x["z_A_vs_B"], 1e-8});  // both have 60 units
    auto const all = compare_all(each, samples::independent);
    CHECK(all.statistic == near{x["chi2"], 0.13});
    CHECK(pooled_strata(each, stratum_weights::variance).value == near{all.value, 1e-12});
  }
}

TEST_SUITE("published: benchmarks") {
  TEST_CASE("Gwet (2014), ch. 6: AC1 of 12 units on Landis and Koch's scale") {
    auto const& c = entry("benchmark-landis-koch");
    auto const& x = c["expected"];
    auto const b = benchmark(c["data"]["est"].get<double>(), c["data"]["se"].get<double>(), "landis_koch",
                             c["params"]["threshold"].get<double>());
    REQUIRE(b.rows.size() == x["cumulative"].size());
    for (std::size_t i = 0; i < b.rows.size(); ++i) {
      CHECK(b.rows[i].cumulative == near{x["cumulative"][i], 1e-9});
      CHECK(b.rows[i].label == x["labels"][i].get<std::string>());
    }
    CHECK(b.label == x["decision"].get<std::string>());
    CHECK(b.point_label == "substantial");
    auto const e = gwet_ac(golden::from_wide(entry("gwet-raw4-pa")["data"]["ratings"]));
    CHECK(e.value == near{c["data"]["est"], 5e-6});
    CHECK(benchmark(e).point_label == "substantial");
  }
}

TEST_SUITE("published: one unit less") {
  TEST_CASE("Krippendorff (2011): the sixth of twelve units alone takes alpha from .857 to .743") {
    auto const& c = entry("kripp2011_4observers_nominal");
    auto const e = krippendorff_alpha(golden::from_wide(c["data"]));
    auto const rows = by_unit(e);
    CHECK(e.value == near{0.743, 0.0005});
    CHECK(rows[5].without == near{0.857, 0.0005});
    CHECK(disagreements(e).front().unit == 5);
    for (auto const& row : rows)
      if (row.unit != 5 && row.change == row.change) CHECK(row.change < rows[5].change);
  }
}
