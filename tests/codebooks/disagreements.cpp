// The ledger of disagreements: what each unit costs, and that the costs add up.
#include <doctest/doctest.h>

#include <algorithm>
#include <tuple>

#include <intercoder/codebooks/disagreements.hpp>
#include <intercoder/core/error.hpp>

#include "support/near.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using indices = std::vector<std::size_t>;

/// Four paragraphs of four characters, three codes.
study four_paragraphs() {
  auto s = bare_study({{"P01", "aaaa\nbbbb\ncccc\ndddd"}}, {"VR", "ML"}, {"Joy", "Doubt", "Cost", "never used"});
  mark_text(s, 0, 0, 0, 0, 4);  // the first: both joy, VR doubt too
  mark_text(s, 0, 1, 0, 0, 4);
  mark_text(s, 0, 0, 1, 0, 2);
  mark_text(s, 0, 0, 0, 5, 9);  // the second: VR joy, ML cost
  mark_text(s, 0, 1, 2, 5, 9);
  mark_text(s, 0, 1, 1, 10, 14);  // the third: ML doubt, on more characters than the first
  return check_study(std::move(s));
}

}  // namespace

TEST_SUITE("disagreements") {
  TEST_CASE("most costly first, then by characters marked, then by position") {
    auto const s = four_paragraphs();
    auto const p = project(s);
    auto const d = disagreements(s, p);
    REQUIRE(d.size() == 3);
    CHECK(d[0].unit == 1);
    CHECK(d[0].cost == near{2. / (4 * 3), 1e-15});
    CHECK(d[0].codes_apart == 2);
    CHECK(d[0].characters == 8);
    CHECK(d[0].codes == std::vector<indices>{{0}, {2}});
    CHECK(d[1].unit == 2);
    CHECK(d[1].characters == 4);
    CHECK(d[1].codes == std::vector<indices>{{}, {1}});
    CHECK(d[2].unit == 0);
    CHECK(d[2].cost == d[1].cost);
    CHECK(d[2].characters == 2);
    CHECK(d[2].codes == std::vector<indices>{{0, 1}, {0}});  // also what they agree on
  }

  TEST_CASE("position decides where all else is equal") {
    auto s = bare_study({{"P01", "aa\nbb\ncc"}}, {"VR", "ML"}, {"Joy"});
    s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
    for (auto const start : {6, 0, 3}) mark_text(s, 0, 0, 0, start, start + 2);
    s = check_study(std::move(s));
    auto const d = disagreements(s, project(s));
    REQUIRE(d.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(d[i].unit == i);
  }

  TEST_CASE("one code, and codes that nobody used") {
    auto const s = four_paragraphs();
    auto const p = project(s);
    auto const doubt = disagreements(s, p, {1});
    REQUIRE(doubt.size() == 2);
    CHECK(doubt[0].unit == 2);
    CHECK(doubt[0].cost == 0.25);
    CHECK(doubt[1].codes == std::vector<indices>{{1}, {}});
    CHECK(disagreements(s, p, {3}).empty());
    CHECK(disagreements(s, p, {2, 3, 0, 1})[0].cost == near{2. / 16, 1e-15});
    CHECK_THROWS_WITH_AS(disagreements(s, p, {4}), "code 5; expected one of the 4 of the codebook", bad_argument);
    CHECK_THROWS_WITH_AS(disagreements(s, p, {1, 1}), "code 2 is given twice; expected different codes", bad_argument);
  }

  TEST_CASE("units about which one coder is silent are not counted when that is missing") {
    auto const s = four_paragraphs();
    auto const d = disagreements(s, project(s, {.uncoded = uncoded_rule::as_missing}));
    REQUIRE(d.size() == 2);  // ML alone coded the third, nobody the fourth
    CHECK(d[0].unit == 1);
    CHECK(d[0].cost == near{2. / (2 * 3), 1e-15});
    CHECK(d[1].cost == near{1. / (2 * 3), 1e-15});
    auto const e = disagreements(s, project(s, {.uncoded = uncoded_rule::exclude}));
    CHECK(e[0].cost == near{2. / (3 * 3), 1e-15});
  }

  TEST_CASE("characters: a stretch costs as much as it is long") {
    auto const s = four_paragraphs();
    auto const p = project(s, {.unit = unit_kind::character});
    auto const d = disagreements(s, p, {0, 1});
    REQUIRE(d.size() == 3);
    CHECK(p.units.label(s, d[0].unit) == "P01 5-9");
    CHECK(d[0].cost == near{4. / (19 * 2), 1e-15});
    CHECK(p.units.label(s, d[2].unit) == "P01 0-2");
  }

  TEST_CASE("random studies: costs are shares of differing pairs and add up to the mean observed disagreement") {
    std::size_t seen = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed)
      for (auto const kind : {unit_kind::paragraph, unit_kind::source, unit_kind::character})
        for (auto const rule : {uncoded_rule::agree, uncoded_rule::exclude, uncoded_rule::as_missing}) {
          CAPTURE(seed);
          CAPTURE(name(kind));
          CAPTURE(name(rule));
          random_study const r{seed, kind == unit_kind::paragraph};
          auto const p = project(r.s, {.unit = kind, .uncoded = rule});
          auto const ledger = disagreements(r.s, p);
          auto const codes = p.used();
          auto const coders = p.coders();

          std::vector<double> cost(p.units.size());
          std::vector<std::int64_t> characters(p.units.size());
          std::vector<std::size_t> apart(p.units.size());
          double observed = 0;  // mean over codes of the mean over units of the share of pairs that differ
          for (auto const k : codes) {
            auto const x = p.table(k);
            double units = 0, differ = 0;
            std::vector<double> share(p.units.size());
            for (std::size_t u = 0; u < p.units.size(); ++u) {
              double pairs = 0, different = 0;
              for (std::size_t c = 0; c < coders; ++c)
                for (std::size_t b = 0; b < c; ++b) {
                  int const one = x[u * coders + b], other = x[u * coders + c];
                  if (one == -1 || other == -1) continue;
                  pairs += 1;
                  different += one != other;
                }
              if (pairs == 0) continue;
              auto const n = static_cast<double>(p.units.copies(u));
              units += n;
              share[u] = n * different / pairs;
              differ += share[u];
              if (different == 0) continue;
              ++apart[u];
              for (auto at = p.units[u].start; at < p.units[u].end; ++at) {
                bool anyone = false;
                for (std::size_t c = 0; c < coders; ++c)
                  anyone = anyone || r.marked(p.units[u].source, static_cast<std::size_t>(at), c, k);
                characters[u] += anyone;
              }
            }
            if (units == 0) continue;
            observed += differ / units / static_cast<double>(codes.size());
            for (std::size_t u = 0; u < p.units.size(); ++u)
              cost[u] += share[u] / units / static_cast<double>(codes.size());
          }

          double sum = 0;
          for (std::size_t i = 0; i < ledger.size(); ++i) {
            auto const& d = ledger[i];
            sum += d.cost;
            CHECK(d.cost == near{cost[d.unit], 1e-14});
            CHECK(d.characters == characters[d.unit]);
            CHECK(d.codes_apart == apart[d.unit]);
            for (std::size_t c = 0; c < coders; ++c)
              for (auto const k : codes) {
                bool const listed = std::ranges::find(d.codes[c], k) != d.codes[c].end();
                CHECK(listed == (p.table(k)[d.unit * coders + c] == 1));
              }
            if (i > 0) {
              auto const& before = ledger[i - 1];
              CHECK(std::tuple{-before.cost, -before.characters, before.unit} <
                    std::tuple{-d.cost, -d.characters, d.unit});
            }
          }
          auto const costly = std::ranges::count_if(apart, [](std::size_t n) { return n > 0; });
          CHECK(ledger.size() == static_cast<std::size_t>(costly));
          CHECK(sum == near{observed, 1e-12});
          seen += ledger.size();
        }
    CHECK(seen > 5'000);
  }
}
