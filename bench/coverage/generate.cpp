// The bodies of generate.hpp.
#include "generate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coverage {
namespace {

using intercoder::random_stream;

int draw(random_stream& random, std::vector<double> const& shares) {
  double left = random.uniform();
  std::size_t k = 0;
  while (k + 1 < shares.size() && left > shares[k]) left -= shares[k++];
  return static_cast<int>(k);
}

/// A Dirichlet variable with these means and this intra-class correlation.
std::vector<double> vary(random_stream& random, std::vector<double> const& means, double correlation) {
  if (correlation <= 0) return means;
  std::vector<double> out;
  double total = 0;
  for (double const m : means) {
    double const shape = m * (1 - correlation) / correlation;
    out.push_back(shape > 0 ? random.gamma(shape) : 0);
    total += out.back();
  }
  for (double& x : out) x /= total;
  return out;
}

std::vector<std::string> labels(int q) {
  std::vector<std::string> out;
  for (int k = 0; k < q; ++k) out.push_back(std::string(1, static_cast<char>('a' + k)));
  return out;
}

/// In this order, each index moved to a random place: Fisher & Yates.
std::vector<std::size_t> shuffled(random_stream& random, std::size_t n) {
  std::vector<std::size_t> out(n);
  std::iota(out.begin(), out.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i) std::swap(out[i - 1], out[random.below(i)]);
  return out;
}

}  // namespace

generator::generator(cell const& c, std::uint64_t seed)
    : cell_{c}, population_{c}, seed_{seed}, scale_{intercoder::scale::of_labels(labels(c.categories))} {
  if (c.sources == 0) return;
  for (std::size_t s = 0; s < population_.sizes.size(); ++s)
    source_of_.insert(source_of_.end(), static_cast<std::size_t>(population_.sizes[s]), std::to_string(s + 1));
}

std::vector<char> generator::single(random_stream& random) const {
  auto const units = static_cast<std::size_t>(cell_.units);
  std::vector<char> out(units, 0);
  auto left = static_cast<std::ptrdiff_t>(std::lround(cell_.units * cell_.coded_once));
  if (left == 0) return out;
  if (cell_.pattern == once::units) {
    for (auto const u : shuffled(random, units))
      if (left-- > 0) out[u] = 1;
    return out;
  }
  std::vector<std::ptrdiff_t> start{0};
  for (int const n : population_.sizes) start.push_back(start.back() + n);
  auto const order = shuffled(random, population_.sizes.size());
  for (std::size_t i = 0; i + 1 < order.size() && left > 0; ++i) {  // one source at least is coded twice
    std::fill(out.begin() + start[order[i]], out.begin() + start[order[i] + 1], char{1});
    left -= population_.sizes[order[i]];
  }
  return out;
}

intercoder::ratings generator::operator()(std::uint64_t i) const {
  random_stream random{seed_, i};
  auto const once_only = single(random);
  intercoder::code_table codes(cell_.units, cell_.coders);
  Eigen::Index u = 0;
  for (int const n : population_.sizes) {
    double const contested = vary(random, {population_.contested, 1 - population_.contested}, cell_.rho_d)[0];
    auto const unanimous = vary(random, population_.unanimous, cell_.rho_p);
    for (auto const end = u + n; u < end; ++u) {
      if (random.uniform() < contested) {
        bool same = true;
        while (same)
          for (Eigen::Index c = 0; c < cell_.coders; ++c) {
            codes(u, c) = draw(random, population_.shares);
            same = c == 0 || (same && codes(u, c) == codes(u, 0));
          }
      } else {
        codes.row(u).setConstant(draw(random, unanimous));
      }
      if (once_only[static_cast<std::size_t>(u)])
        for (Eigen::Index c = 1; c < cell_.coders; ++c) codes(u, c) = intercoder::missing;
    }
  }
  return {codes, scale_, {.sources = source_of_}};
}

}  // namespace coverage
