// One cell of the simulation: how its data sets are generated, and what every coefficient is worth in that population.
//
// A unit is unanimous or contested. With m the shares of the categories, r coders, kappa the true value and
// S_k = sum m^k, a unit is contested with probability delta = (1 - kappa) (1 - S_r); its codes are then r independent
// draws from m, given that they are not all alike. All coders give a unanimous unit the same category, k with
// probability proportional to kappa m_k + (1 - kappa) m_k^r. Over the population this is the mixture "with probability
// kappa all coders copy one draw from m, else each draws anew", so that every coder uses the categories as in m, and
// two coders agree with probability S_2 + kappa (1 - S_2). True values follow in closed form (`true_value`).
//
// Clustering: source c has its own probability of a contested unit, a beta variable with mean delta and intra-source
// correlation rho_d, and its own shares of unanimous categories, a Dirichlet variable with intra-source correlation
// rho_p, both independent of each other and of the size of the source. Their means are those above, and so are the true
// values. rho_d is exactly the intra-source correlation of "this unit shows a disagreement".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// How the units are spread over sources: c-th size proportional to 1, c or 1 / c.
enum class spread { equal, linear, harmonic };
/// Which units only the first coder coded: any, or whole sources.
enum class once { units, sources };

struct cell {
  std::string block;  ///< the part of the grid it belongs to
  int units = 100;
  int sources = 0;  ///< 0: unknown, and the units are independent
  spread sizes = spread::equal;
  double rho_d = 0;
  double rho_p = 0;
  int coders = 2;
  int categories = 2;
  double prevalence = 0.3;  ///< of the first category; the others share the rest alike
  double kappa = 0.8;
  double coded_once = 0;  ///< share of the units
  once pattern = once::units;
};

[[nodiscard]] std::string_view text(spread s);
[[nodiscard]] std::string_view text(once o);

/// What follows from a cell before any data are drawn.
struct population {
  explicit population(cell const& c);
  std::vector<double> shares;     ///< m
  std::vector<double> unanimous;  ///< mean shares of the categories of unanimous units
  double contested = 0;           ///< delta
  double agreement = 0;           ///< of two coders
  std::vector<int> sizes;         ///< units of each source; one entry where no source is known
  double effective_sources = 0;   ///< (sum n_c)^2 / sum n_c^2 of units coded more than once; 0: unknown
  double units_twice = 0;         ///< expected number of units coded more than once
  double positives = 0;           ///< of these, units of the rarest category, divided by the design effect
  double disagreements = 0;       ///< of these, units that show a disagreement, divided by the design effect

  /// At least five of both: what 93 % is promised for.
  [[nodiscard]] bool enough() const { return positives >= 5 && disagreements >= 5; }
};

/// The coefficients, by the names of the library; two coders are the case of the general ones.
inline constexpr std::string_view coefficients[] = {"krippendorff_alpha", "conger_kappa",    "fleiss_kappa", "gwet_ac",
                                                    "percent_agreement",  "brennan_prediger"};
[[nodiscard]] double true_value(std::string_view coefficient, cell const& c);

/// The cells of the full grid, and a handful for a test.
[[nodiscard]] std::vector<cell> full_grid();
[[nodiscard]] std::vector<cell> small_grid();

}  // namespace coverage
