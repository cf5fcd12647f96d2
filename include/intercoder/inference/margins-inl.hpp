// The bodies of margins.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/core/statistic.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/margins.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::array<std::pair<mcnemar_method, std::string_view>, 4> mcnemar_names{
    {{mcnemar_method::mid_p, "mid_p"},
     {mcnemar_method::exact, "exact"},
     {mcnemar_method::asymptotic, "asymptotic"},
     {mcnemar_method::corrected, "corrected"}}};

[[nodiscard]] INTERCODER_INLINE std::string why_no_test(count_table const& t) {
  return t.sum() > 0 ? "The coders differ on no unit: nothing speaks for or against a difference."
                     : "No unit was coded by both coders.";
}

/// d' V^- d and the rank of V, by elimination on the largest diagonal element left. V is positive semidefinite and d
/// lies in what it spans.
[[nodiscard]] INTERCODER_INLINE std::pair<double, double> form_and_rank(count_table v, std::vector<double> d) {
  auto const q = v.rows();
  double const tiny = 1e-10 * v.matrix().diagonal().maxCoeff();
  std::vector<char> used(d.size());
  double form = 0, rank = 0;
  for (;;) {
    Eigen::Index top = -1;
    for (Eigen::Index k = 0; k < q; ++k)
      if (!used[static_cast<std::size_t>(k)] && v(k, k) > tiny && (top < 0 || v(k, k) > v(top, top))) top = k;
    if (top < 0) return {form, rank};
    auto const at_top = static_cast<std::size_t>(top);
    used[at_top] = 1;
    ++rank;
    form += d[at_top] * d[at_top] / v(top, top);
    for (Eigen::Index k = 0; k < q; ++k) {
      if (used[static_cast<std::size_t>(k)]) continue;
      double const part = v(k, top) / v(top, top);
      d[static_cast<std::size_t>(k)] -= part * d[at_top];
      for (Eigen::Index l = 0; l < q; ++l)
        if (!used[static_cast<std::size_t>(l)]) v(k, l) -= part * v(top, l);
    }
  }
}

/// Of the units on which the coders differ, are those of one kind (b) as many as the others (c)?
INTERCODER_INLINE void chi_squared_of_two(test_result& out, double b, double c, double correction) {
  double const apart = std::max(0.0, std::abs(b - c) - correction);
  out.statistic = apart * apart / (b + c);
  out.df = 1;
  out.p_value = distributions::chi_squared_tail(out.statistic, 1);
}

}  // namespace detail

INTERCODER_INLINE count_table table_of_two(ratings const& r, std::string_view who) {
  check_ratings({.name = who, .title = who, .most_coders = 2, .needs_coders = true}, r);
  auto const name = std::string{who} + ": ";
  if (r.coders() < 2) throw bad_argument{name + "compares 2 coders; found " + std::to_string(r.coders())};
  if (!r.design().weight.empty())
    throw bad_argument{name + "counts units; these have weights of their own, which a test of margins cannot use"};
  if (r.categories() > 1000)
    throw bad_argument{name + "compares categories one by one; found " + std::to_string(r.categories()) +
                       ", expected at most 1,000"};
  auto const q = static_cast<Eigen::Index>(r.categories());
  count_table t = count_table::Zero(q, q);
  for (std::size_t j = 0; j < r.rows(); ++j)
    if (auto const row = r.row(j); row.size() == 2) t(row[0].code, row[1].code) += r.row_count()[j];
  return t;
}

INTERCODER_INLINE test_result stuart_maxwell(ratings const& r) {
  auto const t = table_of_two(r, "stuart_maxwell");
  test_result out;
  out.method = "stuart_maxwell";
  count_table variance = -(t + t.transpose());
  std::vector<double> difference;
  for (Eigen::Index k = 0; k < t.rows(); ++k) {
    double const first = t.row(k).sum(), second = t.col(k).sum();
    difference.push_back(first - second);
    variance(k, k) = first + second - 2 * t(k, k);
  }
  if (!(t.sum() > t.matrix().trace())) {
    out.reason = detail::why_no_test(t);
    return out;
  }
  auto const found = detail::form_and_rank(std::move(variance), std::move(difference));
  out.statistic = found.first;
  out.df = found.second;
  out.p_value = distributions::chi_squared_tail(out.statistic, out.df);
  return out;
}

INTERCODER_INLINE test_result bhapkar(ratings const& r) {
  double const units = table_of_two(r, "bhapkar").sum();
  auto out = stuart_maxwell(r);
  out.method = "bhapkar";
  if (!(out.statistic == out.statistic)) return out;
  double const left = 1 - out.statistic / units;  // its variance is Stuart's less d d' / n
  if (left > 1e-9) {
    out.statistic /= left;
    out.p_value = distributions::chi_squared_tail(out.statistic, out.df);
    return out;
  }
  out.statistic = out.p_value = out.df = not_a_number;
  out.reason = "The coders differ in one and the same way on every unit: the variance as found is 0.";
  return out;
}

INTERCODER_INLINE std::string_view text(mcnemar_method m) {
  for (auto const& entry : detail::mcnemar_names)
    if (entry.first == m) return entry.second;
  return "mid_p";
}

INTERCODER_INLINE mcnemar_method mcnemar_method_by_name(std::string_view name) {
  for (auto const& entry : detail::mcnemar_names)
    if (entry.second == name) return entry.first;
  throw bad_argument{"mcnemar: no method called '" + std::string{name} +
                     "'; known: " + list_names(detail::mcnemar_names, [](auto const& entry) { return entry.second; })};
}

INTERCODER_INLINE test_result mcnemar(ratings const& r, mcnemar_method method) {
  if (r.categories() > 2)
    throw bad_argument{"mcnemar: is about 2 categories; found " + std::to_string(r.categories()) +
                       "; collapse to one category against the others first, or use stuart_maxwell"};
  auto const t = table_of_two(r, "mcnemar");
  test_result out;
  out.method = std::string{"mcnemar_"} + std::string{text(method)};
  double const b = t.rows() < 2 ? 0 : t(1, 0), c = t.rows() < 2 ? 0 : t(0, 1);
  if (t.sum() > 0) out.estimate = (b - c) / t.sum();
  if (!(b + c > 0)) {
    out.reason = detail::why_no_test(t);
    return out;
  }
  switch (method) {
    case mcnemar_method::asymptotic: detail::chi_squared_of_two(out, b, c, 0); break;
    case mcnemar_method::corrected: detail::chi_squared_of_two(out, b, c, 1); break;
    case mcnemar_method::exact:
    case mcnemar_method::mid_p: {
      double const fewer = out.statistic = std::min(b, c);
      double const tail = distributions::coin_tail(fewer, b + c);
      double const here = tail - distributions::coin_tail(fewer - 1, b + c);
      bool const middle = b == c;  // the one table of its probability, not one of two
      out.p_value = std::min(1.0, 2 * tail - (middle ? here : 0)) -
                    (method == mcnemar_method::mid_p ? here * (middle ? 0.5 : 1) : 0);
      break;
    }
  }
  return out;
}

INTERCODER_INLINE test_result rater_bias(ratings const& r) {
  auto const t = table_of_two(r, "rater_bias");
  if (r.categories() > 2 && !r.categories_scale().numeric() && !r.categories_scale().declared())
    throw bad_argument{
        "rater_bias: needs to know which category is higher; these are labels in the order they appeared; "
        "declare the categories in their order"};
  test_result out;
  out.method = "rater_bias";
  out.null = 0.5;
  double above = 0, below = 0;
  for (Eigen::Index k = 0; k < t.rows(); ++k)
    for (Eigen::Index l = 0; l < k; ++l) {
      above += t(l, k);
      below += t(k, l);
    }
  if (!(above + below > 0)) {
    out.reason = detail::why_no_test(t);
    return out;
  }
  out.estimate = above / (above + below);
  detail::chi_squared_of_two(out, above, below, 0);
  return out;
}

}  // namespace intercoder
