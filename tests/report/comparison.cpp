// Two coders compared on a study small enough to do by hand: every number of a report.
#include <doctest/doctest.h>

#include <numeric>

#include <intercoder/core/error.hpp>
#include <intercoder/report/comparison.hpp>

#include "support/near.hpp"
#include "support/report_study.hpp"

using namespace intercoder;

namespace {

/// The ids of warnings, in order.
std::vector<std::string> ids(std::vector<warning> const& list) {
  std::vector<std::string> out;
  for (auto const& w : list) out.push_back(w.id);
  return out;
}

using amounts = std::vector<std::int64_t>;

}  // namespace

TEST_SUITE("coders compared") {
  TEST_CASE("who coded what, and how much of it twice") {
    auto const c = compare_coders(report_study());
    REQUIRE(c.coded.coders.size() == 2);
    CHECK(c.coded.coders[0].sources == 3);
    CHECK(c.coded.coders[0].codings == 7);
    CHECK(c.coded.coders[0].codes == 3);
    CHECK(c.coded.coders[0].assumed);
    CHECK(c.coded.coders[1].sources == 2);
    CHECK(c.coded.coders[1].codings == 7);
    CHECK(c.coded.coders[1].codes == 3);
    CHECK(c.coded.in_study == 3);
    CHECK(c.coded.shared.sources == 2);
    CHECK(c.coded.shared.paragraphs == 10);
    CHECK(c.coded.shared.characters == 50);
    CHECK(c.coded.shared.codable == 32);
    CHECK(c.coded.any.sources == 3);
    CHECK(c.coded.any.paragraphs == 13);
    CHECK(c.coded.any.characters == 65);
    CHECK(c.coded.any.codable == 36);
    CHECK(c.uncoded_share == near{0.2, 1e-12});
  }

  TEST_CASE("code by code") {
    auto const s = report_study();
    auto const c = compare_coders(s);
    REQUIRE(c.shared.size() == 2);
    auto const& x = c.shared[0];
    CHECK(s.codes.path(x.code) == "theme > x");
    CHECK(x.amount == amounts{4, 4});
    CHECK(x.main.value.observed == near{0.8, 1e-12});
    CHECK(x.main.value.expected == near{1 - 192.0 / 380, 1e-12});
    CHECK(x.main.value.value == near{1 - 0.2 * 380 / 192, 1e-12});
    CHECK(x.kappa.name == "cohen_kappa");
    CHECK(x.kappa.value == near{(0.8 - 0.52) / 0.48, 1e-12});
    CHECK(x.main.interval.low < x.main.value.value);
    CHECK(x.main.interval.high > x.main.value.value);
    CHECK(x.main.interval.method == interval_method::jeffreys);
    CHECK(ids(x.warnings) ==
          std::vector<std::string>{"few_units", "few_sources", "few_disagreements", "rare_category"});
    auto const& y = c.shared[1];
    CHECK(s.codes.path(y.code) == "theme > y");
    CHECK(y.amount == amounts{1, 1});
    CHECK(y.main.value.observed == 1);
    CHECK(y.main.value.value == 1);
    CHECK(y.kappa.value == 1);
    CHECK(y.main.interval.low < 1);
    CHECK(ids(y.warnings) == std::vector<std::string>{"perfect", "few_units", "few_sources", "rare_category"});
  }

  TEST_CASE("codes of one coder follow, each with the code most like it") {
    auto const s = report_study();
    auto const c = compare_coders(s);
    REQUIRE(c.single.size() == 2);
    auto const& old = c.single[0];
    CHECK(s.codes.path(old.result.code) == "old");
    CHECK(old.result.amount == amounts{1, 0});
    CHECK(old.coder == 0);
    REQUIRE(old.partner);
    CHECK(s.codes.path(*old.partner) == "new");
    CHECK(old.partner_coder == 1);
    CHECK(old.jaccard == near{0.5, 1e-12});
    CHECK(old.result.main.value.value == near{0, 1e-12});
    CHECK(old.result.kappa.value == near{0, 1e-12});
    auto const& fresh = c.single[1];
    CHECK(s.codes.path(fresh.result.code) == "new");
    CHECK(fresh.result.amount == amounts{0, 2});
    CHECK(fresh.coder == 1);
    REQUIRE(fresh.partner);
    CHECK(s.codes.path(*fresh.partner) == "old");
    CHECK(fresh.partner_coder == 0);
    CHECK(fresh.jaccard == near{0.5, 1e-12});
    CHECK(fresh.result.main.value.value == near{1 - 0.2 * 380 / 72, 1e-12});
  }

  TEST_CASE("pooled over shared and over all codes, under both rules") {
    auto const c = compare_coders(report_study());
    REQUIRE(c.pooled.size() == 2);
    auto const& agree = c.pooled[0];
    CHECK(agree.uncoded == uncoded_rule::agree);
    CHECK(agree.units == 10);
    CHECK(agree.shared_codes == 2);
    CHECK(agree.all_codes == 4);
    CHECK(agree.shared.value.observed == near{0.9, 1e-12});
    CHECK(agree.shared.value.value == near{1 - 0.1 / ((192.0 + 72) / 380 / 2), 1e-12});
    CHECK(agree.all.value.observed == near{0.875, 1e-12});
    CHECK(agree.all.value.value == near{1 - 0.125 / ((192.0 + 72 + 38 + 72) / 380 / 4), 1e-12});
    auto const& exclude = c.pooled[1];
    CHECK(exclude.uncoded == uncoded_rule::exclude);
    CHECK(exclude.units == 8);
    CHECK(exclude.shared.value.value == near{1 - 0.125 / ((128.0 + 56) / 240 / 2), 1e-12});
    CHECK(exclude.all.value.value == near{1 - 0.15625 / ((128.0 + 56 + 30 + 56) / 240 / 4), 1e-12});
    CHECK(&c.headline() == &c.pooled[0].shared);
    CHECK(c.headline().interval.low < c.headline().value.value);
    CHECK(c.headline().interval.high > c.headline().value.value);
  }

  TEST_CASE("the rule asked for comes first, and is the one of the codes") {
    auto const c = compare_coders(report_study(), {.uncoded = uncoded_rule::exclude});
    REQUIRE(c.pooled.size() == 2);
    CHECK(c.pooled[0].uncoded == uncoded_rule::exclude);
    CHECK(c.pooled[1].uncoded == uncoded_rule::agree);
    CHECK(c.shared[0].main.value.value == near{1 - 0.25 * 240 / 128, 1e-12});
    CHECK(c.shared[0].kappa.value == near{0.5, 1e-12});
    CHECK(c.uncoded_share == near{0.2, 1e-12});
    auto const missing = compare_coders(report_study(), {.uncoded = uncoded_rule::as_missing});
    REQUIRE(missing.pooled.size() == 3);
    CHECK(missing.pooled[0].uncoded == uncoded_rule::as_missing);
    // Both coders gave any code to units 1, 2, 4, 6, 8, and to unit 8 different ones.
    CHECK(missing.headline().value.n_pairable == 5);
    CHECK(missing.shared[0].main.value.value == 1);
    CHECK(missing.single[0].result.main.value.observed == near{0.8, 1e-12});
  }

  TEST_CASE("the overlap of the codes, in characters") {
    auto const s = report_study();
    auto const c = compare_coders(s);
    REQUIRE(c.overlaps.size() == 1);
    auto const& t = c.overlaps[0];
    REQUIRE(t.rows() == 3);
    REQUIRE(t.columns() == 3);
    CHECK(t.universe == 50);
    CHECK(t.a_total == amounts{16, 4, 4});
    CHECK(t.b_total == amounts{16, 4, 8});
    CHECK(t.shared == amounts{12, 0, 0, 0, 4, 0, 0, 0, 4});
    CHECK(t.value(overlap_measure::jaccard, 0, 0) == near{12.0 / 20, 1e-12});
  }

  TEST_CASE("disagreements, the costliest first; their costs add up to the mean observed disagreement") {
    auto const s = report_study();
    auto const c = compare_coders(s);
    REQUIRE(c.disagreements.size() == 4);
    std::vector<std::string> labels;
    double total = 0;
    for (auto const& d : c.disagreements) {
      labels.push_back(c.units.units.label(s, d.unit));
      total += d.cost;
    }
    CHECK(labels == std::vector<std::string>{"S2 ¶3", "S1 ¶3", "S2 ¶2", "S2 ¶4"});
    CHECK(c.disagreements[0].cost == near{2.0 / 40, 1e-12});
    CHECK(c.disagreements[0].codes_apart == 2);
    CHECK(c.disagreements[0].codes == std::vector<std::vector<std::size_t>>{{3}, {4}});
    CHECK(c.disagreements[1].cost == near{1.0 / 40, 1e-12});
    CHECK(total == near{1 - c.pooled[0].all.value.observed, 1e-12});
  }

  TEST_CASE("warnings and notes") {
    auto const c = compare_coders(report_study());
    CHECK(ids(c.warnings) == std::vector<std::string>{"few_units", "few_sources", "codes_rare_category",
                                                      "codes_perfect", "first_sources", "assumed_assignments"});
    for (auto const& w : c.warnings) CHECK_FALSE(w.advice.empty());
    CHECK(c.warnings[2].numbers == std::map<std::string, double>{{"codes", 2}, {"of", 2}});
    CHECK(c.warnings[4].numbers == std::map<std::string, double>{{"n", 2}, {"of", 3}});
    auto s = report_study();
    s.notes = {"as the reader found it"};
    REQUIRE(compare_coders(s).notes.size() >= 1);
    CHECK(compare_coders(s).notes[0] == "as the reader found it");
  }

  TEST_CASE("another coefficient, other sources, the coders the other way round") {
    auto const s = report_study();
    auto const percent = compare_coders(s, {.coefficient = "percent_agreement"});
    CHECK(percent.shared[0].main.value.value == near{0.8, 1e-12});
    CHECK(percent.headline().value.value == near{0.9, 1e-12});
    auto const one = compare_coders(s, {.sources = {"S1"}});
    CHECK(one.units.units.size() == 5);
    CHECK(one.shared[0].amount == amounts{3, 2});
    CHECK(one.headline().value.n_sources == 1);
    auto const turned = compare_coders(s, {.coders = {"B", "A"}});
    CHECK(turned.headline().value.value == near{compare_coders(s).headline().value.value, 1e-12});
    CHECK(turned.single[0].coder == 1);
  }

  TEST_CASE("whole sources and stretches of characters as units") {
    auto const s = report_study();
    auto const sources = compare_coders(s, {.unit = unit_kind::source});
    CHECK(sources.units.units.size() == 2);
    CHECK(sources.shared[0].amount == amounts{2, 2});
    auto const characters = compare_coders(s, {.unit = unit_kind::character});
    CHECK(characters.headline().value.n_units == 50);
    CHECK(characters.shared[0].amount == amounts{16, 16});
    CHECK(characters.shared[0].main.value.observed == near{1 - 8.0 / 50, 1e-12});
  }

  TEST_CASE("three coders: every pair has its overlap, Conger's kappa stands for Cohen's") {
    auto s = report_study();
    s.coders.emplace_back("C");
    mark_text(s, 0, 2, 1, 0, 4);
    mark_text(s, 1, 2, 4, 10, 14);
    s.assignments.clear();
    s = check_study(std::move(s));
    auto const c = compare_coders(s);
    CHECK(c.overlaps.size() == 3);
    CHECK(c.shared[0].kappa.name == "conger_kappa");
    CHECK(c.shared[0].amount == amounts{4, 4, 1});
    // "new" is now used by two; "old" lies with C's "new" entirely, and half with B's.
    REQUIRE(c.single.size() == 1);
    CHECK(c.single[0].partner_coder == 2);
    CHECK(c.single[0].jaccard == near{1, 1e-12});
  }

  TEST_CASE("no code in common: a status and its reason, no number") {
    auto s = bare_study({{"S1", "one\ntwo\n"}}, {"A", "B"}, {"a", "b"});
    mark_text(s, 0, 0, 0, 0, 3);
    mark_text(s, 0, 1, 1, 4, 7);
    auto const c = compare_coders(check_study(std::move(s)));
    CHECK(c.shared.empty());
    CHECK_FALSE(c.headline().value.defined());
    CHECK(c.headline().value.status == status::no_variation);
    CHECK(c.headline().value.reason == "No code was used by two coders.");
    CHECK_FALSE(c.single[0].partner);
    CHECK(ids(c.warnings)[0] == "no_variation");
  }

  TEST_CASE("refusals") {
    auto const s = report_study();
    auto const refuse = [&](comparison_options const& o) { static_cast<void>(compare_coders(s, o)); };
    CHECK_THROWS_WITH_AS(refuse({.coders = {"A", "C"}}), "study: no coder 'C'; known coders: A, B", bad_argument);
    CHECK_THROWS_WITH_AS(refuse({.coders = {"A", "B"}, .sources = {"S9"}}),
                         "study: no source 'S9'; known sources: S1, S2, S3", bad_argument);
    CHECK_THROWS_AS(refuse({.coders = {"A"}}), bad_argument);
    CHECK_THROWS_AS(refuse({.coders = {"A", "A"}}), bad_argument);
    CHECK_THROWS_AS(refuse({.sources = {"S3"}}), bad_argument);
    CHECK_THROWS_AS(refuse({.coefficient = "alpha"}), bad_argument);
    auto apart = bare_study({{"S1", "one"}, {"S2", "two"}}, {"A", "B"}, {"a"});
    mark_text(apart, 0, 0, 0, 0, 3);
    mark_text(apart, 1, 1, 0, 0, 3);
    apart = check_study(std::move(apart));
    CHECK_THROWS_WITH_AS(static_cast<void>(compare_coders(apart)),
                         "no source was coded by A, B; expected at least one source that all of them coded",
                         insufficient_data);
  }
}
