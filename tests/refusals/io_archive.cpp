// Archives and XML that are refused, and what is said about them.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/refi.hpp>
#include <support/files.hpp>

using namespace intercoder;
using test::make_zip;
using test::project_xml;
using test::zip_file;

TEST_SUITE("refusals: archive") {
  static std::string refused(std::string_view bytes, file_limits const& limits = {}, std::string_view name = "s.qdpx") {
    test::folder const dir;
    return dir.refusal<bad_file>([&] { static_cast<void>(read_refi_qda(dir.write(name, bytes), {.limits = limits})); });
  }
  static std::string refused(std::vector<zip_file> const& files, file_limits const& limits = {}) {
    return refused(make_zip(files), limits);
  }
  static std::string with_source(zip_file text, file_limits const& limits = {}) {
    text.name = "sources/p.txt";
    return refused(
        {{"project.qde", project_xml(R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt"/></Sources>)")},
         std::move(text)},
        limits);
  }

  TEST_CASE("no file, no archive, nothing in it") {
    test::folder const dir;
    CHECK(dir.refusal<bad_file>([&] { static_cast<void>(read_refi_qda(dir.path("no.qdpx"))); }) ==
          "no.qdpx: no such file");
    CHECK(dir.refusal<bad_file>([&] { static_cast<void>(read_refi_qda(dir.path(""))); })
              .ends_with(": is a folder; expected a file"));
    CHECK(refused("") == "s.qdpx: is empty; expected a REFI-QDA project");
    CHECK(refused("SQLite format 3") == "s.qdpx: is neither a ZIP archive nor XML; expected a REFI-QDA project");
    CHECK(refused(make_zip({})) == "s.qdpx: is an empty archive; expected a REFI-QDA project");
  }
  TEST_CASE("an archive that is cut off") {
    auto const whole = test::project_zip("");
    for (auto const keep : {std::size_t{2}, whole.size() / 2, whole.size() - 5})
      CHECK(refused(whole.substr(0, keep)) ==
            "s.qdpx: begins like a ZIP archive but its directory cannot be found; the file is truncated or damaged");
  }
  TEST_CASE("an archive whose directory is damaged") {
    auto bytes = test::project_zip("", {{"sources/a.txt", "x"}});
    bytes[bytes.find("PK\x01\x02", bytes.find("PK\x01\x02") + 4)] = 'X';
    CHECK(refused(bytes) == "s.qdpx: the directory of the archive is damaged after 1 file");
  }
  TEST_CASE("no project, or two") {
    CHECK(refused({{"readme.txt", "x"}, {"inner/project.qde", project_xml("")}}) ==
          "s.qdpx: holds no project; expected one .qde file in the root of the archive");
    CHECK(refused({{"project.qde", project_xml("")}, {"Trial.QDE", project_xml("")}}) ==
          "s.qdpx: holds two projects, 'project.qde' and 'Trial.QDE'; expected one");
  }
  TEST_CASE("names that lead out of the archive") {
    auto const named = [](std::string const& name) { return refused({{"project.qde", project_xml("")}, {name, "x"}}); };
    CHECK(named("../evil.txt") == "s.qdpx: entry '../evil.txt' leaves the archive; the archive is not read");
    CHECK(named("sources/../../evil") ==
          "s.qdpx: entry 'sources/../../evil' leaves the archive; the archive is not read");
    CHECK(named("/etc/passwd") == "s.qdpx: entry '/etc/passwd' is absolute; the archive is not read");
    CHECK(named("C:evil.txt") == "s.qdpx: entry 'C:evil.txt' is absolute; the archive is not read");
    CHECK(named("sources\\evil") == "s.qdpx: entry 'sources\\evil' holds a backslash; the archive is not read");
    CHECK(named(std::string{"a\0b", 3}) == "s.qdpx: entry 'a?b' holds a zero byte; the archive is not read");
    CHECK(named("") == "s.qdpx: entry '' is empty; the archive is not read");
  }
  TEST_CASE("one name twice, too many names") {
    CHECK(refused({{"project.qde", project_xml("")}, {"a", "x"}, {"a", "y"}}) == "s.qdpx: two entries are named 'a'");
    CHECK(refused({{"project.qde", project_xml("")}, {"a", "x"}, {"b", "y"}}, {.max_entries = 2}) ==
          "s.qdpx: holds more than 2 files, the limit");
  }
  TEST_CASE("encrypted, packed in another way, damaged, lying about its size") {
    CHECK(with_source({"", "secret", {}, 1}) ==
          "s.qdpx: entry 'sources/p.txt' is encrypted; export the project without a password");
    CHECK(with_source({"", "x", {}, 0, 14}) ==
          "s.qdpx: entry 'sources/p.txt' is packed by method 14; expected 0 (stored) or 8 (deflated)");
    CHECK(with_source({"", "aaa", "no deflate data"})
              .starts_with("s.qdpx: entry 'sources/p.txt' is damaged: 0 bytes unpacked, 3 declared"));
    CHECK(with_source({"", std::string(259, 'a'), test::deflated_letters(1), 0, {}, 100}) ==
          "s.qdpx: entry 'sources/p.txt' is damaged: 100 bytes unpacked, 100 declared, checksum wrong");
    CHECK(with_source({"", std::string(259, 'a'), test::deflated_letters(1), 0, {}, 500}) ==
          "s.qdpx: entry 'sources/p.txt' is damaged: 259 bytes unpacked, 500 declared");
    auto changed = test::project_zip("");
    changed[changed.find("Test")] = 'R';
    CHECK(refused(changed).ends_with("declared, checksum wrong"));
  }
  TEST_CASE("bombs: by ratio, by size, by declaration, by repetition") {
    zip_file const letters{"", std::string(1 + 258 * 10'000, 'a'), test::deflated_letters(10'000)};
    CHECK(with_source(letters, {.max_ratio = 100}) ==
          "s.qdpx: entry 'sources/p.txt': unpacks to more than 100 times its packed size of 16253 bytes, the limit");
    CHECK(with_source(letters, {.max_entry_bytes = 1'000'000}) ==
          "s.qdpx: entry 'sources/p.txt': unpacks to more than 1000000 bytes, the limit");
    CHECK(with_source({"", "x", {}, 0, {}, 0xFFFFFF00}, {.max_ratio = 1u << 31}) ==
          "s.qdpx: entry 'sources/p.txt': unpacks to more than 1073741824 bytes, the limit");
    auto const source = std::string{R"(<TextSource name="P" plainTextPath="internal://p.txt"/>)"};
    CHECK(refused({{"project.qde", project_xml("<Sources>" + source + source + source + "</Sources>")},
                   {"sources/p.txt", std::string(4000, 'a')}},
                  {.max_bytes = 10'000}) == "s.qdpx: unpacks to more than 10000 bytes, the limit");
    CHECK(refused({{"project.qde", project_xml(std::string(2000, ' '))}}, {.max_xml_bytes = 1000}) ==
          "s.qdpx: entry 'project.qde': unpacks to more than 1000 bytes, the limit");
    CHECK(refused(project_xml(std::string(2000, ' ')), {.max_xml_bytes = 1000}, "s.qde")
              .ends_with(" bytes; the limit is 1000"));
  }
  TEST_CASE("a DOCTYPE, with or without what makes it a bomb") {
    std::string const bomb =
        R"(<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;&a;">]><Project name="&c;"/>)";
    auto const said = std::string{": has a DOCTYPE, which REFI-QDA does not use; the file is not read"};
    CHECK(refused({{"project.qde", bomb}}) == "s.qdpx: project.qde" + said);
    CHECK(refused(bomb, {}, "s.qde") == "s.qde" + said);
    CHECK(refused("<!DOCTYPE Project SYSTEM \"file:///etc/passwd\"><Project/>", {}, "s.qde") == "s.qde" + said);
    CHECK(refused("<Project><!DOCTYPE x></Project>", {}, "s.qde") == "s.qde" + said);
  }
  TEST_CASE("XML that is not well formed, or of something else") {
    CHECK(refused("<Project>\n<Users>\n</Project>", {}, "s.qde") ==
          "s.qde, line 3: is not well-formed XML: Start-end tags mismatch");
    CHECK(refused({{"project.qde", ""}}) == "s.qdpx: project.qde: is empty; expected XML");
    CHECK(refused({{"project.qde", "hello"}}) ==
          "s.qdpx: project.qde, line 1: is not well-formed XML: No document element found");
    CHECK(refused("<CodeBook/>", {}, "s.qde") == "s.qde: the root element is 'CodeBook'; expected 'Project'");
    CHECK(refused("<Project name=\"caf\xE9\"/>", {}, "s.qde") ==
          "s.qde: byte 19 (0xE9, line 1) is not UTF-8; expected UTF-8 text");
    CHECK(refused({"<Project\0/>", 11}, {}, "s.qde") ==
          "s.qde: byte 9 (0x00, line 1) is no character; expected UTF-8 text");
  }
  TEST_CASE("a link from the folder of the project to elsewhere") {
    test::folder const dir, elsewhere;
    auto const target = elsewhere.write("secret.txt", "secret");
    std::filesystem::create_directories(dir.path("sources"));
    std::filesystem::create_symlink(target, dir.path("sources/p.txt"));
    auto const file = dir.write(
        "p.qde", project_xml(R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt"/></Sources>)"));
    CHECK(dir.refusal<bad_file>([&] { static_cast<void>(read_refi_qda(file)); }) ==
          "p.qde: the path 'p.txt' is a link that leaves the folder of the project");
  }
}
