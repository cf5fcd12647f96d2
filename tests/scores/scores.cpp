// Scores: published tables, what must not change them, what their slopes are, and where they have no value.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include <intercoder/core/random.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/inference/variance.hpp>
#include <intercoder/scores/list.hpp>

#include "../support/near.hpp"

namespace {

using namespace intercoder;

constexpr double none = not_a_number;
using numbers = std::vector<std::vector<double>>;

ratings of(numbers const& x, ratings_options const& o = {}) {
  std::set<double> seen;
  for (auto const& row : x)
    for (double const v : row)
      if (v == v) seen.insert(v);
  std::vector<double> const values(seen.begin(), seen.end());
  code_table t(static_cast<Eigen::Index>(x.size()), static_cast<Eigen::Index>(x[0].size()));
  for (std::size_t u = 0; u < x.size(); ++u)
    for (std::size_t c = 0; c < x[u].size(); ++c)
      t(static_cast<Eigen::Index>(u), static_cast<Eigen::Index>(c)) =
          x[u][c] == x[u][c] ? static_cast<int>(std::ranges::lower_bound(values, x[u][c]) - values.begin()) : missing;
  return {t, scale::of_numbers(values), o};
}

numbers drawn(std::uint64_t seed, std::size_t n, std::size_t k, double gaps = 0) {
  random_stream random{seed};
  numbers x(n, std::vector<double>(k));
  for (auto& row : x) {
    double const unit = std::floor(8 * random.uniform());
    for (std::size_t c = 0; c < k; ++c) {
      row[c] = unit + static_cast<double>(c) / 2 + std::floor(4 * random.uniform());
      if (random.uniform() < gaps) row[c] = none;
    }
  }
  return x;
}

numbers changed(numbers x, std::function<double(std::size_t, double)> const& f) {
  for (auto& row : x)
    for (std::size_t c = 0; c < row.size(); ++c) row[c] = f(c, row[c]);
  return x;
}

struct named {
  char const* name;
  std::function<estimate(ratings const&)> of;
  bool coder_shift = false;  ///< may each coder have an origin of their own?
  bool factor = true;        ///< may the unit of measurement change?
};
std::vector<named> all() {
  std::vector<named> out;
  for (int const model : {1, 2, 3})
    for (bool const average : {false, true})
      for (auto const kind : {icc_kind::agreement, icc_kind::consistency})
        if (model != 1 || kind == icc_kind::agreement)
          out.push_back({"icc",
                         [=](ratings const& r) { return icc(r, {.model = model, .average = average, .kind = kind}); },
                         kind == icc_kind::consistency});
  out.push_back({"kendall_w", [](ratings const& r) { return kendall_w(r); }, true});
  out.push_back({"lin_ccc", [](ratings const& r) { return lin_ccc(r); }});
  out.push_back({"finn", [](ratings const& r) { return finn(r, {.levels = 12}); }, false, false});
  out.push_back({"finn two-way", [](ratings const& r) { return finn(r, {.model = layout::two_way, .levels = 12}); },
                 true, false});
  out.push_back({"iota", [](ratings const& r) { return iota(r); }});
  out.push_back({"nominal iota", [](ratings const& r) { return iota(r, iota_scale::nominal); }});
  out.push_back({"robinson_a", [](ratings const& r) { return robinson_a(r); }});
  out.push_back({"mean_correlation", [](ratings const& r) { return mean_correlation(r); }, true});
  out.push_back(
      {"rank correlation", [](ratings const& r) { return mean_correlation(r, correlation::spearman); }, true});
  return out;
}

numbers const judges{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};

}  // namespace

TEST_SUITE("scores") {
  TEST_CASE("Shrout & Fleiss (1979): ten forms, F, intervals") {
    struct form {
      icc_options o;
      char const* title;
      double value, f, low, high;
    };
    auto const a = icc_kind::agreement, c = icc_kind::consistency;
    std::vector<form> const forms{
        {{1, false}, "ICC(1,1)", .1657417684, 1.794678492, -.1329323249, .7225600623},
        {{1, true}, "ICC(1,k)", .4427971337, 1.794678492, -.8844421552, .9124154203},
        {{2, false, a}, "ICC(2,1)", .2897637795, 11.027247956, .0187865134, .7610843696},
        {{2, true, a}, "ICC(2,k)", .6200505476, 11.027247956, .0711368153, .9272320402},
        {{3, false, a}, "ICC(A,1), these coders", .2897637795, 11.027247956, .0187865134, .7610843696},
        {{3, true, a}, "ICC(A,k), these coders", .6200505476, 11.027247956, .0711368153, .9272320402},
        {{2, false, c}, "ICC(C,1), coders a sample", .7148407148, 11.027247956, .342464765, .94585826},
        {{2, true, c}, "ICC(C,k), coders a sample", .9093155424, 11.027247956, .6756747138, .9858916782},
        {{3, false, c}, "ICC(3,1)", .7148407148, 11.027247956, .342464765, .94585826},
        {{3, true, c}, "ICC(3,k)", .9093155424, 11.027247956, .6756747138, .9858916782},
    };
    for (auto const& f : forms) {
      CAPTURE(f.title);
      auto const e = icc(of(judges), f.o);
      auto const t = test(e);
      auto const i = interval(e);
      CHECK(e.title == f.title);
      CHECK(e.value == near{f.value, 1e-9});
      CHECK(t.statistic == near{f.f, 1e-8});
      CHECK(t.method == "F");
      CHECK(t.df == 5);
      CHECK(t.df_denominator == near{f.o.model == 1 ? 18. : 15., 1e-9});
      CHECK(i.method == interval_method::exact);
      CHECK(i.low == near{f.low, 1e-8});
      CHECK(i.high == near{f.high, 1e-8});
      auto const at_limit = test(e, i.low);  // the lower limit is where the upper tail is 2.5 %
      if (f.o.model == 1 || f.o.kind == icc_kind::consistency) CHECK(at_limit.p_value == near{.025, 1e-6});
    }
  }

  TEST_CASE("units, coders, origin and unit of measurement do not matter where they should not") {
    auto const x = drawn(1, 30, 3);
    auto units = x, coders = x;
    std::ranges::reverse(units);
    for (auto& row : coders) std::swap(row[0], row[2]);
    for (auto const& s : all()) {
      CAPTURE(s.name);
      double const value = s.of(of(x)).value;
      CHECK(std::isfinite(value));
      CHECK(s.of(of(units)).value == near{value, 1e-12});
      CHECK(s.of(of(coders)).value == near{value, 1e-12});
      CHECK(s.of(of(changed(x, [](std::size_t, double v) { return v + 1e6; }))).value == near{value, 1e-9});
      if (s.factor)
        CHECK(s.of(of(changed(x, [](std::size_t, double v) { return 3 * v; }))).value == near{value, 1e-12});
      if (s.coder_shift)
        CHECK(s.of(of(changed(x, [](std::size_t c, double v) { return v + 1e4 * static_cast<double>(c); }))).value ==
              near{value, 1e-9});
    }
  }

  TEST_CASE("small noise on large numbers") {
    auto const x = drawn(2, 50, 3);
    auto const far = changed(x, [](std::size_t, double v) { return 1e8 + v / 1024; });
    for (auto const& s : all()) {
      CAPTURE(s.name);
      if (s.factor) CHECK(s.of(of(far)).value == near{s.of(of(x)).value, 1e-12});
    }
  }

  TEST_CASE("counts are copies; slopes are what leaving out changes, to first order") {
    auto const x = drawn(3, 60, 3);
    auto copied = x;
    std::vector<double> count(x.size(), 1);
    for (std::size_t u = 0; u < x.size(); u += 3) {
      copied.push_back(x[u]);
      count[u] = 2;
    }
    for (auto const& s : all()) {
      CAPTURE(s.name);
      auto const e = s.of(of(copied));
      auto const f = s.of(of(x, {.count = count}));
      CHECK(f.value == near{e.value, 1e-12});
      CHECK(standard_error(f) == near{standard_error(e), 1e-6});
      CHECK(standard_error(e, error_formula::jackknife) == near{standard_error(e), .15 * standard_error(e)});
    }
  }

  TEST_CASE("importance has no scale; sources make errors and intervals their own") {
    auto const x = drawn(4, 40, 3);
    ratings_options one, ten, sources;
    random_stream random{5};
    for (std::size_t u = 0; u < x.size(); ++u) {
      one.weight.push_back(.5 + random.uniform());
      ten.weight.push_back(10 * one.weight.back());
      sources.sources.push_back(std::to_string(u % 8));
    }
    for (auto const& s : all()) {
      CAPTURE(s.name);
      CHECK(s.of(of(x, ten)).value == near{s.of(of(x, one)).value, 1e-12});
      auto const e = s.of(of(x, sources));
      auto const i = interval(e);
      CHECK(e.n_sources == 8);
      CHECK((i.method == interval_method::fisher_z || i.method == interval_method::logit));
      CHECK(i.low < e.value);
      CHECK(e.value < i.high);
      CHECK(test(e).method == "inverted_interval");
    }
    CHECK_THROWS_WITH_AS(
        static_cast<void>(interval(icc(of(x, sources)), {.method = interval_method::exact})),
        "interval: method 'exact' of ICC(2,1) takes units as independent; these come from 8 source(s), "
        "which are ignored on request only (by_source = false; in Python cluster=None)",
        bad_argument);
  }

  TEST_CASE("one-way ICC with missing ratings is the analysis of variance of units of different size") {
    auto const x = drawn(6, 40, 4, .3);
    double n = 0, all = 0, squares = 0, sum = 0, within = 0, between = 0;
    std::vector<std::pair<double, double>> means;
    for (auto const& row : x) {
      double m = 0, s = 0;
      for (double const v : row)
        if (v == v) m += 1, s += v;
      if (m == 0) continue;
      for (double const v : row)
        if (v == v) within += (v - s / m) * (v - s / m);
      means.emplace_back(m, s / m);
      n += 1, all += m, squares += m * m, sum += s;
    }
    for (auto const& [m, mean] : means) between += m * (mean - sum / all) * (mean - sum / all);
    double const n0 = (all - squares / all) / (n - 1), b = between / (n - 1), w = within / (all - n);
    auto const e = icc(of(x), {.model = 1});
    CHECK(e.value == near{(b - w) / (b + (n0 - 1) * w), 1e-12});
    CHECK(test(e).statistic == near{b / w, 1e-9});
    CHECK(icc(of(x), {.model = 1, .average = true}).value == near{(b - w) / b, 1e-12});
    CHECK(icc(of(x)).n_used < e.n_used);  // two-way: only what every coder rated
  }

  TEST_CASE("relations between them") {
    auto const x = drawn(7, 25, 2);
    auto const r = of(x);
    CHECK(iota(r).value == near{lin_ccc(r).value, 1e-15});
    double const rho = mean_correlation(r, correlation::spearman).value;
    CHECK(kendall_w(r).value == near{(rho + 1) / 2, .02});  // exactly, were there no ties
    auto const w = kendall_w(r);
    CHECK(test(w).statistic == near{2 * 24 * w.value, 1e-9});
    CHECK(test(w).method == "chi_squared");
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (auto const& row : x) a += row[0] / 25, b += row[1] / 25;
    for (auto const& row : x) {
      aa += (row[0] - a) * (row[0] - a) / 25;
      bb += (row[1] - b) * (row[1] - b) / 25;
      ab += (row[0] - a) * (row[1] - b) / 25;
    }
    CHECK(lin_ccc(r).value == near{2 * ab / (aa + bb + (a - b) * (a - b)), 1e-12});
    CHECK(mean_correlation(r).value == near{ab / std::sqrt(aa * bb), 1e-12});
  }

  TEST_CASE("no value, and why") {
    for (auto const& s : all()) {
      CAPTURE(s.name);
      bool const finns = std::string{s.name}.starts_with("finn");
      auto const constant = s.of(of({{3, 3}, {3, 3}, {3, 3}}));
      CHECK(constant.defined() == finns);
      CHECK((finns || constant.status == status::no_variation));
      CHECK((finns || !constant.reason.empty()));
      CHECK(s.of(of({{1}, {2}, {3}})).status == status::one_coder);
      CHECK(s.of(of({{1, none}, {none, 2}})).status == status::no_pairs);
      auto const one = s.of(of({{1, 2}}));
      CHECK((one.status == status::no_variation || one.status == status::no_spread || one.value <= 0));
      if (auto const i = interval(one); std::isfinite(i.low)) CHECK(i.method == interval_method::jeffreys);
      auto const perfect = s.of(of({{1, 1}, {2, 2}, {5, 5}}));
      CHECK(perfect.value == near{1, 1e-12});
      CHECK(interval(perfect).method ==
            interval_method::jeffreys);  // few ways to rate a unit: a posterior, never [1, 1]
      CHECK(interval(perfect).low < .999);
      CHECK_FALSE(test(perfect).p_value < 0);
      CHECK(s.of(ratings{code_table::Constant(3, 2, missing), scale::of_numbers({1, 2})}).status == status::no_units);
    }
  }

  TEST_CASE("ICC(2,k) has no value where coders take away all variance there is, whatever rounding leaves of it") {
    auto const e = icc(of({{3, 3, 2}, {6, 2, 3}, {2, 3, 5}}), {.average = true});  // the divisor is 0
    CHECK(std::isnan(e.value));
    CHECK(e.status == status::no_variation);
  }

  TEST_CASE("refuses what it is not about") {
    code_table t(2, 2);
    t << 0, 1, 1, 1;
    ratings const labels{t, scale::of_labels({"low", "high"})};
    CHECK_THROWS_WITH_AS(static_cast<void>(icc(labels)), "icc: needs numbers; the categories are labels, such as 'low'",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(icc(of(judges), {.model = 4})),
                         "icc: model 4; expected 1 (any coders), 2 (coders are a sample) or 3 (these coders)",
                         bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(kendall_w(of(judges), {missing_rule::pairable})),
                         "kendall_w: missing: found 'pairable'; expected 'complete', because it compares all coders on "
                         "each unit",
                         bad_argument);
    CHECK_THROWS_AS(static_cast<void>(icc(of(judges), {.model = 1, .kind = icc_kind::consistency})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(finn(of(judges), {.levels = 1.5})), bad_argument);
    code_table used(4, 2);
    used << 0, 0, 1, 0, 2, 3, 3, 3;
    ratings const found{used, scale::of_numbers({1, 2, 4, 5}, false)};  // of how many levels, nobody said
    CHECK_THROWS_WITH_AS(static_cast<void>(finn(found)),
                         "finn: how many levels the rating scale has is not known, only which were used; expected "
                         "levels, or declared categories",
                         bad_argument);
    CHECK(finn(found, {.levels = 5}).value == near{1 - 0.25 / 2, 1e-12});
    CHECK(iota(labels, iota_scale::nominal).defined());
    CHECK(maxwell_re(labels).value == 0);
    CHECK(score_list().size() == 8);
  }

  TEST_CASE("ICC(2,1) whose own limits are out of reach: Fisher's z instead, and a reason where it was asked for") {
    code_table degrees_of_freedom(2, 4), below(2, 3);
    degrees_of_freedom << 0, 0, 2, 2, 0, 1, 1, 2;
    below << 0, 0, 2, 0, 1, 1;
    for (auto const& table : {degrees_of_freedom, below}) {
      auto const e = icc({table, scale::of_numbers({1, 2, 3})}, {.model = 2});
      REQUIRE(e.defined());
      auto const i = interval(e);
      CHECK(i.method == interval_method::fisher_z);
      CHECK(i.low < e.value);
      CHECK(i.high > e.value);
      auto const asked = interval(e, {.method = interval_method::exact});
      CHECK(asked.low != asked.low);
      CHECK(asked.reason == "The interval of ICC(2,1) has no limits about its value for these ratings.");
      CHECK_NOTHROW(test(e, 0.0));
    }
  }
}
