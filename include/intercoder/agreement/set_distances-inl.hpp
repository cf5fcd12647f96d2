// The bodies of set_distances.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <intercoder/agreement/set_distances.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Beyond this, one pass over all pairs of sets that meet takes more than some seconds.
inline constexpr double most_meetings_of_sets = 4e8;

/// M of Passonneau, for any two values of its thirds.
[[nodiscard]] INTERCODER_INLINE double nesting(double a, double b, double both, double within, double meeting) {
  if (a == b && both == a) return 1;
  if (both == a || both == b) return within;
  return both > 0 ? meeting : 0;
}

[[nodiscard]] INTERCODER_INLINE double similarity_of(double (*how)(double, double, double), code_lists const& sets,
                                                     std::size_t k, std::size_t l) {
  return how(static_cast<double>(sets[k].size()), static_cast<double>(sets[l].size()),
             static_cast<double>(in_common(sets[k], sets[l])));
}

}  // namespace detail

namespace set_similarity {

INTERCODER_INLINE double jaccard(double a, double b, double both) { return a + b > 0 ? both / (a + b - both) : 1; }

INTERCODER_INLINE double dice(double a, double b, double both) { return a + b > 0 ? 2 * both / (a + b) : 1; }

INTERCODER_INLINE double masi(double a, double b, double both) {
  return jaccard(a, b, both) * detail::nesting(a, b, both, 2.0 / 3, 1.0 / 3);
}

INTERCODER_INLINE double masi_2004(double a, double b, double both) {
  return detail::nesting(a, b, both, 2.0 / 3, 1.0 / 3);
}

INTERCODER_INLINE double masi_nltk(double a, double b, double both) {
  return jaccard(a, b, both) * detail::nesting(a, b, both, 0.67, 0.33);
}

INTERCODER_INLINE double masi_dkpro(double a, double b, double both) {
  return 1 - (1 - jaccard(a, b, both)) * (1 - masi_2004(a, b, both));
}

INTERCODER_INLINE double membership(double a, double b, double both) { return both > 0 ? both / std::max(a, b) : 0; }

}  // namespace set_similarity

namespace distance {

INTERCODER_INLINE of_sets::of_sets(std::string_view name, double (*how)(double, double, double),
                                   std::shared_ptr<code_lists const> of)
    : similarity{how}, sets{std::move(of)}, index{std::make_shared<code_index const>(*sets)} {
  if (index->steps() > intercoder::detail::most_meetings_of_sets)
    throw bad_argument{"weights: '" + std::string{name} +
                       "' compares every pair of sets with a code in common; found " + std::to_string(sets->size()) +
                       " different sets with " + std::to_string(static_cast<long long>(index->steps())) +
                       " such pairs, expected at most 400000000; use 'dice', which needs no pairs"};
}

INTERCODER_INLINE double of_sets::between(std::size_t k, std::size_t l) const {
  return 1 - intercoder::detail::similarity_of(similarity, *sets, k, l);
}

INTERCODER_INLINE void of_sets::to_all(std::span<double const> p, std::span<double> out) const {
  double mass = 0, nothing = 0;  // `nothing`: share of the empty set, which meets no other
  for (std::size_t l = 0; l < p.size(); ++l) {
    mass += p[l];
    if ((*sets)[l].empty()) nothing += p[l];
  }
  code_index::counter count{sets->size()};
  for (std::size_t k = 0; k < out.size(); ++k) {
    auto const set = (*sets)[k];
    auto const a = static_cast<double>(set.size());
    double alike = nothing > 0 ? nothing * similarity(a, 0, 0) : 0;
    if (set.empty()) {
      for (std::size_t l = 0; l < p.size(); ++l)
        if (auto const b = static_cast<double>((*sets)[l].size()); b > 0) alike += p[l] * similarity(0, b, 0);
    } else {
      index->each_meeting(set, count, [&](std::size_t l, std::size_t both) {
        alike += p[l] * similarity(a, static_cast<double>((*sets)[l].size()), static_cast<double>(both));
      });
    }
    out[k] = mass - alike;
  }
}

INTERCODER_INLINE of_sets_by_size::of_sets_by_size(double (*how)(double, double, double),
                                                   std::shared_ptr<code_lists const> of)
    : similarity{how}, sets{std::move(of)} {
  for (std::size_t k = 0; k < sets->size(); ++k) sizes.push_back((*sets)[k].size());
  size_of = sizes;
  std::ranges::sort(sizes);
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  for (auto& s : size_of) s = static_cast<std::size_t>(std::ranges::lower_bound(sizes, s) - sizes.begin());
  for (auto const code : sets->member) codes = std::max(codes, static_cast<std::size_t>(code) + 1);
}

INTERCODER_INLINE double of_sets_by_size::between(std::size_t k, std::size_t l) const {
  return 1 - intercoder::detail::similarity_of(similarity, *sets, k, l);
}

INTERCODER_INLINE void of_sets_by_size::to_all(std::span<double const> p, std::span<double> out) const {
  double mass = 0, nothing = 0;
  std::vector<double> holds(codes * sizes.size());  // of each code, the share of the sets of each size that hold it
  for (std::size_t l = 0; l < p.size(); ++l) {
    mass += p[l];
    if ((*sets)[l].empty()) nothing += p[l];
    if (p[l] != 0)
      for (auto const code : (*sets)[l]) holds[static_cast<std::size_t>(code) * sizes.size() + size_of[l]] += p[l];
  }
  for (std::size_t k = 0; k < out.size(); ++k) {
    auto const set = (*sets)[k];
    double alike = set.empty() && nothing > 0 ? nothing * similarity(0, 0, 0) : 0;
    for (std::size_t s = 0; s < sizes.size() && !set.empty(); ++s) {
      double shared = 0;
      for (auto const code : set) shared += holds[static_cast<std::size_t>(code) * sizes.size() + s];
      if (shared != 0) alike += shared * similarity(static_cast<double>(set.size()), static_cast<double>(sizes[s]), 1);
    }
    out[k] = mass - alike;
  }
}

}  // namespace distance
}  // namespace intercoder
