// Gamma: published disorders, samples by seed, several sources, what is undefined, real continua.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/unitizing/gamma.hpp>

#include "support/continua.hpp"
#include "support/near.hpp"
#include "support/shared.hpp"

using namespace intercoder;

TEST_SUITE("gamma") {
  gamma_options options_of(golden::json const& c) {
    gamma_options o{.precision = 0.05};
    if (c.contains("params")) o.costs = {.alpha = c["params"]["alpha"], .beta = c["params"]["beta"]};
    return o;
  }
  golden::json golden_case(std::string const& id) {
    for (auto const& c : golden::load("unitizing_gamma.json"))
      if (c.at("id") == id) return c;
    FAIL("no case " << id);
    return {};
  }
  void check_disorder(std::string const& id) {
    auto const c = golden_case(id);
    gamma_family const found{continua_of_case(c), options_of(c)};
    CHECK(found.of_gamma().observed == near{c["expected"]["gamma"]["observed_disorder"], c.at("tolerance")});
    CHECK(found.of_gamma().solution == solution::exact);
  }
  void check_distance(std::string const& id) {
    auto const c = golden_case(id);
    auto const all = continua_of_case(c);
    auto const& units = all.sources[0].units;
    CHECK(alignment_costs{}.positional(units[0], units[1]) ==
          near{c["expected"]["gamma"]["positional_dissimilarity"], c.at("tolerance")});
  }

  TEST_CASE("disorder of two coders") { check_disorder("gamma-disorder-01_two_annotators_simple"); }
  TEST_CASE("disorder of unequal numbers of units") { check_disorder("gamma-disorder-02_unequal_counts"); }
  TEST_CASE("no disorder of identical units") { check_disorder("gamma-disorder-03_identical_perfect"); }
  TEST_CASE("disorder of three coders") { check_disorder("gamma-disorder-04_three_annotators"); }
  TEST_CASE("disorder of Krippendorff's figure 12.11") { check_disorder("gamma-observed-fig12.11"); }
  TEST_CASE("figure 10, far apart") { check_distance("gamma-dpos-fig10-1"); }
  TEST_CASE("figure 10, the same") { check_distance("gamma-dpos-fig10-2"); }
  TEST_CASE("figure 10, a shorter one behind") { check_distance("gamma-dpos-fig10-3"); }
  TEST_CASE("figure 10, adjacent") { check_distance("gamma-dpos-fig10-4"); }

  continua figure() { return continua_of_case(golden_case("gamma-observed-fig12.11")); }

  TEST_CASE("figure 12.11: values where other programs find them, within sampling error") {
    gamma_family const found{figure(), {.precision = 0.01}};
    auto const g = found.gamma();
    CHECK(g.value == near{0.459, 0.012});
    CHECK(found.gamma_cat().value == near{0.690, 0.015});
    auto const d = found.of_gamma();
    CHECK(d.monte_carlo_error == near{0.0028, 0.0008});  // (1 - gamma) x precision / 1.96
    CHECK(d.n_samples > 200);
    CHECK(d.lower == g.value);
    CHECK(d.upper == g.value);
    CHECK(found.gamma_k(found.data().code_index("6")).value == 1);
    CHECK(!interval(g).reason.empty());
    CHECK(interval(g).reason == "One source only: an interval says how much sources differ, and needs at least two.");
  }

  TEST_CASE("the same digits for any number of threads, others for another seed") {
    auto const value = [](std::uint64_t seed, std::size_t threads) {
      return gamma_family{figure(), {.precision = 0.05, .seed = seed, .threads = threads}}.gamma().value;
    };
    CHECK(value(1, 1) == value(1, 4));
    CHECK(value(1, 1) != value(2, 1));
  }

  TEST_CASE("delta_empty is a scale") {
    gamma_family const one{figure()}, ten{figure(), {.delta_empty = 10}};
    CHECK(one.gamma().value == ten.gamma().value);
    CHECK(ten.of_gamma().observed == near{9.60625, 1e-9});
  }

  continua of_sources(std::vector<std::vector<mark>> units) {
    auto all = single_continuum(100, 3, units[0]);
    all.sources.clear();
    for (std::size_t s = 0; s < units.size(); ++s) {
      all.sources.push_back({"S" + std::to_string(s + 1), 100, {0, 1, 2}, std::move(units[s])});
      std::ranges::sort(all.sources.back().units, {}, [](mark const& m) { return std::pair{m.coder, m.start}; });
    }
    all.codes = {"a", "b", "c"};
    return all;
  }
  continua four_sources() {
    return of_sources({{{0, 0, 0, 10}, {0, 1, 20, 30}, {1, 0, 1, 10}, {1, 1, 22, 30}, {2, 0, 0, 9}},
                       {{0, 2, 40, 60}, {1, 2, 40, 58}, {2, 1, 45, 60}, {2, 0, 80, 90}},
                       {{0, 0, 5, 15}, {1, 0, 70, 80}, {2, 0, 30, 40}},
                       {}});
  }

  TEST_CASE("sources: sums of disorders, parts of the table, errors") {
    gamma_family const found{four_sources(), {.precision = 0.05}};
    auto const g = found.gamma();
    CHECK(g.n_units == 4);
    double observed = 0, expected = 0;
    for (std::size_t s = 0; s < 3; ++s) {
      auto alone = four_sources();
      alone.sources = {alone.sources[s]};
      gamma_family const one{alone, {.precision = 0.05}};
      double const units = static_cast<double>(alone.sources[0].units.size()) / 3;
      observed += units * one.of_gamma().observed;
      expected += units * one.of_gamma().expected;
    }
    CHECK(g.value == near{1 - observed / expected, 1e-12});
    auto const pairs = by_pair(g);
    auto two = four_sources();
    for (auto& x : two.sources) {
      x.coders = {0, 1};
      std::erase_if(x.units, [](mark const& m) { return m.coder == 2; });
    }
    CHECK(pairs[0].value.value == gamma_family{two, {.precision = 0.05}}.gamma().value);
    auto const i = interval(g);
    CHECK(i.low < g.value);
    CHECK(g.value < i.high);
    CHECK(interval(g, {.method = interval_method::percentile, .resamples = 200}).low < g.value);
  }

  TEST_CASE("undefined, with the reason") {
    gamma_family const none{single_continuum(50, 2, {})};
    CHECK(none.gamma().status == status::no_units);
    CHECK(none.gamma().reason == "Nobody marked anything.");
    CHECK(none.gamma_cat().reason == "No two units that lie near each other are aligned.");
    gamma_family const one{single_continuum(50, 2, {{0, 0, 5, 10}})};
    CHECK(one.of_gamma().observed == 2);  // one empty place, over half a unit
    CHECK(one.gamma().defined());
    CHECK(!one.gamma_cat().defined());
    gamma_family const far{single_continuum(50, 2, {{0, 0, 5, 10}, {1, 0, 5, 10}})};
    CHECK(far.gamma().value == 1);
    CHECK(far.gamma_cat().reason == "No random set has aligned units near each other to compare with.");
    gamma_family const same{single_continuum(50, 2, {{0, 0, 5, 25}, {1, 0, 5, 25}})};
    CHECK(same.gamma().value == 1);
    CHECK(same.gamma_cat().status == status::no_variation);
    CHECK(same.gamma_cat().reason == "No difference of codes is expected by chance.");
    CHECK(gamma_family{continua{{"A", "B"}, {}, {}, {}}}.gamma().reason ==
          "No source is assigned to two of the coders.");
  }

  TEST_CASE("bounded and refused alignments are told, and widen the limits") {
    auto all = single_continuum(60, 4, {});
    random_stream random{51};
    std::vector<mark> units;
    for (std::size_t c = 0; c < 4; ++c)
      for (int k = 0; k < 15; ++k) {
        auto const start = static_cast<std::int64_t>(random.below(55));
        units.push_back({c, random.below(3), start, start + 1 + static_cast<std::int64_t>(random.below(5))});
      }
    all = single_continuum(60, 4, units);
    gamma_family const found{all, {.precision = 0.5, .limits = {.steps = 0}}};
    auto const d = found.of_gamma();
    CHECK(d.lower <= found.gamma().value);
    CHECK(found.gamma().value <= d.upper);
    if (d.solution == solution::bounded) {
      CHECK(d.lower < d.upper);
      CHECK(d.reason.starts_with("Source '1': "));
    }
    gamma_family const refused{all, {.limits = {.groups = 10}}};
    CHECK(refused.of_gamma().solution == solution::refused);
    CHECK(!refused.gamma().defined());
    CHECK(refused.gamma().reason.starts_with("Source '1': Units can be aligned in more than 10 ways"));
  }

  TEST_CASE("distances of codes, and what is refused") {
    gamma_family const near_codes{figure(), {.costs = {.distance = [](auto a, auto b) { return a == b ? 0 : 0.5; }}}};
    CHECK(near_codes.of_gamma().observed < 0.960625);
    auto const one_way = [](std::size_t a, std::size_t b) { return a < b ? 1.0 : 0.0; };
    CHECK_THROWS_WITH_AS(gamma_family(figure(), {.costs = {.distance = one_way}}),
                         "gamma: the distance of codes '2' and '1' is 0, and the other way round 1; expected the same",
                         bad_argument);
    CHECK_THROWS_AS(gamma_family(figure(), {.costs = {.alpha = -1}}), bad_argument);
    CHECK_THROWS_AS(gamma_family(figure(), {.costs = {.alpha = 0, .beta = 0}}), bad_argument);
    CHECK_THROWS_AS(gamma_family(figure(), {.precision = 0}), bad_argument);
    CHECK_THROWS_AS(gamma_family(figure(), {.report = [](double) { return false; }}), cancelled);
  }

  TEST_CASE("offsets above 2^40") {
    auto const far = std::int64_t{1} << 41;
    auto all = single_continuum(2 * far, 2, {{0, 0, far, far + 10}, {1, 0, far + 5, far + 15}});
    CHECK(gamma_family{all}.of_gamma().observed == 0.75);
    CHECK(gamma_family{all}.gamma().value == near{1 - 0.75 / 2, 0.05});  // by chance hardly anything meets
  }

  /// A table of coder, code, start, end.
  continua read_units(std::filesystem::path const& file) {
    std::vector<std::string> coders, codes;
    std::vector<mark> units;
    auto const place = [](std::vector<std::string>& of, std::string const& name) {
      auto const at = std::ranges::find(of, name);
      if (at != of.end()) return static_cast<std::size_t>(at - of.begin());
      of.push_back(name);
      return of.size() - 1;
    };
    std::ifstream in{file};
    std::int64_t length = 0;
    for (std::string line; std::getline(in, line);) {
      std::istringstream fields{line};
      std::string coder, code, start, end;
      std::getline(fields, coder, ',');
      std::getline(fields, code, ',');
      std::getline(fields, start, ',');
      std::getline(fields, end, ',');
      if (end.empty()) continue;
      units.push_back({place(coders, coder), place(codes, code), std::stoll(start), std::stoll(end)});
      length = std::max(length, units.back().end);
    }
    auto out = single_continuum(length, coders.size(), std::move(units));
    out.coders = coders;
    out.codes = codes;
    return out;
  }

  TEST_CASE("shared: sample continua of pygamma-agreement are solved exactly") {
    std::string const folder = "samples/bootphon+pygamma-agreement/tests/data/";
    for (auto const* name : {"2by1000.csv", "3by100.csv", "AlexPaulSuzan.csv", "annotation_dalton.csv"}) {
      INFO(name);
      auto const file = test::shared_file(folder + name);
      if (!file) return;
      gamma_family const found{read_units(*file), {.precision = 0.2}};
      auto const d = found.of_gamma();
      CHECK(d.solution == solution::exact);
      CHECK(found.gamma().value > -0.5);
      CHECK(found.gamma().value < 1);
    }
  }
}
