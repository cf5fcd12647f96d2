// Studies from tables of segments.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/io/segments.hpp>
#include <support/files.hpp>

using namespace intercoder;

TEST_SUITE("segments") {
  TEST_CASE("sources, coders and codes come in order of appearance; codes above are added") {
    auto const s =
        study_from_segments(parse_table("source,coder,start,end,code\n"
                                        "P02,VR,5,9,Help > Money\n"
                                        "P01,ML,0,4,Help\n"
                                        "P01,VR,2,3,Place > Kitchen > Table\n",
                                        ""));
    CHECK(s.sources[0].name == "P02");
    CHECK(s.coders == std::vector<std::string>{"VR", "ML"});
    REQUIRE(s.codes.size() == 5);
    CHECK(s.codes.path(4) == "Place > Kitchen > Table");
    CHECK(s.codes[0].codable);        // Help is used itself
    CHECK_FALSE(s.codes[2].codable);  // Place is not
    REQUIRE(s.codings.size() == 3);
    CHECK(s.codings[0].start == 5);
    CHECK(s.sources[0].length == 0);  // unknown
    CHECK(s.assigned(1, 1));
    CHECK_FALSE(s.assigned(1, 0));
    CHECK(s.assignments[0].assumed);
  }

  TEST_CASE("lengths, texts and assignments say what the table cannot") {
    segment_options o;
    o.texts = {{"P01", "one two\r\nthree"}};
    o.lengths = {{"P02", 40}, {"P03", 0}};
    o.assignments = {{"ML", "P01"}, {"ML", "P02"}};
    auto const s =
        study_from_segments(parse_table("source,coder,start,end,code\nP01,VR,9,14,x\nP02,VR,0,40,x\n", ""), o);
    CHECK(s.sources.size() == 3);
    CHECK(s.sources[0].text == "one two\nthree");
    CHECK(s.sources[0].length == 13);
    CHECK(s.sources[1].length == 40);
    CHECK(s.codings[0].start == 8);  // the table counts in the text given, where the line break is two
    CHECK(s.codings[0].end == 13);
    CHECK(s.coders == std::vector<std::string>{"VR", "ML"});
    CHECK(s.shared_sources({0, 1}) == std::vector<std::size_t>{0, 1});
    for (auto const& a : s.assignments) CHECK(a.assumed == (a.coder == 0));
  }

  TEST_CASE("positions in other dialects, stated or found") {
    segment_options o;
    o.texts = {{"P01", "\xF0\x9F\x99\x82 one two three"}};
    o.offsets = "u16-raw";
    auto const t = parse_table("source,coder,start,end,code,text\nP01,VR,7,10,x,two\n", "");
    auto const given = study_from_segments(t, o);
    CHECK(given.codings[0].start == 6);
    CHECK(given.origin.offsets.basis == offset_basis::given);
    CHECK(given.notes.front() ==
          "Positions were read as UTF-16 units with a CRLF line break as two (u16-raw), as asked for.");
    o.offsets = "auto";
    auto const found = study_from_segments(t, o);
    CHECK(found.codings[0].start == 6);
    CHECK(found.origin.offsets.basis == offset_basis::clear);
  }

  TEST_CASE("rounds, whole sources, whole numbers with a point, stretches of no length") {
    auto const s = study_from_segments(parse_table("who,doc,from,to,tag,round\n"
                                                   "VR,P01,1.0,4.0,x,first\n"
                                                   "VR,P01,,,x,first\n"
                                                   "VR,P01,3,3,x,second\n",
                                                   ""),
                                       {.source = "doc", .coder = "who", .start = "from", .end = "to", .code = "tag"});
    REQUIRE(s.codings.size() == 2);
    CHECK(s.codings[0].whole_source);
    CHECK(s.codings[1].end == 4);
    CHECK(s.codings[1].round == "first");
    CHECK(s.notes.front() == "1 segment of no length left out.");
  }

  TEST_CASE("a file lends its name") {
    test::folder const dir;
    auto const s = study_from_segments(read_table(dir.write("seg.csv", "source,coder,start,end,code\nP,A,0,1,x\n")));
    CHECK(s.origin.file == "seg.csv");
  }
}
