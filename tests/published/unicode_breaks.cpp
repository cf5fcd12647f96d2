// Sentence and word boundaries on the test cases that the Unicode standard publishes.
#include <intercoder/core/sentences.hpp>
#include <intercoder/core/words.hpp>

#include "../support/golden.hpp"

using namespace intercoder;

TEST_SUITE("boundaries") {
  TEST_CASE("the cases of Unicode 17") {
    auto const data = golden::load("unicode_breaks.json");
    auto const check = [&](char const* what, auto boundaries) {
      for (auto const& one : data.at(what)) {
        CAPTURE(one.dump());
        std::string text;
        std::vector<std::int64_t> expected;
        for (std::string const piece : one) expected.push_back(count_code_points(text += piece));
        CHECK(boundaries(text) == expected);
      }
    };
    check("sentences", sentence_boundaries);
    check("words", word_boundaries);
  }
}
