// Tables from CSV and its kin.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/table.hpp>
#include <support/files.hpp>

using namespace intercoder;

TEST_SUITE("table") {
  TEST_CASE("values become numbers in order of appearance, empty cells are missing") {
    auto const t = parse_table("unit,coder,code\n1,A,yes\n1,B,no\n2,A,\n2,B,yes\n", "");
    CHECK(t.rows == 4);
    REQUIRE(t.columns.size() == 3);
    CHECK(t.at("code").levels == std::vector<std::string>{"yes", "no"});
    CHECK(t.at("code").codes == std::vector<std::int32_t>{0, 1, -1, 0});
    CHECK(t.at("coder").at(1) == "B");
    CHECK(t.at("code").at(2).empty());
  }

  TEST_CASE("quoted fields hold delimiters, quotes and line breaks") {
    auto const t = parse_table("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\r\nlines\",\"\"\n\"\"\"\",z", "");
    CHECK(t.rows == 3);
    CHECK(t.columns[0].levels == std::vector<std::string>{"x, y", "two\r\nlines", "\""});
    CHECK(t.columns[1].levels == std::vector<std::string>{"he said \"no\"", "z"});
    CHECK(t.columns[1].codes == std::vector<std::int32_t>{0, -1, 1});
  }

  TEST_CASE("a quote inside an unquoted field is a character") {
    CHECK(parse_table("a,b\n5\" nail,x\n", "").columns[0].levels[0] == "5\" nail");
  }

  TEST_CASE("line ends: LF, CRLF, CR, none at the end") {
    for (auto const* const text : {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4"}) {
      auto const t = parse_table(text, "");
      CHECK(t.rows == 2);
      CHECK(t.columns[1].levels == std::vector<std::string>{"2", "4"});
    }
  }

  TEST_CASE("the delimiter is the one that splits the first rows evenly") {
    CHECK(parse_table("a;b\n1,5;2,5\n3,0;4,0\n", "").delimiter == ';');
    CHECK(parse_table("a\tb\n1, or 2\t3\n", "").delimiter == '\t');
    CHECK(parse_table("a|b|c\n1|2|3\n", "").delimiter == '|');
    CHECK(parse_table("word, second\tb\nx\ty\n", "").delimiter == '\t');  // a comma in the header only
    CHECK(parse_table("a,b\n\"x;y;z\",2\n", "").delimiter == ',');
    CHECK(parse_table("only\n1\n2\n", "").columns.size() == 1);
    CHECK(parse_table("a;b\n1;2\n", "", {.delimiter = ','}).columns.size() == 1);
    CHECK(parse_table("sep=;\na,b;c\n1,2;3\n", "").columns[0].name == "a,b");
    CHECK(parse_table("a,b\tc,d\n1,2\t3,4\n", "words.tsv").columns.size() == 3);
  }

  TEST_CASE("blank lines are skipped, except in a table of one column, where they are empty cells") {
    CHECK(parse_table("\n\na,b\n\n1,2\n\n\n3,4\n\n", "").rows == 2);
    CHECK(parse_table("a\n1\n\n2\n", "").columns[0].codes == std::vector<std::int32_t>{0, -1, 1});
  }

  TEST_CASE("without a header, columns are numbered; without a name too") {
    auto const t = parse_table("A,1,2\nB,3,4\n", "", {.header = false});
    CHECK(t.rows == 2);
    CHECK(t.columns[2].name == "3");
    CHECK(parse_table(",unit\n1,x\n", "").columns[0].name == "1");
  }

  TEST_CASE("a row knows its line") {
    auto const t = parse_table("a,b\n1,2\n\"x\ny\",3\n\n4,5\n6,7\n", "t.csv");
    CHECK(t.rows == 4);
    CHECK(t.place(0) == "t.csv, line 2");
    CHECK(t.place(1) == "t.csv, line 3");
    CHECK(t.place(2) == "t.csv, line 6");
    CHECK(t.place(3) == "t.csv, line 7");
    CHECK(parse_table("sep=,\na,b\n1,2\n", "t.csv").place(0) == "t.csv, line 3");
    CHECK(parse_table("a,b\n1,2\n", "").place(0) == "row 1");
  }

  TEST_CASE("numbers are numbers only when all are, whatever the locale") {
    CHECK(parse_table("a\n1\n2.5\n-3e2\n1.0\n", "").columns[0].numeric() == std::vector{1.0, 2.5, -300.0, 1.0});
    CHECK_FALSE(parse_table("a\n1\nx\n", "").columns[0].numeric());
    CHECK_FALSE(parse_table("a\n1,5\n", "", {.delimiter = ';'}).columns[0].numeric());
    CHECK_FALSE(parse_table("a\n1\ninf\n", "").columns[0].numeric());
    CHECK_FALSE(parse_table("a\n1\nnan\n", "").columns[0].numeric());
    CHECK_FALSE(parse_table("a,b\n,2\n", "").columns[0].numeric());
  }

  TEST_CASE("files: byte order mark, UTF-16, gzip of several members") {
    test::folder const dir;
    CHECK(read_table(dir.write("bom.csv",
                               "\xEF\xBB\xBF"
                               "a,b\n1,2\n"))
              .columns[0]
              .name == "a");
    std::string_view const text = "a,b\n\xC3\xA9,\xF0\x9F\x98\x80\n";
    std::string const little{
        "\xFF\xFE"
        "a\0,\0b\0\n\0\xE9\0,\0\x3D\xD8\x00\xDE\n\0",
        20};
    std::string const big{
        "\xFE\xFF"
        "\0a\0,\0b\0\n\0\xE9\0,\xD8\x3D\xDE\x00\0\n",
        20};
    auto const as_is = read_table(dir.write("utf8.csv", text));
    for (auto const& bytes : {little, big}) {
      auto const t = read_table(dir.write("utf16.csv", bytes));
      CHECK(t.columns[0].levels == as_is.columns[0].levels);
      CHECK(t.columns[1].levels == as_is.columns[1].levels);
    }
    auto const zipped = test::make_gzip("a,b\n1,2\n") + test::make_gzip("3,4\n");
    CHECK(read_table(dir.write("two.csv.gz", zipped)).rows == 2);
    CHECK(read_table(dir.write("named_badly.csv", zipped)).rows == 2);
  }

  TEST_CASE("many values, many rows") {
    std::string text = "unit,coder,code\n";
    for (int i = 0; i < 50'000; ++i)
      text += std::to_string(i) + "," + std::to_string(i % 7) + "," + (i % 3 ? "yes" : "") + "\n";
    auto const t = parse_table(text, "");
    REQUIRE(t.rows == 50'000);
    CHECK(t.at("unit").levels.size() == 50'000);
    CHECK(t.at("unit").at(49'999) == "49999");
    CHECK(t.at("coder").levels.size() == 7);
    CHECK(t.at("code").codes[3] == -1);
    CHECK(t.lines.size() == 1);
  }
}
