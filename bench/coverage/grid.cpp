// The cells that are run. All combinations of the levels would be millions, so the grid is a designed subset: corners,
// a Latin hypercube over all levels, one over the region where intervals are promised to cover, and cells without any
// correlation, for the widths.
#include <algorithm>
#include <array>
#include <utility>

#include <intercoder/core/random.hpp>

#include "cell.hpp"

namespace coverage {
namespace {

using intercoder::random_stream;

struct correlations {
  double disagreement, prevalence;
};
constexpr std::array units{10, 20, 50, 100, 200, 500};
constexpr std::array sources{0, 1, 2, 3, 5, 10, 18, 30};
constexpr std::array sizes{spread::equal, spread::linear, spread::harmonic};
constexpr std::array<correlations, 12> rho{{{0, 0},
                                            {0.05, 0},
                                            {0, 0.05},
                                            {0.05, 0.05},
                                            {0.1, 0},
                                            {0, 0.1},
                                            {0.1, 0.1},
                                            {0.1, 0.2},
                                            {0.2, 0.1},
                                            {0.2, 0.2},
                                            {0.2, 0},
                                            {0, 0.2}}};
constexpr std::array coders{2, 2, 3, 4, 6};
constexpr std::array categories{2, 2, 3, 4, 6};
constexpr std::array prevalence{0.02, 0.05, 0.1, 0.2, 0.3, 0.5};
constexpr std::array kappa{0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95};
constexpr std::array coded_once{0.0, 0.0, 0.3, 0.5, 0.7};
constexpr std::array pattern{once::units, once::sources};

/// One column of a Latin hypercube: every level as often as any other (up to one), in random order.
template <class Level, std::size_t N>
std::vector<Level> column(random_stream& random, std::array<Level, N> const& levels, std::size_t cells) {
  std::vector<Level> out;
  for (std::size_t i = 0; i < cells; ++i) out.push_back(levels[i % N]);
  for (std::size_t i = cells; i > 1; --i) std::swap(out[i - 1], out[random.below(i)]);
  return out;
}

/// What cannot be together is made possible: a source has at least two units, and unknown sources do not matter.
cell possible(cell c) {
  while (c.sources > 1 && c.sources * 2 > c.units) c.sources = *std::prev(std::ranges::lower_bound(sources, c.sources));
  if (c.sources == 0) c.rho_d = c.rho_p = 0;
  if (c.sources < 2) {
    c.sizes = spread::equal;
    c.pattern = once::units;
  }
  if (c.coded_once == 0) c.pattern = once::units;
  return c;
}

std::vector<cell> hypercube(std::string const& block, std::uint64_t seed, std::size_t cells) {
  random_stream random{seed};
  auto const n = column(random, units, cells);
  auto const g = column(random, sources, cells);
  auto const s = column(random, sizes, cells);
  auto const r = column(random, rho, cells);
  auto const m = column(random, coders, cells);
  auto const q = column(random, categories, cells);
  auto const p = column(random, prevalence, cells);
  auto const k = column(random, kappa, cells);
  auto const o = column(random, coded_once, cells);
  auto const w = column(random, pattern, cells);
  std::vector<cell> out;
  for (std::size_t i = 0; i < cells; ++i)
    out.push_back(
        possible({block, n[i], g[i], s[i], r[i].disagreement, r[i].prevalence, m[i], q[i], p[i], k[i], o[i], w[i]}));
  return out;
}

/// Eight factors at their ends, a quarter of the 256 combinations, chosen so that no two factors go together.
std::vector<cell> corners() {
  std::vector<cell> out;
  for (unsigned i = 0; i < 64; ++i) {
    auto const bit = [i](unsigned k) { return (i >> k & 1U) != 0; };
    bool const seventh = bit(0) ^ bit(1) ^ bit(2) ^ bit(3), eighth = bit(0) ^ bit(1) ^ bit(4) ^ bit(5);
    out.push_back(possible({"corner", bit(0) ? 500 : 10, bit(1) ? 30 : 1, spread::equal, bit(2) ? 0.2 : 0,
                            bit(2) ? 0.2 : 0, bit(3) ? 6 : 2, bit(4) ? 6 : 2, bit(5) ? 0.5 : 0.02, seventh ? 0.95 : 0.0,
                            eighth ? 0.7 : 0, once::units}));
  }
  return out;
}

}  // namespace

std::vector<cell> full_grid() {
  auto out = corners();
  for (auto& c : hypercube("everywhere", 1, 96)) out.push_back(std::move(c));
  std::size_t taken = 0;
  for (auto& c : hypercube("promised", 2, 2400))
    if (taken < 112 && population{c}.enough()) {
      out.push_back(std::move(c));
      ++taken;
    }
  taken = 0;
  for (auto& c : hypercube("independent", 3, 2400)) {
    c.rho_d = c.rho_p = 0;
    if (taken < 48 && (c.sources == 0 || c.sources >= 5) && population{c}.enough()) {
      out.push_back(std::move(c));
      ++taken;
    }
  }
  return out;
}

std::vector<cell> small_grid() {
  return {
      {"small", 60, 0, spread::equal, 0, 0, 2, 2, 0.3, 0.7, 0, once::units},
      {"small", 60, 10, spread::equal, 0.1, 0.1, 2, 3, 0.3, 0.7, 0, once::units},
      {"small", 80, 10, spread::linear, 0.1, 0.05, 3, 3, 0.3, 0.6, 0.3, once::units},
  };
}

}  // namespace coverage
