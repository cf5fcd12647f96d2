// The dialects of offsets: where each puts a position, and which one a file speaks.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/io/offsets.hpp>

using namespace intercoder;

namespace {

/// Twelve paragraphs with an emoji, accents and CRLF, marked here and there; positions in any dialect.
struct sample {
  std::string raw;
  std::vector<std::pair<std::int64_t, std::int64_t>> places;  // in code points of the normalised text

  explicit sample(bool bom = true, std::string_view line_break = "\r\n", std::string_view emoji = "\xF0\x9F\x99\x82",
                  std::string_view accent = "\xC3\xA9") {
    std::string normal;
    for (int i = 0; i < 12; ++i) {
      auto const paragraph =
          std::string{emoji} + " Then we met at the caf" + std::string{accent} + " and spoke of money";
      auto const start = count_code_points(normal), length = count_code_points(paragraph);
      places.emplace_back(start, start + length);
      places.emplace_back(start + 7, start + 18);  // "we met at t": one boundary of two inside a word
      places.emplace_back(start + 2, start + 9);
      normal += paragraph + "\n";
      raw += paragraph + std::string{line_break};
    }
    if (bom) raw = std::string{byte_order_mark} + raw;
  }

  /// The positions as a program that counts so writes them: found by counting, one by one.
  [[nodiscard]] marked_text in(std::string_view dialect) const {
    marked_text t{raw};
    for (auto const& [start, end] : places) t.spans.push_back({find(dialect, start), find(dialect, end)});
    return t;
  }

 private:
  [[nodiscard]] std::int64_t find(std::string_view dialect, std::int64_t wanted) const {
    for (std::int64_t p = 0;; ++p) {
      auto const placed = place_spans({raw, {{p, p}}}, dialect)[0];
      if (placed.start == wanted && !placed.split) return p;
      REQUIRE(placed.start >= 0);
    }
  }
};

}  // namespace

TEST_SUITE("offsets") {
  TEST_CASE("every dialect counts in its own way") {
    // a, emoji, CRLF, b: code points 0 1 2 3, end 4
    std::string const raw = "a\xF0\x9F\x99\x82\r\nb";
    struct expectation {
      std::string_view dialect;
      std::vector<std::int64_t> begins;  // of a, emoji, line break, b, and the end
    };
    for (auto const& e : std::vector<expectation>{{"cp-lf", {0, 1, 2, 3, 4}},
                                                  {"cp-raw", {0, 1, 2, 4, 5}},
                                                  {"u16-lf", {0, 1, 3, 4, 5}},
                                                  {"u16-raw", {0, 1, 3, 5, 6}},
                                                  {"utf8", {0, 1, 5, 7, 8}}}) {
      auto const dialect = e.dialect;
      auto const& begins = e.begins;
      CAPTURE(dialect);
      for (std::size_t i = 0; i < begins.size(); ++i) {
        auto const placed = place_spans({raw, {{begins[i], begins[i]}}}, dialect)[0];
        CHECK(placed.start == static_cast<std::int64_t>(i));
        CHECK(placed.end == static_cast<std::int64_t>(i));
        CHECK_FALSE(placed.split);
      }
      CHECK(length_in(raw, dialect) == begins.back());
      CHECK(place_spans({raw, {{0, begins.back() + 1}}}, dialect)[0].end == -1);
      CHECK(place_spans({raw, {{-1, 2}}}, dialect)[0].start == -1);
    }
  }

  TEST_CASE("a byte order mark counts only where the dialect says so") {
    auto const raw = std::string{byte_order_mark} + "abc";
    CHECK(place_spans({raw, {{1, 3}}}, "cp-lf")[0].start == 1);
    CHECK(place_spans({raw, {{1, 4}}}, "cp-lf+bom")[0].start == 0);
    CHECK(place_spans({raw, {{1, 4}}}, "u16-raw+bom")[0].end == 3);
    CHECK(place_spans({raw, {{3, 6}}}, "utf8+bom")[0].end == 3);
    CHECK(place_spans({raw, {{0, 2}}}, "cp-lf+bom")[0].start == 0);
    CHECK(place_spans({"abc", {{1, 3}}}, "cp-lf+bom")[0].start == 1);  // there is none
  }

  TEST_CASE("a position inside a character moves outwards") {
    std::string const raw = "a\xF0\x9F\x99\x82\r\nb";
    auto const inside_emoji = place_spans({raw, {{2, 2}}}, "u16-raw")[0];
    CHECK(inside_emoji.start == 1);
    CHECK(inside_emoji.end == 2);
    CHECK(inside_emoji.split);
    auto const inside_line_break = place_spans({raw, {{3, 3}}}, "cp-raw")[0];
    CHECK(inside_line_break.start == 2);
    CHECK(inside_line_break.end == 3);
    CHECK(inside_line_break.split);
  }

  TEST_CASE("the dialect is found, whichever it is") {
    sample const s;
    for (std::string const dialect : {"cp-lf", "u16-raw", "u16-lf", "cp-raw", "utf8", "cp-lf+bom", "u16-raw+bom"}) {
      CAPTURE(dialect);
      auto const t = s.in(dialect);
      auto const found = choose_offsets({&t, 1});
      CHECK(found.basis == offset_basis::clear);
      CHECK(found.dialect == dialect);
      CHECK(found.share > 0.8);
      CHECK(found.runner_up_share < 0.6);
      CHECK(found.boundaries > 50);
      auto const placed = place_spans(t, dialect);
      for (std::size_t i = 0; i < placed.size(); ++i) CHECK(placed[i].start == s.places[i].first);
    }
  }

  TEST_CASE("dialects that coincide are not told apart, and need not be") {
    sample const plain{false, "\n", "-", "e"};
    auto const t = plain.in("cp-lf");
    auto const found = choose_offsets({&t, 1});
    CHECK(found.basis == offset_basis::coincide);
    CHECK(found.dialect == "cp-lf");
    CHECK(found.the_same == std::vector<std::string>{"u16-raw", "u16-lf", "cp-raw"});
    CHECK(found.runner_up.empty());
    CHECK(describe(found) ==
          "Positions were read as code points (cp-lf); other ways of counting put them at the same places (not "
          "decidable, "
          "irrelevant).");
  }

  TEST_CASE("accents alone do not put bytes in question") {
    sample const accents{false, "\n", "-"};
    auto const t = accents.in("cp-lf");
    CHECK(choose_offsets({&t, 1}).basis == offset_basis::coincide);
    auto const bytes = accents.in("utf8");
    CHECK(choose_offsets({&bytes, 1}).dialect == "utf8");
  }

  TEST_CASE("where the text has LF, raw and normalised line breaks are the same dialect") {
    sample const lf{false, "\n"};
    auto const t = lf.in("u16-lf");
    auto const found = choose_offsets({&t, 1});
    CHECK(found.basis == offset_basis::clear);
    CHECK(found.dialect == "u16-raw");
    CHECK(found.the_same == std::vector<std::string>{"u16-lf"});
    CHECK(describe(found).starts_with("Positions were read as UTF-16 units (u16-raw): "));
  }

  TEST_CASE("a single selection does not decide; the standard is taken and a warning given") {
    sample const s;
    marked_text t{s.raw, {{3, 6}}};
    auto const found = choose_offsets({&t, 1});
    CHECK(found.basis == offset_basis::unclear);
    CHECK(found.dialect == "cp-lf");
    CHECK_FALSE(found.runner_up.empty());
    CHECK(describe(found).starts_with(
        "Warning: it is not decidable how the file counts positions. Positions were read as "
        "code points"));
  }

  TEST_CASE("one quotation decides") {
    sample const s;
    auto t = s.in("u16-raw");
    t.spans = {t.spans[7]};
    auto const quote = std::string{"we met at t"};
    t.spans[0].quote = quote;
    auto const found = choose_offsets({&t, 1});
    CHECK(found.basis == offset_basis::clear);
    CHECK(found.dialect == "u16-raw");
    CHECK(found.share == 1.0);
  }

  TEST_CASE("a quotation may be cut off, and blanks in it may differ") {
    std::string const raw = "\xF0\x9F\x99\x82 one\r\n\r\ntwo  three four";
    for (std::string const quote : {"two three four", "two thr\xE2\x80\xA6", "two thr..."}) {
      CAPTURE(quote);
      marked_text t{raw, {{10, 25, quote}}};
      // The emoji is two units and each line break two: 10 in UTF-16, which is 7 in code points of the normalised text.
      REQUIRE(place_spans(t, "u16-raw")[0].start == 7);
      CHECK(choose_offsets({&t, 1}).dialect == "u16-raw");
    }
  }

  TEST_CASE("a title that is no quotation says nothing") {
    sample const s;
    auto t = s.in("u16-raw");
    std::string const title = "About money";
    for (auto& x : t.spans) x.quote = title;
    CHECK(choose_offsets({&t, 1}).dialect == "u16-raw");
  }

  TEST_CASE("positions beyond the text rule a dialect out") {
    sample const s;
    marked_text t{s.raw, {{3, length_in(s.raw, "u16-raw")}}};
    auto const found = choose_offsets({&t, 1});
    CHECK(found.dialect == "u16-raw");
    CHECK(found.basis == offset_basis::clear);
  }

  TEST_CASE("one position beyond the text does not outweigh all others") {
    sample const s;
    auto t = s.in("cp-lf");
    auto const length = length_in(s.raw, "cp-lf");
    t.spans.push_back({length - 5, length + 2});
    CHECK(choose_offsets({&t, 1}).dialect == "cp-lf");
  }

  TEST_CASE("positions that fit nothing decide nothing, however many there are") {
    std::string text;  // with so many emoji, UTF-16 positions drawn at random miss a little more often than others
    std::uint32_t x = 1;
    auto const below = [&](std::uint32_t n) { return ((x = x * 1664525u + 1013904223u) >> 8) % n; };
    for (int i = 0; i < 60'000; ++i) {
      text += std::array{"one ", "two ", "three ", "caf\xC3\xA9 ", "money "}[below(5)];
      if (below(3) == 0) text += "\xF0\x9F\x99\x82 ";
    }
    marked_text t{text};
    auto const length = static_cast<std::uint32_t>(length_in(text, "cp-lf") - 20);
    for (int i = 0; i < 40'000; ++i) {
      auto const at = static_cast<std::int64_t>(below(length));
      t.spans.push_back({at, at + 20});
    }
    auto const found = choose_offsets({&t, 1});
    CHECK(found.basis == offset_basis::unclear);
    CHECK(found.dialect == "cp-lf");
    CHECK(found.share < 0.5);
  }

  TEST_CASE("nothing marked, nothing chosen") {
    marked_text const t{"abc"};
    CHECK(choose_offsets({&t, 1}).basis == offset_basis::none);
    CHECK(choose_offsets({}).basis == offset_basis::none);
    CHECK(describe({}) == "No position in a text had to be read.");
  }

  TEST_CASE("an unknown dialect is refused") {
    CHECK_THROWS_WITH_AS(
        check_offsets("utf16", true),
        "offsets: 'utf16'; expected one of cp-lf, u16-raw, u16-lf, cp-raw, utf8, each with or without +bom, or auto",
        bad_argument);
    CHECK_THROWS_WITH_AS(
        static_cast<void>(length_in("abc", "auto")),
        "offsets: 'auto'; expected one of cp-lf, u16-raw, u16-lf, cp-raw, utf8, each with or without +bom",
        bad_argument);
  }

  TEST_CASE("positions given back as a dialect counts them") {
    std::string const text = "a\u00E9\n\U0001F600b\n";  // 1, 1, 1, 1, 1, 1 code points
    std::vector<std::int64_t> const positions{6, 0, 3, 4};
    CHECK(positions_in(text, positions, "cp-lf") == positions);
    CHECK(positions_in(text, positions, "u16-lf") == std::vector<std::int64_t>{7, 0, 3, 5});
    CHECK(positions_in(text, positions, "u16-raw") == std::vector<std::int64_t>{9, 0, 4, 6});
    CHECK(positions_in(text, positions, "cp-raw") == std::vector<std::int64_t>{8, 0, 4, 5});
    CHECK(positions_in(text, positions, "utf8") == std::vector<std::int64_t>{10, 0, 4, 8});
    CHECK(positions_in(text, positions, "u16-lf+bom") == std::vector<std::int64_t>{8, 1, 4, 6});
    for (auto const dialect : offset_dialects) {  // there and back
      auto const there = positions_in(text, positions, dialect);
      bool const two = dialect.ends_with("-raw");
      std::string const raw = two ? "a\u00E9\r\n\U0001F600b\r\n" : text;
      auto const back = place_spans({raw, {{there[1], there[2]}, {there[3], there[0]}}}, dialect);
      CHECK(back[0].start == 0);
      CHECK(back[0].end == 3);
      CHECK(back[1].start == 4);
      CHECK(back[1].end == 6);
    }
    CHECK_THROWS_WITH_AS(static_cast<void>(positions_in(text, std::vector<std::int64_t>{7}, "cp-lf")),
                         "position 7 lies outside the text of 6 characters", bad_argument);
    CHECK_THROWS_AS(static_cast<void>(positions_in(text, positions, "utf7")), bad_argument);
  }
}
