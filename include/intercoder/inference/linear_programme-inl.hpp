// The bodies of linear_programme.hpp.
#pragma once

#include <cmath>
#include <cstddef>

#include <intercoder/inference/linear_programme.hpp>

namespace intercoder {
namespace detail {

inline constexpr double pivot_tolerance = 1e-11;

/// The equations solved for one unknown each: `basic[i]` is the unknown of row i, the last column its value.
struct simplex_tableau {
  std::vector<std::vector<double>> row;
  std::vector<std::size_t> basic;

  void pivot(std::size_t i, std::size_t j) {
    double const by = row[i][j];
    for (double& x : row[i]) x /= by;
    for (std::size_t k = 0; k < row.size(); ++k) {
      double const times = row[k][j];
      if (k == i || times == 0) continue;
      for (std::size_t c = 0; c < row[k].size(); ++c) row[k][c] -= times * row[i][c];
    }
    basic[i] = j;
  }

  /// Moves from corner to corner while the gain grows, using the first `n` unknowns. False when it grows for ever.
  bool climb(std::vector<double> const& gain, std::size_t n) {
    for (;;) {
      std::size_t in = n;  // Bland: the first unknown that gains, the first row among equals
      for (std::size_t j = 0; j < n && in == n; ++j) {
        double reduced = gain[j];
        for (std::size_t i = 0; i < row.size(); ++i) reduced -= gain[basic[i]] * row[i][j];
        if (reduced > pivot_tolerance) in = j;
      }
      if (in == n) return true;
      std::size_t out = row.size();
      double least = 0;
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i][in] <= pivot_tolerance) continue;
        double const step = row[i].back() / row[i][in];
        bool const less = out == row.size() || step < least - pivot_tolerance;
        if (less || (step <= least + pivot_tolerance && basic[i] < basic[out])) {
          least = step;
          out = i;
        }
      }
      if (out == row.size()) return false;
      pivot(out, in);
    }
  }
};

}  // namespace detail

INTERCODER_INLINE std::optional<std::vector<double>> maximise(std::vector<double> const& gain,
                                                              std::vector<linear_equation> const& equations) {
  std::size_t const n = gain.size(), m = equations.size();
  // Phase 1: each equation gets an unknown of its own, to be driven out.
  detail::simplex_tableau t;
  for (std::size_t i = 0; i < m; ++i) {
    auto row = equations[i].coefficient;
    row.resize(n + m);
    row[n + i] = 1;
    row.push_back(equations[i].right);
    t.row.push_back(row);
    t.basic.push_back(n + i);
  }
  std::vector<double> drive_out(n + m);
  for (std::size_t i = 0; i < m; ++i) drive_out[n + i] = -1;
  t.climb(drive_out, n);
  double left = 0;
  for (std::size_t i = 0; i < m; ++i)
    if (t.basic[i] >= n) left += t.row[i].back();
  if (left > 1e-9) return std::nullopt;
  for (std::size_t i = 0; i < t.row.size();) {  // what stays at 0 leaves for any other unknown, or its row is empty
    std::size_t j = t.basic[i] < n ? n : 0;
    while (j < n && std::abs(t.row[i][j]) <= detail::pivot_tolerance) ++j;
    if (t.basic[i] >= n && j == n) {
      t.row.erase(t.row.begin() + static_cast<std::ptrdiff_t>(i));
      t.basic.erase(t.basic.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    if (t.basic[i] >= n) t.pivot(i, j);
    ++i;
  }
  auto all = gain;
  all.resize(n + m);
  if (!t.climb(all, n)) return std::nullopt;
  std::vector<double> x(n);
  for (std::size_t i = 0; i < t.row.size(); ++i) x[t.basic[i]] = t.row[i].back();
  return x;
}

}  // namespace intercoder
