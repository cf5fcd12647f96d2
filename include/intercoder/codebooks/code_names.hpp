// How alike two codes are named: evidence beside how alike they are used.
#pragma once

#include <string>
#include <string_view>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// The words of a name without case and in composed letters (`folded_text`), with one space between them:
/// "Saving-Money " and "saving money" are one. Any punctuation parts words, and so do the signs that programs put
/// between the levels of a hierarchy: "Barriers/Cost", "Barriers::Cost" and "Barriers > Cost" are one.
[[nodiscard]] std::string folded_name(std::string_view name);

/// 1 less the Levenshtein (1966) distance of the folded names over the longer one's length, in code points. NaN when
/// both fold to nothing.
[[nodiscard]] double edit_similarity(std::string_view a, std::string_view b);

/// Of the different words of both folded names, the share that both have (Jaccard). NaN when neither has any.
[[nodiscard]] double token_similarity(std::string_view a, std::string_view b);

/// The higher of the two: a word that moved and a letter that differs both still count as alike.
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/code_names-inl.hpp>
#endif
