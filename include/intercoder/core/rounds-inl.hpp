// The bodies of rounds.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include <intercoder/core/coder_codebook-inl.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/rounds.hpp>

namespace intercoder {
namespace detail {

/// Compares labels, numbers within them by their value.
[[nodiscard]] INTERCODER_INLINE bool stands_before(std::string_view a, std::string_view b) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  auto const number = [&](std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && digit(text[end])) ++end;
    while (at + 1 < end && text[at] == '0') ++at;
    return text.substr(at, end - at);
  };
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (!digit(a[i]) || !digit(b[j])) {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
      continue;
    }
    auto const x = number(a, i), y = number(b, j);
    if (x != y) return x.size() != y.size() ? x.size() < y.size() : x < y;
    while (i < a.size() && digit(a[i])) ++i;
    while (j < b.size() && digit(b[j])) ++j;
  }
  if (i < a.size() || j < b.size()) return i == a.size();
  return a < b;  // "1" and "01"
}

}  // namespace detail

INTERCODER_INLINE std::vector<std::string> rounds_of(study const& s) {
  std::set<std::string> found;
  for (auto const& c : s.codings)
    if (!c.round.empty()) found.insert(c.round);
  std::vector<std::string> out{found.begin(), found.end()};
  std::ranges::sort(out, detail::stands_before);
  return out;
}

INTERCODER_INLINE study study_of_round(study const& s, std::string_view round) {
  study out = s;
  std::erase_if(out.codings, [&](coding const& c) { return c.round != round; });
  if (out.codings.empty()) {
    std::string known;
    for (auto const& name : rounds_of(s)) known += (known.empty() ? "" : ", ") + name;
    throw bad_argument{"round '" + std::string{round} + "'; expected one of " + (known.empty() ? "none" : known)};
  }
  std::vector<bool> used(s.codes.size());
  for (auto const& c : out.codings) used[c.code] = true;
  auto part = detail::part_of(s.codes, std::move(used));
  std::vector<std::size_t> place(s.codes.size());
  for (std::size_t k = 0; k < part.of_study.size(); ++k) place[part.of_study[k]] = k;
  for (auto& c : out.codings) c.code = place[c.code];
  out.codes = std::move(part.codes);
  out.assignments.clear();
  return check_study(std::move(out));
}

}  // namespace intercoder
