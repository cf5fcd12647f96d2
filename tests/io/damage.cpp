// Files cut off or changed at random are read or refused; they never crash or hang.
#include <doctest/doctest.h>

#include <cstdint>

#include <intercoder/core/error.hpp>
#include <intercoder/io/refi.hpp>
#include <intercoder/io/segments.hpp>
#include <support/files.hpp>

using namespace intercoder;

namespace {

/// The same numbers everywhere.
class numbers {
 public:
  explicit numbers(std::uint64_t seed) : state_{seed} {}
  [[nodiscard]] std::size_t below(std::size_t n) {
    state_ += 0x9E3779B97F4A7C15u;
    auto z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<std::size_t>((z ^ (z >> 31)) % n);
  }

 private:
  std::uint64_t state_;
};

/// Cut off, or with up to four bytes changed.
[[nodiscard]] std::string damaged(std::string bytes, numbers& random) {
  if (random.below(4) == 0) return bytes.substr(0, random.below(bytes.size()));
  for (auto n = 1 + random.below(4); n > 0; --n) {
    auto& b = bytes[random.below(bytes.size())];
    b = random.below(2) ? static_cast<char>(b ^ (1 << random.below(8))) : static_cast<char>(random.below(256));
  }
  return bytes;
}

/// Reads `n` damaged copies; how many were refused.
template <class Read>
[[nodiscard]] int refusals(std::string const& good, int n, std::uint64_t seed, Read read) {
  numbers random{seed};
  int refused = 0;
  for (int i = 0; i < n; ++i) {
    try {
      read(damaged(good, random));
    } catch (error const& e) {
      ++refused;
      CHECK(std::string_view{e.what()}.size() > 10);
    }
  }
  return refused;
}

}  // namespace

TEST_SUITE("damage") {
  static test::folder const& dir() {
    static test::folder const here;
    return here;
  }

  TEST_CASE("500 damaged archives") {
    auto const text = std::string{"\xEF\xBB\xBF\xF0\x9F\x99\x82 one two\r\nthree four\r\n"};
    auto const good = test::project_zip(
        test::two_users + test::two_codes +
            R"(<Sources><TextSource guid="p" name="P" plainTextPath="internal://p.txt">)" +
            test::selection("3", "6", "a", "v") + test::selection("12", "17", "b", "m", "v", "three") +
            R"(</TextSource><TextSource name="Q" plainTextPath="internal://q.txt"/></Sources>)",
        {{"sources/p.txt", text}, {"sources/q.txt", std::string(259, 'a'), test::deflated_letters(1)}});
    auto const refused = refusals(
        good, 500, 1, [](std::string const& bytes) { static_cast<void>(read_refi_qda(dir().write("s.qdpx", bytes))); });
    CHECK(refused > 250);
    CHECK(refused < 500);
  }
  TEST_CASE("500 damaged projects without an archive, whose checksum would catch most") {
    auto const good = test::project_xml(
        test::two_users + test::two_codes +
        test::one_source("&#x1F642; one two",
                         test::selection("2", "5", "a", "v") + test::selection("6", "9", "b", "m")) +
        R"(<Cases><Case guid="c"><SourceRef targetGUID="p"/></Case></Cases><Sets><Set name="S"/></Sets>)");
    auto const refused = refusals(
        good, 500, 2, [](std::string const& bytes) { static_cast<void>(read_refi_qda(dir().write("s.qde", bytes))); });
    CHECK(refused > 100);
    CHECK(refused < 500);
  }
  TEST_CASE("500 damaged codebooks") {
    auto const good = std::string{
        R"(<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="A"><Description>x</Description><Code guid="b" name="B"/></Code></Codes></CodeBook>)"};
    CHECK(refusals(good, 500, 3, [](std::string const& bytes) {
            static_cast<void>(read_refi_codebook(dir().write("b.qdc", bytes)));
          }) > 100);
  }
  TEST_CASE("500 damaged tables, and the segments in them; 500 packed ones") {
    auto const good = std::string{
        "source,coder,start,end,code,round\nP01,VR,2,5,\"Help > "
        "\"\"Money\"\"\",first\nP01,ML,0,9,Place,\nP02,VR,,,Caf\xC3\xA9,\n"};
    auto const read = [](std::string_view name) {
      return [name](std::string const& bytes) {
        static_cast<void>(study_from_segments(read_table(dir().write(name, bytes))));
      };
    };
    auto const refused = refusals(good, 500, 4, read("t.csv"));
    CHECK(refused > 100);
    CHECK(refused < 500);
    CHECK(refusals(test::make_gzip(good), 500, 5, read("t.csv.gz")) > 300);
  }
}
