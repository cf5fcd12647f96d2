// The u-alpha family: published values, every pair of characters counted one by one, and sums over sources.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/warnings.hpp>
#include <intercoder/unitizing/alpha_u_1995.hpp>
#include <intercoder/unitizing/alpha_u_2013.hpp>
#include <intercoder/unitizing/presence_u_alpha.hpp>
#include <intercoder/unitizing/u_alpha.hpp>

#include "support/continua.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

using namespace intercoder;

namespace {

/// NaN stands for "undefined" in the published cases.
void check(double found, nlohmann::json const& expected, double tolerance) {
  if (expected.is_null())
    CHECK(std::isnan(found));
  else
    CHECK(found == near{expected.get<double>(), tolerance});
}

/// What every character of every coder is: which unit it is in, and that unit's code.
struct character {
  std::ptrdiff_t unit = -1;
  std::ptrdiff_t code = -1;
};

struct characters {
  std::size_t coders;
  std::vector<std::vector<character>> of_coder;

  explicit characters(continuum const& x) : coders{x.coders.size()}, of_coder(x.coders.size()) {
    for (std::size_t c = 0; c < coders; ++c) {
      of_coder[c].resize(static_cast<std::size_t>(x.length));
      for (auto const& u : x.of_coder(x.coders[c]))
        for (auto at = u.start; at < u.end; ++at)
          of_coder[c][static_cast<std::size_t>(at)] = {&u - x.units.data(), static_cast<std::ptrdiff_t>(u.code)};
    }
  }
};

/// Observed and expected disagreement over pairs of characters, those inside one unit left out of what chance may pair.
template <class Distance>
double alpha_by_pairs(continua const& all, Distance distance) {
  double apart = 0, total = 0, pairs = 0, chance = 0;
  std::vector<std::pair<std::size_t, character>> every;
  for (std::size_t s = 0; s < all.sources.size(); ++s) {
    characters const text{all.sources[s]};
    for (std::size_t i = 0; i < text.coders; ++i)
      for (std::size_t at = 0; at < text.of_coder[i].size(); ++at) {
        auto const& mine = text.of_coder[i][at];
        every.emplace_back(s, mine);
        total += 1;
        for (std::size_t j = 0; j < text.coders; ++j)
          if (j != i) apart += distance(mine.code, text.of_coder[j][at].code) / static_cast<double>(text.coders - 1);
      }
  }
  for (std::size_t a = 0; a < every.size(); ++a)
    for (std::size_t b = 0; b < every.size(); ++b) {
      auto const& [sa, x] = every[a];
      auto const& [sb, y] = every[b];
      bool const itself = a == b || (sa == sb && x.unit >= 0 && x.unit == y.unit);
      if (itself) continue;
      pairs += 1;
      chance += distance(x.code, y.code);
    }
  return chance > 0 ? 1 - (apart / total) / (chance / pairs) : not_a_number;
}

double differ(std::ptrdiff_t a, std::ptrdiff_t b) { return a != b ? 1 : 0; }
double marked(std::ptrdiff_t a, std::ptrdiff_t b) { return (a < 0) != (b < 0) ? 1 : 0; }

void check_same(double found, double expected) {
  if (std::isnan(expected))
    CHECK(std::isnan(found));
  else
    CHECK(found == near{expected, 1e-10});
}

/// The formulas for passages that two coders marked, from arrays of characters; NaN where there are none.
struct where_both_marked {
  double cu = not_a_number, coverage = 0;
  std::vector<double> k, k_coverage;

  where_both_marked(continuum const& x, std::size_t codes) {
    characters const text{x};
    auto const m = static_cast<double>(text.coders);
    auto const n = static_cast<std::size_t>(x.length);
    std::vector<double> met(codes), agree(codes), length(codes), self(codes);
    for (std::size_t i = 0; i < text.coders; ++i)
      for (std::size_t j = 0; j < text.coders; ++j) {
        if (i == j) continue;
        std::map<std::ptrdiff_t, std::pair<std::size_t, double>> shared;  // unit -> code, characters shared with j
        for (std::size_t at = 0; at < n; ++at) {
          auto const &a = text.of_coder[i][at], &b = text.of_coder[j][at];
          if (a.code < 0 || b.code < 0) continue;
          auto const code = static_cast<std::size_t>(a.code);
          met[code] += 1 / (m - 1);
          agree[code] += a.code == b.code ? 1 / (m - 1) : 0;
          shared[a.unit].first = code;
          shared[a.unit].second += 1;
        }
        for (auto const& [unit, what] : shared) self[what.first] += what.second * what.second / (m - 1);
      }
    for (auto const& line : text.of_coder)
      for (auto const& c : line)
        if (c.code >= 0) length[static_cast<std::size_t>(c.code)] += 1;
    double all = 0, observed = 0, squares = 0, selves = 0;
    for (std::size_t c = 0; c < codes; ++c) {
      all += met[c];
      observed += met[c] - agree[c];
      squares += met[c] * met[c];
      selves += self[c];
    }
    coverage = all / (m * static_cast<double>(n));
    double const pairs = all * all - selves;  // none may be left: then there is nothing to compare with
    if (pairs > 1e-9 && all * all - squares > 1e-9) cu = 1 - observed / (all * (all * all - squares) / pairs);
    for (std::size_t c = 0; c < codes; ++c) {
      k_coverage.push_back(length[c] > 0 ? met[c] / length[c] : not_a_number);
      bool const defined = met[c] * all - self[c] > 1e-9 && all - met[c] > 1e-9;
      k.push_back(defined ? 1 - (met[c] * all - self[c]) / met[c] * (met[c] - agree[c]) / (met[c] * (all - met[c]))
                          : not_a_number);
    }
  }
};

}  // namespace

TEST_SUITE("u-alpha") {
  TEST_CASE("published values, Krippendorff (2019) figure 12.11 and others") {
    for (auto const& c : golden::load("unitizing.json")) {
      auto const& expected = c["expected"];
      if (!expected.contains("u_alpha")) continue;
      CAPTURE(c["id"].get<std::string>());
      double const tolerance = c["tolerance"];
      auto const all = continua_of_case(c);
      check(u_alpha(all).value, expected["u_alpha"], tolerance);
      check(binary_u_alpha(all).value, expected["bar_u_alpha"], tolerance);
      if (expected.contains("cu_alpha")) check(cu_alpha(all).value.value, expected["cu_alpha"], tolerance);
      if (expected.contains("coverage")) check(cu_alpha(all).coverage, expected["coverage"], tolerance);
      auto const by_code = k_u_alpha(all);
      if (expected.contains("k_u_alpha"))
        for (auto const& [code, value] : expected["k_u_alpha"].items())
          check(by_code[all.code_index(code)].value.value, value, tolerance);
      if (expected.contains("k_coverage"))
        for (auto const& [code, value] : expected["k_coverage"].items())
          check(by_code[all.code_index(code)].coverage, value, tolerance);
    }
  }

  TEST_CASE("Krippendorff (2019) figure 12.11, all of the family beside each other") {
    for (auto const& c : golden::load("unitizing.json"))
      if (c["id"] == "u-krippendorff2019-fig12.11") {
        auto const all = continua_of_case(c);
        CHECK(u_alpha(all).value == near{0.510, 0.0005});
        CHECK(binary_u_alpha(all).value == near{0.413, 0.0005});
        CHECK(cu_alpha(all).value.value == near{0.72408, 0.000005});
        CHECK(cu_alpha(all).coverage == near{0.46, 0.005});
        CHECK(alpha_u_1995(all).value == near{0.173, 0.0005});
        CHECK(pooled_u_alpha(all).value == near{0.544, 0.0005});
        CHECK(presence_u_alpha(all)[all.code_index("5")].value == near{0.388, 0.0005});
        auto const together = u_alpha_family(all);
        CHECK(together.u.value == u_alpha(all).value);
        CHECK(together.binary.value == binary_u_alpha(all).value);
        CHECK(together.cu.value.value == cu_alpha(all).value.value);
        CHECK(together.cu.coverage == cu_alpha(all).coverage);
        CHECK(together.k.size() == all.codes.size());
        CHECK(together.k[0].value.value == k_u_alpha(all)[0].value.value);
        auto const e = u_alpha(all);
        CHECK(e.observed_disagreement / e.expected_disagreement == near{1 - e.value, 1e-12});
        CHECK(e.n_coders == 3);
        CHECK(e.n_sources == 1);
        CHECK(e.status == status::ok);
        CHECK(interval(e).reason ==
              "One source only: an interval says how much sources differ, and needs at least two.");
      }
  }

  TEST_CASE("pairs of characters, counted one by one, on 2,000 random continua") {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      CAPTURE(seed);
      random_continuum_options const how{.coders = 2 + seed % 3, .codes = 1 + seed % 4, .length = 20};
      auto const all = random_continuum(seed, how);
      check_same(u_alpha(all).value, alpha_by_pairs(all, differ));
      check_same(binary_u_alpha(all).value, alpha_by_pairs(all, marked));
      where_both_marked const brute{all.sources[0], how.codes};
      auto const cu = cu_alpha(all);
      check_same(cu.value.value, brute.cu);
      check_same(cu.coverage, brute.coverage);
      auto const by_code = k_u_alpha(all);
      for (std::size_t k = 0; k < how.codes; ++k) {
        check_same(by_code[k].value.value, brute.k[k]);
        check_same(by_code[k].coverage, brute.k_coverage[k]);
      }
    }
  }

  TEST_CASE("one code against its absence, and all of them pooled, on random continua with overlaps") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      CAPTURE(seed);
      auto const all = random_continuum(seed, {.coders = 2 + seed % 2, .codes = 3, .length = 20, .overlapping = true});
      auto const found = presence_u_alpha(all);
      double observed = 0, expected = 0;
      for (std::size_t k = 0; k < all.codes.size(); ++k) {
        auto only = all;
        auto& units = only.sources[0].units;
        std::erase_if(units, [k](mark const& u) { return u.code != k; });
        unite(units, false);
        check_same(found[k].value, alpha_by_pairs(only, differ));
        if (!found[k].defined()) continue;
        observed += found[k].observed_disagreement;
        expected += found[k].expected_disagreement;
      }
      check_same(pooled_u_alpha(all).value, expected > 0 ? 1 - observed / expected : not_a_number);
    }
  }

  TEST_CASE("sets of codes: pairs of characters, and u-alpha where nothing overlaps or touches") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      CAPTURE(seed);
      auto all = random_continuum(seed, {.coders = 2 + seed % 2, .codes = 3, .length = 20, .overlapping = true});
      // every character's set as a bit mask, every run of one set as a unit
      auto cut = all;
      auto& units = cut.sources[0].units;
      units.clear();
      for (auto const c : all.sources[0].coders) {
        std::vector<std::size_t> mask(static_cast<std::size_t>(all.sources[0].length));
        for (auto const& u : all.sources[0].of_coder(c))
          for (auto at = u.start; at < u.end; ++at) mask[static_cast<std::size_t>(at)] |= std::size_t{1} << u.code;
        for (std::size_t at = 0; at < mask.size();) {
          auto end = at;
          while (end < mask.size() && mask[end] == mask[at]) ++end;
          if (mask[at] != 0)
            units.push_back({c, mask[at], static_cast<std::int64_t>(at), static_cast<std::int64_t>(end)});
          at = end;
        }
      }
      auto const count = [](std::ptrdiff_t x) {
        return static_cast<double>(x > 0 ? std::popcount(static_cast<std::size_t>(x)) : 0);
      };
      auto const dice = [&](std::ptrdiff_t a, std::ptrdiff_t b) {
        if (a == b) return 0.0;
        return a < 0 || b < 0 ? 1.0 : 1 - 2 * count(a & b) / (count(a) + count(b));
      };
      auto const jaccard = [&](std::ptrdiff_t a, std::ptrdiff_t b) {
        if (a == b) return 0.0;
        return a < 0 || b < 0 ? 1.0 : 1 - count(a & b) / count(a | b);
      };
      check_same(set_u_alpha(all).value, alpha_by_pairs(cut, dice));
      check_same(set_u_alpha(all, set_distance::jaccard).value, alpha_by_pairs(cut, jaccard));

      auto apart = random_continuum(seed, {.coders = 3, .codes = 3, .length = 60});
      auto& loose = apart.sources[0].units;
      for (auto& u : loose) u.end = std::max(u.start + 1, u.end - 1);
      std::erase_if(loose, [](mark const& u) { return u.end - u.start < 2; });
      for (auto& u : loose) --u.end;  // nothing touches now
      check_same(set_u_alpha(apart).value, u_alpha(apart).value);
    }
  }

  TEST_CASE("sources add up: several are one long one, and resamples need no other look") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      CAPTURE(seed);
      continua several = random_continuum(seed, {.coders = 3, .codes = 3, .length = 30});
      for (std::uint64_t more = 1; more < 4; ++more) {
        auto next = random_continuum(seed + 1000 * more,
                                     {.coders = 3, .codes = 3, .length = static_cast<std::int64_t>(10 + more)});
        next.sources[0].name = std::to_string(more + 1);
        several.sources.push_back(next.sources[0]);
      }
      auto const line = one_long(several);
      check_same(u_alpha(several).value, u_alpha(line).value);
      check_same(binary_u_alpha(several).value, binary_u_alpha(line).value);
      check_same(pooled_u_alpha(several).value, pooled_u_alpha(line).value);
      check_same(cu_alpha(several).value.value, cu_alpha(line).value.value);

      auto doubled = several;
      doubled.sources.push_back(several.sources[1]);
      doubled.sources.back().name = "again";
      for (auto const& [e, twice] :
           {std::pair{u_alpha(several), u_alpha(doubled)}, std::pair{alpha_u_1995(several), alpha_u_1995(doubled)},
            std::pair{pooled_u_alpha(several), pooled_u_alpha(doubled)},
            std::pair{set_u_alpha(several), set_u_alpha(doubled)}}) {
        if (!e.defined() || !twice.defined()) continue;
        auto const value = e.on(e.data);
        check_same(value(std::vector{1.0, 2.0, 1.0, 1.0}), twice.value);
      }
    }
  }

  TEST_CASE("coders need not be the same everywhere") {
    continua all = random_continuum(5, {.coders = 3, .codes = 2, .length = 50});
    all.sources.push_back(random_continuum(6, {.coders = 2, .codes = 2, .length = 40}).sources[0]);
    all.sources.push_back(random_continuum(7, {.coders = 3, .codes = 2, .length = 30}).sources[0]);
    for (std::size_t i = 0; i < 3; ++i) all.sources[i].name = "S" + std::to_string(i);
    auto const e = u_alpha(all);
    CHECK(e.value == near{alpha_by_pairs(all, differ), 1e-12});
    CHECK(e.n_sources == 3);
    auto const pairs = by_pair(e);
    REQUIRE(pairs.size() == 3);
    CHECK(pairs[0].value.n_sources == 3);
    CHECK(pairs[1].value.n_sources == 2);  // the third coder has not seen the second source
    CHECK(pairs[0].value.observed_disagreement / pairs[0].value.expected_disagreement ==
          near{1 - pairs[0].value.value, 1e-12});
    auto two = all;
    two.coders = {"1", "2"};
    for (auto& x : two.sources) {
      std::erase_if(x.units, [](mark const& u) { return u.coder == 2; });
      x.coders = {0, 1};
    }
    CHECK(pairs[0].value.value == near{u_alpha(two).value, 1e-12});
    CHECK(without_coder(e)[2].without.value == near{u_alpha(two).value, 1e-12});
    auto const limits = interval(e);
    CHECK(limits.low < e.value);
    CHECK(limits.high > e.value);
    CHECK(limits.df == 2);
    auto const drawn = interval(e, {.method = interval_method::percentile, .resamples = 500});
    CHECK(drawn.low <= e.value);
    CHECK(drawn.high >= e.value);
  }

  TEST_CASE("units of one coder that overlap are refused by name, and do not matter when they have one code") {
    auto const all = single_continuum(20, 2, {{0, 0, 2, 9}, {0, 1, 8, 12}, {1, 0, 2, 9}});
    CHECK_THROWS_WITH_AS(
        static_cast<void>(u_alpha(all)),
        "u_alpha: coder '1' marked source '1' at 2-9 with '1' and at 8-12 with '2'; expected units of "
        "one coder that do not overlap; choose codes that exclude each other, or use presence_u_alpha, "
        "pooled_u_alpha or set_u_alpha",
        bad_argument);
    auto const once = single_continuum(20, 2, {{0, 0, 2, 12}, {1, 0, 2, 9}});
    auto const twice = single_continuum(20, 2, {{0, 0, 2, 9}, {0, 0, 8, 12}, {1, 0, 2, 9}});
    CHECK(u_alpha(twice).value == u_alpha(once).value);
  }

  TEST_CASE("one unit against ten that touch: 1, and a warning that says what was not seen") {
    std::vector<mark> units{{0, 0, 0, 100}};
    for (std::int64_t i = 0; i < 10; ++i) units.push_back({1, 0, 10 * i, 10 * i + 10});
    auto const e = u_alpha(single_continuum(200, 2, units));
    CHECK(e.value == 1);
    auto const warnings = warnings_of(e);
    auto const found = std::ranges::find(warnings, "touching_units", &warning::id);
    REQUIRE(found != warnings.end());
    CHECK(found->numbers.at("n_units") == 9);
    CHECK(alpha_u_1995(single_continuum(200, 2, units)).value == near{-2.106358042777615, 1e-9});
  }

  TEST_CASE("lengths whose squares pass 2^53") {
    std::int64_t const giga = 1'000'000'000;
    auto const small = single_continuum(40, 2, {{0, 0, 0, 10}, {0, 1, 20, 30}, {1, 0, 2, 10}, {1, 1, 20, 33}});
    auto large = small;
    large.sources[0].length *= giga;
    for (auto& u : large.sources[0].units) {
      u.start *= giga;
      u.end *= giga;
    }
    CHECK(cu_alpha(large).value.value == near{cu_alpha(small).value.value, 1e-15});  // has no scale
    // the limit of ever smaller characters: gaps lose nothing any more
    double const total = 80, lengths[] = {18, 23, 39}, squares = 100 + 100 + 64 + 169;
    double expected = 0;
    for (double const l : lengths) expected += l * (total - l) / (total * total - squares);
    double const observed = (total - 2 * (8 + 10) - 2 * 17) / total;
    CHECK(u_alpha(large).value == near{1 - observed / expected, 1e-10});
  }

  TEST_CASE("no value, and why") {
    auto const nobody = u_alpha(single_continuum(50, 2, {}));
    CHECK(nobody.status == status::no_variation);
    CHECK(nobody.reason == "Everything has one value: nobody marked anything, or one code covers all of it.");
    continua none;
    none.coders = {"A", "B"};
    CHECK(u_alpha(none).status == status::no_units);
    CHECK(u_alpha(single_continuum(0, 2, {})).status == status::no_variation);
    CHECK(u_alpha(single_continuum(10, 2, {{0, 0, 0, 10}, {1, 0, 0, 10}})).status == status::no_variation);
  }
}

TEST_SUITE("alpha for unitizing of 1995") {
  TEST_CASE("published values, Krippendorff (1995) and (2004)") {
    for (auto const& c : golden::load("unitizing.json")) {
      if (!c["expected"].contains("alpha_u_1995")) continue;
      CAPTURE(c["id"].get<std::string>());
      auto const& expected = c["expected"]["alpha_u_1995"];
      double const tolerance = c["tolerance"];
      auto const all = continua_of_case(c);
      if (expected.contains("alpha")) check(alpha_u_1995(all).value, expected["alpha"], tolerance);
      auto const parts = alpha_u_1995_by_code(all);
      if (expected.contains("codes"))
        for (auto const& [code, values] : expected["codes"].items()) {
          auto const& d = parts[all.code_index(code)];
          if (values.contains("D_o")) CHECK(d.observed == near{values["D_o"].get<double>(), tolerance});
          if (values.contains("D_e")) CHECK(d.expected == near{values["D_e"].get<double>(), tolerance});
          if (values.contains("alpha")) check(1 - d.observed / d.expected, values["alpha"], tolerance);
        }
    }
  }

  TEST_CASE("published distances, Krippendorff (1995) and (2004)") {
    for (auto const& c : golden::load("unitizing.json"))
      if (c["expected"].contains("distance_1995")) {
        auto const& at = c["params"]["sections"];
        mark const a{0, 0, at[0][0], at[0][1]}, b{1, 0, at[1][0], at[1][1]};
        CHECK(distance_1995(a, true, b, true) == c["expected"]["distance_1995"].get<double>());
      }
  }

  TEST_CASE("the superseded one of 2013: published disagreement, and the figures beside it") {
    for (auto const& c : golden::load("unitizing.json")) {
      if (c["id"] == "u-krippendorff2019-fig12.11")
        CHECK(alpha_u_2013(continua_of_case(c)).value == near{0.306, 0.0005});
      if (!c["expected"].contains("alpha_u_2013")) continue;
      auto const e = alpha_u_2013(continua_of_case(c));
      CHECK(e.observed_disagreement == near{c["expected"]["alpha_u_2013"]["D_o"].get<double>(), 1e-9});
      CHECK(e.expected_disagreement == near{15.4113, 0.00005});
      CHECK(e.value == near{0.4939, 0.00005});
    }
    std::vector<mark> units{{0, 0, 0, 100}};
    for (std::int64_t i = 0; i < 10; ++i) units.push_back({1, 0, 10 * i, 10 * i + 10});
    CHECK(alpha_u_2013(single_continuum(200, 2, units)).value == near{-0.64, 0.005});
    CHECK(alpha_u_2013(single_continuum(200, 2, {{0, 0, 1, 5}})).status == status::no_variation);
  }

  TEST_CASE("what chance gives is every placement, counted one by one") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      CAPTURE(seed);
      auto const all = random_continuum(seed, {.coders = 2 + seed % 2, .codes = 1, .length = 20});
      auto const& x = all.sources[0];
      struct section {
        std::int64_t length;
        bool unit;
      };
      std::vector<section> sections;
      for (auto const c : x.coders) {
        std::int64_t from = 0;
        for (auto const& u : x.of_coder(c)) {
          if (from < u.start) sections.push_back({u.start - from, false});
          sections.push_back({u.end - u.start, true});
          from = u.end;
        }
        if (from < x.length) sections.push_back({x.length - from, false});
      }
      // every section slides past every other one, with every shift at which they intersect
      double placed = 0, self = 0;
      for (std::size_t g = 0; g < sections.size(); ++g)
        for (std::size_t h = 0; h < sections.size(); ++h) {
          if (g == h) continue;
          auto const &a = sections[g], &b = sections[h];
          for (std::int64_t shift = -a.length + 1; shift < b.length; ++shift)
            placed += distance_1995({0, 0, shift, shift + a.length}, a.unit, {1, 0, 0, b.length}, b.unit);
        }
      for (auto const& s : sections)
        if (s.unit) self += static_cast<double>(s.length * (s.length - 1));
      auto const total = static_cast<double>(x.length) * static_cast<double>(x.coders.size());
      double const expected = placed / static_cast<double>(x.length) / (total * (total - 1) - self);
      CHECK(alpha_u_1995_by_code(all)[0].expected == near{expected, 1e-12});
    }
  }
}
