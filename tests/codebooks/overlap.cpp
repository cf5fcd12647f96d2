// The overlap matrix and what is read from it, checked against every single character and unit.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/error.hpp>

#include "support/near.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using indices = std::vector<std::size_t>;
using amounts = std::vector<std::int64_t>;

/// Six paragraphs, several codes each: what one coder calls "trust", the other calls "trust" and "confidence".
study six_segments() {
  auto s = bare_study({{"P01", "1\n2\n3\n4\n5\n6\n"}}, {"a", "b"},
                      {"barriers", "cost", "trust", "obstacles", "money", "confidence"});
  auto const segment = [&s](std::size_t coder, std::int64_t paragraph, indices const& codes) {
    for (auto const k : codes) mark_text(s, 0, coder, k, 2 * paragraph - 2, 2 * paragraph - 1);
  };
  segment(0, 1, {0});
  segment(0, 2, {0, 1});
  segment(0, 3, {1});
  segment(0, 4, {2});
  segment(0, 5, {2});
  segment(0, 6, {1, 2});
  segment(1, 1, {3});
  segment(1, 2, {3, 4});
  segment(1, 3, {4});
  segment(1, 4, {2});
  segment(1, 5, {5});
  segment(1, 6, {2, 4});
  return check_study(std::move(s));
}

/// Stretches of one code by one coder in one source, made disjoint the slow way.
std::vector<std::pair<std::int64_t, std::int64_t>> united(study const& s, std::size_t source, std::size_t coder,
                                                          std::size_t code) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (auto const& c : s.codings)
    if (c.source == source && c.coder == coder && c.code == code && c.start < c.end) out.emplace_back(c.start, c.end);
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < out.size() && !again; ++i)
      for (std::size_t j = 0; j < i && !again; ++j)
        if (out[i].first < out[j].second && out[j].first < out[i].second) {
          out[j] = {std::min(out[i].first, out[j].first), std::max(out[i].second, out[j].second)};
          out.erase(out.begin() + static_cast<std::ptrdiff_t>(i));
          again = true;
        }
  }
  return out;
}

}  // namespace

TEST_SUITE("similarity") {
  TEST_CASE("200 segments, code A on 40, code B on 30, both on 15") {
    auto const t = two_by_two::of_totals(15, 40, 30, 200);
    CHECK(t.neither == 145);
    CHECK(t.total() == 200);
    CHECK(similarity::jaccard(t) == near{0.2727272727, 1e-9});
    CHECK(similarity::dice(t) == near{0.4285714286, 1e-9});
    CHECK(similarity::overlap(t) == 0.5);
    CHECK(similarity::share_a(t) == 0.375);
    CHECK(similarity::share_b(t) == 0.5);
    CHECK(similarity::lift(t) == 2.5);
    CHECK(similarity::kappa(t) == near{0.3103448276, 1e-9});
    CHECK(similarity::phi(t) == near{(15. * 145 - 25 * 15) / std::sqrt(40. * 30 * 160 * 170), 1e-15});
  }

  TEST_CASE("0/0 is undefined, not 0 and not 1") {
    two_by_two const nothing{.both = 0, .only_a = 0, .only_b = 0, .neither = 9};
    for (auto const x : {similarity::jaccard(nothing), similarity::dice(nothing), similarity::overlap(nothing),
                         similarity::share_a(nothing), similarity::share_b(nothing), similarity::kappa(nothing),
                         similarity::phi(nothing), similarity::lift(nothing)})
      CHECK(std::isnan(x));
    two_by_two const everything{.both = 9, .only_a = 0, .only_b = 0, .neither = 0};
    CHECK(similarity::jaccard(everything) == 1);
    CHECK(std::isnan(similarity::kappa(everything)));
    CHECK(std::isnan(similarity::phi(everything)));
    two_by_two const one_sided{.both = 0, .only_a = 4, .only_b = 0, .neither = 5};
    CHECK(similarity::kappa(one_sided) == 0);
    CHECK(similarity::share_a(one_sided) == 0);
    CHECK(std::isnan(similarity::share_b(one_sided)));
  }

  TEST_CASE("measures by name") {
    for (auto const m : all_overlap_measures) CHECK(overlap_measure_named(name(m)) == m);
    CHECK_THROWS_WITH_AS(overlap_measure_named("cosine"),
                         "measure 'cosine'; expected one of jaccard, dice, overlap, share_a, share_b, kappa, phi, "
                         "count, length, lift",
                         bad_argument);
  }
}

TEST_SUITE("overlap") {
  TEST_CASE("renamed, split and narrower codes show in Jaccard and overlap coefficient") {
    auto const s = six_segments();
    auto const o = overlap(s, "a", "b", {.unit = unit_kind::paragraph});
    CHECK(o.codes_a == indices{0, 1, 2});
    CHECK(o.codes_b == indices{2, 3, 4, 5});
    CHECK(o.universe == 6);
    CHECK(o.a_total == amounts{2, 3, 3});
    CHECK(o.b_total == amounts{2, 2, 3, 1});
    // Columns: trust, obstacles, money, confidence.
    double const jaccard[3][4] = {{0, 1, 0.25, 0}, {0.25, 0.25, 1, 0}, {2. / 3, 0, 0.2, 1. / 3}};
    double const coefficient[3][4] = {{0, 1, 0.5, 0}, {0.5, 0.5, 1, 0}, {1, 0, 1. / 3, 1}};
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 4; ++j) {
        CHECK(o.value(overlap_measure::jaccard, i, j) == near{jaccard[i][j], 1e-12});
        CHECK(o.value(overlap_measure::overlap, i, j) == near{coefficient[i][j], 1e-12});
      }
    CHECK(o.value(overlap_measure::count, 1, 2) == 3);
    CHECK(o.best_column(0) == 1);  // obstacles
    CHECK(o.best_column(1) == 2);  // money
    CHECK(o.best_column(2) == 0);  // trust
    CHECK(o.best_row(3) == 2);     // confidence: trust
    CHECK_THROWS_WITH_AS(static_cast<void>(o.value(overlap_measure::length, 0, 0)),
                         "measure 'length' with unit 'paragraph'; it needs unit 'character'", bad_argument);
  }

  TEST_CASE("text marked twice with one code counts once") {
    auto s = bare_study({{"P01", std::string(20, 'x')}}, {"VR", "ML"}, {"Joy", "Doubt"});
    mark_text(s, 0, 0, 0, 0, 6);
    mark_text(s, 0, 0, 0, 4, 10);
    mark_text(s, 0, 0, 0, 12, 14);
    mark_text(s, 0, 1, 1, 5, 13);
    mark_text(s, 0, 1, 1, 8, 9);
    s = check_study(std::move(s));
    auto const o = overlap(s, 0, 1);
    CHECK(o.codes_a == indices{0});
    CHECK(o.codes_b == indices{1});
    CHECK(o.a_total == amounts{12});
    CHECK(o.b_total == amounts{8});
    CHECK(o.both(0, 0) == 6);
    CHECK(o.value(overlap_measure::count, 0, 0) == 2);
    CHECK(o.value(overlap_measure::length, 0, 0) == 6);
    CHECK(o.value(overlap_measure::share_a, 0, 0) == 0.5);
    CHECK(o.universe == 20);
  }

  TEST_CASE("the end of one source does not touch the start of the next") {
    auto s = bare_study({{"A", "12345"}, {"B", "12345"}}, {"VR", "ML"}, {"Joy", "Doubt"});
    mark_text(s, 0, 0, 0, 0, 5);
    mark_text(s, 1, 1, 1, 0, 5);
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = 0; i < 2; ++i) s.assignments.push_back({.coder = c, .source = i});
    s = check_study(std::move(s));
    auto const o = overlap(s, 0, 1);
    CHECK(o.both(0, 0) == 0);
    CHECK(o.value(overlap_measure::jaccard, 0, 0) == 0);
    CHECK(o.universe == 10);
    CHECK_FALSE(o.best_column(0));
    CHECK_FALSE(o.best_row(0));
  }

  TEST_CASE("only the sources asked for, and only those assigned to both") {
    auto s = bare_study({{"A", "12345"}, {"B", "12345"}, {"C", "12345"}}, {"VR", "ML", "XY"}, {"Joy", "Doubt"});
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t c = 0; c < 2; ++c) mark_text(s, i, c, i, 0, 3);
    mark_text(s, 2, 0, 1, 0, 5);
    s = check_study(std::move(s));
    CHECK(overlap(s, 0, 1).sources == indices{0, 1});
    auto const o = overlap(s, 0, 1, {.sources = {1}});
    CHECK(o.codes_a == indices{1});
    CHECK(o.a_total == amounts{3});
    CHECK_THROWS_WITH_AS(overlap(s, 0, 1, {.sources = {2}}),
                         "source 'C' is not assigned to coder 'ML'; sources assigned to all of VR, ML: A, B",
                         bad_argument);
    CHECK_THROWS_WITH_AS(overlap(s, 1, 1), "coder 'ML' is given twice; expected different coders", bad_argument);
    CHECK_THROWS_WITH_AS(overlap(s, "VR", "Me"), "study: no coder 'Me'; known coders: VR, ML, XY", bad_argument);
    auto const none = overlap(s, "VR", "XY");
    CHECK(none.rows() == 0);
    CHECK(none.universe == 0);
    CHECK(none.notes == std::vector<std::string>{"No source is assigned to all of VR, XY."});
  }

  TEST_CASE("a best partner: highest Jaccard, then most shared, then first") {
    auto s = bare_study({{"A", std::string(40, 'x')}}, {"VR", "ML"}, {"own", "small", "large", "large too", "far"});
    mark_text(s, 0, 0, 0, 0, 12);
    mark_text(s, 0, 1, 1, 0, 6);    // shares 6 of 12: one half
    mark_text(s, 0, 1, 2, 4, 20);   // shares 8 of 20
    mark_text(s, 0, 1, 3, 0, 8);    // shares 8 of 16 = one half, and more
    mark_text(s, 0, 1, 3, 12, 16);  //
    mark_text(s, 0, 1, 4, 30, 40);
    s = check_study(std::move(s));
    auto const o = overlap(s, 0, 1);
    REQUIRE(o.best_column(0));
    CHECK(o.codes_b[*o.best_column(0)] == 3);
    CHECK_FALSE(o.best_row(3));
    mark_text(s, 0, 1, 2, 0, 8);
    s = check_study(std::move(s));
    auto const same = overlap(s, 0, 1);
    CHECK(same.codes_b[*same.best_column(0)] == 2);  // now 12 of 20
  }

  TEST_CASE("random studies: characters and units one by one") {
    std::int64_t shared = 0, pairs = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed)
      for (auto const kind : {unit_kind::paragraph, unit_kind::source, unit_kind::character}) {
        CAPTURE(seed);
        CAPTURE(name(kind));
        random_study const r{seed, kind == unit_kind::paragraph};
        auto const o = overlap(r.s, 0, 1, {.unit = kind});
        auto const codes = r.s.codes.size();
        // For every unit: does coder c give it code k; kept as c * codes + k.
        std::vector<std::vector<bool>> units;
        for (auto const i : o.sources) {
          auto const n = r.characters[i].size();
          std::vector<bool> unit(2 * codes);
          bool blank = true;
          auto const flush = [&] {
            if (kind != unit_kind::paragraph || !blank) units.push_back(unit);
            unit.assign(2 * codes, false);
            blank = true;
          };
          for (std::size_t c = 0; c < 2 && kind == unit_kind::source; ++c)
            for (std::size_t k = 0; k < codes; ++k) unit[c * codes + k] = r.marked_whole(i, c, k);
          for (std::size_t at = 0; at < n; ++at) {
            if (kind == unit_kind::paragraph && r.breaks_line(i, at)) flush();
            blank = blank && r.blank(i, at);
            for (std::size_t c = 0; c < 2; ++c)
              for (std::size_t k = 0; k < codes; ++k)
                if ((kind == unit_kind::character || !r.blank(i, at)) && r.marked(i, at, c, k))
                  unit[c * codes + k] = true;
            if (kind == unit_kind::character) flush();
          }
          if (kind != unit_kind::character) flush();
        }
        CHECK(o.universe == static_cast<std::int64_t>(units.size()));
        auto const total = [&](std::size_t c, std::size_t k) {
          std::int64_t n = 0;
          for (auto const& u : units) n += u[c * codes + k];
          return n;
        };
        indices a, b;
        for (std::size_t k = 0; k < codes; ++k) {
          if (total(0, k) > 0) a.push_back(k);
          if (total(1, k) > 0) b.push_back(k);
        }
        REQUIRE(o.codes_a == a);
        REQUIRE(o.codes_b == b);
        for (std::size_t i = 0; i < a.size(); ++i)
          for (std::size_t j = 0; j < b.size(); ++j) {
            two_by_two t;
            for (auto const& u : units) {
              bool const x = u[a[i]], y = u[codes + b[j]];
              (x && y ? t.both : x ? t.only_a : y ? t.only_b : t.neither) += 1;
            }
            CHECK(static_cast<double>(o.both(i, j)) == t.both);
            CHECK(static_cast<double>(o.a_total[i]) == t.a());
            CHECK(static_cast<double>(o.b_total[j]) == t.b());
            CHECK(o.counts(i, j).neither == t.neither);
            std::int64_t n = kind == unit_kind::character ? 0 : o.both(i, j);
            if (kind == unit_kind::character)
              for (auto const source : o.sources)
                for (auto const& x : united(r.s, source, 0, a[i]))
                  for (auto const& y : united(r.s, source, 1, b[j])) n += x.first < y.second && y.first < x.second;
            CHECK(o.value(overlap_measure::count, i, j) == static_cast<double>(n));
            shared += o.both(i, j);
            pairs += n;
          }
      }
    CHECK(shared > 5'000);  // the studies have something in them
    CHECK(pairs > 1'000);
  }
}
