// What a coefficient found, with all that an interval, a test or a comparison will need of it.
#pragma once

#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/ratings.hpp>
#include <intercoder/core/warning.hpp>

namespace intercoder {

/// Why a value, or its error, says less than one would like.
enum class status {
  ok,
  no_variation,        ///< every code is the same one: nothing could have disagreed
  no_pairs,            ///< no unit was coded twice
  one_coder,           ///< a single coder
  no_units,            ///< no unit has a code
  one_coder_constant,  ///< a coder used one category only, so the value cannot move: it has no error
  no_spread,           ///< all units say the same, short of perfect agreement: no error can be computed
};

/// "ok", "no_variation", ...
[[nodiscard]] std::string_view text(status s);

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Above this share of units coded once, a value mixes the categories of two populations, and is shown under both
/// rules.
inline constexpr double much_coded_once = 0.2;

/// A value as a function of the masses (copies times importance) of the rows of one table.
using value_of_masses = std::function<double(std::span<double const>)>;

/// How much the codes of a unit disagree, by row of the table.
struct disagreement_by_row {
  std::vector<double> within;  ///< mean distance of the codes of a unit with this row; NaN for fewer than two codes
  std::vector<double> cost;    ///< what a copy of such a unit adds to the observed disagreement; copies add up to that
};

/// The quantile of an F distribution, handed to what knows degrees of freedom but no distributions.
using f_quantile_function = std::function<double(double p, double df, double df_denominator)>;

/// A test that a statistic brings along: F, or chi-squared where the denominator's degrees of freedom are infinite.
struct own_test_statistic {
  double statistic = not_a_number;  ///< NaN: no such test of this null
  double df = not_a_number;
  double df_denominator = std::numeric_limits<double>::infinity();
};

/// A value that is a function of units and their weights, and how it moves with each of them.
struct estimate {
  std::string name;   ///< as the function is called, "krippendorff_alpha"
  std::string title;  ///< as people call it, "Krippendorff's alpha"
  std::string weights = "nominal";
  double value = not_a_number;                  ///< at most 1; 0 is what chance gives
  double observed = not_a_number;               ///< observed agreement, 1 - mean distance within units
  double expected = not_a_number;               ///< agreement expected by chance, same scale
  double observed_disagreement = not_a_number;  ///< 1 - observed, kept because it may be far smaller than 1
  double expected_disagreement = not_a_number;  ///< 1 - expected
  enum status status = status::ok;
  bool weights_belong_to_it = false;        ///< are weights part of the coefficient, and not a choice to report?
  bool from_zero_to_one = false;            ///< does the value live on [0, 1]?
  bool certain_by_chance = false;           ///< does chance agreement come near 1 where all but one category are rare?
  bool by_proportion = false;               ///< is the value a share of agreeing units of two coders?
  std::string reason;                       ///< a sentence; empty when the status is ok
  double n_units = 0;                       ///< units with at least one code (copies counted)
  double n_pairable = 0;                    ///< units with at least two codes
  double n_used = 0;                        ///< units that enter under the missing rule: what errors are computed from
  std::size_t n_coders = 0;                 ///< coders with at least one code
  std::size_t n_sources = 0;                ///< sources with at least one unit that enters; 0 when unknown
  double value_if_pairable = not_a_number;  ///< under that rule, where more than a fifth of the units are coded once
  double coded_once = 0;                    ///< share of the units with a code that have only one

  /// Per row of `data`: how the observed and the expected agreement move per copy of a unit with this row, less the
  /// mean over all units; 0 for units that do not enter.
  std::vector<double> observed_slope;
  std::vector<double> expected_slope;
  /// Per row: the residual of Gwet's published variance (2014, ch. 5), per copy, divided by n_used.
  std::vector<double> published_slope;
  /// Per row: how the value moves per copy, less the mean, where it is no function of observed and expected agreement.
  std::vector<double> value_slope;
  std::vector<char> entered;        ///< per row: does it enter under the missing rule?
  std::vector<warning> warnings{};  ///< what this coefficient has to say beside what holds for all
  ratings data;
  /// The same coefficient on other rows of the same scale and coders: a function of their masses, for resampling, the
  /// jackknife and posteriors. NaN where it is undefined.
  std::function<value_of_masses(ratings const&)> on;
  /// The same coefficient with everything that belongs to it, on other ratings; of other categories, as after
  /// `ratings::collapse`, with nominal weights. Empty for what was pooled.
  std::function<estimate(ratings const&)> again;
  /// The distance of two categories, as the value has it. Empty where the value is not made of distances.
  std::function<std::function<double(std::size_t, std::size_t)>()> distance;
  /// Where single units disagree. Empty where the value is not made of disagreements of units.
  std::function<disagreement_by_row()> by_row;
  /// The error if coders drew independently of each other: for tests only, never for an interval. Empty where no such
  /// error is known.
  std::function<double()> null_error;
  /// The interval that the statistic's own paper derives for independent units, from the area in each tail; an
  /// approximation that may give no limits (NaN), or limits that leave the value out. Empty where there is none.
  std::function<std::pair<double, double>(double tail, f_quantile_function const& quantile)> own_interval;
  /// The test that the statistic's own paper derives for independent units. Empty where there is none.
  std::function<own_test_statistic(double null)> own_test;

  [[nodiscard]] bool defined() const noexcept { return value == value; }
  /// Are the units whole sources, and codes only who marked which one?
  [[nodiscard]] bool of_sources() const noexcept { return data.design().whole_sources; }
  /// Per row: how the value moves per copy of a unit.
  [[nodiscard]] std::vector<double> slope() const;
  /// One per unit, mean 0 over the units that enter: n_used times the change of the value per copy of the unit.
  [[nodiscard]] std::vector<double> influence() const;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/estimate-inl.hpp>
#endif
