// Names alike, codes matched, overlap against chance by every turn: small and by brute force.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <intercoder/codebooks/chance_overlap.hpp>
#include <intercoder/codebooks/code_links.hpp>
#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/max_t.hpp>
#include <intercoder/codebooks/translation.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/joint_coder.hpp>

#include "support/near.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

TEST_SUITE("code names") {
  TEST_CASE("case, blanks and punctuation do not count") {
    CHECK(folded_name("  Saving--MONEY_now! ") == "saving money now");
    CHECK(folded_name("\u00C9t\u00E9") == "\u00E9t\u00E9");
    CHECK(folded_name("E\u0301t\u00E9") == "\u00E9t\u00E9");
    for (auto const* const path :
         {"Barriers/Cost", "Barriers::Cost", "Barriers: Cost", "barriers.cost", "Barriers->Cost"})
      CHECK(folded_name(path) == folded_name("Barriers > Cost"));
    CHECK(name_similarity("Saving money", "money, saving") == 1);
    CHECK(edit_similarity("kitten", "sitting") == near{1 - 3. / 7, 1e-15});
    CHECK(token_similarity("a b c", "b c d") == 0.5);
    CHECK(std::isnan(name_similarity("?", "...")));
    CHECK(name_similarity("?", "x") == 0);
  }
}

TEST_SUITE("matching") {
  TEST_CASE("use of any codes is what a count of every character gives") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_study const r{seed, true};
      auto const shared = r.s.shared_sources({0, 1});
      if (shared.empty()) continue;
      auto const use = use_of(r.s, 0, 1);
      std::vector<std::size_t> const a{0}, b = r.s.codes.size() > 1 ? std::vector<std::size_t>{0, 1} : a;
      double both = 0, in_a = 0, in_b = 0;
      for (auto const source : shared) {
        for (std::size_t at = 0; at < r.characters[source].size(); ++at) {
          auto const has = [&](std::size_t coder, std::vector<std::size_t> const& codes) {
            return std::ranges::any_of(codes, [&](std::size_t k) { return r.marked(source, at, coder, k); });
          };
          bool const x = has(0, a), y = has(1, b);
          in_a += x ? 1 : 0;
          in_b += y ? 1 : 0;
          both += x && y ? 1 : 0;
        }
      }
      auto const t = use_of_codes(use, source_weights(use.sources.size(), 1), a, b);
      CHECK(t.both == both);
      CHECK(t.a() == in_a);
      CHECK(t.b() == in_b);
    }
  }

  TEST_CASE("a split, a renaming, and a code that only one coder has") {
    auto s = bare_study({{"P", std::string(100, 'x')}}, {"a", "b"}, {"whole", "left", "right", "old", "new", "alone"});
    mark_text(s, 0, 0, 0, 0, 40);
    mark_text(s, 0, 1, 1, 0, 20);
    mark_text(s, 0, 1, 2, 20, 40);
    mark_text(s, 0, 0, 3, 50, 60);
    mark_text(s, 0, 1, 4, 50, 61);
    mark_text(s, 0, 0, 5, 80, 90);
    s = check_study(std::move(s));
    auto const links = links_of(s, use_of(s, 0, 1));
    REQUIRE(links.size() == 4);
    CHECK(links[0].kind == link_kind::split);
    CHECK(links[1].kind == link_kind::split);
    CHECK(links[1].of_group == 1);
    CHECK(links[2].kind == link_kind::renamed);
    CHECK(links[3].kind == link_kind::only_a);
    CHECK(std::isnan(links[0].stability));  // one source: nothing to draw from
    auto const joint = translate(s, 0, 1, {{{0}, {1, 2}}, {{3}, {4}, "newest"}});
    CHECK(joint.codes.find("newest"));
    for (auto const& c : joint.codings) CHECK((c.code == 0 || c.code == 5 || c.code == *joint.codes.find("newest")));
    CHECK_THROWS_AS(static_cast<void>(translate(s, 0, 1, {{{0}, {1}}, {{3}, {1}}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(translate_held_out(s, use_of(s, 0, 1))), insufficient_data);
  }

  TEST_CASE("options outside 0 to 1 are refused") {
    auto s = check_study(bare_study({{"P", "x"}}, {"a", "b"}, {"c"}));
    s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0}};
    auto const use = use_of(s, 0, 1);
    CHECK_THROWS_AS(static_cast<void>(match_codes(s.codes, use, {1}, {.floor = 2})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(match_codes(s.codes, use, {1}, {.share = std::nan("")})), bad_argument);
  }
}

TEST_SUITE("overlap by chance") {
  TEST_CASE("the probability is that of all turns of two sources") {
    auto s = bare_study({{"P", "1\n2\n3\n4\n5\n"}, {"Q", "1\n2\n3\n"}}, {"a", "b"}, {"c", "d", "rest"});
    std::vector<int> const a[2] = {{1, 1, 0, 0, 0}, {1, 0, 1}}, b[2] = {{1, 0, 1, 0, 0}, {1, 0, 0}};
    for (std::size_t source = 0; source < 2; ++source) {
      for (std::size_t u = 0; u < a[source].size(); ++u) {
        auto const at = static_cast<std::int64_t>(2 * u);
        if (a[source][u] != 0) mark_text(s, source, 0, 0, at, at + 1);
        if (b[source][u] != 0) mark_text(s, source, 1, 1, at, at + 1);
        mark_text(s, source, 0, 2, at, at + 1);  // every paragraph is codable
      }
    }
    s = check_study(std::move(s));
    auto const shared = [&](std::size_t source, std::size_t turn) {
      int n = 0;
      auto const size = a[source].size();
      for (std::size_t u = 0; u < size; ++u) n += a[source][u] * b[source][(u + turn) % size];
      return n;
    };
    double as_many = 0, sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        auto const n = shared(0, i) + shared(1, j);
        as_many += n >= shared(0, 0) + shared(1, 0) ? 1 : 0;
        sum += n;
      }
    }
    auto const found = overlap_by_shifts(s, 0, 1);
    REQUIRE(found.pairs.size() == 2);
    CHECK(found.units == 8);
    CHECK(found.pairs[0].shared == 2);
    CHECK(found.pairs[0].p == near{as_many / 15, 1e-12});
    CHECK(found.pairs[0].expected == near{sum / 15, 1e-12});
    CHECK(found.pairs[1].p == 1);  // `rest` is everywhere
    auto const turned = turn_codes(s, 0, 1, 7);
    CHECK(turned.codings.size() == s.codings.size());
  }

  TEST_CASE("all pairs at once: the largest statistic in every joint shift, counted one by one") {
    auto s = bare_study({{"P", "1\n2\n3\n4\n5\n"}, {"Q", "1\n2\n3\n4\n"}}, {"a", "b"}, {"c", "d", "e", "f"});
    // By code (two of each coder) and source: which paragraphs.
    std::vector<std::vector<int>> const marked[4] = {{{1, 1, 0, 0, 0}, {1, 0, 0, 0}},
                                                     {{0, 0, 1, 1, 1}, {0, 1, 1, 1}},
                                                     {{1, 1, 0, 0, 0}, {1, 0, 1, 0}},
                                                     {{0, 0, 0, 1, 1}, {0, 1, 0, 1}}};
    for (std::size_t code = 0; code < 4; ++code)
      for (std::size_t source = 0; source < 2; ++source)
        for (std::size_t u = 0; u < marked[code][source].size(); ++u)
          if (marked[code][source][u] != 0) {
            auto const at = static_cast<std::int64_t>(2 * u);
            mark_text(s, source, code / 2, code, at, at + 1);
          }
    s = check_study(std::move(s));
    auto const shared = [&](std::size_t pair, std::size_t i, std::size_t j) {
      int n = 0;
      for (std::size_t source = 0; source < 2; ++source) {
        auto const &a = marked[pair / 2][source], &b = marked[2 + pair % 2][source];
        for (std::size_t u = 0; u < a.size(); ++u) n += a[u] * b[(u + (source == 0 ? i : j)) % a.size()];
      }
      return static_cast<double>(n);
    };
    double mean[4] = {}, spread[4] = {};
    for (std::size_t pair = 0; pair < 4; ++pair) {
      for (std::size_t t = 0; t < 20; ++t) mean[pair] += shared(pair, t / 4, t % 4) / 20;
      for (std::size_t t = 0; t < 20; ++t) spread[pair] += std::pow(shared(pair, t / 4, t % 4) - mean[pair], 2) / 20;
      spread[pair] = std::sqrt(spread[pair]);
    }
    auto const z = [&](std::size_t pair, std::size_t t) {
      return (shared(pair, t / 4, t % 4) - mean[pair]) / spread[pair];
    };
    auto const found = overlap_by_max_t(s, 0, 1);
    REQUIRE(found.pairs.size() == 4);
    CHECK(found.notes.back() == "Adjusted over all 20 joint shifts.");
    for (std::size_t pair = 0; pair < 4; ++pair) {
      double adjusted = 0;  // the largest, over this pair and all more striking ones, of the chance of their step
      for (std::size_t step = 0; step < 4; ++step) {
        if (z(step, 0) < z(pair, 0)) continue;
        double n = 0;
        for (std::size_t t = 0; t < 20; ++t) {
          double largest = -1e9;
          for (std::size_t other = 0; other < 4; ++other)
            if (z(other, 0) <= z(step, 0)) largest = std::max(largest, z(other, t));
          n += largest >= z(step, 0) - 1e-9 ? 1 : 0;
        }
        adjusted = std::max(adjusted, n / 20);
      }
      CHECK(found.pairs[pair].p_adjusted == near{adjusted, 1e-12});
      CHECK(found.pairs[pair].spread == near{spread[pair], 1e-12});
      CHECK(found.pairs[pair].p <= found.pairs[pair].p_adjusted + 1e-12);
    }
    auto const drawn = [&](std::size_t threads) {
      return overlap_by_max_t(s, 0, 1, {}, {.draws = 10, .seed = 3, .threads = threads}).pairs[0].p_adjusted;
    };
    CHECK(drawn(1) == drawn(3));
    CHECK_THROWS_AS(static_cast<void>(overlap_by_max_t(s, 0, 1, {}, {.report = [](double) { return false; }})),
                    cancelled);
    auto const answers = overlap_by_shifts(s, 0, 1, {.codable = {{{.source = 0, .start = 0, .end = 5}}}});
    CHECK(answers.units == 3);
    CHECK(answers.notes.back().find("not given as codable") != std::string::npos);
    CHECK_THROWS_AS(
        static_cast<void>(overlap_by_shifts(s, 0, 1, {.codable = {{{.source = 1, .start = 90, .end = 99}}}})),
        bad_argument);
  }

  TEST_CASE("several coders taken as one") {
    auto s = bare_study({{"P", "some text here"}, {"Q", "more"}}, {"a", "b", "c"}, {"x", "y"});
    mark_text(s, 0, 0, 0, 0, 4);
    mark_text(s, 0, 1, 1, 2, 6);
    mark_text(s, 1, 2, 1, 0, 4);
    s.assignments = {{.coder = 0, .source = 0}, {.coder = 1, .source = 0, .assumed = true}, {.coder = 2, .source = 1}};
    auto const joint = take_as_one(check_study(s), {2, 1});
    CHECK(joint.coders == std::vector<std::string>{"a", "c + b"});
    CHECK(joint.assigned(1, 0));
    CHECK(joint.assigned(1, 1));
    CHECK(overlap(joint, 0, 1).sources == std::vector<std::size_t>{0});
    CHECK(overlap(joint, 0, 1).both(0, 0) == 2);
    CHECK(take_as_one(s, {1}).coders == s.coders);
    CHECK_THROWS_AS(static_cast<void>(take_as_one(s, {})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(take_as_one(s, {1, 1})), bad_argument);
  }

  TEST_CASE("a tail of the hypergeometric distribution") {
    CHECK(hypergeometric_tail(15, 40, 30, 200) == near{5.211517828e-05, 1e-13});
    CHECK(hypergeometric_tail(0, 3, 4, 10) == 1);
    CHECK(hypergeometric_tail(3, 3, 4, 10) == near{1. / 30, 1e-15});
    CHECK(hypergeometric_tail(2, 6, 6, 10) == 1);
    CHECK(hypergeometric_tail(4, 3, 4, 10) == 0);
    double sum = 0;  // of 50 of 100 and 50 of 100, one by one
    for (int x = 30; x <= 50; ++x)
      sum += std::exp(2 * (std::lgamma(51) - std::lgamma(x + 1) - std::lgamma(51 - x)) -
                      (std::lgamma(101) - 2 * std::lgamma(51)));
    CHECK(hypergeometric_tail(30, 50, 50, 100) == near{sum, 1e-12});
    CHECK(hypergeometric_tail(6000, 50000, 10000, 100000) < 1e-80);  // and in no time
  }
}
