// The bodies of tables.hpp: what each coefficient adds up, and what it makes of the sums.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include <intercoder/agreement/tables.hpp>
#include <intercoder/agreement/weighting.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

using codes_of_unit = std::span<cell const>;
using totals = std::span<double>;
using sums_of_units = std::span<double const>;

/// NaN for 0 / 0.
[[nodiscard]] INTERCODER_INLINE double share_of(double part, double whole) {
  return whole > 0 ? part / whole : not_a_number;
}

[[nodiscard]] INTERCODER_INLINE std::size_t place_of(cell const& x) { return static_cast<std::size_t>(x.code); }

/// Units, and those on which the codes are the same.
INTERCODER_INLINE void add_if_same(codes_of_unit row, totals sums) {
  sums[0] += 1;
  sums[1] += std::ranges::all_of(row, [&](cell const& x) { return x.code == row[0].code; });
}

INTERCODER_INLINE statistic_of_sums all_agree(ratings const& r, weight_choice const& choice) {
  auto const distances = std::make_shared<weighting const>(choice, r.categories_scale());
  return {2,
          [distances](codes_of_unit row, totals sums) {
            sums[0] += 1;
            sums[1] += !(distances->within(row) > 0);
          },
          [](sums_of_units sums) { return share_of(sums[1], sums[0]); }};
}

INTERCODER_INLINE double no_chance(ratings const&) { return 0; }

INTERCODER_INLINE double chance_that_all_agree(ratings const& r) {
  return std::pow(static_cast<double>(r.categories()), 1 - static_cast<double>(r.coders()));
}

INTERCODER_INLINE statistic_of_sums all_agree_beyond_chance(ratings const& r, weight_choice const&) {
  return {2, add_if_same, [chance = chance_that_all_agree(r)](sums_of_units sums) {
            return chance < 1 ? (share_of(sums[1], sums[0]) - chance) / (1 - chance) : not_a_number;
          }};
}

INTERCODER_INLINE statistic_of_sums holsti_of_two(ratings const&, weight_choice const&) {
  return {2,
          [](codes_of_unit row, totals sums) {
            sums[0] += static_cast<double>(row.size());
            sums[1] += row.size() == 2 && row[0].code == row[1].code ? 2 : 0;
          },
          [](sums_of_units sums) { return share_of(sums[1], sums[0]); }};
}

INTERCODER_INLINE statistic_of_sums knowing_or_guessing(ratings const& r, weight_choice const&) {
  return {2, add_if_same, [q = static_cast<double>(r.categories())](sums_of_units sums) {
            double const known = (share_of(sums[1], sums[0]) - 1 / q) * q / (q - 1);
            return known < 0 ? 0 : std::sqrt(known);  // NaN, of one category, stays NaN
          }};
}

/// Around each category lie rectangles: codes within b steps of it, by the first coder and by the second. The weight of
/// b steps goes to what the b-th rectangle adds to the one before.
INTERCODER_INLINE statistic_of_sums bangdiwala(ratings const& r, weight_choice const& choice) {
  auto const q = r.categories();
  if (q > 200)
    throw bad_argument{"bangdiwala_b: looks at every cell of the table of two coders; found " + std::to_string(q) +
                       " categories, expected at most 200"};
  weighting const distances{choice, r.categories_scale()};
  std::vector<double> weight;
  for (std::size_t b = 0; b < q; ++b) {
    weight.push_back(1 - distances.between(0, b));
    for (std::size_t k = 0; k + b < q; ++k)
      if (std::abs(1 - distances.between(k, k + b) - weight[b]) > 1e-9)
        throw bad_argument{
            "bangdiwala_b: needs weights that depend only on how many places two categories lie apart; '" +
            choice.text() + "' tells '" + r.categories_scale().label(k) + "' and '" +
            r.categories_scale().label(k + b) + "' from other categories " + std::to_string(b) + " place(s) apart"};
  }
  return {q * q, [q](codes_of_unit row, totals sums) { sums[place_of(row[0]) * q + place_of(row[1])] += 1; },
          [q, weight](sums_of_units cells) {
            double shown = 0, possible = 0;
            for (std::size_t k = 0; k < q; ++k) {
              double first = 0, second = 0, before = 0;
              for (std::size_t b = 0; b < q; ++b) {
                if (k + b < q) {
                  first += cells[k * q + k + b];
                  second += cells[(k + b) * q + k];
                }
                if (b > 0 && b <= k) {
                  first += cells[k * q + k - b];
                  second += cells[(k - b) * q + k];
                }
                shown += weight[b] * (first * second - before);
                before = first * second;
              }
              possible += before;
            }
            return share_of(shown, possible);
          }};
}

INTERCODER_INLINE statistic_of_sums largest_kappa(ratings const& r, weight_choice const&) {
  auto const q = r.categories();
  return {2 * q,
          [q](codes_of_unit row, totals sums) {
            sums[place_of(row[0])] += 1;
            sums[q + place_of(row[1])] += 1;
          },
          [q](sums_of_units use) {
            double units = 0, most = 0, chance = 0;
            for (std::size_t k = 0; k < q; ++k) {
              units += use[k];
              most += std::min(use[k], use[q + k]);
              chance += use[k] * use[q + k];
            }
            double const room = units * units - chance;
            return room > 1e-12 * units * units ? (most * units - chance) / room : not_a_number;
          }};
}

INTERCODER_INLINE statistic_of_sums prevalence(ratings const&, weight_choice const&) {
  return {2,
          [](codes_of_unit row, totals sums) {
            sums[0] += 1;
            sums[1] += row[0].code == row[1].code ? (row[0].code == 1 ? 1 : -1) : 0;
          },
          [](sums_of_units sums) { return share_of(sums[1], sums[0]); }};
}

INTERCODER_INLINE statistic_of_sums bias(ratings const&, weight_choice const&) {
  return {2,
          [](codes_of_unit row, totals sums) {
            sums[0] += 1;
            sums[1] += row[0].code - row[1].code;
          },
          [](sums_of_units sums) { return share_of(sums[1], sums[0]); }};
}

/// Of the pairs that a code of this category is in, those in which the other code is of it too. Each code pairs with
/// the others of its unit, and counts once.
[[nodiscard]] INTERCODER_INLINE statistic_of_sums specific_to(std::int32_t category) {
  return {2,
          [category](codes_of_unit row, totals sums) {
            auto const of_it =
                static_cast<double>(std::ranges::count_if(row, [&](cell const& x) { return x.code == category; }));
            sums[0] += of_it;
            sums[1] += of_it * (of_it - 1) / static_cast<double>(row.size() - 1);
          },
          [](sums_of_units sums) { return share_of(sums[1], sums[0]); }};
}

INTERCODER_INLINE statistic_of_sums specific_to_last(ratings const&, weight_choice const&) { return specific_to(1); }
INTERCODER_INLINE statistic_of_sums specific_to_first(ratings const&, weight_choice const&) { return specific_to(0); }

}  // namespace detail

INTERCODER_INLINE estimate coefficient_of_sums::operator()(ratings const& r, weight_choice const& choice,
                                                           coefficient_options const& options) const {
  detail::check_call(info, r, choice);
  auto const make = sums;
  auto e = estimate_of(info, r, rule_of(info, options), [make, choice](ratings const& x) { return make(x, choice); });
  e.weights = choice.text();
  e.again = detail::asked_again(*this, r, choice, options);
  if (chance && e.defined()) {
    e.expected = chance(r);
    e.expected_disagreement = 1 - e.expected;
    e.observed_disagreement = (1 - e.value) * e.expected_disagreement;
    e.observed = 1 - e.observed_disagreement;
    e.by_proportion = e.expected == 0;
  }
  return e;
}

}  // namespace intercoder
