// Boundaries: published segmentations, counting place by place, several coders and sources.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/warnings.hpp>
#include <intercoder/report/sentences.hpp>
#include <intercoder/unitizing/boundaries.hpp>

#include "support/continua.hpp"
#include "support/near.hpp"

using namespace intercoder;

TEST_SUITE("boundaries") {
  /// Reference: the second coder.
  double measure(std::string const& name, continua const& all) {
    if (name == "boundary_similarity") return boundary_similarity(all).value;
    if (name == "segmentation_similarity") return segmentation_similarity(all).value;
    return name == "p_k" ? p_k(all, 1).value : window_diff(all, 1).value;
  }

  TEST_CASE("published segmentations") {
    int seen = 0;
    for (auto const& c : golden::load("unitizing_gamma.json")) {
      if (c.at("kind") != "segmentation") continue;
      INFO(c.at("id").get<std::string>());
      auto const all = continua_of_case(c);
      for (auto const& item : c.at("expected").items()) {
        INFO(item.key());
        CHECK(measure(item.key(), all) == near{item.value(), c.at("tolerance")});
        ++seen;
      }
    }
    CHECK(seen == 18);
  }

  using places = std::vector<std::int64_t>;

  /// By the string of places, as the papers define it.
  boundary_edits edits_by_place(places const& a, places const& b, std::int64_t length, std::int64_t within) {
    std::vector<int> of_a(static_cast<std::size_t>(length)), of_b(static_cast<std::size_t>(length));
    for (auto const x : a) of_a[static_cast<std::size_t>(x)] = 1;
    for (auto const x : b) of_b[static_cast<std::size_t>(x)] = 1;
    boundary_edits out;
    for (std::size_t i = 0; i < of_a.size(); ++i)
      if (of_a[i] && of_b[i]) {
        ++out.matches;
        of_a[i] = of_b[i] = 0;
      }
    for (std::size_t far = 1; far < static_cast<std::size_t>(within); ++far)
      for (std::size_t i = 0; i + far < of_a.size(); ++i)
        for (auto const& [left, right] : {std::pair{&of_a, &of_b}, std::pair{&of_b, &of_a}})
          if ((*left)[i] && (*right)[i + far]) {
            (*left)[i] = (*right)[i + far] = 0;
            ++out.near;
            out.moved += static_cast<double>(far) / static_cast<double>(within);
          }
    out.unmatched = static_cast<std::size_t>(std::ranges::count(of_a, 1) + std::ranges::count(of_b, 1));
    return out;
  }
  window_errors windows_by_place(places const& a, places const& b, std::int64_t length, std::int64_t window) {
    window_errors out;
    for (std::int64_t i = 0; i + window < length; ++i) {
      auto const inside = [&](places const& of) {
        return std::ranges::count_if(of, [&](std::int64_t x) { return i < x && x <= i + window; });
      };
      ++out.windows;
      out.presence += (inside(a) > 0) != (inside(b) > 0);
      out.number += inside(a) != inside(b);
    }
    return out;
  }

  TEST_CASE("place by place, on 2,000 random pairs") {
    for (std::uint64_t k = 0; k < 2000; ++k) {
      random_stream random{41, k};
      auto const length = 1 + static_cast<std::int64_t>(random.below(60));
      auto const density = 1 + random.below(8);
      places a, b;
      for (std::int64_t x = 1; x < length; ++x) {
        if (random.below(density) == 0) a.push_back(x);
        if (random.below(density) == 0) b.push_back(x);
      }
      auto const within = 1 + static_cast<std::int64_t>(random.below(6));
      auto const e = edits(a, b, within), f = edits_by_place(a, b, length, within);
      CHECK(e.matches == f.matches);
      CHECK(e.near == f.near);
      CHECK(e.unmatched == f.unmatched);
      CHECK(e.moved == near{f.moved, 1e-9});
      auto const window = 1 + static_cast<std::int64_t>(random.below(12));
      auto const w = compare_windows(a, b, length, window), v = windows_by_place(a, b, length, window);
      CHECK(w.windows == v.windows);
      CHECK(w.presence == v.presence);
      CHECK(w.number == v.number);
      CHECK(window_of(a, length) == std::max<std::int64_t>(2, std::llrint(static_cast<double>(length) /
                                                                          (2.0 * static_cast<double>(a.size() + 1)))));
    }
  }

  TEST_CASE("starts and ends, once, inside the source") {
    auto const all = single_continuum(20, 2, {{0, 0, 0, 5}, {0, 1, 0, 5}, {0, 0, 5, 9}, {0, 0, 15, 20}});
    CHECK(boundaries_of(all.sources[0], 0) == places{5, 9, 15});
    CHECK(boundaries_of(all.sources[0], 1).empty());
  }

  TEST_CASE("undefined without a boundary, never 1") {
    auto const none = single_continuum(20, 2, {{0, 0, 0, 20}});
    auto const e = boundary_similarity(none);
    CHECK(!e.defined());
    CHECK(e.status == status::no_pairs);
    CHECK(e.reason == "No coder has a boundary.");
    CHECK(segmentation_similarity(none).value == 1);
    CHECK(!segmentation_similarity(single_continuum(1, 2, {})).defined());
    CHECK(!p_k(single_continuum(2, 2, {}), 0).defined());
  }

  continua three_sources() {
    auto all = single_continuum(30, 3, {{0, 0, 3, 12}, {1, 0, 4, 12}, {2, 0, 3, 15}});
    all.sources.push_back({"2", 40, {0, 1}, {{0, 0, 10, 20}, {1, 0, 10, 25}}});
    all.sources.push_back({"3", 50, {0, 1, 2}, {{0, 0, 10, 20}, {1, 0, 11, 20}, {2, 0, 10, 20}}});
    return all;
  }

  TEST_CASE("pairs of coders and sources are added up") {
    auto const all = three_sources();
    auto const e = boundary_similarity(all);
    // Source 1: 0-1 .5 of 2 edits, 0-2 2 of 3, 1-2 2.5 of 3 (one near miss, two unmatched); 2: 2 of 3; 3: .5, 0, .5
    // of 2.
    CHECK(e.value == near{1 - (0.5 + 2 + 2.5 + 2 + 0.5 + 0 + 0.5) / (2 + 3 + 3 + 3 + 2 + 2 + 2), 1e-12});
    CHECK(e.n_units == 3);
    auto const pairs = by_pair(e);
    REQUIRE(pairs.size() == 3);
    CHECK(pairs[0].value.value == near{1 - (0.5 + 2 + 0.5) / (2 + 3 + 2), 1e-12});
    CHECK(pairs[1].value.value == near{1 - 2.0 / 5, 1e-12});
    CHECK(pairs[1].value.n_pairable == 2);
    auto const windows = p_k(all, 2);
    CHECK(windows.n_pairable == 3);
    CHECK(by_pair(windows)[0].value.reason == "No window fits into a source that the reference marked.");
    CHECK_THROWS_WITH_AS(static_cast<void>(by_code(e)),
                         "by_code: boundary similarity looks at whole sources; ask for it of each code", bad_argument);
  }

  TEST_CASE("intervals and sentences are about sources") {
    auto const e = boundary_similarity(three_sources());
    auto const i = interval(e);
    CHECK(i.low < e.value);
    CHECK(e.value < i.high);
    CHECK(i.df == 2);
    auto const said = sentence(e, i);
    CHECK(said.find("(3 sources marked by at least two of 3 coders)") != std::string::npos);
    CHECK(said.ends_with("sources as independent; it generalises to other sources like these, not to other coders."));
    auto const one = boundary_similarity(single_continuum(30, 2, {{0, 0, 3, 12}, {1, 0, 4, 12}}));
    CHECK(one.value == 0.75);
    CHECK(interval(one).reason == "One source only: an interval says how much sources differ, and needs at least two.");
    auto const found = warnings_of(e);
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == "few_sources");
  }

  TEST_CASE("refuse what makes no sense") {
    auto const all = three_sources();
    CHECK_THROWS_WITH_AS(static_cast<void>(boundary_similarity(all, 0)),
                         "near misses within 0; expected at least 1, for which there are none, such as 2",
                         bad_argument);
    CHECK_THROWS_AS(static_cast<void>(p_k(all, 3)), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(window_diff(all, 0, -1)), bad_argument);
  }
}
