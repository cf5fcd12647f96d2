// The bodies of partitions.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include <intercoder/codebooks/partitions.hpp>
#include <intercoder/core/code_lists.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {

INTERCODER_INLINE contingency contingency::of(std::span<std::size_t const> a, std::span<std::size_t const> b) {
  if (a.size() != b.size())
    throw bad_argument{"partitions: " + std::to_string(a.size()) + " and " + std::to_string(b.size()) +
                       " units; expected the same units"};
  contingency t;
  for (auto const g : a) t.rows = std::max(t.rows, g + 1);
  for (auto const g : b) t.columns = std::max(t.columns, g + 1);
  t.cell.assign(t.rows * t.columns, 0);
  for (std::size_t u = 0; u < a.size(); ++u) ++t.cell[a[u] * t.columns + b[u]];
  return t;
}

namespace detail {

/// The mutual information that two partitions with these sizes of groups have by chance. Equal sizes are done once.
INTERCODER_INLINE double expected_information(std::vector<std::int64_t> const& a, std::vector<std::int64_t> const& b,
                                              std::int64_t n) {
  std::vector<double> log_factorial(static_cast<std::size_t>(n) + 1);
  for (std::size_t i = 0; i < log_factorial.size(); ++i) log_factorial[i] = std::lgamma(static_cast<double>(i) + 1);
  auto const lf = [&](std::int64_t k) { return log_factorial[static_cast<std::size_t>(k)]; };
  std::map<std::int64_t, std::int64_t> sizes_a, sizes_b;
  for (auto const x : a) ++sizes_a[x];
  for (auto const x : b) ++sizes_b[x];
  auto const total = static_cast<double>(n);
  compensated_sum sum;
  for (auto const& [x, times_x] : sizes_a)
    for (auto const& [y, times_y] : sizes_b) {
      double const product = static_cast<double>(x) * static_cast<double>(y);
      double const fixed = lf(x) + lf(y) + lf(n - x) + lf(n - y) - lf(n);
      compensated_sum of_pair;
      for (auto k = std::max<std::int64_t>(1, x + y - n); k <= std::min(x, y); ++k) {
        auto const both = static_cast<double>(k);
        double const p = std::exp(fixed - lf(k) - lf(x - k) - lf(y - k) - lf(n - x - y + k));
        of_pair += both / total * std::log(total * both / product) * p;
      }
      sum += static_cast<double>(times_x * times_y) * of_pair.value();
    }
  return sum.value();
}

INTERCODER_INLINE double entropy_of(std::vector<std::int64_t> const& sizes, std::int64_t n) {
  compensated_sum h;
  for (auto const x : sizes)
    if (double const p = static_cast<double>(x) / static_cast<double>(n); x > 0) h += -p * std::log(p);
  return h.value();
}

INTERCODER_INLINE double pairs_within(std::vector<std::int64_t> const& sizes) {
  compensated_sum sum;
  for (auto const x : sizes) sum += static_cast<double>(x) * static_cast<double>(x - 1) / 2;
  return sum.value();
}

/// Sizes of groups, and how many units lie in the largest part of each.
struct margin {
  std::vector<std::int64_t> sizes;
  std::int64_t main = 0;
};

INTERCODER_INLINE margin margin_of(contingency const& t, bool by_rows) {
  margin out;
  for (std::size_t i = 0; i < (by_rows ? t.rows : t.columns); ++i) {
    std::int64_t size = 0, largest = 0;
    for (std::size_t j = 0; j < (by_rows ? t.columns : t.rows); ++j) {
      auto const x = by_rows ? t.cell[i * t.columns + j] : t.cell[j * t.columns + i];
      size += x;
      largest = std::max(largest, x);
    }
    if (size > 0) out.sizes.push_back(size);
    out.main += largest;
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE partition_similarity similarity_of(contingency const& t) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  auto const a = detail::margin_of(t, true), b = detail::margin_of(t, false);
  std::int64_t n = 0;
  for (auto const x : a.sizes) n += x;
  if (n == 0) return {none, none, none, none, none, none, none, none, none, none, none};
  auto const total = static_cast<double>(n);
  std::vector<double> row(t.rows), column(t.columns);
  for (std::size_t i = 0; i < t.rows; ++i)
    for (std::size_t j = 0; j < t.columns; ++j) {
      row[i] += static_cast<double>(t.cell[i * t.columns + j]);
      column[j] += static_cast<double>(t.cell[i * t.columns + j]);
    }
  compensated_sum information;
  for (std::size_t i = 0; i < t.rows; ++i)
    for (std::size_t j = 0; j < t.columns; ++j)
      if (auto const both = static_cast<double>(t.cell[i * t.columns + j]); both > 0)
        information += both / total * std::log(total * both / (row[i] * column[j]));
  double const h_a = detail::entropy_of(a.sizes, n), h_b = detail::entropy_of(b.sizes, n);
  double const shared = std::max(0.0, information.value()), mean = (h_a + h_b) / 2;
  auto const units = static_cast<std::size_t>(n);
  bool const trivial =
      (a.sizes.size() == 1 && b.sizes.size() == 1) || (a.sizes.size() == units && b.sizes.size() == units);

  partition_similarity out;
  out.homogeneity = h_a > 0 ? shared / h_a : 1;
  out.completeness = h_b > 0 ? shared / h_b : 1;
  out.v_measure = out.homogeneity + out.completeness > 0
                      ? 2 * out.homogeneity * out.completeness / (out.homogeneity + out.completeness)
                      : 0;
  out.nmi = mean > 0 ? shared / mean : 1;
  out.vi = std::max(0.0, h_a + h_b - 2 * shared);
  double const chance = detail::expected_information(a.sizes, b.sizes, n);
  out.ami = trivial ? 1 : mean - chance > 1e-15 ? (shared - chance) / (mean - chance) : none;
  double const pairs = total * (total - 1) / 2, in_a = detail::pairs_within(a.sizes),
               in_b = detail::pairs_within(b.sizes);
  double const in_both = detail::pairs_within(t.cell);
  double const by_chance = pairs > 0 ? in_a * in_b / pairs : 0, room = (in_a + in_b) / 2 - by_chance;
  out.ari = trivial ? 1 : room > 0 ? (in_both - by_chance) / room : none;
  out.rand = pairs > 0 ? (pairs + 2 * in_both - in_a - in_b) / pairs : 1;
  out.fowlkes_mallows = in_a > 0 && in_b > 0 ? in_both / (std::sqrt(in_a) * std::sqrt(in_b)) : none;
  out.purity_a = static_cast<double>(a.main) / total;
  out.purity_b = static_cast<double>(b.main) / total;
  return out;
}

namespace detail {

/// For each unit of `mine`, the mean over the units that share codes with it.
INTERCODER_INLINE double mean_precision(code_lists const& mine, code_lists const& other, std::span<double const> mass) {
  code_index const index{mine};
  code_index::counter count{mine.size()};
  compensated_sum sum, units;
  for (std::size_t u = 0; u < mine.size(); ++u) {
    if (mine[u].empty() || !(mass[u] > 0)) continue;
    double of_unit = 0, met = 0;
    index.each_meeting(mine[u], count, [&](std::size_t v, std::size_t n) {
      of_unit += mass[v] * static_cast<double>(std::min(n, in_common(other[u], other[v]))) / static_cast<double>(n);
      met += mass[v];
    });
    sum += mass[u] * of_unit / met;
    units += mass[u];
  }
  return units.value() > 0 ? sum.value() / units.value() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace detail

INTERCODER_INLINE b_cubed extended_b_cubed(code_lists const& a, code_lists const& b) {
  std::vector<double> const once(a.size(), 1);
  return extended_b_cubed(a, b, once);
}

INTERCODER_INLINE b_cubed extended_b_cubed(code_lists const& a, code_lists const& b, std::span<double const> mass) {
  if (a.size() != b.size() || a.size() != mass.size())
    throw bad_argument{"b_cubed: " + std::to_string(a.size()) + " and " + std::to_string(b.size()) +
                       " units; expected the same units"};
  b_cubed out{detail::mean_precision(a, b, mass), detail::mean_precision(b, a, mass), 0};
  double const sum = out.precision + out.recall;
  out.f1 = sum > 0 ? 2 * out.precision * out.recall / sum : sum;
  return out;
}

}  // namespace intercoder
