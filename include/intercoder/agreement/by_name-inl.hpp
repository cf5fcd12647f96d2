// The bodies of by_name.hpp: the one list of all coefficients.
#pragma once

#include <string>
#include <tuple>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::tuple all_coefficients{percent_agreement, cohen_kappa,      conger_kappa, scott_pi,
                                             fleiss_kappa,      brennan_prediger, gwet_ac,      krippendorff_alpha};

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
  throw bad_argument{"no coefficient called '" + std::string{name} +
                     "'; known: " + list_names(coefficient_list(), [](auto const& info) { return info.name; })};
}

}  // namespace intercoder
