// The bodies of chance.hpp.
#pragma once

#include <intercoder/agreement/chance.hpp>

namespace intercoder::chance {
namespace detail {

INTERCODER_INLINE expected two_draws(std::span<double const> p, weighting const& w) {
  expected e;
  e.by_share = w.to_all(p);
  for (std::size_t k = 0; k < p.size(); ++k) e.disagreement += p[k] * e.by_share[k];
  for (double& x : e.by_share) x = 2 * (x - e.disagreement);
  if (w.follows_use()) {
    e.by_position.resize(p.size());
    w.add_slope_of_mean(1, p, p, e.by_position);
  }
  return e;
}

INTERCODER_INLINE std::vector<double> equal_shares(std::size_t categories) {
  return std::vector<double>(categories, 1 / static_cast<double>(categories));
}

}  // namespace detail

INTERCODER_INLINE expected own::operator()(shares const& s, weighting const& w) const {
  auto const q = s.categories;
  std::vector<double> all(q);
  double coders = 0;
  for (std::size_t c = 0; c < s.mass.size(); ++c) {
    coders += s.mass[c] > 0;
    for (std::size_t k = 0; k < q; ++k) all[k] += s.of(c)[k];
  }
  double const pairs = coders * (coders - 1);
  expected e;
  e.by_share.resize(s.share.size());
  if (w.follows_use()) e.by_position.resize(q);
  for (std::size_t c = 0; c < s.mass.size(); ++c) {
    if (!(s.mass[c] > 0)) continue;
    auto const mine = s.of(c);
    std::vector<double> others(q);
    for (std::size_t k = 0; k < q; ++k) others[k] = all[k] - mine[k];
    auto const distance = w.to_all(others);
    double mean = 0;
    for (std::size_t k = 0; k < q; ++k) mean += mine[k] * distance[k] / pairs;
    e.disagreement += mean;
    for (std::size_t k = 0; k < q; ++k) e.by_share[c * q + k] = 2 * (distance[k] / pairs - mean);
    if (w.follows_use()) w.add_slope_of_mean(1 / pairs, mine, others, e.by_position);
  }
  return e;
}

INTERCODER_INLINE expected learnt::operator()(shares const& s, weighting const& w) const {
  auto const q = static_cast<double>(s.share.size());
  double const room = 1 + q * s.self;  // one code more of each category, among 1 / self codes
  std::vector<double> posterior;
  for (double const p : s.share) posterior.push_back((p + s.self) / room);
  auto e = detail::two_draws(posterior, w);
  double mean = 0;
  for (std::size_t k = 0; k < posterior.size(); ++k) {
    e.by_self += e.by_share[k] * (1 - q * s.share[k]) / (room * room);
    e.by_share[k] /= room;
    mean += s.share[k] * e.by_share[k];
  }
  for (double& x : e.by_share) x -= mean;
  return e;
}

INTERCODER_INLINE expected occasional::operator()(shares const& s, weighting const& w) const {
  auto const q = static_cast<double>(w.categories());
  expected e;
  if (w.categories() < 2) {
    e.defined = false;
    return e;
  }
  auto const equal = detail::equal_shares(w.categories());
  double const agreement = q * (1 - w.mean(equal, equal)) / (q - 1);  // sum of all weights / (q (q - 1))
  double squares = 0;
  for (double const p : s.share) squares += p * p;
  e.disagreement = 1 - agreement * (1 - squares);
  for (double const p : s.share) e.by_share.push_back(2 * agreement * (p - squares));
  return e;
}

}  // namespace intercoder::chance
