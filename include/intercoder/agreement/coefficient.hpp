// A chance-corrected coefficient is a chance model and a missing rule; the weights come with the call. Everything else
// is shared.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <intercoder/agreement/chance.hpp>
#include <intercoder/agreement/missing_rule.hpp>
#include <intercoder/core/estimate.hpp>

namespace intercoder {

struct coefficient_options {
  std::optional<missing_rule> missing{};  ///< instead of the coefficient's own rule
};

/// Share of agreeing pairs of codes within each row of the table (1 - mean distance); NaN for fewer than two codes.
[[nodiscard]] std::vector<double> agreement_by_row(ratings const& r, weight_choice const& choice = weights::nominal);

namespace detail {

/// What does not depend on the chance model.
struct coefficient_info {
  std::string_view name;
  std::string_view title;
  std::size_t most_coders = 0;  ///< 0: any number
  bool needs_coders = false;    ///< must know which coder gave a code
  bool needs_bounded = false;   ///< agreement weights must lie in [0, 1]
};

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
  [[nodiscard]] double value() const {
    return chance.defined && chance.disagreement > 0 && mass > 0 ? 1 - observed / chance.disagreement : not_a_number;
  }
};

void check_call(coefficient_info const& info, ratings const& r, weight_choice const& choice);
/// Copies times importance.
[[nodiscard]] std::vector<double> mass_of_rows(ratings const& r);
[[nodiscard]] std::vector<double> use_of_categories(weighted_rows const& rows);
/// Sizes and, where the data leave the value undefined whatever the chance model, the status.
void describe(estimate& e, weighted_rows const& rows);
/// Value, status, and slopes, where `by_shares(j)` is how the expected disagreement moves through the shares.
void conclude(estimate& e, evaluation const& v, std::span<double const> by_shares, std::span<double const> by_self);

}  // namespace detail

template <chance_model Chance>
struct coefficient {
  detail::coefficient_info info;
  Chance chance{};
  missing_rule rule = missing_rule::available;

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
