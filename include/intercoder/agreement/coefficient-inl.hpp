// The bodies of coefficient.hpp that no chance model enters.
#pragma once

#include <cmath>
#include <set>
#include <string>
#include <utility>

#include <intercoder/agreement/coefficient.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {

namespace detail {

INTERCODER_INLINE void check_call(coefficient_info const& info, ratings const& r, weight_choice const& choice) {
  check_ratings(info, r);
  auto const who = std::string{info.name} + ": ";
  auto const weights_text = "'" + choice.text() + "'";
  if (!info.takes_weights && choice.name != weight_choice::kind::nominal)
    throw bad_argument{who +
                       (info.needs_sets ? "has its own way to compare sets" : "knows codes that are the same or not") +
                       "; found weights " + weights_text + "; expected 'nominal'"};
  if (!info.needs_bounded) return;
  if (choice.unbounded())
    throw bad_argument{who + "needs agreement weights between 0 and 1; found " + weights_text +
                       ", a distance without upper limit; use 'quadratic', 'linear' or 'gwet_ordinal'"};
  if (choice.name == weight_choice::kind::matrix)
    for (Eigen::Index i = 0; i < choice.matrix->size(); ++i)
      if (double const w = choice.matrix->data()[i]; w < 0 || w > 1)
        throw bad_argument{who + "needs agreement weights between 0 and 1; the matrix holds " + number_text(w)};
}

INTERCODER_INLINE std::vector<double> use_of_categories(weighted_rows const& rows) {
  std::vector<double> use(rows.data.categories());
  for (std::size_t j = 0; j < rows.data.rows(); ++j)
    if (rows.role(j).shares > 0)
      for (auto const& c : rows.data.row(j)) use[static_cast<std::size_t>(c.code)] += rows.mass[j];
  return use;
}

INTERCODER_INLINE evaluation::evaluation(ratings const& r, weight_choice const& choice, missing_rule rule,
                                         std::span<double const> masses)
    : rows{r, rule, masses, r.design().weight},
      distances{choice, r.categories_scale(), choice.follows_use() ? use_of_categories(rows) : std::vector<double>{}},
      within(r.rows()) {
  for (std::size_t j = 0; j < within.size(); ++j) within[j] = distances.within(r.row(j));
  add_up(masses);
}

INTERCODER_INLINE void evaluation::weigh(weight_choice const& choice, std::span<double const> masses) {
  if (choice.follows_use())  // even where the masses lie where they lay: their values may be others
    *this = evaluation{rows.data, choice, rows.rule, masses};
  else
    add_up(masses);
}

INTERCODER_INLINE void evaluation::add_up(std::span<double const> masses) {
  rows.mass = masses;
  compensated_sum sum, total;
  for (std::size_t j = 0; j < within.size(); ++j) {
    double const weight = masses[j] * rows.role(j).observed;
    sum += weight * within[j];
    total += weight;
  }
  mass = total.value();
  observed = mass > 0 ? sum.value() / mass : not_a_number;
}

INTERCODER_INLINE std::function<estimate(ratings const&)> asked_again(coefficient_function const& self,
                                                                      ratings const& r, weight_choice const& choice,
                                                                      coefficient_options const& options) {
  auto const alike = [q = r.categories(), sets = r.categories_scale().set_valued()](ratings const& other) {
    return other.categories() == q && other.categories_scale().set_valued() == sets;
  };
  return [self, choice, options, alike](ratings const& other) {
    return self(other, alike(other) ? choice : weights::nominal, options);
  };
}

INTERCODER_INLINE disagreement_by_row disagreements_of_rows(ratings const& r, weight_choice const& choice,
                                                            missing_rule rule) {
  auto const masses = mass_of_rows(r);
  evaluation const v{r, choice, rule, masses};
  disagreement_by_row out{v.within, std::vector<double>(r.rows())};
  for (std::size_t j = 0; j < r.rows(); ++j) {
    if (r.row(j).size() < 2) out.within[j] = not_a_number;
    double const observed = v.rows.role(j).observed;
    if (observed > 0) out.cost[j] = v.rows.weight(j) * observed * v.within[j] / v.mass;
  }
  return out;
}

INTERCODER_INLINE void conclude(estimate& e, evaluation const& v, std::span<double const> by_shares,
                                std::span<double const> by_self) {
  auto const& rows = v.rows;
  auto const& r = rows.data;
  std::set<std::int32_t> used;
  for (std::size_t j = 0; j < r.rows() && used.size() < 2; ++j)
    if (rows.mass[j] > 0 && rows.role(j).shares > 0)
      for (auto const& c : r.row(j)) used.insert(c.code);
  double const room = v.chance.disagreement;
  if (v.chance.defined) {
    e.expected_disagreement = room;
    e.expected = 1 - room;
  }
  bool const nothing_to_disagree = used.size() < 2 && room < 1e-9;  // exact 0 but for rounding in the shares
  if (!v.chance.defined || !(room > 0) || nothing_to_disagree) {
    if (v.chance.defined) {
      e.expected_disagreement = 0;
      e.expected = 1;
    }
    e.status = status::no_variation;
    e.reason = used.size() < 2
                   ? "Every code is '" + r.categories_scale().label(static_cast<std::size_t>(*used.begin())) +
                         "': without variation there is nothing to agree on beyond chance."
                   : "The categories in use all count as the same under these weights.";
    return;
  }
  e.value = 1 - v.observed / room;

  std::vector<double> cumulated;  // slope of both disagreements by each category's use, through the positions
  std::vector<double> observed_by_use(r.categories()), expected_by_use(r.categories());
  if (v.distances.follows_use()) {
    for (std::size_t j = 0; j < r.rows(); ++j)
      v.distances.add_slope_within(rows.mass[j] * rows.role(j).observed / v.mass, r.row(j), observed_by_use);
    expected_by_use = v.chance.by_position;
    for (auto* by :
         {&observed_by_use, &expected_by_use}) {  // one more use of c lifts the ranks above c by 1, its own by 1/2
      double above = 0;
      for (auto k = by->size(); k-- > 0;) {
        double const here = (*by)[k];
        (*by)[k] = above + here / 2;
        above += here;
      }
    }
  }
  e.observed_slope.assign(r.rows(), 0);
  e.expected_slope.assign(r.rows(), 0);
  e.published_slope.assign(r.rows(), 0);
  e.entered.assign(r.rows(), 0);
  compensated_sum mean_observed, mean_expected;
  auto const& count = r.row_count();
  for (std::size_t j = 0; j < r.rows(); ++j) {
    auto const role = rows.role(j);
    if (!(role.shares > 0) || !(rows.mass[j] > 0)) continue;
    e.entered[j] = 1;
    double observed = role.observed * (v.within[j] - v.observed) / v.mass;
    double expected = by_shares[j];
    if (v.distances.follows_use())
      for (auto const& c : r.row(j)) {
        observed += observed_by_use[static_cast<std::size_t>(c.code)];
        expected += expected_by_use[static_cast<std::size_t>(c.code)];
      }
    double const weight = rows.weight(j);
    bool const twice = role.observed > 0;
    double const single = twice ? e.n_used / e.n_pairable - 1 : -1;  // Gwet's n / n' - 1
    e.published_slope[j] = v.chance.published_factor * weight * ((1 - e.value) * expected - observed) / room +
                           (rows.rule == missing_rule::available ? e.value * single / e.n_used : 0);
    e.observed_slope[j] = -weight * observed;
    e.expected_slope[j] = -weight * (expected + by_self[j]);
    mean_observed += count[j] * e.observed_slope[j];
    mean_expected += count[j] * e.expected_slope[j];
  }
  double largest = 0;
  for (std::size_t j = 0; j < r.rows(); ++j) {
    if (!e.entered[j]) continue;
    e.observed_slope[j] -= mean_observed.value() / e.n_used;
    e.expected_slope[j] -= mean_expected.value() / e.n_used;
    largest = std::max(largest, std::abs(e.observed_slope[j] - (1 - e.value) * e.expected_slope[j]) * e.n_used / room);
  }
  bool const at_the_end = v.observed == 0 || e.value <= -1 + 1e-12 || (e.from_zero_to_one && v.observed >= 1 - 1e-12);
  if (largest > 1e-11 || at_the_end) return;
  std::vector<std::set<std::int32_t>> by_coder(r.coders());
  for (std::size_t j = 0; j < r.rows(); ++j)
    if (rows.mass[j] > 0)
      for (auto const& c : r.row(j))
        if (auto& mine = by_coder[static_cast<std::size_t>(c.coder)]; mine.size() < 2) mine.insert(c.code);
  for (std::size_t c = 0; c < by_coder.size(); ++c)
    if (r.coders_known() && by_coder[c].size() == 1 && e.n_used > 1) {
      e.status = status::one_coder_constant;
      e.reason = "Coder " + r.coder_name(c) + " used '" +
                 r.categories_scale().label(static_cast<std::size_t>(*by_coder[c].begin())) +
                 "' only, so the value cannot move and has no error.";
      return;
    }
  e.status = status::no_spread;
  e.reason = e.n_used > 1 ? "All units pull the value alike: no error can be computed."
                          : "One unit only: no error can be computed.";
}

/// Under the null, what two codes of a unit agree beyond the mean agreement of either with everything is all that moves
/// the value; its mean square over m (m - 1) / 2 pairs a unit is the variance. With nominal weights this is the
/// published formula.
INTERCODER_INLINE double null_error_of_many(ratings const& r, weight_choice const& choice, missing_rule rule) {
  auto const mass = mass_of_rows(r);
  evaluation const v{r, choice, rule, mass};
  std::size_t codes = 0;
  double units = 0;
  for (std::size_t j = 0; j < r.rows(); ++j) {
    if (!(mass[j] > 0) || !(v.rows.role(j).shares > 0)) continue;
    if (codes == 0) codes = r.row(j).size();
    if (r.row(j).size() != codes || codes < 2) return not_a_number;
    units += mass[j];
  }
  auto const share = pooled_shares{v.rows}.share;
  auto const to_all = v.distances.to_all(share);
  double mean = 0, squares = 0;
  for (std::size_t k = 0; k < share.size(); ++k) {
    mean += share[k] * to_all[k];
    squares -= 2 * share[k] * to_all[k] * to_all[k];
    for (std::size_t l = 0; l < share.size(); ++l)
      squares += share[k] * share[l] * std::pow(v.distances.between(k, l), 2);
  }
  auto const m = static_cast<double>(codes);
  return std::sqrt(2 * (squares + mean * mean) / (units * m * (m - 1))) / mean;
}

}  // namespace detail

INTERCODER_INLINE std::function<double(std::size_t, std::size_t)> distances_between(ratings const& r,
                                                                                    weight_choice const& choice) {
  auto const mass = mass_of_rows(r);
  detail::evaluation const v{r, choice, missing_rule::available, mass};
  return [distances = v.distances](std::size_t k, std::size_t l) { return distances.between(k, l); };
}

INTERCODER_INLINE std::vector<double> agreement_by_row(ratings const& r, weight_choice const& choice) {
  detail::evaluation const v{r, choice, missing_rule::available, r.row_count()};
  std::vector<double> out(r.rows());
  for (std::size_t j = 0; j < r.rows(); ++j) out[j] = r.row(j).size() < 2 ? not_a_number : 1 - v.within[j];
  return out;
}

}  // namespace intercoder
