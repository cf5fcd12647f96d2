// The bodies of weighting.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include <intercoder/agreement/weighting.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Beyond this, weights without a closed form would take minutes.
inline constexpr std::size_t most_pairwise_categories = 20'000;

[[nodiscard]] INTERCODER_INLINE std::vector<double> values_of(scale const& s) {
  if (s.numeric()) return s.values();
  std::vector<double> v(s.size());
  std::iota(v.begin(), v.end(), 1.0);
  return v;
}

/// The rank of each category in the middle of its codes: Krippendorff's ordinal distance is the squared difference.
[[nodiscard]] INTERCODER_INLINE std::vector<double> midranks(std::span<double const> use) {
  std::vector<double> rank(use.size());
  double below = 0;
  for (std::size_t k = 0; k < use.size(); ++k) {
    rank[k] = below + use[k] / 2;
    below += use[k];
  }
  return rank;
}

/// 1, 2, ..., q: what weights by order, not by value, are computed from.
[[nodiscard]] INTERCODER_INLINE std::vector<double> places(std::size_t q) {
  std::vector<double> v(q);
  std::iota(v.begin(), v.end(), 1.0);
  return v;
}

/// Sets have no order and no values; what is no set has nothing in common with others.
INTERCODER_INLINE void check_sets(weight_choice const& choice, scale const& s) {
  bool const any = choice.name == weight_choice::kind::nominal || choice.name == weight_choice::kind::matrix;
  if (any || choice.of_sets() == s.set_valued() || s.size() == 0) return;
  auto const name = "weights: '" + choice.text() + "' ";
  if (s.set_valued())
    throw bad_argument{name + "needs numbers, or labels in an order; the categories are sets of codes, such as '" +
                       s.label(0) + "'; use 'nominal', 'jaccard', 'dice', 'masi' or another weighting of sets"};
  throw bad_argument{name + "compares sets of codes; the categories are " + (s.numeric() ? "numbers" : "labels") +
                     ", such as '" + s.label(0) + "'; give every cell a set of codes, or use 'nominal'"};
}

/// The largest distance among the categories, to divide by; 1 where all distances are 0.
template <class Distance>
[[nodiscard]] double largest(Distance const& d, std::size_t q) {
  double most = 0;
  for (std::size_t k = 0; k < q; ++k)
    for (std::size_t l = 0; l < k; ++l) most = std::max(most, d.between(k, l));
  return most > 0 ? most : 1;
}

[[nodiscard]] INTERCODER_INLINE weighting::shape shape_of(weight_choice const& choice, scale const& s,
                                                          std::span<double const> use) {
  using kind = weight_choice::kind;
  check_sets(choice, s);
  auto const q = s.size();
  auto const name = choice.text();
  bool const places_matter = choice.name != kind::nominal && choice.name != kind::matrix && !choice.of_sets();
  auto const v = places_matter ? values_of(s) : std::vector<double>{};
  double const low = v.empty() ? 0 : v.front();
  double const high = v.empty() ? 0 : v.back();
  double const range = high > low ? high - low : 1;
  auto const limit = [&] {
    if (q > most_pairwise_categories)
      throw bad_argument{"weights: '" + name + "' compares every pair of categories; found " + std::to_string(q) +
                         " distinct values, expected at most " + std::to_string(most_pairwise_categories)};
  };
  auto const not_negative = [&] {
    if (low < 0) throw bad_argument{"weights: '" + name + "' needs values that are not negative; found " + s.label(0)};
  };
  switch (choice.name) {
    case kind::nominal: return distance::nominal{};
    case kind::ordinal: return distance::difference{midranks(use)};
    case kind::interval: return distance::difference{v};
    case kind::quadratic: return distance::difference{v, 1 / (range * range)};
    case kind::linear: return distance::difference{v, 0, 1 / range};
    case kind::ratio: not_negative(); return distance::relative{v};
    case kind::gwet_ratio: {
      not_negative();
      distance::relative const d{v};
      double const most = q > 1 ? d.between(0, q - 1) : 1;  // the farthest pair is the smallest and the largest value
      return distance::relative{v, most > 0 ? 1 / most : 1};
    }
    case kind::gwet_ordinal: {  // C(d + 1, 2) / C(q, 2) for categories d places apart
      double const most = q > 1 ? static_cast<double>(q) * static_cast<double>(q - 1) : 1;
      return distance::difference{places(q), 1 / most, 1 / most};
    }
    case kind::radical: limit(); return distance::root{v, 1 / std::sqrt(range)};
    case kind::circular:
    case kind::gwet_circular: {  // the circle closes one step beyond the highest value
      std::vector<double> angle;
      for (double const x : v) angle.push_back(2 * std::numbers::pi * (x - low) / (high - low + 1));
      distance::circular d{std::move(angle)};
      if (choice.name == kind::gwet_circular) {
        limit();
        d.scale = 1 / largest(d, q);
      }
      return d;
    }
    case kind::bipolar:
    case kind::gwet_bipolar: {
      limit();
      distance::bipolar d{v, low, high};
      if (choice.name == kind::gwet_bipolar) d.scale = 1 / largest(d, q);
      return d;
    }
    case kind::within:  // a hair more, so that .3 and .2 lie within .1
      return distance::within{v, choice.tolerance * (1 + 1e-12)};
    case kind::matrix: {
      auto const& m = *choice.matrix;
      if (static_cast<std::size_t>(m.rows()) != q)
        throw bad_argument{"weights: a matrix of " + std::to_string(m.rows()) + " x " + std::to_string(m.cols()) +
                           "; expected " + std::to_string(q) + " categories on each side"};
      return distance::table{weight_matrix::Ones(m.rows(), m.cols()) - m};
    }
    case kind::jaccard: return distance::of_sets{name, set_similarity::jaccard, s.sets()};
    case kind::masi: return distance::of_sets{name, set_similarity::masi, s.sets()};
    case kind::masi_2004: return distance::of_sets{name, set_similarity::masi_2004, s.sets()};
    case kind::masi_nltk: return distance::of_sets{name, set_similarity::masi_nltk, s.sets()};
    case kind::masi_dkpro: return distance::of_sets{name, set_similarity::masi_dkpro, s.sets()};
    case kind::dice: return distance::of_sets_by_size{set_similarity::dice, s.sets()};
    case kind::membership: return distance::of_sets_by_size{set_similarity::membership, s.sets()};
  }
  return distance::nominal{};
}

[[nodiscard]] INTERCODER_INLINE double dot(std::span<double const> a, std::span<double const> b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace detail

INTERCODER_INLINE weighting::weighting(weight_choice const& choice, scale const& categories,
                                       std::span<double const> use)
    : categories_{categories.size()},
      follows_use_{choice.follows_use()},
      shape_{detail::shape_of(choice, categories, use)} {}

INTERCODER_INLINE std::vector<double> weighting::to_all(std::span<double const> share) const {
  std::vector<double> out(categories_);
  std::visit([&](auto const& d) { d.to_all(share, out); }, shape_);
  return out;
}

INTERCODER_INLINE double weighting::mean(std::span<double const> a, std::span<double const> b) const {
  return detail::dot(a, to_all(b));
}

INTERCODER_INLINE double weighting::within(std::span<cell const> row) const {
  auto const m = row.size();
  if (m < 2) return 0;
  double const pairs = static_cast<double>(m) * static_cast<double>(m - 1) / 2;
  auto const code = [](cell const& x) { return static_cast<std::size_t>(x.code); };
  return std::visit(
      [&](auto const& d) {
        double sum = 0;
        if (m <= 32) {
          for (std::size_t a = 1; a < m; ++a)
            for (std::size_t b = 0; b < a; ++b) sum += d.between(code(row[a]), code(row[b]));
          return sum / pairs;
        }
        std::vector<std::size_t> codes;  // many coders, few categories: count first, then compare categories
        for (auto const& x : row) codes.push_back(code(x));
        std::ranges::sort(codes);
        std::vector<std::pair<std::size_t, double>> groups;
        for (auto const k : codes) {
          if (groups.empty() || groups.back().first != k) groups.emplace_back(k, 0);
          groups.back().second += 1;
        }
        for (std::size_t a = 1; a < groups.size(); ++a)
          for (std::size_t b = 0; b < a; ++b)
            sum += groups[a].second * groups[b].second * d.between(groups[a].first, groups[b].first);
        return sum / pairs;
      },
      shape_);
}

INTERCODER_INLINE void weighting::add_slope_of_mean(double factor, std::span<double const> a, std::span<double const> b,
                                                    std::span<double> out) const {
  auto const* const d = std::get_if<distance::difference>(&shape_);
  if (!d || !follows_use_) return;
  auto const& x = d->position;
  double mass_a = 0, mass_b = 0, moment_a = 0, moment_b = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    mass_a += a[k];
    mass_b += b[k];
    moment_a += a[k] * x[k];
    moment_b += b[k] * x[k];
  }
  for (std::size_t k = 0; k < x.size(); ++k)
    out[k] += 2 * factor * (a[k] * (x[k] * mass_b - moment_b) + b[k] * (x[k] * mass_a - moment_a));
}

INTERCODER_INLINE void weighting::add_slope_within(double factor, std::span<cell const> row,
                                                   std::span<double> out) const {
  auto const* const d = std::get_if<distance::difference>(&shape_);
  if (!d || !follows_use_ || row.size() < 2) return;
  auto const m = static_cast<double>(row.size());
  double sum = 0;
  for (auto const& c : row) sum += d->position[static_cast<std::size_t>(c.code)];
  for (auto const& c : row)
    out[static_cast<std::size_t>(c.code)] +=
        factor * 4 * (m * d->position[static_cast<std::size_t>(c.code)] - sum) / (m * (m - 1));
}

}  // namespace intercoder
