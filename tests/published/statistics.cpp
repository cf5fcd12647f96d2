// Every coefficient this library has, against what was published: tests/data/statistics.json, tables only.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/scores/list.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"

using namespace intercoder;
using golden::json;

namespace {

/// What is not compared, and why. Each entry: key (of a case, or of a coefficient inside a case), reason, how many.
struct exclusion {
  std::string key, reason;
  int count;
};
std::vector<exclusion> const excluded{
    {"ipw", "estimates for data missing at random, which the case's own reference does not reproduce", 1},
    {"fleiss p2", "p-value printed without saying which error it used", 2},
    {"ci_df_all_units", "degrees of freedom count units that alpha leaves out: checked through the error", 19},
    {"p1_df_all_units", "the same", 19},
};

struct checker {
  std::map<std::string, int> skipped;
  int compared = 0;
  int scores = 0;

  void skip(std::string const& key) {
    REQUIRE_MESSAGE(std::ranges::find(excluded, key, &exclusion::key) != excluded.end(), "unknown key " << key);
    ++skipped[key];
  }

  static double tolerance(json const& c, std::string const& key) {
    if (c.contains("tolerances") && c["tolerances"].contains(key)) return c["tolerances"][key];
    return c["tolerance"];
  }

  void compare(json const& c, std::string const& key, double found, json const& wanted) {
    ++compared;
    CAPTURE(key);
    CHECK(found == near{wanted.is_null() ? not_a_number : wanted.get<double>(), tolerance(c, key) * 1.0000001});
  }

  /// Some programs divide by n, ours by n - 1.
  static bool divides_by_n(std::string const& id, std::string const& key) {
    return id.starts_with("irrcac_table_") || key == "ase" || key == "ci_normal";
  }

  void against(json const& c, std::string const& name, estimate const& e, json const& wanted) {
    CAPTURE(name);
    std::string const id = c["id"];
    if (!wanted.is_object()) return compare(c, name, e.value, wanted);
    double const shrink = std::sqrt((e.n_used - 1) / e.n_used);
    bool const is_alpha = e.name == "krippendorff_alpha";
    bool const program = id.starts_with("irrcac") || id.starts_with("gwet");
    for (auto const& [key, value] : wanted.items()) {
      double const one = is_alpha && program ? 1 / (e.n_pairable > 0 ? total_codes(e) : 1) : 0;
      double const se = standard_error(e, error_formula::gwet) * (divides_by_n(id, key) ? shrink : 1);
      if (key == "value")
        compare(c, key, e.value, value);
      else if (key == "do")
        compare(c, key, e.observed_disagreement, value);
      else if (key == "de")
        compare(c, key, e.expected_disagreement, value);
      else if (key == "pa" || key == "po")
        compare(c, key, (1 - one) * e.observed + one, value);  // one: the programs put alpha's small-sample term here
      else if (key == "pe")
        compare(c, key, one > 0 ? e.expected * (1 - one) + one : e.expected, value);
      else if (key == "se" || key == "ase")
        compare(c, key, se, value);
      else if (key == "ase0" || key == "se0")
        compare(c, key, e.null_error(), value);
      else if (key == "z" && e.null_error)
        compare(c, key, e.value / e.null_error(), value);
      else if (key == "p_two_sided")
        compare(c, key, 2 * distributions::normal_tail(std::abs(e.value / e.null_error())), value);
      else if (key == "p1")
        compare(c, key, distributions::student_t_tail(e.value / se, e.n_used - 1), value);
      else if (key == "p2" && !is_alpha && e.name == "gwet_ac")
        compare(c, key, 2 * distributions::student_t_tail(e.value / se, e.n_used - 1), value);
      else if (key == "ci_normal") {
        double const half = distributions::normal_quantile(0.975) * se;
        compare(c, key, e.value - half, value[0]);
        compare(c, key, e.value + half, value[1]);
      } else if (key == "ci") {
        double const half = distributions::student_t_quantile(0.975, e.n_used - 1) * se;
        compare(c, key, e.value - half, value[0]);
        compare(c, key, std::min(1.0, e.value + half), value[1]);
      } else if (key == "kappa_max")
        compare(c, key, kappa_max(e.data).value, value);
      else if (key == "po_max") {  // the observed agreement behind the largest kappa
        compare(c, key, 1 - (1 - kappa_max(e.data).value) * (1 - e.expected), value);
      } else if (key == "p2")
        skip("fleiss p2");
      else
        skip(key);
    }
  }

  /// Scores: the value, and the test and interval that come with it.
  void score(json const& c, std::string const& key, estimate const& e, json const& wanted) {
    ++scores;
    if (!wanted.is_object()) return compare(c, key, e.value, wanted);
    auto const t = test(e);
    auto const i = interval(e);
    for (auto const& [what, value] : wanted.items()) {
      if (what == "value")
        compare(c, key, e.value, value);
      else if (what == "F")
        compare(c, key, t.statistic, value);
      else if (what == "p")
        compare(c, key, t.p_value, value);
      else if (what == "ci") {
        compare(c, key, i.low, value[0]);
        compare(c, key, i.high, value[1]);
      } else
        skip(what);
    }
  }

  static double total_codes(estimate const& e) {
    double n = 0;
    for (std::size_t j = 0; j < e.data.rows(); ++j)
      if (e.data.row(j).size() >= 2) n += e.data.row_count()[j] * static_cast<double>(e.data.row(j).size());
    return n;
  }
};

std::map<std::string, std::function<estimate(ratings const&)>> const score_of{
    {"ICC(1,1)", [](ratings const& r) { return icc(r, {.model = 1}); }},
    {"ICC(2,1)", [](ratings const& r) { return icc(r, {.model = 2}); }},
    {"ICC(3,1)", [](ratings const& r) { return icc(r, {.model = 3}); }},
    {"ICC(1,k)", [](ratings const& r) { return icc(r, {.model = 1, .average = true}); }},
    {"ICC(2,k)", [](ratings const& r) { return icc(r, {.model = 2, .average = true}); }},
    {"ICC(3,k)", [](ratings const& r) { return icc(r, {.model = 3, .average = true}); }},
    {"finn_oneway_6", [](ratings const& r) { return finn(r, {.levels = 6}); }},
    {"finn_twoway_6", [](ratings const& r) { return finn(r, {.model = layout::two_way, .levels = 6}); }},
    {"kendall_w", [](ratings const& r) { return kendall_w(r); }},
    {"lin_ccc", [](ratings const& r) { return lin_ccc(r); }},
    {"maxwell_re", [](ratings const& r) { return maxwell_re(r); }},
};

weight_choice weights_of(json const& c) {
  auto const& w = c["level/weights"];
  if (w.is_object()) return golden::from_disagreement(w.at("disagreement_weights"));
  std::string name = w;
  if (name == "identity" || name == "unweighted" || name.find(' ') != std::string::npos ||
      name.find(',') != std::string::npos || name == "n/a")
    name = "nominal";
  if (name == "ordinal" && std::string{c["id"]}.starts_with("irrcac")) name = "gwet_ordinal";
  return weights::by_name(name);
}

}  // namespace

TEST_SUITE("published") {
  TEST_CASE("statistics.json: sets of tables, each with a value of its own") {
    int tables = 0;
    for (auto const& c : golden::load("statistics.json")) {
      if (c["kind"] != "contingency-set") continue;
      for (auto const& coefficient : c["expected"].items())
        for (auto const& table : coefficient.value().items()) {
          CAPTURE(table.key());
          ++tables;
          auto const r = golden::from_confusion(c["data"].at(table.key()));
          CHECK(golden::coefficient(coefficient.key(), r, weights::nominal).value ==
                near{table.value(), c["tolerance"].get<double>()});
        }
    }
    CHECK(tables == 2);
  }

  TEST_CASE("statistics.json: every plain table") {
    checker check;
    int cases = 0;
    for (auto const& c : golden::load("statistics.json")) {
      std::string const kind = c["kind"], id = c["id"];
      if (kind != "wide" && kind != "contingency" && kind != "counts") continue;
      ++cases;
      CAPTURE(id);
      auto const r = kind == "wide"          ? golden::from_wide(c["data"], c.value("categories", json{}))
                     : kind == "contingency" ? golden::from_confusion(c["data"])
                                             : golden::from_counts(c["data"]);
      auto const w = weights_of(c);
      for (auto const& [key, wanted] : c["expected"].items()) {
        if (key == "value")
          for (auto const& [name, value] : wanted.items())
            check.compare(c, key, golden::coefficient(name, r, w).value, value);
        else if (key == "variance_n")
          for (auto const& [name, value] : wanted.items()) {
            auto const e = golden::coefficient(name, r, w);
            check.compare(c, key, std::pow(standard_error(e), 2) * (e.n_used - 1) / e.n_used, value);
          }
        else if (key == "units" || key == "krippendorff") {
          auto const method = key == "units" ? interval_method::percentile : interval_method::krippendorff;
          auto const i = interval(krippendorff_alpha(r, w), {.method = method, .resamples = 20'000});
          check.compare(c, key, i.low, wanted["ci"][0]);
          check.compare(c, key, i.high, wanted["ci"][1]);
        } else if (key == "unweighted" || key == "linear" || key == "quadratic")
          check.against(c, key, cohen_kappa(r, weights::by_name(key == "unweighted" ? "nominal" : key)), wanted);
        else if (key == "ac2_quadratic")
          check.against(c, key, gwet_ac(r, weights::quadratic), wanted);
        else if (key == "weighted_kappa")
          check.against(c, key, cohen_kappa(r, w), wanted);
        else if (id == "cohen1968_second_weighted")
          check.against(c, key, cohen_kappa(r), wanted);
        else if (key == "pe")
          check.compare(c, key, fleiss_kappa(r).expected, wanted);
        else if (key == "se")
          check.compare(c, key, standard_error(cohen_kappa(r)), wanted);
        else if (key == "item_agreement") {
          auto const by_row = agreement_by_row(r);
          for (std::size_t u = 0; u < wanted.size(); ++u) check.compare(c, key, by_row[r.design().row(u)], wanted[u]);
        } else if (key == "per_category") {
          for (std::size_t k = 0; k < r.categories(); ++k) {
            auto const label = r.categories_scale().label(k);
            check.compare(c, key, fleiss_kappa(r.collapse(k)).value, wanted.is_array() ? wanted[k] : wanted.at(label));
          }
        } else if (key == "per_category_z" || key == "se_category") {
          for (std::size_t k = 0; k < r.categories(); ++k) {
            auto const e = fleiss_kappa(r.collapse(k));
            if (key == "se_category")
              check.compare(c, key, e.null_error(), wanted);
            else
              check.compare(c, key, e.value / e.null_error(), wanted[k]);
          }
        } else if (key == "percent_agreement_all_raters_equal" || key == "percent_all_equal")
          check.compare(c, key, 100 * percent_agreement_all(r).value, wanted);
        else if (key == "percent_within_1")
          check.compare(c, key, 100 * percent_agreement_all(r, weights::within(1)).value, wanted);
        else if (golden::is_index(key))
          check.compare(c, key, golden::coefficient(key, golden::yes_last(r), w).value, wanted);
        else if (key == "cohen_kappa_rater2_rater3" || key == "z_rater2_rater3") {
          auto const e = cohen_kappa(r.select_coders(std::vector<std::size_t>{1, 2}));
          check.compare(c, key, key[0] == 'z' ? e.value / e.null_error() : e.value, wanted);
        } else if (score_of.contains(key))
          check.score(c, key, score_of.at(key)(r), wanted);
        else if (std::ranges::find(excluded, key, &exclusion::key) != excluded.end())
          check.skip(key);
        else
          check.against(c, key, golden::coefficient(key, r, w), wanted);
      }
    }
    CHECK(cases == 131);
    MESSAGE(check.compared << " published numbers compared");
    CHECK(check.compared > 800);
    CHECK(check.scores == 11);
    for (auto const& x : excluded) {
      CAPTURE(x.key);
      CHECK(check.skipped[x.key] == x.count);
    }
  }
}
