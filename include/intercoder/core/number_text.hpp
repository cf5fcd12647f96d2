// Numbers in messages and labels: "0.5", not "0.500000".
#pragma once

#include <charconv>
#include <concepts>
#include <string>

namespace intercoder {

/// The shortest text that reads back as the same number.
template <class Number>
requires std::integral<Number> || std::floating_point<Number>
[[nodiscard]] std::string number_text(Number x) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, x).ptr};
}
/// With this many digits at most: for what was computed.
[[nodiscard]] inline std::string number_text(double x, int digits) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, x, std::chars_format::general, digits).ptr};
}

}  // namespace intercoder
