// The bodies of distances.hpp.
#pragma once

#include <algorithm>
#include <array>

#include <intercoder/agreement/distances.hpp>

namespace intercoder::distance {
namespace detail {

template <class Distance>
void to_all_pairwise(Distance const& d, std::span<double const> p, std::span<double> out) {
  for (std::size_t k = 0; k < out.size(); ++k) {
    double sum = 0;
    for (std::size_t l = 0; l < p.size(); ++l) sum += p[l] * d.between(k, l);
    out[k] = sum;
  }
}

/// Coefficients a_n of tanh(t / 2)^2 = sum of a_n t^(2n), n = 1 .. 8, from the series of tanh.
[[nodiscard]] inline std::array<double, 9> tanh_squared_series() {
  std::array<double, 10> tanh{};  // tanh(x) = sum of tanh[i] x^(2i+1); y' = 1 - y^2
  tanh[0] = 1;
  std::array<double, 9> square{};  // tanh(x)^2 = sum of square[i] x^(2i)
  for (std::size_t i = 1; i < 9; ++i) {
    for (std::size_t j = 0; j < i; ++j) square[i] += tanh[j] * tanh[i - 1 - j];
    tanh[i] = -square[i] / static_cast<double>(2 * i + 1);
  }
  for (std::size_t i = 1; i < 9; ++i) square[i] = std::ldexp(square[i], -2 * static_cast<int>(i));
  return square;
}

/// Values that nearly agree: the quadrature below would cancel, the power series converges fast.
INTERCODER_INLINE void narrow_to_all(std::span<double const> t, std::span<double const> p, std::span<double> out) {
  constexpr std::size_t top = 16;
  static std::array<double, 9> const a = tanh_squared_series();
  double mass = 0, mean = 0;
  for (std::size_t l = 0; l < p.size(); ++l) {
    mass += p[l];
    mean += p[l] * t[l];
  }
  if (mass != 0) mean /= mass;
  std::array<double, top + 1> moment{};
  for (std::size_t l = 0; l < p.size(); ++l) {
    double power = p[l];
    for (std::size_t r = 0; r <= top; ++r, power *= t[l] - mean) moment[r] += power;
  }
  for (std::size_t k = 0; k < out.size(); ++k) {
    double const x = t[k] - mean;
    double sum = 0;
    for (std::size_t n = 1; 2 * n <= top; ++n) {
      double choose = 1, term = 0;  // sum over r of C(2n, r) x^(2n - r) (-1)^r moment[r], by Horner from r = 0
      for (std::size_t r = 0; r <= 2 * n; ++r) {
        term = term * x + (r % 2 ? -choose : choose) * moment[r];
        choose = choose * static_cast<double>(2 * n - r) / static_cast<double>(r + 1);
      }
      sum += a[n] * term;
    }
    out[k] = sum;
  }
}

/// ((x-y)/(x+y))^2 = 1 - sech((ln x - ln y)/2)^2 depends on the difference of logarithms only and is positive definite
/// with spectrum 2 w / sinh(pi w), so the trapezoidal rule over w converges geometrically; `period` leaves the images
/// of the kernel 39 apart, where it is below the rounding error.
INTERCODER_INLINE void spectral_to_all(std::span<double const> t, std::span<double const> p, std::span<double> out) {
  auto const [low, high] = std::ranges::minmax(t);
  double const step = 2 * std::numbers::pi / (high - low + 39);
  double const middle = (low + high) / 2;
  auto const nodes = static_cast<std::size_t>(std::ceil(13 / step));
  std::vector<double> real(nodes + 1), imag(nodes + 1), weight(nodes + 1);
  double mass = 0;
  for (double const x : p) mass += x;
  constexpr std::size_t block = 512;
  std::array<double, block> turn_re, turn_im, re, im, sum;
  auto const start_block = [&](std::size_t from, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      double const angle = step * (t[from + i] - middle);
      turn_re[i] = std::cos(angle);
      turn_im[i] = std::sin(angle);
    }
  };
  auto const turn = [&](std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      double const r = re[i] * turn_re[i] - im[i] * turn_im[i];
      im[i] = re[i] * turn_im[i] + im[i] * turn_re[i];
      re[i] = r;
    }
  };
  for (std::size_t j = 1; j <= nodes; ++j) {
    double const w = static_cast<double>(j) * step;
    weight[j] = 4 * step * w / std::sinh(std::numbers::pi * w);
  }
  for (std::size_t from = 0; from < p.size(); from += block) {
    auto const n = std::min(block, p.size() - from);
    start_block(from, n);
    for (std::size_t i = 0; i < n; ++i) {
      re[i] = p[from + i];
      im[i] = 0;
    }
    for (std::size_t j = 1; j <= nodes; ++j) {
      turn(n);
      double r = 0, m = 0;
      for (std::size_t i = 0; i < n; ++i) {
        r += re[i];
        m += im[i];
      }
      real[j] += r;
      imag[j] += m;
    }
  }
  for (std::size_t from = 0; from < out.size(); from += block) {
    auto const n = std::min(block, out.size() - from);
    start_block(from, n);
    for (std::size_t i = 0; i < n; ++i) {
      re[i] = 1;
      im[i] = sum[i] = 0;
    }
    for (std::size_t j = 1; j <= nodes; ++j) {
      turn(n);
      for (std::size_t i = 0; i < n; ++i) sum[i] += weight[j] * (mass - re[i] * real[j] - im[i] * imag[j]);
    }
    for (std::size_t i = 0; i < n; ++i) out[from + i] = sum[i];
  }
}

}  // namespace detail

INTERCODER_INLINE void nominal::to_all(std::span<double const> p, std::span<double> out) const {
  double mass = 0;
  for (double const x : p) mass += x;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = mass - p[k];
}

INTERCODER_INLINE void difference::to_all(std::span<double const> p, std::span<double> out) const {
  double mass = 0, mean = 0, spread = 0;
  for (std::size_t l = 0; l < p.size(); ++l) mass += p[l];
  double const origin = position.empty() ? 0 : position[position.size() / 2];
  for (std::size_t l = 0; l < p.size(); ++l) mean += p[l] * (position[l] - origin);
  if (mass != 0) mean = origin + mean / mass;
  for (std::size_t l = 0; l < p.size(); ++l) spread += p[l] * (position[l] - mean) * (position[l] - mean);
  double below = 0, moment_below = 0, moment = 0;
  if (absolute != 0)
    for (std::size_t l = 0; l < p.size(); ++l) moment += p[l] * (position[l] - mean);
  for (std::size_t k = 0; k < out.size(); ++k) {
    double const x = position[k] - mean;
    out[k] = squared * (mass * x * x + spread);
    if (absolute == 0) continue;
    below += p[k];
    moment_below += p[k] * x;
    out[k] += absolute * (x * (2 * below - mass) - 2 * moment_below + moment);
  }
}

INTERCODER_INLINE void circular::to_all(std::span<double const> p, std::span<double> out) const {
  double mass = 0, c = 0, s = 0;
  for (std::size_t l = 0; l < p.size(); ++l) {
    mass += p[l];
    c += p[l] * std::cos(angle[l]);
    s += p[l] * std::sin(angle[l]);
  }
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = scale * (mass - c * std::cos(angle[k]) - s * std::sin(angle[k])) / 2;
}

INTERCODER_INLINE void relative::to_all(std::span<double const> p, std::span<double> out) const {
  if (p.size() <= 350) return detail::to_all_pairwise(*this, p, out);
  std::size_t const zero = value[0] == 0 ? 1 : 0;  // zero lies at distance 1 from everything else
  std::vector<double> t(value.size() - zero);
  for (std::size_t k = 0; k < t.size(); ++k) t[k] = std::log(value[k + zero]);
  auto const rest = out.subspan(zero);
  if (t.back() - t.front() < 0.1)
    detail::narrow_to_all(t, p.subspan(zero), rest);
  else
    detail::spectral_to_all(t, p.subspan(zero), rest);
  double mass = 0;
  for (double const x : p.subspan(zero)) mass += x;
  for (double& x : rest) x = scale * (x + (zero ? p[0] : 0));
  if (zero) out[0] = scale * mass;
}

INTERCODER_INLINE void root::to_all(std::span<double const> p, std::span<double> out) const {
  detail::to_all_pairwise(*this, p, out);
}

INTERCODER_INLINE void bipolar::to_all(std::span<double const> p, std::span<double> out) const {
  detail::to_all_pairwise(*this, p, out);
}

INTERCODER_INLINE void within::to_all(std::span<double const> p, std::span<double> out) const {
  std::vector<double> up_to(p.size() + 1);  // share of the categories before each place
  for (std::size_t l = 0; l < p.size(); ++l) up_to[l + 1] = up_to[l] + p[l];
  std::size_t first = 0, last = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    while (between(k, first) > 0) ++first;
    while (last < p.size() && (last <= k || !(between(k, last) > 0))) ++last;
    out[k] = up_to[first] + (up_to.back() - up_to[last]);
  }
}

INTERCODER_INLINE void table::to_all(std::span<double const> p, std::span<double> out) const {
  detail::to_all_pairwise(*this, p, out);
}

}  // namespace intercoder::distance
