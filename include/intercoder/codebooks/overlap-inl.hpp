// The bodies of overlap.hpp.
#pragma once

#include <algorithm>
#include <limits>

#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/project.hpp>

namespace intercoder {
namespace detail {

/// Rows and columns: the codes that each of two coders used, and how much each covers.
INTERCODER_INLINE void set_codes(overlap_table& t, std::vector<mark> const& marked, std::size_t codes) {
  std::vector<std::int64_t> total[2] = {std::vector<std::int64_t>(codes), std::vector<std::int64_t>(codes)};
  for (auto const& m : marked) total[m.coder][m.code] += m.end - m.start;
  for (std::size_t k = 0; k < codes; ++k) {
    if (total[0][k] > 0) {
      t.codes_a.push_back(k);
      t.a_total.push_back(total[0][k]);
    }
    if (total[1][k] > 0) {
      t.codes_b.push_back(k);
      t.b_total.push_back(total[1][k]);
    }
  }
  constexpr std::size_t most = 100'000'000;
  if (!t.codes_b.empty() && t.rows() > most / t.columns())
    throw bad_argument{"overlap: " + std::to_string(t.rows()) + " x " + std::to_string(t.columns()) +
                       " codes; expected at most 10^8 pairs"};
  t.shared.assign(t.rows() * t.columns(), 0);
  t.pairs.assign(t.rows() * t.columns(), 0);
}

/// Every pair of marks that overlaps is met once, when the later of the two begins; marks that have ended leave the
/// list of open ones when a mark of the other coder looks through it.
INTERCODER_INLINE void sweep(overlap_table& t, std::vector<mark> const& marked, std::size_t codes) {
  struct open_mark {
    std::int64_t start, end;
    std::size_t index;  // row or column
    std::size_t coder;
  };
  std::vector<std::size_t> index[2] = {std::vector<std::size_t>(codes), std::vector<std::size_t>(codes)};
  for (std::size_t i = 0; i < t.rows(); ++i) index[0][t.codes_a[i]] = i;
  for (std::size_t i = 0; i < t.columns(); ++i) index[1][t.codes_b[i]] = i;
  std::vector<open_mark> ordered;
  ordered.reserve(marked.size());
  for (auto const& m : marked) ordered.push_back({m.start, m.end, index[m.coder][m.code], m.coder});
  std::ranges::sort(ordered, {}, &open_mark::start);
  std::vector<open_mark> open[2];
  for (auto const& m : ordered) {
    auto& others = open[1 - m.coder];
    for (std::size_t i = 0; i < others.size();) {
      if (others[i].end <= m.start) {
        others[i] = others.back();
        others.pop_back();
        continue;
      }
      auto const at = m.coder == 0 ? m.index * t.columns() + others[i].index : others[i].index * t.columns() + m.index;
      t.shared[at] += std::min(others[i].end, m.end) - m.start;
      ++t.pairs[at];
      ++i;
    }
    open[m.coder].push_back(m);
  }
}

}  // namespace detail

INTERCODER_INLINE two_by_two overlap_table::counts(std::size_t row, std::size_t column) const {
  return two_by_two::of_totals(static_cast<double>(both(row, column)), static_cast<double>(a_total[row]),
                               static_cast<double>(b_total[column]), static_cast<double>(universe));
}

INTERCODER_INLINE double overlap_table::value(overlap_measure m, std::size_t row, std::size_t column) const {
  auto const t = counts(row, column);
  switch (m) {
    case overlap_measure::jaccard: return similarity::jaccard(t);
    case overlap_measure::dice: return similarity::dice(t);
    case overlap_measure::overlap: return similarity::overlap(t);
    case overlap_measure::share_a: return similarity::share_a(t);
    case overlap_measure::share_b: return similarity::share_b(t);
    case overlap_measure::kappa: return similarity::kappa(t);
    case overlap_measure::phi: return similarity::phi(t);
    case overlap_measure::lift: return similarity::lift(t);
    case overlap_measure::count: return static_cast<double>(pairs[row * columns() + column]);
    case overlap_measure::length:
      if (unit != unit_kind::character)
        throw bad_argument{"measure 'length' with unit '" + std::string{name(unit)} + "'; it needs unit 'character'"};
      return t.both;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

namespace detail {

/// Which of n candidates is used most alike; `cell(i)` is the row and column of the i-th.
template <class Cell>
[[nodiscard]] std::optional<std::size_t> most_alike(overlap_table const& t, std::size_t n, Cell cell) {
  std::optional<std::size_t> best;
  double highest = 0;
  std::int64_t most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    auto const [row, column] = cell(i);
    auto const shared = t.both(row, column);
    double const alike = similarity::jaccard(t.counts(row, column));
    if (shared > 0 && (alike > highest || (alike == highest && shared > most))) {
      best = i;
      highest = alike;
      most = shared;
    }
  }
  return best;
}

}  // namespace detail

INTERCODER_INLINE std::optional<std::size_t> overlap_table::best_column(std::size_t row) const {
  return detail::most_alike(*this, columns(), [row](std::size_t i) { return std::pair{row, i}; });
}

INTERCODER_INLINE std::optional<std::size_t> overlap_table::best_row(std::size_t column) const {
  return detail::most_alike(*this, rows(), [column](std::size_t i) { return std::pair{i, column}; });
}

INTERCODER_INLINE overlap_table overlap(study const& s, std::size_t coder_a, std::size_t coder_b,
                                        overlap_options const& how) {
  overlap_table t;
  t.coder_a = coder_a;
  t.coder_b = coder_b;
  t.unit = how.unit;
  if (how.unit == unit_kind::character) {
    auto const compared = select_shared(s, {coder_a, coder_b}, how.sources);
    auto const marked = marks(s, compared);
    t.sources = compared.sources;
    t.universe = compared.length();
    t.notes = notes_on(s, compared, how.unit);
    detail::set_codes(t, marked, s.codes.size());
    detail::sweep(t, marked, s.codes.size());
    return t;
  }
  auto const p = project(s, {.unit = how.unit, .coders = {coder_a, coder_b}, .sources = how.sources});
  t.sources = p.compared.sources;
  t.universe = static_cast<std::int64_t>(p.units.size());
  t.notes = p.notes;
  detail::set_codes(t, p.runs(), s.codes.size());
  detail::sweep(t, p.runs(), s.codes.size());
  t.pairs = t.shared;
  return t;
}

INTERCODER_INLINE overlap_table overlap(study const& s, std::string_view coder_a, std::string_view coder_b,
                                        overlap_options const& how) {
  return overlap(s, s.coder_index(coder_a), s.coder_index(coder_b), how);
}

}  // namespace intercoder
