// Tables that are refused, and what is said about them.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/table.hpp>
#include <support/files.hpp>

using namespace intercoder;

TEST_SUITE("refusals: table") {
  static test::folder const& dir() {
    static test::folder const here;
    return here;
  }
  static std::string refused(std::string_view bytes, table_options const& options = {},
                             std::string_view name = "t.csv") {
    return dir().refusal<bad_file>([&] { static_cast<void>(read_table(dir().write(name, bytes), options)); });
  }

  TEST_CASE("a row with too few or too many fields") {
    CHECK(refused("unit,coder,code\n1,A,yes\n1,B\n") == "t.csv, line 3: 2 fields; expected 3, as in the first row");
    CHECK(refused("unit,coder,code\n1,A,yes,\n") == "t.csv, line 2: 4 fields; expected 3, as in the first row");
    CHECK(refused("a,b\n\"x\ny\",1\n1\n") == "t.csv, line 4: 1 field; expected 2, as in the first row");
  }
  TEST_CASE("a quote that is never closed") {
    CHECK(refused("a,b\n1,2\n3,\"open\n4,5\n") == "t.csv, line 3: a quoted field begins here and is never closed");
  }
  TEST_CASE("text after a closing quote") {
    CHECK(refused("a,b\n\"x\"y,2\n") ==
          "t.csv, line 2: 'y' follows a closing quote; expected the delimiter ',' or the end of the line");
  }
  TEST_CASE("a name given twice") {
    CHECK(refused("unit,code,unit\n1,2,3\n") == "t.csv: two columns are named 'unit'");
  }
  TEST_CASE("nothing, or nothing but a header") {
    CHECK(refused("") == "t.csv: is empty; expected a table");
    CHECK(refused("\xEF\xBB\xBF") == "t.csv: is empty; expected a table");
    CHECK(refused("unit,coder,code\n") == "t.csv: holds a header and no rows");
  }
  TEST_CASE("bytes that are no UTF-8") {
    CHECK(refused("a,b\n1,caf\xE9\n") == "t.csv: byte 10 (0xE9, line 2) is not UTF-8; expected UTF-8 text");
    CHECK(refused(std::string_view{"a,b\n1,\0\n", 8}) ==
          "t.csv: byte 7 (0x00, line 2) is no character; expected UTF-8 text");
    CHECK(refused("\xFF\xFE"
                  "a") == "t.csv: byte 3 (0x61, line 1) is half of a UTF-16 unit; expected UTF-8 text");
    CHECK(refused({"\xFF\xFE\x00\xDC"
                   "a\0",
                   6}) == "t.csv: byte 3 (0x00, line 1) begins half of a UTF-16 surrogate pair; expected UTF-8 text");
  }
  TEST_CASE("gzip that is damaged, cut off, or grows beyond the limits") {
    auto const good = test::make_gzip("a,b\n1,2\n");
    CHECK(refused(good.substr(0, good.size() - 3), {}, "t.csv.gz") ==
          "t.csv.gz: the gzip data end too early; the file is truncated");
    auto wrong = good;
    wrong[20] = static_cast<char>(wrong[20] ^ 1);
    CHECK(refused(wrong, {}, "t.csv.gz") ==
          "t.csv.gz: the gzip data are damaged after 8 unpacked bytes (incorrect data check)");
    CHECK(refused(good + "more", {}, "t.csv.gz") ==
          "t.csv.gz: the gzip data are damaged after 8 unpacked bytes (incorrect header check)");
    auto const letters = test::make_gzip(std::string(1 + 258 * 10'000, 'a'), test::deflated_letters(10'000));
    CHECK(refused(letters, {.limits = {.max_ratio = 100}}, "t.csv.gz") ==
          "t.csv.gz: unpacks to more than 100 times its packed size of 16271 bytes, the limit");
    CHECK(refused(letters, {.limits = {.max_bytes = 1'000'000}}, "t.csv.gz") ==
          "t.csv.gz: unpacks to more than 1000000 bytes, the limit");
  }
  TEST_CASE("a file that is too large, not there, or no file") {
    CHECK(refused("a,b\n1,2\n", {.limits = {.max_bytes = 4}}) == "t.csv: holds 8 bytes; the limit is 4");
    CHECK(dir().refusal<bad_file>([] { static_cast<void>(read_table(dir().path("no.csv"))); }) ==
          "no.csv: no such file");
    std::filesystem::create_directories(dir().path("inner.csv"));
    CHECK(dir().refusal<bad_file>([] { static_cast<void>(read_table(dir().path("inner.csv"))); }) ==
          "inner.csv: is a folder; expected a file");
  }
  TEST_CASE("more columns than anyone has") {
    CHECK(refused(std::string(70'000, ',') + "\n") == "t.csv: the first row has more than 65536 fields");
  }
  TEST_CASE("a column that is not there, a delimiter that cannot be") {
    auto const t = parse_table("unit,coder,code\n1,A,x\n", "t.csv");
    CHECK(dir().refusal<bad_argument>([&] { static_cast<void>(t.at("rater")); }) ==
          "t.csv: no column 'rater'; known columns: 'unit', 'coder', 'code'");
    CHECK(dir().refusal<bad_argument>([] { static_cast<void>(parse_table("a\n1\n", "", {.delimiter = '"'})); }) ==
          "delimiter: expected one ASCII character that is neither a quote nor a line break");
  }
}
