// REFI-QDA projects and codebooks that are refused for what they say.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/refi.hpp>
#include <support/files.hpp>

using namespace intercoder;
using test::one_source;
using test::selection;
using test::two_codes;

TEST_SUITE("refusals: REFI-QDA") {
  static std::string project(std::string const& inside, std::vector<test::zip_file> files = {},
                             refi_options const& options = {}) {
    test::folder const dir;
    return dir.refusal<bad_file>([&] {
      static_cast<void>(read_refi_qda(dir.write("s.qdpx", test::project_zip(inside, std::move(files))), options));
    });
  }
  static std::string book(std::string const& codes, file_limits const& limits = {}) {
    test::folder const dir;
    return dir.refusal<bad_file>([&] {
      static_cast<void>(
          read_refi_codebook(dir.write("b.qdc", "<CodeBook><Codes>" + codes + "</Codes></CodeBook>"), limits));
    });
  }

  TEST_CASE("a selection past the end of its text") {
    CHECK(project(two_codes + one_source("one two", selection("4", "12"))) ==
          "s.qdpx: selection 's4' in source 'P01' runs from 4 to 12; expected 0 <= start <= end <= 7, the length of "
          "its text (cp-lf)");
    CHECK(project(two_codes + R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt">)" +
                      selection("4", "9") + "</TextSource></Sources>",
                  {{"sources/p.txt", "\xF0\x9F\x99\x82 two"}}, {.offsets = "u16-raw"}) ==
          "s.qdpx: selection 's4' in source 'P' runs from 4 to 9; expected 0 <= start <= end <= 6, the length of its "
          "text (u16-raw)");
  }
  TEST_CASE("a selection that begins before the text, or ends before it begins") {
    CHECK(project(two_codes + one_source("one two", selection("-1", "3"))) ==
          "s.qdpx: selection 's-1' in source 'P01' runs from -1 to 3; expected 0 <= start <= end <= 7, the length of "
          "its text (cp-lf)");
    CHECK(project(two_codes + R"(<Sources><TextSource name="P">)" + selection("5", "3") + "</TextSource></Sources>") ==
          "s.qdpx: selection 's5' in source 'P' runs from 5 to 3; expected 0 <= start <= end");
  }
  TEST_CASE("a position that is no number") {
    CHECK(project(two_codes + one_source("one", selection("x", "3"))) ==
          "s.qdpx: PlainTextSelection 'sx' in source 'P01': startPosition holds 'x'; expected a whole number");
    CHECK(project(two_codes + one_source("one", selection("1", ""))) ==
          "s.qdpx: PlainTextSelection 's1' in source 'P01': endPosition holds ''; expected a whole number");
    CHECK(project(two_codes + one_source("one", selection("1", "99999999999999999999"))) ==
          "s.qdpx: PlainTextSelection 's1' in source 'P01': endPosition holds '99999999999999999999'; expected a whole "
          "number");
  }
  TEST_CASE("a coding with a code that is not there") {
    CHECK(project(two_codes + one_source("one", selection("0", "3", "zz"))) ==
          "s.qdpx: a coding in source 'P01' refers to code 'zz', which the codebook does not hold");
  }
  TEST_CASE("a text that is no UTF-8") {
    CHECK(project(R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt"/></Sources>)",
                  {{"Sources/p.txt", "line\nna\xEFve"}}) ==
          "s.qdpx: Sources/p.txt: byte 8 (0xEF, line 2) is not UTF-8; expected UTF-8 text");
  }
  TEST_CASE("a path that leaves the project") {
    auto const path = [](std::string const& p) {
      return project("<Sources><TextSource name=\"P\" plainTextPath=\"" + p + "\"/></Sources>");
    };
    CHECK(path("internal://../../etc/passwd") ==
          "s.qdpx: the path 'internal://../../etc/passwd' leaves the archive; expected a file inside the project");
    CHECK(path("internal:///etc/passwd") ==
          "s.qdpx: the path 'internal:///etc/passwd' is absolute; expected a file inside the project");
    CHECK(path("internal://") == "s.qdpx: the path 'internal://' is empty; expected a file inside the project");
  }
  TEST_CASE("names that differ in case only, where none is exact") {
    CHECK(project(R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt"/></Sources>)",
                  {{"sources/P.txt", "x"}, {"Sources/p.TXT", "y"}}) ==
          "s.qdpx: 'p.txt' stands for several files of the archive, which differ in upper and lower case");
  }
  TEST_CASE("codes without a name, with one guid, too deep, with endless paths") {
    CHECK(book(R"(<Code guid="a" isCodable="true"/>)") == "b.qdc: code 'a' has no name");
    CHECK(book(R"(<Code guid="{A}" name="One"/><Code guid="a" name="Two"/>)") ==
          "b.qdc: codes 'One' and 'Two' have the same guid 'a'");
    CHECK(book(R"(<Code name="1"><Code name="2"><Code name="3"/></Code></Code>)", {.max_code_depth = 2}) ==
          "b.qdc: code '3' lies more than 2 codes deep, the limit");
    CHECK(book(R"(<Code name="1234567890"><Code name="2"/></Code>)", {.max_path_bytes = 20}) ==
          "b.qdc: the paths of the codes come to more than 20 bytes, the limit");
    std::string open, close;
    for (int i = 0; i < 100'000; ++i) {
      open += "<Code name=\"c\">";
      close += "</Code>";
    }
    CHECK(book(open + close) == "b.qdc: code 'c' lies more than 256 codes deep, the limit");
  }
  TEST_CASE("a codebook that is none") {
    test::folder const dir;
    auto const said = [&](std::string_view bytes) {
      return dir.refusal<bad_file>([&] { static_cast<void>(read_refi_codebook(dir.write("b.qdc", bytes))); });
    };
    CHECK(said("<html/>") == "b.qdc: the root element is 'html'; expected 'CodeBook'");
    CHECK(said(test::project_zip("")) == "b.qdc: is a ZIP archive; expected a codebook (.qdc)");
    CHECK(said("") == "b.qdc: is empty; expected XML");
  }
  TEST_CASE("options that are not known") {
    test::folder const dir;
    auto const said = [&](refi_options const& o) {
      return dir.refusal<bad_argument>([&] { static_cast<void>(read_refi_qda(dir.path("s.qdpx"), o)); });
    };
    CHECK(said({.coder_from = "user"}) == "coder_from: 'user'; expected auto, coding or selection");
    CHECK(said({.offsets = "bytes"}).starts_with("offsets: 'bytes'; expected one of cp-lf,"));
  }
  TEST_CASE("what cannot be written") {
    test::folder const dir;
    CHECK(dir.refusal<bad_argument>([&] { write_refi_codebook(dir.path("b.qdc"), {}); }) ==
          "codebook: is empty; a .qdc file holds at least one code");
    codebook odd;
    odd.add({.id = {}, .name = "bell\x07", .definition = {}, .parent = {}, .colour = {}});
    CHECK(dir.refusal<bad_argument>([&] { write_refi_codebook(dir.path("b.qdc"), odd); }) ==
          "code 'bell?' holds a character that XML cannot hold");
    CHECK_FALSE(std::filesystem::exists(dir.path("b.qdc")));
    CHECK(dir.refusal<bad_file>([&] { write_refi_qda(dir.path("no/s.qdpx"), {}); }) == "no/s.qdpx: cannot be written");
    codebook good;
    good.add({.id = {}, .name = "A", .definition = {}, .parent = {}, .colour = {}});
    CHECK(dir.refusal<bad_file>([&] { write_refi_codebook(dir.path("no/b.qdc"), good); }) ==
          "no/b.qdc: cannot be written: No such file or directory");
  }
}
