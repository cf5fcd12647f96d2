// The bodies of posterior.hpp.
#pragma once

#include <algorithm>
#include <cmath>

#include <intercoder/core/random.hpp>
#include <intercoder/inference/posterior.hpp>

namespace intercoder {

INTERCODER_INLINE bool patterns_can_be_listed(estimate const& e) {
  return e.data.coders_known() && e.data.design().weight.empty() && e.data.categories() >= 2 && e.data.coders() >= 2 &&
         static_cast<double>(e.data.coders()) * std::log2(static_cast<double>(e.data.categories())) <= 8;
}

INTERCODER_INLINE std::vector<double> posterior_draws(estimate const& e, pattern_prior prior, double n,
                                                      std::size_t draws, std::uint64_t seed) {
  auto const& data = e.data;
  auto const q = data.categories();
  auto const coders = data.coders();
  std::size_t patterns = 1;
  for (std::size_t c = 0; c < coders; ++c) patterns *= q;

  std::vector<double> use(q, 0.5);  // half a code more of each, so that no category is impossible
  double codes = static_cast<double>(q) / 2;
  std::vector<std::size_t> partly;  // rows with a code missing: drawn too, but given no prior
  for (std::size_t j = 0; j < data.rows(); ++j) {
    if (!e.entered[j]) continue;
    if (data.row(j).size() < coders) partly.push_back(j);
    for (auto const& x : data.row(j)) {
      use[static_cast<std::size_t>(x.code)] += data.row_count()[j];
      codes += data.row_count()[j];
    }
  }

  code_table table(static_cast<Eigen::Index>(patterns + partly.size()), static_cast<Eigen::Index>(coders));
  std::vector<double> shape(patterns + partly.size());
  for (std::size_t p = 0; p < patterns; ++p) {
    auto rest = p;
    double independent = 1;
    bool same = true;
    for (std::size_t c = coders; c-- > 0; rest /= q) {
      auto const k = rest % q;
      table(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(c)) = static_cast<int>(k);
      independent *= use[k] / codes;
      same = same && k == p % q;
    }
    shape[p] = prior == pattern_prior::jeffreys ? 0.5 : independent + (same ? use[p % q] / codes : 0);
  }
  double const scale = n / e.n_used;
  for (std::size_t j = 0, next = patterns; j < data.rows(); ++j) {
    if (!e.entered[j]) continue;
    auto const row = data.row(j);
    std::size_t p = 0;
    if (row.size() == coders) {
      for (auto const& x : row) p = p * q + static_cast<std::size_t>(x.code);
    } else {
      p = next++;
      table.row(static_cast<Eigen::Index>(p)).setConstant(missing);
      for (auto const& x : row) table(static_cast<Eigen::Index>(p), x.coder) = x.code;
    }
    shape[p] += scale * data.row_count()[j];
  }

  // Rows with a code missing are distinct already, full ones are listed once: rows of the table and of the ratings
  // agree.
  ratings const drawn{table, data.categories_scale()};
  auto const value = e.on(drawn);
  std::vector<double> out;
  std::vector<double> mass(shape.size());
  for (std::size_t b = 0; b < draws; ++b) {
    random_stream random{seed, b};
    double total = 0;
    for (std::size_t p = 0; p < shape.size(); ++p) total += mass[p] = shape[p] > 0 ? random.gamma(shape[p]) : 0;
    for (double& m : mass) m *= e.n_used / total;
    if (double const v = value(mass); v == v) out.push_back(v);
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace intercoder
