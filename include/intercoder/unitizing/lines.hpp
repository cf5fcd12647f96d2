// What the coders of one source marked, as lines that are swept together: never character by character.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/continuum.hpp>

namespace intercoder {

/// For each coder, units that do not overlap, in order. What lies between them is a gap.
struct coder_lines {
  std::int64_t length = 0;
  std::vector<std::vector<mark>> of_coder;

  [[nodiscard]] std::size_t coders() const noexcept { return of_coder.size(); }
};

/// The units of these coders, each as it was made. Units of one coder and code that overlap become one.
/// @throws bad_argument when units of one coder with different codes overlap, naming both and what to use instead;
/// `who` is the coefficient that asks.
[[nodiscard]] coder_lines exclusive_lines(continua const& all, continuum const& x, std::span<std::size_t const> coders,
                                          std::string_view who);

/// The units with one code. Units of one coder that overlap become one; units that touch stay two.
[[nodiscard]] std::vector<coder_lines> lines_by_code(continuum const& x, std::span<std::size_t const> coders,
                                                     std::size_t codes);

/// The code of a gap.
inline constexpr std::ptrdiff_t no_code = -1;

/// Calls f(width, codes) for every stretch in which no coder begins or ends anything; codes are those of the coders
/// there, or `no_code`. Work grows with units x coders.
template <class F>
void sweep(coder_lines const& lines, F&& f) {
  auto const m = lines.coders();
  std::vector<std::size_t> at(m);
  std::vector<std::ptrdiff_t> code(m, no_code);
  std::vector<std::int64_t> until(m, 0);
  for (std::int64_t here = 0; here < lines.length;) {
    auto end = lines.length;
    for (std::size_t c = 0; c < m; ++c) {
      if (until[c] == here) {
        auto const& units = lines.of_coder[c];
        auto& i = at[c];
        if (code[c] != no_code) ++i;
        bool const marked = i < units.size() && units[i].start == here;
        code[c] = marked ? static_cast<std::ptrdiff_t>(units[i].code) : no_code;
        until[c] = marked ? units[i].end : i < units.size() ? units[i].start : lines.length;
      }
      end = std::min(end, until[c]);
    }
    f(end - here, std::span<std::ptrdiff_t const>{code});
    here = end;
  }
}

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/lines-inl.hpp>
#endif
