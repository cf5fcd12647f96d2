// The bodies of statistic.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/statistic.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

/// Slopes come from central differences of a thousandth of a unit: exact to about 1e-7 of their size, whatever the
/// number of units, because a value changes by about 1/n of itself per unit.
inline constexpr double slope_step = 1e-3;
inline constexpr double most_steps_for_slopes = 1e9;

/// Sums over rows, as a function of their masses.
class sums_of_masses {
 public:
  sums_of_masses(statistic_of_sums statistic, ratings const& r, missing_rule rule)
      : statistic_{std::move(statistic)}, rows_{r, rule, {}, r.design().weight}, terms_(r.rows() * statistic_.size) {
    for (std::size_t j = 0; j < r.rows(); ++j)
      if (enters(j)) statistic_.add(r.row(j), std::span{terms_}.subspan(j * statistic_.size, statistic_.size));
  }

  [[nodiscard]] bool enters(std::size_t j) const { return rows_.role(j).shares > 0; }

  [[nodiscard]] double operator()(std::span<double const> mass) const { return statistic_.value(sums(mass)); }

  [[nodiscard]] std::vector<double> sums(std::span<double const> mass) const {
    auto const t = total(mass);
    std::vector<double> out(t.sums.size());
    scaled(t, 0, 0, out);
    return out;
  }

  /// Per row: how the value moves per copy.
  [[nodiscard]] std::vector<double> slopes(std::span<double const> mass) const {
    auto const t = total(mass);
    std::vector<double> out(mass.size()), sums(t.sums.size());
    for (std::size_t j = 0; j < mass.size(); ++j) {
      if (!enters(j) || !(mass[j] > 0)) continue;
      double const step = std::min(slope_step, mass[j] / rows_.weight(j) / 2);
      out[j] = (value_near(t, j, step, sums) - value_near(t, j, -step, sums)) / (2 * step);
    }
    return out;
  }

 private:
  struct totals {
    std::vector<double> sums;
    double copies = 0;
    double mass = 0;
  };
  [[nodiscard]] totals total(std::span<double const> mass) const {
    compensated_sum copies, all;
    std::vector<compensated_sum> sums(statistic_.size);
    for (std::size_t j = 0; j < mass.size(); ++j) {
      if (!enters(j) || !(mass[j] > 0)) continue;
      all += mass[j];
      copies += mass[j] / rows_.weight(j);
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += mass[j] * terms_[j * sums.size() + k];
    }
    totals t{{}, copies.value(), all.value()};
    for (auto const& s : sums) t.sums.push_back(s.value());
    return t;
  }
  /// The value with this many more copies of row j. Masses are scaled so that they add up to the number of copies.
  [[nodiscard]] double value_near(totals const& t, std::size_t j, double copies, std::vector<double>& sums) const {
    scaled(t, j, copies, sums);
    return statistic_.value(sums);
  }
  void scaled(totals const& t, std::size_t j, double copies, std::vector<double>& sums) const {
    double const mass = copies == 0 ? 0 : copies * rows_.weight(j);
    double const scale = t.mass + mass > 0 ? (t.copies + copies) / (t.mass + mass) : 0;
    for (std::size_t k = 0; k < sums.size(); ++k)
      sums[k] = scale * (t.sums[k] + (mass == 0 ? 0 : mass * terms_[j * sums.size() + k]));
  }

  statistic_of_sums statistic_;
  weighted_rows rows_;
  std::vector<double> terms_;
};

[[nodiscard]] INTERCODER_INLINE std::vector<double> slopes_by_rows(weighted_rows const& rows,
                                                                   value_of_masses const& value) {
  std::vector<double> mass(rows.mass.begin(), rows.mass.end()), out(mass.size());
  for (std::size_t j = 0; j < mass.size(); ++j) {
    if (!(rows.role(j).shares > 0) || !(mass[j] > 0)) continue;
    double const before = mass[j];
    double const step = std::min(slope_step, before / rows.weight(j) / 2);
    mass[j] = before + step * rows.weight(j);
    double const up = value(mass);
    mass[j] = before - step * rows.weight(j);
    out[j] = (up - value(mass)) / (2 * step);
    mass[j] = before;
  }
  return out;
}

/// Everything but the value and its slopes.
[[nodiscard]] INTERCODER_INLINE estimate begin_estimate(coefficient_info const& info, weighted_rows const& rows) {
  check_ratings(info, rows.data);
  estimate e;
  e.name = info.name;
  e.title = info.title;
  e.data = rows.data;
  e.from_zero_to_one = info.from_zero_to_one;
  describe(e, rows);
  return e;
}

/// Value, status, slopes centred on the units that enter.
INTERCODER_INLINE void end_estimate(estimate& e, coefficient_info const& info, weighted_rows const& rows, double value,
                                    std::vector<double> slopes) {
  if (!(value == value)) {
    e.status = status::no_variation;
    e.reason = info.undefined.empty() ? "These codes leave it undefined." : std::string{info.undefined};
    return;
  }
  e.value = value;
  e.entered.assign(rows.data.rows(), 0);
  compensated_sum mean;
  for (std::size_t j = 0; j < e.entered.size(); ++j) {
    e.entered[j] = rows.role(j).shares > 0 && rows.mass[j] > 0;
    if (e.entered[j] && !slopes.empty()) mean += rows.data.row_count()[j] * slopes[j];
  }
  double largest = 0;
  for (std::size_t j = 0; j < slopes.size(); ++j) {
    if (!e.entered[j]) continue;
    slopes[j] -= mean.value() / e.n_used;
    largest = std::max(largest, std::abs(slopes[j]) * e.n_used);
  }
  bool const at_the_end = value >= 1 - 1e-12 || value <= -1 + 1e-12 || (e.from_zero_to_one && value <= 1e-12);
  bool const one_source = e.of_sources() && e.n_used <= 1;
  if (!slopes.empty() && !(largest > 1e-7) && !at_the_end && !one_source) {
    e.status = status::no_spread;
    e.reason = e.n_used > 1 ? std::string{e.of_sources() ? "All sources" : "All units"} +
                                  " pull the value alike: no error can be computed."
                            : "One unit only: no error can be computed.";
  }
  e.value_slope = std::move(slopes);
}

/// "labels, such as 'yes'", for messages.
[[nodiscard]] INTERCODER_INLINE std::string kind_of_categories(ratings const& r) {
  auto const& s = r.categories_scale();
  auto const example = r.categories() > 0 ? s.label(0) : "";
  return std::string{s.set_valued() ? "sets of codes"
                     : s.numeric()  ? "numbers"
                                    : "labels"} +
         ", such as '" + example + "'";
}

}  // namespace detail

INTERCODER_INLINE void check_ratings(coefficient_info const& info, ratings const& r) {
  auto const who = std::string{info.name} + ": ";
  if (info.most_coders != 0 && r.coders() > info.most_coders) {
    auto const instead = info.name == "scott_pi"      ? "fleiss_kappa"
                         : info.name == "cohen_kappa" ? "conger_kappa"
                                                      : std::string_view{};
    throw bad_argument{who + "compares " + std::to_string(info.most_coders) + " coders; found " +
                       std::to_string(r.coders()) + "; select two of them" +
                       (instead.empty() ? "" : ", or use " + std::string{instead} + ", which takes any number")};
  }
  if (info.needs_coders && !r.coders_known())
    throw bad_argument{who + "needs to know which coder gave which code; these ratings are counts per category"};
  if (info.needs_numbers && !r.categories_scale().numeric() && r.categories() > 0)
    throw bad_argument{who + "needs numbers; the categories are " + detail::kind_of_categories(r)};
  if (info.needs_sets && !r.categories_scale().set_valued() && r.categories() > 0)
    throw bad_argument{who + "needs a set of codes in each cell; the categories are " + detail::kind_of_categories(r)};
  if (info.categories != 0 && r.categories() != info.categories)
    throw bad_argument{who + "is about " + std::to_string(info.categories) + " categories; found " +
                       std::to_string(r.categories()) + "; collapse to one category against the others first"};
}

INTERCODER_INLINE std::vector<double> mass_of_rows(ratings const& r) {
  auto mass = r.row_count();
  auto const& weight = r.design().weight;  // units with weights of their own have rows of their own
  for (std::size_t j = 0; j < weight.size(); ++j) mass[r.design().row(j)] *= weight[j];
  return mass;
}

INTERCODER_INLINE void describe(estimate& e, weighted_rows const& rows) {
  auto const& r = rows.data;
  auto const& count = r.row_count();
  std::vector<char> coder_seen(r.coders());
  for (std::size_t j = 0; j < r.rows(); ++j) {
    if (!(rows.mass[j] > 0)) continue;
    auto const m = r.row(j).size();
    e.n_units += m >= 1 ? count[j] : 0;
    e.n_pairable += m >= 2 ? count[j] : 0;
    e.n_used += rows.role(j).shares > 0 ? count[j] : 0;
    for (auto const& c : r.row(j)) coder_seen[static_cast<std::size_t>(c.coder)] = 1;
  }
  for (char const seen : coder_seen) e.n_coders += static_cast<std::size_t>(seen);
  if (e.n_units > 0) e.coded_once = 1 - e.n_pairable / e.n_units;
  if (auto const& d = r.design(); !d.source_of.empty()) {
    std::vector<char> source_seen(d.sources.size());
    for (std::size_t u = 0; u < d.units; ++u)
      if (rows.mass[d.row(u)] > 0 && d.copies(u) > 0 && rows.role(d.row(u)).shares > 0)
        source_seen[static_cast<std::size_t>(d.source_of[u])] = 1;
    for (char const seen : source_seen) e.n_sources += static_cast<std::size_t>(seen);
  }
  auto const say = [&](enum status s, std::string why) {
    e.status = s;
    e.reason = std::move(why);
  };
  if (e.n_units == 0) return say(status::no_units, "No unit has a code.");
  if (e.n_coders < 2) return say(status::one_coder, "One coder only: agreement needs two.");
  bool pairs = false;
  for (std::size_t j = 0; j < r.rows() && !pairs; ++j) pairs = rows.mass[j] > 0 && rows.role(j).observed > 0;
  if (!pairs)
    say(status::no_pairs,
        rows.rule == missing_rule::complete ? "No unit was coded by every coder." : "No unit was coded by two coders.");
}

INTERCODER_INLINE estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                       std::function<statistic_of_sums(ratings const&)> const& make) {
  auto const mass = mass_of_rows(r);
  weighted_rows const rows{r, rule, mass, r.design().weight};
  auto e = detail::begin_estimate(info, rows);
  e.on = [make, rule](ratings const& other) -> value_of_masses {
    return [sums = std::make_shared<detail::sums_of_masses const>(make(other), other, rule)](
               std::span<double const> masses) { return (*sums)(masses); };
  };
  e.again = [info, rule, make](ratings const& other) { return estimate_of(info, other, rule, make); };
  if (e.status != status::ok) return e;
  detail::sums_of_masses const sums{make(r), r, rule};
  double const value = sums(mass);
  detail::end_estimate(e, info, rows, value, value == value ? sums.slopes(mass) : std::vector<double>{});
  return e;
}

INTERCODER_INLINE std::vector<double> sums_of(ratings const& r, missing_rule rule, statistic_of_sums statistic) {
  return detail::sums_of_masses{std::move(statistic), r, rule}.sums(mass_of_rows(r));
}

INTERCODER_INLINE estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                       statistic_of_rows const& value) {
  auto const mass = mass_of_rows(r);
  weighted_rows const rows{r, rule, mass, r.design().weight};
  auto e = detail::begin_estimate(info, rows);
  e.on = [value, rule](ratings const& other) -> value_of_masses {
    return [=](std::span<double const> masses) {
      return value(weighted_rows{other, rule, masses, other.design().weight});
    };
  };
  e.again = [info, rule, value](ratings const& other) { return estimate_of(info, other, rule, value); };
  if (e.status != status::ok) return e;
  double const found = value(rows);
  auto const steps = std::pow(static_cast<double>(r.rows()), 2) * static_cast<double>(r.coders());
  bool const cheap = steps <= detail::most_steps_for_slopes;
  detail::end_estimate(e, info, rows, found,
                       cheap && found == found ? detail::slopes_by_rows(rows, e.on(r)) : std::vector<double>{});
  return e;
}

INTERCODER_INLINE estimate estimate_of(coefficient_info const& info, ratings const& r, missing_rule rule,
                                       std::function<value_with_slopes(ratings const&)> const& value,
                                       std::function<value_of_masses(ratings const&)> on) {
  auto const mass = mass_of_rows(r);
  weighted_rows const rows{r, rule, mass, r.design().weight};
  auto e = detail::begin_estimate(info, rows);
  e.again = [info, rule, value, on](ratings const& other) { return estimate_of(info, other, rule, value, on); };
  e.on = std::move(on);
  if (e.status != status::ok) return e;
  auto found = value(r);
  detail::end_estimate(e, info, rows, found.value, std::move(found.slope));
  return e;
}

INTERCODER_INLINE missing_rule rule_of(coefficient_info const& info, coefficient_options const& options) {
  if (info.one_rule && options.missing && *options.missing != info.rule)
    throw bad_argument{std::string{info.name} + ": found missing '" + std::string{text(*options.missing)} +
                       "'; expected '" + std::string{text(info.rule)} + "', the only rule it knows"};
  return options.missing.value_or(info.rule);
}

}  // namespace intercoder
