// What a unit that not every coder coded is still good for.
#pragma once

#include <cstddef>

namespace intercoder {

enum class missing_rule {
  available,  ///< coded twice: shows agreement; coded once: still shapes the shares of the categories (Gwet, 2014, ch.
              ///< 2)
  pairable,   ///< counts as often as it was coded; coded once: left out (Krippendorff, 2019, ch. 12)
  complete,   ///< only units that every coder coded
};

/// How much a unit with this many codes weighs in the observed agreement and in the shares.
struct unit_role {
  double observed = 0;
  double shares = 0;
};

[[nodiscard]] constexpr unit_role role_of(std::size_t codes, std::size_t coders, missing_rule rule) noexcept {
  auto const m = static_cast<double>(codes);
  bool const twice = codes >= 2;
  switch (rule) {
    case missing_rule::available: return {twice ? 1.0 : 0.0, codes >= 1 ? 1.0 : 0.0};
    case missing_rule::pairable: return {twice ? m : 0.0, twice ? m : 0.0};
    case missing_rule::complete: return {twice && codes == coders ? 1.0 : 0.0, twice && codes == coders ? 1.0 : 0.0};
  }
  return {};
}

}  // namespace intercoder
