// Statistics of whole sources: what each source adds to a few sums, for any of its coders, becomes an estimate.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/statistic.hpp>

namespace intercoder {

/// Disagreement that was seen, and that chance would give, on the same scale.
struct disagreement_pair {
  double observed = 0;
  double expected = 0;
  /// NaN when nothing could have disagreed.
  [[nodiscard]] double alpha() const noexcept { return expected > 0 ? 1 - observed / expected : not_a_number; }
};

/// A value that depends on sources through a few sums.
struct source_statistic {
  std::size_t size = 0;  ///< how many sums
  /// Adds what a source contributes for these coders (places in `continua::coders`, at least two). Called once for each
  /// source and set of coders, from one thread at a time.
  std::function<void(std::size_t source, std::span<std::size_t const> coders, std::span<double> sums)> add;
  /// The value from the sums; NaN where it is undefined.
  std::function<double(std::span<double const> sums)> value;
  /// The disagreement that the value is made of; empty where it is not made of any.
  std::function<disagreement_pair(std::span<double const> sums)> parts{};
  /// Why it is undefined with these sums.
  std::function<std::pair<status, std::string>(std::span<double const> sums)> why;
};

/// Where the coders of a table made by `sources_by_coders`, or of a selection from it, stand among these.
/// @throws bad_argument naming a coder who is not there.
[[nodiscard]] std::vector<std::size_t> places_of(std::vector<std::string> const& coders, ratings const& table);

/// Warns where nobody said which sources coders were asked to mark.
void warn_of_assumed(estimate& e, continua const& all);

/// The value on the table of `sources_by_coders`, whose units are the sources: pairs of coders, leaving a coder out,
/// errors, and resampling of sources come with it. What a source adds is kept, so that no resample computes it again.
[[nodiscard]] estimate estimate_of_sources(coefficient_info const& info, continua const& all, source_statistic of);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/source_statistic-inl.hpp>
#endif
