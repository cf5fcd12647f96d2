// What can be asked of an interval, and what it gives.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {

/// How an interval is made. `automatic` chooses among the others; the result says which it took.
enum class interval_method {
  automatic,
  fisher_z,      ///< symmetric after atanh, Student's t
  t,             ///< value +- t * error, cut at 1
  normal,        ///< value +- z * error, cut at 1
  logit,         ///< symmetric after log(v / (1 - v)), Student's t; for what lives on [0, 1]
  jeffreys,      ///< quantiles of a posterior: 1/2 for each cell of two coders' yes/no table; for more, one unit for
                 ///< agreement and one for disagreement shaped by the margins
  exact,         ///< from the exact (beta) limits of the share of units without disagreement, or as the statistic's own
                 ///< paper has it (F limits of an ICC)
  percentile,    ///< quantiles of the values of resampled sources (or units)
  bca,           ///< the same, corrected for bias and acceleration: Efron (1987)
  krippendorff,  ///< quantiles of Krippendorff's own bootstrap, for his alpha: it takes the pairs of codes of one unit
                 ///< as independent and the expected disagreement as known, and covers 52-82 % instead of 95 %
  gof,  ///< goodness of fit, Donner & Eliasziw (1992): Scott's pi and alpha, two coders, yes/no, independent units
};

[[nodiscard]] std::string_view text(interval_method m);
/// @throws bad_argument listing the known names. "auto" is `automatic`.
[[nodiscard]] interval_method interval_method_by_name(std::string_view name);

struct interval_options {
  double level = 0.95;
  interval_method method = interval_method::automatic;
  error_formula formula = error_formula::ratio;
  bool by_source = true;  ///< false: units as independent, even where sources are known
  double population = 0;  ///< sources (or units) there are in all; 0: so many that the sample is a small part
  std::uint64_t seed = 0;
  std::size_t draws = 20'000;    ///< of a posterior; fewer are enough where many intervals are averaged
  std::size_t resamples = 2000;  ///< for percentile, bca and krippendorff
  std::size_t threads = 0;    ///< for resampling; 0: as many as the machine has. The digits are the same for any number
  bool other_coders = false;  ///< generalise to other coders like these as well, not only to other sources or units
  double coder_population = 0;  ///< coders there are in all; 0: so many that these are a small part
  progress report{};
};

/// An interval and what it rests on. Both limits are NaN where none can be given; `reason` then says why.
struct confidence_interval {
  double low = not_a_number;
  double high = not_a_number;
  double level = 0.95;
  interval_method method = interval_method::automatic;
  /// The automatic interval covers that of this method as well where too little was seen for either alone.
  interval_method also = interval_method::automatic;
  double se = not_a_number;
  double df = not_a_number;
  std::size_t n_resamples = 0;
  std::size_t undefined_resamples = 0;
  double design_effect = 1;          ///< the error variance over that with independent units
  bool correlation_assumed = false;  ///< was an intra-source correlation of .05 assumed, for lack of sources?
  bool other_coders = false;         ///< does it generalise to other coders too?
  std::string reason;
};

}  // namespace intercoder
