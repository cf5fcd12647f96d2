// The bodies of plan.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/plan.hpp>
#include <intercoder/inference/sample_size-inl.hpp>
#include <intercoder/inference/variance-inl.hpp>

namespace intercoder {
namespace detail {

inline constexpr double most_planned_sources = 10'000;

INTERCODER_INLINE void check(plan_options const& o) {
  bool const has_minimum = o.minimum == o.minimum, has_width = o.width == o.width;
  expect_between("target", o.target, 0, 1);
  if (!has_minimum && !has_width)
    throw bad_argument{
        "plan: neither minimum nor width; expected the lower limit or the width the interval shall have"};
  if (has_minimum) {
    expect_at_least("minimum", o.minimum, 0);
    if (o.minimum >= o.target)
      throw bad_argument{"minimum: " + shortest(o.minimum) + "; expected a number below target, " + shortest(o.target)};
  }
  if (has_width) expect_between("width", o.width, 0, 1);
  expect_between("prevalence", o.prevalence, 0, 1);
  if (o.coders < 2 || o.coders > 8) throw bad_argument{"coders: " + std::to_string(o.coders) + "; expected 2 to 8"};
  if (o.sources < 2 || static_cast<double>(o.sources) > most_planned_sources)
    throw bad_argument{"sources: " + std::to_string(o.sources) + "; expected 2 to " + shortest(most_planned_sources)};
  if (!(o.units_per_source >= 1 && o.units_per_source <= 100'000 &&
        o.units_per_source == std::floor(o.units_per_source)))
    throw bad_argument{"units_per_source: " + shortest(o.units_per_source) +
                       "; expected a whole number from 1 to 100000"};
  if (!(o.rho >= 0 && o.rho < 1))
    throw bad_argument{"rho: " + shortest(o.rho) + "; expected a number from 0 to below 1"};
  expect_between("level", o.level, 0, 1);
  expect_between("power", o.power, (1 - o.level) / 2, 1);
  if (o.data_sets < 100) throw bad_argument{"data_sets: " + std::to_string(o.data_sets) + "; expected at least 100"};
}

/// Units enough if they were independent.
[[nodiscard]] INTERCODER_INLINE sample_size independent_units(plan_options const& o) {
  std::vector<double> const shares{1 - o.prevalence, o.prevalence};
  sample_size n;
  if (o.minimum == o.minimum)
    n = sample_sizes::goodness_of_fit(o.minimum, o.target, shares, o.coders, {.alpha = 1 - o.level, .power = o.power});
  if (o.width == o.width) {
    double const upper = o.target + o.width / 2;
    auto wide =
        sample_sizes::kappa_limits(o.target, std::max(o.target - o.width / 2, -0.99), upper < 1 ? upper : not_a_number,
                                   shares, o.coders, upper < 1 ? o.level : (1 + o.level) / 2);
    if (!(n.exact >= wide.exact)) n = wide;
  }
  return n;
}

/// How many independent units so many sources are worth, with m units of each: less by the design effect, and by what
/// Student's t is wider than the normal distribution.
[[nodiscard]] INTERCODER_INLINE double worth(plan_options const& o, double sources, double m) {
  double const df = effect_of_clustering({.n = sources * m,
                                          .sources = static_cast<std::size_t>(sources),
                                          .effective_sources = sources,
                                          .mean_source_size = m})
                        .df;
  double const z = distributions::normal_quantile((1 + o.level) / 2);
  double const t = distributions::student_t_quantile((1 + o.level) / 2, df);
  double const wanted = o.minimum == o.minimum ? distributions::normal_quantile(o.power) : 0;
  double const wider = (t + wanted) / (z + wanted);
  return sources * m / design_effect(m, o.rho) / (wider * wider);
}

struct planned_size {
  double sources, units_per_source;
};

/// The fewest units of every source, or else the fewest whole sources, that are worth n independent units.
[[nodiscard]] INTERCODER_INLINE planned_size spread(plan_options const& o, double n) {
  auto const all = static_cast<double>(o.sources);
  auto const fewest = [&](double low, double high, auto const& is_enough) {
    while (high > low) {
      double const middle = std::floor((low + high) / 2);
      if (is_enough(middle))
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  };
  if (worth(o, all, o.units_per_source) >= n)
    return {all, fewest(1, o.units_per_source, [&](double m) { return worth(o, all, m) >= n; })};
  if (worth(o, most_planned_sources, o.units_per_source) < n)
    throw bad_argument{"plan: not even " + shortest(most_planned_sources) + " sources of " +
                       shortest(o.units_per_source) +
                       " units would be enough; expected a target further from minimum, or a wider interval"};
  return {fewest(all, most_planned_sources, [&](double g) { return worth(o, g, o.units_per_source) >= n; }),
          o.units_per_source};
}

/// All ways of coding a unit, once in each source: a data set is then a vector of counts.
class plan_simulation {
 public:
  plan_simulation(plan_options const& o, double sources, double units_per_source)
      : o_{o}, sources_{static_cast<std::size_t>(sources)}, m_{static_cast<std::size_t>(units_per_source)} {
    auto const rows = static_cast<Eigen::Index>(sources_ << o.coders);
    code_table table(rows, static_cast<Eigen::Index>(o.coders));
    ratings_options options;
    for (Eigen::Index u = 0; u < rows; ++u) {
      for (Eigen::Index c = 0; c < table.cols(); ++c) table(u, c) = static_cast<int>((u >> c) & 1);
      options.sources.push_back(std::to_string((static_cast<std::size_t>(u) >> o.coders) + 1));
    }
    table_ = ratings{table, scale::of_labels({"no", "yes"}), std::move(options)};
  }

  [[nodiscard]] ratings draw(random_stream& random) {
    std::vector<double> times(table_.units());
    seen_.resize(m_);
    double const fresh = (1 - o_.rho) / std::max(o_.rho, 1e-300);  // the weight of a new unit among those before it
    for (std::size_t s = 0; s < sources_; ++s)
      for (std::size_t u = 0; u < m_; ++u) {
        auto const before = static_cast<double>(u);
        bool const repeats = o_.rho > 0 && u > 0 && random.uniform() * (fresh + before) < before;
        seen_[u] = repeats ? seen_[random.below(u)] : unit(random);
        times[(s << o_.coders) + seen_[u]] += 1;
      }
    return table_.recount(times);
  }

 private:
  [[nodiscard]] std::size_t unit(random_stream& random) const {
    if (random.uniform() < o_.target)
      return random.uniform() < o_.prevalence ? (std::size_t{1} << o_.coders) - 1 : std::size_t{0};
    std::size_t codes = 0;
    for (std::size_t c = 0; c < o_.coders; ++c)
      codes |= static_cast<std::size_t>(random.uniform() < o_.prevalence) << c;
    return codes;
  }

  plan_options const& o_;
  std::size_t sources_, m_;
  ratings table_;
  std::vector<std::size_t> seen_;
};

[[nodiscard]] INTERCODER_INLINE plan_layout simulate(planned_coefficient const& coefficient, plan_options const& o,
                                                     std::string name, planned_size size,
                                                     std::function<void(double)> const& told) {
  plan_layout l{.name = std::move(name), .sources = size.sources, .units_per_source = size.units_per_source};
  l.units = l.sources * l.units_per_source;
  l.design_effect = design_effect(l.units_per_source, o.rho);
  plan_simulation data{o, l.sources, l.units_per_source};
  double width = 0, above = 0, defined = 0;
  for (std::size_t b = 0; b < o.data_sets; ++b) {
    random_stream random{o.seed, b};
    auto const i = interval(coefficient(data.draw(random)),
                            {.level = o.level, .method = o.method, .seed = random.bits(), .draws = o.draws});
    if (i.low == i.low) {
      ++defined;
      width += i.high - i.low;
      above += i.low > o.minimum;
    }
    if (b % 16 == 15) told(static_cast<double>(b + 1) / static_cast<double>(o.data_sets));
  }
  auto const n = static_cast<double>(o.data_sets);
  if (defined > 0) l.width = width / defined;
  if (o.minimum == o.minimum) l.power = above / n;
  l.undefined = 1 - defined / n;
  return l;
}

/// Did simulated data give what was asked for? Power up to the error of its simulation.
[[nodiscard]] INTERCODER_INLINE bool reaches(plan_options const& o, plan_layout const& l) {
  double const error = std::sqrt(o.power * (1 - o.power) / static_cast<double>(o.data_sets));
  bool const often = !(o.minimum == o.minimum) || l.power + error >= o.power;
  bool const narrow = !(o.width == o.width) || l.width <= 1.01 * o.width;
  return often && narrow;
}

/// How many times as many independent units it takes to get from what was seen to what was asked for.
[[nodiscard]] INTERCODER_INLINE double still_takes(plan_options const& o, plan_layout const& l) {
  double times = 0;
  if (o.minimum == o.minimum) {
    double const z = distributions::normal_quantile((1 + o.level) / 2);
    double const reached = distributions::normal_quantile(std::clamp(l.power, 0.05, 0.995));
    times = std::pow((z + distributions::normal_quantile(o.power)) / (z + reached), 2);
  }
  if (o.width == o.width) times = std::max(times, std::pow(l.width / o.width, 2));
  return times;
}

}  // namespace detail

INTERCODER_INLINE coding_plan plan(planned_coefficient const& coefficient, plan_options const& o) {
  detail::check(o);
  coding_plan p{.asked = o, .independent = detail::independent_units(o)};
  constexpr int adjustments = 6, steps = adjustments + 5;
  int step = 0;
  auto const run = [&](std::string name, detail::planned_size size) {
    auto l = detail::simulate(coefficient, o, std::move(name), size,
                              [&](double done) { tell(o.report, (step + done) / steps); });
    ++step;
    return l;
  };

  // The formula is for large samples; what was seen says how much more, or less, it takes.
  auto size = detail::spread(o, p.independent.exact);
  auto needed = run("needed", size);
  std::optional<plan_layout> enough;
  for (int i = 0; i < adjustments; ++i) {
    bool const reached = detail::reaches(o, needed);
    if (reached && (!enough || needed.units < enough->units)) enough = needed;
    double const times = detail::still_takes(o, needed);
    if (!std::isfinite(times) || (reached && times > 0.97)) break;
    double const worth = detail::worth(o, size.sources, size.units_per_source);
    auto next = detail::spread(o, worth * times);
    double const units = next.sources * next.units_per_source;
    if (!reached && units <= needed.units) next = detail::spread(o, worth * (1 + 1e-9));
    if (reached ? units >= needed.units : enough && units >= enough->units) break;  // nothing left between the two
    size = next;
    needed = run("needed", size);
  }
  if (detail::reaches(o, needed) && (!enough || needed.units < enough->units)) enough = needed;
  if (enough) needed = *enough;
  step = adjustments + 1;

  p.n_sources = needed.sources;
  p.units_per_source = needed.units_per_source;
  p.n_units = needed.units;
  p.width = needed.width;
  p.power = needed.power;
  p.possible = needed.sources <= static_cast<double>(o.sources);
  p.layouts.push_back(needed);

  // The same effort, spread in three ways. Whole sources come by the piece: the others follow them.
  auto const all = static_cast<double>(o.sources);
  double const m = o.units_per_source;
  double const whole = std::clamp(std::ceil(std::min(p.n_units / m, all / 4)), 2.0, all);
  double const half = std::min(2 * whole, all);
  p.layouts.push_back(run("whole sources", {whole, m}));
  p.layouts.push_back(run("half sources", {half, std::max(1.0, std::floor(m / 2))}));
  p.layouts.push_back(run("every source", {all, std::clamp(std::round(whole * m / all), 1.0, m)}));
  p.layouts.push_back(run("everything", {all, m}));
  if (o.report) tell(o.report, 1);
  return p;
}

}  // namespace intercoder
