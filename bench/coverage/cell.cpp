// The bodies of cell.hpp, but for the grid.
#include "cell.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coverage {
namespace {

/// The sum of the k-th powers of the shares: how often k independent draws are all alike.
double alike(std::vector<double> const& shares, int k) {
  double sum = 0;
  for (double const m : shares) sum += std::pow(m, k);
  return sum;
}

/// Whole sizes that add up to `units`, at least one each, the remainders going to the largest.
std::vector<int> sizes_of(cell const& c) {
  if (c.sources == 0) return {c.units};
  std::vector<double> wanted;
  for (int s = 1; s <= c.sources; ++s)
    wanted.push_back(c.sizes == spread::equal ? 1 : c.sizes == spread::linear ? s : 1.0 / s);
  double const total = std::accumulate(wanted.begin(), wanted.end(), 0.0);
  std::vector<int> out;
  for (double const w : wanted) out.push_back(std::max(1, static_cast<int>(c.units * w / total)));
  for (int rest = c.units - std::accumulate(out.begin(), out.end(), 0); rest != 0;) {
    auto const largest = std::max_element(out.begin(), out.end());
    if (rest > 0 && c.sizes == spread::equal) {
      ++*std::min_element(out.begin(), out.end());
      --rest;
    } else {
      *largest += rest;
      rest = 0;
    }
  }
  return out;
}

}  // namespace

std::string_view text(spread s) { return s == spread::equal ? "equal" : s == spread::linear ? "linear" : "harmonic"; }

std::string_view text(once o) { return o == once::units ? "units" : "sources"; }

population::population(cell const& c)
    : shares(static_cast<std::size_t>(c.categories), (1 - c.prevalence) / (c.categories - 1)), sizes{sizes_of(c)} {
  shares[0] = c.prevalence;
  contested = (1 - c.kappa) * (1 - alike(shares, c.coders));
  agreement = alike(shares, 2) + c.kappa * (1 - alike(shares, 2));
  for (double const m : shares)
    unanimous.push_back((c.kappa * m + (1 - c.kappa) * std::pow(m, c.coders)) / (1 - contested));

  units_twice = c.units * (1 - c.coded_once);
  double sum = 0, squares = 0;
  for (int const n : sizes) {
    double const twice = c.pattern == once::units ? n * (1 - c.coded_once) : n;
    sum += twice;
    squares += twice * twice;
  }
  if (c.sources > 0) effective_sources = sum * sum / squares * (c.pattern == once::sources ? 1 - c.coded_once : 1);
  double const others = c.sources == 0 ? 0 : std::max(0.0, squares / sum - 1);  // in the source of a unit, on average
  positives = units_twice * *std::min_element(shares.begin(), shares.end()) / (1 + others * c.rho_p);
  disagreements = units_twice * contested / (1 + others * c.rho_d);
}

double true_value(std::string_view coefficient, cell const& c) {
  population const p{c};
  double const s = alike(p.shares, 2);
  double const q = c.categories;
  double expected = s;  // every coder uses the categories as in `shares`
  if (coefficient == "percent_agreement") expected = 0;
  if (coefficient == "brennan_prediger") expected = 1 / q;
  if (coefficient == "gwet_ac") expected = (1 - s) / (q - 1);
  return (p.agreement - expected) / (1 - expected);
}

}  // namespace coverage
