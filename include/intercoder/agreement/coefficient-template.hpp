// The bodies of coefficient.hpp that each chance model has a copy of.
#pragma once

#include <cmath>
#include <type_traits>
#include <vector>

#include <intercoder/agreement/coefficient.hpp>

namespace intercoder {

template <chance_model Chance>
estimate coefficient<Chance>::operator()(ratings const& r, weight_choice const& choice,
                                         coefficient_options const& options) const {
  detail::check_call(info, r, choice);
  auto const used = rule_of(info, options);
  auto e = compute(r, choice, used);
  if (used == missing_rule::available && e.coded_once > much_coded_once)
    e.value_if_pairable = compute(r, choice, missing_rule::pairable).value;
  e.on = [model = chance, choice, used](ratings const& rows) -> value_of_masses {
    return [v = detail::evaluation{rows, choice, used, rows.row_count()}, model,
            choice](std::span<double const> mass) mutable {
      v.weigh(choice, mass);
      v.chance = model(typename Chance::shares{v.rows}, v.distances);
      return v.value();
    };
  };
  e.again = detail::asked_again(*this, r, choice, {used});
  e.distance = [r, choice] { return distances_between(r, choice); };
  e.by_row = [r, choice, used] { return detail::disagreements_of_rows(r, choice, used); };
  using shares = typename Chance::shares;  // those from which two codes can be drawn again
  constexpr bool can_draw = std::is_same_v<shares, no_shares> || std::is_same_v<shares, pooled_shares> ||
                            std::is_same_v<shares, coder_shares>;
  if constexpr (can_draw && !std::is_same_v<Chance, chance::none> && !std::is_same_v<Chance, chance::occasional>)
    if (r.coders() == 2 && r.categories() <= 200 && e.defined() && r.design().weight.empty())
      e.null_error = [self = *this, r, choice, used] { return self.null_error(r, choice, used); };
  if constexpr (std::is_same_v<Chance, chance::shared>)
    if (r.coders() > 2 && r.categories() <= 200 && e.defined() && r.design().weight.empty() && !choice.follows_use())
      if (double const error = detail::null_error_of_many(r, choice, used); error == error)
        e.null_error = [error] { return error; };
  return e;
}

template <chance_model Chance>
estimate coefficient<Chance>::compute(ratings const& r, weight_choice const& choice, missing_rule used) const {
  estimate e;
  e.name = info.name;
  e.title = info.title;
  e.weights = choice.text();
  e.data = r;
  e.from_zero_to_one = std::is_same_v<Chance, chance::none>;
  e.certain_by_chance =
      !e.from_zero_to_one && !std::is_same_v<Chance, chance::uniform> && !std::is_same_v<Chance, chance::occasional>;
  e.by_proportion = e.from_zero_to_one && r.coders() == 2 && choice.name == weight_choice::kind::nominal;
  auto const mass = mass_of_rows(r);
  detail::evaluation v{r, choice, used, mass};
  describe(e, v.rows);
  if (v.mass > 0) {
    e.observed_disagreement = v.observed;
    e.observed = 1 - v.observed;
  }
  if (e.status != status::ok) return e;
  typename Chance::shares const shares{v.rows};
  v.chance = chance(shares, v.distances);
  std::vector<double> by_shares(r.rows()), by_self(r.rows());
  for (std::size_t j = 0; j < r.rows() && v.chance.defined; ++j) {
    by_shares[j] = shares.pull(v.rows, j, v.chance.by_share);
    if constexpr (requires { shares.pull_self(v.rows, j); })
      by_self[j] = v.chance.by_self * shares.pull_self(v.rows, j);
  }
  detail::conclude(e, v, by_shares, by_self);
  return e;
}

/// Fleiss, Cohen & Everitt (1969), and the same idea for the other chance models: the error of the value where both
/// coders draw from what the chance model assumes, independently of each other; divisor n.
template <chance_model Chance>
double coefficient<Chance>::null_error(ratings const& r, weight_choice const& choice, missing_rule used) const {
  auto const mass = mass_of_rows(r);
  detail::evaluation const v{r, choice, used, mass};
  auto const q = r.categories();
  std::vector<double> first = chance::detail::equal_shares(q), second = first;
  if constexpr (std::is_same_v<typename Chance::shares, pooled_shares>) {
    first = second = pooled_shares{v.rows}.share;
  } else if constexpr (std::is_same_v<typename Chance::shares, coder_shares>) {
    coder_shares const shares{v.rows};
    first.assign(shares.of(0).begin(), shares.of(0).end());
    second.assign(shares.of(1).begin(), shares.of(1).end());
  }
  double pairs = 0;
  for (std::size_t j = 0; j < r.rows(); ++j)
    if (v.rows.role(j).observed > 0) pairs += mass[j];
  auto const size = static_cast<Eigen::Index>(q);
  count_table drawn(size, size);
  for (Eigen::Index a = 0; a < size; ++a)
    for (Eigen::Index b = 0; b < size; ++b)
      drawn(a, b) = pairs * first[static_cast<std::size_t>(a)] * second[static_cast<std::size_t>(b)];
  auto const e = compute(ratings::from_confusion(drawn, r.categories_scale()), choice, used);
  if (!e.defined()) return not_a_number;
  auto const slope = e.slope();
  double variance = 0;
  for (std::size_t j = 0; j < slope.size(); ++j) variance += e.data.row_count()[j] * slope[j] * slope[j];
  return std::sqrt(variance);
}

}  // namespace intercoder
