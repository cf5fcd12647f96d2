// A chance-corrected coefficient is a chance model and a missing rule; the weights come with the call. Everything else
// is shared.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include <intercoder/agreement/chance.hpp>
#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/core/estimate.hpp>
#include <intercoder/core/statistic.hpp>

namespace intercoder {

/// Share of agreeing pairs of codes within each row of the table (1 - mean distance); NaN for fewer than two codes.
[[nodiscard]] std::vector<double> agreement_by_row(ratings const& r, weight_choice const& choice = weights::nominal);

/// How far two categories are apart, by their places on the scale; with ordinal weights, as these ratings use them.
[[nodiscard]] std::function<double(std::size_t, std::size_t)> distances_between(ratings const& r,
                                                                                weight_choice const& choice);

namespace detail {

/// Observed and expected disagreement under some masses, with all that slopes need.
struct evaluation {
  weighted_rows rows;
  weighting distances;
  std::vector<double> within;  ///< mean distance inside each row
  double mass = 0;             ///< total weight behind the observed agreement
  double observed = 0;         ///< disagreement
  expected chance;

  /// Everything but the expected disagreement.
  evaluation(ratings const& r, weight_choice const& choice, missing_rule rule, std::span<double const> masses);
  /// The same rows with other masses.
  void weigh(weight_choice const& choice, std::span<double const> masses);
  /// The same with the distances as they are.
  void add_up(std::span<double const> masses);
  [[nodiscard]] double value() const {
    return chance.defined && chance.disagreement > 0 && mass > 0 ? 1 - observed / chance.disagreement : not_a_number;
  }
};

/// @throws bad_argument when the coefficient takes no such ratings or weights.
void check_call(coefficient_info const& info, ratings const& r, weight_choice const& choice);
[[nodiscard]] std::vector<double> use_of_categories(weighted_rows const& rows);
[[nodiscard]] disagreement_by_row disagreements_of_rows(ratings const& r, weight_choice const& choice,
                                                        missing_rule rule);
/// Value, status, and slopes, where `by_shares(j)` is how the expected disagreement moves through the shares.
void conclude(estimate& e, evaluation const& v, std::span<double const> by_shares, std::span<double const> by_self);

/// Fleiss, Nee & Landis (1979): the error of Fleiss' kappa if every code of every unit were drawn from the shares
/// found. NaN unless all units that enter have equally many codes.
[[nodiscard]] double null_error_of_many(ratings const& r, weight_choice const& choice, missing_rule rule);

}  // namespace detail

/// A coefficient as a function: ratings, weights and options in, an estimate out.
using coefficient_function = std::function<estimate(ratings const&, weight_choice const&, coefficient_options const&)>;

namespace detail {

/// `estimate::again` of a coefficient asked for these weights: a matrix, or a tolerance, means nothing to categories of
/// another number.
[[nodiscard]] std::function<estimate(ratings const&)> asked_again(coefficient_function const& self, ratings const& r,
                                                                  weight_choice const& choice,
                                                                  coefficient_options const& options);

}  // namespace detail

template <chance_model Chance>
struct coefficient {
  coefficient_info info;
  Chance chance{};

  /// The value with its derivatives; undefined data give NaN with a status and a reason. `ratings::recount` gives the
  /// same as a function of unit weights.
  /// @throws bad_argument when the weights do not fit the scale, or the coefficient does not take such ratings.
  [[nodiscard]] estimate operator()(ratings const& r, weight_choice const& choice = weights::nominal,
                                    coefficient_options const& options = {}) const;

 private:
  [[nodiscard]] estimate compute(ratings const& r, weight_choice const& choice, missing_rule used) const;
  [[nodiscard]] double null_error(ratings const& r, weight_choice const& choice, missing_rule used) const;
};

}  // namespace intercoder

#include <intercoder/agreement/coefficient-template.hpp>
#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/coefficient-inl.hpp>
#endif
