// The bodies of word_diff.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <intercoder/codebooks/word_diff.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE std::vector<std::string_view> split_at_blanks(std::string_view text) {
  std::vector<std::string_view> out;
  auto from = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    auto const begin = at;
    bool const blank = is_space(next_code_point(text, at));
    if (blank && from != std::string_view::npos) out.push_back(text.substr(from, begin - from));
    if (blank) from = std::string_view::npos;
    if (!blank && from == std::string_view::npos) from = begin;
  }
  if (from != std::string_view::npos) out.push_back(text.substr(from));
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::vector<word_change> word_diff(std::string_view before, std::string_view after) {
  auto const all_x = detail::split_at_blanks(before), all_y = detail::split_at_blanks(after);
  std::vector<word_change> out;
  auto const say = [&out](word_change::kind of, std::string_view word) {
    if (out.empty() || out.back().of != of) {
      out.push_back({of, std::string{word}});
    } else {
      out.back().words += ' ' + std::string{word};
    }
  };
  // What both texts begin and end with needs no table, which grows with the product of what is left.
  auto const least = std::min(all_x.size(), all_y.size());
  std::size_t head = 0, tail = 0;
  while (head < least && all_x[head] == all_y[head]) ++head;
  while (tail < least - head && all_x[all_x.size() - 1 - tail] == all_y[all_y.size() - 1 - tail]) ++tail;
  auto const middle = [&](std::vector<std::string_view> const& words) {
    return std::span{words}.subspan(head, words.size() - head - tail);
  };
  auto const x = middle(all_x), y = middle(all_y);
  auto const width = y.size() + 1;
  std::vector<std::uint32_t> longest((x.size() + 1) * width, 0);  // common subsequence of what is left
  for (auto i = x.size(); i-- > 0;)
    for (auto j = y.size(); j-- > 0;)
      longest[i * width + j] = x[i] == y[j] ? longest[(i + 1) * width + j + 1] + 1
                                            : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
  for (std::size_t k = 0; k < head; ++k) say(word_change::kind::kept, all_x[k]);
  std::size_t i = 0, j = 0;
  while (i < x.size() || j < y.size()) {
    if (i < x.size() && j < y.size() && x[i] == y[j]) {
      say(word_change::kind::kept, x[i++]);
      ++j;
    } else if (j == y.size() || (i < x.size() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
      say(word_change::kind::removed, x[i++]);
    } else {
      say(word_change::kind::added, y[j++]);
    }
  }
  for (auto k = all_x.size() - tail; k < all_x.size(); ++k) say(word_change::kind::kept, all_x[k]);
  return out;
}

}  // namespace intercoder
