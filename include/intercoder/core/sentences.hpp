// Sentences of a text, by the rules of the Unicode standard.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

/// Where sentences end, in code points: the default sentence boundaries of Unicode 17, UAX #29, rules SB1 to SB998,
/// without the start of the text. The last one is the length of the text; a text without characters has none.
///
/// The rules know no language. They do not break behind a full stop that a small letter follows ("etc. and"), or one
/// between digits ("3.14"); they do break behind "Dr. " when a capital letter follows.
[[nodiscard]] std::vector<std::int64_t> sentence_boundaries(std::string_view text);

/// The sentences of a text, without blanks at their ends. A line break always ends one; what holds nothing but blanks
/// is none. Every character that is not blank is in exactly one.
[[nodiscard]] std::vector<span_of_text> sentences(std::string_view text);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/sentences-inl.hpp>
#endif
