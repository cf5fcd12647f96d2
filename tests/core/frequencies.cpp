// How often a code was applied in each source.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/core/frequencies.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

TEST_SUITE("frequencies") {
  TEST_CASE("stretches, overlapping, touching and of whole sources") {
    auto s = bare_study({{"A", "0123456789"}, {"B", "01234"}, {"C", ""}}, {"VR", "ML"}, {"Joy", "Doubt"});
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = 0; i < 3; ++i) s.assignments.push_back({.coder = c, .source = i});
    mark_text(s, 0, 0, 0, 0, 4);
    mark_text(s, 0, 0, 0, 2, 5);  // overlaps: one stretch
    mark_text(s, 0, 0, 0, 5, 6);  // touches: another
    mark_text(s, 0, 0, 0, 8, 9);
    mark_text(s, 0, 1, 0, 0, 9);
    mark_text(s, 1, 1, 1, 0, 5);  // another code
    mark_text(s, 1, 0, 0, 0, 5);
    mark_whole(s, 1, 0, 0);
    mark_whole(s, 2, 1, 0);
    s.codings.back().round = "2";
    mark_whole(s, 2, 1, 0);
    s = check_study(std::move(s));
    auto const r = frequency_ratings(s, 0);
    REQUIRE(r.units() == 3);
    REQUIRE(r.coders() == 2);
    CHECK(r.categories_scale().values() == std::vector<double>{0, 1, 2, 3});
    auto const value = [&](std::size_t unit, std::size_t coder) {
      return r.categories_scale().value(static_cast<std::size_t>(r.unit(unit)[coder].code));
    };
    CHECK(value(0, 0) == 3);
    CHECK(value(0, 1) == 1);
    CHECK(value(1, 0) == 2);
    CHECK(value(1, 1) == 0);
    CHECK(value(2, 0) == 0);
    CHECK(value(2, 1) == 1);
    CHECK(r.design().name(1) == "B");
    CHECK(r.coder_name(1) == "ML");
    CHECK(frequency_ratings(s, 0, {1, 0}, {2}).coder_name(0) == "ML");
    CHECK_THROWS_WITH_AS(static_cast<void>(frequency_ratings(s, 2)), "code 3; expected one of the 2 of the codebook",
                         bad_argument);
    CHECK_THROWS_AS(static_cast<void>(frequency_ratings(s, 0, {1})), bad_argument);
  }

  TEST_CASE("no shared source is no error") {
    auto s = bare_study({{"A", "x"}, {"B", "y"}}, {"VR", "ML"}, {"Joy"});
    mark_text(s, 0, 0, 0, 0, 1);
    mark_text(s, 1, 1, 0, 0, 1);
    CHECK(frequency_ratings(check_study(std::move(s)), 0).units() == 0);
  }
}
