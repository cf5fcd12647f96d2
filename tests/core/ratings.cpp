// Ratings: every way in gives the same table; selecting, collapsing and recounting keep what they should.
#include <intercoder/core/ratings.hpp>

#include <doctest/doctest.h>

#include <array>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/random.hpp>

#include "../support/near.hpp"

using namespace intercoder;

namespace {

scale yes_no() { return scale::of_labels({"no", "yes"}); }

ratings small() {
  code_table t(4, 3);
  t << 0, 0, 1,       //
      1, missing, 1,  //
      0, 0, 1,        //
      missing, missing, missing;
  return {
      t, yes_no(), {.coders = {"VR", "ML", "KT"}, .units = {"a", "b", "c", "d"}, .sources = {"P1", "P1", "P2", "P2"}}};
}

}  // namespace

TEST_SUITE("ratings") {
  TEST_CASE("equal units share a row") {
    auto const r = small();
    CHECK(r.units() == 4);
    CHECK(r.coders() == 3);
    CHECK(r.rows() == 3);
    CHECK(r.row_count() == std::vector<double>{2, 1, 1});
    CHECK(r.unit(1).size() == 2);
    CHECK(r.unit(1)[1] == cell{2, 1});
    CHECK(r.unit(3).empty());
    CHECK(r.design().sources == std::vector<std::string>{"P1", "P2"});
  }

  TEST_CASE("long and wide are the same table") {
    std::array<std::int32_t, 8> const unit{2, 0, 1, 0, 1, 2, 2, 0}, coder{0, 2, 0, 1, 2, 2, 1, 0},
        code{0, 1, 1, 0, 1, 1, 0, 0};
    auto const r = ratings::from_long(unit, coder, code, 4, 3, yes_no());
    for (std::size_t u = 0; u < 4; ++u) CHECK(std::ranges::equal(r.unit(u), small().unit(u)));
  }

  TEST_CASE("a confusion table is two coders' units counted") {
    count_table t(2, 2);
    t << 5, 2, 1, 4;
    auto const r = ratings::from_confusion(t, yes_no());
    CHECK(r.coders() == 2);
    CHECK(r.units() == 4);
    CHECK(cohen_kappa(r).n_units == 12);
    CHECK(cohen_kappa(r).observed == near{9.0 / 12, 1e-15});
  }

  TEST_CASE("counts per category do not say which coder it was") {
    count_table t(2, 2);
    t << 3, 0, 1, 2;
    auto const r = ratings::from_counts(t, yes_no());
    CHECK(r.coders() == 3);
    CHECK_FALSE(r.coders_known());
    CHECK(fleiss_kappa(r).observed == near{(1 + 1.0 / 3) / 2, 1e-15});
  }

  TEST_CASE("spans of two coders become stretches that count their characters") {
    std::array<span_of_text, 2> const a{{{0, 10}, {5, 20}}};
    std::array<span_of_text, 1> const b{{{10, 30}}};
    auto const r = ratings::from_spans(a, b, 100);
    auto const k = cohen_kappa(r);
    CHECK(k.n_units == 100);
    CHECK(k.observed == near{0.8, 1e-15});  // 10 both, 10 + 10 one, 70 neither
    CHECK(k.expected == near{0.2 * 0.2 + 0.8 * 0.8, 1e-15});
    CHECK(krippendorff_alpha(r).value == near{1 - 0.2 / (2 * 0.2 * 0.8 * 200 / 199), 1e-14});
  }

  TEST_CASE("select, collapse, recount") {
    auto const r = small();
    auto const two = r.select_coders(std::vector<std::size_t>{2, 0});
    CHECK(two.coders() == 2);
    CHECK(two.coder_name(0) == "KT");
    CHECK(two.unit(0)[0] == cell{0, 1});
    CHECK(two.unit(0)[1] == cell{1, 0});
    auto const some = r.select_units(std::vector<std::size_t>{3, 1});
    CHECK(some.design().names == std::vector<std::string>{"d", "b"});
    CHECK(some.design().sources == std::vector<std::string>{"P2", "P1"});
    auto const yes = r.collapse(1);
    CHECK(yes.categories_scale().label(1) == "yes");
    CHECK(fleiss_kappa(yes).value == near{fleiss_kappa(r).value, 1e-15});
    auto const none = r.recount(std::vector<double>{0, 2, 1, 1});
    CHECK(none.row_count() == std::vector<double>{1, 2, 1});
  }
}

TEST_SUITE("ratings: extremes") {
  TEST_CASE("a million units, two coders") {
    random_stream random{1};
    code_table t(1'000'000, 2);
    for (Eigen::Index i = 0; i < t.size(); ++i) t.data()[i] = static_cast<int>(random.below(3));
    ratings const r{t, 3};
    CHECK(r.rows() == 9);
    auto const e = cohen_kappa(r);
    CHECK(e.value == near{0, 0.003});
    CHECK(e.n_units == 1e6);
  }

  TEST_CASE("a hundred thousand categories: no table of category by category") {
    random_stream random{2};
    constexpr int q = 100'000;
    code_table t(50'000, 2);
    for (Eigen::Index u = 0; u < t.rows(); ++u) {
      t(u, 0) = static_cast<int>(random.below(q));
      t(u, 1) = random.uniform() < 0.5 ? t(u, 0) : static_cast<int>(random.below(q));
    }
    std::vector<double> values;
    for (int k = 0; k < q; ++k) values.push_back(k + 1);
    ratings const r{t, scale::of_numbers(std::move(values))};
    for (auto const& w : {weights::nominal, weights::ordinal, weights::interval, weights::ratio, weights::quadratic})
      CHECK(krippendorff_alpha(r, w).value == near{0.5, 0.02});
    CHECK(cohen_kappa(r).value == near{0.5, 0.02});
    CHECK(gwet_ac(r).value == near{0.5, 0.02});
  }

  TEST_CASE("nobody, nothing, one of everything") {
    CHECK(krippendorff_alpha(ratings{code_table(0, 2), 2}).status == status::no_units);
    CHECK(krippendorff_alpha(ratings{code_table(3, 0), 2}).status == status::no_units);
    CHECK(krippendorff_alpha(ratings{code_table::Constant(3, 2, missing), 2}).status == status::no_units);
    CHECK(krippendorff_alpha(ratings{code_table::Zero(3, 1), 2}).status == status::one_coder);
    CHECK(krippendorff_alpha(ratings{code_table::Zero(3, 2), 2}).status == status::no_variation);
    CHECK(fleiss_kappa(ratings{code_table::Zero(3, 2), 1}).status == status::no_variation);
    CHECK(brennan_prediger(ratings{code_table::Zero(3, 2), 1}).status == status::no_variation);
    CHECK(gwet_ac(ratings{code_table::Zero(3, 2), 1}).status == status::no_variation);
    CHECK(percent_agreement(ratings{code_table::Zero(3, 2), 1}).value == 1);
    code_table apart(2, 2);
    apart << 0, missing, missing, 1;
    CHECK(krippendorff_alpha(ratings{apart, 2}).status == status::no_pairs);
    CHECK(percent_agreement(ratings{apart, 2}).status == status::no_pairs);
    code_table one(1, 2);
    one << 0, 1;
    CHECK(fleiss_kappa(ratings{one, 2}).value == -1);
    CHECK(krippendorff_alpha(ratings{one, 2}).value == 0);
    CHECK(krippendorff_alpha(ratings{one, 2}).status == status::no_spread);
    code_table constant(4, 2);
    constant << 0, 0, 0, 1, 0, 0, 0, 1;
    auto const e = cohen_kappa(ratings{constant, 2});
    CHECK(e.value == near{0, 1e-15});
    CHECK(e.status == status::one_coder_constant);
    CHECK(e.reason == "Coder 1 used '1' only, so the value cannot move and has no error.");
  }
}
