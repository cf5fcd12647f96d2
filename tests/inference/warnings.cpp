// What is said beside a value: each warning where it belongs, with its numbers, and not elsewhere.
#include <intercoder/inference/warnings.hpp>

#include <doctest/doctest.h>

#include <algorithm>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/pooled.hpp>

#include "../support/near.hpp"

using namespace intercoder;

namespace {

/// `both`, `first`, `second` and `neither`: units by who said yes.
struct yes_no_units {
  int both, first, second, neither;

  [[nodiscard]] code_table table() const {
    code_table t(both + first + second + neither, 2);
    for (Eigen::Index u = 0; u < t.rows(); ++u)
      t.row(u) << (u < both + first ? 1 : 0), (u < both || (u >= both + first && u < both + first + second) ? 1 : 0);
    return t;
  }
};

ratings coded(code_table const& t, std::vector<std::string> sources = {}) {
  return {t, scale::of_labels({"no", "yes"}), {.sources = std::move(sources)}};
}

warning const* find(std::vector<warning> const& found, std::string_view id) {
  auto const at = std::ranges::find(found, id, &warning::id);
  return at == found.end() ? nullptr : &*at;
}

/// Units in blocks of equal size, or dealt out in turn.
std::vector<std::string> in_blocks(int units, int sources) {
  std::vector<std::string> out;
  for (int u = 0; u < units; ++u) out.push_back("P" + std::to_string(u * sources / units));
  return out;
}
std::vector<std::string> dealt(int units, int sources) {
  std::vector<std::string> out;
  for (int u = 0; u < units; ++u) out.push_back("P" + std::to_string(u % sources));
  return out;
}

}  // namespace

TEST_SUITE("warnings") {
  TEST_CASE("nothing to say about many units of both kinds") {
    CHECK(warnings_of(cohen_kappa(coded(yes_no_units{40, 8, 8, 44}.table()))).empty());
  }

  TEST_CASE("few units, few disagreements, a rare category") {
    auto const found = warnings_of(cohen_kappa(coded(yes_no_units{1, 1, 1, 22}.table())));
    REQUIRE(find(found, "few_units"));
    CHECK(find(found, "few_units")->numbers.at("n_pairable") == 25);
    REQUIRE(find(found, "few_disagreements"));
    CHECK(find(found, "few_disagreements")->numbers.at("n_contested") == 2);
    REQUIRE(find(found, "rare_category"));
    CHECK(find(found, "rare_category")->numbers.at("expected_chance_agreements") == near{25 * .08 * .08, 1e-12});
  }

  TEST_CASE("disagreements that lie together are worth fewer") {
    auto const units = yes_no_units{40, 6, 6, 48};
    // 12 units on which coders differ: dealt out to ten sources, or all in two of them
    auto const apart = cohen_kappa(coded(units.table(), dealt(100, 10)));
    CHECK_FALSE(find(warnings_of(apart), "few_disagreements"));
    auto const together = cohen_kappa(coded(units.table(), in_blocks(100, 10)));
    auto const found = warnings_of(together);
    REQUIRE(find(found, "few_disagreements"));
    auto const& numbers = find(found, "few_disagreements")->numbers;
    CHECK(numbers.at("n_contested") == 12);
    auto const cluster = effect_of_clustering(error_variance(together));
    CHECK(cluster.design_effect > 1.5);
    CHECK(numbers.at("effective") == near{12 * part_left(cluster, 100, 0.975) / cluster.design_effect, 1e-12});
    CHECK(numbers.at("effective") < 5);
  }

  TEST_CASE("a correlation that is only assumed says nothing about disagreements") {
    auto const one = warnings_of(cohen_kappa(coded(yes_no_units{400, 200, 200, 400}.table(), dealt(1200, 1))));
    CHECK(find(one, "one_source"));
    CHECK_FALSE(find(one, "few_disagreements"));
  }

  TEST_CASE("what is counted are units that enter") {
    code_table t(200, 3);
    for (Eigen::Index u = 0; u < 200; ++u)
      t.row(u) << static_cast<int>(u % 2), static_cast<int>(u < 3 ? 1 - u % 2 : u % 2), static_cast<int>(u % 2);
    for (Eigen::Index u = 15; u < 200; ++u) t(u, 2) = missing;
    auto const found = warnings_of(fleiss_kappa(coded(t), weights::nominal, {.missing = missing_rule::complete}));
    REQUIRE(find(found, "few_units"));
    CHECK(find(found, "few_units")->numbers.at("n_pairable") == 15);
    REQUIRE(find(found, "few_disagreements"));
    CHECK(find(found, "few_disagreements")->numbers.at("n_contested") == 3);
  }

  TEST_CASE("pooled over different units: units are counted, not what they are worth") {
    auto const of = [](int units) {
      return cohen_kappa(coded(yes_no_units{units - 2, 1, 1, 12}.table(), dealt(units + 12, 6)));
    };
    std::vector const codes{of(14), of(15)};
    auto const found = warnings_of(pooled(codes));
    REQUIRE(find(found, "few_units"));
    CHECK(find(found, "few_units")->numbers.at("n_pairable") == 27);
  }

  TEST_CASE("sources are those with units coded twice") {
    auto t = yes_no_units{40, 8, 8, 44}.table();
    auto const sources = dealt(100, 20);
    for (Eigen::Index u = 0; u < 100; ++u)
      if (u % 20 != 0) t(u, 1) = missing;
    CHECK(find(warnings_of(krippendorff_alpha(coded(t, sources))), "one_source"));
  }

  TEST_CASE("sources: one, few, enough") {
    auto const units = yes_no_units{40, 8, 8, 44};
    auto const one = warnings_of(cohen_kappa(coded(units.table(), dealt(100, 1))));
    CHECK(find(one, "one_source"));
    auto const few_of_them = warnings_of(cohen_kappa(coded(units.table(), dealt(100, 5))));
    REQUIRE(find(few_of_them, "few_sources"));
    CHECK(find(few_of_them, "few_sources")->numbers.at("n_sources") == 5);
    auto const enough = warnings_of(cohen_kappa(coded(units.table(), dealt(100, 6))));
    CHECK_FALSE(find(enough, "few_sources"));
    CHECK_FALSE(find(enough, "one_source"));
  }

  TEST_CASE("much coded once: the value without those units beside it") {
    auto t = yes_no_units{40, 8, 8, 44}.table();
    for (Eigen::Index u = 0; u < 100; u += 4) t(u, 1) = missing;
    auto const e = cohen_kappa(coded(t));
    auto const found = warnings_of(e);
    REQUIRE(find(found, "single_coded_units"));
    CHECK(find(found, "single_coded_units")->numbers.at("share") == near{0.25, 1e-12});
    CHECK(find(found, "single_coded_units")->numbers.at("value_if_pairable") == near{e.value_if_pairable, 1e-12});
  }

  TEST_CASE("prevalence and bias of two coders' yes and no") {
    auto const rare = warnings_of(cohen_kappa(coded(yes_no_units{10, 10, 10, 270}.table())));
    REQUIRE(find(rare, "prevalence"));
    CHECK(find(rare, "prevalence")->numbers.at("prevalence_index") == near{(10 - 270) / 300.0, 1e-12});
    CHECK_FALSE(find(rare, "bias"));
    auto const eager = warnings_of(cohen_kappa(coded(yes_no_units{40, 20, 4, 36}.table())));
    REQUIRE(find(eager, "bias"));
    CHECK(find(eager, "bias")->numbers.at("bias_index") == near{0.16, 1e-12});
    CHECK_FALSE(find(eager, "prevalence"));
  }

  TEST_CASE("categories: unused ones, and an order that nobody gave") {
    auto const t = yes_no_units{40, 8, 8, 44}.table();
    ratings const three{t, scale::of_labels({"no", "yes", "unclear"})};
    CHECK_FALSE(find(warnings_of(cohen_kappa(three)), "unused_categories"));  // chance looks at what was used
    CHECK(find(warnings_of(gwet_ac(ratings{t, scale::of_numbers({0, 1, 2})})), "unused_categories"));
    CHECK_FALSE(find(warnings_of(gwet_ac(ratings{t, scale::of_numbers({0, 1, 2}, false)})), "unused_categories"));
    auto const unused = warnings_of(gwet_ac(three));
    REQUIRE(find(unused, "unused_categories"));
    CHECK(find(unused, "unused_categories")->numbers.at("used") == 2);
    CHECK(find(unused, "unused_categories")->numbers.at("declared") == 3);
    auto const found = ratings{t, scale::of_labels({"low", "high"}, false)};
    CHECK(find(warnings_of(cohen_kappa(found, weights::linear)), "order_of_appearance"));
    CHECK_FALSE(find(warnings_of(cohen_kappa(found)), "order_of_appearance"));
  }

  TEST_CASE("perfect agreement, and a value that is undefined") {
    CHECK(find(warnings_of(cohen_kappa(coded(yes_no_units{40, 0, 0, 40}.table()))), "perfect"));
    auto const none = warnings_of(cohen_kappa(coded(yes_no_units{0, 0, 0, 40}.table())));
    REQUIRE(none.size() == 1);
    CHECK(none[0].id == "no_variation");
  }
}
