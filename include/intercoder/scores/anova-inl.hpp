// The bodies of anova.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/scores/anova.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE std::vector<double> middle_by_coder(ratings const& r) {
  double const none = std::numeric_limits<double>::infinity();
  std::vector<double> low(r.coders(), none), high(r.coders(), -none), out(r.coders());
  for (std::size_t j = 0; j < r.rows(); ++j)
    for (auto const& c : r.row(j)) {
      auto const k = static_cast<std::size_t>(c.coder);
      double const x = r.categories_scale().value(static_cast<std::size_t>(c.code));
      low[k] = std::min(low[k], x);
      high[k] = std::max(high[k], x);
    }
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = low[k] <= high[k] ? low[k] + (high[k] - low[k]) / 2 : 0;
  return out;
}

INTERCODER_INLINE double middle(ratings const& r) {
  auto const by_coder = middle_by_coder(r);
  if (by_coder.empty()) return 0;
  auto const [low, high] = std::minmax_element(by_coder.begin(), by_coder.end());
  return *low + (*high - *low) / 2;
}

INTERCODER_INLINE anova one_way_from(std::span<double const> s) {
  anova a;
  a.units = s[0];
  double const all = s[1];
  a.size = (all - s[2] / all) / (s[0] - 1);
  a.between_units = std::max(0.0, s[4] - s[3] * s[3] / all);
  a.rest = s[5];
  a.df_rest = all - s[0];
  return a;
}

/// Sums of units, squared means of units, squares within units, and each coder, with values taken from the middle of
/// the coder's own range.
INTERCODER_INLINE anova two_way_from(std::span<double const> s, std::span<double const> middles) {
  anova a;
  auto const k = static_cast<double>(middles.size());
  a.units = s[0];
  a.size = k;
  double mean = 0, mean_middle = 0;
  for (std::size_t c = 0; c < middles.size(); ++c) {
    mean += s[3 + c] / s[0] / k;
    mean_middle += (middles[c] - middles[0]) / k;
  }
  double shifts = 0;
  for (std::size_t c = 0; c < middles.size(); ++c) {
    double const shift = s[3 + c] / s[0] - mean;
    double const whole = shift + (middles[c] - middles[0]) - mean_middle;
    shifts += s[0] * shift * shift;
    a.between_coders += s[0] * whole * whole;
  }
  a.between_units = std::max(0.0, k * (s[1] - s[0] * mean * mean));
  a.rest = std::max(0.0, s[2] - shifts);
  if (a.rest < 1e-13 * s[2]) a.rest = 0;  // coders that differ by a constant only
  a.df_rest = (s[0] - 1) * (k - 1);
  return a;
}

INTERCODER_INLINE missing_rule complete_only(coefficient_info const& info, std::optional<missing_rule> asked) {
  if (asked && *asked != missing_rule::complete)
    throw bad_argument{std::string{info.name} + ": missing: found '" +
                       (*asked == missing_rule::pairable ? "pairable" : "available") +
                       "'; expected 'complete', because it compares all coders on each unit"};
  return missing_rule::complete;
}

}  // namespace detail

INTERCODER_INLINE statistic_of_sums of_one_way(ratings const& r, value_of_anova value) {
  double const from = detail::middle(r);
  auto const add = [r, from](std::span<cell const> row, std::span<double> s) {
    auto const m = static_cast<double>(row.size());
    double mean = 0, squares = 0;
    for (auto const& c : row) mean += (r.categories_scale().value(static_cast<std::size_t>(c.code)) - from) / m;
    for (auto const& c : row) {
      double const x = r.categories_scale().value(static_cast<std::size_t>(c.code)) - from - mean;
      squares += x * x;
    }
    bool const same = std::ranges::all_of(row, [&](cell const& c) { return c.code == row[0].code; });
    s[0] += 1;
    s[1] += m;
    s[2] += m * m;
    s[3] += m * mean;
    s[4] += m * mean * mean;
    s[5] += same ? 0 : squares;
  };
  return {6, add, [value = std::move(value)](std::span<double const> s) { return value(detail::one_way_from(s)); }};
}

INTERCODER_INLINE statistic_of_sums of_two_way(ratings const& r, value_of_anova value) {
  auto const middles = detail::middle_by_coder(r);
  auto const add = [r, middles](std::span<cell const> row, std::span<double> s) {
    auto const m = static_cast<double>(row.size());
    auto const at = [&](cell const& c) {
      return r.categories_scale().value(static_cast<std::size_t>(c.code)) - middles[static_cast<std::size_t>(c.coder)];
    };
    double mean = 0;
    for (auto const& c : row) mean += at(c) / m;
    s[0] += 1;
    s[1] += mean * mean;
    for (auto const& c : row) {
      double const x = at(c);
      s[2] += (x - mean) * (x - mean);
      s[3 + static_cast<std::size_t>(c.coder)] += x;
    }
  };
  return {3 + r.coders(), add, [value = std::move(value), middles](std::span<double const> s) {
            return value(detail::two_way_from(s, middles));
          }};
}

INTERCODER_INLINE anova one_way(ratings const& r, missing_rule rule) {
  return detail::one_way_from(sums_of(r, rule, of_one_way(r, {})));
}

INTERCODER_INLINE anova two_way(ratings const& r) {
  return detail::two_way_from(sums_of(r, missing_rule::complete, of_two_way(r, {})), detail::middle_by_coder(r));
}

}  // namespace intercoder
