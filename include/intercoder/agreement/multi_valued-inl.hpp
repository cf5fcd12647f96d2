// The bodies of multi_valued.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <intercoder/agreement/multi_valued.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {

INTERCODER_INLINE value_shares::value_shares(weighted_rows const& rows) : sets{rows.data.categories_scale().sets()} {
  held.resize(rows.data.categories_scale().codes().size());
  alone.resize(held.size());
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0) || !(rows.mass[j] > 0)) continue;
    for (auto const& c : rows.data.row(j)) {
      auto const set = (*sets)[static_cast<std::size_t>(c.code)];
      if (set.size() >= of_size.size()) of_size.resize(set.size() + 1);
      of_size[set.size()] += rows.mass[j];
      mass += rows.mass[j];
      for (auto const code : set) {
        held[static_cast<std::size_t>(code)] += rows.mass[j];
        alone[static_cast<std::size_t>(code)] += rows.mass[j] * rows.weight(j);
      }
    }
  }
  if (mass > 0)
    for (double& p : of_size) p /= mass;
}

INTERCODER_INLINE double value_shares::pull(weighted_rows const& rows, std::size_t j,
                                            std::span<double const> slope) const {
  if (!(rows.role(j).shares > 0)) return 0;
  auto const by_held = slope.subspan(of_size.size());
  auto const by_alone = by_held.subspan(held.size());
  double sum = 0;
  for (auto const& c : rows.data.row(j)) {
    auto const set = (*sets)[static_cast<std::size_t>(c.code)];
    if (set.size() < of_size.size()) sum += slope[set.size()] / mass;
    for (auto const code : set)
      sum += by_held[static_cast<std::size_t>(code)] + rows.weight(j) * by_alone[static_cast<std::size_t>(code)];
  }
  return sum;
}

namespace chance {
namespace detail {

/// A code as a factor 1 + once (x + y) + twice x y z.
struct code_factor {
  double once;
  double twice;
};

/// Coefficients of x^a y^b z^c for a and b up to the largest set and c up to the smaller of both.
class pair_polynomial {
 public:
  explicit pair_polynomial(std::size_t largest) : side_{largest + 1}, at_(side_ * side_ * side_) {}
  [[nodiscard]] double& operator()(std::size_t a, std::size_t b, std::size_t c) {
    return at_[(a * side_ + b) * side_ + c];
  }
  [[nodiscard]] double operator()(std::size_t a, std::size_t b, std::size_t c) const {
    return at_[(a * side_ + b) * side_ + c];
  }
  [[nodiscard]] std::size_t side() const noexcept { return side_; }

  void multiply(code_factor const& f) {
    auto& g = *this;
    for (auto a = side_; a-- > 0;)
      for (auto b = side_; b-- > 0;)
        for (auto c = std::min(a, b) + 1; c-- > 0;)  // downwards, so that what is read is still as it was
          g(a, b, c) += (a > c ? f.once * g(a - 1, b, c) : 0) + (b > c ? f.once * g(a, b - 1, c) : 0) +
                        (c > 0 ? f.twice * g(a - 1, b - 1, c - 1) : 0);
  }
  /// As a slope by the coefficients of a product: gives the slope by this factor of it, given the rest, and becomes the
  /// slope by the coefficients of the rest.
  [[nodiscard]] code_factor divide(code_factor const& f, pair_polynomial const& rest) {
    auto& slope = *this;
    code_factor by{0, 0};
    for (std::size_t a = 0; a < side_; ++a)
      for (std::size_t b = 0; b < side_; ++b)
        for (std::size_t c = 0; c <= std::min(a, b); ++c) {
          double& here = slope(a, b, c);
          by.once += here * ((a > c ? rest(a - 1, b, c) : 0) + (b > c ? rest(a, b - 1, c) : 0));
          if (c > 0) by.twice += here * rest(a - 1, b - 1, c - 1);
          bool const up = a + 1 < side_, right = b + 1 < side_;
          here += (up ? f.once * slope(a + 1, b, c) : 0) + (right ? f.once * slope(a, b + 1, c) : 0) +
                  (up && right ? f.twice * slope(a + 1, b + 1, c + 1) : 0);
        }
    return by;
  }

 private:
  std::size_t side_;
  std::vector<double> at_;
};

/// The slope by every factor of a product, from the slope by its coefficients. Products of the first few factors are
/// kept at every hundredth of ten thousand, and made anew in between.
[[nodiscard]] INTERCODER_INLINE std::vector<code_factor> slopes_of_factors(std::vector<code_factor> const& factors,
                                                                           pair_polynomial slope) {
  auto const step = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(factors.size()))));
  std::vector<pair_polynomial> kept;
  pair_polynomial product{slope.side() - 1};
  product(0, 0, 0) = 1;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if (i % step == 0) kept.push_back(product);
    product.multiply(factors[i]);
  }
  std::vector<code_factor> out(factors.size());
  for (auto block = kept.size(); block-- > 0;) {
    auto const from = block * step, to = std::min(from + step, factors.size());
    std::vector<pair_polynomial> before{kept[block]};
    for (auto i = from; i + 1 < to; ++i) {
      before.push_back(before.back());
      before.back().multiply(factors[i]);
    }
    for (auto i = to; i-- > from;) out[i] = slope.divide(factors[i], before[i - from]);
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE expected values_dealt::operator()(shares const& s, weighting const&) const {
  constexpr std::size_t most_codes_of_a_set = 64;
  auto const sizes = s.of_size.size();
  if (sizes > most_codes_of_a_set + 1)
    throw bad_argument{"mv_alpha: a set holds " + std::to_string(sizes - 1) + " codes; expected at most " +
                       std::to_string(most_codes_of_a_set)};
  expected e;
  e.by_share.resize(sizes + 2 * s.held.size());
  if (sizes == 0) return e;
  double given = 0;
  for (double const n : s.held) given += n;
  // Only ratios of weights of the same degree matter: codes are scaled so that no sum of products leaves the range.
  double const scale = given > 0 ? std::max(1.0, static_cast<double>(sizes - 1)) / given : 1;
  std::vector<detail::code_factor> factors;
  std::vector<std::size_t> code_of;
  for (std::size_t v = 0; v < s.held.size(); ++v)
    if (double const n = s.held[v]; n > 0) {
      factors.push_back({scale * n, scale * scale * std::max(0.0, n * n - s.alone[v])});
      code_of.push_back(v);
    }
  detail::pair_polynomial ways{sizes - 1}, slope{sizes - 1};
  ways(0, 0, 0) = 1;
  for (auto const& f : factors) ways.multiply(f);
  for (std::size_t a = 0; a < sizes; ++a)
    for (std::size_t b = 0; b < sizes; ++b) {
      double const share = s.of_size[a] * s.of_size[b];
      double all = 0, apart = 0;
      auto const distance = [&](std::size_t c) {
        return a + b > 0 ? 1 - 2 * static_cast<double>(c) / static_cast<double>(a + b) : 0;
      };
      for (std::size_t c = 0; c <= std::min(a, b); ++c) {
        all += ways(a, b, c);
        apart += ways(a, b, c) * distance(c);
      }
      if (!(all > 0)) continue;  // codes so rare that no two such sets can be drawn
      e.disagreement += share * apart / all;
      e.by_share[a] += 2 * s.of_size[b] * apart / all;
      for (std::size_t c = 0; c <= std::min(a, b); ++c) slope(a, b, c) = share * (distance(c) - apart / all) / all;
    }
  for (std::size_t a = 0; a < sizes; ++a) e.by_share[a] -= 2 * e.disagreement;
  if (factors.empty()) return e;
  auto const by_factor = detail::slopes_of_factors(factors, std::move(slope));
  for (std::size_t i = 0; i < factors.size(); ++i) {
    auto const v = code_of[i];
    double const by_pairs = factors[i].twice > 0 ? scale * scale * by_factor[i].twice : 0;
    e.by_share[sizes + v] = scale * by_factor[i].once + 2 * s.held[v] * by_pairs;
    e.by_share[sizes + s.held.size() + v] = -by_pairs;
  }
  return e;
}

}  // namespace chance
}  // namespace intercoder
