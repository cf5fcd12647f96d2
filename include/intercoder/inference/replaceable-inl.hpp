// The bodies of replaceable.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/adjusted.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/replaceable.hpp>
#include <intercoder/inference/signed_rank.hpp>
#include <intercoder/inference/student.hpp>

namespace intercoder {
namespace detail {

/// Of one unit: is the candidate as near to the other coders as the coder is, and the other way round?
struct nearer {
  bool candidate = false, coder = false;
};

[[nodiscard]] INTERCODER_INLINE std::optional<nearer> compare_on_row(std::span<cell const> row, std::size_t candidate,
                                                                     std::size_t coder,
                                                                     distance_of_codes const& distance) {
  std::ptrdiff_t of_candidate = -1, of_coder = -1;
  for (auto const& x : row) {
    if (static_cast<std::size_t>(x.coder) == candidate) of_candidate = x.code;
    if (static_cast<std::size_t>(x.coder) == coder) of_coder = x.code;
  }
  if (of_candidate < 0 || of_coder < 0 || row.size() < 3) return std::nullopt;
  double from_candidate = 0, from_coder = 0;
  for (auto const& x : row) {
    auto const who = static_cast<std::size_t>(x.coder);
    if (who == candidate || who == coder) continue;
    from_candidate += distance(static_cast<std::size_t>(of_candidate), static_cast<std::size_t>(x.code));
    from_coder += distance(static_cast<std::size_t>(of_coder), static_cast<std::size_t>(x.code));
  }
  double const rounding = 1e-12 * std::max(from_candidate, from_coder);
  return nearer{from_candidate <= from_coder + rounding, from_coder <= from_candidate + rounding};
}

/// How far each copy of a unit that entered lies beyond epsilon.
[[nodiscard]] INTERCODER_INLINE std::vector<double> beyond(unit_design const& d, std::vector<double> const& differences,
                                                           std::vector<char> const& entered, double epsilon) {
  std::vector<double> out;
  for (std::size_t u = 0; u < d.units; ++u)
    if (entered[u]) out.insert(out.end(), static_cast<std::size_t>(d.copies(u)), differences[u] - epsilon);
  return out;
}

INTERCODER_INLINE void check_signed_rank(unit_design const& d) {
  if (!d.source_of.empty() || !d.weight.empty())
    throw bad_argument{"replaceable: the signed-rank test takes units as independent and alike; these have " +
                       std::string{d.weight.empty() ? "sources" : "importance"} + ", so expected the test t"};
  for (std::size_t u = 0; u < d.units; ++u)
    if (d.copies(u) != std::floor(d.copies(u)))
      throw bad_argument{"replaceable: unit " + d.name(u) + " has count " + number_text(d.copies(u)) +
                         "; the signed-rank test expected whole counts"};
}

[[nodiscard]] INTERCODER_INLINE replaced_coder in_the_place_of(ratings const& r, std::size_t candidate,
                                                               std::size_t coder, distance_of_codes const& distance,
                                                               replacement_options const& o) {
  auto const& d = r.design();
  std::vector<double> wins(d.units), losses(d.units), differences(d.units);
  std::vector<char> entered(d.units);
  std::vector<std::optional<nearer>> by_row(r.rows());
  for (std::size_t j = 0; j < r.rows(); ++j) by_row[j] = compare_on_row(r.row(j), candidate, coder, distance);
  for (std::size_t u = 0; u < d.units; ++u) {
    auto const& found = by_row[d.row(u)];
    if (!found || !(d.copies(u) * d.importance(u) > 0)) continue;
    entered[u] = 1;
    wins[u] = found->candidate;
    losses[u] = found->coder;
    differences[u] = losses[u] - wins[u];
  }
  replaced_coder out;
  out.coder = coder;
  auto const e = mean_of_units(d, differences, entered);
  out.n_units = e.n_used;
  out.n_sources = e.n_sources;
  if (!e.defined()) {
    out.reason = "No unit was coded by the candidate, this coder and another one.";
    return out;
  }
  out.advantage = mean_of_units(d, wins, entered).value;
  out.coder_advantage = mean_of_units(d, losses, entered).value;
  auto const error = student_error_of(e);
  if (error.known()) out.se = error.se;
  if (o.test == replacement_test::signed_rank) {
    auto const t = signed_rank(beyond(d, differences, entered, o.epsilon));
    out.statistic = t.statistic;
    out.p_value = t.p_less;
    if (!(t.n > 0)) out.reason = "Candidate and coder are equally near on every unit: nothing to rank.";
  } else if (error.known()) {
    out.df = error.df;
    out.statistic = (e.value - o.epsilon) / error.se;
    out.p_value = distributions::student_t_tail(-out.statistic, error.df);
    if (out.n_units < 30) out.reason = "Fewer than 30 units: the t-test is rough.";
  } else if (e.n_used > 1 && e.status == status::no_spread) {
    out.p_value = e.value < o.epsilon ? 0 : 1;  // what the statistic goes to
    out.reason = "All units say the same, so there is no error; more units may say otherwise.";
  } else {
    out.reason = error.reason;
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE replacement replaceable(ratings const& r, std::size_t candidate, distance_of_codes const& distance,
                                          replacement_options const& o) {
  if (!r.coders_known())
    throw bad_argument{"replaceable: these ratings are counts per category; which coder gave a code is not known"};
  if (candidate >= r.coders())
    throw bad_argument{"replaceable: coder " + std::to_string(candidate + 1) + "; expected one of " +
                       std::to_string(r.coders())};
  if (r.coders() < 3)
    throw bad_argument{"replaceable: found " + std::to_string(r.coders() - 1) +
                       " coder(s) besides the candidate; expected at least two, as each is held against the others"};
  if (!(o.epsilon >= 0 && o.epsilon < 1))
    throw bad_argument{"replaceable: epsilon " + number_text(o.epsilon) +
                       "; expected a number from 0 to below 1, such as 0.1"};
  if (!(o.false_discovery > 0 && o.false_discovery < 1))
    throw bad_argument{"replaceable: false discovery rate " + number_text(o.false_discovery) +
                       "; expected a number between 0 and 1, such as 0.05"};
  if (o.test == replacement_test::signed_rank) detail::check_signed_rank(r.design());
  distance_of_codes const same_or_not = [](std::size_t a, std::size_t b) { return a == b ? 0.0 : 1.0; };
  replacement out;
  out.candidate = candidate;
  out.asked = o;
  std::vector<double> p;
  for (std::size_t c = 0; c < r.coders(); ++c) {
    if (c == candidate) continue;
    out.coders.push_back(detail::in_the_place_of(r, candidate, c, distance ? distance : same_or_not, o));
    p.push_back(out.coders.back().p_value);
  }
  auto const adjusted = benjamini_yekutieli(p);
  double coders = 0, outdone = 0, advantage = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    auto& c = out.coders[i];
    c.p_adjusted = adjusted[i];
    c.outdone = adjusted[i] <= o.false_discovery;
    if (!(c.advantage == c.advantage)) continue;
    ++coders;
    outdone += c.outdone;
    advantage += c.advantage;
  }
  if (!(coders > 0)) return out;
  out.winning_rate = outdone / coders;
  out.advantage = advantage / coders;
  out.passed = out.winning_rate >= 0.5;
  return out;
}

}  // namespace intercoder
