// Means over pairs of coders: Light's kappa and Holsti's CR.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/agreement/pairs.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/near.hpp"

using namespace intercoder;

namespace {

code_table drawn(std::uint64_t seed, Eigen::Index coders, double gaps) {
  random_stream random{seed, 13};
  code_table t(30, coders);
  for (Eigen::Index u = 0; u < t.rows(); ++u) {
    auto const truth = static_cast<int>(random.below(4));
    for (Eigen::Index c = 0; c < coders; ++c)
      t(u, c) = random.uniform() < gaps ? missing : random.uniform() < 0.6 ? truth : static_cast<int>(random.below(4));
  }
  return t;
}

std::vector<weight_choice> all_weights() {
  std::vector<weight_choice> out;
  for (auto const name : weights::names())
    if (auto const w = weights::by_name(name); !w.of_sets()) out.push_back(w);
  return out;
}

}  // namespace

TEST_SUITE("means over pairs of coders") {
  TEST_CASE("two coders: Light is Cohen, whatever the weights and missing codes") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      auto const r = ratings(drawn(seed, 2, 0.2), scale::of_numbers({1, 2, 4, 8}));
      for (auto const& w : all_weights()) {
        CAPTURE(w.text());
        auto const light = light_kappa(r, w), cohen = cohen_kappa(r, w);
        CHECK(light.value == near{cohen.value, 1e-14});
        CHECK(standard_error(light) == near{standard_error(cohen), 1e-12});
        CHECK(standard_error(light, error_formula::jackknife) ==
              near{standard_error(cohen, error_formula::jackknife), 1e-12});
        CHECK(light.weights == w.text());
      }
    }
  }

  TEST_CASE("more coders: the mean of all pairs, its error near the jackknife's") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      auto const r = ratings(drawn(seed, 4, 0.15), scale::of_numbers({1, 2, 4, 8}));
      for (auto const& w : {weights::nominal, weights::ordinal, weights::quadratic}) {
        double sum = 0;
        for (std::size_t a = 0; a < 4; ++a)
          for (std::size_t b = 0; b < a; ++b) sum += cohen_kappa(r.select_coders(std::vector{a, b}), w).value;
        auto const e = light_kappa(r, w);
        CHECK(e.value == near{sum / 6, 1e-14});
        CHECK(e.on(r)(mass_of_rows(r)) == near{e.value, 1e-14});
        CHECK(standard_error(e) / standard_error(e, error_formula::jackknife) == near{1, 0.15});
      }
    }
  }

  TEST_CASE("pairs without a unit in common are left out; a pair without variation leaves no mean") {
    auto const kappa = [](code_table const& t, std::size_t a, std::size_t b) {
      return cohen_kappa(ratings{t, 2}.select_coders(std::vector{a, b})).value;
    };
    code_table t(4, 3);
    t << 0, 0, missing, 1, 1, missing, missing, 1, 1, missing, 1, 0;
    CHECK(light_kappa({t, 2}).value == near{(kappa(t, 0, 1) + kappa(t, 1, 2)) / 2, 1e-14});
    t << 0, 1, missing, 1, 1, missing, 0, 1, 1, missing, 1, 1;
    auto const e = light_kappa({t, 2});
    CHECK(e.status == status::no_variation);
    CHECK(e.reason == "Two of the coders used one and the same category only: they have no kappa.");
  }

  TEST_CASE("complete: units that every coder coded, not every coder of a pair") {
    auto const t = drawn(1, 3, 0.2);
    ratings const r{t, 4};
    std::vector<std::size_t> full;
    for (std::size_t u = 0; u < r.units(); ++u)
      if (r.unit(u).size() == 3) full.push_back(u);
    coefficient_options const complete{missing_rule::complete};
    auto const e = light_kappa(r, weights::nominal, complete), of_full = light_kappa(r.select_units(full));
    CHECK(e.value == near{of_full.value, 1e-14});
    CHECK(standard_error(e) == near{standard_error(of_full), 1e-14});
    CHECK(e.on(r)(mass_of_rows(r)) == near{e.value, 1e-14});
  }

  TEST_CASE("Holsti's CR: percent agreement, unless codes are missing") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      ratings const full{drawn(seed, 3, 0), 4};
      CHECK(holsti(full).value == near{percent_agreement(full).value, 1e-14});
      CHECK(standard_error(holsti(full)) == near{standard_error(percent_agreement(full)), 1e-8});
    }
    code_table t(4, 2);
    t << 0, 0, 1, 1, 0, 1, 1, missing;  // 2 M / (N1 + N2) = 4 / 7
    CHECK(holsti({t, 2}).value == near{4.0 / 7, 1e-15});
  }
}
