// The bodies of character_tables.hpp.
#pragma once

#include <cstdint>

#include <intercoder/unitizing/character_tables.hpp>
#include <intercoder/unitizing/lines-inl.hpp>

namespace intercoder {

INTERCODER_INLINE std::vector<character_table> character_tables(continuum const& x, std::size_t codes) {
  auto const m = x.coders.size();
  std::vector<character_table> out;
  out.reserve(codes * m * (m - 1) / 2);
  std::vector<std::int64_t> marked(m), both(m * m);
  std::vector<std::size_t> here;
  auto const lines = lines_by_code(x, x.coders, codes);
  for (std::size_t k = 0; k < codes; ++k) {
    std::ranges::fill(marked, 0);
    std::ranges::fill(both, 0);
    sweep(lines[k], [&](std::int64_t width, std::span<std::ptrdiff_t const> code) {
      here.clear();
      for (std::size_t c = 0; c < m; ++c)
        if (code[c] != no_code) here.push_back(c);
      for (std::size_t i = 0; i < here.size(); ++i) {
        marked[here[i]] += width;
        for (std::size_t j = i + 1; j < here.size(); ++j) both[here[i] * m + here[j]] += width;
      }
    });
    for (std::size_t a = 0; a < m; ++a)
      for (std::size_t b = a + 1; b < m; ++b)
        out.push_back({k, x.coders[a], x.coders[b],
                       two_by_two::of_totals(static_cast<double>(both[a * m + b]), static_cast<double>(marked[a]),
                                             static_cast<double>(marked[b]), static_cast<double>(x.length))});
  }
  return out;
}

INTERCODER_INLINE std::vector<character_table> character_tables(continua const& all) {
  auto const codes = all.codes.size(), coders = all.coders.size();
  std::vector<two_by_two> sum(codes * coders * coders);
  std::vector<bool> shared(coders * coders);
  for (auto const& x : all.sources)
    for (auto const& t : character_tables(x, codes)) {
      shared[t.first * coders + t.second] = true;
      auto& to = sum[(t.code * coders + t.first) * coders + t.second];
      to.both += t.characters.both;
      to.only_a += t.characters.only_a;
      to.only_b += t.characters.only_b;
      to.neither += t.characters.neither;
    }
  std::vector<character_table> out;
  for (std::size_t k = 0; k < codes; ++k)
    for (std::size_t a = 0; a < coders; ++a)
      for (std::size_t b = a + 1; b < coders; ++b)
        if (shared[a * coders + b]) out.push_back({k, a, b, sum[(k * coders + a) * coders + b]});
  return out;
}

}  // namespace intercoder
