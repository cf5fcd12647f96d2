// Texts made alike that a reader takes for one: composed or decomposed accents, capital or small letters.
#pragma once

#include <string>
#include <string_view>

#include <intercoder/core/config.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

/// Normalization Form C of valid UTF-8 (Unicode Standard Annex #15): accents become part of the letter where there is
/// such a letter. One program writes "é" as one code point, another as two.
[[nodiscard]] std::string composed_text(std::string_view text);

/// Without case, composed: full case folding of the canonical decomposition (The Unicode Standard, D145), in which
/// "STRASSE", "Straße" and "straße" are one. The same for all languages, so that the Turkish dotless i stays apart.
[[nodiscard]] std::string folded_text(std::string_view text);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/folding-inl.hpp>
#endif
