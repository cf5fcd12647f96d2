// The bodies of distributions.hpp.
#pragma once

#include <array>
#include <functional>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <intercoder/inference/distributions.hpp>

namespace intercoder::distributions {

INTERCODER_INLINE double normal_quantile(double p) { return quantile(boost::math::normal{}, p); }
INTERCODER_INLINE double normal_tail(double z) { return cdf(complement(boost::math::normal{}, z)); }
INTERCODER_INLINE double student_t_quantile(double p, double df) {
  // The same few are wanted again and again: with this a simulation of intervals is a quarter faster.
  struct known_quantile {
    double p = -1, df = -1, value = 0;
  };
  thread_local std::array<known_quantile, 64> known;
  auto const place = (std::hash<double>{}(df)*31 + std::hash<double>{}(p)) % known.size();
  auto& k = known[place];
  if (k.p != p || k.df != df) k = {p, df, quantile(boost::math::students_t{df}, p)};
  return k.value;
}
INTERCODER_INLINE double student_t_tail(double t, double df) { return cdf(complement(boost::math::students_t{df}, t)); }
INTERCODER_INLINE double beta_quantile(double p, double a, double b) {
  return quantile(boost::math::beta_distribution<>{a, b}, p);
}
INTERCODER_INLINE double chi_squared_quantile(double p, double df) { return quantile(boost::math::chi_squared{df}, p); }
INTERCODER_INLINE double chi_squared_tail(double x, double df) {
  return cdf(complement(boost::math::chi_squared{df}, x));
}
INTERCODER_INLINE double f_tail(double x, double df, double df_error) {
  return cdf(complement(boost::math::fisher_f{df, df_error}, x));
}
INTERCODER_INLINE double coin_tail(double at_most, double throws) {
  if (at_most < 0) return 0;
  if (at_most >= throws) return 1;
  return cdf(boost::math::beta_distribution<>{throws - at_most, at_most + 1}, 0.5);
}
INTERCODER_INLINE double f_quantile(double p, double df, double df_denominator) {
  return quantile(boost::math::fisher_f{df, df_denominator}, p);
}

}  // namespace intercoder::distributions
