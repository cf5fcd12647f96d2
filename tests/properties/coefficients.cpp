// What must hold for every coefficient, whatever the data: checked on random tables with missing codes.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/variance.hpp>

#include <doctest/doctest.h>

#include "../support/near.hpp"
#include "../support/random_ratings.hpp"

using namespace intercoder;

namespace {

scale numbers(int q) {
  std::vector<double> v;
  for (int k = 0; k < q; ++k) v.push_back(1 + k + 0.25 * k * k);
  return scale::of_numbers(v);
}

/// Coefficients by chance model, with weights each can take.
template <class Chance>
struct model {
  static constexpr bool bounded = std::is_same_v<Chance, chance::none> || std::is_same_v<Chance, chance::occasional>;
  static constexpr coefficient<Chance> c{
      {.name = "c",
       .title = "c",
       .needs_bounded = bounded,
       .rule = std::is_same_v<Chance, chance::dealt> || std::is_same_v<Chance, chance::learnt>
                   ? missing_rule::pairable
                   : missing_rule::available}};
  static std::vector<weight_choice> all_weights() {
    std::vector<weight_choice> out;
    for (auto const name : weights::names())
      if (auto const w = weights::by_name(name); !w.of_sets() && (!bounded || !w.unbounded())) out.push_back(w);
    out.push_back(weights::within(1.5));
    return out;
  }
};

constexpr missing_rule every_rule[] = {missing_rule::available, missing_rule::pairable, missing_rule::complete};

#define EVERY_CHANCE_MODEL \
  chance::none, chance::uniform, chance::shared, chance::dealt, chance::learnt, chance::own, chance::occasional

}  // namespace

TEST_SUITE("properties") {
  TEST_CASE_TEMPLATE("relabelling and permuting coders or units change nothing", C, EVERY_CHANCE_MODEL) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      random_stream random{seed, 1};
      auto const t = random_codes(random, 25, 4, 4, 0.25);
      code_table relabelled = t;
      int const to[] = {2, 0, 3, 1};
      for (Eigen::Index i = 0; i < t.size(); ++i)
        if (t.data()[i] != missing) relabelled.data()[i] = to[t.data()[i]];
      code_table swapped = t;
      swapped.col(0).swap(swapped.col(2));
      code_table const reversed = t.colwise().reverse();
      weight_matrix agreement = weight_matrix::Identity(4, 4), moved = agreement;
      for (Eigen::Index k = 0; k < 4; ++k)
        for (Eigen::Index l = 0; l < k; ++l) {
          agreement(k, l) = agreement(l, k) = 0.9 * random.uniform();
          moved(to[k], to[l]) = moved(to[l], to[k]) = agreement(k, l);
        }
      for (auto const rule : every_rule) {
        double const value = model<C>::c({t, 4}, weights::nominal, {rule}).value;
        CHECK(model<C>::c({relabelled, 4}, weights::nominal, {rule}).value == near{value, 1e-12});
        CHECK(model<C>::c({relabelled, 4}, weights::from_matrix(moved), {rule}).value ==
              near{model<C>::c({t, 4}, weights::from_matrix(agreement), {rule}).value, 1e-12});
        for (auto const& w : model<C>::all_weights()) {
          double const same = model<C>::c({t, numbers(4)}, w, {rule}).value;
          CHECK(model<C>::c({swapped, numbers(4)}, w, {rule}).value == near{same, 1e-12});
          CHECK(model<C>::c({reversed, numbers(4)}, w, {rule}).value == near{same, 1e-12});
        }
      }
    }
  }

  TEST_CASE_TEMPLATE("counts are copies, for every weighting", C, EVERY_CHANCE_MODEL) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      random_stream random{seed, 2};
      auto const t = random_codes(random, 20, 3, 4, 0.2);
      std::vector<double> times;
      std::vector<std::size_t> copies;
      for (std::size_t u = 0; u < 20; ++u) {
        times.push_back(static_cast<double>(random.below(4)));
        for (int i = 0; i < static_cast<int>(times.back()); ++i) copies.push_back(u);
      }
      ratings const r{t, numbers(4)};
      for (auto const rule : every_rule)
        for (auto const& w : model<C>::all_weights()) {
          auto const counted = model<C>::c(r.recount(times), w, {rule});
          auto const copied = model<C>::c(r.select_units(copies), w, {rule});
          CAPTURE(counted.weights);
          CHECK(counted.value == near{copied.value, 1e-12});
          CHECK(standard_error(counted) == near{standard_error(copied), 1e-12});
        }
    }
  }

  TEST_CASE_TEMPLATE("twice the same units: the same value", C, chance::none, chance::uniform, chance::shared,
                     chance::own, chance::occasional) {
    random_stream random{3};
    ratings const r{random_codes(random, 30, 4, 3, 0.3), numbers(3)};
    for (auto const rule : every_rule)
      for (auto const& w : model<C>::all_weights()) {
        auto const once = model<C>::c(r, w, {rule}),
                   twice = model<C>::c(r.recount(std::vector<double>(30, 2)), w, {rule});
        CAPTURE(once.weights);
        CHECK(twice.value == near{once.value, 1e-12});
        CHECK(twice.n_used == near{2 * once.n_used, 0});
      }
  }

  TEST_CASE("twice the same units: alpha falls, its pool is larger") {
    random_stream random{3};
    ratings const r{random_codes(random, 30, 4, 3, 0.3), 3};
    auto const twice = r.recount(std::vector<double>(30, 2));
    for (auto const rule : every_rule)
      CHECK(krippendorff_alpha(twice, weights::nominal, {rule}).value <
            krippendorff_alpha(r, weights::nominal, {rule}).value - 1e-4);
  }

  TEST_CASE_TEMPLATE("importance: only ratios matter", C, EVERY_CHANCE_MODEL) {
    random_stream random{4};
    auto const t = random_codes(random, 25, 3, 3, 0.2);
    ratings_options once, tenfold;
    for (int u = 0; u < 25; ++u) {
      once.weight.push_back(0.1 + random.uniform());
      tenfold.weight.push_back(10 * once.weight.back());
    }
    ratings_options ones;
    ones.weight.assign(25, 1);
    for (auto const rule : every_rule)
      for (auto const& w : model<C>::all_weights()) {
        auto const a = model<C>::c({t, numbers(3), once}, w, {rule}),
                   b = model<C>::c({t, numbers(3), tenfold}, w, {rule});
        CAPTURE(a.weights);
        CHECK(a.value == near{b.value, 1e-12});
        CHECK(standard_error(a) == near{standard_error(b), 1e-12});
        auto const one = model<C>::c({t, numbers(3), ones}, w, {rule}), none = model<C>::c({t, numbers(3)}, w, {rule});
        CHECK(one.value == near{none.value, 1e-12});
        CHECK(standard_error(one) == near{standard_error(none), 1e-12});
      }
  }

  TEST_CASE_TEMPLATE("importance and copies give the same value, but for alpha, and other errors", C, chance::none,
                     chance::uniform, chance::shared, chance::own, chance::occasional) {
    random_stream random{13};
    auto const t = random_codes(random, 25, 3, 4, 0.2);
    std::vector<double> amounts;
    for (int u = 0; u < 25; ++u) amounts.push_back(1 + static_cast<double>(random.below(4)));
    ratings const important{t, numbers(4), {.weight = amounts}}, copied{t, numbers(4), {.count = amounts}};
    for (auto const rule : every_rule)
      for (auto const& w : model<C>::all_weights()) {
        auto const a = model<C>::c(important, w, {rule}), b = model<C>::c(copied, w, {rule});
        CAPTURE(a.weights);
        CHECK(a.value == near{b.value, 1e-12});
        CHECK(standard_error(a) > 1.01 * standard_error(b));  // fewer units, and those unequal
      }
  }

  TEST_CASE("importance and copies: alpha's pool is smaller where a heavy unit is one") {
    random_stream random{13};
    auto const t = random_codes(random, 25, 3, 4, 0.2);
    std::vector<double> amounts;
    for (int u = 0; u < 25; ++u) amounts.push_back(1 + static_cast<double>(random.below(4)));
    ratings const important{t, numbers(4), {.weight = amounts}}, copied{t, numbers(4), {.count = amounts}};
    for (auto const rule : every_rule)
      CHECK(krippendorff_alpha(important, weights::nominal, {rule}).expected_disagreement >
            krippendorff_alpha(copied, weights::nominal, {rule}).expected_disagreement + 1e-4);
  }

  TEST_CASE("importance: a heavy unit is still one value, never paired with itself") {
    // Brute force: expected disagreement over all ordered pairs of different values, weighted by both units' weights.
    random_stream random{5};
    auto const t = random_codes(random, 12, 3, 3, 0.2);
    ratings_options o;
    for (int u = 0; u < 12; ++u) o.weight.push_back(0.2 + random.uniform());
    ratings const r{t, numbers(3), o};
    double sum = 0, mass = 0;
    auto const& v = r.categories_scale();
    for (std::size_t u = 0; u < 12; ++u)
      for (std::size_t x = 0; x < 12; ++x)
        if (r.unit(u).size() >= 2 && r.unit(x).size() >= 2)
          for (auto const& a : r.unit(u))
            for (auto const& b : r.unit(x)) {
              if (u == x && a.coder == b.coder) continue;
              double const w = o.weight[u] * o.weight[x];
              double const d = v.value(static_cast<std::size_t>(a.code)) - v.value(static_cast<std::size_t>(b.code));
              sum += w * d * d;
              mass += w;
            }
    CHECK(krippendorff_alpha(r, weights::interval).expected_disagreement == near{sum / mass, 1e-12});
  }

  TEST_CASE_TEMPLATE("rescaled distances change nothing", C, chance::uniform, chance::shared, chance::dealt,
                     chance::own) {
    random_stream random{6};
    ratings const r{random_codes(random, 25, 3, 4, 0.2), 4};
    weight_matrix full = weight_matrix::Identity(4, 4), half(4, 4);
    for (Eigen::Index k = 0; k < 4; ++k)
      for (Eigen::Index l = 0; l < 4; ++l) half(k, l) = k == l ? 1 : 0.5;
    auto thousandfold = numbers(4).values();
    for (double& x : thousandfold) x *= 1000;
    auto const t = random_codes(random, 25, 3, 4, 0.2);
    for (auto const rule : every_rule) {
      CHECK(model<C>::c(r, weights::from_matrix(half), {rule}).value ==
            near{model<C>::c(r, weights::from_matrix(full), {rule}).value, 1e-12});
      CHECK(model<C>::c({t, scale::of_numbers(thousandfold)}, weights::interval, {rule}).value ==
            near{model<C>::c({t, numbers(4)}, weights::interval, {rule}).value, 1e-12});
    }
  }

  TEST_CASE("rescaled distances do change percent agreement and AC2") {
    random_stream random{6};
    ratings const r{random_codes(random, 25, 3, 4, 0.2), 4};
    weight_matrix half(4, 4);
    for (Eigen::Index k = 0; k < 4; ++k)
      for (Eigen::Index l = 0; l < 4; ++l) half(k, l) = k == l ? 1 : 0.5;
    auto const moved = [&](auto const& c, missing_rule const rule) {
      return std::abs(c(r, weights::from_matrix(half), {rule}).value - c(r, weights::nominal, {rule}).value);
    };
    for (auto const rule : every_rule) {
      CHECK(moved(percent_agreement, rule) > 0.01);
      CHECK(moved(gwet_ac, rule) > 1e-3);
    }
  }

  TEST_CASE("two coders: Fleiss is Scott, Conger is Cohen") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
      random_stream random{seed, 7};
      ratings const r{random_codes(random, 20, 2, 3, 0.2), numbers(3)};
      for (auto const rule : every_rule)
        for (auto const& w : model<chance::shared>::all_weights()) {
          CHECK(fleiss_kappa(r, w, {rule}).value == near{scott_pi(r, w, {rule}).value, 0});
          CHECK(conger_kappa(r, w, {rule}).value == near{cohen_kappa(r, w, {rule}).value, 0});
        }
    }
  }

  TEST_CASE_TEMPLATE("influence is the derivative by a unit's count, less its mean", C, EVERY_CHANCE_MODEL) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      random_stream random{seed, 8};
      auto const rule = every_rule[seed % 3];
      auto const t = random_codes(random, 15, 4, 4, 0.25);
      for (bool const weighted : {false, true}) {
        ratings_options o;
        if (weighted)
          for (int u = 0; u < 15; ++u) o.weight.push_back(0.3 + random.uniform());
        ratings const r{t, numbers(4), o};
        for (auto const& w : model<C>::all_weights()) {
          auto const e = model<C>::c(r, w, {rule});
          CAPTURE(e.weights);
          auto const influence = e.influence();
          std::vector<double> slope(15);
          double mean = 0, total = 0;
          for (std::size_t u = 0; u < 15; ++u) {
            std::vector<double> up(15, 1.0), down(15, 1.0);
            up[u] += 1e-5;
            down[u] -= 1e-5;
            slope[u] = e.n_used *
                       (model<C>::c(r.recount(up), w, {rule}).value - model<C>::c(r.recount(down), w, {rule}).value) /
                       2e-5;
            if (e.entered[r.design().row(u)]) mean += slope[u] / e.n_used;
            total += influence[u];
          }
          CHECK(total == near{0, 1e-9});
          for (std::size_t u = 0; u < 15; ++u)
            CHECK(influence[u] == near{e.entered[r.design().row(u)] ? slope[u] - mean : 0, 2e-6});
        }
      }
    }
  }

  TEST_CASE_TEMPLATE("masses changed in place are other masses", C, EVERY_CHANCE_MODEL) {
    random_stream random{13};
    ratings const r{random_codes(random, 30, 3, 4, 0.2), numbers(4)};
    for (auto const& w : model<C>::all_weights()) {
      auto const value = model<C>::c(r, w).on(r);
      std::vector<double> mass = r.row_count();
      static_cast<void>(value(mass));
      for (std::size_t j = 0; j < mass.size(); j += 2) mass[j] *= 3;
      auto const elsewhere = mass;
      CAPTURE(w.text());
      CHECK(value(mass) == model<C>::c(r, w).on(r)(elsewhere));
    }
  }

  TEST_CASE_TEMPLATE("influence is leaving one out, to first order", C, EVERY_CHANCE_MODEL) {
    random_stream random{9};
    auto const t = random_codes(random, 400, 3, 4, 0.2);
    ratings const r{t, numbers(4)};
    std::pair<missing_rule, weight_choice> const cases[] = {
        {missing_rule::available, weights::nominal},
        {missing_rule::pairable, weights::linear},
        {missing_rule::complete, model<C>::bounded ? weights::quadratic : weights::ordinal}};
    for (auto const& [rule, w] : cases) {
      auto const e = model<C>::c(r, w, {rule});
      auto const influence = e.influence();
      double jackknife_squares = 0, difference_squares = 0, mean = 0;
      std::vector<double> without(400);
      for (std::size_t u = 0; u < 400; ++u) {
        std::vector<double> times(400, 1.0);
        times[u] = 0;
        without[u] = (e.n_used - 1) * (e.value - model<C>::c(r.recount(times), w, {rule}).value);
        mean += without[u] / e.n_used;
      }
      for (std::size_t u = 0; u < 400; ++u) {
        if (!e.entered[r.design().row(u)]) continue;
        jackknife_squares += std::pow(without[u] - mean, 2);
        difference_squares += std::pow(without[u] - mean - influence[u], 2);
      }
      CHECK(difference_squares < 1e-3 * jackknife_squares);
      CHECK(standard_error(e, error_formula::jackknife) == near{standard_error(e), 0.03 * standard_error(e)});
    }
  }

  TEST_CASE_TEMPLATE("values by brute force over pairs", C, chance::shared, chance::dealt, chance::own) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      random_stream random{seed, 10};
      ratings const r{random_codes(random, 14, 3, 4, 0), numbers(4)};
      for (auto const& w : {weights::nominal, weights::interval, weights::ratio, weights::linear, weights::bipolar}) {
        weighting const d{w, r.categories_scale()};
        auto const code = [&](std::size_t u, std::size_t c) { return static_cast<std::size_t>(r.unit(u)[c].code); };
        double observed = 0, expected = 0, pairs = 0;
        for (std::size_t u = 0; u < 14; ++u)
          for (std::size_t a = 0; a < 3; ++a)
            for (std::size_t b = 0; b < 3; ++b)
              if (a != b) observed += d.between(code(u, a), code(u, b)) / (14 * 6);
        for (std::size_t u = 0; u < 14; ++u)
          for (std::size_t x = 0; x < 14; ++x)
            for (std::size_t a = 0; a < 3; ++a)
              for (std::size_t b = 0; b < 3; ++b) {
                bool const counts =
                    std::is_same_v<C, chance::shared> || (std::is_same_v<C, chance::own> ? a != b : u != x || a != b);
                if (!counts) continue;
                expected += d.between(code(u, a), code(x, b));
                pairs += 1;
              }
        CHECK(model<C>::c(r, w).value == near{1 - observed / (expected / pairs), 1e-11});
      }
    }
  }
}

TEST_SUITE("properties: many distinct values") {
  TEST_CASE("sums over all categories agree with sums over pairs") {
    random_stream random{11};
    for (double const spread : {5.0, 0.5, 0.05, 0.001}) {
      std::vector<double> values{0.0};
      for (int k = 0; k < 700; ++k)
        values.push_back(values.back() == 0.0 ? 3.0 : values.back() * (1 + spread * random.uniform() / 700));
      auto const s = scale::of_numbers(values);
      std::vector<double> p(values.size());
      for (double& x : p) x = random.uniform();
      for (auto const& w :
           {weights::nominal, weights::interval, weights::ratio, weights::linear, weights::quadratic, weights::circular,
            weights::gwet_ratio, weights::gwet_ordinal, weights::radical, weights::bipolar}) {
        weighting const d{w, s};
        auto const all = d.to_all(p);
        for (std::size_t k = 0; k < p.size(); k += 50) {
          double sum = 0;
          for (std::size_t l = 0; l < p.size(); ++l) sum += p[l] * d.between(k, l);
          CAPTURE(w.text());
          CAPTURE(spread);
          CHECK(all[k] == near{sum, 1e-10 * std::abs(sum) + 1e-13});
        }
      }
    }
  }

  TEST_CASE("measurements far from zero, close together or tiny keep their digits") {
    random_stream random{12};
    code_table t(40, 3);
    std::vector<double> base;
    for (int k = 0; k < 120; ++k) base.push_back(k + random.uniform());
    for (Eigen::Index i = 0; i < 120; ++i) t.data()[i] = static_cast<int>(random.below(120));
    double const value = krippendorff_alpha({t, scale::of_numbers(base)}, weights::interval).value;
    for (auto const& [factor, shift] :
         std::vector<std::pair<double, double>>{{1e-12, 0}, {1e12, 0}, {1, 1e8}, {1e-6, 1}}) {
      auto moved = base;
      for (double& x : moved) x = x * factor + shift;
      CHECK(krippendorff_alpha({t, scale::of_numbers(moved)}, weights::interval).value == near{value, 1e-6});
    }
  }
}
