// A function of weighted units becomes an estimate: by sums, and by rows, with slopes that are its derivatives.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/statistic.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/variance.hpp>

#include "../support/near.hpp"

namespace {

using namespace intercoder;

constexpr coefficient_info info{.name = "share_of_pairs", .title = "share of pairs", .from_zero_to_one = true};

/// Percent agreement of two, as it would be written without a chance model.
statistic_of_sums share_by_sums(ratings const&) {
  return {2,
          [](std::span<cell const> row, std::span<double> sums) {
            sums[0] += 1;
            sums[1] += row[0].code == row[1].code;
          },
          [](std::span<double const> sums) { return sums[1] / sums[0]; }};
}

double share_by_rows(weighted_rows const& rows) {
  double agree = 0, all = 0;
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0)) continue;
    auto const row = rows.data.row(j);
    all += rows.mass[j];
    agree += row[0].code == row[1].code ? rows.mass[j] : 0;
  }
  return agree / all;
}

ratings drawn(std::uint64_t seed, bool weighted) {
  random_stream random{seed};
  code_table t(40, 2);
  ratings_options o;
  for (Eigen::Index u = 0; u < t.rows(); ++u) {
    t(u, 0) = static_cast<int>(random.below(3));
    t(u, 1) = random.uniform() < 0.7 ? t(u, 0) : static_cast<int>(random.below(3));
    if (random.uniform() < 0.1) t(u, 1) = missing;
    if (weighted) o.weight.push_back(0.5 + random.uniform());
    o.sources.push_back(std::to_string(u % 7));
  }
  return ratings(t, scale::of_labels({"a", "b", "c"}), o);
}

}  // namespace

TEST_SUITE("statistics of weighted units") {
  TEST_CASE("both forms give the value, error and interval of the same coefficient with a chance model") {
    for (bool const weighted : {false, true}) {
      CAPTURE(weighted);
      auto const r = drawn(3, weighted);
      auto const known = percent_agreement(r, weights::nominal, {missing_rule::complete});
      for (auto const& e : {estimate_of(info, r, missing_rule::complete, share_by_sums),
                            estimate_of(info, r, missing_rule::complete, share_by_rows)}) {
        CHECK(e.value == near{known.value, 1e-12});
        CHECK(e.status == status::ok);
        CHECK(e.n_pairable == known.n_pairable);
        CHECK(standard_error(e) == near{standard_error(known), 1e-7});
        CHECK(standard_error(e, error_formula::jackknife) ==
              near{standard_error(known, error_formula::jackknife), 1e-12});
        auto const i = interval(e);
        CHECK(i.method == interval_method::logit);
        CHECK(i.low < e.value);
        CHECK(e.value < i.high);
        CHECK_THROWS_WITH_AS(standard_error(e, error_formula::gwet),
                             "se: 'gwet' is for coefficients with a chance model of their own; found share of pairs; "
                             "use 'ratio' or 'jackknife'",
                             bad_argument);
      }
    }
  }

  TEST_CASE("no value gives a status and the sentence of the statistic") {
    constexpr coefficient_info never{
        .name = "never", .title = "never", .undefined = "It is a test of what has no value."};
    auto const e =
        estimate_of(never, drawn(4, false), missing_rule::complete, [](weighted_rows const&) { return not_a_number; });
    CHECK(e.status == status::no_variation);
    CHECK(e.reason == "It is a test of what has no value.");
    CHECK(std::isnan(standard_error(e)));
  }

  TEST_CASE("no unit coded by both") {
    code_table t(2, 2);
    t << 0, missing, missing, 1;
    auto const e = estimate_of(info, ratings(t, scale::of_labels({"a", "b"})), missing_rule::complete, share_by_sums);
    CHECK(e.status == status::no_pairs);
    CHECK_FALSE(e.defined());
  }

  TEST_CASE("refuses ratings it is not about") {
    auto const r = drawn(5, false);
    constexpr coefficient_info numbers{.name = "mean_of", .title = "mean", .needs_numbers = true};
    CHECK_THROWS_WITH_AS(estimate_of(numbers, r, missing_rule::complete, share_by_rows),
                         "mean_of: needs numbers; the categories are labels, such as 'a'", bad_argument);
    constexpr coefficient_info yes_no{.name = "index", .title = "index", .categories = 2};
    CHECK_THROWS_WITH_AS(estimate_of(yes_no, r, missing_rule::complete, share_by_rows),
                         "index: is about 2 categories; found 3; collapse to one category against the others first",
                         bad_argument);
  }
}
