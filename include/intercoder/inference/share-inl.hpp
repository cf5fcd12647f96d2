// The bodies of share.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/share.hpp>

namespace intercoder {

INTERCODER_INLINE share_method share_method_named(std::string_view wanted) {
  if (wanted == "wilson") return share_method::wilson;
  if (wanted == "clopper_pearson") return share_method::clopper_pearson;
  if (wanted == "jeffreys") return share_method::jeffreys;
  throw bad_argument{"interval '" + std::string{wanted} + "'; expected one of wilson, clopper_pearson, jeffreys"};
}

INTERCODER_INLINE std::pair<double, double> share_limits(std::uint64_t x, std::uint64_t n, share_method m,
                                                         double level) {
  if (n == 0 || x > n)
    throw bad_argument{"share: " + std::to_string(x) + " of " + std::to_string(n) +
                       "; expected at most as many as there are, of at least 1"};
  if (!(level > 0 && level < 1))
    throw bad_argument{"level " + number_text(level) + "; expected between 0 and 1, such as 0.95"};
  auto const yes = static_cast<double>(x), all = static_cast<double>(n);
  double const tail = (1 - level) / 2;
  if (m == share_method::wilson) {
    double const z = distributions::normal_quantile(1 - tail), zz = z * z / all;
    double const p = yes / all, centre = p + zz / 2;
    double const half = z * std::sqrt((p * (1 - p) + zz / 4) / all);
    return {x == 0 ? 0 : std::max(0.0, (centre - half) / (1 + zz)),
            x == n ? 1 : std::min(1.0, (centre + half) / (1 + zz))};
  }
  double const add_low = m == share_method::jeffreys ? 0.5 : 0, add_high = m == share_method::jeffreys ? 0.5 : 1;
  return {x == 0 ? 0 : distributions::beta_quantile(tail, yes + add_low, all - yes + add_high),
          x == n ? 1 : distributions::beta_quantile(1 - tail, yes + add_high, all - yes + add_low)};
}

}  // namespace intercoder
