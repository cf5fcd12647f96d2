// Themes by source, groups of codes, saturation and consensus against what is counted one by one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include <intercoder/codebooks/consensus.hpp>
#include <intercoder/codebooks/saturation.hpp>
#include <intercoder/codebooks/theme_table.hpp>
#include <intercoder/core/error.hpp>

#include "../support/near.hpp"
#include "../support/small_study.hpp"

using namespace intercoder;

namespace {

/// Codes seen in n sources, over all orders one by one.
double mean_over_orders(codes_by_source const& sources, std::size_t n) {
  std::vector<std::size_t> order(sources.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  double sum = 0, orders = 0;
  do {
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < n; ++i) seen.insert(sources[order[i]].begin(), sources[order[i]].end());
    sum += static_cast<double>(seen.size());
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  return sum / orders;
}

}  // namespace

TEST_SUITE("themes") {
  TEST_CASE("presence is what single characters say, on random studies") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_study const r{seed, true};
      auto const t = themes_by_source(r.s, {.level = {}});
      for (std::size_t k = 0; k < t.themes.size(); ++k)
        for (std::size_t i = 0; i < t.sources.size(); ++i) {
          bool any = false;
          for (auto const& c : r.s.codings)
            any = any ||
                  (c.source == t.sources[i] && c.code == t.themes[k] && t.coded_by[i * t.coders.size() + c.coder] != 0);
          CHECK(t.at(k, i) == any);
        }
    }
  }

  TEST_CASE("a rule that needs a coder, and coders and sources that are not there") {
    random_study const r{3, true};
    CHECK_THROWS_AS(static_cast<void>(themes_by_source(r.s, {.rule = double_coded::coder})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(themes_by_source(r.s, {.coders = {99}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(themes_by_source(r.s, {.sources = {99}})), bad_argument);
  }

  TEST_CASE("groups: every code by hand, the nearest named one above it, or none") {
    auto s = bare_study({{"P1", "0123456789"}}, {"A"}, {"Barriers"});
    for (auto const& [name, parent] : {std::pair{"Cost", 0}, {"Travel", 1}, {"Time", 0}}) {
      code one;
      one.name = name;
      one.parent = static_cast<std::size_t>(parent);
      s.codes.add(std::move(one));
    }
    auto const groups = groups_of(s.codes, {{"Money", {1}}, {"Hours", {3}}});
    CHECK(groups == std::vector<std::optional<std::size_t>>{std::nullopt, 0, 0, 1});
    mark_text(s, 0, 0, 1, 0, 5);
    mark_text(s, 0, 0, 2, 3, 8);
    mark_text(s, 0, 0, 0, 0, 9);
    auto const rolled = group_codes(check_study(s), {{"Money", {1}}, {"Hours", {3}}});
    REQUIRE(rolled.codings.size() == 1);
    CHECK(rolled.codings[0].end == 8);
    CHECK_THROWS_AS(static_cast<void>(group_codes(s, {{"x", {1}}, {"x", {3}}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(group_codes(s, {{"x", {}}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(group_codes(s, {{"x", {9}}})), bad_argument);
  }

  TEST_CASE("the curve in random order is the mean over all orders") {
    codes_by_source const sources{{0, 1}, {1}, {2, 3, 1}, {}, {4, 0}};
    auto const r = saturation(sources, {.base = 1, .run = 1, .orders = 200});
    for (std::size_t n = 1; n <= sources.size(); ++n) {
      CHECK(r.expected[n - 1] == near{mean_over_orders(sources, n), 1e-12});
      CHECK(r.low[n - 1] <= r.expected[n - 1] + 1e-9);
      CHECK(r.high[n - 1] >= r.expected[n - 1] - 1e-9);
    }
    CHECK(r.seen.back() == 5);
  }

  TEST_CASE("nothing, one source, sources without codes") {
    CHECK(saturation({}).codes.empty());
    auto const one = saturation({{0, 1}});
    CHECK(!one.reached);
    CHECK(std::isnan(one.estimates.chao2.value));
    CHECK(std::isnan(saturation({{}, {}, {}}).estimates.coverage.value));
    CHECK(!saturation({{}, {}, {}, {}, {}, {}, {}}).reached);
    auto const twice = saturation({{0, 0, 1}, {1}});  // a set
    CHECK(twice.codes == std::vector<std::size_t>{2, 1});
    CHECK_THROWS_AS(static_cast<void>(saturation({}, {.run = 0})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(saturation({}, {.threshold = 1})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(saturation_rule_named("guest")), bad_argument);
  }

  TEST_CASE("consensus is where all marked, character by character, on random studies") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_study const r{seed, true};
      auto const layer = make_consensus(r.s);
      auto const last = layer.with_layer.coders.size() - 1;
      for (auto const i : layer.sources)
        for (std::size_t k = 0; k < r.s.codes.size(); ++k) {
          for (std::size_t p = 0; p < r.characters[i].size(); ++p) {
            std::size_t by = 0;
            for (std::size_t c = 0; c < last; ++c) by += r.marked(i, p, c, k);
            bool decided = false, open = false;
            auto const at = static_cast<std::int64_t>(p);
            for (auto const& c : layer.with_layer.codings)
              decided = decided || (c.coder == last && c.source == i && c.code == k && !c.whole_source &&
                                    c.start <= at && at < c.end);
            for (auto const& q : layer.undecided)
              open = open || (q.source == i && q.code == k && !q.whole_source && q.start <= at && at < q.end);
            CHECK(decided == (by == last));
            CHECK(open == (by > 0 && by < last));
          }
          bool all = true, layer_has = false;
          for (std::size_t c = 0; c < last; ++c) all = all && r.marked_whole(i, c, k);
          for (auto const& c : layer.with_layer.codings)
            layer_has = layer_has || (c.coder == last && c.source == i && c.code == k && c.whole_source);
          CHECK(layer_has == all);
        }
    }
  }
}
