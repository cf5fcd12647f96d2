// Codebooks in REFI-QDA, read and written.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/refi.hpp>
#include <support/files.hpp>

using namespace intercoder;

TEST_SUITE("REFI-QDA codebook") {
  TEST_CASE("codes keep their order, tree, definition and colour") {
    test::folder const dir;
    auto const book = read_refi_codebook(dir.write("book.qdc", R"(<?xml version="1.0"?>
      <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="somebody"><Codes>
        <Code guid="{0A}" name="Help" isCodable="false"><Description>Who
helps</Description>
          <Code guid="0b" name="Money" isCodable="true" color="#0f8"/>
          <Code guid="0c" name="Time" isCodable="true" color="#00FF88"><Code guid="0d" name="Evenings" isCodable="1" color="red"/></Code>
        </Code>
        <Code guid="0e" name="Place &amp; &quot;room&quot;" isCodable="true"/>
      </Codes><Sets/></CodeBook>)"));
    REQUIRE(book.size() == 5);
    CHECK(book.path(1) == "Help > Money");
    CHECK(book.path(3) == "Help > Time > Evenings");
    CHECK(book[4].name == "Place & \"room\"");
    CHECK(book[0].id == "{0A}");
    CHECK(book[0].definition == "Who\nhelps");
    CHECK_FALSE(book[0].codable);
    CHECK(book[3].codable);
    CHECK(book[1].colour == "#00ff88");
    CHECK(book[2].colour == "#00FF88");
    CHECK(book[3].colour.empty());
  }

  TEST_CASE("what real files do: other namespaces, prefixes, no Codes, a byte order mark, UTF-16, a whole project") {
    test::folder const dir;
    auto const size = [&](std::string_view bytes) { return read_refi_codebook(dir.write("b.qdc", bytes)).size(); };
    CHECK(size(R"(<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes><Code guid="a" name="A"/></Codes></CodeBook>)") ==
          1);
    CHECK(
        size(
            R"(<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0"><q:Codes><q:Code guid="a" name="A"/></q:Codes></q:CodeBook>)") ==
        1);
    CHECK(size(R"(<CodeBook><Code guid="a" name="A"/><Code guid="b" name="B"/></CodeBook>)") == 2);
    CHECK(size("\xEF\xBB\xBF<CodeBook><Codes><Code name=\"A\"/></Codes></CodeBook>") == 1);
    CHECK(size("<Project><CodeBook><Codes><Code name=\"A\"/></Codes></CodeBook></Project>") == 1);
    std::string wide = "\xFF\xFE";
    for (char const c : std::string_view{"<CodeBook><Codes><Code name=\"A\"/></Codes></CodeBook>"})
      wide += std::string{c, '\0'};
    CHECK(size(wide) == 1);
  }

  TEST_CASE("deep codes are read without descending") {
    test::folder const dir;
    std::string open, close;
    for (int i = 0; i < 256; ++i) {
      open += "<Code name=\"c\">";
      close += "</Code>";
    }
    auto const book =
        read_refi_codebook(dir.write("deep.qdc", "<CodeBook><Codes>" + open + close + "</Codes></CodeBook>"));
    CHECK(book.size() == 256);
    CHECK(book.depth(255) == 255);
  }

  TEST_CASE("written and read again, a codebook is the same; so are the bytes") {
    test::folder const dir;
    codebook book;
    book.add({.id = "20000000-0000-4000-8000-000000000001",
              .name = "Help",
              .definition = "a < b & \"c\"\nsecond line",
              .parent = {},
              .codable = false,
              .colour = "#00FF88"});
    book.add({.id = {}, .name = "Money \xF0\x9F\x92\xB0", .definition = {}, .parent = 0, .colour = {}});
    book.add({.id = "not a guid", .name = "Money \xF0\x9F\x92\xB0", .definition = {}, .parent = 0, .colour = {}});
    write_refi_codebook(dir.path("one.qdc"), book);
    auto const again = read_refi_codebook(dir.path("one.qdc"));
    REQUIRE(again.size() == book.size());
    for (std::size_t i = 0; i < book.size(); ++i) {
      CHECK(again.path(i) == book.path(i));
      CHECK(again[i].definition == book[i].definition);
      CHECK(again[i].codable == book[i].codable);
      CHECK(again[i].colour == book[i].colour);
      CHECK(again[i].parent == book[i].parent);
      CHECK(again[i].id.size() == 36);
    }
    CHECK(again[0].id == book[0].id);
    CHECK(again[1].id != again[2].id);
    write_refi_codebook(dir.path("two.qdc"), again);
    CHECK(dir.read("one.qdc") == dir.read("two.qdc"));
  }
}
