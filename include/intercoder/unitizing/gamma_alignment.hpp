// Alignments: which units of different coders stand for the same thing, and what that costs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/selection.hpp>

namespace intercoder {

/// How far two codes are from each other, by index: 0 for the same one, at most 1 where gamma's scale is to hold.
using code_distance = std::function<double(std::size_t, std::size_t)>;

/// What it costs to align two units: Mathet, Widlöcher & Métivier (2015), mathet_2015. Costs are in units of what an
/// empty place costs (their delta_empty), of which gamma does not depend.
struct alignment_costs {
  double alpha = 3;             ///< how much positions count
  double beta = 1;              ///< how much codes count
  code_distance distance = {};  ///< empty: 0 for the same code, 1 for another one

  /// ((start - start) + (end - end)) / (length + length), absolute, squared.
  [[nodiscard]] double positional(mark const& u, mark const& v) const;
  [[nodiscard]] double categorial(mark const& u, mark const& v) const;
  /// alpha x positional + beta x categorial.
  [[nodiscard]] double of(mark const& u, mark const& v) const;
};

/// How far an answer can be trusted.
enum class solution {
  exact,    ///< proved to be the best
  bounded,  ///< the best that was seen, with a bound of how much better there could be
  refused,  ///< too large to be looked at
};
/// "exact", "bounded", "refused".
[[nodiscard]] std::string_view text(solution s);

/// How much work one alignment may take before it is only bounded, or refused.
struct alignment_limits {
  std::size_t steps = 200'000;     ///< choices of the search, more than two coders
  std::size_t groups = 500'000;    ///< ways to align units, more than two coders
  std::size_t pairs = 20'000'000;  ///< pairs of units that are near enough
};

/// Every unit in one unitary alignment, which has at most one unit of each coder. Its disorder is the mean cost of its
/// pairs of coders, where a pair with an empty place costs 1.
struct alignment {
  std::vector<std::vector<std::ptrdiff_t>> unit_of =
      {};               ///< by unitary alignment and coder: place in the list; -1: empty
  double disorder = 0;  ///< summed over unitary alignments; NaN where refused
  double at_least = 0;  ///< no alignment has less
  enum solution solution = solution::exact;
  std::string reason = {};          ///< a sentence, unless exact
  std::optional<bool> unique = {};  ///< whether no other alignment is as good; empty: not known
};

/// The alignment of least disorder. A pair that costs more than (n - 1)(n + 2) / 2 is in none, n coders; two coders are
/// solved as an assignment, more by `best_packing`. `units` is one list for each coder.
[[nodiscard]] alignment best_alignment(std::span<std::vector<mark> const> units, alignment_costs const& costs,
                                       alignment_limits const& limits = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/gamma_alignment-inl.hpp>
#endif
