// Units of text: what a study is cut into before coders are compared.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/selection.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {

enum class unit_kind {
  paragraph,  ///< a run without a line break; blank ones are no unit
  sentence,   ///< within a paragraph, by the rules of `sentences`
  token,      ///< a word, by the rules of `words`: what holds a letter, a digit or an ideograph
  turn,       ///< of a speaker in a transcript, by the rules of `turns`
  segment,    ///< a stretch that was cut before coding: given, or each that the coders marked
  source,     ///< a whole source
  character   ///< a stretch in which nobody's marking begins or ends, counted as often as it has characters
};

inline constexpr std::array unit_kinds{unit_kind::paragraph, unit_kind::sentence, unit_kind::token,    unit_kind::turn,
                                       unit_kind::segment,   unit_kind::source,   unit_kind::character};

[[nodiscard]] constexpr std::string_view name(unit_kind k) noexcept {
  switch (k) {
    case unit_kind::paragraph: return "paragraph";
    case unit_kind::sentence: return "sentence";
    case unit_kind::token: return "token";
    case unit_kind::turn: return "turn";
    case unit_kind::segment: return "segment";
    case unit_kind::source: return "source";
    case unit_kind::character: return "character";
  }
  return "paragraph";
}

/// @throws bad_argument listing the kinds there are.
[[nodiscard]] unit_kind unit_kind_named(std::string_view name);

/// A stretch of one source that is given as a unit; half-open, in code points of its text.
struct segment {
  std::size_t source = 0;  ///< index into the study
  std::int64_t start = 0;
  std::int64_t end = 0;
};

/// A stretch of one source, half-open, in code points of its text.
struct text_unit {
  std::size_t source = 0;  ///< index into the study
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::int64_t number = 0;      ///< 1 for the first of its source
  std::int64_t line_start = 0;  ///< where it starts on the line of the sources compared
  [[nodiscard]] std::int64_t length() const noexcept { return end - start; }
};

/// Units in the order of the sources compared, and of the text.
struct unit_list {
  unit_kind kind = unit_kind::paragraph;
  std::vector<text_unit> units;

  [[nodiscard]] std::size_t size() const noexcept { return units.size(); }
  [[nodiscard]] text_unit const& operator[](std::size_t u) const { return units[u]; }
  /// How often a unit counts: its length for stretches of characters, else 1.
  [[nodiscard]] std::int64_t copies(std::size_t u) const {
    return kind == unit_kind::character ? units[u].length() : 1;
  }
  /// For people: "P01 ¶3", "P01 sentence 3", "P01", and "P01 120-245" for a stretch of characters.
  [[nodiscard]] std::string label(study const& s, std::size_t u) const;
};

/// The units of the sources compared, which neither touch the next source nor overlap. Stretches of characters end
/// wherever one of the coders compared began or ended a coding, so that every code may be looked at in the same
/// stretches. Segments are those given, with a number for each of its source, or without any given the different
/// stretches that the coders compared marked; either without blanks at the ends, and what is only blank is none.
/// @throws bad_argument naming a source without text, or without speakers, where the units need them; two segments that
/// overlap; a given segment that leaves its source; segments given for units of another kind.
[[nodiscard]] unit_list text_units(study const& s, selection const& compared, unit_kind kind,
                                   std::optional<std::vector<segment>> const& given = std::nullopt);

/// Reads the text of units; looks at each source once. The study must outlive it.
class text_reader {
 public:
  explicit text_reader(study const& s) : study_{&s}, index_(s.sources.size()) {}
  /// Empty when the source has no text.
  [[nodiscard]] std::string_view operator()(text_unit const& u);

 private:
  study const* study_;
  std::vector<std::optional<text_index>> index_;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/units-inl.hpp>
#endif
