// The bodies of alpha_u_1995.hpp.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include <intercoder/core/sum.hpp>
#include <intercoder/unitizing/additive.hpp>
#include <intercoder/unitizing/alpha_u_1995.hpp>
#include <intercoder/unitizing/lines-inl.hpp>
#include <intercoder/unitizing/source_statistic-inl.hpp>

namespace intercoder {
namespace detail {

/// One code in one source: what is needed to add sources up and to let chance pair their units.
struct boundary_sums {
  double apart = 0;             ///< squared distances over pairs of coders, over coders - 1
  std::vector<double> units{};  ///< lengths, over all coders
  std::vector<double> gaps{};   ///< lengths, over all coders, as this code sees them
};
struct source_boundaries {
  double coders = 0;
  double length = 0;
  std::vector<boundary_sums> codes{};
};

[[nodiscard]] INTERCODER_INLINE std::vector<mark> gaps_of(std::vector<mark> const& line, std::int64_t length) {
  std::vector<mark> out;
  std::int64_t from = 0;
  auto const add = [&](std::int64_t to) {
    if (from < to) out.push_back({0, 0, from, to});
  };
  for (auto const& u : line) {
    add(u.start);
    from = u.end;
  }
  add(length);
  return out;
}

/// Units of one against units and gaps of the other; every pair is looked at from both sides.
[[nodiscard]] INTERCODER_INLINE double apart_1995(std::vector<mark> const& a, std::vector<mark> const& b,
                                                  std::int64_t length) {
  compensated_sum out;
  auto const meet = [&](std::vector<mark> const& units, std::vector<mark> const& others, bool others_are_units) {
    std::size_t first = 0;
    for (auto const& u : units) {
      while (first < others.size() && others[first].end <= u.start) ++first;
      for (auto k = first; k < others.size() && others[k].start < u.end; ++k)
        out += 2 * distance_1995(u, true, others[k], others_are_units);
    }
  };
  meet(a, b, true);
  meet(a, gaps_of(b, length), false);
  meet(b, gaps_of(a, length), false);
  return out.value();
}

[[nodiscard]] INTERCODER_INLINE source_boundaries boundaries_in(continua const& all, continuum const& x,
                                                                std::span<std::size_t const> coders) {
  source_boundaries out{static_cast<double>(coders.size()), static_cast<double>(x.length)};
  for (auto const& lines : lines_by_code(x, coders, all.codes.size())) {
    boundary_sums sums;
    compensated_sum apart;
    for (std::size_t a = 0; a < lines.coders(); ++a) {
      for (auto const& u : lines.of_coder[a]) sums.units.push_back(static_cast<double>(u.end - u.start));
      for (auto const& g : gaps_of(lines.of_coder[a], x.length))
        sums.gaps.push_back(static_cast<double>(g.end - g.start));
      for (std::size_t b = a + 1; b < lines.coders(); ++b)
        apart += apart_1995(lines.of_coder[a], lines.of_coder[b], x.length);
    }
    sums.apart = apart.value() / (out.coders - 1);
    out.codes.push_back(std::move(sums));
  }
  return out;
}

/// How often each of them counts.
struct weighted_source {
  source_boundaries const* source;
  double mass;
};

/// Disagreement on one code when chance may put every unit anywhere on any coder's line.
[[nodiscard]] INTERCODER_INLINE boundary_disagreement disagreement_1995(std::vector<weighted_source> const& sources,
                                                                        std::size_t code) {
  compensated_sum all_lines, all_length, units, apart, self;
  std::vector<std::pair<double, double>> gaps;  // length, how often
  for (auto const& [x, mass] : sources) {
    all_lines += mass * x->coders * x->length;
    all_length += mass * x->length;
    auto const& c = x->codes[code];
    apart += mass * c.apart;
    units += mass * static_cast<double>(c.units.size());
    for (double const l : c.units) self += mass * l * (l - 1);
    for (double const l : c.gaps) gaps.emplace_back(l, mass);
  }
  std::ranges::sort(gaps);
  std::vector<double> longer(gaps.size() + 1), times(gaps.size() + 1);  // sums over this gap and all longer ones
  for (std::size_t i = gaps.size(); i-- > 0;) {
    longer[i] = longer[i + 1] + gaps[i].first * gaps[i].second;
    times[i] = times[i + 1] + gaps[i].second;
  }
  double const total = all_lines.value(), length = all_length.value(), n = units.value();
  compensated_sum placed;
  for (auto const& [x, mass] : sources)
    for (double const l : x->codes[code].units) {
      auto const i = static_cast<std::size_t>(std::ranges::lower_bound(gaps, std::pair{l, 0.0}) - gaps.begin());
      placed += mass * (n - 1) / 3 * (2 * l * l * l - 3 * l * l + l);
      placed += mass * l * l * (longer[i] - times[i] * (l - 1));
    }
  return {apart.value() / (total * length), 2 / length * placed.value() / (total * (total - 1) - self.value())};
}

[[nodiscard]] INTERCODER_INLINE double value_1995(std::vector<weighted_source> const& sources, std::size_t codes) {
  compensated_sum observed, expected;
  for (std::size_t k = 0; k < codes; ++k) {
    auto const d = disagreement_1995(sources, k);
    if (d.expected > 0) {
      observed += d.observed;
      expected += d.expected;
    }
  }
  return disagreement_pair{observed.value(), expected.value()}.alpha();
}

}  // namespace detail

INTERCODER_INLINE double distance_1995(mark const& a, bool a_is_unit, mark const& b, bool b_is_unit) {
  auto const square = [](std::int64_t x) { return static_cast<double>(x) * static_cast<double>(x); };
  bool const intersect = a.start < b.end && b.start < a.end;
  if (!intersect) return 0;
  if (a_is_unit && b_is_unit) return square(a.start - b.start) + square(a.end - b.end);
  auto const within = [](mark const& unit, mark const& gap) { return gap.start <= unit.start && unit.end <= gap.end; };
  if (a_is_unit && within(a, b)) return square(a.end - a.start);
  if (b_is_unit && within(b, a)) return square(b.end - b.start);
  return 0;
}

INTERCODER_INLINE std::vector<boundary_disagreement> alpha_u_1995_by_code(continua const& all) {
  std::vector<detail::source_boundaries> found;
  for (auto const& x : all.sources) found.push_back(detail::boundaries_in(all, x, x.coders));
  std::vector<detail::weighted_source> sources;
  for (auto const& x : found) sources.push_back({&x, 1});
  std::vector<boundary_disagreement> out;
  for (std::size_t k = 0; k < all.codes.size(); ++k) out.push_back(detail::disagreement_1995(sources, k));
  return out;
}

INTERCODER_INLINE estimate alpha_u_1995(continua all) {
  using detail::source_boundaries;
  auto const codes = all.codes.size();
  auto const table = sources_by_coders(all);
  auto const sources =
      std::make_shared<source_by_source<source_boundaries> const>(std::move(all), detail::boundaries_in);
  auto e = estimate_of(alpha_u_1995_info, table, alpha_u_1995_info.rule,
                       statistic_of_rows{[sources, codes](weighted_rows const& rows) {
                         auto const places = places_of(sources->all().coders, rows.data);
                         std::vector<source_boundaries> found;
                         std::vector<double> mass;
                         for (std::size_t j = 0; j < rows.data.rows(); ++j) {
                           auto const row = rows.data.row(j);
                           if (!(rows.mass[j] > 0) || row.size() < 2) continue;
                           std::vector<std::size_t> who;
                           for (auto const& c : row) who.push_back(places[static_cast<std::size_t>(c.coder)]);
                           std::ranges::sort(who);
                           sources->with(static_cast<std::size_t>(row[0].code), who,
                                         [&](source_boundaries const& x) { found.push_back(x); });
                           mass.push_back(rows.mass[j]);
                         }
                         std::vector<detail::weighted_source> weighted;
                         for (std::size_t i = 0; i < found.size(); ++i) weighted.push_back({&found[i], mass[i]});
                         return detail::value_1995(weighted, codes);
                       }});
  warn_of_assumed(e, sources->all());
  return e;
}

}  // namespace intercoder
