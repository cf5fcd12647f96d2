// The bodies of by_name.hpp: the one list of all coefficients.
#pragma once

#include <string>
#include <tuple>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::tuple all_coefficients{percent_agreement,
                                             percent_agreement_all,
                                             holsti,
                                             cohen_kappa,
                                             conger_kappa,
                                             hubert_kappa,
                                             light_kappa,
                                             scott_pi,
                                             fleiss_kappa,
                                             van_oest_ir,
                                             brennan_prediger,
                                             brennan_prediger_all,
                                             perreault_leigh,
                                             gwet_ac,
                                             bangdiwala_b,
                                             kappa_max,
                                             krippendorff_alpha,
                                             mv_alpha,
                                             fuzzy_kappa,
                                             prevalence_index,
                                             bias_index,
                                             positive_agreement,
                                             negative_agreement};

}  // namespace detail

INTERCODER_INLINE std::vector<coefficient_info> const& coefficient_list() {
  static std::vector<coefficient_info> const list =
      std::apply([](auto const&... c) { return std::vector<coefficient_info>{c.info...}; }, detail::all_coefficients);
  return list;
}

INTERCODER_INLINE coefficient_function coefficient_by_name(std::string_view name) {
  coefficient_function found;
  std::apply([&](auto const&... c) { ((c.info.name == name ? void(found = c) : void()), ...); },
             detail::all_coefficients);
  if (found) return found;
  std::string known;
  for (auto const& info : coefficient_list()) known += (known.empty() ? "" : ", ") + std::string{info.name};
  throw bad_argument{"no coefficient called '" + std::string{name} + "'; known: " + known};
}

}  // namespace intercoder
