// Sample sizes against tests/data/inference.json and statistics.json, each paper or program in a case of its own.
#include <intercoder/inference/sample_size.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"

using namespace intercoder;
using namespace intercoder::sample_sizes;
using golden::entry;
using golden::json;

namespace {

std::vector<double> yes_no(double prevalence) { return {1 - prevalence, prevalence}; }

/// The number behind `name` in a key such as "N1000_P0.85".
double number_in(std::string const& key, std::string const& name) {
  return std::stod(key.substr(key.find(name) + name.size()));
}

}  // namespace

TEST_SUITE("published: how many units") {
  TEST_CASE("Gwet (2014): margin of error of percent agreement") {
    CHECK(agreement_width(0.5, 0.2).n_units == 25);
    CHECK(agreement_width(0.8, 0.2).n_units == 16);
  }

  TEST_CASE("Fleiss, Cohen & Everitt (1969): half-width of kappa") {
    auto const& c = entry("n-precision-halfwidth-0.1");
    for (auto const& [key, n] : c["expected"].items()) {
      std::string const name = key;
      CAPTURE(name);
      CHECK(kappa_width(number_in(name, "_kappa"), number_in(name, "prevalence"), c["params"]["half_width"]).n_units ==
            n.get<double>());
    }
  }

  TEST_CASE("Donner & Eliasziw (1992), as Sim & Wright (2005) print it") {
    auto const& c = entry("n-simwright-0-40");
    auto const both = goodness_of_fit(0, 0.4, yes_no(0.5));
    CHECK(both.exact == near{c["expected"]["n_two_sided_exact"], c["tolerance"]});
    CHECK(both.n_units == c["published"]["n_two_sided"]);
    CHECK(goodness_of_fit(0, 0.4, yes_no(0.5), 2, {.one_sided = true}).n_units == c["published"]["n_one_sided"]);
    CHECK(both.source == "donner_eliasziw_1992");
  }

  TEST_CASE("Altaye, Donner & Klar (2001): two to six coders, as kappaSize has it") {
    auto const& c = entry("n-gof-more-raters");
    for (std::size_t coders = 2; coders <= 6; ++coders) {
      double const n = goodness_of_fit(0.6, 0.8, yes_no(0.2), coders).exact;
      CHECK(n == near{c["expected"]["n_exact_by_raters"][std::to_string(coders)], 1e-6});
      CHECK(n == near{c["published"]["_kappaSize"][coders - 2], c["tolerance"]});
    }
  }

  TEST_CASE("kappaSize: two categories") {
    auto const& c = entry("sample_size_kappaSize_binary");
    CHECK(goodness_of_fit(0.4, 0.6, yes_no(0.3)).exact == near{c["expected"]["n_power"], c["tolerance"]});
    CHECK(kappa_limits(0.6, 0.4, not_a_number, yes_no(0.3)).n_units == c["expected"]["n_ci"]);
  }

  TEST_CASE("kappaSize: three categories, the limit for two coders") {
    // Its test with three coders (58.3) rests on a model of unequal codes that the golden file does not state, and
    // no reference reproduces it; ours, by the model that fits all its other numbers, is 62.6.
    auto const& c = entry("sample_size_kappaSize_3cats");
    CHECK(kappa_limits(0.6, 0.4, not_a_number, {0.2, 0.3, 0.5}).n_units == c["expected"]["n_ci"]);
    CHECK(goodness_of_fit(0.4, 0.6, {0.3, 0.3, 0.4}, 3).exact == near{62.62, 0.01});
  }

  TEST_CASE("Rotondi & Donner (2012)") {
    auto const& c = entry("n-ci-rotondi-donner");
    auto const& p = c["params"];
    auto const n = kappa_limits(p["kappa0"], p["kappaL"], p["kappaU"], yes_no(p["prevalence"]), p["raters"]);
    CHECK(n.exact == near{c["expected"]["n_exact"], 1e-6});
    CHECK(n.n_units == c["published"]["n"]);
  }

  TEST_CASE("Cantor (1996)") {
    auto const& c = entry("n-cantor");
    auto const& p = c["params"];
    auto const n = kappa_test(p["kappa0"], p["kappa1"], yes_no(p["p1"]), yes_no(p["p2"]));
    CHECK(n.exact == near{c["expected"]["n_exact"], 1e-6});
    CHECK(n.n_units == c["expected"]["n"]);
    CHECK(n.source == "cantor_1996");
  }

  TEST_CASE("Flack et al. (1988), as irr has it") {
    auto const& c = entry("n-flack");
    std::vector<double> const shares = c["params"]["margins"];
    for (auto const& [key, power] : {std::pair{"n80", 0.8}, {"n90", 0.9}}) {
      auto const n =
          kappa_test(c["params"]["kappa0"], c["params"]["kappa1"], shares, shares, {.power = power, .one_sided = true});
      CHECK(n.exact == near{c["expected"][std::string{key} + "_exact"], 1e-6});
      CHECK(n.n_units == c["published"][key]);
      CHECK(n.source == "flack_1988");
    }
  }

  TEST_CASE("Krippendorff's rule, as the ATLAS.ti manual prints it") {
    for (auto const* id : {"n-krippendorff-0.8-0.25", "n-krippendorff-0.667-0.25"}) SUBCASE(id) {
        auto const& c = entry(id);
        auto const n = krippendorff(c["params"]["alpha_min"], c["params"]["p_c"]);
        CHECK(n.n_values == c["published"]["values_needed"]);
        CHECK(2 * n.exact == near{c["expected"]["values_needed_exact"], c["tolerance"]});
        CHECK(n.n_units == c["expected"]["units_needed_with_two_coders"]);
      }
  }

  TEST_CASE("Krippendorff's rule has power .5 against the value midway to 1, power .8 takes 2.29 times as many") {
    double const minimum = 0.8, midway = (1 + minimum) / 2, p = 0.25;
    // The variance of an agreement coefficient of two coders at the midway value: Bloch & Kraemer (1989).
    double const variance =
        (1 - midway) * ((1 - midway) * (1 - 2 * midway) + midway * (2 - midway) / (2 * p * (1 - p)));
    double const z = 1.6448536269514722;
    CHECK(krippendorff(minimum, p).exact == near{z * z * variance / std::pow(midway - minimum, 2), 1e-9});
    CHECK(krippendorff(minimum, p, 2, 0.05, 0.8).exact / krippendorff(minimum, p).exact == near{2.29, 0.005});
  }

  TEST_CASE("Lacy & Riffe (1996)") {
    auto const& c = entry("n-lacy-riffe");
    for (auto const& [key, n] : c["expected"].items()) {
      std::string const name = key;
      CAPTURE(name);
      CHECK(lacy_riffe(number_in(name, "N"), number_in(name, "_P"), c["params"]["se"]).exact ==
            near{n, c["tolerance"].get<double>()});
    }
  }

  TEST_CASE("Fugard & Potts (2015)") {
    auto const& c = entry("n-fugard-potts");
    CHECK(theme_instances(0.1, 2).n_units == c["published"]["n"]);
    CHECK(theme_instances(0.1, 1).n_units == c["expected"]["n_one_instance"]);
    CHECK(theme_instances(0.1, 2, c["expected"]["power_at_28"].get<double>() - 1e-9).n_units == 28);
    CHECK(theme_instances(0.1, 2, c["expected"]["power_at_29"].get<double>() + 1e-9).n_units == 30);
  }
}
