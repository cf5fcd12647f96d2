// The automatic interval: which method, how clustered, and what it says at the ends of the scale.
#include <intercoder/inference/interval.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/posterior.hpp>
#include <intercoder/inference/test.hpp>

#include "../support/near.hpp"

using namespace intercoder;

namespace {

scale yes_no() { return scale::of_labels({"no", "yes"}); }

scale numbered(std::size_t q) {
  std::vector<double> values;
  for (std::size_t k = 1; k <= q; ++k) values.push_back(static_cast<double>(k));
  return scale::of_numbers(values);
}

/// Coders who keep a unit's true code with probability `same`, in sources that share a tendency to disagree.
ratings simulate(std::uint64_t seed, int units, int coders, int q, double same, std::vector<std::string> sources = {}) {
  random_stream random{seed};
  code_table t(units, coders);
  for (Eigen::Index u = 0; u < units; ++u) {
    auto const truth = static_cast<int>(random.below(static_cast<std::uint64_t>(q)));
    for (Eigen::Index c = 0; c < coders; ++c)
      t(u, c) = random.uniform() < same ? truth : static_cast<int>(random.below(static_cast<std::uint64_t>(q)));
  }
  std::vector<std::string> labels;
  for (int k = 0; k < q; ++k) labels.emplace_back(1, static_cast<char>('a' + k));
  return {t, scale::of_labels(labels), {.sources = std::move(sources)}};
}

std::vector<std::string> in_sources(int units, int sources) {
  std::vector<std::string> out;
  for (int u = 0; u < units; ++u) out.push_back("P" + std::to_string(u * sources / units));
  return out;
}

}  // namespace

TEST_SUITE("interval: the automatic choice") {
  TEST_CASE("method by shape of the data") {
    CHECK(interval(cohen_kappa(simulate(1, 60, 2, 2, 0.8))).method == interval_method::jeffreys);
    CHECK(interval(gwet_ac(simulate(1, 60, 2, 2, 0.8))).method == interval_method::jeffreys);
    CHECK(interval(cohen_kappa(simulate(1, 60, 2, 3, 0.8))).method == interval_method::fisher_z);
    CHECK(interval(fleiss_kappa(simulate(1, 60, 3, 2, 0.8))).method == interval_method::fisher_z);
    CHECK(interval(fleiss_kappa(simulate(1, 20, 3, 2, 0.8))).method == interval_method::jeffreys);
    CHECK(interval(percent_agreement(simulate(1, 60, 2, 3, 0.8))).method == interval_method::jeffreys);
    CHECK(interval(percent_agreement(simulate(1, 60, 3, 3, 0.8))).method == interval_method::logit);
    CHECK(interval(fleiss_kappa(simulate(1, 60, 3, 3, 1.0))).method == interval_method::jeffreys);
    CHECK(interval(fleiss_kappa(simulate(1, 60, 9, 4, 1.0))).method == interval_method::jeffreys);
    CHECK(interval(percent_agreement(simulate(1, 60, 9, 4, 1.0))).method == interval_method::exact);
  }

  TEST_CASE("at the ends: never one point, and the value is inside") {
    for (int coders : {2, 3, 9})
      for (int q : {2, 3, 4}) {
        auto const e = fleiss_kappa(simulate(2, 40, coders, q, 1.0));
        auto const i = interval(e);
        CAPTURE(coders);
        CAPTURE(q);
        CHECK(e.value == 1);
        CHECK(i.high == 1);
        CHECK(i.low < 0.95);
        CHECK(i.low > 0.5);
      }
    code_table apart(10, 2);
    for (Eigen::Index u = 0; u < 10; ++u) apart.row(u) << static_cast<int>(u % 2), static_cast<int>(1 - u % 2);
    auto const worst = cohen_kappa(ratings{apart, yes_no()});
    CHECK(worst.value == -1);
    CHECK(interval(worst).low == -1);
    CHECK(interval(worst).high > -0.9);
    auto const none = percent_agreement(ratings{apart, yes_no()});
    CHECK(interval(none).low == 0);
    CHECK(interval(none).high == near{1 - std::pow(0.025, 0.1), 1e-9});
  }

  TEST_CASE("a coder who never varies: a status, and an interval that is not a point") {
    code_table t(20, 2);
    for (Eigen::Index u = 0; u < 20; ++u) t.row(u) << 0, static_cast<int>(u % 4 == 0);
    auto const e = cohen_kappa(ratings{t, yes_no()});
    CHECK(e.status == status::one_coder_constant);
    CHECK(std::isnan(standard_error(e)));
    auto const i = interval(e);
    CHECK(i.high - i.low > 0.1);
    code_table three = code_table::Zero(20, 2);
    for (Eigen::Index u = 0; u < 20; ++u) three(u, 1) = static_cast<int>(u % 3);
    auto const wide = interval(cohen_kappa(ratings{three, 3}));
    CHECK(wide.method == interval_method::jeffreys);
    CHECK(wide.high - wide.low > 0.1);
    auto const by_error = interval(cohen_kappa(ratings{three, 3}), {.method = interval_method::fisher_z});
    CHECK(std::isnan(by_error.low));
    CHECK(by_error.reason == "Coder 1 used '1' only, so the value cannot move and has no error.");
  }

  TEST_CASE("the rule for clusters") {
    error_parts p;
    p.n = 200;
    p.by_unit = 0.01;
    CHECK(effect_of_clustering(p).design_effect == 1);
    CHECK(effect_of_clustering(p).df == 199);
    p.sources = 10;
    p.effective_sources = 10;
    p.mean_source_size = 20;
    p.by_source = 0.03;
    CHECK(effect_of_clustering(p).design_effect == near{3, 1e-12});
    CHECK(effect_of_clustering(p).df == 9);
    CHECK_FALSE(effect_of_clustering(p).correlation_assumed);
    p.by_source = 0.005;  // below 1, but the interval is not narrower than with independent units
    auto const ratio = distributions::student_t_quantile(0.975, 199) / distributions::student_t_quantile(0.975, 9);
    CHECK(effect_of_clustering(p).design_effect == near{ratio * ratio, 1e-12});
    p.by_source_unhidden = 0.04;
    CHECK(effect_of_clustering(p).design_effect == near{4, 1e-12});
    p.largest_source = 5;  // 4 with 9 degrees of freedom is more than a correlation of 1 could do
    CHECK(effect_of_clustering(p).design_effect == 5);
    CHECK(effect_of_clustering(p).df == 199);
    p.largest_source = 50;
    p.by_source_unhidden = not_a_number;
    p.sources = 3;
    p.effective_sources = 3;
    p.mean_source_size = 41;
    p.by_source = 0.02;
    CHECK(effect_of_clustering(p).design_effect == near{(2 * 2 + 4 * 3.0) / 6, 1e-12});
    CHECK(effect_of_clustering(p).df == 6);
    CHECK(effect_of_clustering(p).correlation_assumed);
    p.by_source = 0.05;  // more than was assumed: believed
    CHECK(effect_of_clustering(p).design_effect == near{5, 1e-12});
    p.sources = 1;
    p.effective_sources = 1;
    CHECK(effect_of_clustering(p).df == 3);
    CHECK(effect_of_clustering(p).design_effect == near{3, 1e-12});
    p.sources = 3;
    p.effective_sources = 3;
    p.by_unit = 0;
    CHECK(effect_of_clustering(p).design_effect == near{3, 1e-12});
  }

  TEST_CASE("no level makes an interval narrower than with independent units") {
    auto const data = simulate(21, 200, 3, 3, 0.8, in_sources(200, 5));
    auto const two = simulate(21, 200, 2, 2, 0.8, in_sources(200, 5));
    for (auto const& e : {fleiss_kappa(data), cohen_kappa(two)})
      for (double const level : {0.5, 0.8, 0.9, 0.95, 0.99}) {
        auto const known = interval(e, {.level = level}), unknown = interval(e, {.level = level, .by_source = false});
        CHECK(known.high - known.low >= 0.985 * (unknown.high - unknown.low));  // up to the draws of a posterior
      }
  }

  TEST_CASE("few units in few sources: no more degrees of freedom than units") {
    auto const i = interval(fleiss_kappa(simulate(3, 5, 3, 3, 0.6, {"P1", "P1", "P2", "P3", "P4"})));
    CHECK(i.df <= 4);
  }

  TEST_CASE("units that do not enter do not narrow an interval") {
    code_table t(200, 3);
    for (Eigen::Index u = 0; u < 200; ++u) t.row(u).setConstant(static_cast<int>(u % 2));
    for (Eigen::Index u = 15; u < 200; ++u) t(u, 2) = missing;
    auto const i =
        interval(percent_agreement(ratings{t, yes_no()}, weights::nominal, {.missing = missing_rule::complete}));
    CHECK(i.low == near{std::pow(0.025, 1.0 / 15), 1e-9});
  }

  TEST_CASE("perfect agreement pooled over different units knows its sources") {
    auto const of = [](int units) {
      code_table t(units, 2);
      for (Eigen::Index u = 0; u < units; ++u) t.row(u).setConstant(static_cast<int>(u % 2));
      return cohen_kappa(ratings{t, yes_no(), {.sources = in_sources(units, 6)}});
    };
    auto const alone = interval(of(110)), same = interval(pooled(std::vector{of(110), of(110)})),
               different = interval(pooled(std::vector{of(100), of(110)}));
    CHECK(different.low < alone.low);
    CHECK(different.low == near{same.low, 0.05});
  }

  TEST_CASE("where too little was seen for one method, the interval says which two it covers") {
    code_table t(6, 2);
    t << 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1;
    auto const e = gwet_ac(ratings{t, yes_no()});
    auto const both = interval(e);
    CHECK(both.method == interval_method::jeffreys);
    CHECK(both.also == interval_method::fisher_z);
    auto const posterior = interval(e, {.method = interval_method::jeffreys});
    auto const error = interval(e, {.method = interval_method::fisher_z});
    CHECK(posterior.also == interval_method::automatic);
    CHECK(both.low == near{std::min(posterior.low, error.low), 1e-12});
    CHECK(both.high == near{std::max(posterior.high, error.high), 1e-12});
  }

  TEST_CASE("sources without a unit coded twice show no disagreement and do not count") {
    auto const names = in_sources(120, 12);
    random_stream random{11};
    code_table t(120, 2);
    for (Eigen::Index u = 0; u < 120; ++u) {
      int const a = static_cast<int>(random.below(3));
      t.row(u) << a, u >= 40 ? missing : random.uniform() < 0.8 ? a : static_cast<int>(random.below(3));
    }
    ratings const data{t, numbered(3), {.sources = names}};
    CHECK(error_variance(fleiss_kappa(data)).effective_sources == near{4, 1e-12});
    CHECK(error_variance(fleiss_kappa(data)).mean_source_size == near{10, 1e-12});
    CHECK(interval(fleiss_kappa(data)).correlation_assumed);
  }

  TEST_CASE("the posterior for many coders is that of the yes/no table where there are two") {
    auto const e = cohen_kappa(simulate(8, 40, 2, 2, 0.7));
    auto const two = posterior_draws(e, pattern_prior::jeffreys, 40);
    auto const many = posterior_draws(e, pattern_prior::contested, 40);
    for (std::size_t const at : {500U, 10'000U, 19'500U}) CHECK(two[at] == near{many[at], 0.02});
  }

  TEST_CASE("a prior that counts less: the same mean, for few degrees of freedom a wider spread") {
    auto const e = cohen_kappa(simulate(8, 40, 2, 2, 0.7));
    auto const mean_and_spread = [](std::vector<double> const& x) {
      double mean = 0, spread = 0;
      for (double const v : x) mean += v / static_cast<double>(x.size());
      for (double const v : x) spread += (v - mean) * (v - mean) / static_cast<double>(x.size());
      return std::pair{mean, std::sqrt(spread)};
    };
    for (auto const prior : {pattern_prior::jeffreys, pattern_prior::contested}) {
      auto const [mean, spread] = mean_and_spread(posterior_draws(e, prior, 40));
      auto const [same, wider] = mean_and_spread(posterior_draws(e, prior, 20, 0.5));
      CHECK(same == near{mean, 0.02});
      CHECK(wider / spread == near{std::sqrt(2), 0.07});
    }
  }

  TEST_CASE("every unit its own source: the error of independent units") {
    auto const plain = simulate(4, 80, 3, 3, 0.7);
    auto const each = simulate(4, 80, 3, 3, 0.7, in_sources(80, 80));
    CHECK(standard_error(fleiss_kappa(each)) == near{standard_error(fleiss_kappa(plain)), 1e-13});
    auto const a = interval(fleiss_kappa(plain), {.method = interval_method::fisher_z});
    auto const b = interval(fleiss_kappa(each), {.method = interval_method::fisher_z});
    CHECK(a.low == near{b.low, 1e-12});
    CHECK(a.df == b.df);
  }

  TEST_CASE("one source: an interval that says what it assumed") {
    auto const i = interval(fleiss_kappa(simulate(5, 80, 3, 3, 0.7, in_sources(80, 1))));
    CHECK(i.correlation_assumed);
    CHECK(i.design_effect == near{1 + 79 * 0.05, 1e-12});
    CHECK(i.low < i.high);
  }

  TEST_CASE("wider levels hold narrower ones, seeds give the same digits") {
    for (auto const& e : {cohen_kappa(simulate(6, 50, 2, 2, 0.8)), cohen_kappa(simulate(6, 50, 2, 3, 0.8))}) {
      auto const narrow = interval(e, {.level = 0.8}), wide = interval(e, {.level = 0.99});
      CHECK(wide.low < narrow.low);
      CHECK(wide.high > narrow.high);
      CHECK(interval(e, {.seed = 3}).low == interval(e, {.seed = 3}).low);
    }
    CHECK(random_stream{0}.bits() == random_stream{0, 0}.bits());
    CHECK(random_stream{0, 1}.bits() != random_stream{0, 0}.bits());
  }

  TEST_CASE("a test inverts the interval where sources are known") {
    auto const e = fleiss_kappa(simulate(7, 200, 3, 3, 0.6, in_sources(200, 10)));
    auto const t = test(e, 0.2);
    CHECK(t.method == "inverted_interval");
    auto const at = interval(e, {.level = 1 - t.p_value});
    CHECK(std::min(std::abs(at.low - 0.2), std::abs(at.high - 0.2)) == near{0, 1e-6});
    CHECK(t.p_value == near{2 * distributions::student_t_tail(std::abs(t.statistic), t.df), 1e-7});
  }
}

TEST_SUITE("interval: how often it covers (short)") {
  /// Two coders who agree beyond chance with probability kappa; the full grid is a benchmark.
  double coverage(int units, int sources, std::vector<double> const& shares, double kappa, int studies) {
    int covered = 0, defined = 0;
    for (int s = 0; s < studies; ++s) {
      random_stream random{99, static_cast<std::uint64_t>(s)};
      auto const draw = [&] {
        double left = random.uniform();
        int k = 0;
        while (k + 1 < static_cast<int>(shares.size()) && left > shares[static_cast<std::size_t>(k)])
          left -= shares[static_cast<std::size_t>(k++)];
        return k;
      };
      code_table t(units, 2);
      for (Eigen::Index u = 0; u < units; ++u) {
        int const a = draw();
        t.row(u) << a, random.uniform() < kappa ? a : draw();
      }
      auto const e = cohen_kappa(ratings{
          t, numbered(shares.size()), {.sources = sources ? in_sources(units, sources) : std::vector<std::string>{}}});
      if (!e.defined()) continue;
      ++defined;
      auto const i = interval(e);
      covered += i.low <= kappa && kappa <= i.high;
    }
    return static_cast<double>(covered) / defined;
  }
  TEST_CASE("95 % intervals hold the true value about 95 % of the time") {
    CHECK(coverage(100, 0, {0.5, 0.3, 0.2}, 0.7, 400) > 0.91);
    CHECK(coverage(200, 10, {0.5, 0.3, 0.2}, 0.7, 400) > 0.91);
    CHECK(coverage(50, 0, {0.7, 0.3}, 0.8, 60) > 0.85);
    CHECK(coverage(200, 5, {0.7, 0.3}, 0.8, 60) > 0.85);
  }
}
