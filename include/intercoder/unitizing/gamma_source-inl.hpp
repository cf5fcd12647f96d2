// The bodies of gamma_source.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

#include <intercoder/core/parallel.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/unitizing/gamma_sampler.hpp>
#include <intercoder/unitizing/gamma_source.hpp>

namespace intercoder {
namespace detail {

/// What one random set gave.
struct gamma_sample {
  double disorder = 0, at_least = 0;
  enum solution solution = solution::exact;
  std::string reason;
  std::vector<double> codes;  ///< cost over weight, by `gamma_source::codes`; NaN without pairs
};

struct cost_and_weight {
  double cost = 0, weight = 0;
};

/// Pairs of non-empty places, weighted by 1 - alpha x positional, not below 0, over the places beside each.
[[nodiscard]] INTERCODER_INLINE std::vector<cost_and_weight> aligned_codes(std::span<std::vector<mark> const> units,
                                                                           alignment const& found,
                                                                           alignment_costs const& costs,
                                                                           std::size_t codes) {
  std::vector<cost_and_weight> out(codes + 1);
  auto const add = [&](std::size_t k, double weight, double cost) {
    out[k].cost += weight * cost;
    out[k].weight += weight;
  };
  std::vector<mark const*> filled;
  for (auto const& line : found.unit_of) {
    filled.clear();
    for (std::size_t c = 0; c < line.size(); ++c)
      if (line[c] >= 0) filled.push_back(&units[c][static_cast<std::size_t>(line[c])]);
    for (std::size_t i = 0; i < filled.size(); ++i)
      for (std::size_t j = i + 1; j < filled.size(); ++j) {
        auto const &u = *filled[i], &v = *filled[j];
        double const weight =
            std::max(0.0, 1 - costs.alpha * costs.positional(u, v)) / static_cast<double>(filled.size() - 1);
        double const cost = costs.categorial(u, v);
        add(0, weight, cost);
        add(1 + u.code, weight, cost);
        if (v.code != u.code) add(1 + v.code, weight, cost);
      }
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE double mean_number(std::span<std::vector<mark> const> units) {
  std::size_t n = 0;
  for (auto const& list : units) n += list.size();
  return static_cast<double>(n) / static_cast<double>(units.size());
}

/// Mean and spread of what `of` gives for each sample, NaN left out.
template <class Of>
[[nodiscard]] sampled_mean mean_of(std::vector<gamma_sample> const& samples, Of const& of) {
  sampled_mean out;
  compensated_sum sum, squares;
  for (auto const& s : samples)
    if (double const x = of(s); x == x) {
      sum += x;
      ++out.n;
    }
  if (out.n == 0) return out;
  out.mean = sum.value() / static_cast<double>(out.n);
  for (auto const& s : samples)
    if (double const x = of(s); x == x) squares += (x - out.mean) * (x - out.mean);
  out.sd = out.n > 1 ? std::sqrt(squares.value() / static_cast<double>(out.n - 1)) : 0;
  return out;
}

/// Tells sources apart by name, so that a source has the same samples whatever is compared beside it (FNV-1a).
[[nodiscard]] INTERCODER_INLINE std::uint64_t number_of_name(std::string_view name) {
  std::uint64_t out = 0xcbf29ce484222325U;
  for (char const c : name) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return out;
}

[[nodiscard]] INTERCODER_INLINE gamma_sample sample_once(gamma_source const& x, std::int64_t length, std::size_t codes,
                                                         gamma_options const& o, std::uint64_t seed, std::size_t b) {
  random_stream random{seed, b};
  auto const drawn = annotate_at_random(x.units, length, random);
  auto const found = best_alignment(drawn.units, o.costs, o.limits);
  double const units = mean_number(drawn.units);
  gamma_sample out{found.disorder / units, found.at_least / units, found.solution, found.reason, {}};
  if (found.solution == solution::refused) return out;
  for (auto const& k : aligned_codes(drawn.units, found, o.costs, codes))
    out.codes.push_back(k.weight > 0 ? k.cost / k.weight : not_a_number);
  return out;
}

/// How many samples the spread of those at hand asks for.
[[nodiscard]] INTERCODER_INLINE std::size_t samples_needed(sampled_mean const& so_far, gamma_options const& o) {
  if (!(so_far.mean > 0)) return so_far.n;
  double const wanted = std::ceil(std::pow(1.96 * so_far.sd / so_far.mean / o.precision, 2));
  return static_cast<std::size_t>(std::min(wanted, static_cast<double>(o.most_samples)));
}

}  // namespace detail

INTERCODER_INLINE gamma_source gamma_of_source(continuum const& source, std::span<std::size_t const> coders,
                                               std::size_t codes, gamma_options const& o,
                                               std::function<void(double)> const& report) {
  gamma_source out;
  for (auto const c : coders) {
    auto const mine = source.of_coder(c);
    out.units.emplace_back(mine.begin(), mine.end());
  }
  out.mean_units = detail::mean_number(out.units);
  out.codes.resize(codes + 1);
  if (!(out.mean_units > 0)) return out;
  out.observed = best_alignment(out.units, o.costs, o.limits);
  out.solution = out.observed.solution;
  out.reason = out.observed.reason;
  if (out.solution == solution::refused) return out;
  auto const observed = detail::aligned_codes(out.units, out.observed, o.costs, codes);

  auto const seed = o.seed ^ detail::number_of_name(source.name);
  std::vector<detail::gamma_sample> samples;
  for (std::size_t wanted = 30; samples.size() < wanted;) {
    auto const before = samples.size();
    samples.resize(wanted);
    auto const make = [&] {
      return [&](std::size_t i) {
        samples[before + i] = detail::sample_once(out, source.length, codes, o, seed, before + i);
      };
    };
    in_parallel(wanted - before, o.threads, make,
                [&](std::size_t done) { report(static_cast<double>(before + done) / static_cast<double>(wanted)); });
    out.expected = detail::mean_of(samples, [](auto const& s) { return s.disorder; });
    for (auto const& s : samples)
      if (s.solution > out.solution) {
        out.solution = s.solution;
        out.reason = "Of a random set: " + s.reason;
      }
    if (out.solution == solution::refused) return out;
    wanted = std::max(wanted, detail::samples_needed(out.expected, o));
  }
  out.expected_at_least = detail::mean_of(samples, [](auto const& s) { return s.at_least; }).mean;
  for (std::size_t k = 0; k < out.codes.size(); ++k)
    out.codes[k] = {observed[k].cost, observed[k].weight,
                    detail::mean_of(samples, [k](auto const& s) { return s.codes[k]; })};
  return out;
}

}  // namespace intercoder
