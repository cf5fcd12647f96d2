// Wilcoxon's signed-rank test against scipy.stats.wilcoxon 1.17 and by counting signs.
#include <cmath>
#include <vector>

#include <intercoder/core/random.hpp>
#include <intercoder/inference/signed_rank.hpp>

#include <doctest/doctest.h>

#include "../support/near.hpp"

using namespace intercoder;

TEST_SUITE("signed ranks") {
  TEST_CASE("Darwin's maize: no ties, the exact distribution") {
    std::vector<double> const inches{6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
    auto const t = signed_rank(inches);
    CHECK(t.exact);
    CHECK(t.n == 15);
    CHECK(t.statistic == 96);
    CHECK(t.p_less == near{0.982330322265625, 1e-15});
    CHECK(t.p_greater == near{0.0206298828125, 1e-15});
    CHECK(t.p_two_sided == near{0.041259765625, 1e-15});
  }

  TEST_CASE("ties and zeros: all permutations of signs") {
    auto const t = signed_rank(std::vector<double>{1, 1, -1, 2, 2, -2, 3, 3, 3, 0, 0, -4, 1});
    CHECK(t.n == 11);
    CHECK(t.statistic == 46.5);
    CHECK(t.p_less == 0.896484375);
    CHECK(t.p_greater == 0.115234375);
    CHECK(t.p_two_sided == 0.23046875);
    auto const of_three =
        signed_rank(std::vector<double>{-.1, -.1, -.1, -.1, -.1, -.1, -.1, -.1, .9, .9, -1.1, -1.1, -1.1});
    CHECK(of_three.statistic == 19);
    CHECK(of_three.p_less == 0.0323486328125);
  }

  TEST_CASE("many: normal, with the variance of the ties") {
    std::vector<double> many;
    for (int i = 0; i < 60; ++i) many.push_back(i * 37 % 23 - 8);
    auto const t = signed_rank(many);
    CHECK_FALSE(t.exact);
    CHECK(t.statistic == 1236.5);
    CHECK(t.p_less == near{0.9984233255825177, 1e-12});
    CHECK(t.p_greater == near{0.0015766744174822859, 1e-12});
    CHECK(t.p_two_sided == near{0.0031533488349645717, 1e-12});
  }

  TEST_CASE("by counting all signs") {
    random_stream random{4, 4};
    for (int k = 0; k < 50; ++k) {
      std::vector<double> d;
      for (std::uint64_t i = 0, n = 1 + random.below(9); i < n; ++i)
        d.push_back(static_cast<double>(random.below(9)) - 4);
      auto const t = signed_rank(d);
      auto const size = static_cast<int>(d.size());
      double less = 0;
      for (int signs = 0; signs < 1 << size; ++signs) {
        auto other = d;
        for (int i = 0; i < size; ++i)
          if (signs >> i & 1) other[static_cast<std::size_t>(i)] *= -1;
        less += t.n > 0 && signed_rank(other).statistic <= t.statistic;
      }
      if (t.n > 0)
        CHECK(t.p_less == near{less / (1 << size), 1e-14});
      else
        CHECK(std::isnan(t.p_two_sided));
    }
  }

  TEST_CASE("nothing, and only zeros") {
    CHECK(std::isnan(signed_rank({}).p_less));
    CHECK(std::isnan(signed_rank(std::vector<double>{0, 0}).statistic));
  }

  TEST_CASE("the two ways meet where one gives way to the other") {
    std::vector<double> d;
    for (int i = 1; i <= 50; ++i) d.push_back(i % 3 ? i : -i);
    auto const counted = signed_rank(d);
    d.push_back(51);
    auto const normal = signed_rank(d);
    CHECK(counted.exact);
    CHECK_FALSE(normal.exact);
    CHECK(normal.p_greater < counted.p_greater);
    CHECK(normal.p_greater > counted.p_greater / 2);
  }
}
