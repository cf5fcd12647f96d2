// What a coefficient is called, and what it can be asked.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <intercoder/core/missing_rule.hpp>

namespace intercoder {

struct coefficient_options {
  std::optional<missing_rule> missing{};  ///< instead of the coefficient's own rule
};

/// A rule as callers name it: "available", "pairable", "complete".
[[nodiscard]] constexpr std::string_view text(missing_rule rule) noexcept {
  return rule == missing_rule::available ? "available" : rule == missing_rule::pairable ? "pairable" : "complete";
}

/// Whatever can be said of a coefficient without data; lists and refusals are made from it.
struct coefficient_info {
  std::string_view name;                        ///< as the function is called
  std::string_view title;                       ///< as people call it
  std::size_t most_coders = 0;                  ///< 0: any number
  bool needs_coders = false;                    ///< must know which coder gave a code
  bool needs_bounded = false;                   ///< agreement weights must lie in [0, 1]
  bool takes_weights = true;                    ///< can be asked for other weights than nominal
  bool needs_numbers = false;                   ///< categories must be numbers
  std::size_t categories = 0;                   ///< how many the scale must have; 0: any number
  bool from_zero_to_one = false;                ///< lives on [0, 1]
  missing_rule rule = missing_rule::available;  ///< for units that not every coder coded
  bool one_rule = false;                        ///< can be asked for no other rule
  bool of_sources = false;                      ///< made of whole sources: cells only say who marked which one
  std::string_view undefined{};                 ///< when it has no value, as a sentence
  std::string_view source{};                    ///< papers, the main one first, as keys of docs/references.bib
};

}  // namespace intercoder
