// Sets of codes against what was published, or printed by a named program: tests/data/sets.json and statistics.json.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include <intercoder/agreement/by_name.hpp>

#include "../support/golden.hpp"
#include "../support/near.hpp"
#include "../support/sets.hpp"

using namespace intercoder;
using golden::json;

namespace {

/// Lists of names become sets of codes; null is missing.
ratings from_names(std::vector<std::vector<json>> const& cells) {
  std::set<std::string> names;
  for (auto const& row : cells)
    for (auto const& cell : row)
      for (auto const& name : cell) names.insert(name.is_string() ? name.get<std::string>() : name.dump());
  std::map<std::string, std::int32_t> place;
  for (auto const& name : names) place.emplace(name, static_cast<std::int32_t>(place.size()));
  set_cells out;
  for (auto const& row : cells) {
    out.emplace_back();
    for (auto const& cell : row) {
      set_of_codes set;
      for (auto const& name : cell) set.push_back(place.at(name.is_string() ? name.get<std::string>() : name.dump()));
      std::ranges::sort(set);
      out.back().push_back(cell.is_null() ? std::nullopt : std::optional{set});
    }
  }
  return ratings_of_sets(out, names.size());
}

/// A case of units side by side, by its id: no annotation is missing, one without codes the empty set.
std::pair<ratings, json> units_of(std::string const& id) {
  for (auto const& c : golden::load("sets.json")) {
    if (c["id"] != id) continue;
    std::map<std::string, std::size_t> coder;
    for (std::string const name : c["coders"]) coder.emplace(name, coder.size());
    std::vector<std::vector<json>> cells(c["continuum_length"], std::vector<json>(coder.size()));
    for (auto const& a : c["annotations"]) cells.at(a["start"]).at(coder.at(a["coder"])) = a["codes"];
    return {from_names(cells), c};
  }
  FAIL("no case " << id);
  return {};
}

void check_mv_alpha(std::string const& id) {
  auto const [r, c] = units_of(id);
  auto const e = mv_alpha(r);
  auto const& wanted = c["expected"]["mv_alpha"];
  double const tolerance = c["tolerance"];
  CHECK(e.value == near{wanted["alpha"].get<double>(), tolerance});
  if (wanted.contains("D_o")) CHECK(e.observed_disagreement == near{wanted["D_o"].get<double>(), tolerance});
  if (wanted.contains("D_e")) CHECK(e.expected_disagreement == near{wanted["D_e"].get<double>(), tolerance});
}

/// Each "distance_..." of a case of one unit and two coders.
void check_distances(std::string const& id) {
  static std::map<std::string, std::string> const names{
      {"distance_masi_067", "masi_nltk"},      {"distance_masi", "masi"},         {"distance_jaccard", "jaccard"},
      {"distance_masi_product", "masi_dkpro"}, {"distance_set2004", "masi_2004"}, {"distance_dice", "dice"}};
  auto const [r, c] = units_of(id);
  for (auto const& x : c["expected"].items()) {
    CAPTURE(x.key());
    CHECK(1 - percent_agreement(r, weights::by_name(names.at(x.key()))).value ==
          near{x.value().get<double>(), c["tolerance"].get<double>()});
  }
}

}  // namespace

TEST_SUITE("published") {
  TEST_CASE("Krippendorff & Craggs (2016), table 3: multi-valued alpha") { check_mv_alpha("mvalpha-table3"); }
  TEST_CASE("Krippendorff & Craggs (2016), table 8a: data; value by enumeration") { check_mv_alpha("mvalpha-table8a"); }
  TEST_CASE("Krippendorff & Craggs (2016), table 8b: data; value by enumeration") { check_mv_alpha("mvalpha-table8b"); }
  TEST_CASE("Krippendorff & Craggs (2016), table 8c: data; value by enumeration") { check_mv_alpha("mvalpha-table8c"); }

  TEST_CASE("NLTK's documentation: MASI with rounded thirds, and exact") { check_distances("setdistance-1"); }
  TEST_CASE("DKPro Agreement's tests: its MASI, Passonneau's of 2006 and of 2004, nested sets") {
    check_distances("setdistance-2");
  }
  TEST_CASE("DKPro Agreement's tests: its MASI, Passonneau's of 2006 and of 2004, sets that meet") {
    check_distances("setdistance-3");
  }

  TEST_CASE("DKPro Agreement's tests: alpha of nine items with Passonneau's (2004) distance and with its own") {
    auto const [r, c] = units_of("alpha-set-distances-nine-items");
    std::pair<std::string, weight_choice> const both[] = {{"alpha_set2004", weights::masi_2004},
                                                          {"alpha_masi_product", weights::masi_dkpro}};
    for (auto const& x : both) {
      CAPTURE(x.first);
      auto const e = krippendorff_alpha(r, x.second);
      auto const& wanted = c["expected"][x.first];
      double const tolerance = c["tolerance"];
      CHECK(e.value == near{wanted["alpha"].get<double>(), tolerance});
      CHECK(e.observed_disagreement == near{wanted["D_o"].get<double>(), tolerance});
      CHECK(e.expected_disagreement == near{wanted["D_e"].get<double>(), tolerance});
    }
    // The same nine items, where the choice of distance and of chance is seen.
    CHECK(krippendorff_alpha(r, weights::masi).value == near{0.273, 5e-4});
    CHECK(krippendorff_alpha(r, weights::dice).value == near{0.3602, 5e-5});
    CHECK(mv_alpha(r).value == near{0.3809, 5e-5});
  }

  TEST_CASE("statistics.json: alpha of sets, Jaccard") {
    auto const& c = golden::entry("set_valued_jaccard");
    double const tolerance = c["tolerance"];
    auto const e = krippendorff_alpha(from_names(c["data"]), weights::jaccard);
    CHECK(e.value == near{c["expected"]["krippendorff_alpha"]["value"].get<double>(), tolerance});
    auto const& more = c["computed"]["krippendorff_alpha"];
    CHECK(e.observed_disagreement == near{more["do"].get<double>(), tolerance});
    CHECK(e.expected_disagreement == near{more["de"].get<double>(), tolerance});
  }

  TEST_CASE("statistics.json: MASI of pairs of sets, Passonneau (2006)") {
    for (auto const* id : {"masi_pair_1", "masi_pair_2", "masi_pair_3", "masi_pair_4", "masi_pair_5"}) {
      auto const& c = golden::entry(id);
      CAPTURE(id);
      std::vector<std::vector<json>> const one{{c["data"][0], c["data"][1]}};
      CHECK(1 - percent_agreement(from_names(one), weights::masi).value ==
            near{c["expected"]["masi_distance"].get<double>(), c["tolerance"].get<double>()});
    }
  }
}
