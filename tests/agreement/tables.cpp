// Coefficients and indices from sums: what papers print, values by hand, and what holds whatever the data.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

namespace {

code_table drawn(std::uint64_t seed, Eigen::Index coders, int q, double gaps) {
  random_stream random{seed, 11};
  return random_codes(random, 40, coders, q, gaps);
}

/// What a coefficient gives for these ratings; a refusal counts as taking no such ratings.
template <class F>
void for_every_coefficient_that_takes(ratings const& r, F f) {
  for (auto const& info : coefficient_list()) {
    if ((info.most_coders != 0 && r.coders() > info.most_coders) ||
        (info.categories != 0 && info.categories != r.categories()) || info.needs_sets)
      continue;
    CAPTURE(info.name);
    f(info, coefficient_by_name(info.name));
  }
}

}  // namespace

TEST_SUITE("coefficients of sums") {
  TEST_CASE("van Oest (2019), table 5") {
    CHECK(van_oest_ir(two_coders(2, {81, 9, 9, 1})).value == near{0.034, 5e-4});
    CHECK(van_oest_ir(two_coders(2, {118, 2, 5, 0})).value == near{0.089, 5e-4});
    CHECK(van_oest_ir(two_coders(2, {472, 8, 20, 0})).value == near{0.004, 5e-4});
  }

  TEST_CASE("van Oest lies between Brennan-Prediger, of no units, and Fleiss, of many") {
    auto const r = two_coders(3, {30, 2, 1, 3, 8, 1, 0, 2, 4});
    auto const times = [&](double n) { return r.recount(std::vector<double>(r.units(), n)); };
    CHECK(van_oest_ir(times(1e7)).value == near{fleiss_kappa(r).value, 1e-7});
    CHECK(van_oest_ir(times(1e-9)).value == near{brennan_prediger(r).value, 1e-7});
    CHECK(van_oest_ir(r).value < brennan_prediger(r).value);
    CHECK(van_oest_ir(r).value > fleiss_kappa(r).value);
  }

  TEST_CASE("Bangdiwala's B: the sexual fun table (Friendly, 2000), without and with weights") {
    auto const r = two_coders(4, {7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14});
    CHECK(bangdiwala_b(r).value == near{0.1464624, 1e-7});
    weight_matrix one_step = weight_matrix::Identity(4, 4);
    for (Eigen::Index k = 0; k < 3; ++k) one_step(k, k + 1) = one_step(k + 1, k) = 8.0 / 9;
    CHECK(bangdiwala_b(r, weights::from_matrix(one_step)).value == near{0.4981723, 1e-7});
    CHECK(bangdiwala_b(r, weights::quadratic).value > bangdiwala_b(r, weights::from_matrix(one_step)).value);
  }

  TEST_CASE("Bangdiwala's B needs weights by steps") {
    code_table t(2, 2);
    t << 0, 1, 2, 2;
    CHECK_THROWS_WITH_AS(bangdiwala_b(ratings(t, scale::of_numbers({1, 2, 5})), weights::linear),
                         "bangdiwala_b: needs weights that depend only on how many places two categories lie apart; "
                         "'linear' tells '2' and '5' from other categories 1 place(s) apart",
                         bad_argument);
  }

  TEST_CASE("all coders at once, by hand") {
    code_table t(5, 3);
    t << 0, 0, 0, 1, 1, 1, 0, 0, 1, 2, 2, 2, 1, 1, missing;
    ratings const r{t, 3};
    auto const share = percent_agreement_all(r);
    CHECK(share.value == near{3.0 / 4, 1e-15});
    CHECK(share.observed == near{3.0 / 4, 1e-15});
    CHECK(share.expected == 0);
    CHECK(interval(share).method == interval_method::jeffreys);
    auto const beyond = brennan_prediger_all(r);
    CHECK(beyond.value == near{(3.0 / 4 - 1.0 / 9) / (1 - 1.0 / 9), 1e-15});
    CHECK(beyond.observed == near{3.0 / 4, 1e-15});
    CHECK(beyond.expected == near{1.0 / 9, 1e-15});
  }

  TEST_CASE("all coders within a tolerance: every pair is") {
    code_table t(4, 3);
    t << 0, 1, 1, 0, 1, 2, 2, 2, 2, 3, 3, 2;
    auto const r = ratings(t, scale::of_numbers({1, 2, 3, 4}));
    CHECK(percent_agreement_all(r, weights::within(1)).value == near{3.0 / 4, 1e-15});
    CHECK(percent_agreement(r, weights::within(1)).value == near{11.0 / 12, 1e-15});
    CHECK(percent_agreement(r, weights::by_name("within_1")).weights == "within_1");
    CHECK(percent_agreement(r, weights::within(0)).value == near{percent_agreement(r).value, 1e-15});
    CHECK_THROWS_WITH_AS(weights::within(-1),
                         "weights: tolerance -1; expected a number that is not negative, the largest difference that "
                         "counts as agreement",
                         bad_argument);
    CHECK_THROWS_AS(weights::by_name("within_x"), bad_argument);
  }

  TEST_CASE("two coders: all at once is what it always was") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      ratings const r{drawn(seed, 2, 3, 0.2), 3};
      auto const complete = coefficient_options{missing_rule::complete};
      auto const same = [](estimate const& a, estimate const& b) {
        CHECK(a.value == near{b.value, 1e-14});
        CHECK(standard_error(a) == near{standard_error(b), 1e-8});
      };
      same(percent_agreement_all(r), percent_agreement(r, weights::nominal, complete));
      same(brennan_prediger_all(r), brennan_prediger(r, weights::nominal, complete));
      double const root = std::sqrt(std::max(0.0, brennan_prediger_all(r).value));
      CHECK(perreault_leigh(r).value == near{root, 1e-14});
    }
  }

  TEST_CASE("Perreault and Leigh's error is the root's: their formula where categories are many") {
    auto const r = two_coders(2, {70, 6, 9, 65});
    double const i = perreault_leigh(r).value, f = 135.0 / 150;
    CHECK(standard_error(perreault_leigh(r)) == near{std::sqrt(f * (1 - f) / 149) / i, 1e-8});
    CHECK(perreault_leigh(two_coders(2, {1, 9, 9, 1})).value == 0);
  }

  TEST_CASE("indices of two coders and one yes/no code, by hand") {
    auto const r = two_coders(2, {1, 5, 4, 90});  // yes is the second category
    CHECK(prevalence_index(r).value == near{0.89, 1e-15});
    CHECK(bias_index(r).value == near{-0.01, 1e-15});
    CHECK(positive_agreement(r).value == near{180.0 / 189, 1e-15});
    CHECK(negative_agreement(r).value == near{2.0 / 11, 1e-15});
    double const po = 0.91, pi = 0.89, bi = -0.01;  // Byrt, Bishop & Carlin (1993): kappa from the indices and PABAK
    CHECK(cohen_kappa(r).value == near{((2 * po - 1) - pi * pi + bi * bi) / (1 - pi * pi + bi * bi), 1e-14});
  }

  TEST_CASE("specific agreement of three coders counts pairs") {
    code_table t(3, 3);
    t << 1, 1, 0, 1, 1, 1, 0, 0, missing;
    CHECK(positive_agreement({t, 2}).value == near{(2 * 0.5 + 3) / 5, 1e-15});
    CHECK(negative_agreement({t, 2}).value == near{2.0 / 3, 1e-15});
  }

  TEST_CASE("Cohen (1960): no kappa is larger than the margins allow") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      ratings const r{drawn(seed, 2, 4, 0), 4};
      CHECK(kappa_max(r).value >= cohen_kappa(r).value - 1e-12);
      CHECK(kappa_max(r).value <= 1 + 1e-12);
    }
  }

  TEST_CASE("every coefficient: bounds, swapped coders, relabelled categories") {
    for (Eigen::Index const coders : {2, 3})
      for (std::uint64_t seed = 0; seed < 10; ++seed) {
        int const q = coders == 2 && seed % 2 == 0 ? 2 : 3;
        auto const t = drawn(seed, coders, q, 0.1);
        code_table swapped = t, relabelled = t;
        swapped.col(0).swap(swapped.col(1));
        for (Eigen::Index i = 0; i < t.size(); ++i)
          if (t.data()[i] != missing) relabelled.data()[i] = q - 1 - t.data()[i];
        for_every_coefficient_that_takes({t, q}, [&](coefficient_info const& info, coefficient_function const& f) {
          auto const value = [&](code_table const& codes) { return f({codes, q}, weights::nominal, {}).value; };
          double const v = value(t);
          CHECK(v <= 1 + 1e-12);
          CHECK(v >= (info.from_zero_to_one ? 0.0 : -1.0));
          CHECK(value(swapped) == near{info.name == "bias_index" ? -v : v, 1e-12});
          bool const about_one = info.categories == 2;  // category: the index changes its side
          if (!about_one) CHECK(value(relabelled) == near{v, 1e-12});
          if (info.name == "prevalence_index" || info.name == "bias_index") CHECK(value(relabelled) == near{-v, 1e-12});
          if (info.name == "positive_agreement")
            CHECK(value(relabelled) == near{negative_agreement({t, q}).value, 1e-12});
        });
      }
  }

  TEST_CASE("every coefficient: influence is the derivative by a unit's count, less its mean") {
    for (std::uint64_t seed = 0; seed < 4; ++seed)
      for (bool const weighted : {false, true}) {
        random_stream random{seed, 12};
        ratings_options o;
        if (weighted)
          for (int u = 0; u < 40; ++u) o.weight.push_back(0.3 + random.uniform());
        ratings const r{drawn(seed, seed % 2 == 0 ? 2 : 4, 2, 0.1), scale::of_labels({"no", "yes"}), o};
        for_every_coefficient_that_takes(r, [&](coefficient_info const&, coefficient_function const& f) {
          auto const e = f(r, weights::nominal, {});
          auto const influence = e.influence();
          std::vector<double> slope(40);
          double mean = 0;
          for (std::size_t u = 0; u < 40; ++u) {
            if (!e.entered[r.design().row(u)]) continue;
            std::vector<double> up(40, 1.0), down(40, 1.0);
            up[u] += 1e-5;
            down[u] -= 1e-5;
            slope[u] =
                (f(r.recount(up), weights::nominal, {}).value - f(r.recount(down), weights::nominal, {}).value) / 2e-5;
            mean += slope[u] / e.n_used;
          }
          for (std::size_t u = 0; u < 40; ++u)
            if (e.entered[r.design().row(u)]) CHECK(influence[u] == near{e.n_used * (slope[u] - mean), 2e-4});
        });
      }
  }

  TEST_CASE("every coefficient: one unit, one coder, one category, nothing at all give a status") {
    auto const table = [](Eigen::Index units, Eigen::Index coders, std::initializer_list<int> codes) {
      code_table t(units, coders);
      std::ranges::copy(codes, t.data());
      return t;
    };
    int const none = missing;
    ratings const cases[] = {{table(1, 2, {0, 1}), 2},
                             {table(1, 2, {0, 0}), 2},
                             {table(3, 1, {0, 1, 0}), 2},
                             {table(3, 2, {1, 1, 1, 1, 1, 1}), 2},
                             {table(3, 2, {0, 0, 0, 0, 0, 0}), 1},
                             {table(2, 2, {none, none, none, none}), 2},
                             {table(2, 2, {0, none, none, 1}), 2},
                             {table(2, 3, {0, 0, none, 1, none, 1}), 2},
                             {table(0, 2, {}), 2}};
    for (auto const& r : cases)
      for_every_coefficient_that_takes(r, [&](coefficient_info const&, coefficient_function const& f) {
        auto const e = f(r, weights::nominal, {});
        if (!e.defined()) {
          CHECK(e.status != status::ok);
          CHECK_FALSE(e.reason.empty());
        }
        auto const i = interval(e);
        if (!(i.low == i.low)) CHECK_FALSE(i.reason.empty());
        auto const tested = test(e);
        if (!(tested.p_value == tested.p_value)) CHECK_FALSE(tested.reason.empty());
      });
  }

  TEST_CASE("every coefficient: an interval that holds the value") {
    for (Eigen::Index const coders : {2, 3}) {
      ratings const r{drawn(5, coders, 2, 0.05), 2};
      for_every_coefficient_that_takes(r, [&](coefficient_info const&, coefficient_function const& f) {
        auto const e = f(r, weights::nominal, {});
        auto const i = interval(e);
        CHECK(i.low < e.value);
        CHECK(e.value < i.high);
      });
    }
  }

  TEST_CASE("null error of many coders: of two it is that of Fleiss, Cohen & Everitt, whatever the weights") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      auto const r = ratings(drawn(seed, 2, 4, 0), scale::of_numbers({1, 2, 4, 8}));
      for (auto const& w : {weights::nominal, weights::linear, weights::quadratic, weights::interval})
        CHECK(detail::null_error_of_many(r, w, missing_rule::available) == near{scott_pi(r, w).null_error(), 1e-12});
    }
  }

  TEST_CASE("null error of many coders: the spread of kappa where everybody guesses") {
    for (auto const& w : {weights::nominal, weights::linear}) {
      double sum = 0, squares = 0, error = 0;
      int const rounds = 2000;
      for (int i = 0; i < rounds; ++i) {
        random_stream random{14, static_cast<std::uint64_t>(i)};
        code_table t(60, 4);
        for (Eigen::Index k = 0; k < t.size(); ++k) {
          double const u = random.uniform();
          t.data()[k] = u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
        }
        auto const e = fleiss_kappa(ratings{t, 3}, w);
        sum += e.value / rounds;
        squares += e.value * e.value / rounds;
        error += e.null_error() / rounds;
      }
      CHECK(std::sqrt(squares - sum * sum) / error == near{1, 0.05});
    }
  }

  TEST_CASE("refusals") {
    ratings const three{drawn(1, 3, 2, 0), 2};
    CHECK_THROWS_WITH_AS(perreault_leigh(three), "perreault_leigh: compares 2 coders; found 3; select two of them",
                         bad_argument);
    CHECK_THROWS_WITH_AS(brennan_prediger_all(three, weights::linear),
                         "brennan_prediger_all: knows codes that are the same or not; found weights 'linear'; "
                         "expected 'nominal'",
                         bad_argument);
    CHECK_THROWS_WITH_AS(
        percent_agreement_all(three, weights::nominal, {missing_rule::available}),
        "percent_agreement_all: found missing 'available'; expected 'complete', the only rule it knows", bad_argument);
    std::vector<estimate> const each{positive_agreement(three), positive_agreement(three)};
    CHECK_THROWS_WITH_AS(pooled(each),
                         "pooled: positive agreement has no mean of observed and of expected agreement over codes; "
                         "expected a coefficient with a chance model, such as krippendorff_alpha or cohen_kappa",
                         bad_argument);
  }
}
