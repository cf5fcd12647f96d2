// The rows of a table under some masses and a missing rule: what every statistic is computed from.
#pragma once

#include <cstddef>
#include <span>

#include <intercoder/core/missing_rule.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// The rows of a table and how much each counts.
struct weighted_rows {
  ratings data;
  missing_rule rule;
  std::span<double const> mass;        ///< one per row: copies times importance
  std::span<double const> importance;  ///< one per row; empty means 1 each

  [[nodiscard]] double weight(std::size_t j) const { return importance.empty() ? 1 : importance[j]; }
  [[nodiscard]] unit_role role(std::size_t j) const { return role_of(data.row(j).size(), data.coders(), rule); }
};

}  // namespace intercoder
