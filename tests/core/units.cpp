// What is compared, the units of text, and how much of a study there is.
#include <doctest/doctest.h>

#include <algorithm>

#include <intercoder/core/error.hpp>
#include <intercoder/core/extent.hpp>
#include <intercoder/core/units.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

namespace {

/// P01 is coded by both, P02 by VR only, P03 by nobody.
study three_interviews() {
  auto s = bare_study(
      {
          {"P01", "I\u0301 like it \U0001F600.\n\n \u00A0\nNot much.\u2028At all\n"},
          {"P02", "One line"},
          {"P03", "Nobody looked"},
      },
      {"VR", "ML"}, {"Joy", "Doubt"});
  mark_text(s, 0, 0, 0, 0, 12);
  mark_text(s, 0, 1, 1, 10, 20);
  mark_text(s, 1, 0, 1, 0, 3);
  return check_study(std::move(s));
}

std::vector<std::string> labels(study const& s, unit_list const& units) {
  std::vector<std::string> out;
  for (std::size_t u = 0; u < units.size(); ++u) out.push_back(units.label(s, u));
  return out;
}

std::vector<std::string> contents(study const& s, unit_list const& units) {
  text_reader read{s};
  std::vector<std::string> out;
  for (auto const& u : units.units) out.emplace_back(read(u));
  return out;
}

using strings = std::vector<std::string>;

}  // namespace

TEST_SUITE("selection") {
  TEST_CASE("without being told, all coders on the sources assigned to all of them") {
    auto const s = three_interviews();
    auto const part = select_shared(s);
    CHECK(part.coders == std::vector<std::size_t>{0, 1});
    CHECK(part.sources == std::vector<std::size_t>{0});
    CHECK(part.length() == s.sources[0].length);
  }

  TEST_CASE("sources lie end to end in the order given") {
    auto s = bare_study({{"A", "12345"}, {"B", ""}, {"C", "\U0001F600x"}}, {"VR", "ML"}, {"Joy"});
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = 0; i < 3; ++i) s.assignments.push_back({.coder = c, .source = i});
    mark_text(s, 2, 1, 0, 0, 1);
    mark_text(s, 0, 1, 0, 4, 5);
    s = check_study(std::move(s));
    auto const part = select_shared(s, {1, 0}, {2, 1, 0});
    CHECK(part.begin == std::vector<std::int64_t>{0, 2, 2, 7});
    CHECK(marks(s, part) == std::vector<mark>{{0, 0, 0, 1}, {0, 0, 6, 7}});
  }

  TEST_CASE("stretches of one code by one coder that overlap are one; those that touch are two") {
    auto s = bare_study({{"A", "0123456789"}}, {"VR", "ML"}, {"Joy", "Doubt"});
    mark_text(s, 0, 0, 0, 0, 4);
    mark_text(s, 0, 0, 0, 2, 3);
    mark_text(s, 0, 0, 0, 3, 6);
    mark_text(s, 0, 0, 0, 6, 8);
    mark_text(s, 0, 0, 1, 1, 9);
    mark_text(s, 0, 1, 0, 5, 5);
    s = check_study(std::move(s));
    CHECK(marks(s, select_shared(s)) == std::vector<mark>{{0, 0, 0, 6}, {0, 0, 6, 8}, {0, 1, 1, 9}});
  }

  TEST_CASE("no shared source is no error") {
    auto s = bare_study({{"A", "x"}, {"B", "y"}}, {"VR", "ML"}, {"Joy"});
    mark_text(s, 0, 0, 0, 0, 1);
    mark_text(s, 1, 1, 0, 0, 1);
    s = check_study(std::move(s));
    CHECK(select_shared(s).sources.empty());
    CHECK(select_shared(s).length() == 0);
    CHECK(text_units(s, select_shared(s), unit_kind::character).size() == 0);
    CHECK(text_units(s, select_shared(s), unit_kind::paragraph).size() == 0);
  }

  TEST_CASE("refusals name who and what") {
    auto const s = three_interviews();
    CHECK_THROWS_WITH_AS(select_shared(s, {0}), "agreement needs at least two coders; given 1: VR", bad_argument);
    auto alone = bare_study({{"A", "x"}}, {"VR"}, {});
    CHECK_THROWS_WITH_AS(select_shared(alone), "agreement needs at least two coders; the study has 1: VR",
                         insufficient_data);
    alone.coders.clear();
    CHECK_THROWS_WITH_AS(select_shared(alone), "agreement needs at least two coders; the study has 0",
                         insufficient_data);
    CHECK_THROWS_WITH_AS(select_shared(s, {0, 2}), "coder 3; expected one of the 2 of the study", bad_argument);
    CHECK_THROWS_WITH_AS(select_shared(s, {1, 1}), "coder 'ML' is given twice; expected different coders",
                         bad_argument);
    CHECK_THROWS_WITH_AS(select_shared(s, {0, 1}, {0, 1}),
                         "source 'P02' is not assigned to coder 'ML'; sources assigned to all of VR, ML: P01",
                         bad_argument);
    CHECK_THROWS_WITH_AS(select_shared(s, {}, {2}),
                         "source 'P03' is not assigned to coder 'VR'; sources assigned to all of VR, ML: P01",
                         bad_argument);
    CHECK_THROWS_WITH_AS(select_shared(s, {}, {0, 0}), "source 'P01' is given twice; expected different sources",
                         bad_argument);
    CHECK_THROWS_WITH_AS(select_shared(s, {}, {7}), "source 8; expected one of the 3 of the study", bad_argument);
  }

  TEST_CASE("a coding that leaves its text is refused, not moved into the next source") {
    auto s = three_interviews();
    s.codings.back().end = 9;
    s.assignments.push_back({.coder = 1, .source = 1});
    CHECK_THROWS_WITH_AS(select_shared(s),
                         "source 'P02' has 8 characters, a coding of it ends at 9; expected codings within the text",
                         bad_argument);
  }
}

TEST_SUITE("text units") {
  TEST_CASE("paragraphs are runs without a line break that are not blank") {
    auto const s = three_interviews();
    auto const units = text_units(s, select_shared(s), unit_kind::paragraph);
    CHECK(labels(s, units) == strings{"P01 \u00B61", "P01 \u00B62", "P01 \u00B63"});
    CHECK(contents(s, units) == strings{"I\u0301 like it \U0001F600.", "Not much.", "At all"});
    CHECK(units[0].length() == 13);  // the accent and the emoji are one code point each
    CHECK(units[1].start == 18);
    CHECK(units.copies(0) == 1);
  }

  TEST_CASE("the last paragraph needs no line break, and a blank text has none") {
    auto s = bare_study({{"A", "  one \n two"}, {"B", ""}, {"C", "\n \u2003\n\u0085"}}, {"VR", "ML"}, {});
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t i = 0; i < 3; ++i) s.assignments.push_back({.coder = c, .source = i});
    s = check_study(std::move(s));
    CHECK(contents(s, text_units(s, select_shared(s), unit_kind::paragraph)) == strings{"  one ", " two"});
    CHECK(labels(s, text_units(s, select_shared(s), unit_kind::source)) == strings{"A", "B", "C"});
  }

  TEST_CASE("stretches of characters end where anybody's coding begins or ends") {
    auto const s = three_interviews();
    auto const units = text_units(s, select_shared(s), unit_kind::character);
    CHECK(labels(s, units) == strings{"P01 0-10", "P01 10-12", "P01 12-20", "P01 20-35"});
    CHECK(contents(s, units)[1] == " \U0001F600");
    CHECK(units.copies(3) == 15);
  }

  TEST_CASE("paragraphs need text; stretches and sources do not") {
    auto s = bare_study({{"A", "x"}}, {"VR", "ML"}, {"Joy"});
    source recording;
    recording.name = "Tape";
    s.sources.push_back(recording);
    for (std::size_t c = 0; c < 2; ++c) mark_text(s, 1, c, 0, 10, 30 + static_cast<std::int64_t>(c));
    s = check_study(std::move(s));
    auto const part = select_shared(s);
    CHECK_THROWS_WITH_AS(text_units(s, part, unit_kind::paragraph),
                         "source 'Tape' has no text; unit 'paragraph' needs it; use 'source' or 'character'",
                         bad_argument);
    CHECK(part.assumed_lengths == std::vector<std::size_t>{1});
    CHECK(part.length() == 31);
    auto const units = text_units(s, part, unit_kind::character);
    CHECK(labels(s, units) == strings{"Tape 0-10", "Tape 10-30", "Tape 30-31"});
    CHECK(contents(s, units) == strings{"", "", ""});
    CHECK(text_units(s, part, unit_kind::source).size() == 1);
  }

  TEST_CASE("kinds by name") {
    for (auto const k : unit_kinds) CHECK(unit_kind_named(name(k)) == k);
    CHECK_THROWS_WITH_AS(unit_kind_named("word"),
                         "unit 'word'; expected one of paragraph, sentence, token, turn, segment, source, character",
                         bad_argument);
  }

  TEST_CASE("random studies: paragraphs and stretches, character by character") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      CAPTURE(seed);
      random_study const r{seed, true};
      auto const part = select_shared(r.s);
      text_reader read{r.s};

      auto const paragraphs = text_units(r.s, part, unit_kind::paragraph);
      std::size_t u = 0;
      for (auto const i : part.sources) {
        auto const n = r.characters[i].size();
        for (std::size_t start = 0; start < n; ++start) {
          auto end = start;
          bool blank = true;
          for (; end < n && !r.breaks_line(i, end); ++end) blank = blank && r.blank(i, end);
          if (!blank) {
            REQUIRE(u < paragraphs.size());
            CHECK(paragraphs[u].source == i);
            CHECK(paragraphs[u].start == static_cast<std::int64_t>(start));
            CHECK(paragraphs[u].end == static_cast<std::int64_t>(end));
            CHECK(count_code_points(read(paragraphs[u])) == paragraphs[u].length());
            ++u;
          }
          start = end;
        }
      }
      CHECK(u == paragraphs.size());

      std::string together, all;
      std::int64_t at = 0;
      for (auto const& unit : text_units(r.s, part, unit_kind::character).units) {
        CHECK(unit.length() > 0);
        CHECK(unit.line_start == at);
        at += unit.length();
        together += read(unit);
      }
      for (auto const i : part.sources) all += *r.s.sources[i].text;
      CHECK(at == part.length());
      CHECK(together == all);
    }
  }
}

TEST_SUITE("extent") {
  TEST_CASE("who coded what, and how much of it twice") {
    auto s = three_interviews();
    mark_whole(s, 1, 0, 1);
    s = check_study(std::move(s));
    auto const e = extent_of(s);
    REQUIRE(e.coders.size() == 2);
    CHECK(e.coders[0].sources == 2);
    CHECK(e.coders[0].assumed);
    CHECK(e.coders[0].codings == 3);
    CHECK(e.coders[0].codes == 2);
    CHECK(e.coders[1].sources == 1);
    CHECK(e.in_study == 3);
    CHECK(e.shared.sources == 1);
    CHECK(e.shared.paragraphs == 3);
    CHECK(e.shared.characters == 35);
    CHECK(e.shared.codable == 20);
    CHECK(e.any.sources == 2);
    CHECK(e.any.paragraphs == 4);
    CHECK(e.any.characters == 43);
    CHECK(e.any.codable == 23);
  }

  TEST_CASE("sources without text add characters and no paragraphs; nobody at all is nothing") {
    study s;
    auto e = extent_of(s);
    CHECK(e.coders.empty());
    CHECK(e.shared.sources == 0);
    s = bare_study({}, {"VR", "ML"}, {});
    source tape;
    tape.name = "Tape";
    tape.length = 90;
    s.sources.push_back(tape);
    s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
    e = extent_of(check_study(s));
    CHECK(e.shared.without_text == 1);
    CHECK(e.shared.characters == 90);
    CHECK(e.shared.paragraphs == 0);
    CHECK_FALSE(e.coders[0].assumed);
    CHECK_THROWS_WITH_AS(extent_of(s, {2}), "coder 3; expected one of the 2 of the study", bad_argument);
  }

  TEST_CASE("random studies: characters one by one") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      CAPTURE(seed);
      random_study const r{seed, false};
      auto const e = extent_of(r.s);
      std::int64_t characters = 0, codable = 0;
      for (std::size_t i = 0; i < r.s.sources.size(); ++i) {
        bool assigned = true;
        for (std::size_t c = 0; c < r.s.coders.size(); ++c) assigned = assigned && r.s.assigned(c, i);
        if (!assigned) continue;
        for (std::size_t at = 0; at < r.characters[i].size(); ++at) {
          bool marked = false;
          for (std::size_t c = 0; c < r.s.coders.size(); ++c)
            for (std::size_t k = 0; k < r.s.codes.size(); ++k) marked = marked || r.marked(i, at, c, k);
          ++characters;
          codable += marked;
        }
      }
      CHECK(e.shared.characters == characters);
      CHECK(e.shared.codable == codable);
    }
  }
}
