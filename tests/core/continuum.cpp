// Continua: who marked what in each source.
#include <doctest/doctest.h>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/error.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

TEST_SUITE("continua") {
  study interviews() {
    auto s = bare_study({{"P01", "ten letters"}, {"P02", "eight ch"}, {"P03", "three"}}, {"A", "B", "C"},
                        {"never", "x", "y"});
    mark_text(s, 0, 0, 2, 4, 9);
    mark_text(s, 0, 0, 1, 0, 5);
    mark_text(s, 0, 1, 1, 2, 3);
    mark_text(s, 1, 0, 1, 0, 8);
    mark_text(s, 1, 2, 2, 0, 4);
    mark_whole(s, 1, 2, 1);
    mark_text(s, 2, 2, 1, 0, 5);
    return check_study(std::move(s));
  }

  TEST_CASE("hold the sources of at least two coders, and the codes used there") {
    auto const all = continua_of(interviews());
    CHECK(all.coders == std::vector<std::string>{"A", "B", "C"});
    CHECK(all.codes == std::vector<std::string>{"x", "y"});
    REQUIRE(all.sources.size() == 2);
    auto const& first = all.sources[0];
    CHECK(first.name == "P01");
    CHECK(first.length == 11);
    CHECK(first.coders == std::vector<std::size_t>{0, 1});
    REQUIRE(first.of_coder(0).size() == 2);
    CHECK(first.of_coder(0)[0] == mark{.coder = 0, .code = 0, .start = 0, .end = 5});
    CHECK(first.of_coder(0)[1] == mark{.coder = 0, .code = 1, .start = 4, .end = 9});
    CHECK(first.of_coder(2).empty());
    CHECK(all.sources[1].coders == std::vector<std::size_t>{0, 2});
    REQUIRE(all.notes.size() == 1);
    CHECK(all.notes[0] == "1 coding(s) of whole sources mark no stretch and were left out.");
    CHECK(all.assumed == 3);
    auto told = interviews();
    for (auto& a : told.assignments) a.assumed = a.coder == 2;
    CHECK(continua_of(told).assumed == 1);
    CHECK(all.code_index("y") == 1);
    CHECK_THROWS_WITH_AS(static_cast<void>(all.code_index("never")), "code 'never'; expected one of those used: x, y",
                         bad_argument);
  }

  TEST_CASE("exact repeats count once, and a note says so") {
    auto s = interviews();
    mark_text(s, 0, 0, 1, 0, 5);
    auto const all = continua_of(s);
    CHECK(all.sources[0].of_coder(0).size() == 2);
    CHECK(all.notes.back() == "1 exact repeat(s) of a coding by the same coder count once.");
    auto const one = single_continuum(9, 2, {{0, 0, 1, 3}, {0, 0, 1, 3}, {1, 0, 1, 3}});
    CHECK(one.sources[0].units.size() == 2);
    CHECK(one.notes == std::vector<std::string>{"1 exact repeat(s) of a unit by the same coder count once."});
  }

  TEST_CASE("of chosen coders, sources and codes") {
    auto const all = continua_of(interviews(), {.coders = {2, 0}, .sources = {1}, .codes = {1}});
    CHECK(all.coders == std::vector<std::string>{"C", "A"});
    REQUIRE(all.sources.size() == 1);
    REQUIRE(all.sources[0].units.size() == 1);
    CHECK(all.sources[0].units[0] == mark{.coder = 1, .code = 0, .start = 0, .end = 8});
  }

  TEST_CASE("refuse what is not there") {
    auto const s = interviews();
    CHECK_THROWS_WITH_AS(static_cast<void>(continua_of(s, {.sources = {2}})),
                         "source 'P03' is not assigned to two of A, B, C; those that are: P01, P02", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(continua_of(s, {.codes = {1, 1}})),
                         "code 'x' is given twice; expected different codes", bad_argument);
    CHECK_THROWS_AS(static_cast<void>(continua_of(s, {.codes = {9}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(continua_of(s, {.coders = {1}})), insufficient_data);
  }

  TEST_CASE("one from its parts") {
    auto const all = single_continuum(10, 2, {{1, 1, 3, 6}, {0, 0, 2, 4}, {0, 0, 2, 4}});
    REQUIRE(all.sources[0].units.size() == 2);
    CHECK(all.sources[0].units[1] == mark{.coder = 1, .code = 1, .start = 3, .end = 6});
    CHECK_THROWS_WITH_AS(static_cast<void>(single_continuum(10, 2, {{0, 0, 2, 11}})),
                         "unit 1: from 2 to 11; expected a stretch within 0 to 10", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(single_continuum(10, 2, {{2, 0, 2, 3}})),
                         "unit 1: coder 3; expected one of 2", bad_argument);
  }

  TEST_CASE("as a table of sources and coders") {
    auto const r = sources_by_coders(continua_of(interviews()));
    CHECK(r.units() == 2);
    CHECK(r.coders() == 3);
    REQUIRE(r.unit(1).size() == 2);
    CHECK(r.unit(1)[1] == cell{2, 1});
    CHECK(r.design().name(1) == "P02");
  }
}
