// The bodies of omega.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <intercoder/codebooks/omega.hpp>
#include <intercoder/core/code_lists.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

/// Rows that both coders coded, and which of them share a code with each.
class grouped_rows {
 public:
  explicit grouped_rows(ratings const& r) : importance_{r.design().weight} {
    auto const all = r.categories_scale().sets();
    for (std::size_t j = 0; j < r.rows(); ++j) {
      if (r.row(j).size() != 2) continue;
      row_.push_back(j);
      for (auto const& c : r.row(j)) sets_[c.coder == 0 ? 0 : 1].add((*all)[static_cast<std::size_t>(c.code)]);
    }
    make_indices();
  }

  /// Units one by one, each with its codes by either coder.
  grouped_rows(code_lists first, code_lists second) : sets_{std::move(first), std::move(second)} {
    for (std::size_t i = 0; i < sets_[0].size(); ++i) row_.push_back(i);
    make_indices();
  }

  /// The value under these masses, and how it moves per copy of each row.
  [[nodiscard]] value_with_slopes operator()(std::span<double const> mass) const {
    compensated_sum sum, squares;
    for (auto const j : row_) {
      sum += mass[j];
      squares += mass[j] * weight(j);
    }
    double const total = sum.value(), pairs = (total * total - squares.value()) / 2;
    value_with_slopes out{not_a_number, std::vector<double>(mass.size())};
    if (!(pairs > 1e-12 * total * total)) return out;
    // By row: mass of the other units with which a unit of it shares j codes, for either coder, and equally many.
    std::vector<double> sharing[2] = {std::vector<double>(row_.size() * (most_ + 1)),
                                      std::vector<double>(row_.size() * (most_ + 1))};
    std::vector<double> alike(row_.size());
    code_index::counter count[2] = {code_index::counter{row_.size()}, code_index::counter{row_.size()}};
    std::vector<std::size_t> both(row_.size());
    for (std::size_t i = 0; i < row_.size(); ++i) {
      double met_by_first = 0, met_by_any = 0;
      index_[0].each_meeting(sets_[0][i], count[0], [&](std::size_t k, std::size_t n) {
        both[k] = n;
        sharing[0][i * (most_ + 1) + n] += mass[row_[k]];
        met_by_first += mass[row_[k]];
      });
      met_by_any = met_by_first;
      double met_by_second = 0;
      index_[1].each_meeting(sets_[1][i], count[1], [&](std::size_t k, std::size_t n) {
        sharing[1][i * (most_ + 1) + n] += mass[row_[k]];
        met_by_second += mass[row_[k]];
        if (both[k] == 0) met_by_any += mass[row_[k]];
        if (both[k] == n) alike[i] += mass[row_[k]];
      });
      for (auto const k : count[0].met) both[k] = 0;
      sharing[0][i * (most_ + 1)] = total - met_by_first;
      sharing[1][i * (most_ + 1)] = total - met_by_second;
      alike[i] += total - met_by_any;
    }
    // A unit is no pair with itself, in which it shares all of its codes.
    compensated_sum same;
    std::vector<compensated_sum> times[2] = {std::vector<compensated_sum>(most_ + 1),
                                             std::vector<compensated_sum>(most_ + 1)};
    auto const own = [&](std::size_t c, std::size_t i, std::size_t n) {
      return sets_[c][i].size() == n ? weight(row_[i]) : 0.0;
    };
    for (std::size_t i = 0; i < row_.size(); ++i) {
      double const m = mass[row_[i]] / 2;
      bool const sizes_alike = sets_[0][i].size() == sets_[1][i].size();
      same += m * (alike[i] - (sizes_alike ? weight(row_[i]) : 0));
      for (std::size_t c = 0; c < 2; ++c)
        for (std::size_t n = 0; n <= most_; ++n) times[c][n] += m * (sharing[c][i * (most_ + 1) + n] - own(c, i, n));
    }
    double product = 0;
    for (std::size_t n = 0; n <= most_; ++n) product += times[0][n].value() * times[1][n].value();
    double const observed = same.value() / pairs, expected = product / (pairs * pairs), room = 1 - expected;
    if (!(room > 1e-12)) return out;
    out.value = (observed - expected) / room;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      double const half = weight(row_[i]) / 2, by_pairs = total - half;
      bool const sizes_alike = sets_[0][i].size() == sets_[1][i].size();
      double const by_same = alike[i] - (sizes_alike ? half : 0);
      double by_product = 0;
      for (std::size_t n = 0; n <= most_; ++n)
        by_product += (sharing[0][i * (most_ + 1) + n] - own(0, i, n) / 2) * times[1][n].value() +
                      (sharing[1][i * (most_ + 1) + n] - own(1, i, n) / 2) * times[0][n].value();
      double const by_observed = (by_same - observed * by_pairs) / pairs;
      double const by_expected = (by_product / pairs - 2 * expected * by_pairs) / pairs;
      out.slope[row_[i]] = weight(row_[i]) * (by_observed - (1 - out.value) * by_expected) / room;
    }
    return out;
  }

 private:
  void make_indices() {
    for (std::size_t c = 0; c < 2; ++c) {
      index_.emplace_back(sets_[c]);
      for (std::size_t i = 0; i < row_.size(); ++i) most_ = std::max(most_, sets_[c][i].size());
    }
    if (double const steps = index_[0].steps() + index_[1].steps(); steps > 4e8)
      throw bad_argument{"omega_index: " + std::to_string(row_.size()) + " different rows make " +
                         std::to_string(static_cast<long long>(steps)) +
                         " pairs that share a code; expected at most 400000000"};
  }
  [[nodiscard]] double weight(std::size_t j) const { return importance_.empty() ? 1 : importance_[j]; }

  std::vector<double> importance_;
  std::vector<std::size_t> row_;  ///< of the ratings
  code_lists sets_[2];            ///< of the first and the second coder, by place in `row_`
  std::vector<code_index> index_;
  std::size_t most_ = 0;  ///< codes of the largest set
};

}  // namespace detail

INTERCODER_INLINE estimate omega_index(ratings const& r, coefficient_options const& options) {
  auto const rule = rule_of(omega_index_info, options);
  check_ratings(omega_index_info, r);
  auto const value = [](ratings const& on) { return detail::grouped_rows{on}(mass_of_rows(on)); };
  auto const on = [](ratings const& other) -> value_of_masses {
    auto const rows = std::make_shared<detail::grouped_rows const>(other);
    return [rows](std::span<double const> masses) { return (*rows)(masses).value; };
  };
  return estimate_of(omega_index_info, r, rule, std::function<value_with_slopes(ratings const&)>{value},
                     std::function<value_of_masses(ratings const&)>{on});
}

}  // namespace intercoder
