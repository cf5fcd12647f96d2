// Turns of a transcript: what one speaker says until another speaks.
#pragma once

#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

/// The label that a line of a transcript begins with, without time stamps; empty when it begins with none. A label is a
/// name of at most 5 words and 40 characters, then a colon: "Anna:", "I:", "INTERVIEWER 2:", "Dr. O'Neil:". A time
/// stamp may stand before the label or behind it, in brackets or without, "[00:01:02] Anna:" or "Anna (00:01):"; with
/// one behind it the colon may be missing when the line ends there. A full stop only stands behind an initial or
/// a short title, and something has to follow it. Addresses ("http://") are no labels.
[[nodiscard]] std::string_view speaker_label(std::string_view line);

/// A turn begins at a line with a label that begins at least two lines of the text; all lines up to the next one belong
/// to it, and so do those of a label that stands only once ("Note: ..."). Text before the first label is a turn of its
/// own. The label is part of the turn, blanks at the ends are not.
///
/// Empty for a text that has no such label.
[[nodiscard]] std::vector<span_of_text> turns(std::string_view text);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/turns-inl.hpp>
#endif
