// Sentences and words: what people write in transcripts.
#include <doctest/doctest.h>

#include <intercoder/core/sentences.hpp>
#include <intercoder/core/words.hpp>

using namespace intercoder;

namespace {

using strings = std::vector<std::string>;

strings pieces(std::string_view text, std::vector<span_of_text> const& found) {
  text_index const index{text};
  strings out;
  for (auto const& [start, end] : found) out.emplace_back(index.slice(start, end));
  return out;
}

strings sentences_of(std::string_view text) { return pieces(text, sentences(text)); }
strings words_of(std::string_view text) { return pieces(text, words(text)); }

}  // namespace

TEST_SUITE("boundaries") {
  TEST_CASE("sentences in prose") {
    CHECK(sentences_of("I came. Did you? No! Fine") == strings{"I came.", "Did you?", "No!", "Fine"});
    CHECK(sentences_of("It costs 3.14 dollars. Really.") == strings{"It costs 3.14 dollars.", "Really."});
    CHECK(sentences_of("Bread, salt, etc. and so on. Then") == strings{"Bread, salt, etc. and so on.", "Then"});
    CHECK(sentences_of("The U.S.A. is far.") == strings{"The U.S.A. is far."});
    CHECK(sentences_of("Ask Dr. Weber.") == strings{"Ask Dr.", "Weber."});  // the rules know no titles
    CHECK(sentences_of("\"Why?\" she said. \"So.\" Then (he left.) Yes") ==
          strings{"\"Why?\"", "she said.", "\"So.\"", "Then (he left.)", "Yes"});
    CHECK(sentences_of("Well... maybe. Well... Maybe. What?! Yes") ==
          strings{"Well... maybe.", "Well...", "Maybe.", "What?!", "Yes"});
    CHECK(sentences_of("Well\u2026 maybe. And\u2026 So") == strings{"Well\u2026 maybe.", "And\u2026 So"});
    CHECK(sentences_of("no end at all") == strings{"no end at all"});
  }

  TEST_CASE("sentences in other scripts, with accents and pictures") {
    CHECK(sentences_of("\u6211\u4EEC\u53BB\u4E86\u3002\u4F60\u5462\uFF1F\u597D") ==
          strings{"\u6211\u4EEC\u53BB\u4E86\u3002", "\u4F60\u5462\uFF1F", "\u597D"});
    CHECK(sentences_of("\u041E\u043D \u0443\u0448\u0451\u043B. \u0414\u0430!") ==
          strings{"\u041E\u043D \u0443\u0448\u0451\u043B.", "\u0414\u0430!"});
    CHECK(sentences_of("\u0645\u0631\u062D\u0628\u0627\u061F \u0646\u0639\u0645.").size() == 2);
    CHECK(sentences_of("\u0928\u092E\u0938\u094D\u0924\u0947\u0964 \u0939\u093E\u0901\u0964").size() == 2);
    CHECK(sentences_of("It broke.\u0301 A new one") == strings{"It broke.\u0301", "A new one"});
    CHECK(sentences_of("I\u0301 like it \U0001F600. You? \U0001F468\u200D\U0001F469\u200D\U0001F466!") ==
          strings{"I\u0301 like it \U0001F600.", "You?", "\U0001F468\u200D\U0001F469\u200D\U0001F466!"});
    // Behind a full stop, what comes after a picture decides: a small letter goes on.
    CHECK(sentences_of("Fine. \U0001F600 and so") == strings{"Fine. \U0001F600 and so"});
    CHECK(sentences_of("Fine. \U0001F600 And so") == strings{"Fine.", "\U0001F600 And so"});
    CHECK(sentences_of("Fine. \U0001F600") == strings{"Fine.", "\U0001F600"});
  }

  TEST_CASE("line breaks end sentences, blanks are none and belong to none") {
    CHECK(sentences_of("").empty());
    CHECK(sentences_of(" \n\u00A0\t\n\u2003").empty());
    CHECK(sentences_of("  one\ntwo. \n\n three .  four\u2028Five") == strings{"one", "two.", "three .  four", "Five"});
    CHECK(sentences_of("He said etc.\nand left. 1") == strings{"He said etc.", "and left.", "1"});
    CHECK(sentences_of("...\n?\n.") == strings{"...", "?", "."});
  }

  TEST_CASE("words keep what is inside them and drop what is between") {
    CHECK(words_of("Don't pay 3.14 or 1,000 \u2013 it's well-being!") ==
          strings{"Don't", "pay", "3.14", "or", "1,000", "it's", "well", "being"});
    CHECK(words_of("I\u0301 \U0001F600 x_1 @home #tag 50% \u00BD") ==
          strings{"I\u0301", "x_1", "home", "tag", "50", "\u00BD"});
    CHECK(words_of("\u6211\u4EEC\u3002\u30AB\u30BF\u30AB\u30CA \u3042") ==
          strings{"\u6211", "\u4EEC", "\u30AB\u30BF\u30AB\u30CA", "\u3042"});
    CHECK(words_of("\u041E\u043D's 'quoted' end.") == strings{"\u041E\u043D's", "quoted", "end"});
    CHECK(words_of("\u05D0\u05D1\u05F3\u05D2 \u05D0\"\u05D1 \u05D0' x").size() == 4);
    CHECK(words_of("10\u202F000 \u202Fa") == strings{"10\u202F000", "a"});
    CHECK(words_of("").empty());
    CHECK(words_of(" .\n\n... \u2014").empty());
  }

  TEST_CASE("every character that is not blank is in one sentence, whatever the text") {
    std::string const letters[] = {"a", "B", ".",      "?",      " ",      "\n",    ")",
                                   "1", ",", "\u0301", "\u3002", "\u00A0", "\u2029"};
    for (std::size_t seed = 0; seed < 20'000; ++seed) {
      std::string text;
      for (std::size_t x = seed * 2'654'435'761u + 17, i = 0; i < 12; ++i, x = x * 6'364'136'223'846'793'005u + 1)
        text += letters[(x >> 33) % std::size(letters)];
      CAPTURE(text);
      auto const found = sentences(text);
      std::int64_t at = 0;
      std::size_t k = 0, byte = 0;
      for (; byte < text.size(); ++at) {
        auto const c = next_code_point(text, byte);
        while (k < found.size() && found[k].end <= at) ++k;
        bool const inside = k < found.size() && found[k].start <= at;
        if (!is_space(c)) CHECK(inside);
        if (is_line_break(c)) CHECK_FALSE(inside);
        if (k < found.size() && (at == found[k].start || at + 1 == found[k].end)) CHECK_FALSE(is_space(c));
      }
    }
  }
}
