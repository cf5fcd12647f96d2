// The bodies of code_names.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <vector>

#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/core/folding.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE std::set<std::string> words_of_name(std::string_view folded) {
  std::set<std::string> out;
  while (!folded.empty()) {
    auto const end = std::min(folded.find(' '), folded.size());
    out.emplace(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::string folded_name(std::string_view name) {
  auto const folded = folded_text(name);
  std::string out;
  bool apart = false;
  for (std::size_t at = 0; at < folded.size();) {
    auto const from = at;
    auto const c = next_code_point(folded, at);
    if (!is_word(c) || c == '_') {
      apart = true;
      continue;
    }
    if (apart && !out.empty()) out += ' ';
    apart = false;
    out.append(folded, from, at - from);
  }
  return out;
}

INTERCODER_INLINE double edit_similarity(std::string_view a, std::string_view b) {
  auto const x = code_points_of(folded_name(a)), y = code_points_of(folded_name(b));
  auto const longer = std::max(x.size(), y.size());
  if (longer == 0) return std::numeric_limits<double>::quiet_NaN();
  std::vector<std::size_t> row(y.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= x.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      auto const changed = diagonal + (x[i - 1] == y[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return 1 - static_cast<double>(row.back()) / static_cast<double>(longer);
}

INTERCODER_INLINE double token_similarity(std::string_view a, std::string_view b) {
  auto const x = detail::words_of_name(folded_name(a)), y = detail::words_of_name(folded_name(b));
  auto const both = static_cast<double>(std::ranges::count_if(x, [&](auto const& word) { return y.count(word) > 0; }));
  return both / (static_cast<double>(x.size() + y.size()) - both);
}

INTERCODER_INLINE double name_similarity(std::string_view a, std::string_view b) {
  return std::fmax(edit_similarity(a, b), token_similarity(a, b));
}

}  // namespace intercoder
