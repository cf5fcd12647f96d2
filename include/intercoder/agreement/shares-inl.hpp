// The bodies of shares.hpp.
#pragma once

#include <intercoder/agreement/shares.hpp>

namespace intercoder {

INTERCODER_INLINE pooled_shares::pooled_shares(weighted_rows const& rows) : share(rows.data.categories()) {
  double squares = 0;
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    auto const row = rows.data.row(j);
    double const weight = rows.mass[j] * rows.role(j).shares;
    if (!(weight > 0)) continue;
    mass += weight;
    auto const m = static_cast<double>(row.size());
    if (row.size() >= 2) {
      codes += rows.mass[j] * m;
      squares += rows.mass[j] * rows.weight(j) * m;
    }
    for (auto const& c : row) share[static_cast<std::size_t>(c.code)] += weight / m;
  }
  if (mass > 0)
    for (double& s : share) s /= mass;
  if (codes > 0) self = squares / (codes * codes);
}

INTERCODER_INLINE double pooled_shares::pull(weighted_rows const& rows, std::size_t j,
                                             std::span<double const> slope) const {
  double const weight = rows.role(j).shares;
  if (!(weight > 0)) return 0;
  auto const row = rows.data.row(j);
  double here = 0;
  for (auto const& c : row) here += slope[static_cast<std::size_t>(c.code)];
  return weight * here / static_cast<double>(row.size()) / mass;
}

INTERCODER_INLINE double pooled_shares::pull_self(weighted_rows const& rows, std::size_t j) const {
  auto const m = rows.data.row(j).size();
  if (m < 2 || !(rows.role(j).shares > 0)) return 0;
  return static_cast<double>(m) * (rows.weight(j) - 2 * self * codes) / (codes * codes);
}

INTERCODER_INLINE coder_shares::coder_shares(weighted_rows const& rows)
    : categories{rows.data.categories()}, share(rows.data.coders() * categories), mass(rows.data.coders()) {
  for (std::size_t j = 0; j < rows.data.rows(); ++j) {
    if (!(rows.role(j).shares > 0)) continue;
    for (auto const& c : rows.data.row(j)) {
      auto const coder = static_cast<std::size_t>(c.coder);
      share[coder * categories + static_cast<std::size_t>(c.code)] += rows.mass[j];
      mass[coder] += rows.mass[j];
    }
  }
  for (std::size_t c = 0; c < mass.size(); ++c)
    if (mass[c] > 0)
      for (std::size_t k = 0; k < categories; ++k) share[c * categories + k] /= mass[c];
}

INTERCODER_INLINE double coder_shares::pull(weighted_rows const& rows, std::size_t j,
                                            std::span<double const> slope) const {
  if (!(rows.role(j).shares > 0)) return 0;
  double sum = 0;
  for (auto const& c : rows.data.row(j)) {
    auto const coder = static_cast<std::size_t>(c.coder);
    if (mass[coder] > 0) sum += slope[coder * categories + static_cast<std::size_t>(c.code)] / mass[coder];
  }
  return sum;
}

}  // namespace intercoder
