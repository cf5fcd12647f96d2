// Other programs' figures: what is published of them, and what their definitions say.
#include <doctest/doctest.h>

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/report/as_tools.hpp>

#include "support/golden.hpp"
#include "support/near.hpp"
#include "support/small_study.hpp"

using namespace intercoder;

namespace {

/// A published continuum as a study of one source.
study study_from(nlohmann::json const& data) {
  std::vector<std::string> codes;
  for (auto const& a : data["annotations"])
    for (std::string const k : a["codes"])
      if (std::ranges::find(codes, k) == codes.end()) codes.push_back(k);
  std::ranges::sort(codes);
  std::vector<std::string> const coders = data["coders"];
  auto s = bare_study({{"text", std::string(data["continuum_length"].get<std::size_t>(), 'a')}}, coders, codes);
  for (auto const& a : data["annotations"])
    for (std::string const k : a["codes"])
      mark_text(s, 0,
                static_cast<std::size_t>(std::ranges::find(coders, a["coder"].get<std::string>()) - coders.begin()),
                static_cast<std::size_t>(std::ranges::find(codes, k) - codes.begin()), a["start"].get<std::int64_t>(),
                a["end"].get<std::int64_t>());
  return check_study(std::move(s));
}

nlohmann::json published(std::string const& id) {
  for (auto const& c : golden::load("unitizing.json"))
    if (c["id"] == id) return c;
  FAIL("no case " << id);
  return {};
}

}  // namespace

TEST_SUITE("figures as other programs show them") {
  TEST_CASE("NVivo's example of 1,000 characters, and De Vries et al. (2008) over codes") {
    auto const example = like_nvivo(study_from(published("charlevel-nvivo-1000")));
    REQUIRE(example.rows.size() == 1);
    CHECK(example.rows[0].agreement() == near{0.85, 1e-15});
    CHECK(example.rows[0].kappa == near{0.3181818181818182, 1e-12});
    auto const three = published("pooled-kappa-three-codes");
    auto const figures = like_nvivo(study_from(three));
    CHECK(figures.overall.pooled == near{three["expected"]["pooled_kappa"].get<double>(), 1e-12});
    CHECK(figures.overall.kappa == near{three["expected"]["mean_kappa"].get<double>(), 1e-12});
  }

  TEST_CASE("NVivo: a kappa of 1 is a convention where nobody marked anything; both ways to average; groups") {
    auto s = bare_study({{"P01", std::string(100, 'a')}, {"P02", std::string(300, 'b')}}, {"A", "B", "C"}, {"x"});
    mark_text(s, 0, 0, 0, 0, 10);
    mark_text(s, 0, 1, 0, 0, 5);
    mark_text(s, 0, 2, 0, 5, 10);
    for (std::size_t c = 0; c < 3; ++c) s.assignments.push_back({c, 1, false});
    for (std::size_t c = 0; c < 3; ++c) s.assignments.push_back({c, 0, false});
    s = check_study(std::move(s));
    auto const figures = like_nvivo(s, {.first = {0}, .second = {1}});
    REQUIRE(figures.rows.size() == 2);
    double const kappa = 2 * (5 * 90.0 - 0) / (10 * 95.0 + 5 * 90.0);
    CHECK(figures.rows[0].kappa == near{kappa, 1e-15});
    CHECK(figures.rows[1].kappa == 1);
    CHECK(figures.rows[1].constant);
    CHECK(figures.overall.constant == 1);
    CHECK(figures.overall.kappa == near{(kappa + 1) / 2, 1e-15});
    CHECK(figures.overall.kappa_by_size == near{(100 * kappa + 300) / 400, 1e-15});
    CHECK(figures.overall.kappa_defined == near{kappa, 1e-15});
    auto const groups = like_nvivo(s, {.first = {0}, .second = {1, 2}});
    CHECK(groups.rows[0].kappa == 1);
    CHECK_FALSE(groups.rows[0].constant);
    CHECK_THROWS_WITH_AS(static_cast<void>(like_nvivo(s, {.first = {0}, .second = {0, 1}})),
                         "coder 'A' is in both groups; expected different coders", bad_argument);
    CHECK_THROWS_WITH_AS(static_cast<void>(like_nvivo(s)),
                         "coders: the study has 3; expected two coders, or two groups of them, to be named",
                         bad_argument);
  }

  TEST_CASE("MAXQDA: segments with a counterpart, Brennan and Prediger's kappa") {
    auto const c = published("segment-overlap-agreement");
    auto const s = study_from(c);
    auto const observed = [&](double overlap, overlap_of of) {
      return like_maxqda(s, {.who = {}, .overlap = overlap, .of = of}).segments.observed;
    };
    auto const& expected = c["expected"]["segment_agreement"];
    CHECK(observed(0.5, overlap_of::either) == near{expected["union@0.5"].get<double>(), 1e-9});
    CHECK(observed(0.9, overlap_of::either) == near{expected["union@0.9"].get<double>(), 1e-9});
    CHECK(observed(0.9, overlap_of::own) == near{expected["own@0.9"].get<double>(), 1e-9});
    auto const found = like_maxqda(s, {.who = {}, .overlap = 0.5, .of = overlap_of::either});
    CHECK(found.segments.chance == near{1.0 / 3, 1e-15});
    CHECK(found.segments.kappa == near{(2.0 / 3 - 1.0 / 3) / (2.0 / 3), 1e-12});
    CHECK(found.list.size() == 6);
    // one source: a and b are there for both, c for one; a twice against once
    CHECK(found.existence.observed == near{2.0 / 3, 1e-15});
    CHECK(found.frequency.observed == near{1.0 / 3, 1e-15});
    CHECK_THROWS_AS(static_cast<void>(like_maxqda(s, {.who = {}, .overlap = 0})), bad_argument);
  }

  TEST_CASE("ATLAS.ti: one domain, the reading of its manual on Krippendorff's figure 12.11") {
    auto const s = study_from(published("u-krippendorff2019-fig12.11"));
    code_domain all{"all", {}};
    for (std::size_t k = 0; k < s.codes.size(); ++k) all.codes.push_back(k);
    auto const found = like_atlasti(s, {all});
    CHECK(found.domains[0].codes.value == near{0.7267, 0.00005});
    CHECK(found.binary.value == near{found.domains[0].binary.value, 1e-15});
    CHECK(std::isnan(found.between));  // one domain: nothing to tell apart
    auto const two = like_atlasti(s, {{"low", {0, 1, 2, 3}}, {"high", {4, 5, 6}}});
    CHECK(two.between == 1);  // where two coders marked, they are in the same domain
    CHECK_THROWS_WITH_AS(static_cast<void>(like_atlasti(s, {{"one", {0}}, {"two", {0}}})),
                         "code '1' is in domain 'one' and again in 'two'; expected it in one of them", bad_argument);
    CHECK_THROWS_AS(static_cast<void>(like_atlasti(s, {{"one", {}}})), bad_argument);
    CHECK_THROWS_AS(static_cast<void>(like_atlasti(s, {})), bad_argument);
  }
}
