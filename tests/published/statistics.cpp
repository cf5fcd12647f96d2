// Every coefficient and score against what was published: the tables of tests/data/statistics.json, each paper or
// program in a case of its own, each table in one of its parts.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "../support/published_numbers.hpp"

using namespace intercoder;
using golden::json;

namespace {

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

void check_numbers(std::string const& id) {
  auto const& c = golden::entry(id);
  golden::published_numbers check{c};
  std::string const kind = c["kind"];
  auto const r = kind == "wide"          ? golden::from_wide(c["data"], c.value("categories", json{}))
                 : kind == "contingency" ? golden::from_confusion(c["data"])
                                         : golden::from_counts(c["data"]);
  auto const w = weights_of(c);
  for (auto const& [key, wanted] : c["expected"].items()) {
    if (key == "value")
      for (auto const& [name, value] : wanted.items()) check.compare(key, golden::coefficient(name, r, w).value, value);
    else if (key == "variance_n")
      for (auto const& [name, value] : wanted.items()) {
        auto const e = golden::coefficient(name, r, w);
        check.compare(key, std::pow(standard_error(e), 2) * (e.n_used - 1) / e.n_used, value);
      }
    else if (key == "units" || key == "krippendorff") {
      auto const method = key == "units" ? interval_method::percentile : interval_method::krippendorff;
      auto const i = interval(krippendorff_alpha(r, w), {.method = method, .resamples = 20'000});
      check.compare(key, i.low, wanted["ci"][0]);
      check.compare(key, i.high, wanted["ci"][1]);
    } else if (key == "unweighted" || key == "linear" || key == "quadratic")
      check.against(key, cohen_kappa(r, weights::by_name(key == "unweighted" ? "nominal" : key)), wanted);
    else if (key == "ac2_quadratic")
      check.against(key, gwet_ac(r, weights::quadratic), wanted);
    else if (key == "weighted_kappa")
      check.against(key, cohen_kappa(r, w), wanted);
    else if (id == "cohen1968_second_weighted")
      check.against(key, cohen_kappa(r), wanted);
    else if (key == "pe")
      check.compare(key, fleiss_kappa(r).expected, wanted);
    else if (key == "se")
      check.compare(key, standard_error(cohen_kappa(r)), wanted);
    else if (key == "item_agreement") {
      auto const by_row = agreement_by_row(r);
      for (std::size_t u = 0; u < wanted.size(); ++u) check.compare(key, by_row[r.design().row(u)], wanted[u]);
    } else if (key == "per_category") {
      for (std::size_t k = 0; k < r.categories(); ++k) {
        auto const label = r.categories_scale().label(k);
        check.compare(key, fleiss_kappa(r.collapse(k)).value, wanted.is_array() ? wanted[k] : wanted.at(label));
      }
    } else if (key == "per_category_z" || key == "se_category") {
      for (std::size_t k = 0; k < r.categories(); ++k) {
        auto const e = fleiss_kappa(r.collapse(k));
        if (key == "se_category")
          check.compare(key, e.null_error(), wanted);
        else
          check.compare(key, e.value / e.null_error(), wanted[k]);
      }
    } else if (key == "percent_agreement_all_raters_equal" || key == "percent_all_equal")
      check.compare(key, 100 * percent_agreement_all(r).value, wanted);
    else if (key == "percent_within_1")
      check.compare(key, 100 * percent_agreement_all(r, weights::within(1)).value, wanted);
    else if (golden::is_index(key))
      check.compare(key, golden::coefficient(key, golden::yes_last(r), w).value, wanted);
    else if (key == "cohen_kappa_rater2_rater3" || key == "z_rater2_rater3") {
      auto const e = cohen_kappa(r.select_coders(std::vector<std::size_t>{1, 2}));
      check.compare(key, key[0] == 'z' ? e.value / e.null_error() : e.value, wanted);
    } else if (score_of.contains(key))
      check.score(key, score_of.at(key)(r), wanted);
    else
      check.against(key, golden::coefficient(key, r, w), wanted);
  }
  CHECK(check.compared > 0);
}

void check(std::vector<std::string> const& ids) {
  for (auto const& id : ids) SUBCASE(id.c_str()) check_numbers(id);
}

}  // namespace

TEST_SUITE("published: coefficients and scores") {
  TEST_CASE("Krippendorff (1980), pp. 133 and 139") {
    check({"kripp1980_p133_binary", "kripp1980_p139_interval", "kripp1980_p139_ratio"});
  }
  TEST_CASE("Krippendorff (2004), pp. 224, 227 and 246") {
    check({"kripp2004_p224_binary", "kripp2004_p227", "kripp2004_p246_a", "kripp2004_p246_b"});
  }
  TEST_CASE("Krippendorff (2011), sections A to E") {
    check({"kripp2011_A_binary_two_coders", "kripp2011_B_nominal_two_coders", "kripp2011_4observers_nominal",
           "kripp2011_4observers_ordinal", "kripp2011_4observers_interval", "kripp2011_4observers_ratio"});
  }
  TEST_CASE("Krippendorff (2018), pp. 306 and 310") { check({"kripp2018_p306", "kripp2018_p310"}); }
  TEST_CASE("Krippendorff (1995), digitised continua") { check({"kripp1995_digitised_A", "kripp1995_digitised_C"}); }
  TEST_CASE("Hayes & Krippendorff (2007), p. 84") {
    check({"hayes_krippendorff2007_ordinal", "hayes_krippendorff2007_nominal"});
  }
  TEST_CASE("alpha and its bootstrap by icr: Zapf et al. (2016), Hayes & Krippendorff (2007)") {
    check({"bootstrap_alpha_zapf_nominal", "bootstrap_alpha_hayes_nominal"});
  }
  TEST_CASE("Wikipedia, Krippendorff's alpha") { check({"wikipedia_alpha_nominal", "wikipedia_alpha_interval"}); }
  TEST_CASE("alpha by other programs: oolong, NLTK, crowd-kit, fast-krippendorff, dkpro") {
    check({"oolong_issue96", "nltk_test_easy", "nltk_missing_values", "crowdkit_alpha",
           "fastkripp_issue11_one_disagreement", "fastkripp_issue27_negative", "dkpro_issue52_scale_invariance"});
  }
  TEST_CASE("alpha where other programs go wrong: irr, disagree") {
    check({"irr_kripp_alpha_complete_three_coders", "interval_unequal_spacing"});
  }
  TEST_CASE("Gwet (2014): four raters, five categories, codes missing") {
    check({"irrcac_raw4raters_unweighted", "irrcac_raw4raters_linear", "irrcac_raw4raters_quadratic",
           "irrcac_raw4raters_ordinal", "irrcac_py_raw4raters"});
  }
  TEST_CASE("Gwet (2014): five observers") {
    check({"irrcac_raw5obser_unweighted", "irrcac_raw5obser_linear", "irrcac_raw5obser_quadratic",
           "irrcac_raw5obser_ordinal"});
  }
  TEST_CASE("Gwet (2014): raters in two groups") {
    check({"irrcac_g1g2_unweighted", "irrcac_g1g2_linear", "irrcac_g1g2_quadratic"});
  }
  TEST_CASE("Gwet (2014): raters by gender") { check({"irrcac_gender_unweighted", "irrcac_gender_linear"}); }
  TEST_CASE("Gwet (2014): Ben and Gerry") {
    check({"irrcac_bengerry_unweighted", "irrcac_bengerry_linear", "irrcac_bengerry_quadratic"});
  }
  TEST_CASE("Gwet (2014): ten units") {
    check({"irrcac_raw10x4_unweighted", "irrcac_raw10x4_linear", "irrcac_raw10x4_quadratic"});
  }
  TEST_CASE("Gwet (2014): tables of two abstractors and of two diagnosticians") {
    check({"irrcac_table_cont3x3abstractors_identity", "irrcac_table_cont3x3abstractors_linear",
           "irrcac_table_cont3x3abstractors_quadratic", "irrcac_table_cont4x4diagnosis_identity",
           "irrcac_table_cont4x4diagnosis_linear", "irrcac_table_cont4x4diagnosis_quadratic"});
  }
  TEST_CASE("irrCAC: counts of six and of four raters") {
    check({"irrcac_distrib6raters_unweighted", "irrcac_dist4cat"});
  }
  TEST_CASE("Gwet (2008), as dkpro has it") {
    check({"dkpro_gwet_fixture_1", "dkpro_gwet_fixture_2", "dkpro_gwet_fixture_3", "dkpro_gwet_fixture_4",
           "dkpro_gwet_fixture_5", "dkpro_gwet_hand_example"});
  }
  TEST_CASE("Fleiss (1971)") { check({"fleiss1971_full", "fleiss1971_item_agreement"}); }
  TEST_CASE("Conger (1980) and Light (1971): the diagnoses of Fleiss (1971), as irr has them") {
    check({"irr_diagnoses_conger_light"});
  }
  TEST_CASE("Wikipedia, Fleiss' kappa") { check({"wikipedia_fleiss"}); }
  TEST_CASE("Randolph (2005), p. 17") { check({"randolph2005_1", "randolph2005_2"}); }
  TEST_CASE("Warrens (2012)") { check({"warrens2012_1", "warrens2012_2", "warrens2012_3"}); }
  TEST_CASE("Mieskes (2009), p. 58") { check({"mieskes2009"}); }
  TEST_CASE("tidycomm: two coders") { check({"tidycomm_two_coders"}); }
  TEST_CASE("misskappa: values and variances") { check({"misskappa_parity_oracle"}); }
  TEST_CASE("Freelon (2010), tables 9 and 10") {
    check({"freelon2010_R2.01", "freelon2010_R2.03", "freelon2010_R2.04", "freelon2010_R2.05", "freelon2010_R2.06",
           "freelon2010_R2.07", "freelon2010_R2.09", "freelon2010_R2.10", "freelon2010_R3.01", "freelon2010_R3.02",
           "freelon2010_R3.05", "freelon2010_R3.06", "freelon2010_R3.08", "freelon2010_R3.10"});
  }
  TEST_CASE("Cohen (1960), pp. 37 and 45") { check({"cohen1960_p37", "cohen1960_p45"}); }
  TEST_CASE("Cohen (1968), the second table") { check({"cohen1968_second_weighted"}); }
  TEST_CASE("SAS PROC FREQ, kappa") { check({"sas_kappa_example_simple", "sas_kappa_example_linear"}); }
  TEST_CASE("irr: anxiety, three raters in pairs") {
    check({"irr_anxiety_12_unweighted", "irr_anxiety_12_linear", "irr_anxiety_12_quadratic",
           "irr_anxiety_13_unweighted", "irr_anxiety_13_linear", "irr_anxiety_13_quadratic",
           "irr_anxiety_23_unweighted"});
  }
  TEST_CASE("Stuart (1953): eyesight, as irr has it") {
    check({"irr_vision_identity", "irr_vision_linear", "irr_vision_quadratic"});
  }
  TEST_CASE("Artstein & Poesio (2008), pp. 558 and 568") {
    check({"artstein_poesio2008_p558", "artstein_poesio2008_p568"});
  }
  TEST_CASE("Brennan & Prediger (1981), pp. 689 and 691") {
    check({"brennan_prediger1981_1", "brennan_prediger1981_2"});
  }
  TEST_CASE("Zwick (1988), p. 376") { check({"zwick1988_1", "zwick1988_2", "zwick1988_3"}); }
  TEST_CASE("Hout et al. (1987), as vcd has it") { check({"vcd_sexualfun"}); }
  TEST_CASE("scikit-learn: kappa") { check({"sklearn_weighted", "sklearn_doc"}); }
  TEST_CASE("Feinstein & Cicchetti (1990), Byrt et al. (1993): the paradoxes and the indices that explain them") {
    check({"paradox_feinstein_cicchetti"});
  }
  TEST_CASE("dkpro: 100,001 units") { check({"numerical_stability_large_n"}); }
  TEST_CASE("Shrout & Fleiss (1979), table 2") { check({"shrout_fleiss1979_icc"}); }
  TEST_CASE("Finn (1970), Kendall: the videos of irr") { check({"irr_video_finn_agree"}); }
  TEST_CASE("Maxwell (1977), as irr has it") { check({"maxwell_re_binary"}); }
  TEST_CASE("Lin (1989)") { check({"lin_ccc_identity_checks"}); }
  TEST_CASE("values at the edge: one category, one unit, no codes, no agreement") {
    check({"edge_perfect_two_categories", "edge_one_category", "edge_one_category_declared_two", "edge_all_missing",
           "edge_single_unit_disagree", "edge_total_disagreement", "edge_one_coder_constant"});
  }

  TEST_CASE("Bangdiwala (1985), two tables") {
    auto const& c = golden::entry("bangdiwala_B_tables");
    CHECK(c["expected"]["bangdiwala_b"].size() == 2);
    for (auto const& [key, value] : c["expected"]["bangdiwala_b"].items()) {
      std::string const table = key;
      SUBCASE(table.c_str())
      CHECK(bangdiwala_b(golden::from_confusion(c["data"].at(table))).value ==
            near{value.get<double>(), c["tolerance"].get<double>()});
    }
  }
}
