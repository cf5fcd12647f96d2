// Weights of sets of codes, multi-valued alpha and fuzzy kappa: against sums over all pairs and over all subsets.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/unit_table.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/near.hpp"
#include "../support/sets.hpp"

using namespace intercoder;

namespace {

std::vector<weight_choice> const of_sets{weights::jaccard,   weights::dice,      weights::masi,
                                         weights::masi_2004, weights::masi_nltk, weights::masi_dkpro};
weight_choice const membership{weight_choice::kind::membership, nullptr, 0};

double dice(set_of_codes const& a, set_of_codes const& b) {
  auto const sizes = static_cast<double>(a.size() + b.size());
  return sizes > 0 ? 1 - 2 * static_cast<double>(in_common(a, b)) / sizes : 0;
}

/// Expected disagreement of Krippendorff & Craggs (2016) as it is written: a sum over all pairs of subsets. `held` and
/// `alone` as in `value_shares`.
double over_all_subsets(std::map<std::size_t, double> const& share_of_size, std::vector<double> const& held,
                        std::vector<double> const& alone) {
  auto const q = held.size();
  std::map<std::pair<std::size_t, std::size_t>, std::pair<double, double>> sums;
  auto const subset = [q](unsigned bits) {
    set_of_codes out;
    for (std::size_t v = 0; v < q; ++v)
      if (bits >> v & 1U) out.push_back(static_cast<std::int32_t>(v));
    return out;
  };
  for (unsigned i = 0; i < 1U << q; ++i)
    for (unsigned k = 0; k < 1U << q; ++k) {
      auto const a = subset(i), b = subset(k);
      double w = 1;
      for (std::size_t v = 0; v < q; ++v) {
        bool const in_a = i >> v & 1U, in_b = k >> v & 1U;
        if (in_a && in_b) w *= held[v] * held[v] - alone[v];
        if (in_a != in_b) w *= held[v];
      }
      auto& [distance, all] = sums[{a.size(), b.size()}];
      distance += w * dice(a, b);
      all += w;
    }
  double out = 0;
  for (auto const& [a, p] : share_of_size)
    for (auto const& [b, q_] : share_of_size)
      if (auto const& [distance, all] = sums[{a, b}]; all > 0) out += p * q_ * distance / all;
  return out;
}

/// The derivative by each unit's count, less its mean over those that enter.
void check_influence(coefficient_function const& f, ratings const& r, weight_choice const& w) {
  auto const e = f(r, w, {});
  REQUIRE(e.defined());
  auto const influence = e.influence();
  std::vector<double> slope(r.units());
  double mean = 0;
  for (std::size_t u = 0; u < r.units(); ++u) {
    std::vector<double> up(r.units(), 1.0), down(r.units(), 1.0);
    up[u] += 1e-5;
    down[u] -= 1e-5;
    slope[u] = e.n_used * (f(r.recount(up), w, {}).value - f(r.recount(down), w, {}).value) / 2e-5;
    if (e.entered[r.design().row(u)]) mean += slope[u] / e.n_used;
  }
  for (std::size_t u = 0; u < r.units(); ++u)
    CHECK(influence[u] == near{e.entered[r.design().row(u)] ? slope[u] - mean : 0, 1e-5});
}

}  // namespace

TEST_SUITE("sets of codes") {
  TEST_CASE("distances are metrics of what they say: equal sets, empty sets, bounds, symmetry") {
    random_stream random{2};
    for (auto const& w : of_sets) {
      CAPTURE(w.text());
      code_lists sets;
      sets.add({});
      for (int k = 0; k < 40; ++k) sets.add(random_set(random, 6, 0.4));
      weighting const d{w, scale::of_sets(scale::of_labels({"a", "b", "c", "d", "e", "f"}), sets)};
      for (std::size_t k = 0; k < sets.size(); ++k)
        for (std::size_t l = 0; l < sets.size(); ++l) {
          double const x = d.between(k, l);
          CHECK(x == d.between(l, k));
          CHECK(x >= 0);
          CHECK(x <= 1);
          bool const same = std::ranges::equal(sets[k], sets[l]);
          CHECK((x == 0) == same);
          bool const nested = w.text() == "masi_2004" || w.text() == "masi_dkpro";  // the empty set lies within others
          if (sets[k].empty() && !same) CHECK(x == near{nested ? 1.0 / 3 : 1, 1e-15});
        }
    }
  }

  TEST_CASE("mean distances are sums over pairs, also of more sets than one would write down") {
    random_stream random{3};
    code_lists sets;
    std::map<set_of_codes, int> seen;
    while (sets.size() < 300)
      if (auto const set = random_set(random, 9, 0.35); seen.emplace(set, 0).second) sets.add(set);
    std::vector<std::string> names;
    for (int v = 0; v < 9; ++v) names.push_back(std::to_string(v));
    std::vector<double> p(sets.size());
    for (double& x : p) x = random.uniform();
    auto all = of_sets;
    all.push_back(membership);
    for (auto const& w : all) {
      CAPTURE(w.text());
      weighting const d{w, scale::of_sets(scale::of_labels(names), sets)};
      auto const mean = d.to_all(p);
      for (std::size_t k = 0; k < sets.size(); ++k) {
        double sum = 0;
        for (std::size_t l = 0; l < sets.size(); ++l) sum += p[l] * d.between(k, l);
        CHECK(mean[k] == near{sum, 1e-10});
      }
    }
  }

  TEST_CASE("every coefficient that takes weights takes those of sets, with its influence") {
    random_stream random{4};
    ratings_options weighted;
    for (int u = 0; u < 14; ++u) weighted.weight.push_back(0.4 + random.uniform());
    auto const cells = random_sets(random, 14, 3, 4, 0.15);
    for (auto const& options : {ratings_options{}, weighted}) {
      auto const r = ratings_of_sets(cells, 4, options);
      for (auto const* const name : {"percent_agreement", "brennan_prediger", "fleiss_kappa", "conger_kappa", "gwet_ac",
                                     "krippendorff_alpha", "van_oest_ir"})
        for (auto const& w : of_sets) {
          CAPTURE(name);
          CAPTURE(w.text());
          check_influence(coefficient_by_name(name), r, w);
        }
      check_influence(krippendorff_alpha, r, weights::nominal);
      check_influence(mv_alpha, r, weights::nominal);
      check_influence(fuzzy_kappa, ratings_of_sets(cells, 4, options).select_coders(std::vector<std::size_t>{0, 2}),
                      weights::nominal);
    }
  }

  TEST_CASE("multi-valued alpha is its definition, on 150 random tables") {
    int defined = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
      random_stream random{seed, 5};
      auto const units = 3 + static_cast<std::size_t>(random.below(6));
      auto const coders = 2 + static_cast<std::size_t>(random.below(3));
      auto const codes = 1 + static_cast<std::size_t>(random.below(5));
      auto const cells = random_sets(random, units, coders, codes, 0.2);
      ratings_options options;
      if (seed % 3 == 1)
        for (std::size_t u = 0; u < units; ++u) options.count.push_back(1 + static_cast<double>(random.below(3)));
      if (seed % 3 == 2)
        for (std::size_t u = 0; u < units; ++u) options.weight.push_back(0.3 + random.uniform());
      double n = 0, observed = 0;
      std::map<std::size_t, double> size;
      std::vector<double> held(codes), alone(codes);
      for (std::size_t u = 0; u < units; ++u) {
        std::vector<set_of_codes> here;
        for (auto const& cell : cells[u])
          if (cell) here.push_back(*cell);
        if (here.size() < 2) continue;
        double const copies = options.count.empty() ? 1 : options.count[u];
        double const w = options.weight.empty() ? 1 : options.weight[u];
        for (std::size_t i = 0; i < here.size(); ++i) {
          n += copies * w;
          size[here[i].size()] += copies * w;
          for (auto const v : here[i]) {
            held[static_cast<std::size_t>(v)] += copies * w;
            alone[static_cast<std::size_t>(v)] += copies * w * w;
          }
          for (std::size_t k = 0; k < here.size(); ++k)
            if (i != k) observed += copies * w * dice(here[i], here[k]) / static_cast<double>(here.size() - 1);
        }
      }
      for (auto& [a, p] : size) p /= n;
      auto const e = mv_alpha(ratings_of_sets(cells, codes, options));
      double const expected = over_all_subsets(size, held, alone);
      CAPTURE(seed);
      if (!e.defined()) {
        CHECK((n == 0 || expected < 1e-12));
        continue;
      }
      ++defined;
      CHECK(e.observed_disagreement == near{observed / n, 1e-12});
      CHECK(e.expected_disagreement == near{expected, 1e-12});
      CHECK(e.value == near{1 - observed / n / expected, 1e-10});
    }
    CHECK(defined > 120);
  }

  TEST_CASE("multi-valued alpha of sets of one code is Krippendorff's alpha; so is that of each single code") {
    random_stream random{6};
    set_cells cells(20);
    for (auto& row : cells)
      for (int c = 0; c < 3; ++c) row.push_back(set_of_codes{static_cast<std::int32_t>(random.below(4))});
    auto const r = ratings_of_sets(cells, 4);
    CHECK(mv_alpha(r).value == near{krippendorff_alpha(r).value, 1e-12});
    CHECK(mv_alpha(r).value != near{krippendorff_alpha(ratings_of_sets(random_sets(random, 20, 3, 4, 0), 4)).value, 0});
    auto const by = by_code(mv_alpha(ratings_of_sets(random_sets(random, 20, 3, 4, 0.1), 4)));
    CHECK(by.size() == 4);
    for (auto const& e : by) {
      CHECK(e.value == near{krippendorff_alpha(e.data).value, 1e-12});
      CHECK(standard_error(e) == near{standard_error(krippendorff_alpha(e.data)), 1e-9});
    }
  }

  TEST_CASE("multi-valued alpha of many codes and large sets stays finite") {
    random_stream random{7};
    set_cells cells(60);
    for (auto& row : cells)
      for (int c = 0; c < 2; ++c) row.push_back(random_set(random, 600, 0.05));
    auto const e = mv_alpha(ratings_of_sets(cells, 600));
    CHECK(e.defined());
    CHECK(std::abs(e.value) < 0.1);
    CHECK(standard_error(e) > 0);
    cells[0][0] = random_set(random, 600, 0.5);
    CHECK_THROWS_AS(static_cast<void>(mv_alpha(ratings_of_sets(cells, 600))), bad_argument);
  }

  TEST_CASE("fuzzy kappa is its definition") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      random_stream random{seed, 8};
      auto const cells = random_sets(random, 12, 2, 4, seed % 2 == 0 ? 0 : 0.15);
      auto const share = [](set_of_codes const& set, std::int32_t v) {
        return std::ranges::binary_search(set, v) ? 1 / static_cast<double>(set.size()) : 0.0;
      };
      double n = 0, observed = 0, expected = 0;
      for (auto const& x : cells) {
        if (!x[0] || !x[1]) continue;
        ++n;
        for (std::int32_t v = 0; v < 4; ++v) observed += std::min(share(*x[0], v), share(*x[1], v));
        for (auto const& y : cells)
          if (y[0] && y[1])
            for (std::int32_t v = 0; v < 4; ++v) expected += std::min(share(*x[0], v), share(*y[1], v));
      }
      auto const e = fuzzy_kappa(ratings_of_sets(cells, 4));
      CHECK(e.observed == near{observed / n, 1e-12});
      CHECK(e.expected == near{expected / (n * n), 1e-12});
      CHECK(e.value == near{(observed / n - expected / (n * n)) / (1 - expected / (n * n)), 1e-12});
    }
  }

  TEST_CASE("fuzzy kappa: agreeing that nothing applies lowers it, as published") {
    auto const some = ratings_of_sets({{set_of_codes{0}, set_of_codes{0}}, {set_of_codes{1}, set_of_codes{1}}}, 2);
    CHECK(fuzzy_kappa(some).value == near{1, 1e-12});
    auto const more = ratings_of_sets(
        {{set_of_codes{0}, set_of_codes{0}}, {set_of_codes{1}, set_of_codes{1}}, {set_of_codes{}, set_of_codes{}}}, 2);
    CHECK(fuzzy_kappa(more).value < 0.6);
  }

  TEST_CASE("twenty thousand different sets") {
    random_stream random{9};
    set_cells cells(10'000);
    for (auto& row : cells)
      for (int c = 0; c < 2; ++c) {
        set_of_codes set;
        while (set.size() < 4) {
          auto const v = static_cast<std::int32_t>(random.below(300));
          if (std::ranges::find(set, v) == set.end()) set.push_back(v);
        }
        std::ranges::sort(set);
        row.push_back(set);
      }
    auto const r = ratings_of_sets(cells, 300);
    CHECK(r.categories() > 19'900);
    for (auto const& w : {weights::dice, weights::masi}) {
      auto const e = krippendorff_alpha(r, w);
      CHECK(std::abs(e.value) < 0.01);
      CHECK(standard_error(e) > 0);
    }
    CHECK(std::abs(mv_alpha(r).value) < 0.01);
  }

  TEST_CASE("parts of a value: codes, pairs, disagreements, intervals") {
    random_stream random{10};
    auto const r = ratings_of_sets(random_sets(random, 30, 3, 4, 0.1), 4);
    for (auto const& e : {krippendorff_alpha(r, weights::masi), mv_alpha(r), krippendorff_alpha(r)}) {
      CAPTURE(e.title);
      CHECK(by_code(e).size() == 4);
      for (auto const& part : by_pair(e)) CHECK(part.value.defined());
      CHECK(without_coder(e).size() == 3);
      double cost = 0;
      for (auto const& d : disagreements(e)) cost += d.cost;
      CHECK(cost == near{e.observed_disagreement, 1e-12});
      auto const i = interval(e);
      CHECK(i.low < e.value);
      CHECK(e.value < i.high);
      auto const again = interval(e, {.method = interval_method::percentile, .resamples = 200});
      CHECK(again.low < e.value);
      CHECK(e.value < again.high);
      CHECK(e.on(r)(mass_of_rows(r)) == near{e.value, 1e-12});
    }
  }

  TEST_CASE("with two different sets, the collapsed codes are still no sets") {
    auto const r = ratings_of_sets({{set_of_codes{0}, set_of_codes{0, 1}},
                                    {set_of_codes{0, 1}, set_of_codes{0, 1}},
                                    {set_of_codes{0}, set_of_codes{0}}},
                                   2);
    CHECK(by_code(krippendorff_alpha(r, weights::jaccard)).size() == 2);
  }

  TEST_CASE("what is asked of the wrong categories is refused by name") {
    auto const sets = ratings_of_sets({{set_of_codes{0}, set_of_codes{0, 1}}}, 2);
    ratings const labels{code_table::Zero(2, 2), scale::of_labels({"yes", "no"})};
    ratings const numbers{code_table::Zero(2, 2), scale::of_numbers({4, 5})};
    CHECK_THROWS_WITH_AS(static_cast<void>(krippendorff_alpha(labels, weights::masi)),
                         "weights: 'masi' compares sets of codes; the categories are labels, such as 'yes'; give every "
                         "cell a set of codes, or use 'nominal'",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(gwet_ac(numbers, weights::dice)),
                         "weights: 'dice' compares sets of codes; the categories are numbers, such as '4'; give every "
                         "cell a set of codes, or use 'nominal'",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(fleiss_kappa(sets, weights::ordinal)),
                         "weights: 'ordinal' needs numbers, or labels in an order; the categories are sets of codes, "
                         "such as '{a}'; use 'nominal', 'jaccard', 'dice', 'masi' or another weighting of sets",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(mv_alpha(labels)),
                         "mv_alpha: needs a set of codes in each cell; the categories are labels, such as 'yes'",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(mv_alpha(sets, weights::jaccard)),
                         "mv_alpha: has its own way to compare sets; found weights 'jaccard'; expected 'nominal'",
                         bad_argument);
  }

  TEST_CASE("undefined: all sets are the same one, or nobody gave a code") {
    for (auto const& set : {set_of_codes{}, set_of_codes{0, 1}}) {
      auto const e = mv_alpha(ratings_of_sets({{set, set}, {set, set}}, 2));
      CHECK(!e.defined());
      CHECK(e.status == status::no_variation);
    }
  }
}
