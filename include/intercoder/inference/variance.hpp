// The error of a value: from its influence, unit by unit or source by source, or by leaving out.
#pragma once

#include <string_view>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/progress.hpp>

namespace intercoder {

/// Which formula gives the error.
enum class error_formula {
  ratio,      ///< linearisation of a ratio, right also when some units are coded once (the default)
  gwet,       ///< Gwet's published residual (2014, ch. 5)
  jackknife,  ///< leaving out each source, or each unit where no source is known
};

/// @throws bad_argument listing the known names: ratio, gwet, jackknife.
[[nodiscard]] error_formula error_formula_by_name(std::string_view name);

/// Error variances of one value, and what is known of the clustering of its units.
struct error_parts {
  double n = 0;                     ///< units that enter
  double by_unit = not_a_number;    ///< variance with units as independent
  double by_source = not_a_number;  ///< variance with sources as independent; NaN with fewer than two
  /// `by_source`, where each source's part is enlarged by what its own pull on the value hides of it, as in the
  /// corrected sandwich of Bell & McCaffrey (2002). The same where sources are equally large.
  double by_source_unhidden = not_a_number;
  std::size_t sources = 0;  ///< 0: unknown
  /// Of n_c, the units of source c that were coded at least twice: those coded once show no disagreement.
  double effective_sources = 0;          ///< (sum n_c)^2 / sum n_c^2
  double mean_source_size = 0;           ///< sum n_c^2 / sum n_c: the size of the source a unit comes from, on average
  double largest_source = not_a_number;  ///< its units that enter, those coded once too
};

/// Per row of the table: how the value moves per copy of a unit, or Gwet's published residual in its place. Empty where
/// there are too many different units for derivatives.
/// @throws bad_argument for the jackknife, which has none, and where no published residual is known.
[[nodiscard]] std::vector<double> slopes(estimate const& e, error_formula formula = error_formula::ratio);

/// @throws bad_argument when the jackknife would need more than about 10^11 steps (it says so and what else to do),
/// @throws cancelled when `report` returns false.
[[nodiscard]] error_parts error_variance(estimate const& e, error_formula formula = error_formula::ratio,
                                         progress const& report = {});

/// The standard error: by source where at least two are known, else by unit. NaN where the value is undefined or has
/// no spread. `population` is how many sources (units, where no source is known) there are to be coded in all; the
/// error shrinks as the sample exhausts it.
[[nodiscard]] double standard_error(estimate const& e, error_formula formula = error_formula::ratio,
                                    double population = 0, progress const& report = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/variance-inl.hpp>
#endif
