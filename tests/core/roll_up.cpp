// Codes at a level of the codebook.
#include <doctest/doctest.h>

#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/roll_up.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using indices = std::vector<std::size_t>;

/// Barriers > (Cost > Travel, Time), Trust.
study nested() {
  auto s = bare_study({{"P01", "0123456789"}}, {"VR", "ML"}, {"Barriers"});
  auto const add = [&](char const* name, std::optional<std::size_t> parent) {
    code one;
    one.name = name;
    one.parent = parent;
    s.codes.add(std::move(one));
  };
  add("Cost", 0);
  add("Travel", 1);
  add("Time", 0);
  add("Trust", std::nullopt);
  s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
  return s;
}

constexpr code_level themes{.of = code_level::kind::theme};
constexpr code_level at_depth(std::size_t depth) { return {.of = code_level::kind::depth, .depth = depth}; }

}  // namespace

TEST_SUITE("roll_up") {
  TEST_CASE("what each code counts as") {
    auto const s = nested();
    CHECK(codes_at(s.codes, {}) == indices{0, 1, 2, 3, 4});
    CHECK(codes_at(s.codes, themes) == indices{0, 1, 1, 0, 4});
    CHECK(codes_at(s.codes, at_depth(0)) == indices{0, 0, 0, 0, 4});
    CHECK(codes_at(s.codes, at_depth(1)) == indices{0, 1, 1, 3, 4});
    CHECK(codes_at(s.codes, at_depth(7)) == indices{0, 1, 2, 3, 4});
  }

  TEST_CASE("levels by name") {
    CHECK(name(code_level_named("code")) == "code");
    CHECK(name(code_level_named("theme")) == "theme");
    CHECK(name(code_level_named("12")) == "depth 12");
    for (auto const* wrong : {"", "themes", "-1", "1.5", "1 "})
      CHECK_THROWS_WITH_AS(static_cast<void>(code_level_named(wrong)),
                           ("level '" + std::string{wrong} +
                            "'; expected code, theme, or a depth of the codebook: 0 for the codes at the top, 1, ...")
                               .c_str(),
                           bad_argument);
  }

  TEST_CASE("a code and the code above it in one place count once") {
    auto s = nested();
    mark_text(s, 0, 0, 0, 0, 8);   // Barriers
    mark_text(s, 0, 0, 1, 2, 5);   // Cost, inside
    mark_text(s, 0, 0, 3, 7, 9);   // Time, overlapping
    mark_text(s, 0, 0, 2, 9, 10);  // Travel, touching
    mark_text(s, 0, 1, 2, 2, 5);
    mark_text(s, 0, 1, 4, 2, 5);
    s = check_study(std::move(s));
    auto const top = roll_up(s, at_depth(0));
    CHECK(top.codes.size() == s.codes.size());
    REQUIRE(top.codings.size() == 4);
    CHECK(top.codings[0].code == 0);
    CHECK(top.codings[0].start == 0);
    CHECK(top.codings[0].end == 9);
    CHECK(top.codings[1].start == 9);
    CHECK(top.codings[3].code == 4);
    CHECK(top.notes.back() ==
          "Codes were taken at depth 0 of the codebook (0 is the top): a code that lies deeper counts as the one above "
          "it "
          "there.");
    CHECK(roll_up(s, themes).notes.back() ==
          "Codes were taken at the level of themes: a code without codes below it counts as the code above it.");
    CHECK(roll_up(s, {}).notes == s.notes);
  }

  TEST_CASE("stretches of one code stay as they were; rounds and whole sources stay apart") {
    auto s = nested();
    mark_text(s, 0, 0, 1, 0, 4);
    mark_text(s, 0, 0, 1, 2, 6);
    mark_text(s, 0, 1, 1, 0, 4);
    mark_text(s, 0, 1, 3, 0, 4);
    s.codings.back().round = "2";
    mark_whole(s, 0, 0, 1);
    mark_whole(s, 0, 0, 3);
    s = check_study(std::move(s));
    auto const top = roll_up(s, at_depth(0));
    CHECK(top.codings.size() == 5);
    std::size_t whole = 0;
    for (auto const& c : top.codings) whole += c.whole_source;
    CHECK(whole == 1);
  }

  TEST_CASE("random studies: a unit has a code at a level when it has any of the codes that count as it") {
    for (std::uint64_t seed = 0; seed < 300; ++seed)
      for (auto const level : {themes, at_depth(0), at_depth(1)}) {
        CAPTURE(seed);
        random_study const r{seed, false};
        study s = r.s;
        random_stream random{seed + 1'000'000};
        codebook tree;
        for (std::size_t k = 0; k < s.codes.size(); ++k) {
          code one = s.codes[k];
          if (k > 0 && random.below(3) > 0) one.parent = random.below(k);
          tree.add(std::move(one));
        }
        s.codes = tree;
        auto const stands_for = codes_at(s.codes, level);
        for (auto const kind : {unit_kind::source, unit_kind::character}) {
          auto const before = project(s, {.unit = unit_kind::source}),
                     after = project(roll_up(s, level), {.unit = kind});
          if (kind == unit_kind::source) {
            for (std::size_t k = 0; k < s.codes.size(); ++k) {
              std::vector<int> expected(before.table(0).size());
              for (std::size_t below = 0; below < s.codes.size(); ++below) {
                if (stands_for[below] != k) continue;
                auto const has = before.table(below);
                for (std::size_t i = 0; i < has.size(); ++i) expected[i] |= has[i];
              }
              CHECK(after.table(k) == expected);
            }
          } else {
            for (std::size_t c = 0; c < after.coders(); ++c)
              for (std::size_t k = 0; k < s.codes.size(); ++k) {
                std::int64_t characters = 0;
                for (auto const i : after.compared.sources)
                  for (std::size_t at = 0; at < r.characters[i].size(); ++at) {
                    bool marked = false;
                    for (std::size_t below = 0; below < s.codes.size(); ++below)
                      marked = marked || (stands_for[below] == k && r.marked(i, at, c, below));
                    characters += marked;
                  }
                CHECK(after.amount(c, k) == characters);
              }
          }
        }
      }
  }
}
