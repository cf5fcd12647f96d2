// The bodies of ranks.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <intercoder/core/sum.hpp>
#include <intercoder/scores/ranks.hpp>

namespace intercoder {
namespace detail {

/// Ranks of each coder's ratings, less their mean, by coder and category; a category of mass t above a mass b has rank
/// b + t/2. Their sum of squares is (N^3 - sum t^3)/12, which is the correction for ties.
struct ranks_by_coder {
  double mass = 0;
  std::vector<double> rank;
  std::vector<double> squares;  ///< by coder

  explicit ranks_by_coder(weighted_rows const& rows)
      : rank(rows.data.coders() * rows.data.categories()), squares(rows.data.coders()) {
    auto const q = rows.data.categories();
    for (std::size_t j = 0; j < rows.data.rows(); ++j) {
      if (!(rows.role(j).shares > 0) || !(rows.mass[j] > 0)) continue;
      mass += rows.mass[j];
      for (auto const& c : rows.data.row(j))
        rank[static_cast<std::size_t>(c.coder) * q + static_cast<std::size_t>(c.code)] += rows.mass[j];
    }
    for (std::size_t c = 0; c < squares.size(); ++c) {
      double below = 0, most = 0;
      for (std::size_t code = 0; code < q; ++code) {
        double& r = rank[c * q + code];
        double const tied = r;
        r = below + tied / 2 - mass / 2;
        squares[c] += tied * r * r;
        below += tied;
        most = std::max(most, tied);
      }
      if (most >= mass * (1 - 1e-12)) squares[c] = 0;
    }
  }
};

[[nodiscard]] INTERCODER_INLINE double concordance_of_ranks(weighted_rows const& rows) {
  ranks_by_coder const ranks{rows};
  auto const q = rows.data.categories();
  compensated_sum spread;
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0) || !(rows.mass[j] > 0)) continue;
    double sum = 0;
    for (auto const& c : rows.data.row(j))
      sum += ranks.rank[static_cast<std::size_t>(c.coder) * q + static_cast<std::size_t>(c.code)];
    spread += rows.mass[j] * sum * sum;
  }
  double most = 0;
  for (double const s : ranks.squares) most += static_cast<double>(rows.data.coders()) * s;
  return most > 0 ? std::min(1.0, spread.value() / most) : not_a_number;
}

/// The mean over pairs, from each coder's sum of squares and each pair's sum of products (the upper triangle by rows).
[[nodiscard]] INTERCODER_INLINE double mean_of_pairs(std::vector<double> const& squares,
                                                     std::vector<double> const& products) {
  double sum = 0;
  std::size_t pair = 0;
  for (std::size_t a = 0; a < squares.size(); ++a)
    for (std::size_t b = a + 1; b < squares.size(); ++b) {
      if (!(squares[a] > 0 && squares[b] > 0)) return not_a_number;
      sum += products[pair++] / std::sqrt(squares[a]) / std::sqrt(squares[b]);
    }
  return sum / static_cast<double>(pair);
}

[[nodiscard]] INTERCODER_INLINE double mean_rank_correlation(weighted_rows const& rows) {
  ranks_by_coder const ranks{rows};
  auto const q = rows.data.categories(), k = rows.data.coders();
  std::vector<double> products(k * (k - 1) / 2), x(k);
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0) || !(rows.mass[j] > 0)) continue;
    for (auto const& c : rows.data.row(j))
      x[static_cast<std::size_t>(c.coder)] =
          ranks.rank[static_cast<std::size_t>(c.coder) * q + static_cast<std::size_t>(c.code)];
    std::size_t pair = 0;
    for (std::size_t a = 0; a < k; ++a)
      for (std::size_t b = a + 1; b < k; ++b) products[pair++] += rows.mass[j] * x[a] * x[b];
  }
  return mean_of_pairs(ranks.squares, products);
}

/// Sums: units; each coder's values and their squares; products of pairs. Values are taken from the coder's middle.
[[nodiscard]] INTERCODER_INLINE statistic_of_sums mean_linear_correlation(ratings const& r) {
  auto const k = r.coders();
  auto const from = middle_by_coder(r);
  auto const add = [r, from, k](std::span<cell const> row, std::span<double> s) {
    std::vector<double> x(k);
    for (auto const& c : row)
      x[static_cast<std::size_t>(c.coder)] =
          r.categories_scale().value(static_cast<std::size_t>(c.code)) - from[static_cast<std::size_t>(c.coder)];
    s[0] += 1;
    std::size_t pair = 1 + 2 * k;
    for (std::size_t a = 0; a < k; ++a) {
      s[1 + a] += x[a];
      s[1 + k + a] += x[a] * x[a];
      for (std::size_t b = a + 1; b < k; ++b) s[pair++] += x[a] * x[b];
    }
  };
  auto const value = [k](std::span<double const> s) {
    std::vector<double> squares(k), products;
    for (std::size_t a = 0; a < k; ++a) {
      squares[a] = s[1 + k + a] - s[1 + a] * s[1 + a] / s[0];
      if (squares[a] < 1e-13 * s[1 + k + a]) squares[a] = 0;  // constant among the units that count
    }
    std::size_t pair = 1 + 2 * k;
    for (std::size_t a = 0; a < k; ++a)
      for (std::size_t b = a + 1; b < k; ++b) products.push_back(s[pair++] - s[1 + a] * s[1 + b] / s[0]);
    return mean_of_pairs(squares, products);
  };
  return {1 + 2 * k + k * (k - 1) / 2, add, value};
}

}  // namespace detail

INTERCODER_INLINE estimate kendall_w(ratings const& r, coefficient_options const& o) {
  auto const rule = detail::complete_only(kendall_w_info, o.missing);
  auto e = estimate_of(kendall_w_info, r, rule, statistic_of_rows{detail::concordance_of_ranks});
  e.weights = "ordinal";
  e.weights_belong_to_it = true;
  if (e.defined() && r.design().weight.empty() && e.n_used > 1)
    e.own_test = [w = e.value, n = e.n_used, k = static_cast<double>(r.coders())](double null) {
      return null == 0 ? own_test_statistic{k * (n - 1) * w, n - 1} : own_test_statistic{};
    };
  return e;
}

INTERCODER_INLINE estimate mean_correlation(ratings const& r, correlation of, coefficient_options const& o) {
  auto info = mean_correlation_info;
  if (of == correlation::spearman) info.title = "mean rank correlation of coders";
  auto const rule = detail::complete_only(info, o.missing);
  auto e = of == correlation::pearson ? estimate_of(info, r, rule, detail::mean_linear_correlation)
                                      : estimate_of(info, r, rule, statistic_of_rows{detail::mean_rank_correlation});
  e.weights = of == correlation::pearson ? "interval" : "ordinal";
  return e;
}

}  // namespace intercoder
