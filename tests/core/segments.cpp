// Sentences, words, turns and segments as units of a study.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using table = std::vector<int>;
using strings = std::vector<std::string>;

/// Two coders, both on everything.
study dialogue(std::vector<std::pair<std::string, std::string>> const& texts) {
  auto s = bare_study(texts, {"VR", "ML"}, {"Joy", "Doubt"});
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = 0; i < texts.size(); ++i) s.assignments.push_back({.coder = c, .source = i});
  return s;
}

strings labels(study const& s, unit_list const& units) {
  strings out;
  for (std::size_t u = 0; u < units.size(); ++u) out.push_back(units.label(s, u));
  return out;
}

strings contents(study const& s, unit_list const& units) {
  text_reader read{s};
  strings out;
  for (auto const& u : units.units) out.emplace_back(read(u));
  return out;
}

}  // namespace

TEST_SUITE("other units of text") {
  TEST_CASE("sentences, words and turns have labels and texts") {
    auto const s = check_study(dialogue({{"A", "I: So? Yes.\nB: No, no.\nI: 3.14!\nB: ..."}, {"B", ""}}));
    auto const part = select_shared(s);
    auto const sentences = text_units(s, part, unit_kind::sentence);
    CHECK(contents(s, sentences) == strings{"I: So?", "Yes.", "B: No, no.", "I: 3.14!", "B: ..."});
    CHECK(labels(s, sentences)[1] == "A sentence 2");
    auto const tokens = text_units(s, part, unit_kind::token);
    CHECK(contents(s, tokens) == strings{"I", "So", "Yes", "B", "No", "no", "I", "3.14", "B"});
    CHECK(labels(s, tokens)[8] == "A token 9");
    auto const turns = text_units(s, part, unit_kind::turn);
    CHECK(contents(s, turns) == strings{"I: So? Yes.", "B: No, no.", "I: 3.14!", "B: ..."});
    CHECK(labels(s, turns)[3] == "A turn 4");
    CHECK(turns.copies(0) == 1);
  }

  TEST_CASE("what lies between words gives none of them a code") {
    auto s = dialogue({{"A", "one, two \u2013 three"}});
    mark_text(s, 0, 0, 0, 3, 5);   // a comma and a blank
    mark_text(s, 0, 0, 1, 3, 6);   // and a letter of the next word
    mark_text(s, 0, 1, 0, 9, 10);  // a dash
    mark_text(s, 0, 1, 1, 2, 12);  // from the first to the third
    s = check_study(std::move(s));
    auto const p = project(s, {.unit = unit_kind::token});
    CHECK(p.table(0) == table{0, 0, 0, 0, 0, 0});
    CHECK(p.table(1) == table{0, 1, 1, 1, 0, 1});
    CHECK(p.notes == strings{"2 marked stretch(es) lie outside every token and were left out."});
  }

  TEST_CASE("a source without speakers or text is named") {
    auto s = check_study(dialogue({{"A", "I: a\nB: b\nI: c"}, {"Essay", "Note: this is one.\nNothing else."}}));
    CHECK_THROWS_WITH_AS(
        static_cast<void>(project(s, {.unit = unit_kind::turn})),
        "source 'Essay' has no speakers: no label such as 'Anna:' begins two or more of its lines; unit "
        "'turn' needs them; use 'paragraph' or 'sentence'",
        bad_argument);
    CHECK(project(s, {.unit = unit_kind::turn, .sources = {0}}).units.size() == 2);
    s.sources[1].text.reset();
    CHECK_THROWS_WITH_AS(static_cast<void>(project(s, {.unit = unit_kind::sentence})),
                         "source 'Essay' has no text; unit 'sentence' needs it; use 'source' or 'character'",
                         bad_argument);
  }

  TEST_CASE("marked segments are the different stretches, whatever blanks there are at their ends") {
    auto s = dialogue({{"A", "Hello there. It is cold.\nBye."}, {"B", "x"}});
    mark_text(s, 0, 0, 0, 0, 12);
    mark_text(s, 0, 1, 1, 0, 13);
    mark_text(s, 0, 1, 0, 13, 25);
    mark_text(s, 0, 1, 1, 13, 24);
    mark_text(s, 0, 0, 0, 24, 25);  // a line break
    s = check_study(std::move(s));
    auto const p = project(s, {.unit = unit_kind::segment});
    CHECK(contents(s, p.units) == strings{"Hello there.", "It is cold."});
    CHECK(labels(s, p.units)[1] == "A segment 2");
    CHECK(p.table(0) == table{1, 0, 0, 1});
    CHECK(p.table(1) == table{0, 1, 0, 1});
    mark_text(s, 0, 1, 1, 6, 15);
    CHECK_THROWS_WITH_AS(static_cast<void>(project(s, {.unit = unit_kind::segment})),
                         "unit 'segment': two segments overlap: coder 'VR', source 'A', 0-12 and coder 'ML', source "
                         "'A', 6-15; expected the "
                         "same stretches from all coders, or others that do not overlap; unit 'character', or u_alpha, "
                         "suits stretches that "
                         "coders chose freely",
                         bad_argument);
  }

  TEST_CASE("given segments are units whether they were coded or not") {
    auto s = dialogue({{"A", "Hello there. It is cold.\n  \nBye."}, {"B", "x y"}});
    mark_text(s, 0, 0, 0, 0, 2);
    mark_text(s, 0, 1, 0, 10, 30);
    mark_text(s, 1, 1, 0, 2, 3);  // in no segment
    s = check_study(std::move(s));
    std::vector<segment> const given{{0, 13, 25}, {0, 0, 13}, {0, 25, 28}, {1, 0, 1}, {0, 28, 32}};
    projection how{.unit = unit_kind::segment};
    how.segments = given;
    auto const p = project(s, how);
    CHECK(contents(s, p.units) == strings{"Hello there.", "It is cold.", "Bye.", "x"});
    CHECK(labels(s, p.units)[2] == "A segment 3");
    CHECK(p.table(0) == table{1, 1, 0, 1, 0, 1, 0, 0});
    CHECK(p.notes == strings{"1 marked stretch(es) lie outside every segment and were left out."});
    how.sources = {1};
    CHECK(project(s, how).units.size() == 1);
  }

  TEST_CASE("given segments that make no sense are named") {
    auto const s = check_study(dialogue({{"A", "Hello there."}}));
    auto const refuse = [&](std::vector<segment> given, char const* message) {
      projection how{.unit = unit_kind::segment};
      how.segments = std::move(given);
      CHECK_THROWS_WITH_AS(static_cast<void>(project(s, how)), message, bad_argument);
    };
    refuse({{0, 0, 5}, {0, 3, 8}},
           "unit 'segment': two segments overlap: source 'A', 0-5 and source 'A', 3-8; expected segments of which each "
           "character is in one at most");
    refuse({{0, 0, 5}, {0, 0, 6}},
           "unit 'segment': two segments are the same: source 'A', 0-5 and source 'A', 0-5; expected segments of which "
           "each "
           "character is in one at most");
    refuse({{0, 0, 5}, {0, 5, 13}}, "segment 2: 5 to 13 in source 'A'; expected 0 <= start < end <= 12");
    refuse({{0, 4, 4}}, "segment 1: 4 to 4 in source 'A'; expected 0 <= start < end <= 12");
    refuse({{1, 0, 5}}, "segment 1: source 2; expected one of the 1 of the study");
    projection how{};
    how.segments = std::vector<segment>{};
    CHECK_THROWS_WITH_AS(static_cast<void>(project(s, how)),
                         "segments were given, and unit 'paragraph'; they need unit 'segment'", bad_argument);
  }

  TEST_CASE("segments need no text") {
    auto s = bare_study({}, {"VR", "ML"}, {"Joy"});
    source tape;
    tape.name = "Tape";
    s.sources.push_back(tape);
    mark_text(s, 0, 0, 0, 10, 20);
    mark_text(s, 0, 1, 0, 20, 30);
    s = check_study(std::move(s));
    CHECK(project(s, {.unit = unit_kind::segment}).table(0) == table{1, 0, 0, 1});
  }

  TEST_CASE("random studies: a unit has a code when one of its characters that is not blank does") {
    std::size_t ones = 0, zeros = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed)
      for (auto const kind : {unit_kind::sentence, unit_kind::token, unit_kind::segment}) {
        CAPTURE(seed);
        CAPTURE(name(kind));
        random_study const r{seed, true};
        projection how{.unit = kind};
        if (kind == unit_kind::segment) {
          how.segments = std::vector<segment>{};
          random_stream random{seed + 1'000'000};
          for (std::size_t i = 0; i < r.s.sources.size(); ++i)
            for (std::int64_t at = 0;;) {
              auto const start = at + static_cast<std::int64_t>(random.below(4));
              at = start + 1 + static_cast<std::int64_t>(random.below(6));
              if (at > r.s.sources[i].length) break;
              how.segments->push_back({i, start, at});
            }
        }
        auto const p = project(r.s, how);
        std::int64_t last_end = 0;
        for (std::size_t u = 0; u < p.units.size(); ++u) {
          auto const& unit = p.units[u];
          CHECK(unit.line_start >= last_end);
          CHECK(unit.length() > 0);
          last_end = unit.line_start + unit.length();
        }
        for (std::size_t k = 0; k < p.codes(); ++k) {
          auto const found = p.table(k);
          for (std::size_t u = 0; u < p.units.size(); ++u)
            for (std::size_t c = 0; c < p.coders(); ++c) {
              bool has = false;
              for (auto at = p.units[u].start; at < p.units[u].end; ++at) {
                auto const place = static_cast<std::size_t>(at);
                has = has || (!r.blank(p.units[u].source, place) && r.marked(p.units[u].source, place, c, k));
              }
              CHECK(found[u * p.coders() + c] == (has ? 1 : 0));
              (has ? ones : zeros) += 1;
            }
        }
      }
    CHECK(ones > 5'000);
    CHECK(zeros > 5'000);
  }
}
