// The bodies of posterior.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>

#include <intercoder/core/random.hpp>
#include <intercoder/inference/posterior.hpp>
#include <intercoder/inference/variance-inl.hpp>

namespace intercoder {

INTERCODER_INLINE bool patterns_can_be_listed(estimate const& e) {
  return e.data.coders_known() && e.data.design().weight.empty() && e.data.categories() >= 2 && e.data.coders() >= 2 &&
         static_cast<double>(e.data.coders()) * std::log2(static_cast<double>(e.data.categories())) <= 8;
}

namespace detail {

/// The ways of coding a unit that get mass in the posterior with the prior `contested`.
struct contested_ways {
  static constexpr std::size_t pool_size = 64;
  std::vector<std::vector<int>> codes;  ///< by coder, `missing` where there is none; each way once
  std::vector<double> shape;            ///< data, and the prior of the unanimous ways
  std::vector<std::size_t> pool;        ///< contested ways, drawn with the frequencies of the prior

  contested_ways(estimate const& e, double n, std::uint64_t seed);

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

INTERCODER_INLINE contested_ways::contested_ways(estimate const& e, double n, std::uint64_t seed) {
  auto const& data = e.data;
  auto const q = data.categories();
  std::vector<double> use(q, 0.5);  // half a code more of each, so that no category is impossible
  double total = static_cast<double>(q) / 2;
  for (std::size_t j = 0; j < data.rows(); ++j) {
    if (!e.entered[j] || !(data.row_count()[j] > 0)) continue;
    std::vector<int> way(data.coders(), missing);
    for (auto const& x : data.row(j)) {
      way[static_cast<std::size_t>(x.coder)] = x.code;
      use[static_cast<std::size_t>(x.code)] += data.row_count()[j];
      total += data.row_count()[j];
    }
    shape[place(way)] += data.row_count()[j] * n / e.n_used;
  }
  for (std::size_t k = 0; k < q; ++k)
    shape[place(std::vector<int>(data.coders(), static_cast<int>(k)))] += 1 / static_cast<double>(q);

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

/// A Dirichlet process with one unit of prior mass over the contested ways (its sticks: Sethuraman, 1994), beside the
/// gamma variables of data and unanimous ways.
[[nodiscard]] INTERCODER_INLINE std::vector<double> contested_draws(estimate const& e, double n, std::size_t draws,
                                                                    std::uint64_t seed, progress const& report) {
  contested_ways const ways{e, n, seed};
  code_table table(static_cast<Eigen::Index>(ways.codes.size()), static_cast<Eigen::Index>(e.data.coders()));
  for (std::size_t j = 0; j < ways.codes.size(); ++j)
    for (std::size_t c = 0; c < e.data.coders(); ++c)
      table(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(c)) = ways.codes[j][c];
  auto const value = e.on(ratings{table, e.data.categories_scale()});
  std::vector<double> out;
  std::vector<double> mass(ways.shape.size());
  for (std::size_t b = 0; b < draws; ++b) {
    tell(report, static_cast<double>(b) / static_cast<double>(draws));
    random_stream random{seed, b};
    for (std::size_t j = 0; j < mass.size(); ++j) mass[j] = ways.shape[j] > 0 ? random.gamma(ways.shape[j]) : 0;
    double rest = random.gamma(1);
    while (rest > 1e-4) {
      double const stick = rest * random.uniform();
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

}  // namespace detail

INTERCODER_INLINE bool has_posterior(estimate const& e) {
  return e.on && !e.of_sources() && e.data.coders_known() && e.data.design().weight.empty() &&
         e.data.categories() >= 2 && e.data.categories() <= 50 && e.data.coders() >= 2 && e.data.rows() <= 2000;
}

INTERCODER_INLINE std::vector<double> posterior_draws(estimate const& e, pattern_prior prior, double n,
                                                      std::size_t draws, std::uint64_t seed, progress const& report) {
  if (prior == pattern_prior::contested) return detail::contested_draws(e, n, draws, seed, report);
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
    tell(report, static_cast<double>(b) / static_cast<double>(draws));
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
