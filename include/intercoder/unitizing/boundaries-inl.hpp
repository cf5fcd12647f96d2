// The bodies of boundaries.hpp.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/unitizing/boundaries.hpp>

namespace intercoder {
namespace detail {

/// Boundaries by source and coder.
using all_boundaries = std::vector<std::vector<std::vector<std::int64_t>>>;

[[nodiscard]] INTERCODER_INLINE std::shared_ptr<all_boundaries const> every_boundary(continua const& all) {
  auto out = std::make_shared<all_boundaries>();
  for (auto const& source : all.sources) {
    out->emplace_back(all.coders.size());
    for (auto const c : source.coders) out->back()[c] = boundaries_of(source, c);
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE std::vector<std::int64_t> lengths_of(continua const& all) {
  std::vector<std::int64_t> out;
  for (auto const& source : all.sources) out.push_back(source.length);
  return out;
}

/// One minus a cost over what could have cost.
[[nodiscard]] INTERCODER_INLINE double one_minus(std::span<double const> sums) {
  return sums[1] > 0 ? 1 - sums[0] / sums[1] : not_a_number;
}
[[nodiscard]] INTERCODER_INLINE double share(std::span<double const> sums) {
  return sums[1] > 0 ? sums[0] / sums[1] : not_a_number;
}

[[nodiscard]] INTERCODER_INLINE auto because(std::string_view why) {
  return [why](std::span<double const>) { return std::pair{status::no_pairs, std::string{why}}; };
}

[[nodiscard]] INTERCODER_INLINE estimate similarity(coefficient_info const& info, continua const& all,
                                                    std::int64_t near_within, bool by_place) {
  static_cast<void>(edits({}, {}, near_within));  // checks it
  auto const add = [at = every_boundary(all), lengths = lengths_of(all), near_within, by_place](
                       std::size_t s, std::span<std::size_t const> coders, std::span<double> sums) {
    for (std::size_t i = 0; i < coders.size(); ++i)
      for (std::size_t j = i + 1; j < coders.size(); ++j) {
        auto const e = edits((*at)[s][coders[i]], (*at)[s][coders[j]], near_within);
        sums[0] += static_cast<double>(e.unmatched) + e.moved;
        sums[1] += by_place ? static_cast<double>(std::max<std::int64_t>(0, lengths[s] - 1))
                            : static_cast<double>(e.unmatched + e.near + e.matches);
      }
  };
  return estimate_of_sources(info, all, {.size = 2, .add = add, .value = one_minus, .why = because(info.undefined)});
}

[[nodiscard]] INTERCODER_INLINE estimate window_error(coefficient_info const& info, continua const& all,
                                                      std::size_t reference, std::int64_t window,
                                                      std::int64_t window_errors::*errors) {
  if (reference >= all.coders.size())
    throw bad_argument{std::string{info.name} + ": reference " + std::to_string(reference + 1) + "; expected one of " +
                       std::to_string(all.coders.size()) + " coders"};
  if (window < 0)
    throw bad_argument{std::string{info.name} + ": window " + std::to_string(window) +
                       "; expected a length, or 0 for half the mean piece of the reference"};
  auto const add = [at = every_boundary(all), lengths = lengths_of(all), reference, window, errors](
                       std::size_t s, std::span<std::size_t const> coders, std::span<double> sums) {
    if (std::ranges::find(coders, reference) == coders.end()) return;
    auto const& true_ones = (*at)[s][reference];
    auto const k = window > 0 ? window : window_of(true_ones, lengths[s]);
    for (auto const c : coders) {
      if (c == reference) continue;
      auto const found = compare_windows(true_ones, (*at)[s][c], lengths[s], k);
      sums[0] += static_cast<double>(found.*errors);
      sums[1] += static_cast<double>(found.windows);
    }
  };
  return estimate_of_sources(info, all, {.size = 2, .add = add, .value = share, .why = because(info.undefined)});
}

}  // namespace detail

INTERCODER_INLINE std::vector<std::int64_t> boundaries_of(continuum const& source, std::size_t coder) {
  std::vector<std::int64_t> out;
  for (auto const& u : source.of_coder(coder))
    for (auto const at : {u.start, u.end})
      if (at > 0 && at < source.length) out.push_back(at);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

INTERCODER_INLINE boundary_edits edits(std::span<std::int64_t const> a, std::span<std::int64_t const> b,
                                       std::int64_t near_within) {
  if (near_within < 1)
    throw bad_argument{"near misses within " + std::to_string(near_within) +
                       "; expected at least 1, for which there are none, such as 2"};
  std::vector<std::pair<std::int64_t, bool>> apart;  // those of one coder only, in order, and whether of a
  boundary_edits out;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    bool const of_a = j == b.size() || (i < a.size() && a[i] <= b[j]);
    bool const of_b = i == a.size() || (j < b.size() && b[j] <= a[i]);
    if (of_a && of_b)
      ++out.matches;
    else
      apart.emplace_back(of_a ? a[i] : b[j], of_a);
    i += of_a;
    j += of_b;
  }
  std::vector<std::tuple<std::int64_t, std::size_t, std::size_t>> misses;  // how far, left one, right one
  for (std::size_t i = 0; i < apart.size(); ++i)
    for (auto j = i + 1; j < apart.size() && apart[j].first - apart[i].first < near_within; ++j)
      if (apart[i].second != apart[j].second) misses.emplace_back(apart[j].first - apart[i].first, i, j);
  std::ranges::sort(misses);
  std::vector<char> used(apart.size());
  std::int64_t moved = 0;
  for (auto const& [far, left, right] : misses) {
    if (used[left] || used[right]) continue;
    used[left] = used[right] = 1;
    ++out.near;
    moved += far;
  }
  out.moved = static_cast<double>(moved) / static_cast<double>(near_within);
  out.unmatched = apart.size() - 2 * out.near;
  return out;
}

INTERCODER_INLINE window_errors compare_windows(std::span<std::int64_t const> a, std::span<std::int64_t const> b,
                                                std::int64_t length, std::int64_t window) {
  window_errors out{.windows = std::max<std::int64_t>(0, length - window)};
  // A boundary at x lies in the windows that start at x - window to x - 1: what is inside changes there only.
  struct cursor {
    std::span<std::int64_t const> at;
    std::int64_t window;
    std::size_t in = 0, gone = 0;  // boundaries that have come into the window, and left it
    [[nodiscard]] std::int64_t next(std::int64_t end) const {
      auto const enters = in < at.size() ? at[in] - window : end;
      auto const leaves = gone < at.size() ? at[gone] : end;
      return std::min({enters, leaves, end});
    }
    void go(std::int64_t start) {
      while (in < at.size() && at[in] - window <= start) ++in;
      while (gone < at.size() && at[gone] <= start) ++gone;
    }
  };
  cursor x{a, window}, y{b, window};
  for (std::int64_t start = 0; start < out.windows;) {
    x.go(start);
    y.go(start);
    auto const end = std::min(x.next(out.windows), y.next(out.windows));
    auto const in_a = x.in - x.gone, in_b = y.in - y.gone;
    if (in_a != in_b) out.number += end - start;
    if ((in_a > 0) != (in_b > 0)) out.presence += end - start;
    start = end;
  }
  return out;
}

INTERCODER_INLINE std::int64_t window_of(std::span<std::int64_t const> reference, std::int64_t length) {
  auto const parts = 2 * (static_cast<std::int64_t>(reference.size()) + 1);
  auto half = length / parts;
  auto const rest = length % parts;
  if (2 * rest > parts || (2 * rest == parts && half % 2 == 1)) ++half;
  return std::max<std::int64_t>(2, half);
}

INTERCODER_INLINE estimate boundary_similarity(continua const& all, std::int64_t near_within) {
  return detail::similarity(boundary_similarity_info, all, near_within, false);
}
INTERCODER_INLINE estimate segmentation_similarity(continua const& all, std::int64_t near_within) {
  return detail::similarity(segmentation_similarity_info, all, near_within, true);
}
INTERCODER_INLINE estimate p_k(continua const& all, std::size_t reference, std::int64_t window) {
  return detail::window_error(p_k_info, all, reference, window, &window_errors::presence);
}
INTERCODER_INLINE estimate window_diff(continua const& all, std::size_t reference, std::int64_t window) {
  return detail::window_error(window_diff_info, all, reference, window, &window_errors::number);
}

}  // namespace intercoder
