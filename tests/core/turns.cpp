// Turns: what is a label, and what belongs to whom.
#include <doctest/doctest.h>

#include <intercoder/core/turns.hpp>

using namespace intercoder;

namespace {

using strings = std::vector<std::string>;

strings turns_of(std::string_view text) {
  text_index const index{text};
  strings out;
  for (auto const& [start, end] : turns(text)) out.emplace_back(index.slice(start, end));
  return out;
}

}  // namespace

TEST_SUITE("turns") {
  TEST_CASE("labels") {
    CHECK(speaker_label("Anna: hello") == "Anna");
    CHECK(speaker_label("I:") == "I");
    CHECK(speaker_label("I:yes") == "I");
    CHECK(speaker_label("  INTERVIEWER 2 : so?") == "INTERVIEWER 2");
    CHECK(speaker_label("P-01/A: so") == "P-01/A");
    CHECK(speaker_label("Anne-Marie O\u2019Neil: so") == "Anne-Marie O\u2019Neil");
    CHECK(speaker_label("J. R. Smith: so") == "J. R. Smith");
    CHECK(speaker_label("J.R.: so") == "J.R.");
    CHECK(speaker_label("Dr. Weber: so") == "Dr. Weber");
    CHECK(speaker_label("Prof. Weber: so") == "Prof. Weber");
    CHECK(speaker_label("\u0410\u043D\u043D\u0430: \u0434\u0430") == "\u0410\u043D\u043D\u0430");
    CHECK(speaker_label("\u738B\u660E\uFF1A\u597D") == "\u738B\u660E");
    CHECK(speaker_label("one two three four five: so") == "one two three four five");
    CHECK(speaker_label("Anna: at 10:30: yes") == "Anna");
  }

  TEST_CASE("time stamps before and behind labels") {
    CHECK(speaker_label("[00:01:02] Anna: hello") == "Anna");
    CHECK(speaker_label("00:01:02 Anna: hello") == "Anna");
    CHECK(speaker_label("(1:02) Anna: hello") == "Anna");
    CHECK(speaker_label("[00:01:02.5] Anna: hello") == "Anna");
    CHECK(speaker_label("Anna (00:01): hello") == "Anna");
    CHECK(speaker_label("Anna [00:01:02]: hello") == "Anna");
    CHECK(speaker_label("Speaker 1 (00:01:02,250) : hello") == "Speaker 1");
    CHECK(speaker_label("Speaker 1  0:03 ") == "Speaker 1");
    CHECK(speaker_label("Speaker 1  0:03 hello").empty());
    CHECK(speaker_label("[00:01:02]").empty());
    CHECK(speaker_label("[00:01:02] hello").empty());
  }

  TEST_CASE("what is no label") {
    CHECK(speaker_label("").empty());
    CHECK(speaker_label("   ").empty());
    CHECK(speaker_label(": so").empty());
    CHECK(speaker_label("no colon").empty());
    CHECK(speaker_label("http://example.org").empty());
    CHECK(speaker_label("C:\\texts").empty());
    CHECK(speaker_label("10:30 was late").empty());
    CHECK(speaker_label("12: a number is nobody").empty());
    CHECK(speaker_label("I came. I said: so").empty());
    CHECK(speaker_label("Well. She: so") == "Well. She");  // like a title; it would have to stand twice
    CHECK(speaker_label("Mr.: so").empty());
    CHECK(speaker_label("Well, she said: so").empty());
    CHECK(speaker_label("one two three four five six: so").empty());
    CHECK(speaker_label(std::string(40, 'a') + ": so") == std::string(40, 'a'));
    CHECK(speaker_label(std::string(41, 'a') + ": so").empty());
    CHECK(speaker_label("\"Anna\": so").empty());
  }

  TEST_CASE("lines without a label belong to the turn before; text before the first is a turn") {
    CHECK(turns_of("Interview 3\n\nI: Why?\nB: Well,\nyou know.\n\nI: Yes.\nNote: laughs\nB: So. \n") ==
          strings{"Interview 3", "I: Why?", "B: Well,\nyou know.", "I: Yes.\nNote: laughs", "B: So."});
    CHECK(turns_of("I: a\u2028I: b") == strings{"I: a", "I: b"});
    CHECK(turns_of("\n \nI: a\n\n\nI:") == strings{"I: a", "I:"});
    CHECK(turns_of("[0:01] Anna: \u00E9\n[0:02] Ben: b\n[0:03] Anna: c\n[0:04] Ben:") ==
          strings{"[0:01] Anna: \u00E9", "[0:02] Ben: b", "[0:03] Anna: c", "[0:04] Ben:"});
  }

  TEST_CASE("a text without a label that stands twice has no turns") {
    CHECK(turns("").empty());
    CHECK(turns("Only text.\nAnd more.").empty());
    CHECK(turns("Anna: hello\nBen: hello").empty());
  }
}
