// A study that is written and read again is the same study, and the same bytes.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <intercoder/core/error.hpp>
#include <intercoder/io/json.hpp>
#include <intercoder/io/refi.hpp>
#include <intercoder/io/segments.hpp>
#include <support/files.hpp>
#include <support/study.hpp>

using namespace intercoder;

namespace {

/// Three coders, one of whom coded nothing; emoji, rounds, whole sources, attributes, a text that is not known.
[[nodiscard]] study sample() {
  segment_options o;
  o.texts = {{"P01", "\xF0\x9F\x99\x82 one two\r\nthree <four> & \"five\""}, {"P02", "short"}, {"P03", ""}};
  o.assignments = {{"VR", "P01"}, {"VR", "P02"}, {"ML", "P01"}, {"Idle & co", "P02"}, {"Idle & co", "P01"}};
  auto s = study_from_segments(parse_table("source,coder,start,end,code,round\n"
                                           "P01,VR,2,5,Help > Money,first\n"
                                           "P01,VR,2,5,Help > Time,first\n"
                                           "P01,VR,2,5,Help > Time,\n"
                                           "P01,ML,0,9,Place,\n"
                                           "P02,VR,,,Place,\n"
                                           "P04,Late,10,400,Place,\n",
                                           ""),
                               o);
  s.name = "A & B";
  s.sources[0].attributes = {{"age", "34"}, {"town", "Brno < Praha"}};
  s.sources[3].attributes = {{"town", "Znojmo"}};
  return s;
}

}  // namespace

TEST_SUITE("round trip") {
  TEST_CASE("a project written and read is the same") {
    test::folder const dir;
    auto const s = sample();
    write_refi_qda(dir.path("a.qdpx"), s);
    auto const again = read_refi_qda(dir.path("a.qdpx"));
    test::check_same(again, s);
    CHECK(again.origin.offsets.basis == offset_basis::stated);
    CHECK(again.coders == std::vector<std::string>{"VR", "ML", "Late", "Idle & co"});
    CHECK(again.codings.size() == 6);
  }

  TEST_CASE("the same study gives the same bytes, read again too") {
    test::folder const dir;
    write_refi_qda(dir.path("a.qdpx"), sample());
    write_refi_qda(dir.path("b.qdpx"), sample());
    write_refi_qda(dir.path("c.qdpx"), read_refi_qda(dir.path("a.qdpx")));
    CHECK(dir.read("a.qdpx") == dir.read("b.qdpx"));
    CHECK(dir.read("a.qdpx") == dir.read("c.qdpx"));
  }

  TEST_CASE("positions are code points of LF text, whatever they were in the file read") {
    test::folder const dir;
    auto const bytes =
        test::project_zip(test::two_users + test::two_codes +
                              R"(<Sources><TextSource guid="p" name="P" plainTextPath="internal://p.txt">)" +
                              test::selection("8", "11", "a", "v") + "</TextSource></Sources>",
                          {{"sources/p.txt", "\xEF\xBB\xBF\xF0\x9F\x99\x82 one\r\nsix"}});
    write_refi_qda(dir.path("out.qdpx"), read_refi_qda(dir.write("in.qdpx", bytes), {.offsets = "u16-raw"}));
    auto const s = read_refi_qda(dir.path("out.qdpx"), {.offsets = "cp-raw"});
    CHECK(s.sources[0].text == "\xF0\x9F\x99\x82 one\nsix");
    CHECK(s.codings[0].start == 6);
    CHECK(s.codings[0].end == 9);
  }

  TEST_CASE("an empty study can be written and read") {
    test::folder const dir;
    write_refi_qda(dir.path("empty.qdpx"), {});
    CHECK(read_refi_qda(dir.path("empty.qdpx")).sources.empty());
  }

  TEST_CASE("JSON holds all of it") {
    auto const s = sample();
    auto const j = nlohmann::json::parse(to_json(s));
    CHECK(j["schema"] == "intercoder/study/1");
    CHECK(j["coders"].size() == 4);
    CHECK(j["sources"][0]["text"] == *s.sources[0].text);
    CHECK(j["sources"][0]["attributes"]["town"] == "Brno < Praha");
    CHECK(j["sources"][3]["length"].is_null());
    CHECK(j["codes"][1]["path"] == "Help > Money");
    CHECK(j["codes"][1]["parent"] == 0);
    REQUIRE(j["codings"].size() == s.codings.size());
    for (std::size_t i = 0; i < s.codings.size(); ++i) {
      auto const& c = s.codings[i];
      CHECK(j["codings"][i]["code"] == c.code);
      if (c.whole_source)
        CHECK(j["codings"][i]["start"].is_null());
      else
        CHECK(j["codings"][i]["end"] == c.end);
    }
    CHECK(j["assignments"].size() == s.assignments.size());
    CHECK(j["origin"]["offsets"]["basis"] == "given");
    CHECK(j["origin"]["offsets"]["share"].is_null());
    study broken = s;
    broken.name = "\xFF";
    CHECK_THROWS_AS(static_cast<void>(to_json(broken)), bad_argument);
  }
}
