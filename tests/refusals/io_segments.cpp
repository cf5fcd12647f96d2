// Tables of segments that are refused, and what is said about them.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/segments.hpp>
#include <support/files.hpp>

using namespace intercoder;

TEST_SUITE("refusals: segments") {
  static std::string const header = "source,coder,start,end,code\n";

  static std::string from_file(std::string const& rows, segment_options const& options = {}) {
    test::folder const dir;
    return dir.refusal<bad_file>(
        [&] { static_cast<void>(study_from_segments(parse_table(header + rows, "s.csv"), options)); });
  }
  static std::string from_memory(std::string const& rows, segment_options const& options = {}) {
    test::folder const dir;
    return dir.refusal<bad_argument>(
        [&] { static_cast<void>(study_from_segments(parse_table(header + rows, ""), options)); });
  }

  TEST_CASE("a column that is not there") {
    CHECK(from_memory("P,A,0,1,x\n", {.coder = "rater"}) ==
          "table: no column 'rater'; known columns: 'source', 'coder', 'start', 'end', 'code'");
  }
  TEST_CASE("a position that is no whole number") {
    CHECK(from_file("P,A,0,1,x\nP,A,two,5,x\n") ==
          "s.csv, line 3: column 'start' holds 'two'; expected a whole number");
    CHECK(from_file("P,A,0,1.5,x\n") == "s.csv, line 2: column 'end' holds '1.5'; expected a whole number");
    CHECK(from_memory("P,A,1e300,5,x\n") == "row 1: column 'start' holds '1e300'; expected a whole number");
  }
  TEST_CASE("an end before its start, a start before the text") {
    CHECK(from_file("P,A,5,2,x\n") == "s.csv, line 2: segment 5 to 2; expected 0 <= start <= end");
    CHECK(from_memory("P,A,-1,2,x\n") == "row 1: segment -1 to 2; expected 0 <= start <= end");
  }
  TEST_CASE("a segment past the end") {
    CHECK(from_file("P,A,0,1,x\nP,A,5,12,x\n", {.lengths = {{"P", 10}}}) ==
          "s.csv, line 3: segment 5 to 12 leaves source 'P', which is 10 long");
    CHECK(from_memory("P,A,2,9,x\n", {.texts = {{"P", "a\r\nb"}}}) ==
          "row 1: segment 2 to 9 leaves source 'P', whose text is 4 long (cp-raw+bom)");
  }
  TEST_CASE("an empty cell") {
    CHECK(from_file("P,,0,1,x\n") == "s.csv, line 2: column 'coder' is empty; every segment needs one");
    CHECK(from_file(",A,0,1,x\n") == "s.csv, line 2: column 'source' is empty; every segment needs one");
    CHECK(from_file("P,A,0,1,\n") == "s.csv, line 2: column 'code' is empty; every segment needs one");
    CHECK(from_file("P,A,0,,x\n") ==
          "s.csv, line 2: has a start or an end without the other; expected both, or neither for a source coded as a "
          "whole");
  }
  TEST_CASE("a code whose path has a gap or no bottom") {
    CHECK(from_file("P,A,0,1,x\nP,A,0,1,x >  > y\n") == "s.csv, line 3: code 'x >  > y' has a part without a name");
    std::string deep = "x";
    for (int i = 0; i < 300; ++i) deep += " > x";
    CHECK(from_file("P,A,0,1," + deep + "\n") ==
          "s.csv, line 2: code '" + deep.substr(0, 60) + "...' has more than 256 parts");
  }
  TEST_CASE("texts, lengths and assignments that contradict") {
    CHECK(from_memory("P,A,0,1,x\n", {.texts = {{"P", "abc"}, {"P", "abd"}}}) == "texts: source 'P' is given twice");
    CHECK(from_memory("P,A,0,1,x\n", {.texts = {{"P", "ab\xFF"}}}) == "texts: source 'P': byte 3 is not UTF-8");
    CHECK(from_memory("P,A,0,1,x\n", {.lengths = {{"P", 3}, {"P", 3}}}) == "lengths: source 'P' is given twice");
    CHECK(from_memory("P,A,0,1,x\n", {.lengths = {{"P", -3}}}) ==
          "lengths: source 'P' has length -3; expected 0 or more");
    CHECK(from_memory("P,A,0,1,x\n", {.texts = {{"P", "abc"}}, .lengths = {{"P", 7}}}) ==
          "lengths: source 'P' has length 7; its text has 3 code points");
    CHECK(from_memory("P,A,0,1,x\nQ,A,0,1,x\n", {.assignments = {{"A", "P"}}}) ==
          "assignments: coder 'A' coded source 'Q', which is not among those assigned to them");
  }
  TEST_CASE("a dialect nobody speaks") {
    CHECK(from_memory("P,A,0,1,x\n", {.offsets = "bytes"}) ==
          "offsets: 'bytes'; expected one of cp-lf, u16-raw, u16-lf, cp-raw, utf8, each with or without +bom, or auto");
  }
}
