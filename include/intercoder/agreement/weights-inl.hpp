// The bodies of weights.hpp.
#pragma once

#include <algorithm>

#include <intercoder/agreement/weights.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>

namespace intercoder {
namespace weights {

INTERCODER_INLINE std::vector<std::string_view> const& names() {
  static std::vector<std::string_view> const all{
      "nominal",   "ordinal", "interval",     "ratio",      "circular",      "bipolar",     "linear",
      "quadratic", "radical", "gwet_ordinal", "gwet_ratio", "gwet_circular", "gwet_bipolar"};
  return all;
}

INTERCODER_INLINE weight_choice by_name(std::string_view name) {
  auto const at = std::ranges::find(names(), name);
  if (at == names().end()) {
    std::string known;
    for (auto const n : names()) known += (known.empty() ? "" : ", ") + std::string{n};
    throw bad_argument{"weights: no weights called '" + std::string{name} + "'; known: " + known};
  }
  return {static_cast<weight_choice::kind>(at - names().begin()), nullptr};
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
  return {weight_choice::kind::matrix, std::make_shared<weight_matrix const>(std::move(w))};
}

}  // namespace weights

INTERCODER_INLINE std::string_view weight_choice::text() const {
  return name == kind::matrix ? "custom" : weights::names()[static_cast<std::size_t>(name)];
}

}  // namespace intercoder
