// The bodies of weights.hpp.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <intercoder/agreement/weights.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>

namespace intercoder {
namespace detail {

/// The whole text as a number, or NaN.
[[nodiscard]] INTERCODER_INLINE double number_of(std::string_view text) {
  double x = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  return error == std::errc{} && end == text.data() + text.size() ? x : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace detail

namespace weights {

INTERCODER_INLINE std::vector<std::string_view> const& names() {
  static std::vector<std::string_view> const all{
      "nominal",   "ordinal", "interval",     "ratio",      "circular",      "bipolar",      "linear",
      "quadratic", "radical", "gwet_ordinal", "gwet_ratio", "gwet_circular", "gwet_bipolar", "jaccard",
      "dice",      "masi",    "masi_2004",    "masi_nltk",  "masi_dkpro"};
  return all;
}

INTERCODER_INLINE weight_choice within(double tolerance) {
  if (!(tolerance >= 0) || !std::isfinite(tolerance))
    throw bad_argument{"weights: tolerance " + number_text(tolerance) +
                       "; expected a number that is not negative, the largest difference that counts as agreement"};
  return {weight_choice::kind::within, nullptr, tolerance};
}

INTERCODER_INLINE weight_choice by_name(std::string_view name) {
  constexpr std::string_view prefix = "within_";
  if (name.starts_with(prefix)) return within(detail::number_of(name.substr(prefix.size())));
  auto const at = std::ranges::find(names(), name);
  if (at == names().end()) {
    std::string known;
    for (auto const n : names()) known += std::string{n} + ", ";
    throw bad_argument{"weights: no weights called '" + std::string{name} + "'; known: " + known + "within_1"};
  }
  return {static_cast<weight_choice::kind>(at - names().begin()), nullptr, 0};
}

INTERCODER_INLINE weight_choice from_matrix(weight_matrix w) {
  auto const size = std::to_string(w.rows()) + " x " + std::to_string(w.cols());
  if (w.rows() != w.cols() || w.rows() == 0)
    throw bad_argument{"weights: a matrix of " + size + "; expected a square one"};
  for (Eigen::Index k = 0; k < w.rows(); ++k)
    for (Eigen::Index l = 0; l <= k; ++l) {
      auto const at = [](Eigen::Index i, Eigen::Index j) {
        return "row " + std::to_string(i + 1) + ", column " + std::to_string(j + 1);
      };
      if (!std::isfinite(w(k, l)) || !std::isfinite(w(l, k)))
        throw bad_argument{"weights: " + at(k, l) + " is not a finite number"};
      if (k == l && w(k, k) != 1)
        throw bad_argument{"weights: " + at(k, k) + " is " + number_text(w(k, k)) +
                           "; expected 1, the agreement of a category with itself"};
      if (w(k, l) != w(l, k))
        throw bad_argument{"weights: " + at(k, l) + " is " + number_text(w(k, l)) + " but " + at(l, k) + " is " +
                           number_text(w(l, k)) + "; expected a symmetric matrix"};
    }
  return {weight_choice::kind::matrix, std::make_shared<weight_matrix const>(std::move(w)), 0};
}

}  // namespace weights

INTERCODER_INLINE std::string weight_choice::text() const {
  if (name == kind::membership) return "membership";
  if (name == kind::within) return "within_" + number_text(tolerance);
  return name == kind::matrix ? "custom" : std::string{weights::names()[static_cast<std::size_t>(name)]};
}

}  // namespace intercoder
