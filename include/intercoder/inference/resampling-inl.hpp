// The bodies of resampling.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/parallel.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/statistic.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/resampling.hpp>
#include <intercoder/inference/variance-inl.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE void check_resamples(resampling_options const& o, char const* who) {
  if (o.resamples < 100)
    throw bad_argument{std::string{who} + ": " + std::to_string(o.resamples) +
                       " resamples; expected at least 100, such as 2000"};
}

/// Runs `make()(b, random)` for each resample b, and sorts what comes out.
template <class Make>
[[nodiscard]] resampled in_resamples(resampling_options const& o, Make const& make) {
  std::vector<double> all(o.resamples);
  auto const worker = [&] {
    return [&, call = make()](std::size_t b) mutable {
      random_stream random{o.seed, b};
      all[b] = call(random);
    };
  };
  in_parallel(o.resamples, o.threads, worker,
              [&](std::size_t done) { tell(o.report, static_cast<double>(done) / static_cast<double>(o.resamples)); });
  resampled out;
  for (double const v : all)
    if (v == v) out.values.push_back(v);
  out.undefined = all.size() - out.values.size();
  std::ranges::sort(out.values);
  return out;
}

/// Draws with replacement among places with unequal chances, and counts how often each was drawn.
class place_lottery {
 public:
  place_lottery(std::vector<double> chance, std::uint64_t draws) : chance_{std::move(chance)}, draws_{draws} {
    double sum = 0;
    for (double const p : chance_) below_.push_back(sum += p);
    alike_ = std::ranges::all_of(chance_, [&](double p) { return p == chance_[0]; });
  }
  void draw(random_stream& random, std::vector<double>& times) const {
    times.assign(chance_.size(), 0);
    // Few places: how often is each drawn? Many: which place is drawn next?
    if (chance_.size() * 16 < draws_) return draw_by_place(random, times);
    for (std::uint64_t i = 0; i < draws_; ++i) {
      auto const at = alike_ ? static_cast<std::ptrdiff_t>(random.below(chance_.size()))
                             : std::ranges::upper_bound(below_, random.uniform() * below_.back()) - below_.begin();
      ++times[std::min(static_cast<std::size_t>(at), times.size() - 1)];
    }
  }

 private:
  void draw_by_place(random_stream& random, std::vector<double>& times) const {
    auto left = draws_;
    double rest = below_.back();
    for (std::size_t k = 0; k < chance_.size() && left > 0; ++k) {
      if (!(chance_[k] > 0)) continue;
      bool const last = rest - chance_[k] <= 1e-12 * below_.back();
      auto const drawn = last ? left : random.binomial(left, chance_[k] / rest);
      times[k] = static_cast<double>(drawn);
      left -= drawn;
      rest -= chance_[k];
    }
  }

  std::vector<double> chance_, below_;
  std::uint64_t draws_;
  bool alike_ = false;
};

/// Sources, or units where fewer than two sources are known, drawn over and over: what one thread needs.
class resampler {
 public:
  /// `place` of a unit is where its copies are counted: its row, or the unit itself. `enters` tells which rows take
  /// part; empty: all of them.
  template <class Place>
  resampler(ratings const& r, std::vector<char> const& enters, bool by_source, std::string const& who,
            std::size_t places, Place const& place) {
    auto const& d = r.design();
    std::vector<double> copies(places);
    std::map<std::int32_t, std::vector<std::pair<std::size_t, double>>> of_source;
    double all = 0;
    for (std::size_t u = 0; u < d.units; ++u) {
      if (!(enters.empty() || enters[d.row(u)]) || !(d.copies(u) > 0)) continue;
      copies[place(u)] += d.copies(u);
      all += d.copies(u);
      if (!d.source_of.empty()) of_source[d.source_of[u]].emplace_back(place(u), d.copies(u));
    }
    bool const sources = by_source && of_source.size() >= 2;
    if (d.stretches && !sources)
      throw bad_argument{who +
                         ": units are characters, which are not independent of each other; only two or more "
                         "sources can be resampled"};
    auto const n = sources ? of_source.size() : static_cast<std::uint64_t>(std::llround(all));
    if (n < 2) throw bad_argument{who + ": found " + std::to_string(n) + " unit(s); expected at least two"};
    if (sources)
      for (auto& [source, units] : of_source) sources_.push_back(std::move(units));
    lottery_.emplace(sources ? std::vector<double>(n, 1) : std::move(copies), n);
  }

  /// Draws, and calls f(place, copies) for what was drawn, each place once or more often.
  template <class F>
  void operator()(random_stream& random, F const& f) {
    lottery_->draw(random, times_);
    for (std::size_t k = 0; k < times_.size(); ++k) {
      if (!(times_[k] > 0)) continue;
      if (sources_.empty())
        f(k, times_[k]);
      else
        for (auto const& [place, copies] : sources_[k]) f(place, times_[k] * copies);
    }
  }

 private:
  std::optional<place_lottery> lottery_;
  std::vector<std::vector<std::pair<std::size_t, double>>> sources_;  ///< places and copies; empty: places are drawn
  std::vector<double> times_;
};

}  // namespace detail

INTERCODER_INLINE double resampled::quantile(double p) const {
  if (values.empty()) return not_a_number;
  double const place = p * static_cast<double>(values.size() - 1);
  auto const i = static_cast<std::size_t>(place);
  auto const next = std::min(i + 1, values.size() - 1);
  return values[i] + (place - static_cast<double>(i)) * (values[next] - values[i]);
}

INTERCODER_INLINE resampled resample(estimate const& e, resampling_options const& o) {
  detail::check_resamples(o, "resample");
  if (!e.on) throw bad_argument{"resample: " + e.title + " cannot be computed on resamples; ask a single value for it"};
  auto const& d = e.data.design();
  detail::resampler const prepared{e.data,     e.entered,     o.by_source,
                                   "resample", e.data.rows(), [&](std::size_t u) { return d.row(u); }};
  return detail::in_resamples(o, [&] {
    return [&, draw = prepared, value = e.on(e.data), mass = std::vector<double>()](random_stream& random) mutable {
      mass.assign(e.data.rows(), 0);
      // Units with weights of their own have rows of their own.
      draw(random, [&](std::size_t j, double copies) { mass[j] += copies * (d.weight.empty() ? 1 : d.weight[j]); });
      return value(mass);
    };
  });
}

INTERCODER_INLINE resampled bootstrap(std::function<double(ratings const&)> const& statistic, ratings const& r,
                                      resampling_options const& o) {
  detail::check_resamples(o, "bootstrap");
  auto const& d = r.design();
  detail::resampler const prepared{r, {}, o.by_source, "bootstrap", d.units, [](std::size_t u) { return u; }};
  return detail::in_resamples(o, [&] {
    return [&, draw = prepared, times = std::vector<double>()](random_stream& random) mutable {
      times.assign(d.units, 0);
      draw(random, [&](std::size_t u, double copies) { times[u] += copies / d.copies(u); });
      return statistic(r.recount(times));
    };
  });
}

INTERCODER_INLINE resampled krippendorff_bootstrap(estimate const& e, resampling_options const& o) {
  detail::check_resamples(o, "krippendorff_bootstrap");
  if (e.name != "krippendorff_alpha" || !e.distance)
    throw bad_argument{"interval: method 'krippendorff' is for Krippendorff's alpha; found " + e.title};
  if (!e.data.design().weight.empty())
    throw bad_argument{"interval: method 'krippendorff' counts pairs of codes; these units have weights"};
  auto const distance = e.distance();
  std::vector<double> deviation, below;  // of each pair of codes within a row; of pairs up to and with this one
  std::vector<std::pair<double, std::uint64_t>> slots;  // 1 / (m - 1), how many pairs of units with m codes
  double codes = 0, pairs = 0;
  for (std::size_t j = 0; j < e.data.rows(); ++j) {
    auto const row = e.data.row(j);
    double const count = e.data.row_count()[j];
    if (row.size() < 2 || !(count > 0)) continue;
    auto const m = static_cast<double>(row.size());
    codes += count * m;
    for (std::size_t a = 0; a < row.size(); ++a)
      for (std::size_t b = a + 1; b < row.size(); ++b) {
        deviation.push_back(distance(static_cast<std::size_t>(row[a].code), static_cast<std::size_t>(row[b].code)));
        below.push_back(pairs += count);
      }
    slots.emplace_back(1 / (m - 1), static_cast<std::uint64_t>(std::llround(count * m * (m - 1) / 2)));
  }
  std::ranges::sort(slots);
  for (double& x : deviation) x *= 2 / (codes * e.expected_disagreement);
  return detail::in_resamples(o, [&] {
    return [&](random_stream& random) {
      double value = 1;
      for (auto const& [share, times] : slots)
        for (std::uint64_t i = 0; i < times; ++i) {
          auto const at = std::ranges::upper_bound(below, random.uniform() * pairs) - below.begin();
          value -= share * deviation[std::min(static_cast<std::size_t>(at), deviation.size() - 1)];
        }
      return std::max(-1.0, value);
    };
  });
}

INTERCODER_INLINE std::pair<double, double> bca_limits(estimate const& e, resampled const& found, double tail,
                                                       bool by_source) {
  if (found.values.empty()) return {not_a_number, not_a_number};
  auto const n = static_cast<double>(found.values.size());
  auto const [first, last] = std::equal_range(found.values.begin(), found.values.end(), e.value);
  double const below = static_cast<double>(first - found.values.begin());
  double const ties = static_cast<double>(last - first);
  // At least half a resample on either side: a share of 0 or 1 would put the limits out of reach.
  double const share = std::clamp((below + ties / 2) / n, 0.5 / n, 1 - 0.5 / n);
  double const bias = distributions::normal_quantile(share);
  auto const& d = e.data.design();
  auto const slope = e.slope();
  std::vector<double> of_source(d.sources.size());
  double squares = 0, cubes = 0;
  bool const sources = by_source && e.n_sources >= 2;
  detail::each_unit(e, slope, [&](std::size_t u, double copies, double s) {
    if (sources) {
      of_source[static_cast<std::size_t>(d.source_of[u])] += copies * s;
    } else {
      squares += copies * s * s;
      cubes += copies * s * s * s;
    }
  });
  for (double const s : of_source) {
    squares += s * s;
    cubes += s * s * s;
  }
  double const acceleration = squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
  auto const limit = [&](double p) {
    double const z = bias + distributions::normal_quantile(p);
    double const at = bias + z / (1 - acceleration * z);
    return found.quantile(1 - distributions::normal_tail(at));
  };
  return {limit(tail), limit(1 - tail)};
}

}  // namespace intercoder
