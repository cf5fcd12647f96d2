// A chance model of one's own, as CONTRIBUTING.md shows it: ten lines buy value, error, influence and interval.
#include <doctest/doctest.h>

#include <algorithm>

#include <intercoder/agreement/coefficient.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/interval.hpp>

#include "../support/near.hpp"

namespace {

using namespace intercoder;

/// Everyone takes the category that is used most: Goodman & Kruskal (1954), lambda-r.
struct commonest {
  using shares = pooled_shares;
  expected operator()(shares const& s, weighting const& w) const {
    auto const top = static_cast<std::size_t>(std::ranges::max_element(s.share) - s.share.begin());
    expected e{.by_share = w.to_all([&] {
      std::vector<double> all(s.share.size());
      all[top] = 1;
      return all;
    }())};
    for (std::size_t k = 0; k < s.share.size(); ++k) e.disagreement += s.share[k] * e.by_share[k];
    for (double& x : e.by_share) x -= e.disagreement;
    return e;
  }
};
constexpr coefficient<commonest> lambda_r{{.name = "lambda_r", .title = "Goodman and Kruskal's lambda-r"}};

}  // namespace

TEST_SUITE("a chance model of one's own") {
  TEST_CASE("value by hand, influence as derivative, an interval for free") {
    count_table t(2, 2);
    t << 50, 10, 5, 35;
    auto const r = ratings::from_confusion(t, scale::of_labels({"no", "yes"}));
    auto const e = lambda_r(r);
    CHECK(e.value ==
          near{(0.85 - 0.575) / (1 - 0.575), 1e-12});  // the commonest category has (60 + 55) / 200 of the codes
    auto const influence = e.influence();
    for (std::size_t u = 0; u < 4; ++u) {
      std::vector<double> up(4, 1), down(4, 1);
      auto const step = 1e-6 / r.design().count[u];
      up[u] += step;
      down[u] -= step;
      CHECK(influence[u] == near{100 * (lambda_r(r.recount(up)).value - lambda_r(r.recount(down)).value) / 2e-6, 1e-5});
    }
    auto const i = interval(e);
    CHECK(i.method == interval_method::jeffreys);
    CHECK(i.low < e.value);
    CHECK(i.high > e.value);
  }
}
