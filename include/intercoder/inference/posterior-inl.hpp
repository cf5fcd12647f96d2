// The bodies of posterior.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>

#include <intercoder/core/random.hpp>
#include <intercoder/inference/posterior.hpp>

namespace intercoder {

namespace detail {

/// The ways of coding a unit that get mass in a posterior.
struct ways_of_coding {
  static constexpr std::size_t pool_size = 64;
  std::vector<std::vector<int>> codes;  ///< by coder, `missing` where there is none; each way once
  std::vector<double> shape;            ///< data, and the prior of the ways that have their own
  std::vector<std::size_t> pool;        ///< contested ways, drawn with the frequencies of the prior

  /// Each unit of the data counts `unit`.
  void add_units(estimate const& e, double unit);
  /// Every way of two coders with two categories gets `each`.
  void add_yes_or_no(double each);
  /// `all` for the unanimous ways together, and a pool for the others.
  void add_contested(estimate const& e, double all, std::uint64_t seed);

 private:
  std::size_t place(std::vector<int> const& way) {
    auto const [at, is_new] = index_.try_emplace(way, codes.size());
    if (is_new) {
      codes.push_back(way);
      shape.push_back(0);
    }
    return at->second;
  }
  std::map<std::vector<int>, std::size_t> index_;
};

INTERCODER_INLINE void ways_of_coding::add_units(estimate const& e, double unit) {
  for (std::size_t j = 0; j < e.data.rows(); ++j) {
    if (!e.entered[j] || !(e.data.row_count()[j] > 0)) continue;
    std::vector<int> way(e.data.coders(), missing);
    for (auto const& x : e.data.row(j)) way[static_cast<std::size_t>(x.coder)] = x.code;
    shape[place(way)] += unit * e.data.row_count()[j];
  }
}

INTERCODER_INLINE void ways_of_coding::add_yes_or_no(double each) {
  for (int const first : {0, 1})
    for (int const second : {0, 1}) shape[place({first, second})] += each;
}

INTERCODER_INLINE void ways_of_coding::add_contested(estimate const& e, double all, std::uint64_t seed) {
  auto const& data = e.data;
  auto const q = data.categories();
  std::vector<double> use(q, 0.5);  // half a code more of each, so that no category is impossible
  double total = static_cast<double>(q) / 2;
  for (std::size_t j = 0; j < data.rows(); ++j) {
    if (!e.entered[j] || !(data.row_count()[j] > 0)) continue;
    for (auto const& x : data.row(j)) {
      use[static_cast<std::size_t>(x.code)] += data.row_count()[j];
      total += data.row_count()[j];
    }
  }
  for (std::size_t k = 0; k < q; ++k)
    shape[place(std::vector<int>(data.coders(), static_cast<int>(k)))] += all / static_cast<double>(q);

  random_stream random{seed, ~std::uint64_t{0}};
  auto const draw = [&] {
    double left = random.uniform() * total;
    std::size_t k = 0;
    while (k + 1 < q && left > use[k]) left -= use[k++];
    return static_cast<int>(k);
  };
  for (std::size_t i = 0; i < pool_size; ++i) {
    std::vector<int> way(data.coders());
    auto const same = [&] { return std::ranges::count(way, way[0]) == std::ssize(way); };
    for (int tries = 0; tries < 1000 && (tries == 0 || same()); ++tries)
      for (int& code : way) code = draw();
    if (same()) {  // one category is used almost always: one coder takes another
      auto const other = 1 + static_cast<int>(random.below(q - 1));
      way[random.below(way.size())] = (way[0] + other) % static_cast<int>(q);
    }
    pool.push_back(place(way));
  }
}

}  // namespace detail

INTERCODER_INLINE bool has_posterior(estimate const& e) {
  return e.on && !e.of_sources() && e.data.coders_known() && e.data.design().weight.empty() &&
         e.data.categories() >= 2 && e.data.categories() <= 50 && e.data.coders() >= 2 && e.data.rows() <= 2000;
}

INTERCODER_INLINE std::vector<double> posterior_draws(estimate const& e, pattern_prior prior, double n,
                                                      double prior_weight, std::size_t draws, std::uint64_t seed,
                                                      progress const& report) {
  detail::ways_of_coding ways;
  if (prior == pattern_prior::jeffreys) ways.add_yes_or_no(prior_weight / 2);
  ways.add_units(e, n / e.n_used);
  if (prior == pattern_prior::contested) ways.add_contested(e, prior_weight, seed);
  code_table table(static_cast<Eigen::Index>(ways.codes.size()), static_cast<Eigen::Index>(e.data.coders()));
  for (std::size_t j = 0; j < ways.codes.size(); ++j)
    for (std::size_t c = 0; c < e.data.coders(); ++c)
      table(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(c)) = ways.codes[j][c];
  auto const value = e.on(ratings{table, e.data.categories_scale()});  // each way is listed once: rows are ways
  std::vector<double> out;
  std::vector<double> mass(ways.shape.size());
  for (std::size_t b = 0; b < draws; ++b) {
    tell(report, static_cast<double>(b) / static_cast<double>(draws));
    random_stream random{seed, b};
    for (std::size_t j = 0; j < mass.size(); ++j) mass[j] = ways.shape[j] > 0 ? random.gamma(ways.shape[j]) : 0;
    // A Dirichlet process over the pool: its sticks (Sethuraman, 1994), beside the gamma variables of the others.
    double rest = ways.pool.empty() ? 0 : random.gamma(prior_weight);
    while (rest > 1e-4) {
      double const stick = rest * (1 - std::pow(random.uniform(), 1 / prior_weight));
      mass[ways.pool[random.below(ways.pool.size())]] += stick;
      rest -= stick;
    }
    double total = 0;
    for (double const m : mass) total += m;
    for (double& m : mass) m *= e.n_used / total;
    if (double const v = value(mass); v == v) out.push_back(v);
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace intercoder
