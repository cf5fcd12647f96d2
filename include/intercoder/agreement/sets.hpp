// Coefficients of sets of codes, which bring their own way to compare two sets.
#pragma once

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/multi_valued.hpp>

namespace intercoder {

/// A chance model with the one distance of sets that belongs to it.
template <chance_model Chance>
struct coefficient_of_sets {
  coefficient_info info;
  weight_choice::kind distances = weight_choice::kind::dice;

  /// The value with its derivatives; undefined data give NaN with a status and a reason.
  /// @throws bad_argument when the categories are no sets, or for other weights than nominal, which stand for its own.
  [[nodiscard]] estimate operator()(ratings const& r, weight_choice const& choice = weights::nominal,
                                    coefficient_options const& options = {}) const {
    detail::check_call(info, r, choice);
    return compute(r, rule_of(info, options));
  }

 private:
  /// Also of codes that are no sets, as after `ratings::collapse`: each of them is a set of one.
  [[nodiscard]] estimate compute(ratings const& r, missing_rule rule) const {
    auto any = info;
    any.needs_sets = false;
    any.takes_weights = true;
    auto const w = r.categories_scale().set_valued() ? weight_choice{distances, nullptr, 0} : weights::nominal;
    auto e = coefficient<Chance>{any}(r, w, {rule});
    e.weights_belong_to_it = true;
    e.published_slope.clear();  // nobody published one
    e.again = [self = *this, rule](ratings const& other) { return self.compute(other, rule); };
    return e;
  }
};

/// Multi-valued alpha: agreement on the codes inside sets, beyond what sets of such sizes share by chance. Krippendorff
/// & Craggs (2016), nominal. Observed disagreement is that of alpha with Dice's distance; what is expected is not: any
/// combination of codes can come up by chance, not only those that did. A code that was given once is never on both
/// sides.
inline constexpr coefficient_of_sets<chance::values_dealt> mv_alpha{{.name = "mv_alpha",
                                                                     .title = "multi-valued alpha",
                                                                     .takes_weights = false,
                                                                     .needs_sets = true,
                                                                     .rule = missing_rule::pairable,
                                                                     .one_rule = true,
                                                                     .source = "krippendorff_craggs_2016"}};
/// Fuzzy kappa of two coders: a unit belongs to each of the k codes of its set by 1/k. Kirilenko & Stepchenkova (2016).
/// The empty set belongs to nothing: two coders who agree that nothing applies lower it.
inline constexpr coefficient_of_sets<chance::own> fuzzy_kappa{{.name = "fuzzy_kappa",
                                                               .title = "fuzzy kappa",
                                                               .most_coders = 2,
                                                               .needs_coders = true,
                                                               .takes_weights = false,
                                                               .needs_sets = true,
                                                               .rule = missing_rule::complete,
                                                               .one_rule = true,
                                                               .source = "kirilenko_stepchenkova_2016"},
                                                              weight_choice::kind::membership};

#ifdef INTERCODER_COMPILED
extern template struct coefficient<chance::values_dealt>;
#endif

}  // namespace intercoder
