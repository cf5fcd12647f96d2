// Texts made alike: case folded, accents composed. All of Unicode is compared in tests/python/test_folding.py.
#include <doctest/doctest.h>

#include <intercoder/core/folding.hpp>

using namespace intercoder;

TEST_SUITE("folding") {
  TEST_CASE("case, in every script that has it") {
    CHECK(folded_text("Saving MONEY") == "saving money");
    CHECK(folded_text("STRASSE") == folded_text("Stra\u00DFe"));
    CHECK(folded_text("\u039F\u0394\u039F\u03A3") == folded_text("\u03BF\u03B4\u03BF\u03C2"));  // a final sigma
    CHECK(folded_text("\u0411\u0410\u0420\u042C\u0415\u0420") == "\u0431\u0430\u0440\u044C\u0435\u0440");
    CHECK(folded_text("\U00010400") == "\U00010428");  // beyond the first plane
    CHECK(folded_text("\u5DE5\u4F5C") == "\u5DE5\u4F5C");
    CHECK(folded_text("").empty());
  }

  TEST_CASE("accents composed, in one order") {
    CHECK(composed_text("e\u0301") == "\u00E9");
    CHECK(composed_text("a\u0302\u0323") == "\u1EAD");  // Vietnamese, marks in either order
    CHECK(composed_text("a\u0323\u0302") == "\u1EAD");
    CHECK(composed_text("\u1112\u1161\u11AB") == "\uD55C");  // Hangul
    CHECK(composed_text("\u0301e") == "\u0301e");            // nothing to join
    CHECK(composed_text("\u212B") == "\u00C5");              // the sign of Angstrom is the letter
    CHECK(folded_text("E\u0301t\u00C9") == "\u00E9t\u00E9");
  }
}
