// statistics.json: agreement on where spans begin and end.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <intercoder/unitizing/alpha_u_1995.hpp>
#include <intercoder/unitizing/gamma.hpp>

#include "support/golden.hpp"
#include "support/near.hpp"

using namespace intercoder;

namespace {

/// Units as (offset, length, coder, code), positions and lengths made this many times finer.
continua of_offsets(golden::json const& data, std::int64_t scale) {
  std::vector<mark> units;
  for (auto const& u : data["units(offset,length,rater,category)"]) {
    auto const start = u[0].get<std::int64_t>() * scale;
    units.push_back({u[2].get<std::size_t>(), 0, start, start + u[1].get<std::int64_t>() * scale});
  }
  return single_continuum(data["length"].get<std::int64_t>() * scale, data["raters"].get<std::size_t>(), units);
}

void check_1995(std::string const& id, std::int64_t scale) {
  auto const& c = golden::entry(id);
  auto const all = of_offsets(c["data"], scale);
  auto const d = alpha_u_1995_by_code(all).at(0);
  double const tolerance = c["tolerance"];
  CHECK(d.observed == near{c["expected"]["do"].get<double>(), tolerance});
  CHECK(d.expected == near{c["expected"]["de"].get<double>(), tolerance});
  CHECK(alpha_u_1995(all).value == near{c["expected"]["value"].get<double>(), tolerance});
  CHECK(d.observed == near{c["computed"]["do"].get<double>(), 1e-10});
  CHECK(d.expected == near{c["computed"]["de"].get<double>(), 1e-10});
  CHECK(alpha_u_1995(all).value == near{c["computed"]["value"].get<double>(), 1e-10});
}

/// Units as (coder, start, end, code).
void check_disorder(std::string const& id) {
  auto const& c = golden::entry(id);
  std::vector<std::string> coders, codes;
  auto const place = [](std::vector<std::string>& of, std::string const& name) {
    auto const at = std::ranges::find(of, name);
    if (at != of.end()) return static_cast<std::size_t>(at - of.begin());
    of.push_back(name);
    return of.size() - 1;
  };
  std::vector<mark> units;
  std::int64_t length = 0;
  for (auto const& u : c["data"]["units(annotator,start,end,category)"]) {
    units.push_back({place(coders, u[0]), place(codes, u[3]), u[1].get<std::int64_t>(), u[2].get<std::int64_t>()});
    length = std::max(length, units.back().end);
  }
  gamma_options o{.precision = 0.05};
  o.costs = {.alpha = 1, .beta = 1};
  gamma_family const found{single_continuum(length, coders.size(), units), o};
  CHECK(found.of_gamma().observed ==
        near{c["expected"]["best_alignment_disorder"].get<double>(), c["tolerance"].get<double>()});
  CHECK(found.of_gamma().observed == near{c["computed"]["best_alignment_disorder"].get<double>(), 1e-11});
}

}  // namespace

TEST_SUITE("statistics.json: spans") {
  TEST_CASE("Krippendorff (1995), continua A and C, made ever finer") {
    check_1995("u_alpha_kripp1995_A", 50'000);
    check_1995("u_alpha_kripp1995_C", 50'000);
  }
  TEST_CASE("DKPro Agreement, alpha of 1995: one unit against three") { check_1995("u_alpha_dkpro_internal", 1); }
  TEST_CASE("pygamma-agreement, disorder of the best alignment") {
    check_disorder("gamma_01_two_annotators_simple");
    check_disorder("gamma_02_unequal_counts");
    check_disorder("gamma_03_identical_perfect");
  }
}
