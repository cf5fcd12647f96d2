// Indices of partitions and of codings against sums over pairs; trees; clusters.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <intercoder/codebooks/coding_similarity.hpp>
#include <intercoder/codebooks/cooccurrence.hpp>
#include <intercoder/codebooks/trees.hpp>
#include <intercoder/core/error.hpp>

#include "../support/near.hpp"
#include "../support/small_study.hpp"

using namespace intercoder;

namespace {

codebook book(std::vector<std::pair<char const*, int>> const& codes) {
  codebook out;
  for (auto const& [name, parent] : codes) {
    code one;
    one.name = name;
    if (parent >= 0) one.parent = static_cast<std::size_t>(parent);
    out.add(std::move(one));
  }
  return out;
}

/// The information over all ways to deal b out anew: the mean of it, by counting.
double mean_information(std::vector<std::size_t> const& a, std::vector<std::size_t> b) {
  auto const n = static_cast<double>(a.size());
  double sum = 0, ways = 0;
  std::ranges::sort(b);
  do {
    auto const t = contingency::of(a, b);
    std::vector<double> row(t.rows), column(t.columns);
    for (std::size_t i = 0; i < t.rows; ++i)
      for (std::size_t j = 0; j < t.columns; ++j) {
        row[i] += static_cast<double>(t.cell[i * t.columns + j]);
        column[j] += static_cast<double>(t.cell[i * t.columns + j]);
      }
    for (std::size_t i = 0; i < t.rows; ++i)
      for (std::size_t j = 0; j < t.columns; ++j)
        if (double const x = static_cast<double>(t.cell[i * t.columns + j]); x > 0)
          sum += x / n * std::log(n * x / (row[i] * column[j]));
    ++ways;
  } while (std::next_permutation(b.begin(), b.end()));
  return sum / ways;
}

}  // namespace

TEST_SUITE("similarity of codings") {
  TEST_CASE("the information that is there by chance is the mean over all permutations") {
    std::vector<std::size_t> const a{0, 0, 1, 1, 2, 2, 2}, b{0, 1, 1, 1, 0, 0, 2};
    auto const s = similarity_of(contingency::of(a, b));
    double const chance = mean_information(a, b);
    // AMI and NMI share the mean of the entropies: both give the information, and so what is expected.
    auto const entropy = [](std::vector<double> const& p) {
      double h = 0;
      for (auto const x : p) h -= x * std::log(x);
      return h;
    };
    double const h = (entropy({2.0 / 7, 2.0 / 7, 3.0 / 7}) + entropy({3.0 / 7, 3.0 / 7, 1.0 / 7})) / 2;
    CHECK(s.ami == near{(s.nmi * h - chance) / (h - chance), 1e-12});
  }

  TEST_CASE("same seed, same digits for any number of threads; values under permutations are those of chance") {
    twice_coded units;
    random_stream random{7};
    for (std::size_t u = 0; u < 60; ++u) {
      units.source.push_back(u / 15);
      for (auto* to : {&units.a, &units.b}) {
        std::vector<std::int32_t> codes;
        for (std::int32_t k = 0; k < 3; ++k)
          if (random.below(2) == 0) codes.push_back(k);
        to->add(codes);
      }
    }
    auto const one = similarity_of_codings(units, {.permutations = 60, .seed = 3, .threads = 1});
    auto const many = similarity_of_codings(units, {.permutations = 60, .seed = 3, .threads = 5});
    for (std::size_t k = 0; k < one.measures.size(); ++k) {
      CHECK(one.measures[k].by_chance == many.measures[k].by_chance);
      CHECK(one.measures[k].p_value == many.measures[k].p_value);
      CHECK(one.measures[k].error == many.measures[k].error);
    }
    CHECK(std::abs(one.measures[0].by_chance) < 0.05);
    std::size_t calls = 0;
    similarity_options stopped;
    stopped.report = [&](double) { return ++calls < 3; };
    CHECK_THROWS_AS(static_cast<void>(similarity_of_codings(units, stopped)), cancelled);
    CHECK_THROWS_AS(static_cast<void>(similarity_of_codings({})), bad_argument);
  }

  TEST_CASE("equal codings are 1, whatever their names") {
    twice_coded units;
    for (std::int32_t u = 0; u < 12; ++u) {
      units.source.push_back(static_cast<std::size_t>(u) / 4);
      std::vector<std::int32_t> const a{u % 3}, b{7 - u % 3};
      units.a.add(a);
      units.b.add(b);
    }
    auto const r = similarity_of_codings(units, {.permutations = 20});
    for (auto const& m : r.measures) CHECK(m.value == near{m.name == "vi" ? 0.0 : 1.0, 1e-12});
  }

  TEST_CASE("trees") {
    auto const a = book({{"f", -1}, {"d", 0}, {"a", 1}, {"c", 1}, {"b", 3}, {"e", 0}});
    auto const b = book({{"f", -1}, {"c", 0}, {"d", 1}, {"a", 2}, {"b", 2}, {"e", 0}});
    CHECK(similarity_of(a, b).edit_distance == 2);
    CHECK(similarity_of(b, a).edit_distance == 2);
    CHECK(similarity_of(a, {}).edit_distance == 6);
    CHECK(std::isnan(similarity_of(codebook{}, codebook{}).edit_similarity));
  }

  TEST_CASE("average linkage: heights ascend, groups nest, and one or no item is no trouble") {
    CHECK(linkage_of({}, 0).steps.empty());
    CHECK(linkage_of({0}, 1).steps.empty());
    random_stream random{5};
    constexpr std::size_t n = 12;
    std::vector<double> d(n * n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < i; ++j) d[i * n + j] = d[j * n + i] = random.uniform();
    auto const tree = linkage_of(d, n);
    CHECK(tree.steps.size() == n - 1);
    for (std::size_t i = 1; i < tree.steps.size(); ++i) CHECK(tree.steps[i].height >= tree.steps[i - 1].height);
    CHECK(tree.groups(-1) == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    CHECK(tree.groups(2) == std::vector<std::size_t>(n, 0));
    CHECK_THROWS_AS(static_cast<void>(linkage_of(d, 3)), bad_argument);
  }
}
