// The table of papers: complete, in order, and known to the bibliography.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/report/references.hpp>

using namespace intercoder;

TEST_SUITE("report: references") {
  TEST_CASE("whatever coefficient and interval a methods section can name has its paper") {
    for (auto const& info : coefficient_list()) {
      CAPTURE(info.name);
      CHECK(find_paper(info.source.substr(0, info.source.find(' '))));
    }
    for (auto const m : {interval_method::fisher_z, interval_method::t, interval_method::normal, interval_method::logit,
                         interval_method::jeffreys, interval_method::exact, interval_method::percentile,
                         interval_method::bca, interval_method::krippendorff, interval_method::gof}) {
      CAPTURE(text(m));
      CHECK(find_paper(source_of(m)));
    }
    CHECK(source_of(interval_method::automatic).empty());
    for (auto const* key : {"altaye_2001", "bloch_kraemer_1989", "cantor_1996", "donner_eliasziw_1992", "flack_1988",
                            "fleiss_1969", "fugard_potts_2015", "gwet_2014", "lacy_riffe_1996", "rotondi_donner_2012"})
      CHECK(find_paper(key));  // the sample sizes
  }

  TEST_CASE("in order, and each in the bibliography with its year") {
    std::ifstream in{std::string{INTERCODER_TEST_DATA} + "/../../docs/references.bib"};
    REQUIRE(in);
    std::ostringstream bibliography;
    bibliography << in.rdbuf();
    CHECK(std::ranges::is_sorted(papers(), {}, &paper::key));
    for (auto const& p : papers()) {
      CAPTURE(p.key);
      CHECK(bibliography.str().find("{" + std::string{p.key} + ",") != std::string::npos);
      auto const year = p.key.substr(p.key.rfind('_') + 1);
      CHECK(p.cited.ends_with(year));
      CHECK(p.text.find("(" + std::string{year} + ")") != std::string_view::npos);
    }
  }

  TEST_CASE("a key without a paper is cited as it is") {
    CHECK(cited("cohen_1960") == "Cohen, 1960");
    CHECK(cited("nobody_1900") == "nobody_1900");
    CHECK(find_paper("") == nullptr);
  }
}
