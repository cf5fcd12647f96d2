// The bodies of codebook.hpp.
#pragma once

#include <algorithm>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {

INTERCODER_INLINE std::size_t codebook::add(code c) {
  if (c.name.empty()) throw bad_argument{"codebook: code " + std::to_string(size() + 1) + " has no name"};
  if (c.parent && *c.parent >= size())
    throw bad_argument{"codebook: code '" + c.name + "' has parent " + std::to_string(*c.parent + 1) +
                       "; expected one of the " + std::to_string(size()) + " codes before it"};
  paths_.push_back(c.parent ? paths_[*c.parent] + std::string{path_separator} + c.name : c.name);
  codes_.push_back(std::move(c));
  return size() - 1;
}

INTERCODER_INLINE std::size_t codebook::depth(std::size_t i) const {
  std::size_t d = 0;
  for (auto p = codes_[i].parent; p; p = codes_[*p].parent) ++d;
  return d;
}

INTERCODER_INLINE std::optional<std::size_t> codebook::find(std::string_view path_or_name) const {
  if (auto const at = std::ranges::find(paths_, path_or_name); at != paths_.end())
    return static_cast<std::size_t>(at - paths_.begin());
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < size(); ++i)
    if (codes_[i].name == path_or_name) {
      if (found) return std::nullopt;
      found = i;
    }
  return found;
}

INTERCODER_INLINE std::size_t codebook::ancestor(std::size_t i, std::size_t level) const {
  for (auto d = depth(i); d > level; --d) i = *codes_[i].parent;
  return i;
}

}  // namespace intercoder
