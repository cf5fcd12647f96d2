// Random annotation sets: lengths are kept, shifts lie apart, and sets are what the seed says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <intercoder/unitizing/gamma_sampler.hpp>

using namespace intercoder;

TEST_SUITE("random annotation sets") {
  TEST_CASE("keep lengths, codes and distances, and shift places apart") {
    std::vector<std::vector<mark>> const units{
        {{0, 0, 0, 10}, {0, 1, 20, 40}, {0, 2, 90, 100}}, {{1, 0, 5, 15}, {1, 1, 50, 60}}, {}};
    double const least = 60.0 / 5 / 2;
    std::map<std::size_t, int> drawn;
    for (std::uint64_t b = 0; b < 1000; ++b) {
      random_stream random{31, b};
      auto const set = annotate_at_random(units, 100, random);
      REQUIRE(set.units.size() == 3);
      for (std::size_t place = 0; place < 3; ++place) {
        auto const& from = units[set.coder[place]];
        ++drawn[set.coder[place]];
        REQUIRE(set.units[place].size() == from.size());
        for (auto const& u : from) {
          auto const start = (u.start + set.pivot[place]) % 100;
          CHECK(std::ranges::count(set.units[place], mark{place, u.code, start, start + u.end - u.start}) == 1);
        }
        for (std::size_t other = 0; other < place; ++other) {
          auto const apart = std::abs(set.pivot[place] - set.pivot[other]);
          CHECK(static_cast<double>(std::min(apart, 100 - apart)) >= least);
        }
      }
      CHECK(std::ranges::any_of(set.units, [](auto const& list) { return !list.empty(); }));
    }
    for (std::size_t c = 0; c < 3; ++c) CHECK(std::abs(drawn[c] - 1000) < 150);
  }

  TEST_CASE("take the farthest shift there is where none is far enough") {
    std::vector<std::vector<mark>> const units(4, {{0, 0, 0, 10}});
    random_stream random{32};
    auto const set = annotate_at_random(units, 10, random);
    for (std::size_t a = 0; a < 4; ++a)
      for (std::size_t b = a + 1; b < 4; ++b) CHECK(set.pivot[a] != set.pivot[b]);
  }

  TEST_CASE("at the end of a source of 2^62 characters") {
    auto const length = std::int64_t{1} << 62;
    std::vector<std::vector<mark>> const units(2, {{0, 0, length - 10, length}});
    random_stream random{33};
    auto const set = annotate_at_random(units, length, random);
    for (auto const& list : set.units) {
      CHECK(list[0].start >= 0);
      CHECK(list[0].start < length);
      CHECK(list[0].end - list[0].start == 10);
    }
  }
}
