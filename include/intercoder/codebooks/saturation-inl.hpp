// The bodies of saturation.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <intercoder/codebooks/saturation.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// In how many sources each code is.
INTERCODER_INLINE std::vector<std::size_t> incidences(codes_by_source const& sources) {
  std::vector<std::size_t> out;
  for (auto const& codes : sources)
    for (auto const k : codes) {
      if (k >= out.size()) out.resize(k + 1);
      ++out[k];
    }
  return out;
}

/// Good-Turing coverage of m sources: 1 less the share of mentions that a further source has of codes not seen.
INTERCODER_INLINE double coverage_of(double m, double once, double twice, double mentions) {
  if (!(mentions > 0) || !(m > 1)) return no_number;
  double const others = twice > 0 ? 2 * twice : 2;
  double const ones = (m - 1) * (twice > 0 ? once : std::max(0.0, once - 1));
  return 1 - once / mentions * (once > 0 ? ones / (ones + others) : 0);
}

INTERCODER_INLINE value_with_error chao2_of(double seen, double m, double once, double twice) {
  double const a = (m - 1) / m;
  if (twice > 0) {
    double const r = once / twice;
    return {seen + a * once * once / (2 * twice),
            std::sqrt(twice * (a * r * r / 2 + a * a * r * r * r + a * a * r * r * r * r / 4))};
  }
  double const value = seen + a * once * (once - 1) / 2;
  double const v = a * once * (once - 1) / 2 + a * a * once * (2 * once - 1) * (2 * once - 1) / 4 -
                   a * a * once * once * once * once / (4 * value);
  return {value, std::sqrt(std::max(0.0, v))};
}

/// With the variances of counts of codes in one source only, source by source.
INTERCODER_INLINE value_with_error jackknife1_of(codes_by_source const& sources, std::vector<std::size_t> const& in,
                                                 double seen, double once) {
  auto const m = static_cast<double>(sources.size());
  compensated_sum squares;
  for (auto const& codes : sources) {
    auto const own = static_cast<double>(std::ranges::count_if(codes, [&](std::size_t k) { return in[k] == 1; }));
    squares += own * own;
  }
  double const v = (m - 1) / m * (squares.value() - once * once / m);
  return {seen + once * (m - 1) / m, std::sqrt(std::max(0.0, v))};
}

/// Linear in the numbers of codes found once, twice, oftener: its variance is that of the sum.
INTERCODER_INLINE value_with_error jackknife2_of(double seen, double m, double once, double twice) {
  double const by_once = 1 + (2 * m - 3) / m, by_twice = 1 - (m - 2) * (m - 2) / (m * (m - 1));
  double const value = by_once * once + by_twice * twice + (seen - once - twice);
  double const v = by_once * by_once * once + by_twice * by_twice * twice + (seen - once - twice) - value;
  return {value, std::sqrt(std::max(0.0, v))};
}

INTERCODER_INLINE value_with_error bootstrap_of(codes_by_source const& sources, std::vector<std::size_t> const& in,
                                                double seen) {
  auto const n = sources.size();
  auto const m = static_cast<double>(n);
  std::vector<std::vector<bool>> has;
  std::vector<double> absent;  // from all sources of a resample
  for (std::size_t k = 0; k < in.size(); ++k) {
    if (in[k] == 0) continue;
    has.emplace_back(n);
    absent.push_back(std::pow(1 - static_cast<double>(in[k]) / m, m));
    for (std::size_t i = 0; i < n; ++i) has.back()[i] = std::ranges::find(sources[i], k) != sources[i].end();
  }
  compensated_sum missed, v;
  for (std::size_t k = 0; k < has.size(); ++k) {
    missed += absent[k];
    v += absent[k] * (1 - absent[k]);
    for (std::size_t l = 0; l < k; ++l) {
      std::size_t neither = 0;
      for (std::size_t i = 0; i < n; ++i) neither += !has[k][i] && !has[l][i];
      v += 2 * (std::pow(static_cast<double>(neither) / m, m) - absent[k] * absent[l]);
    }
  }
  return {seen + missed.value(), std::sqrt(std::max(0.0, v.value()))};
}

INTERCODER_INLINE double coverage_error(codes_by_source const& sources, std::vector<std::size_t> const& in, double once,
                                        double twice, double mentions) {
  auto const m = static_cast<double>(sources.size());
  std::vector<double> without;
  compensated_sum sum;
  for (auto const& codes : sources) {
    double ones = once, twos = twice;
    for (auto const k : codes) {
      ones += in[k] == 2 ? 1 : in[k] == 1 ? -1 : 0;
      twos += in[k] == 3 ? 1 : in[k] == 2 ? -1 : 0;
    }
    without.push_back(coverage_of(m - 1, ones, twos, mentions - static_cast<double>(codes.size())));
    sum += without.back();
  }
  double const mean = sum.value() / m;
  compensated_sum squares;
  for (auto const x : without) squares += (x - mean) * (x - mean);
  return std::sqrt((m - 1) / m * squares.value());
}

/// How many sources are enough, by the rule: none where it is not met.
INTERCODER_INLINE std::optional<std::size_t> enough(std::vector<std::size_t> const& codes,
                                                    std::vector<std::size_t> const& added,
                                                    saturation_options const& o) {
  auto const n = codes.size();
  std::vector<std::size_t> seen(n + 1);
  for (std::size_t i = 0; i < n; ++i) seen[i + 1] = seen[i] + added[i];
  if (o.rule == saturation_rule::hennink2017) {
    for (std::size_t i = 1; i <= n; ++i)
      if (seen[n] > 0 && static_cast<double>(seen[n] - seen[i]) <= o.threshold * static_cast<double>(seen[n])) return i;
    return {};
  }
  bool const of_base = o.rule != saturation_rule::s_coefficient;
  if (of_base && (n < o.base || seen[o.base] == 0)) return {};
  for (std::size_t i = of_base ? o.base : 1; i + o.run <= n; ++i) {
    bool met = true;
    if (of_base) {
      met = static_cast<double>(seen[i + o.run] - seen[i]) <= o.threshold * static_cast<double>(seen[o.base]);
    } else {
      for (std::size_t j = i; j < i + o.run; ++j)
        met = met && codes[j] > 0 && static_cast<double>(added[j]) <= o.threshold * static_cast<double>(codes[j]);
    }
    if (met) return i;
  }
  return {};
}

/// How many codes each source adds, in an order.
struct accumulation {
  std::vector<std::size_t> codes, added;
  accumulation(codes_by_source const& sources, std::vector<std::size_t> const& order, std::size_t n_codes) {
    std::vector<bool> known(n_codes);
    for (auto const i : order) {
      codes.push_back(sources[i].size());
      added.push_back(0);
      for (auto const k : sources[i]) {
        added.back() += !known[k];
        known[k] = true;
      }
    }
  }
};

INTERCODER_INLINE void check_saturation(saturation_options const& o) {
  if (o.base == 0 || o.run == 0)
    throw bad_argument{"saturation: base " + std::to_string(o.base) + " and run " + std::to_string(o.run) +
                       "; expected at least 1 source in each"};
  if (!(o.threshold >= 0 && o.threshold < 1))
    throw bad_argument{"saturation: threshold " + number_text(o.threshold) + "; expected 0 to below 1"};
  if (!(o.band > 0 && o.band < 1))
    throw bad_argument{"saturation: band " + number_text(o.band) + "; expected between 0 and 1"};
}

/// The curve's mean and band over random orders, and when the rule is met in them.
INTERCODER_INLINE void add_orders(saturation_result& out, codes_by_source const& sources,
                                  std::vector<std::size_t> const& in, saturation_options const& o) {
  auto const n = sources.size();
  for (std::size_t j = 1; j <= n;
       ++j) {  // a code in f of n sources is in none of j with probability C(n-f, j) / C(n, j)
    compensated_sum missed;
    for (auto const f : in) {
      double none = f > 0 && f + j <= n ? 1 : 0;
      for (std::size_t i = 0; none > 0 && i < j; ++i)
        none *= static_cast<double>(n - f - i) / static_cast<double>(n - i);
      missed += none;
    }
    out.expected.push_back(static_cast<double>(out.estimates.seen) - missed.value());
  }
  std::vector<std::vector<std::size_t>> seen(n);
  for (std::size_t b = 0; b < o.orders; ++b) {
    accumulation const a{sources, random_stream{o.seed, b}.choose(n, n), in.size()};
    std::size_t total = 0;
    for (std::size_t i = 0; i < n; ++i) seen[i].push_back(total += a.added[i]);
    if (auto const r = enough(a.codes, a.added, o)) out.reached_in_orders.push_back(*r);
  }
  std::ranges::sort(out.reached_in_orders);
  for (auto& at : seen) {
    std::ranges::sort(at);
    auto const of = [&](double p) {
      return at.empty() ? no_number
                        : static_cast<double>(
                              at[static_cast<std::size_t>(std::llround(p * static_cast<double>(at.size() - 1)))]);
    };
    out.low.push_back(of((1 - o.band) / 2));
    out.high.push_back(of((1 + o.band) / 2));
  }
  out.orders = o.orders;
}

}  // namespace detail

INTERCODER_INLINE saturation_rule saturation_rule_named(std::string_view wanted) {
  if (wanted == "guest2020") return saturation_rule::guest2020;
  if (wanted == "francis2010") return saturation_rule::francis2010;
  if (wanted == "s_coefficient") return saturation_rule::s_coefficient;
  if (wanted == "hennink2017") return saturation_rule::hennink2017;
  throw bad_argument{"rule '" + std::string{wanted} +
                     "'; expected one of guest2020, francis2010, s_coefficient, hennink2017"};
}

INTERCODER_INLINE richness richness_of(codes_by_source const& sources) {
  auto const in = detail::incidences(sources);
  auto const m = static_cast<double>(sources.size());
  richness out;
  double mentions = 0;
  for (auto const f : in) {
    out.seen += f > 0;
    out.once += f == 1;
    out.twice += f == 2;
    mentions += static_cast<double>(f);
  }
  auto const seen = static_cast<double>(out.seen), once = static_cast<double>(out.once),
             twice = static_cast<double>(out.twice);
  constexpr value_with_error none{detail::no_number, detail::no_number};
  out.chao2 = out.jackknife1 = out.jackknife2 = out.bootstrap = out.coverage = none;
  if (sources.size() < 2 || out.seen == 0) return out;
  out.chao2 = detail::chao2_of(seen, m, once, twice);
  out.jackknife1 = detail::jackknife1_of(sources, in, seen, once);
  out.jackknife2 = detail::jackknife2_of(seen, m, once, twice);
  out.bootstrap = detail::bootstrap_of(sources, in, seen);
  out.coverage = {detail::coverage_of(m, once, twice, mentions),
                  detail::coverage_error(sources, in, once, twice, mentions)};
  return out;
}

INTERCODER_INLINE saturation_result saturation(codes_by_source const& given, saturation_options const& o) {
  detail::check_saturation(o);
  auto sources = given;
  for (auto& codes : sources) {  // sets
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  }
  auto const n = sources.size();
  std::vector<std::size_t> as_given(n);
  for (std::size_t i = 0; i < n; ++i) as_given[i] = i;
  auto const in = detail::incidences(sources);
  detail::accumulation a{sources, as_given, in.size()};
  saturation_result out;
  out.estimates = richness_of(sources);
  std::size_t total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    auto const known = static_cast<double>(a.codes[i] - a.added[i]);
    out.s.push_back(i == 0 || a.codes[i] == 0 ? detail::no_number : known / static_cast<double>(a.codes[i]));
    out.seen.push_back(total += a.added[i]);
  }
  out.share_of_base.assign(n, detail::no_number);
  for (std::size_t i = o.base; i + o.run <= n; ++i)
    if (auto const base = out.seen[o.base - 1]; base > 0)
      out.share_of_base[i - 1] =
          static_cast<double>(out.seen[i + o.run - 1] - out.seen[i - 1]) / static_cast<double>(base);
  out.reached = detail::enough(a.codes, a.added, o);
  if (out.reached) out.needed = *out.reached + (o.rule == saturation_rule::hennink2017 ? 0 : o.run);
  out.codes = std::move(a.codes);
  out.added = std::move(a.added);
  detail::add_orders(out, sources, in, o);
  return out;
}

}  // namespace intercoder
