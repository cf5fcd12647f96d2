// UTF-8, normalised text and positions in code points.
#include <doctest/doctest.h>

#include <intercoder/core/text.hpp>

using namespace intercoder;

TEST_SUITE("text") {
  TEST_CASE("well-formed UTF-8 has no invalid byte") {
    CHECK_FALSE(invalid_utf8(""));
    CHECK_FALSE(invalid_utf8("plain ASCII, longer than eight bytes"));
    CHECK_FALSE(
        invalid_utf8("\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEF\xBF\xBF \xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
  }

  TEST_CASE("the first invalid byte is found wherever it stands") {
    CHECK(invalid_utf8("abc\x80") == 3);
    CHECK(invalid_utf8("12345678"
                       "12345678"
                       "1\xFF") == 17);
    CHECK(invalid_utf8("\xC0\xAF") == 0);          // overlong slash
    CHECK(invalid_utf8("\xE0\x9F\xBF") == 0);      // overlong
    CHECK(invalid_utf8("a\xED\xA0\x80") == 1);     // surrogate
    CHECK(invalid_utf8("\xF0\x8F\xBF\xBF") == 0);  // overlong
    CHECK(invalid_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
    CHECK(invalid_utf8("ok \xE2\x82") == 3);       // cut off
    CHECK(invalid_utf8("\xF5\x80\x80\x80") == 0);
  }

  TEST_CASE("code points come one by one") {
    std::string_view const text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    std::size_t at = 0;
    CHECK(next_code_point(text, at) == U'a');
    CHECK(next_code_point(text, at) == U'\u00E9');
    CHECK(next_code_point(text, at) == U'\u20AC');
    CHECK(next_code_point(text, at) == U'\U0001F600');
    CHECK(at == text.size());
    CHECK(count_code_points(text) == 4);
  }

  TEST_CASE("normalising drops the byte order mark and makes every line break one") {
    CHECK(normalise_text("\xEF\xBB\xBF"
                         "a\r\nb\rc\n\r\n") == "a\nb\nc\n\n");
    CHECK(normalise_text("a\xEF\xBB\xBF") == "a\xEF\xBB\xBF");  // inside, it is a character
  }

  TEST_CASE("blank, word, line break") {
    for (char32_t const c : {U' ', U'\t', U'\n', U'\u00A0', U'\u2003', U'\u3000'}) CHECK(is_space(c));
    for (char32_t const c : {U'a', U'\u200B', U'-'}) CHECK_FALSE(is_space(c));
    for (char32_t const c : {U'a', U'7', U'_', U'\u00E9', U'\u0416', U'\u4E2D', U'\u0301'}) CHECK(is_word(c));
    for (char32_t const c : {U'.', U' ', U'\u00AB', U'\u2019', U'\u2026', U'\U0001F600', U'\u3002'})
      CHECK_FALSE(is_word(c));
    for (char32_t const c : {U'\n', U'\r', U'\u0085', U'\u2028', U'\u2029'}) CHECK(is_line_break(c));
    CHECK_FALSE(is_line_break(U' '));
  }

  TEST_CASE("the index finds every code point of a long text") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += i % 3 == 0 ? "\xF0\x9F\x98\x80" : i % 3 == 1 ? "\xC3\xA9" : "x";
    text_index const index{text};
    REQUIRE(index.length() == 1000);
    std::size_t at = 0;
    for (std::int64_t i = 0; i < 1000; ++i) {
      CHECK(index.byte(i) == at);
      static_cast<void>(next_code_point(text, at));
    }
    CHECK(index.byte(1000) == text.size());
    CHECK(index.byte(5000) == text.size());
    CHECK(index.slice(1, 3) == "\xC3\xA9x");
    CHECK(index.slice(3, 1).empty());
    CHECK(text_index{""}.slice(0, 1).empty());
  }
}
