// Character-level tables and the ledger of differences, against arrays of characters.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include <intercoder/core/error.hpp>
#include <intercoder/unitizing/character_tables.hpp>
#include <intercoder/unitizing/ledger.hpp>

#include "support/continua.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

namespace {

/// Two passages apiece, all kinds of difference.
study four_kinds() {
  auto s = bare_study({{"P01", std::string(40, 'a')}, {"P02", std::string(40, 'b')}}, {"A", "B"}, {"x", "y", "z"});
  mark_text(s, 0, 0, 0, 0, 10);   // x: A begins earlier ...
  mark_text(s, 0, 1, 0, 4, 12);   // ... and B ends later
  mark_text(s, 0, 0, 1, 20, 30);  // y against z on a part, alone on the rest
  mark_text(s, 0, 1, 2, 24, 28);
  mark_text(s, 1, 1, 1, 0, 5);    // only B
  mark_text(s, 1, 0, 0, 10, 20);  // the same passage, and B has a code more on it
  mark_text(s, 1, 1, 0, 10, 20);
  mark_text(s, 1, 1, 2, 10, 20);
  return check_study(std::move(s));
}

}  // namespace

TEST_SUITE("character tables") {
  TEST_CASE("published kappas of characters, Krippendorff (1995), and NVivo's example") {
    for (auto const& c : golden::load("unitizing.json")) {
      if (!c["expected"].contains("char_level")) continue;
      CAPTURE(c["id"].get<std::string>());
      auto const tables = character_tables(continua_of_case(c));
      REQUIRE(tables.size() == 1);
      auto const& t = tables[0].characters;
      double const tolerance = c["tolerance"], n = t.total();
      double const observed = (t.both + t.neither) / n, p = (t.a() + t.b()) / (2 * n);
      double const own = (t.a() * t.b() + (n - t.a()) * (n - t.b())) / (n * n), shared = p * p + (1 - p) * (1 - p);
      std::map<std::string, double> const found{
          {"percent_agreement", observed},
          {"cohen_kappa", (observed - own) / (1 - own)},
          {"scott_pi", (observed - shared) / (1 - shared)},
          {"krippendorff_alpha", 1 - (1 - observed) * (2 * n - 1) / (2 * n) / (1 - shared)}};
      for (auto const& [name, value] : c["expected"]["char_level"].items())
        CHECK(found.at(name) == near{value.get<double>(), tolerance});
    }
  }

  TEST_CASE("characters one by one, on random continua with overlaps; sources add up") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      CAPTURE(seed);
      auto all = random_continuum(seed, {.coders = 2 + seed % 3, .codes = 3, .length = 30, .overlapping = true});
      all.sources.push_back(all.sources[0]);
      auto const& x = all.sources[0];
      for (auto const& t : character_tables(all)) {
        two_by_two brute;
        for (std::int64_t at = 0; at < x.length; ++at) {
          auto const has = [&](std::size_t coder) {
            auto const units = x.of_coder(coder);
            return std::ranges::any_of(units,
                                       [&](mark const& u) { return u.code == t.code && u.start <= at && at < u.end; });
          };
          bool const a = has(t.first), b = has(t.second);
          (a && b ? brute.both : a ? brute.only_a : b ? brute.only_b : brute.neither) += 2;
        }
        CHECK(t.characters.both == brute.both);
        CHECK(t.characters.only_a == brute.only_a);
        CHECK(t.characters.only_b == brute.only_b);
        CHECK(t.characters.neither == brute.neither);
      }
    }
  }
}

TEST_SUITE("ledger of differences") {
  TEST_CASE("every kind, with place, codes and share") {
    auto const found = differences(four_kinds());
    struct row {
      std::size_t source;
      std::int64_t start, end;
      std::size_t code;
      bool by_first;
      std::string_view kind;
      std::vector<std::size_t> others;
    };
    std::vector<row> const expected{{0, 0, 4, 0, true, "boundary", {}},
                                    {0, 10, 12, 0, false, "boundary", {}},
                                    {0, 20, 24, 1, true, "only_a", {}},
                                    {0, 24, 28, 1, true, "different_code", {2}},
                                    {0, 24, 28, 2, false, "different_code", {1}},
                                    {0, 28, 30, 1, true, "only_a", {}},
                                    {1, 0, 5, 1, false, "only_b", {}},
                                    {1, 10, 20, 2, false, "only_b", {}}};
    REQUIRE(found.size() == expected.size());
    double share = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      CAPTURE(i);
      CHECK(found[i].source == expected[i].source);
      CHECK(found[i].start == expected[i].start);
      CHECK(found[i].end == expected[i].end);
      CHECK(found[i].code == expected[i].code);
      CHECK(found[i].by_first == expected[i].by_first);
      CHECK(name(found[i].kind) == expected[i].kind);
      CHECK(found[i].others == expected[i].others);
      CHECK(found[i].share == near{static_cast<double>(found[i].length()) / 35, 1e-15});
      share += found[i].share;
    }
    CHECK(share == near{1, 1e-15});
  }

  TEST_CASE("of one code, one source, and refusals by name") {
    auto const s = four_kinds();
    CHECK(differences(s, {}, {}, {2}).size() == 2);
    CHECK(differences(s, {}, {1}).size() == 2);
    CHECK(differences(s, {}, {1})[0].share == near{5.0 / 15, 1e-15});
    CHECK_THROWS_WITH_AS(static_cast<void>(differences(s, {}, {}, {7})),
                         "code 8; expected one of the 3 of the codebook", bad_argument);
    CHECK_THROWS_AS(static_cast<void>(differences(s, {0})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(differences(s, {}, {9})), bad_argument);
  }

  TEST_CASE("character by character: nothing is left out, nothing twice, shares add up to 1") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      CAPTURE(seed);
      random_study const drawn{seed, true};
      auto const& s = drawn.s;
      if (s.coders.size() < 2) continue;
      std::set<std::tuple<std::size_t, std::int64_t, std::size_t, std::size_t, std::size_t, bool>> listed, brute;
      double share = 0;
      auto const found = differences(s);
      for (auto const& d : found) {
        share += d.share;
        for (auto at = d.start; at < d.end; ++at)
          CHECK(listed.emplace(d.source, at, d.code, d.first, d.second, d.by_first).second);
      }
      if (!found.empty()) CHECK(share == near{1, 1e-12});
      std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::set<std::int64_t>> marked;
      for (auto const& c : s.codings)
        for (auto at = c.start; at < c.end && !c.whole_source; ++at) marked[{c.source, c.coder, c.code}].insert(at);
      for (std::size_t a = 0; a < s.coders.size(); ++a)
        for (std::size_t b = a + 1; b < s.coders.size(); ++b)
          for (auto const i : s.shared_sources({a, b}))
            for (std::size_t k = 0; k < s.codes.size(); ++k)
              for (bool const by_first : {true, false})
                for (auto const at : marked[{i, by_first ? a : b, k}])
                  if (!marked[{i, by_first ? b : a, k}].contains(at)) brute.emplace(i, at, k, a, b, by_first);
      CHECK(listed == brute);
    }
  }
}
