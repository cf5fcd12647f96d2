// The codes one coder used, with what stands above them.
#include <doctest/doctest.h>

#include <intercoder/core/coder_codebook.hpp>
#include <intercoder/core/error.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

TEST_SUITE("a coder's own codebook") {
  study three_levels() {
    auto s = bare_study({{"P01", "text"}}, {"A", "B", "idle"}, {"area"});
    s.codes.add({.id = "t", .name = "theme", .definition = "what it is", .parent = 0, .codable = false, .colour = {}});
    s.codes.add({.id = {}, .name = "first", .definition = {}, .parent = 1, .codable = true, .colour = {}});
    s.codes.add({.id = {}, .name = "loose", .definition = {}, .parent = {}, .codable = true, .colour = {}});
    s.codes.add({.id = {}, .name = "second", .definition = {}, .parent = 1, .codable = true, .colour = {}});
    mark_text(s, 0, 0, 4, 0, 1);
    mark_text(s, 0, 1, 3, 0, 1);
    mark_text(s, 0, 1, 2, 1, 2);
    return check_study(std::move(s));
  }

  TEST_CASE("holds the codes used and their ancestors, in the order of the study's") {
    auto const s = three_levels();
    auto const part = coder_codebook(s, 0);
    CHECK(part.of_study == std::vector<std::size_t>{0, 1, 4});
    auto const& a = part.codes;
    REQUIRE(a.size() == 3);
    CHECK(a.path(0) == "area");
    CHECK(a.path(1) == "area > theme");
    CHECK(a.path(2) == "area > theme > second");
    CHECK(a[1].id == "t");
    CHECK(a[1].definition == "what it is");
    CHECK_FALSE(a[1].codable);
    auto const b = coder_codebook(s, 1).codes;
    REQUIRE(b.size() == 4);
    CHECK(b.path(2) == "area > theme > first");
    CHECK(b.path(3) == "loose");
  }

  TEST_CASE("is empty for a coder who used no code") { CHECK(coder_codebook(three_levels(), 2).codes.empty()); }

  TEST_CASE("refuses a coder who is not there") {
    CHECK_THROWS_WITH_AS(static_cast<void>(coder_codebook(three_levels(), 3)), "coder 4; expected one of 3",
                         bad_argument);
  }
}
