// From codings to units x coders, checked against every single character.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using table = std::vector<int>;

/// What `project` should find, from characters: for every unit, whether each coder gave it each code.
struct truth {
  std::vector<std::vector<std::vector<bool>>> has;  // unit, coder, code
  std::vector<std::size_t> source;
  std::vector<std::int64_t> start;

  truth(random_study const& r, unit_kind kind, std::vector<std::size_t> const& sources) {
    for (auto const i : sources) {
      auto const n = r.characters[i].size();
      if (kind == unit_kind::source) {
        add(r, i, 0, n, true);
        for (std::size_t c = 0; c < r.s.coders.size(); ++c)
          for (std::size_t k = 0; k < r.s.codes.size(); ++k)
            if (r.marked_whole(i, c, k)) has.back()[c][k] = true;
      } else if (kind == unit_kind::character) {
        for (std::size_t at = 0; at < n; ++at) add(r, i, at, at + 1, false);
      } else {
        for (std::size_t from = 0; from < n; ++from) {
          auto to = from;
          bool blank = true;
          for (; to < n && !r.breaks_line(i, to); ++to) blank = blank && r.blank(i, to);
          if (!blank) add(r, i, from, to, true);
          from = to;
        }
      }
    }
  }

  void add(random_study const& r, std::size_t i, std::size_t from, std::size_t to, bool blanks_do_not_count) {
    std::vector<std::vector<bool>> unit(r.s.coders.size(), std::vector<bool>(r.s.codes.size()));
    for (std::size_t c = 0; c < r.s.coders.size(); ++c)
      for (std::size_t k = 0; k < r.s.codes.size(); ++k)
        for (auto at = from; at < to; ++at)
          if (!(blanks_do_not_count && r.blank(i, at)) && r.marked(i, at, c, k)) unit[c][k] = true;
    has.push_back(std::move(unit));
    source.push_back(i);
    start.push_back(static_cast<std::int64_t>(from));
  }

  [[nodiscard]] bool any(std::size_t u, std::size_t c) const {
    for (bool const x : has[u][c])
      if (x) return true;
    return false;
  }
  [[nodiscard]] bool anyone(std::size_t u) const {
    for (std::size_t c = 0; c < has[u].size(); ++c)
      if (any(u, c)) return true;
    return false;
  }
};

/// Two coders, both on everything.
study dialogue(std::string const& text) {
  auto s = bare_study({{"P01", text}}, {"VR", "ML"}, {"Joy", "Doubt"});
  s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
  return s;
}

}  // namespace

TEST_SUITE("project") {
  TEST_CASE("one character that is not blank gives a paragraph the code, blanks do not") {
    auto s = dialogue("Yes, \nno\n\nI\u0301 \U0001F600");
    mark_text(s, 0, 0, 0, 4, 6);    // the space and the line break behind the first paragraph
    mark_text(s, 0, 1, 0, 3, 6);    // its comma
    mark_text(s, 0, 0, 1, 5, 7);    // a line break, and the first letter of the second
    mark_text(s, 0, 1, 1, 8, 10);   // nothing but line breaks
    mark_text(s, 0, 0, 0, 11, 12);  // a combining accent
    mark_text(s, 0, 1, 0, 12, 13);  // the blank behind it
    s = check_study(std::move(s));
    auto const p = project(s);
    REQUIRE(p.units.size() == 3);
    CHECK(p.table(0) == table{0, 1, 0, 0, 1, 0});
    CHECK(p.table(1) == table{0, 0, 1, 0, 0, 0});
    CHECK(p.amount(0, 0) == 1);
    CHECK(p.used() == std::vector<std::size_t>{0, 1});
    CHECK(p.used(2) == std::vector<std::size_t>{0});
    CHECK(p.notes.empty());
  }

  TEST_CASE("a coding over several paragraphs gives the code to each of them") {
    auto s = dialogue("one\n \ntwo\nthree");
    mark_text(s, 0, 0, 0, 2, 12);
    s = check_study(std::move(s));
    auto const p = project(s);
    CHECK(p.table(0) == table{1, 0, 1, 0, 1, 0});
    REQUIRE(p.with_code(0, 0).size() == 1);
    CHECK(p.with_code(0, 0)[0].end == 3);
    CHECK(p.with_code(1, 0).empty());
  }

  TEST_CASE("a unit without codes: no, dropped, or missing") {
    auto s = dialogue("one\ntwo\nthree\nfour");
    mark_text(s, 0, 0, 0, 0, 3);    // Joy by VR in the first
    mark_text(s, 0, 1, 0, 0, 3);    // and by ML
    mark_text(s, 0, 0, 1, 4, 7);    // Doubt by VR in the second
    mark_text(s, 0, 1, 1, 14, 15);  // and by ML in the fourth
    s = check_study(std::move(s));
    CHECK(project(s).table(0) == table{1, 1, 0, 0, 0, 0, 0, 0});
    auto const exclude = project(s, {.uncoded = uncoded_rule::exclude});
    CHECK(exclude.units.size() == 3);
    CHECK(exclude.units.label(s, 2) == "P01 \u00B64");
    CHECK(exclude.table(0) == table{1, 1, 0, 0, 0, 0});
    CHECK(exclude.table(1) == table{0, 0, 1, 0, 0, 1});
    auto const missing = project(s, {.uncoded = uncoded_rule::as_missing});
    CHECK(missing.table(0) == table{1, 1, 0, -1, -1, -1, -1, 0});
    CHECK(missing.table(1) == table{0, 0, 1, -1, -1, -1, -1, 1});
  }

  TEST_CASE("codings of whole sources count where units are sources, and are said to be left out elsewhere") {
    auto s = dialogue("one\n");
    mark_whole(s, 0, 0, 0);
    mark_text(s, 0, 1, 1, 3, 4);  // the line break
    s = check_study(std::move(s));
    auto const sources = project(s, {.unit = unit_kind::source});
    CHECK(sources.table(0) == table{1, 0});
    CHECK(sources.table(1) == table{0, 0});
    CHECK(sources.notes.empty());
    auto const note = "1 coding(s) of whole sources cover no character and were left out; unit 'source' counts them.";
    CHECK(project(s).notes == std::vector<std::string>{note});
    CHECK(project(s).table(0) == table{0, 0});
    auto const characters = project(s, {.unit = unit_kind::character});
    CHECK(characters.notes == std::vector<std::string>{note});
    CHECK(characters.amount(1, 1) == 1);  // a blank is a character
  }

  TEST_CASE("what is not known is said") {
    auto s = bare_study({{"A", "x"}, {"B", "y"}}, {"VR", "ML"}, {"Joy"});
    mark_text(s, 0, 0, 0, 0, 1);
    mark_text(s, 1, 1, 0, 0, 1);
    auto const apart = project(check_study(s));
    CHECK(apart.units.size() == 0);
    CHECK(apart.table(0).empty());
    CHECK(apart.notes == std::vector<std::string>{"No source is assigned to all of VR, ML."});

    source tape;
    tape.name = "Tape";
    s.sources.push_back(tape);
    for (std::size_t c = 0; c < 2; ++c) mark_text(s, 2, c, 0, 5, 9);
    auto const p = project(check_study(s), {.unit = unit_kind::character});
    CHECK(p.notes ==
          std::vector<std::string>{
              "Source 'Tape' has no text and no known length; it was taken to end where its last coding ends."});
    CHECK(p.amount(0, 0) == 4);
    CHECK(p.units.size() == 2);
    CHECK(project(check_study(s), {.unit = unit_kind::source}).table(0) == table{1, 1});
  }

  TEST_CASE("refusals") {
    auto s = dialogue("one");
    CHECK_THROWS_WITH_AS(project(s, {.coders = {1}}), "agreement needs at least two coders; given 1: ML", bad_argument);
    CHECK_THROWS_WITH_AS(project(s).table(2), "code 3; expected one of the 2 of the codebook", bad_argument);
    CHECK_THROWS_WITH_AS(uncoded_rule_named("drop"), "uncoded 'drop'; expected one of agree, exclude, missing",
                         bad_argument);
    for (auto const r : {uncoded_rule::agree, uncoded_rule::exclude, uncoded_rule::as_missing})
      CHECK(uncoded_rule_named(name(r)) == r);
    s.sources[0].text.reset();
    CHECK_THROWS_WITH_AS(project(s), "source 'P01' has no text; unit 'paragraph' needs it; use 'source' or 'character'",
                         bad_argument);
  }

  TEST_CASE("random studies: every unit, coder, code and rule") {
    std::size_t ones = 0, missing = 0, dropped = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed)
      for (auto const kind : {unit_kind::paragraph, unit_kind::source, unit_kind::character})
        for (auto const rule : {uncoded_rule::agree, uncoded_rule::exclude, uncoded_rule::as_missing}) {
          CAPTURE(seed);
          CAPTURE(name(kind));
          CAPTURE(name(rule));
          random_study const r{seed, kind == unit_kind::paragraph};
          auto const p = project(r.s, {.unit = kind, .uncoded = rule});
          truth const t{r, kind, p.compared.sources};
          // The units of the truth in their order: single characters where ours are stretches.
          std::vector<std::size_t> ours;
          for (std::size_t u = 0; u < p.units.size(); ++u)
            for (std::int64_t i = 0; i < p.units.copies(u); ++i) ours.push_back(u);
          std::size_t next = 0;
          std::vector<table> tables;
          for (std::size_t k = 0; k < r.s.codes.size(); ++k) tables.push_back(p.table(k));
          for (std::size_t v = 0; v < t.has.size(); ++v) {
            if (rule == uncoded_rule::exclude && !t.anyone(v)) {
              ++dropped;
              continue;
            }
            REQUIRE(next < ours.size());
            auto const u = ours[next++];
            CHECK(p.units[u].source == t.source[v]);
            CHECK(p.units[u].start <= t.start[v]);
            for (std::size_t c = 0; c < p.coders(); ++c)
              for (std::size_t k = 0; k < p.codes(); ++k) {
                bool const silent = rule == uncoded_rule::as_missing && !t.any(v, c);
                int const expected = silent ? -1 : t.has[v][c][k] ? 1 : 0;
                CHECK(tables[k][u * p.coders() + c] == expected);
                ones += expected == 1;
                missing += expected == -1;
              }
          }
          CHECK(next == ours.size());
        }
    CHECK(ones > 10'000);  // the studies have something in them
    CHECK(missing > 10'000);
    CHECK(dropped > 5'000);
  }
}
