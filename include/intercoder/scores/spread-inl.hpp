// The bodies of spread.hpp.
#pragma once

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/scores/spread.hpp>

namespace intercoder {

INTERCODER_INLINE estimate finn(ratings const& r, finn_options const& o) {
  bool const apart = o.model == layout::two_way;
  auto info = finn_info;
  info.needs_coders = apart;
  check_ratings(info, r);
  double const levels = o.levels == 0 ? static_cast<double>(r.categories()) : o.levels;
  if (o.levels == 0 && r.categories() > 0 && !r.categories_scale().declared())
    throw bad_argument{
        "finn: how many levels the rating scale has is not known, only which were used; expected levels, or declared "
        "categories"};
  bool const any = o.levels != 0 || r.categories() > 0;
  if (any && (!(levels >= 2) || levels != std::floor(levels)))
    throw bad_argument{"finn: levels " + number_text(levels) +
                       "; expected how many the rating scale has, a whole number of at least 2"};
  auto const rule = apart ? detail::complete_only(info, o.missing) : o.missing.value_or(missing_rule::pairable);
  double const even = (levels * levels - 1) / 12;
  auto e = estimate_of(info, r, rule, [apart, even](ratings const& on) {
    auto const value = [even](anova const& a) { return a.df_rest > 0 ? 1 - a.ms_rest() / even : not_a_number; };
    return apart ? of_two_way(on, value) : of_one_way(on, value);
  });
  e.weights = "interval";
  e.weights_belong_to_it = true;
  return e;
}

INTERCODER_INLINE estimate robinson_a(ratings const& r, coefficient_options const& o) {
  auto e = estimate_of(robinson_a_info, r, o.missing.value_or(missing_rule::pairable), [](ratings const& on) {
    return of_one_way(on, [](anova const& a) {
      double const all = a.between_units + a.rest;
      return all > 0 ? a.between_units / all : not_a_number;
    });
  });
  e.weights = "interval";
  e.weights_belong_to_it = true;
  return e;
}

INTERCODER_INLINE estimate maxwell_re(ratings const& r, coefficient_options const& o) {
  auto const rule = detail::complete_only(maxwell_re_info, o.missing);
  return estimate_of(maxwell_re_info, r, rule, [](ratings const&) {
    return statistic_of_sums{2,
                             [](std::span<cell const> row, std::span<double> s) {
                               s[0] += 1;
                               s[1] += row[0].code == row[1].code ? 1 : -1;
                             },
                             [](std::span<double const> s) { return s[0] > 0 ? s[1] / s[0] : not_a_number; }};
  });
}

}  // namespace intercoder
