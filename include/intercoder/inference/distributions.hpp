// The quantiles and tail areas the library uses. Boost.Math sits behind this header and nowhere else.
#pragma once

#include <intercoder/core/config.hpp>

namespace intercoder::distributions {

[[nodiscard]] double normal_quantile(double p);
[[nodiscard]] double normal_tail(double z);  ///< P(Z > z)
[[nodiscard]] double student_t_quantile(double p, double df);
[[nodiscard]] double student_t_tail(double t, double df);  ///< P(T > t)
[[nodiscard]] double beta_quantile(double p, double a, double b);
[[nodiscard]] double chi_squared_quantile(double p, double df);
[[nodiscard]] double chi_squared_tail(double x, double df);         ///< P(X > x)
[[nodiscard]] double f_tail(double x, double df, double df_error);  ///< P(X > x)
[[nodiscard]] double coin_tail(double at_most, double throws);      ///< P(X <= at_most) heads of a fair coin
[[nodiscard]] double f_quantile(double p, double df, double df_error);

}  // namespace intercoder::distributions

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/distributions-inl.hpp>
#endif
