// What ratings, weights and coefficients refuse, and in which words.
#include <doctest/doctest.h>

#include <array>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/test.hpp>

using namespace intercoder;

namespace {

scale yes_no() { return scale::of_labels({"no", "yes"}); }

ratings three_coders() {
  code_table t(3, 3);
  t << 0, 1, 0, 1, 1, 1, 0, 0, 1;
  return {t, yes_no()};
}

ratings two_coders() { return three_coders().select_coders(std::vector<std::size_t>{0, 1}); }

#define REFUSES(expression, message) CHECK_THROWS_WITH_AS(expression, message, bad_argument)

}  // namespace

TEST_SUITE("refusals: ratings") {
  TEST_CASE("a code out of range") {
    REFUSES((ratings{code_table::Constant(3, 2, 7), 2}),
            "ratings: unit 1, coder 1 holds code 7; expected -1 (missing) or 0 to 1");
    REFUSES((ratings{code_table::Constant(3, 2, -2), yes_no(), {.coders = {"VR", "ML"}, .units = {"a", "b", "c"}}}),
            "ratings: unit a, coder VR holds code -2; expected -1 (missing) or 0 to 1");
  }
  TEST_CASE("options of the wrong size") {
    REFUSES((ratings{code_table::Zero(3, 2), yes_no(), {.coders = {"VR"}}}),
            "ratings: 1 coder names; expected 2, one for each coder");
    REFUSES((ratings{code_table::Zero(3, 2), yes_no(), {.sources = {"P1"}}}),
            "ratings: 1 sources; expected 3, one for each unit");
    REFUSES((ratings{code_table::Zero(3, 2), yes_no(), {.count = {1, 2}}}),
            "ratings: 2 counts; expected 3, one for each unit");
    REFUSES((ratings{code_table::Zero(2, 2), yes_no(), {.weight = {1, -2}}}),
            "ratings: unit 2 has weight -2; expected a number that is not negative");
    REFUSES((ratings{code_table::Zero(2, 2), yes_no(), {.count = {1, not_a_number}}}),
            "ratings: unit 2 has count nan; expected a number that is not negative");
  }
  TEST_CASE("a pair given twice") {
    std::array<std::int32_t, 3> const unit{0, 1, 0}, coder{1, 1, 1}, code{0, 0, 1};
    REFUSES(ratings::from_long(unit, coder, code, 2, 2, yes_no(), {.coders = {"VR", "ML"}, .units = {"a", "b"}}),
            "ratings: unit a, coder ML is given twice; expected one code");
  }
  TEST_CASE("tables that are none") {
    REFUSES(ratings::from_confusion(count_table::Ones(2, 3), yes_no()),
            "ratings: confusion table is 2 x 3; expected 2 categories on each side");
    REFUSES(ratings::from_confusion(-count_table::Ones(2, 2), yes_no()),
            "ratings: confusion table, row 1, column 1 holds -1; expected a count");
    REFUSES(ratings::from_counts(count_table::Constant(2, 2, 0.5), yes_no()),
            "ratings: unit 1, category 'no' has count 0.5; expected a whole number of coders");
    REFUSES(ratings::from_counts(count_table::Ones(2, 3), yes_no()),
            "ratings: counts have 3 columns; expected 2, one for each category");
    std::array<span_of_text, 1> const beyond{{{5, 20}}};
    REFUSES(ratings::from_spans(beyond, {}, 10), "ratings: coder 1 marked 5 to 20; expected 0 <= start <= end <= 10");
  }
  TEST_CASE("scales") {
    REFUSES(scale::of_labels({"a", "b", "a"}), "scale: label 'a' is given twice");
    REFUSES(scale::of_numbers({1, 1}), "scale: value 2 is not above the one before it");
    REFUSES(scale::of_numbers({1, not_a_number}), "scale: value 2 is not finite; expected a number");
  }
  TEST_CASE("selecting what is not there") {
    REFUSES(three_coders().select_coders(std::vector<std::size_t>{0, 3}), "select: coder 4; expected one of 3");
    REFUSES(three_coders().select_coders(std::vector<std::size_t>{1, 1}), "select: coder 2 is given twice");
    REFUSES(three_coders().select_units(std::vector<std::size_t>{9}), "select: unit 10; expected one of 3");
    REFUSES(three_coders().collapse(2), "collapse: category 3; expected one of 2");
    REFUSES(three_coders().recount(std::vector<double>{1}), "unit weights: 1 given; expected 3, one for each unit");
  }
}

TEST_SUITE("refusals: coefficients") {
  TEST_CASE("two coders only") {
    REFUSES(cohen_kappa(three_coders()),
            "cohen_kappa: compares 2 coders; found 3; select two of them, or use conger_kappa, which takes any number");
    REFUSES(scott_pi(three_coders()),
            "scott_pi: compares 2 coders; found 3; select two of them, or use fleiss_kappa, which takes any number");
  }
  TEST_CASE("coders must be known") {
    count_table t(2, 2);
    t << 2, 0, 1, 1;
    REFUSES(conger_kappa(ratings::from_counts(t, yes_no())),
            "conger_kappa: needs to know which coder gave which code; these ratings are counts per category");
    REFUSES(ratings::from_counts(t, yes_no()).select_coders(std::vector<std::size_t>{0}),
            "select: these ratings are counts per category; which coder gave a code is not known");
  }
  TEST_CASE("weights that do not fit") {
    REFUSES(fleiss_kappa(two_coders(), weights::from_matrix(weight_matrix::Identity(3, 3))),
            "weights: a matrix of 3 x 3; expected 2 categories on each side");
    REFUSES(weights::from_matrix(weight_matrix::Ones(2, 3)), "weights: a matrix of 2 x 3; expected a square one");
    weight_matrix w = weight_matrix::Identity(2, 2);
    w(0, 1) = 0.5;
    REFUSES(weights::from_matrix(w),
            "weights: row 2, column 1 is 0 but row 1, column 2 is 0.5; expected a symmetric matrix");
    w(0, 1) = 0;
    w(1, 1) = 2;
    REFUSES(weights::from_matrix(w),
            "weights: row 2, column 2 is 2; expected 1, the agreement of a category with itself");
    w(1, 1) = not_a_number;
    REFUSES(weights::from_matrix(w), "weights: row 2, column 2 is not a finite number");
    REFUSES(weights::by_name("cubic"),
            "weights: no weights called 'cubic'; known: nominal, ordinal, interval, ratio, circular, bipolar, linear, "
            "quadratic, radical, gwet_ordinal, gwet_ratio, gwet_circular, gwet_bipolar, jaccard, dice, masi, "
            "masi_2004, masi_nltk, "
            "masi_dkpro, within_1");
    REFUSES(gwet_ac(two_coders(), weights::interval),
            "gwet_ac: needs agreement weights between 0 and 1; found 'interval', a distance without upper limit; use "
            "'quadratic', 'linear' or 'gwet_ordinal'");
    weight_matrix far = -weight_matrix::Ones(2, 2);
    far(0, 0) = far(1, 1) = 1;
    REFUSES(percent_agreement(two_coders(), weights::from_matrix(far)),
            "percent_agreement: needs agreement weights between 0 and 1; the matrix holds -1");
    CHECK(fleiss_kappa(two_coders(), weights::from_matrix(far)).defined());
  }
  TEST_CASE("values that the metric cannot take") {
    code_table t(2, 2);
    t << 0, 1, 1, 2;
    REFUSES(krippendorff_alpha(ratings{t, scale::of_numbers({-1, 0, 1})}, weights::ratio),
            "weights: 'ratio' needs values that are not negative; found -1");
    std::vector<double> many;
    for (int k = 0; k < 20'001; ++k) many.push_back(k);
    REFUSES(
        krippendorff_alpha(ratings{t, scale::of_numbers(many)}, weights::bipolar),
        "weights: 'bipolar' compares every pair of categories; found 20001 distinct values, expected at most 20000");
  }
  TEST_CASE("names") {
    REFUSES(coefficient_by_name("kappa"),
            "no coefficient called 'kappa'; known: percent_agreement, percent_agreement_all, holsti, cohen_kappa, "
            "conger_kappa, hubert_kappa, light_kappa, scott_pi, fleiss_kappa, van_oest_ir, brennan_prediger, "
            "brennan_prediger_all, perreault_leigh, gwet_ac, bangdiwala_b, kappa_max, krippendorff_alpha, mv_alpha, "
            "fuzzy_kappa, "
            "prevalence_index, bias_index, positive_agreement, negative_agreement");
    CHECK(coefficient_by_name("gwet_ac")(two_coders(), weights::nominal, {}).name == "gwet_ac");
  }
}

TEST_SUITE("refusals: inference") {
  TEST_CASE("levels, methods and populations") {
    auto const e = fleiss_kappa(three_coders());
    REFUSES(interval(e, {.level = 1.5}), "interval: level 1.5; expected a number between 0 and 1, such as 0.95");
    REFUSES(interval_method_by_name("wald"),
            "interval: no method called 'wald'; known: auto, fisher_z, t, normal, logit, jeffreys, exact, percentile, "
            "bca, krippendorff, gof");
    REFUSES(interval(percent_agreement(two_coders()), {.method = interval_method::gof}),
            "interval: method 'gof' is for Scott's pi and Krippendorff's alpha; found percent agreement");
    REFUSES(interval(e, {.method = interval_method::gof}),
            "interval: method 'gof' is for two coders and two categories; found 3 coders and 2 categories");
    code_table apart(3, 2);
    apart << 0, 1, 1, 0, 0, 0;
    REFUSES(interval(cohen_kappa(ratings{apart, yes_no()}), {.method = interval_method::logit}),
            "interval: method 'logit' is for values between 0 and 1; found -0.5");
    REFUSES(standard_error(e, error_formula::ratio, 2), "population: 2; expected at least the 3 units at hand");
    REFUSES(test(e, 1), "test: null 1; expected a number from -1 to below 1");
  }
  TEST_CASE("gof knows no sources") {
    code_table t(4, 2);
    t << 0, 0, 1, 1, 0, 1, 1, 1;
    auto const e = scott_pi(ratings{t, yes_no(), {.sources = {"a", "a", "b", "b"}}});
    REFUSES(interval(e, {.method = interval_method::gof}),
            "interval: method 'gof' takes units as independent; these come from 2 source(s), which are ignored on "
            "request only (by_source = false; in Python cluster=None)");
    CHECK(interval(e, {.method = interval_method::gof, .by_source = false}).low < e.value);
  }
  TEST_CASE("characters are not independent of each other") {
    std::array<span_of_text, 1> const a{{{0, 10}}}, b{{{5, 20}}};
    auto const e = cohen_kappa(ratings::from_spans(a, b, 100));
    REFUSES(interval(e, {.by_source = false}),
            "interval: units are characters, which are not independent of each other; only sources can be resampled");
    CHECK(interval(e).reason == "Units are characters: an interval needs at least two sources.");
  }
  TEST_CASE("pooling what does not belong together") {
    REFUSES(pooled({}), "pooled: no estimate given; expected one for each code");
    std::vector<estimate> mixed{cohen_kappa(two_coders()), scott_pi(two_coders())};
    REFUSES(pooled(mixed),
            "pooled: cohen_kappa with nominal weights and scott_pi with nominal weights; expected the same coefficient "
            "for every code");
    std::vector<estimate> units{cohen_kappa(two_coders()),
                                cohen_kappa(two_coders().select_units(std::vector<std::size_t>{0, 1}))};
    REFUSES(pooled(units),
            "pooled: the codes were compared on different units (3 and others) and sources are not known; expected the "
            "same "
            "units in the same order");
  }
  TEST_CASE("long work stops when asked") {
    code_table t(40, 2);
    for (Eigen::Index u = 0; u < 40; ++u) t.row(u) << static_cast<int>(u % 7), static_cast<int>((u * u) % 7);
    auto const e = cohen_kappa(ratings{t, 7});
    CHECK_THROWS_AS(static_cast<void>(standard_error(e, error_formula::jackknife, 0, [](double) { return false; })),
                    cancelled);
  }
}
