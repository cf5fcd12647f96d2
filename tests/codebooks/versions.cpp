// Versions of a codebook: words that changed, codes found again, traced over several versions; rounds of a study.
#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/codebooks/version_history.hpp>
#include <intercoder/codebooks/versions.hpp>
#include <intercoder/codebooks/word_diff.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/rounds.hpp>

#include "support/small_study.hpp"

using namespace intercoder;

namespace {

using known_by = same_code::known_by;

[[nodiscard]] code named(std::string id, std::string called, std::optional<std::size_t> parent = {}) {
  code c;
  c.id = std::move(id);
  c.name = std::move(called);
  c.parent = parent;
  return c;
}

[[nodiscard]] codebook book(std::vector<code> codes) {
  codebook out;
  for (auto& c : codes) out.add(std::move(c));
  return out;
}

/// Codes one after the other in one source, ten characters each.
[[nodiscard]] study coded(std::vector<std::string> const& codes, std::string text) {
  auto names = codes;
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto s = bare_study({{"P", std::move(text)}}, {"a"}, names);
  for (std::size_t k = 0; k < codes.size(); ++k) {
    auto const code = static_cast<std::size_t>(std::ranges::find(names, codes[k]) - names.begin());
    auto const at = static_cast<std::int64_t>(10 * k);
    mark_text(s, 0, 0, code, at, at + 10);
  }
  return check_study(std::move(s));
}

}  // namespace

TEST_SUITE("word diff") {
  TEST_CASE("words that changed") {
    auto const d = word_diff("what it takes  in money", "what it costs in money now");
    using enum word_change::kind;
    std::vector<word_change> const expected{
        {kept, "what it"}, {removed, "takes"}, {added, "costs"}, {kept, "in money"}, {added, "now"}};
    CHECK(d == expected);
    CHECK(word_diff("", "").empty());
    CHECK(word_diff("a", "").size() == 1);
    CHECK(word_diff("a a", "a").size() == 2);
  }

  TEST_CASE("either text is there, and no more is removed and added than has to be") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      random_stream random{seed};
      std::vector<std::string> words[2];
      for (auto& text : words)
        for (auto n = random.below(8); n > 0; --n) text.emplace_back(1, static_cast<char>('a' + random.below(3)));
      auto const joined = [](std::vector<std::string> const& text) {
        std::string out;
        for (auto const& word : text) out += (out.empty() ? "" : " ") + word;
        return out;
      };
      std::string before, after;
      std::size_t kept = 0;
      for (auto const& piece : word_diff(joined(words[0]), joined(words[1]))) {
        auto const append = [&](std::string& to) { to += (to.empty() ? "" : " ") + piece.words; };
        if (piece.of != word_change::kind::added) append(before);
        if (piece.of != word_change::kind::removed) append(after);
        if (piece.of == word_change::kind::kept) kept += (piece.words.size() + 1) / 2;
      }
      CHECK(before == joined(words[0]));
      CHECK(after == joined(words[1]));
      std::size_t most = 0;  // words in common, by every choice of words of the first text
      for (unsigned chosen = 0; chosen < 1U << words[0].size(); ++chosen) {
        std::size_t found = 0, at = 0, wanted = 0;
        for (std::size_t k = 0; k < words[0].size(); ++k) {
          if ((chosen >> k & 1U) == 0) continue;
          ++wanted;
          while (at < words[1].size() && words[1][at] != words[0][k]) ++at;
          if (at < words[1].size()) ++found, ++at;
        }
        if (found == wanted) most = std::max(most, found);
      }
      CHECK(kept == most);
    }
  }
}

TEST_SUITE("versions of a codebook") {
  TEST_CASE("by identifier, path, name; a renamed parent moves nothing") {
    auto const before = book({named("1", "Top"), named("", "Below", 0), named("7", "Old")});
    auto const after = book({named("1", "Summit"), named("", "Below", 0), named("9", "Fresh")});
    auto const d = diff_codebooks(before, after);
    REQUIRE(d.same.size() == 2);
    CHECK(d.same[0].renamed);
    CHECK(d.same[0].by == known_by::id);
    CHECK(d.same[1].by == known_by::path);  // below a code that was found
    CHECK_FALSE(d.same[1].moved);
    CHECK(d.added == std::vector<std::size_t>{2});
    CHECK(d.removed == std::vector<std::size_t>{2});
  }

  TEST_CASE("what a reader sees as one name is one") {
    auto const before =
        book({named("", "E\u0301tat"), named("", "Cost  of living "), named("", "TIME"), named("", "A/B")});
    auto const after = book(
        {named("", "\u00C9tat"), named("", "Cost of living"), named("", "Time"), named("", "A"), named("", "B", 3)});
    auto const d = diff_codebooks(before, after);
    REQUIRE(d.same.size() == 4);
    CHECK_FALSE(d.same[0].renamed);
    CHECK_FALSE(d.same[1].renamed);
    CHECK(d.same[2].renamed);
    CHECK(d.same[3].after == 4);  // a path in one name, found as a path
    CHECK(d.same[3].by == known_by::path);
    CHECK(d.same[3].renamed);
    CHECK(d.same[3].moved);
  }

  TEST_CASE("codes of one path are taken in order; a name that occurs twice is no evidence") {
    auto const before = book({named("1", "A"), named("2", "A"), named("", "Top"), named("", "Other", 2)});
    auto const after = book({named("3", "A"), named("4", "A"), named("", "Elsewhere"), named("", "Other", 2),
                             named("", "Third"), named("", "Other", 4)});
    auto const d = diff_codebooks(before, after);
    REQUIRE(d.same.size() == 2);
    CHECK(d.same[0].before == 0);
    CHECK(d.same[1].before == 1);
    CHECK(d.removed.size() == 2);
    CHECK(d.added.size() == 4);
  }

  TEST_CASE("a code is known by those below it, unless identifiers say otherwise") {
    auto const with = [](std::string id, std::string name, bool ids) {
      return book(
          {named(std::move(id), std::move(name)), named(ids ? "8" : "", "Cost", 0), named(ids ? "9" : "", "Time", 0)});
    };
    auto const d = diff_codebooks(with("", "Barriers", false), with("", "Obstacles", false));
    REQUIRE(d.same.size() == 3);
    CHECK(d.same[0].by == known_by::below);
    CHECK(d.same[0].renamed);
    CHECK(std::ranges::none_of(d.same, &same_code::moved));
    auto const apart = diff_codebooks(with("1", "Barriers", true), with("2", "Obstacles", true));
    CHECK(apart.same.size() == 2);
    CHECK(apart.removed.size() == 1);
    CHECK(std::ranges::all_of(apart.same, &same_code::moved));
  }

  TEST_CASE("a version without definitions and identifiers took none away") {
    auto defined = book({named("1", "A")}), other = book({named("1", "A")});
    code c = defined[0];
    c.definition = "of one kind";
    auto const before = book({c});
    auto const d = diff_codebooks(before, book({named("", "A")}));
    CHECK_FALSE(d.same[0].redefined);
    CHECK(d.notes.size() == 1);
    CHECK(diff_codebooks(before, other).same[0].redefined);
  }

  TEST_CASE("codings: renamed, split, merged; a source of another length is left out, and said so") {
    auto const before = coded({"trust", "trust", "cost", "money", "time"}, std::string(50, 'x'));
    auto const after = coded({"trust", "faith", "cost", "cost", "hours"}, std::string(50, 'x') + "\n");
    auto const d = diff_codebooks(before, after);
    REQUIRE(d.split.size() == 1);
    REQUIRE(d.merged.size() == 1);
    CHECK(before.codes[d.merged[0].before[1]].name == "money");
    auto const hours = std::ranges::find(d.same, known_by::codings, &same_code::by);
    REQUIRE(hours != d.same.end());
    CHECK(after.codes[hours->after].name == "hours");
    CHECK(hours->renamed);
    CHECK(d.notes.empty());
    auto const longer = coded({"trust", "faith", "cost", "cost", "hours"}, std::string(51, 'x'));
    auto const other = diff_codebooks(before, longer);
    CHECK(other.split.empty());
    CHECK(other.notes.size() == 1);
    auto unknown = after;
    unknown.sources[0].length = 0;
    unknown.sources[0].text.reset();
    CHECK(diff_codebooks(before, unknown).split.size() == 1);
  }
}

TEST_SUITE("history of a codebook") {
  TEST_CASE("a code that comes back is the same by identifier or path, not by name") {
    auto const first = book({named("1", "A"), named("", "B"), named("", "Top"), named("", "C", 2)});
    auto const second = book({named("2", "D")});
    auto const third = book({named("1", "Z"), named("", "b"), named("", "C"), named("2", "D")});
    auto const h = history_of({&first, &second, &third});
    REQUIRE(h.codes.size() == 6);
    CHECK(h.returned.size() == 2);
    CHECK(h.codes[0] == std::vector<std::optional<std::size_t>>{0, {}, 0});
    CHECK(h.codes[1] == std::vector<std::optional<std::size_t>>{1, {}, 1});
    CHECK(h.codes[2] == std::vector<std::optional<std::size_t>>{{}, {}, 2});  // C, of which only the name is known
    CHECK(h.codes[3] == std::vector<std::optional<std::size_t>>{{}, 0, 3});
    CHECK(h.codes[4] == std::vector<std::optional<std::size_t>>{2, {}, {}});
    CHECK(h.changes[1].added == std::vector<std::size_t>{2});
    CHECK(h.returned[0].code.by == known_by::id);
    CHECK(h.returned[0].code.renamed);
    CHECK(h.returned[0].last_seen == 0);
    CHECK_THROWS_AS(static_cast<void>(history_of(std::vector<codebook const*>{&first})), bad_argument);
  }

  TEST_CASE("every code of every version is in one row") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      random_stream random{seed};
      std::vector<codebook> books(2 + random.below(4));
      for (auto& b : books)
        for (auto n = random.below(7); n > 0; --n) {
          auto const number = std::to_string(random.below(5));
          auto const parent = b.empty() || random.below(2) == 0 ? std::nullopt : std::optional{random.below(b.size())};
          b.add(named(random.below(2) == 0 ? number : "", "code " + std::to_string(random.below(5)), parent));
        }
      std::vector<codebook const*> versions;
      for (auto const& b : books) versions.push_back(&b);
      auto const h = history_of(versions);
      for (std::size_t v = 0; v < books.size(); ++v) {
        std::vector<std::size_t> seen;
        for (auto const& row : h.codes)
          if (row[v]) seen.push_back(*row[v]);
        std::ranges::sort(seen);
        std::vector<std::size_t> all(books[v].size());
        for (std::size_t k = 0; k < all.size(); ++k) all[k] = k;
        CHECK(seen == all);
      }
    }
  }
}

TEST_SUITE("rounds") {
  TEST_CASE("labels in the order of words and numbers") {
    auto s = bare_study({{"P", std::string(100, 'x')}}, {"a"}, {"k"});
    std::int64_t at = 0;
    for (auto const* const label : {"round 10", "round 2", "", "main", "round 02", "round"}) {
      mark_text(s, 0, 0, 0, at, at + 5);
      s.codings.back().round = label;
      at += 5;
    }
    s = check_study(std::move(s));
    CHECK(rounds_of(s) == std::vector<std::string>{"main", "round", "round 02", "round 2", "round 10"});
  }

  TEST_CASE("a round has its codings, their codes and those above") {
    auto s = bare_study({{"P", std::string(100, 'x')}}, {"a"}, {"unused", "top", "other"});
    s.codes.add(named("", "below", 1));
    mark_text(s, 0, 0, 3, 0, 5);
    s.codings.back().round = "1";
    mark_text(s, 0, 0, 2, 0, 5);
    s.codings.back().round = "2";
    s = check_study(std::move(s));
    auto const one = study_of_round(s, "1");
    REQUIRE(one.codes.size() == 2);
    CHECK(one.codes.path(one.codings[0].code) == "top > below");
    CHECK(one.codings.size() == 1);
    CHECK_THROWS_WITH_AS(static_cast<void>(study_of_round(s, "3")), "round '3'; expected one of 1, 2", bad_argument);
  }
}
