// The bodies of trees.hpp.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/codebooks/trees.hpp>

namespace intercoder {
namespace detail {

/// Codes children first, under a root that all trees have; for each the first code of what hangs below it.
struct in_postorder {
  std::vector<std::string_view> name;
  std::vector<std::size_t> leftmost, keyroots;

  explicit in_postorder(codebook const& codes) {
    std::vector<std::vector<std::size_t>> below(codes.size() + 1);  // the last one is the root
    for (std::size_t k = 0; k < codes.size(); ++k) below[codes[k].parent.value_or(codes.size())].push_back(k);
    visit(codes, below, codes.size());
    for (std::size_t i = 0; i < name.size(); ++i) {
      bool const last = std::find(leftmost.begin() + static_cast<std::ptrdiff_t>(i) + 1, leftmost.end(), leftmost[i]) ==
                        leftmost.end();
      if (last) keyroots.push_back(i);
    }
  }

 private:
  void visit(codebook const& codes, std::vector<std::vector<std::size_t>> const& below, std::size_t k) {
    std::size_t const first = name.size();
    for (auto const child : below[k]) visit(codes, below, child);
    name.push_back(k < codes.size() ? std::string_view{codes[k].name} : std::string_view{});
    leftmost.push_back(first);
  }
};

INTERCODER_INLINE std::size_t edit_distance(in_postorder const& a, in_postorder const& b) {
  auto const n = a.name.size(), m = b.name.size();
  std::vector<std::size_t> tree(n * m), forest((n + 1) * (m + 1));
  auto const at = [&](std::size_t i, std::size_t j) -> std::size_t& { return forest[i * (m + 1) + j]; };
  for (auto const i : a.keyroots)
    for (auto const j : b.keyroots) {  // forests from the leftmost code of i and of j on, one code more at a time
      auto const first_i = a.leftmost[i], first_j = b.leftmost[j];
      at(0, 0) = 0;
      for (std::size_t x = first_i; x <= i; ++x) at(x - first_i + 1, 0) = x - first_i + 1;
      for (std::size_t y = first_j; y <= j; ++y) at(0, y - first_j + 1) = y - first_j + 1;
      for (std::size_t x = first_i; x <= i; ++x)
        for (std::size_t y = first_j; y <= j; ++y) {
          auto const r = x - first_i + 1, c = y - first_j + 1;
          auto const by_one = std::min(at(r - 1, c), at(r, c - 1)) + 1;
          if (a.leftmost[x] == first_i && b.leftmost[y] == first_j) {
            at(r, c) = std::min(by_one, at(r - 1, c - 1) + (a.name[x] == b.name[y] ? 0 : 1));
            tree[x * m + y] = at(r, c);
          } else {
            at(r, c) = std::min(by_one, at(a.leftmost[x] - first_i, b.leftmost[y] - first_j) + tree[x * m + y]);
          }
        }
    }
  return tree.back();
}

/// Codes by name, of names that stand for one code.
INTERCODER_INLINE std::map<std::string_view, std::size_t> by_name(codebook const& codes) {
  std::map<std::string_view, std::size_t> out;
  std::set<std::string_view> twice;
  for (std::size_t k = 0; k < codes.size(); ++k)
    if (!out.try_emplace(codes[k].name, k).second) twice.insert(codes[k].name);
  for (auto const name : twice) out.erase(name);
  return out;
}

INTERCODER_INLINE std::set<std::string_view> ancestors(codebook const& codes, std::size_t k) {
  std::set<std::string_view> out;
  for (auto above = codes[k].parent; above; above = codes[*above].parent) out.insert(codes[*above].name);
  return out;
}

}  // namespace detail

INTERCODER_INLINE tree_similarity similarity_of(codebook const& a, codebook const& b) {
  tree_similarity out;
  auto const in_a = detail::by_name(a), in_b = detail::by_name(b);
  double parents = 0, jaccard = 0;
  for (auto const& [name, k] : in_a) {
    auto const other = in_b.find(name);
    if (other == in_b.end()) continue;
    ++out.common;
    auto const above_a = a[k].parent, above_b = b[other->second].parent;
    parents += above_a && above_b ? a[*above_a].name == b[*above_b].name : !above_a && !above_b;
    auto const up_a = detail::ancestors(a, k), up_b = detail::ancestors(b, other->second);
    auto const both = static_cast<double>(std::ranges::count_if(up_a, [&](auto x) { return up_b.count(x) > 0; }));
    double const either = static_cast<double>(up_a.size() + up_b.size()) - both;
    jaccard += either > 0 ? both / either : 1;
  }
  out.only_a = a.size() - out.common;
  out.only_b = b.size() - out.common;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  auto const common = static_cast<double>(out.common);
  out.parent_agreement = out.common > 0 ? parents / common : none;
  out.ancestor_jaccard = out.common > 0 ? jaccard / common : none;
  out.edit_distance = detail::edit_distance(detail::in_postorder{a}, detail::in_postorder{b});
  auto const codes = static_cast<double>(a.size() + b.size());
  out.edit_similarity = codes > 0 ? 1 - static_cast<double>(out.edit_distance) / codes : none;
  return out;
}

}  // namespace intercoder
