// Resampling: the value again and again, on sources or units drawn anew with replacement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {

struct resampling_options {
  std::size_t resamples = 2000;
  bool by_source = true;    ///< draw sources where at least two are known; false: units
  std::uint64_t seed = 0;   ///< resample b depends on the seed and b alone
  std::size_t threads = 0;  ///< 0: as many as the machine has
  progress report{};
};

/// What came out of the resamples that have a value.
struct resampled {
  std::vector<double> values;  ///< ascending
  std::size_t undefined = 0;   ///< resamples without a value: counted, and in no quantile
  /// Linear between neighbours; NaN where there is no value.
  [[nodiscard]] double quantile(double p) const;
};

/// The value on resampled sources, all units of a source together, or on resampled units (Vanbelle & Albert, 2008; Zapf
/// et al., 2016). Takes no code again: a resample is a set of masses.
/// @throws bad_argument for units that are characters without sources, for pooled values, for fewer than 100 resamples,
/// and for one source or unit, @throws cancelled when `report` returns false.
[[nodiscard]] resampled resample(estimate const& e, resampling_options const& options = {});

/// Any function of ratings on the same resamples: it sees the ratings with counts (`ratings::recount`), NaN where it
/// has no value. Called from one thread where `threads` is 1.
/// @throws what `statistic` throws, and as above.
[[nodiscard]] resampled bootstrap(std::function<double(ratings const&)> const& statistic, ratings const& r,
                                  resampling_options const& options = {});

/// Krippendorff's own bootstrap of his alpha: as many pairs of codes as there are are drawn from all observed ones,
/// with the expected disagreement as found; values below -1 count as -1. It takes pairs of one unit as independent.
/// @throws bad_argument for other coefficients than alpha.
[[nodiscard]] resampled krippendorff_bootstrap(estimate const& e, resampling_options const& options = {});

/// Limits that are corrected for bias and acceleration: Efron (1987). The acceleration comes from the influences.
[[nodiscard]] std::pair<double, double> bca_limits(estimate const& e, resampled const& found, double tail,
                                                   bool by_source = true);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/resampling-inl.hpp>
#endif
