// The bodies of lines.hpp.
#pragma once

#include <string>

#include <intercoder/core/error.hpp>
#include <intercoder/unitizing/lines.hpp>

namespace intercoder {
namespace detail {

/// Appends a unit to a line, or makes the last one longer when they overlap and have the same code.
/// @return false when they overlap and do not.
INTERCODER_INLINE bool append(std::vector<mark>& line, mark const& u) {
  if (line.empty() || line.back().end <= u.start) {
    line.push_back(u);
    return true;
  }
  if (line.back().code != u.code) return false;
  line.back().end = std::max(line.back().end, u.end);
  return true;
}

}  // namespace detail

INTERCODER_INLINE coder_lines exclusive_lines(continua const& all, continuum const& x,
                                              std::span<std::size_t const> coders, std::string_view who) {
  coder_lines out{.length = x.length, .of_coder = {}};
  for (auto const c : coders) {
    auto const units = x.of_coder(c);
    std::vector<mark> line;
    line.reserve(units.size());
    for (auto const& u : units)
      if (!detail::append(line, u)) {
        auto const place = [&](mark const& m) {
          return std::to_string(m.start) + "-" + std::to_string(m.end) + " with '" + all.codes[m.code] + "'";
        };
        throw bad_argument{std::string{who} + ": coder '" + all.coders[c] + "' marked source '" + x.name + "' at " +
                           place(line.back()) + " and at " + place(u) +
                           "; expected units of one coder that do not overlap; choose codes that exclude each other, "
                           "or use presence_u_alpha, pooled_u_alpha or set_u_alpha"};
      }
    out.of_coder.push_back(std::move(line));
  }
  return out;
}

INTERCODER_INLINE std::vector<coder_lines> lines_by_code(continuum const& x, std::span<std::size_t const> coders,
                                                         std::size_t codes) {
  std::vector<coder_lines> out(codes, {.length = x.length, .of_coder = std::vector<std::vector<mark>>(coders.size())});
  for (std::size_t c = 0; c < coders.size(); ++c)
    for (auto const& u : x.of_coder(coders[c])) detail::append(out[u.code].of_coder[c], u);
  return out;
}

}  // namespace intercoder
