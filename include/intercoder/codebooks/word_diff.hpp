// Two texts compared word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// A piece of a text: in both versions, or in one of them only. Words joined with spaces.
struct word_change {
  enum class kind { kept, removed, added };
  kind of = kind::kept;
  std::string words;
  friend bool operator==(word_change const&, word_change const&) = default;
};

/// The fewest words removed and added that make one text the other. Blanks do not count.
[[nodiscard]] std::vector<word_change> word_diff(std::string_view before, std::string_view after);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/word_diff-inl.hpp>
#endif
