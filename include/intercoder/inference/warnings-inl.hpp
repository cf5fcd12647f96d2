// The bodies of warnings.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/evidence.hpp>
#include <intercoder/inference/variance.hpp>
#include <intercoder/inference/warnings.hpp>

namespace intercoder {
namespace detail {

/// Codes by category over the units that enter, and the two-by-two counts where there are two coders and categories.
struct category_use {
  std::vector<double> codes;
  double total = 0;
  double both = 0, first_only = 0, second_only = 0, neither = 0;

  explicit category_use(estimate const& e) : codes(e.data.categories()) {
    bool const two_by_two = e.data.coders() == 2 && e.data.categories() == 2;
    for (std::size_t j = 0; j < e.entered.size(); ++j) {
      if (!e.entered[j]) continue;
      auto const row = e.data.row(j);
      double const count = e.data.row_count()[j];
      for (auto const& x : row) {
        codes[static_cast<std::size_t>(x.code)] += count;
        total += count;
      }
      if (two_by_two && row.size() == 2)
        (row[0].code == 1 ? (row[1].code == 1 ? both : first_only) : (row[1].code == 1 ? second_only : neither)) +=
            count;
    }
  }
};

/// Sources with a unit coded at least twice.
[[nodiscard]] INTERCODER_INLINE std::size_t compared_sources(estimate const& e) {
  if (e.n_sources == 0 || e.data.coders() == 0 || e.of_sources()) return e.n_sources;
  auto const size = source_sizes(e, 2);
  return static_cast<std::size_t>(std::ranges::count_if(size, [](double n) { return n > 0; }));
}

/// What a unit is worth where its source was seen to matter, by the rule of the interval; 1 where that is only assumed.
[[nodiscard]] INTERCODER_INLINE double seen_worth_of_a_unit(estimate const& e, double units) {
  if (e.n_sources == 0 || e.data.design().stretches || e.of_sources() || e.status != status::ok) return 1;
  auto const cluster = effect_of_clustering(error_variance(e));
  return cluster.correlation_assumed ? 1 : worth_of_a_unit(cluster, units);
}

}  // namespace detail

INTERCODER_INLINE std::vector<warning> warnings_of(estimate const& e) {
  std::vector<warning> out;
  auto const warn = [&](std::string id, std::map<std::string, double> numbers, std::string advice) {
    out.push_back({std::move(id), std::move(numbers), std::move(advice)});
  };
  if (e.status != status::ok) warn(std::string{text(e.status)}, {{"n_units", e.n_units}}, e.reason);
  if (!e.defined()) return out;
  bool const of_units = !e.data.design().stretches && !e.of_sources();
  detail::evidence const seen{e};
  bool const same_codes = of_units && e.data.coders() > 0 && seen.units > 0 && seen.contested == 0;
  if (e.observed_disagreement == 0 || same_codes)
    warn("perfect", {{"n_pairable", e.n_pairable}}, "No disagreement was seen; report the lower limit, not the value.");
  if (seen.units < 30 && of_units)
    warn("few_units", {{"n_pairable", seen.units}},
         "Fewer than 30 units were coded twice; the interval is wide and rests on assumptions.");
  auto const sources = detail::compared_sources(e);
  if (sources == 1)
    warn("one_source", {{"n_sources", 1}},
         "All units coded twice come from one source; the interval does not cover other sources.");
  else if (sources > 1 && sources < 6)
    warn("few_sources", {{"n_sources", static_cast<double>(sources)}},
         "Fewer than 6 sources were coded twice; how much sources differ is hardly known.");
  out.insert(out.end(), e.warnings.begin(), e.warnings.end());
  if (e.coded_once > much_coded_once) {
    std::map<std::string, double> numbers{{"share", e.coded_once}};
    bool const mixed = e.value_if_pairable == e.value_if_pairable;
    if (mixed) numbers["value_if_pairable"] = e.value_if_pairable;
    warn("single_coded_units", std::move(numbers),
         mixed
             ? "Many units were coded once; their codes shape the expected agreement and show no agreement themselves. "
               "Give the value under missing = 'pairable' beside this one."
             : "Many units were coded once and are left out.");
  }
  if (e.data.coders() == 0 || e.of_sources()) return out;  // pooled over codes: the categories differ
  detail::category_use const use{e};
  std::size_t used = 0;
  double rarest = 1;
  for (double const n : use.codes)
    if (n > 0) {
      ++used;
      rarest = std::min(rarest, n / use.total);
    }
  double const worth = seen.contested * detail::seen_worth_of_a_unit(e, seen.units);
  if (seen.contested > 0 && seen.contested < detail::few_effective_units)
    warn("few_disagreements", {{"n_contested", seen.contested}},
         "Coders differ on fewer than 5 units; each of them moves the value.");
  else if (seen.contested > 0 && worth < detail::few_effective_units)
    warn("few_disagreements", {{"n_contested", seen.contested}, {"effective", worth}},
         "Units on which coders differ lie together in few sources and say as much as fewer than 5 independent ones; a "
         "source more or less moves the value.");
  double const chance_pairs = seen.units * rarest * rarest;
  bool const of_scores = e.weights_belong_to_it && e.data.categories_scale().numeric();  // no category matters there
  if (!of_scores && e.from_zero_to_one && seen.units * rarest < 10)
    warn("rare_category", {{"share", rarest}, {"expected_uses", seen.units * rarest}},
         "A category is so rare that coders agree on most units whatever they do with it; look at the agreement on "
         "this category.");
  bool const whole = e.weights == "nominal" && e.by_row;  // or else rare sets count by the codes they share
  bool const partial = e.data.categories_scale().set_valued() && !whole;
  if (!of_scores && !e.from_zero_to_one && chance_pairs < 5 && e.data.categories() <= 50 && !partial)
    warn("rare_category", {{"share", rarest}, {"expected_chance_agreements", chance_pairs}},
         "A category is so rare that a single unit moves the value; code more material that contains it.");
  double const n = use.both + use.first_only + use.second_only + use.neither;
  if (n > 0 && !e.from_zero_to_one) {
    double const prevalence = (use.both - use.neither) / n;
    double const bias = (use.first_only - use.second_only) / n;
    double const observed = (use.both + use.neither) / n;
    double const p = (2 * use.both + use.first_only + use.second_only) / (2 * n);
    double const ac1 = 1 - (1 - observed) / (1 - 2 * p * (1 - p));
    if (std::abs(prevalence) > 0.6 && std::abs(ac1 - e.value) > 0.2)
      warn("prevalence", {{"prevalence_index", prevalence}, {"gwet_ac", ac1}},
           "One category dominates: chance-corrected values are low although coders rarely differ. Report observed "
           "agreement beside it.");
    if (std::abs(bias) > 0.1)
      warn("bias", {{"bias_index", bias}},
           "One coder uses the category clearly more often than the other; talk about its definition.");
  }
  bool const all_alike = e.expected == e.expected && !e.certain_by_chance;  // chance looks at categories nobody used
  if (used < e.data.categories() && e.data.categories_scale().declared() && all_alike)
    warn("unused_categories",
         {{"used", static_cast<double>(used)}, {"declared", static_cast<double>(e.data.categories())}},
         "Some declared categories were never used; they count in coefficients that expect all categories alike.");
  bool const ordered = e.weights != "nominal" && e.weights != "custom";
  auto const& scale = e.data.categories_scale();
  if (ordered && !scale.numeric() && !scale.set_valued() && !scale.declared())
    warn("order_of_appearance", {{"categories", static_cast<double>(e.data.categories())}},
         "The weights use the order of the categories, and nobody gave one: they stand in order of appearance. Declare "
         "categories, lowest first.");
  return out;
}

}  // namespace intercoder
