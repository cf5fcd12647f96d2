// Values of continua that depend on the sources through sums: several sources are one long one, a resample of sources
// is a weighted sum, and no source is swept twice.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/statistic.hpp>

namespace intercoder {

/// Who the coders of a table made by `sources_by_coders`, or of a selection from it, are among those of the continua.
[[nodiscard]] inline std::vector<std::size_t> coders_of(continua const& all, ratings const& table) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < table.coders(); ++c)
    out.push_back(static_cast<std::size_t>(std::ranges::find(all.coders, table.coder_name(c)) - all.coders.begin()));
  return out;
}

/// What each source was found to hold, with all the coders who were asked to mark it, and a way to look again with some
/// of them only.
template <class T>
class source_by_source {
 public:
  using look = std::function<T(continua const&, continuum const&, std::span<std::size_t const> coders)>;

  source_by_source(continua all, look how) : all_{std::move(all)}, look_{std::move(how)} {
    for (auto const& x : all_.sources) with_all_.push_back(look_(all_, x, x.coders));
  }

  /// The source and the coders that a row names; `known` are the coders of its table.
  [[nodiscard]] T of(std::span<cell const> row, std::vector<std::size_t> const& known) const {
    auto const i = static_cast<std::size_t>(row.front().code);
    std::vector<std::size_t> coders;
    for (auto const& c : row) coders.push_back(known[static_cast<std::size_t>(c.coder)]);
    std::ranges::sort(coders);
    return coders == all_.sources[i].coders ? with_all_[i] : look_(all_, all_.sources[i], coders);
  }

  [[nodiscard]] continua const& all() const noexcept { return all_; }
  [[nodiscard]] std::vector<T> const& with_all_coders() const noexcept { return with_all_; }

 private:
  continua all_;
  look look_;
  std::vector<T> with_all_;
};

/// Disagreement that was seen, and that chance would give, on the same scale.
struct disagreement_pair {
  double observed = 0;
  double expected = 0;
  /// NaN when nothing could have disagreed.
  [[nodiscard]] double alpha() const noexcept { return expected > 0 ? 1 - observed / expected : not_a_number; }
};

/// How a value is made from what the sources hold.
template <class T>
struct additive_value {
  std::size_t size = 0;                                   ///< how many sums
  std::function<void(T const&, std::span<double>)> sums;  ///< what one source adds to each
  std::function<disagreement_pair(std::span<double const>)> parts;
};

/// The estimate, with sources as its independent units.
template <class T>
[[nodiscard]] estimate estimate_of(coefficient_info const& info, std::shared_ptr<source_by_source<T> const> sources,
                                   additive_value<T> const& value) {
  auto const table = sources_by_coders(sources->all());
  auto const make = [sources, value](ratings const& r) {
    return statistic_of_sums{
        .size = value.size,
        .add = [sources, value, known = coders_of(sources->all(), r)](
                   std::span<cell const> row, std::span<double> sums) { value.sums(sources->of(row, known), sums); },
        .value = [value](std::span<double const> sums) { return value.parts(sums).alpha(); }};
  };
  auto e = estimate_of(info, table, info.rule, make);
  if (e.n_pairable > 0) {
    auto const parts = value.parts(sums_of(table, info.rule, make(table)));
    e.observed_disagreement = parts.observed;
    e.expected_disagreement = parts.expected;
    e.observed = 1 - parts.observed;
    e.expected = 1 - parts.expected;
  }
  return e;
}

}  // namespace intercoder
