// The bodies of coder_codebook.hpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/coder_codebook.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {

namespace detail {

/// The codes that are wanted, with those above them.
[[nodiscard]] INTERCODER_INLINE codebook_part part_of(codebook const& codes, std::vector<bool> wanted) {
  for (auto i = codes.size(); i-- > 0;)  // parents stand before their children
    if (wanted[i] && codes[i].parent) wanted[*codes[i].parent] = true;
  codebook_part out;
  std::vector<std::size_t> place(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!wanted[i]) continue;
    auto c = codes[i];
    if (c.parent) c.parent = place[*c.parent];
    place[i] = out.codes.add(std::move(c));
    out.of_study.push_back(i);
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE codebook_part coder_codebook(study const& s, std::size_t coder) {
  if (coder >= s.coders.size())
    throw bad_argument{"coder " + std::to_string(coder + 1) + "; expected one of " + std::to_string(s.coders.size())};
  std::vector<bool> wanted(s.codes.size());
  for (auto const& c : s.codings) wanted[c.code] = wanted[c.code] || c.coder == coder;
  return detail::part_of(s.codes, std::move(wanted));
}

}  // namespace intercoder
