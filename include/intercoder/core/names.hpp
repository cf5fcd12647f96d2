// Names in messages: "VR, ML, KT".
#pragma once

#include <functional>
#include <iterator>
#include <string>

namespace intercoder {

/// "a, b, c" of at most a dozen names, so that a message stays readable; "none" when there are none.
template <class Range, class Name = std::identity>
[[nodiscard]] std::string list_names(Range const& range, Name name = {}) {
  std::string out;
  std::size_t n = 0;
  for (auto const& x : range) {
    if (n == 12) return out + ", ... (" + std::to_string(std::size(range)) + " in all)";
    out += (n++ ? ", " : "") + std::string{name(x)};
  }
  return out.empty() ? "none" : out;
}

}  // namespace intercoder
