// The bodies of pairs.hpp.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <intercoder/agreement/pairs.hpp>

namespace intercoder::detail {

/// Two of the coders, and which of their rows each row of all coders became. Complete units are complete for all.
struct pair_of_coders {
  ratings data;
  std::vector<std::size_t> row;
  std::vector<double> counts;  ///< per row of all coders: 1 or, for a unit that does not enter, 0

  pair_of_coders(ratings const& r, std::size_t a, std::size_t b, missing_rule rule) : row(r.rows()) {
    for (std::size_t j = 0; j < r.rows(); ++j)
      counts.push_back(rule != missing_rule::complete || r.row(j).size() == r.coders() ? 1 : 0);
    std::vector<double> times;
    for (std::size_t u = 0; u < r.units(); ++u) times.push_back(counts[r.design().row(u)]);
    data = r.select_coders(std::vector<std::size_t>{a, b}).recount(times);
    for (std::size_t u = 0; u < r.units(); ++u) row[r.design().row(u)] = data.design().row(u);
  }
  [[nodiscard]] std::vector<double> mass(std::span<double const> of_all) const {
    std::vector<double> out(data.rows());
    for (std::size_t j = 0; j < row.size(); ++j) out[row[j]] += counts[j] * of_all[j];
    return out;
  }
  [[nodiscard]] bool share_units(std::span<double const> own_mass) const {
    for (std::size_t j = 0; j < own_mass.size(); ++j)
      if (own_mass[j] > 0 && data.row(j).size() == 2) return true;
    return false;
  }
};

[[nodiscard]] INTERCODER_INLINE std::vector<pair_of_coders> pairs_of_coders(ratings const& r, missing_rule rule) {
  std::vector<pair_of_coders> out;
  for (std::size_t a = 0; a < r.coders(); ++a)
    for (std::size_t b = a + 1; b < r.coders(); ++b) out.emplace_back(r, a, b, rule);
  return out;
}

INTERCODER_INLINE estimate mean_over_pairs(coefficient_info const& info, coefficient_function const& of_two,
                                           ratings const& r, weight_choice const& choice,
                                           coefficient_options const& options) {
  check_call(info, r, choice);
  auto const rule = rule_of(info, options);
  auto const of_pair = [=](ratings const& pair) { return of_two(pair, choice, {rule}); };
  auto const value = [=](ratings const& all) {
    value_with_slopes out{0, std::vector<double>(all.rows())};
    double pairs = 0;
    for (auto const& pair : pairs_of_coders(all, rule)) {
      if (!pair.share_units(mass_of_rows(pair.data))) continue;
      auto const e = of_pair(pair.data);
      ++pairs;
      out.value += e.value;
      if (!e.defined()) return out;
      auto const slope = e.slope();
      for (std::size_t j = 0; j < all.rows() && !slope.empty(); ++j)
        out.slope[j] += pair.counts[j] * slope[pair.row[j]];
    }
    out.value /= pairs;
    for (double& s : out.slope) s /= pairs;
    return out;
  };
  auto const on = [=](ratings const& all) -> value_of_masses {
    auto const pairs = std::make_shared<std::vector<std::pair<pair_of_coders, value_of_masses>>>();
    for (auto& pair : pairs_of_coders(all, rule)) {
      auto of_masses = of_pair(pair.data).on(pair.data);
      pairs->emplace_back(std::move(pair), std::move(of_masses));
    }
    return [pairs](std::span<double const> masses) {
      double sum = 0, count = 0;
      for (auto const& pair : *pairs) {
        auto const mass = pair.first.mass(masses);
        if (!pair.first.share_units(mass)) continue;
        sum += pair.second(mass);
        ++count;
      }
      return sum / count;
    };
  };
  auto e = estimate_of(info, r, rule, value, on);
  e.weights = choice.text();
  e.again = asked_again([=](ratings const& other, weight_choice const& w,
                            coefficient_options const& o) { return mean_over_pairs(info, of_two, other, w, o); },
                        r, choice, options);
  return e;
}

}  // namespace intercoder::detail
