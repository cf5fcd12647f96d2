// Words of a text, by the rules of the Unicode standard.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

/// Where words, and what stands between them, end, in code points: the default word boundaries of Unicode 17, UAX #29,
/// rules WB1 to WB999, without the start of the text. The last one is the length of the text; a text without characters
/// has none.
[[nodiscard]] std::vector<std::int64_t> word_boundaries(std::string_view text);

/// The pieces between word boundaries that hold a letter, a digit or an ideograph, without blanks at their ends. One
/// piece are "don't" and "3.14", two are "well-being"; each ideograph is one, for these rules know no dictionary.
[[nodiscard]] std::vector<span_of_text> words(std::string_view text);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/words-inl.hpp>
#endif
