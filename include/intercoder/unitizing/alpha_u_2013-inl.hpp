// The bodies of alpha_u_2013.hpp.
#pragma once

#include <algorithm>
#include <utility>

#include <intercoder/core/wide.hpp>
#include <intercoder/unitizing/additive.hpp>
#include <intercoder/unitizing/alpha_u_2013.hpp>
#include <intercoder/unitizing/lines-inl.hpp>

namespace intercoder {
namespace detail {

struct unit_pairs {
  double apart = 0;  ///< over pairs of units that intersect, and units that meet none
  double terms = 0;  ///< how many of these
  double units = 0;
  double squares = 0;          ///< squared lengths
  std::vector<double> length;  ///< by code
};

[[nodiscard]] INTERCODER_INLINE unit_pairs unit_pairs_in(continua const& all, continuum const& x,
                                                         std::span<std::size_t const> coders) {
  auto const lines = exclusive_lines(all, x, coders, alpha_u_2013_info.name);
  std::int64_t apart = 0, terms = 0, units = 0;
  std::vector<std::int64_t> length(all.codes.size());
  sum_of_squares squares;
  auto const meet = [&](std::vector<mark> const& mine, std::vector<mark> const& theirs, bool count_pairs) {
    std::size_t first = 0;
    for (auto const& g : mine) {
      while (first < theirs.size() && theirs[first].end <= g.start) ++first;
      bool met = false;
      for (auto k = first; k < theirs.size() && theirs[k].start < g.end; ++k) {
        met = true;
        if (!count_pairs) break;
        auto const& h = theirs[k];
        auto const both = std::min(g.end, h.end) - std::max(g.start, h.start);
        apart += std::max(g.end, h.end) - std::min(g.start, h.start) - (g.code == h.code ? both : 0);
        ++terms;
      }
      if (met) continue;
      apart += 2 * (g.end - g.start);
      ++terms;
    }
  };
  for (std::size_t a = 0; a < lines.coders(); ++a) {
    for (std::size_t b = a + 1; b < lines.coders(); ++b) {
      meet(lines.of_coder[a], lines.of_coder[b], true);
      meet(lines.of_coder[b], lines.of_coder[a], false);
    }
    for (auto const& u : lines.of_coder[a]) {
      ++units;
      squares.add(u.end - u.start);
      length[u.code] += u.end - u.start;
    }
  }
  return {static_cast<double>(apart), static_cast<double>(terms), static_cast<double>(units), squares.value(),
          std::vector<double>(length.begin(), length.end())};
}

}  // namespace detail

INTERCODER_INLINE estimate alpha_u_2013(continua all) {
  using detail::unit_pairs;
  auto const codes = all.codes.size();
  auto const sources = std::make_shared<source_by_source<unit_pairs> const>(std::move(all), detail::unit_pairs_in);
  additive_value<unit_pairs> const value{
      .size = codes + 4,
      .sums =
          [](unit_pairs const& x, std::span<double> out) {
            out[0] = x.apart;
            out[1] = x.terms;
            out[2] = x.units;
            out[3] = x.squares;
            std::ranges::copy(x.length, out.begin() + 4);
          },
      .parts = [](std::span<double const> s) -> disagreement_pair {
        double all_length = 0, apart = 0;
        for (double const l : s.subspan(4)) all_length += l;
        for (double const l : s.subspan(4)) apart += l * (all_length - l);
        double const others = s[2] - 1;
        if (!(s[1] > 0 && others > 0)) return {};
        return {s[0] / s[1], (2 * others * s[3] + apart) / (2 * others * all_length)};
      }};
  return estimate_of(alpha_u_2013_info, sources, value);
}

}  // namespace intercoder
