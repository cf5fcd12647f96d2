// REFI-QDA projects: coders, sources, positions and what stands around them.
#include <doctest/doctest.h>

#include <algorithm>

#include <intercoder/io/refi.hpp>
#include <support/files.hpp>

using namespace intercoder;
using test::one_source;
using test::project_zip;
using test::selection;
using test::two_codes;
using test::two_users;

namespace {

[[nodiscard]] study read(std::string const& inside, std::vector<test::zip_file> files = {},
                         refi_options const& options = {}, std::string const& attributes = "") {
  test::folder const dir;
  return read_refi_qda(dir.write("study.qdpx", project_zip(inside, std::move(files), attributes)), options);
}

[[nodiscard]] bool noted(study const& s, std::string_view sentence) {
  return std::ranges::find(s.notes, sentence) != s.notes.end();
}

[[nodiscard]] std::vector<std::string> coders(study const& s) {
  std::vector<std::string> out;
  for (auto const& c : s.codings) out.push_back(s.coders[c.coder]);
  return out;
}

}  // namespace

TEST_SUITE("REFI-QDA project") {
  TEST_CASE("a small project, text inline") {
    auto const s = read(two_users + two_codes +
                            one_source("one two three", selection("0", "3", "a", "m") + selection("4", "7", "b", "v")),
                        {}, {}, R"( origin="QDA 1")");
    CHECK(s.name == "Test");
    CHECK(s.origin.file == "study.qdpx");
    CHECK(s.origin.program == "QDA 1");
    CHECK(s.origin.coder_from == "coding");
    CHECK(s.coders == std::vector<std::string>{"Vera", "Milan"});  // in the order of Users
    CHECK(s.codes.path(2) == "Top > B");
    CHECK_FALSE(s.codes[0].codable);
    REQUIRE(s.sources.size() == 1);
    CHECK(s.sources[0].id == "p");
    CHECK(s.sources[0].length == 13);
    REQUIRE(s.codings.size() == 2);
    CHECK(s.codings[0].start == 4);
    CHECK(s.codes.path(s.codings[0].code) == "Top > B");
    CHECK(s.origin.offsets.basis == offset_basis::coincide);
    CHECK(s.assigned(0, 0));
  }

  TEST_CASE("texts are found in sources/, Sources/ and the root, whatever the case") {
    for (std::string const place : {"sources/AbC.txt", "Sources/abc.TXT", "abc.txt"}) {
      CAPTURE(place);
      auto const s = read(R"(<Sources><TextSource guid="p" name="P" plainTextPath="internal://abc.txt"/></Sources>)",
                          {{place, "hello"}});
      CHECK(s.sources[0].text == "hello");
    }
    auto const exact = read(R"(<Sources><TextSource name="P" plainTextPath="internal://A.txt"/></Sources>)",
                            {{"Sources/a.txt", "lower"}, {"Sources/A.txt", "upper"}, {"sources/A.txt", "exact"}});
    CHECK(exact.sources[0].text == "exact");
  }

  TEST_CASE("a bare .qde takes its texts from beside it") {
    test::folder const dir;
    auto const xml = test::project_xml(
        two_codes + R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt">)" + selection("0", "5") +
        R"(</TextSource><TextSource name="Q" plainTextPath="internal://q.txt"/></Sources>)");
    dir.write("x/sources/p.txt", "\xEF\xBB\xBFhello\r\n");
    dir.write("x/q.txt", "beside");
    auto const s = read_refi_qda(dir.write("x/project.qde", xml));
    CHECK(s.sources[0].text == "hello\n");
    CHECK(s.sources[1].text == "beside");
  }

  TEST_CASE("prefixes, namespaces, UTF-16 and another name of the project are understood") {
    test::folder const dir;
    auto const prefixed =
        R"(<r:Project xmlns:r="urn:other" name="N"><r:CodeBook><r:Codes><r:Code guid="a" name="A"/></r:Codes></r:CodeBook>)"
        R"(<r:Sources><r:TextSource guid="p" name="P"><r:PlainTextContent>abc</r:PlainTextContent><r:PlainTextSelection startPosition="0" endPosition="1">)"
        R"(<r:Coding><r:CodeRef targetGUID="{A}"/></r:Coding></r:PlainTextSelection></r:TextSource></r:Sources></r:Project>)";
    CHECK(read_refi_qda(dir.write("a.qdpx", test::make_zip({{"Trial.QDE", prefixed}}))).codings.size() == 1);
    std::string wide = "\xFE\xFF";
    for (auto const* c = prefixed; *c; ++c) wide += std::string{'\0', *c};
    CHECK(read_refi_qda(dir.write("b.qdpx", test::make_zip({{"project.qde", wide}}))).codings.size() == 1);
  }

  TEST_CASE("auto takes the coding's user, unless all codings name one and the selections several") {
    auto const one_selector = selection("0", "3", "a", "v", "m") + selection("4", "7", "b", "m", "m");
    CHECK(coders(read(two_users + two_codes + one_source("one two three", one_selector))) ==
          std::vector<std::string>{"Vera", "Milan"});
    auto const imported = selection("0", "3", "a", "v", "v") + selection("4", "7", "b", "v", "m");
    auto const s = read(two_users + two_codes + one_source("one two three", imported));
    CHECK(coders(s) == std::vector<std::string>{"Vera", "Milan"});
    CHECK(s.origin.coder_from == "selection");
    CHECK(noted(
        s,
        "Coders are the users named by the selections: all 2 codings name 'Vera', the selections name 2 users, as "
        "they do after an import into another program."));
    auto const several = selection("0", "3", "a", "v", "m") + selection("4", "7", "b", "m", "v");
    auto const as_coded = read(two_users + two_codes + one_source("one two three", several));
    CHECK(as_coded.origin.coder_from == "coding");
    CHECK(as_coded.coders[as_coded.codings[0].coder] == "Vera");
    CHECK(as_coded.codings[0].start == 0);
    auto const asked =
        read(two_users + two_codes + one_source("one two three", imported), {}, {.coder_from = "coding"});
    CHECK(coders(asked) == std::vector<std::string>{"Vera", "Vera"});
    CHECK(noted(asked, "Coders are the users named by the codings, as asked for."));
    CHECK(coders(read(two_users + two_codes + one_source("one two three", one_selector), {},
                      {.coder_from = "selection"})) == std::vector<std::string>{"Milan", "Milan"});
  }

  TEST_CASE("where one place names nobody the other is asked; nobody at all is unknown") {
    auto const s = read(two_users + two_codes +
                        one_source("one two three", selection("0", "3", "a", "", "m") + selection("4", "7", "b", "v") +
                                                        selection("8", "13")));
    CHECK(coders(s) == std::vector<std::string>{"Vera", "Milan", "unknown"});
    CHECK(noted(s, "1 coding named no user there; their coder was found in the other place or is the last editor."));
    CHECK(noted(s, "1 coding named no user at all; their coder is called 'unknown'."));
    auto const edited =
        R"(<PlainTextSelection startPosition="0" endPosition="3" modifyingUser="m"><Coding><CodeRef targetGUID="a"/></Coding></PlainTextSelection>)";
    CHECK(coders(read(two_users + two_codes + one_source("one two", edited))) == std::vector<std::string>{"Milan"});
  }

  TEST_CASE("users go by name, else id, else guid; equal names are kept apart") {
    auto const users =
        R"(<Users><User guid="1" name="Sam" id="S1"/><User guid="2" name="Sam" id="S2"/><User guid="3" id="S3"/><User guid="4"/><User guid="5" name="Idle"/></Users>)";
    std::string selections;
    for (int i = 1; i <= 4; ++i)
      selections += selection(std::to_string(i), std::to_string(i + 1), "a", "{" + std::to_string(i) + "}");
    selections += selection("6", "7", "a", "99");
    auto const s = read(users + two_codes + one_source("one two three", selections));
    CHECK(s.coders == std::vector<std::string>{"Sam (S1)", "Sam (S2)", "S3", "4", "99"});
    CHECK(noted(s, "Several users have the same name; their id was added to keep them apart."));
  }

  TEST_CASE("a coding of a source covers no text; several codes may stand on one selection") {
    auto const inside =
        R"(<PlainTextSelection guid="s" startPosition="0" endPosition="3" creatingUser="v"><Coding creatingUser="v"><CodeRef targetGUID="a"/></Coding>)"
        R"(<Coding creatingUser="m"><CodeRef targetGUID="b"/></Coding></PlainTextSelection><Coding creatingUser="v"><CodeRef targetGUID="b"/></Coding>)";
    auto const s = read(two_users + two_codes + one_source("one two", inside));
    REQUIRE(s.codings.size() == 3);
    CHECK(s.codings[0].whole_source);
    CHECK(s.codings[0].end == 0);
    CHECK(coders(s) == std::vector<std::string>{"Vera", "Vera", "Milan"});
  }

  TEST_CASE("what covers no text is counted, not lost") {
    auto const inside =
        one_source("one two", selection("2", "2") + selection("0", "3", "case") +
                                  R"(<PlainTextSelection guid="x" startPosition="0" endPosition="1"/>)");
    auto const more =
        R"(<PictureSource name="photo"><PictureSelection firstX="1" firstY="1" secondX="2" secondY="2"><Coding><CodeRef targetGUID="a"/></Coding></PictureSelection>)"
        R"(<Coding><CodeRef targetGUID="a"/></Coding></PictureSource></Sources>)";
    auto sources = inside;
    sources.replace(sources.rfind("</Sources>"), 10, more);
    auto const s = read(two_codes + R"(<Cases><Case guid="case" name="Case 1"/></Cases>)" + sources +
                        R"(<Notes><Note name="memo"><PlainTextContent>x</PlainTextContent>)" + selection("0", "1") +
                        R"(</Note></Notes><Sets><Set guid="z" name="S"/></Sets>)");
    CHECK(s.codings.size() == 1);  // the photo as a whole
    CHECK(s.sources[1].name == "photo");
    CHECK(s.sources[1].length == 0);
    for (auto const* const note :
         {"1 coding of areas of pictures or pages, or of sound or film, left out: they cover no text.",
          "1 coding of memos left out.", "1 coding with a case instead of a code left out.",
          "1 coding of no length left out.", "1 selection without a code left out.",
          "1 set of codes or sources left out."}) {
      CAPTURE(note);
      CHECK(noted(s, note));
    }
  }

  TEST_CASE("texts of PDFs, pictures and recordings") {
    auto const s = read(
        two_codes +
        R"(<Sources><PDFSource guid="d" name="doc"><PDFSelection page="0"><Coding><CodeRef targetGUID="a"/></Coding></PDFSelection><Representation guid="r"><PlainTextContent>page text</PlainTextContent>)" +
        selection("0", "4") +
        R"(</Representation></PDFSource><AudioSource guid="u" name="talk"><Transcript guid="t1"><PlainTextContent>hello there</PlainTextContent>)"
        R"(<SyncPoint guid="y1" position="0" timeStamp="0"/><SyncPoint guid="y2" position="5" timeStamp="900"/><SyncPoint guid="y3" timeStamp="950"/>)"
        R"(<TranscriptSelection fromSyncPoint="y1" toSyncPoint="y2"><Coding><CodeRef targetGUID="b"/></Coding></TranscriptSelection>)"
        R"(<TranscriptSelection fromSyncPoint="y1" toSyncPoint="y3"><Coding><CodeRef targetGUID="b"/></Coding></TranscriptSelection></Transcript>)"
        R"(<Transcript guid="t2"><PlainTextContent>bonjour</PlainTextContent></Transcript></AudioSource></Sources>)");
    REQUIRE(s.sources.size() == 3);
    CHECK(s.sources[0].text == "page text");
    CHECK(s.sources[1].text == "hello there");
    CHECK(s.sources[2].name == "talk, text 2");
    CHECK(s.sources[2].text == "bonjour");
    REQUIRE(s.codings.size() == 2);
    CHECK(s.codings[1].end == 5);
    CHECK(noted(s, "2 codings of areas of pictures or pages, or of sound or film, left out: they cover no text."));
  }

  TEST_CASE("a text that is not in the file leaves its positions as they are; nothing outside is read") {
    for (std::string const path : {"internal://gone.txt", "relative:///p.txt", "absolute:///etc/hostname"}) {
      auto const s = read(two_codes + "<Sources><TextSource name=\"P\" plainTextPath=\"" + path + "\">" +
                          selection("7", "9000") + "</TextSource></Sources>");
      CHECK_FALSE(s.sources[0].text);
      CHECK(s.sources[0].length == 0);
      CHECK(s.codings[0].end == 9000);
      CHECK(s.origin.offsets.basis == offset_basis::none);
      CHECK(noted(s, "The text of 1 source is not in the file, positions in it were kept as given: 'P'."));
    }
    auto const inlined = read(
        R"(<Sources><TextSource name="P" plainTextPath="internal://gone.txt"><PlainTextContent>here</PlainTextContent></TextSource></Sources>)");
    CHECK(inlined.sources[0].text == "here");
  }

  TEST_CASE("variables of sources and of their cases become attributes") {
    auto const s = read(
        R"(<Variables><Variable guid="1" name="Age" typeOfVariable="Integer"/><Variable guid="2" name="Town" typeOfVariable="Text"/></Variables>)"
        R"(<Cases><Case guid="c1"><VariableValue><VariableRef targetGUID="1"/><IntegerValue>34</IntegerValue></VariableValue><SourceRef targetGUID="p"/></Case>)"
        R"(<Case guid="c2"><VariableValue><VariableRef targetGUID="1"/><IntegerValue>51</IntegerValue></VariableValue><VariableValue><VariableRef targetGUID="2"/></VariableValue><SourceRef targetGUID="p"/></Case>)"
        R"(<Case guid="c3"><VariableValue><VariableRef targetGUID="2"/><TextValue>Brno</TextValue></VariableValue><SourceRef targetGUID="p"/></Case></Cases>)" +
        one_source("x", R"(<VariableValue><VariableRef targetGUID="2"/><TextValue>Brno</TextValue></VariableValue>)"));
    CHECK(s.sources[0].attributes == std::map<std::string, std::string>{{"Age", "34; 51"}, {"Town", "Brno"}});
  }

  TEST_CASE("sources of one name are kept apart") {
    auto const s =
        read(R"(<Sources><TextSource name="P"/><TextSource name="P"/><TextSource guid="g"/><TextSource/></Sources>)");
    CHECK(s.sources[0].name == "P");
    CHECK(s.sources[1].name == "P (2)");
    CHECK(s.sources[2].name == "g");
    CHECK(s.sources[3].name == "source 4");
    CHECK(noted(s, "Several sources have the same name; a number was added to keep them apart."));
  }

  TEST_CASE("positions of every dialect end at the same place") {
    std::string const text = "\xEF\xBB\xBF\xF0\x9F\x99\x82 first line\r\n\xF0\x9F\x99\x82 second line";
    auto const inside = [&](std::string const& start, std::string const& end) {
      return two_codes + R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt">)" + selection(start, end) +
             "</TextSource></Sources>";
    };
    struct expectation {
      std::string dialect, start, end;
    };
    for (auto const& e :
         {expectation{"cp-lf", "15", "21"}, expectation{"cp-raw", "16", "22"}, expectation{"u16-lf", "17", "23"},
          expectation{"u16-raw", "18", "24"}, expectation{"utf8", "22", "28"}, expectation{"cp-lf+bom", "16", "22"}}) {
      CAPTURE(e.dialect);
      auto const s = read(inside(e.start, e.end), {{"sources/p.txt", text}}, {.offsets = e.dialect});
      CHECK(s.codings[0].start == 15);
      CHECK(s.codings[0].end == 21);
      CHECK(s.origin.offsets.basis == offset_basis::given);
    }
    auto const undecided = read(inside("18", "24"), {{"sources/p.txt", text}});
    CHECK(undecided.origin.offsets.basis == offset_basis::unclear);
    CHECK(undecided.origin.offsets.dialect == "cp-lf");
    CHECK(std::ranges::any_of(undecided.notes,
                              [](auto const& n) { return n.starts_with("Warning: it is not decidable"); }));
    auto const quoted = read(two_codes + R"(<Sources><TextSource name="P" plainTextPath="internal://p.txt">)" +
                                 selection("18", "24", "a", "", "", "second") + "</TextSource></Sources>",
                             {{"sources/p.txt", text}});
    CHECK(quoted.origin.offsets.basis == offset_basis::clear);
    CHECK(quoted.codings[0].start == 15);
    auto const widened = read(inside("13", "16"), {{"sources/p.txt", text}}, {.offsets = "u16-raw"});
    CHECK(noted(widened, "1 selection beginning or ending inside a character widened to hold it."));
  }
}
