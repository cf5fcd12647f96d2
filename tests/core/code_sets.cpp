// Sets of codes as categories: what they are called, which of them meet, one code of them; and those of a study.
#include <doctest/doctest.h>

#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/error.hpp>

#include "support/sets.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

TEST_SUITE("sets of codes") {
  TEST_CASE("sets are called by their codes") {
    auto const r = ratings_of_sets({{set_of_codes{}, set_of_codes{0, 2}}, {std::nullopt, set_of_codes{1}}}, 3);
    auto const& s = r.categories_scale();
    CHECK(s.set_valued());
    CHECK(!s.numeric());
    CHECK(s.size() == 3);
    CHECK(s.label(0) == "{}");
    CHECK(s.label(1) == "{a, c}");
    CHECK(s.codes().size() == 3);
    CHECK(s.codes().label(2) == "c");
    CHECK(r.unit(1).size() == 1);
    auto const numbers = scale::of_sets(scale::of_numbers({1, 2.5}), {{0, 2}, {0, 1}});
    CHECK(numbers.label(0) == "{1, 2.5}");
    auto const alone = scale::of_labels({"x", "y"});
    CHECK(&alone.codes() == &alone);
    CHECK((*alone.sets())[1][0] == 1);
  }

  TEST_CASE("one code of the sets") {
    auto const r = ratings_of_sets({{set_of_codes{}, set_of_codes{0, 2}}, {std::nullopt, set_of_codes{1}}}, 3);
    auto const c = r.collapse(2);
    CHECK(!c.categories_scale().set_valued());
    CHECK(c.categories_scale().label(1) == "yes");
    CHECK(c.unit(0)[0].code == 0);
    CHECK(c.unit(0)[1].code == 1);
    CHECK(c.unit(1)[0].code == 0);
    CHECK_THROWS_WITH_AS(static_cast<void>(r.collapse(3)), "collapse: category 4; expected one of 3", bad_argument);
  }

  TEST_CASE("what is no set of codes is refused") {
    auto const labels = scale::of_labels({"a", "b"});
    CHECK_THROWS_WITH_AS(static_cast<void>(scale::of_sets(labels, {{0, 1, 2}, {0, 2}})),
                         "scale: set 2 holds code 2; expected ascending ones below 2", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(scale::of_sets(labels, {{0, 2}, {1, 0}})),
                         "scale: set 1 holds code 0; expected ascending ones below 2", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(scale::of_sets(scale::of_sets(labels, {}), {})),
                         "scale: sets of sets; expected sets of labels or numbers", bad_argument);
  }

  TEST_CASE("the index finds the sets that meet, and how many codes they share") {
    random_stream random{1};
    code_lists sets;
    for (int k = 0; k < 60; ++k) sets.add(random_set(random, 8, 0.2));
    code_index const index{sets};
    code_index::counter count{sets.size()};
    for (std::size_t k = 0; k < sets.size(); ++k) {
      std::vector<std::size_t> found(sets.size());
      index.each_meeting(sets[k], count, [&](std::size_t l, std::size_t n) { found[l] = n; });
      for (std::size_t l = 0; l < sets.size(); ++l) CHECK(found[l] == in_common(sets[k], sets[l]));
    }
  }

  TEST_CASE("all codes of a study at once: each of them is what its own table says") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_study const r{seed, true};
      if (r.s.coders.size() < 2) continue;
      for (auto const unit : {unit_kind::paragraph, unit_kind::source, unit_kind::character})
        for (auto const rule : {uncoded_rule::agree, uncoded_rule::exclude, uncoded_rule::as_missing}) {
          auto const p = project(r.s, {.unit = unit, .uncoded = rule});
          auto const all = code_set_ratings(r.s, p);
          auto const used = p.used();
          REQUIRE(all.categories_scale().codes().size() == used.size());
          CHECK(all.units() == p.units.size());
          for (std::size_t v = 0; v < used.size(); ++v) {
            CHECK(all.categories_scale().codes().label(v) == r.s.codes.path(used[v]));
            auto const one = all.collapse(v), alone = code_ratings(r.s, p, used[v]);
            for (std::size_t u = 0; u < alone.units(); ++u) {
              CHECK(std::ranges::equal(one.unit(u), alone.unit(u)));
              CHECK(one.design().copies(u) == alone.design().copies(u));
              CHECK(one.design().name(u) == alone.design().name(u));
            }
            CHECK(one.design().source_of == alone.design().source_of);
          }
        }
    }
  }
}
