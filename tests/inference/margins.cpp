// Tests of margins against printed values, each other, and the definition.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/margins.hpp>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

TEST_SUITE("tests of margins") {
  /// Unaided vision of 7477 women, right and left eye: Stuart (1953, 1955).
  auto const vision = two_coders(4, {1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492});

  TEST_CASE("vision of women: Stuart (1955) prints 11.96, Bhapkar (1966) 11.98") {
    auto const s = stuart_maxwell(vision);
    CHECK(s.statistic == near{11.957, 5e-4});
    CHECK(s.df == 3);
    CHECK(s.p_value == near{0.00753, 5e-6});
    CHECK(s.method == "stuart_maxwell");
    CHECK(s.null == 0);
    CHECK(bhapkar(vision).statistic == near{11.976, 5e-4});
    CHECK(bhapkar(vision).p_value == near{0.00747, 5e-6});
  }

  TEST_CASE("two categories: Stuart and Maxwell's test is McNemar's, and so is that of rater bias") {
    auto const r = two_coders(2, {40, 12, 5, 43});
    auto const m = mcnemar(r, mcnemar_method::asymptotic);
    CHECK(m.statistic == near{49.0 / 17, 1e-12});
    CHECK(stuart_maxwell(r).statistic == near{m.statistic, 1e-12});
    CHECK(stuart_maxwell(r).df == 1);
    CHECK(rater_bias(r).statistic == near{m.statistic, 1e-12});
    CHECK(bhapkar(r).statistic == near{49.0 / (17 - 49.0 / 100), 1e-12});
    CHECK(m.estimate == near{-7.0 / 100, 1e-15});
  }

  TEST_CASE("a category that nobody used, or on which nobody differs, takes away a degree of freedom") {
    auto const r = two_coders(4, {10, 4, 0, 0, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9});
    CHECK(stuart_maxwell(r).df == 1);
    CHECK(stuart_maxwell(r).statistic == near{9.0 / 5, 1e-12});
    auto const apart = two_coders(4, {10, 4, 0, 0, 1, 12, 0, 0, 0, 0, 7, 6, 0, 0, 2, 9});  // {1, 2} and {3, 4}
    CHECK(stuart_maxwell(apart).df == 2);
    CHECK(stuart_maxwell(apart).statistic == near{9.0 / 5 + 16.0 / 8, 1e-12});
  }

  TEST_CASE("McNemar's four p-values, by hand") {
    auto const r = two_coders(2, {30, 6, 1, 20});
    CHECK(mcnemar(r, mcnemar_method::exact).p_value == near{2 * 8 / 128.0, 1e-12});
    CHECK(mcnemar(r).p_value == near{(2 * 8 - 7) / 128.0, 1e-12});
    CHECK(mcnemar(r).method == "mcnemar_mid_p");
    CHECK(mcnemar(r).statistic == 1);
    CHECK(mcnemar(r, mcnemar_method::corrected).statistic == near{16.0 / 7, 1e-12});
    CHECK(mcnemar(r, mcnemar_method::asymptotic).p_value == near{distributions::chi_squared_tail(25.0 / 7, 1), 1e-12});
    auto const even = two_coders(2, {30, 2, 2, 20});
    CHECK(mcnemar(even, mcnemar_method::exact).p_value == near{1, 1e-12});
    CHECK(mcnemar(even).p_value == near{1 - 6 / 32.0, 1e-12});
    CHECK(mcnemar(two_coders(2, {30, 0, 5, 20}), mcnemar_method::exact).p_value == near{2 / 32.0, 1e-12});
  }

  TEST_CASE("rater bias: the share above the diagonal") {
    auto const b = rater_bias(vision);
    double const above = 266 + 124 + 66 + 432 + 78 + 205, below = 234 + 117 + 36 + 362 + 82 + 179;
    CHECK(b.estimate == near{above / (above + below), 1e-12});
    CHECK(b.null == 0.5);
    CHECK(b.df == 1);
    CHECK(b.statistic == near{(above - below) * (above - below) / (above + below), 1e-9});
  }

  TEST_CASE("nothing to test: a reason, no exception") {
    for (auto const& r : {two_coders(2, {5, 0, 0, 7}), two_coders(2, {0, 0, 0, 0}), two_coders(1, {4})}) {
      for (auto const& t : {stuart_maxwell(r), bhapkar(r), mcnemar(r), rater_bias(r)}) {
        CHECK(std::isnan(t.p_value));
        CHECK_FALSE(t.reason.empty());
      }
    }
    auto const one_way = bhapkar(two_coders(2, {0, 5, 0, 0}));
    CHECK(std::isnan(one_way.p_value));
    CHECK(one_way.reason == "The coders differ in one and the same way on every unit: the variance as found is 0.");
  }

  TEST_CASE("refusals") {
    code_table t(1, 3);
    t << 0, 1, 0;
    CHECK_THROWS_WITH_AS(stuart_maxwell({t, 2}), "stuart_maxwell: compares 2 coders; found 3; select two of them",
                         bad_argument);
    CHECK_THROWS_WITH_AS(mcnemar(vision),
                         "mcnemar: is about 2 categories; found 4; collapse to one category against the others first, "
                         "or use stuart_maxwell",
                         bad_argument);
    CHECK_THROWS_WITH_AS(mcnemar_method_by_name("yates"),
                         "mcnemar: no method called 'yates'; known: mid_p, exact, asymptotic, corrected", bad_argument);
    code_table two(1, 2);
    two << 0, 1;
    CHECK_THROWS_WITH_AS(
        rater_bias(ratings(two, scale::of_labels({"a", "b"}), {.weight = {2}})),
        "rater_bias: counts units; these have weights of their own, which a test of margins cannot use", bad_argument);
  }
}
