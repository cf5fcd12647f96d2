// What a number in a file means as a position in a text: programs count differently, and few files say how.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/provenance.hpp>

namespace intercoder {

/// The dialects, the standard one (REFI-QDA 1.5, 10.2) first. Each may be followed by "+bom": the byte order mark at
/// the start of a text is counted as well.
///
///     cp-lf     code points, "\r\n" counts one     the standard, QualCoder, brat, doccano
///     u16-raw   UTF-16 units, "\r\n" counts two    NVivo for Windows and for Mac, Java and JavaScript on raw text
///     u16-lf    UTF-16 units, "\r\n" counts one    ATLAS.ti, text in a browser
///     cp-raw    code points, "\r\n" counts two     Python on raw text
///     utf8      bytes as stored                    Taguette, C++ strings
inline constexpr std::array<std::string_view, 5> offset_dialects{"cp-lf", "u16-raw", "u16-lf", "cp-raw", "utf8"};

/// Two numbers as a file gives them, half-open, and the text that it says lies between them (or begins there, when the
/// quotation ends in an ellipsis); empty when it says nothing.
struct marked_span {
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::string_view quote = {};
};

/// A text as stored, in UTF-8, and what was marked in it.
struct marked_text {
  std::string_view raw;
  std::vector<marked_span> spans = {};
};

/// The same in code points of `normalise_text(raw)`. A position inside a character or inside "\r\n" moves outwards
/// (`split`); one beyond the text, or below 0, is -1.
struct placed_span {
  std::int64_t start = 0;
  std::int64_t end = 0;
  bool split = false;
};

/// @throws bad_argument when the dialect is unknown; "auto" is one where `automatic` is set.
void check_offsets(std::string_view dialect, bool automatic);

/// Places the spans of one text. @throws bad_argument when the dialect is unknown.
[[nodiscard]] std::vector<placed_span> place_spans(marked_text const& text, std::string_view dialect);

/// The other way round: positions of a normalised text as a dialect counts them. Where it counts "\r\n" two, every line
/// break is taken for one; "+bom" takes the text to begin with a byte order mark.
/// @throws bad_argument when the dialect is unknown, or a position lies outside the text.
[[nodiscard]] std::vector<std::int64_t> positions_in(std::string_view text, std::span<std::int64_t const> positions,
                                                     std::string_view dialect);

/// How long a text is in a dialect. @throws bad_argument when the dialect is unknown.
[[nodiscard]] std::int64_t length_in(std::string_view raw, std::string_view dialect);

/// Finds the dialect in which most boundaries of the spans fall at words, lines and the ends of quotations. One is
/// chosen over another by the boundaries on which they differ: three in four speak for it, a one-sided sign test at 1
/// %; or, where that does not decide, quotations that fit only one, or fewer positions beyond the text. "utf8" and
/// "+bom" are chosen only when they beat all others so.
[[nodiscard]] offset_choice choose_offsets(std::span<marked_text const> texts);

/// One sentence for the notes.
[[nodiscard]] std::string describe(offset_choice const& choice);

}  // namespace intercoder
