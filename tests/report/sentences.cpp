// Numbers and results in words.
#include <doctest/doctest.h>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/report/methods.hpp>
#include <intercoder/report/sentences.hpp>
#include <intercoder/version.hpp>

#include "support/report_study.hpp"

using namespace intercoder;

namespace {

[[nodiscard]] bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

[[nodiscard]] std::string item(methods_section const& m, std::string_view id) {
  for (auto const& i : m.items)
    if (i.id == id) return i.text;
  return "no item " + std::string{id};
}

/// Units x 2 codes of one source each, "no" and "yes".
[[nodiscard]] ratings two_coders(std::vector<std::pair<int, int>> const& rows, std::vector<std::string> sources = {}) {
  code_table t(static_cast<Eigen::Index>(rows.size()), 2);
  for (std::size_t u = 0; u < rows.size(); ++u) {
    t(static_cast<Eigen::Index>(u), 0) = rows[u].first;
    t(static_cast<Eigen::Index>(u), 1) = rows[u].second;
  }
  return {t, scale::of_labels({"no", "yes"}), {.sources = std::move(sources)}};
}

}  // namespace

TEST_SUITE("in words") {
  TEST_CASE("values as APA style has them") {
    CHECK(apa(0.7616) == ".76");
    CHECK(apa(-0.0749) == "-.07");
    CHECK(apa(1) == "1.00");
    CHECK(apa(-1) == "-1.00");
    CHECK(apa(0) == ".00");
    CHECK(apa(-0.0) == ".00");
    CHECK(apa(-0.001) == ".00");
    CHECK(apa(not_a_number) == "not estimable");
    CHECK(apa(0.9955, 3) == ".996");
    CHECK(apa(-0.0004, 3) == ".000");
    CHECK(apa(1, 3) == "1.000");
  }

  TEST_CASE("shares") {
    CHECK(percent(5.0 / 18) == "28%");
    CHECK(percent(0.95) == "95%");
    CHECK(percent(0.0563) == "5.6%");
    CHECK(percent(0.05) == "5%");
    CHECK(percent(0) == "0%");
    CHECK(percent(1) == "100%");
    CHECK(percent(not_a_number) == "not estimable");
  }

  TEST_CASE("amounts") {
    CHECK(count(1, "source", "sources") == "1 source");
    CHECK(count(0, "source", "sources") == "0 sources");
    CHECK(count(2.5, "unit", "units") == "2.5 units");
    CHECK(count(20891, "character", "characters") == "20,891 characters");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(grouped(1234.5) == "1,234.5");
    CHECK(grouped(-1000) == "-1,000");
    CHECK(grouped(-100) == "-100");
  }

  TEST_CASE("intervals") {
    CHECK(interval_text({.low = 0.664, .high = 0.86, .reason = {}}) == "95% CI [.66, .86]");
    CHECK(interval_text({.low = -0.02, .high = 1, .level = 0.9, .reason = {}}) == "90% CI [-.02, 1.00]");
    CHECK(interval_text({.reason = "There is one unit."}) == "no interval: There is one unit.");
    CHECK(interval_text({}) == "no interval: not estimable.");
  }

  TEST_CASE("a result says how many, how made, and what it generalises to") {
    std::vector<std::pair<int, int>> rows(40, {0, 0});
    for (std::size_t u = 0; u < 20; ++u) rows[u] = {1, 1};
    rows[20] = {1, 0};
    auto const e = krippendorff_alpha(two_coders(rows));
    auto const said = sentence(e, interval(e));
    CHECK(has(said, "Krippendorff's alpha was .95, 95% CI ["));
    CHECK(has(said, "(40 units coded by both coders)"));
    CHECK(has(said, "it generalises to other units like these, not to other coders."));
    std::vector<std::string> sources;
    for (std::size_t u = 0; u < 40; ++u) sources.emplace_back(u % 4 < 2 ? "P01" : "P02");
    auto const clustered = krippendorff_alpha(two_coders(rows, sources));
    auto const by_source = sentence(clustered, interval(clustered));
    CHECK(has(by_source, "by both coders in 2 sources)"));
    CHECK(has(by_source, "sources as independent, with an intra-source correlation of .05 assumed"));
    CHECK(has(by_source, "other sources like these, not to other coders."));
  }

  TEST_CASE("what is not estimable has a reason and no number") {
    auto const e = cohen_kappa(two_coders({{0, 0}, {0, 0}, {0, 0}}));
    CHECK(sentence(e, interval(e)) == "Cohen's kappa is not estimable (3 units coded by both coders): " + e.reason +
                                          " Observed agreement was 1.00.");
    auto const none = cohen_kappa(two_coders({{0, -1}, {0, -1}}));
    auto const said = sentence(none, interval(none));
    CHECK(has(said, "is not estimable (0 units"));
    CHECK_FALSE(has(said, "Observed"));
  }
}

TEST_SUITE("the methods section") {
  TEST_CASE("says what was coded, compared and found") {
    auto const s = report_study();
    auto const m = methods(s, compare_coders(s));
    CHECK(item(m, "material") ==
          "A coded 3 sources and B coded 2 sources. Agreement rests on the 2 of 3 sources (67%) that both of them "
          "coded: 10 of 13 paragraphs (77%) and 50 of 65 characters (77%).");
    CHECK(has(item(m, "unit"), "The unit was the paragraph, a run of text without a line break;"));
    CHECK(has(item(m, "unit"), "A unit that a coder gave no code counted as 'no' for every code."));
    CHECK(item(m, "coefficient") ==
          "We report Krippendorff's alpha (Krippendorff, 2019) with 95% confidence intervals; pooled over codes from "
          "mean observed and mean expected agreement (De Vries et al., 2008).");
    CHECK(has(item(m, "result"),
              "Over the 2 codes that at least two coders used, pooled Krippendorff's alpha was "
              ".71, 95% CI ["));
    CHECK(has(item(m, "result"), "; over all 4 codes it was .49, 95% CI ["));
    CHECK(has(item(m, "result"), "; with units coded by nobody left out, .67."));
    CHECK(has(item(m, "result"), " Values by code ranged from .60 to 1.00."));
    CHECK(item(m, "single_codes") ==
          "2 codes were used by one coder only, and are part of the value over all codes, not of the value over shared "
          "codes.");
    CHECK(item(m, "disagreement") == "Coders differed on at least one code in 4 of 10 paragraphs (40%).");
    CHECK(has(item(m, "scope"), "intervals generalise to other sources like these, not to other coders."));
    CHECK(has(item(m, "software"), std::string{"Computed with intercoder "} + version + " (krippendorff_alpha; "));
    CHECK(
        has(item(m, "scope"), "The interval of the pooled value (Fisher, 1921) is from Fisher's z and Student's t, "));
    REQUIRE(m.references.size() == 3);
    CHECK(m.references[0].key == "de_vries_2008");
    CHECK(m.references[1].key == "fisher_1921");
    CHECK(m.references[2].key == "krippendorff_2019");
    std::size_t length = m.items.size() - 1;
    for (auto const& i : m.items) length += i.text.size();
    CHECK(m.paragraph().size() == length);
  }

  TEST_CASE("follows what was asked for") {
    auto const s = report_study();
    auto const by_character =
        methods(s, compare_coders(s, {.unit = unit_kind::character, .uncoded = uncoded_rule::exclude}));
    CHECK(has(item(by_character, "unit"), "The unit was the character;"));
    CHECK(has(item(by_character, "unit"), "Units that nobody gave any code were left out."));
    CHECK(item(by_character, "disagreement") == "Coders differed on at least one code in 16 of 32 characters (50%).");
    CHECK(has(item(by_character, "result"), "; with units coded by nobody counted as agreement, "));
    auto const kappa =
        methods(s, compare_coders(s, {.uncoded = uncoded_rule::as_missing, .coefficient = "cohen_kappa"}));
    CHECK(has(item(kappa, "unit"), "A unit that a coder gave no code counted as not coded by that coder."));
    CHECK(has(item(kappa, "coefficient"), "We report Cohen's kappa (Cohen, 1960)"));
    CHECK(item(kappa, "disagreement") ==
          "Coders differed on at least one code in 1 of 5 paragraphs (20%) that at least two of them coded.");
    auto const sources = methods(s, compare_coders(s, {.sources = {"S2"}}));
    CHECK(item(sources, "material") ==
          "A coded 3 sources and B coded 2 sources. Agreement rests on the 1 of 3 sources (33%) that both of them "
          "coded.");
  }

  TEST_CASE("a study without a code in common") {
    auto s = bare_study({{"S1", "one\ntwo\n"}}, {"A", "B"}, {"a", "b"});
    mark_text(s, 0, 0, 0, 0, 3);
    mark_text(s, 0, 1, 1, 4, 7);
    s = check_study(std::move(s));
    auto const m = methods(s, compare_coders(s));
    CHECK(has(item(m, "coefficient"), "We report Krippendorff's alpha (Krippendorff, 2019)"));
    CHECK(has(item(m, "result"), "No code was used by two coders"));
    CHECK(item(m, "scope") == "no item scope");
  }
}
