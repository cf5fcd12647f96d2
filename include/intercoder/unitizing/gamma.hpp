// Gamma: how much better the best joint alignment of coders' units is than chance, and how far aligned codes agree.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>
#include <intercoder/unitizing/gamma_options.hpp>
#include <intercoder/unitizing/source_statistic.hpp>

namespace intercoder {

inline constexpr coefficient_info gamma_info{.name = "gamma",
                                             .title = "gamma",
                                             .takes_weights = false,
                                             .rule = missing_rule::pairable,
                                             .one_rule = true,
                                             .undefined = "No disorder is expected by chance.",
                                             .source = "mathet_2015"};
inline constexpr coefficient_info gamma_cat_info{.name = "gamma_cat",
                                                 .title = "gamma-cat",
                                                 .takes_weights = false,
                                                 .rule = missing_rule::pairable,
                                                 .one_rule = true,
                                                 .undefined = "No difference of codes is expected by chance.",
                                                 .source = "mathet_2017"};
inline constexpr coefficient_info gamma_k_info{.name = "gamma_k",
                                               .title = "gamma-k",
                                               .takes_weights = false,
                                               .rule = missing_rule::pairable,
                                               .one_rule = true,
                                               .undefined = "No difference of codes is expected by chance.",
                                               .source = "mathet_2017"};

/// What stands behind one of the values, for all coders and sources.
struct gamma_details {
  enum solution solution = solution::exact;  ///< of the least sure of all alignments, also of random ones
  std::string reason;                        ///< unless exact: where and why
  double lower = not_a_number;  ///< the value lies between these whatever the best alignments are; of gamma only, where
  double upper = not_a_number;  ///< they are not exact
  double monte_carlo_error = not_a_number;  ///< standard error of the value from the number of samples
  std::size_t n_samples = 0;                ///< of random annotation sets, over all sources
  double observed = not_a_number;           ///< disorder, times delta_empty; of gamma_cat and gamma_k, of the codes
  double expected = not_a_number;
  std::vector<std::string> ties;  ///< sources that have other alignments as good; of two coders, who can be told
};

/// One source: its units by coder, and how they are aligned.
struct source_alignment {
  std::size_t source = 0;
  std::vector<std::size_t> coders;  ///< places in `continua::coders`
  std::vector<std::vector<mark>> units;
  alignment best;
};

/// Gamma, gamma-cat and gamma-k of the same alignments and random samples, which are found once: Mathet, Widlöcher &
/// Métivier (2015), mathet_2015; Mathet (2017), mathet_2017. Of several sources, disorders times the mean number of
/// units are added up, observed and expected; of codes, costs and weights of aligned pairs. A source without any unit
/// adds nothing, and to the values of codes neither does one whose random sets have no aligned units near each other.
class gamma_family {
 public:
  /// @throws bad_argument when alpha or beta is negative or both are 0, for a delta_empty or precision that is not
  /// above 0, and for a distance that is negative, not symmetric, or not 0 for a code and itself,
  /// @throws cancelled when `report` returns false.
  explicit gamma_family(continua all, gamma_options options = {});

  [[nodiscard]] continua const& data() const noexcept;
  [[nodiscard]] estimate gamma() const;
  /// Over pairs of units in one unitary alignment of the best alignment, weighted by how well they lie on each other.
  [[nodiscard]] estimate gamma_cat() const;
  /// The same over pairs of which at least one has the code.
  [[nodiscard]] estimate gamma_k(std::size_t code) const;

  [[nodiscard]] gamma_details of_gamma() const;
  [[nodiscard]] gamma_details of_gamma_cat() const;
  [[nodiscard]] gamma_details of_gamma_k(std::size_t code) const;
  [[nodiscard]] std::vector<source_alignment> alignments() const;

  class state;

 private:
  std::shared_ptr<state> state_;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/gamma-inl.hpp>
#endif
