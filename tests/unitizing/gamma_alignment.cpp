// Alignments: least disorder against every alignment there is, on small continua; packing; limits.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include <intercoder/core/random.hpp>
#include <intercoder/unitizing/gamma_alignment.hpp>
#include <intercoder/unitizing/gamma_packing.hpp>

#include "support/near.hpp"

using namespace intercoder;

TEST_SUITE("alignments") {
  using lists = std::vector<std::vector<mark>>;

  /// Disorder of one unitary alignment as the paper defines it: the mean over pairs of coders.
  double disorder_of(lists const& units, std::vector<std::ptrdiff_t> const& line, alignment_costs const& costs) {
    double sum = 0;
    std::size_t pairs = 0;
    for (std::size_t a = 0; a < line.size(); ++a)
      for (std::size_t b = a + 1; b < line.size(); ++b, ++pairs)
        sum += line[a] < 0 || line[b] < 0
                   ? 1
                   : costs.of(units[a][static_cast<std::size_t>(line[a])], units[b][static_cast<std::size_t>(line[b])]);
    return sum / static_cast<double>(pairs);
  }

  /// The least disorder, by trying every place for every unit.
  double least_disorder(lists const& units, alignment_costs const& costs) {
    std::vector<std::vector<std::ptrdiff_t>> lines;
    double best = 1e300;
    std::function<void(std::size_t, std::size_t)> const place = [&](std::size_t coder, std::size_t unit) {
      if (coder == units.size()) {
        double sum = 0;
        for (auto const& line : lines) sum += disorder_of(units, line, costs);
        best = std::min(best, sum);
        return;
      }
      if (unit == units[coder].size()) return place(coder + 1, 0);
      auto const u = static_cast<std::ptrdiff_t>(unit);
      for (std::size_t k = 0; k < lines.size(); ++k) {
        if (lines[k][coder] >= 0) continue;
        lines[k][coder] = u;
        place(coder, unit + 1);
        lines[k][coder] = -1;
      }
      lines.emplace_back(units.size(), -1);
      lines.back()[coder] = u;
      place(coder, unit + 1);
      lines.pop_back();
    };
    place(0, 0);
    return best;
  }

  lists random_units(random_stream & random, std::size_t coders, std::size_t most, std::int64_t length) {
    lists out(coders);
    for (std::size_t c = 0; c < coders; ++c)
      for (auto n = random.below(most + 1); n > 0; --n) {
        auto const start = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(length)));
        auto const end = start + 1 + static_cast<std::int64_t>(random.below(8));
        out[c].push_back({c, random.below(2), start, end});
      }
    return out;
  }

  TEST_CASE("least disorder: every alignment of 500 small continua of 2 to 4 coders") {
    for (std::uint64_t k = 0; k < 500; ++k) {
      random_stream random{21, k};
      std::size_t const coders = 2 + k % 3;
      auto const units = random_units(random, coders,
                                      coders == 2   ? 5
                                      : coders == 3 ? 3
                                                    : 2,
                                      5 + 5 * static_cast<std::int64_t>(k % 3));
      alignment_costs const costs{.alpha = 1.0 + 2.0 * static_cast<double>(k % 2)};
      auto const found = best_alignment(units, costs);
      CHECK(found.solution == solution::exact);
      CHECK(found.disorder == near{least_disorder(units, costs), 1e-9});
      CHECK(found.at_least == found.disorder);
      double sum = 0;
      std::vector<std::size_t> used(coders);
      for (auto const& line : found.unit_of) {
        sum += disorder_of(units, line, costs);
        for (std::size_t c = 0; c < coders; ++c) used[c] += line[c] >= 0;
      }
      CHECK(sum == near{found.disorder, 1e-9});
      for (std::size_t c = 0; c < coders; ++c) CHECK(used[c] == units[c].size());
    }
  }

  TEST_CASE("two equally good alignments are told") {
    lists const one{{{0, 0, 0, 10}}, {{1, 0, 0, 10}}};
    CHECK(best_alignment(one, {}).unique == true);
    lists const two{{{0, 0, 10, 20}}, {{1, 0, 5, 15}, {1, 0, 15, 25}}};
    CHECK(best_alignment(two, {}).unique == false);
  }

  TEST_CASE("packing: the most of all, on 1,000 small problems") {
    for (std::uint64_t k = 0; k < 1000; ++k) {
      random_stream random{22, k};
      std::vector<group> groups;
      for (auto n = random.below(13); n > 0; --n) {
        group g{.gain = k % 2 == 0 ? 1.0 + static_cast<double>(random.below(3)) : random.uniform()};
        for (std::uint32_t m = 0; m < 8; ++m)
          if (random.below(3) == 0) g.members.push_back(m);
        if (!g.members.empty()) groups.push_back(g);
      }
      double best = 0;
      for (std::uint32_t set = 0; set < (1U << groups.size()); ++set) {
        std::vector<int> times(8);
        double gain = 0;
        for (std::size_t t = 0; t < groups.size(); ++t) {
          if (!(set >> t & 1U)) continue;
          gain += groups[t].gain;
          for (auto const m : groups[t].members) ++times[m];
        }
        if (std::ranges::max(times) <= 1) best = std::max(best, gain);
      }
      std::size_t steps = 10'000;
      auto const found = best_packing(groups, steps);
      CHECK(found.gain == near{best, 1e-9});
      CHECK(found.bound == near{best, 1e-9});
      std::size_t none = 0;
      auto const cut = best_packing(groups, none);  // no search: bounds hold all the same
      CHECK(cut.gain <= best + 1e-9);
      CHECK(cut.bound >= best - 1e-9);
    }
  }

  TEST_CASE("what is too large is bounded or refused, and says so") {
    random_stream random{23};
    auto const units = random_units(random, 4, 40, 30);
    auto const refused = best_alignment(units, {}, {.groups = 100});
    CHECK(refused.solution == solution::refused);
    CHECK(refused.disorder != refused.disorder);
    CHECK(refused.reason.starts_with("Units can be aligned in more than 100 ways"));
    CHECK(best_alignment(units, {}, {.pairs = 10}).reason ==
          "More than 10 pairs of units are near enough to be aligned.");
    auto const bounded = best_alignment(units, {}, {.steps = 0});
    CHECK(bounded.at_least <= bounded.disorder);
    if (bounded.solution == solution::bounded) CHECK(!bounded.reason.empty());
  }

  TEST_CASE("no unit, and positions above 2^40") {
    CHECK(best_alignment(lists(2), {}).disorder == 0);
    CHECK(best_alignment(lists(3), {}).disorder == 0);
    auto const far = std::int64_t{1} << 42;
    lists const shifted{{{0, 0, far, far + 10}}, {{1, 0, far + 5, far + 15}}};
    CHECK(best_alignment(shifted, {}).disorder == 0.75);
  }
}
