// The bodies of units.hpp.
#pragma once

#include <algorithm>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/selection-inl.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {
namespace detail {

/// Half-open, in code points of one text.
struct stretch {
  std::int64_t start, end;
};

/// A text seen once: its paragraphs that are not blank, and every run of blanks, in order.
struct text_layout {
  std::vector<stretch> paragraphs, blanks;

  explicit text_layout(std::string_view text) {
    std::int64_t at = 0, paragraph = 0, blank = -1;
    bool empty = true;
    auto const end_paragraph = [&] {
      if (!empty) paragraphs.push_back({paragraph, at});
      paragraph = at + 1;
      empty = true;
    };
    for (std::size_t byte = 0; byte < text.size(); ++at) {
      auto const c = next_code_point(text, byte);
      bool const ascii_letter = c > U' ' && c < 0x80;  // or digit or sign: most of a text, and quick to tell
      if (!ascii_letter && is_space(c)) {
        if (blank < 0) blank = at;
      } else {
        if (blank >= 0) blanks.push_back({std::exchange(blank, -1), at});
        empty = false;
      }
      if (!ascii_letter && is_line_break(c)) end_paragraph();
    }
    if (blank >= 0) blanks.push_back({blank, at});
    end_paragraph();
  }
};

/// One for each source compared; empty for one without text.
[[nodiscard]] INTERCODER_INLINE std::vector<text_layout> layouts(study const& s, selection const& compared) {
  std::vector<text_layout> out;
  for (auto const i : compared.sources) {
    auto const& text = s.sources[i].text;
    out.emplace_back(text ? std::string_view{*text} : std::string_view{});
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE unit_list paragraphs(study const& s, selection const& compared,
                                                     std::vector<text_layout> const& texts) {
  unit_list out{.kind = unit_kind::paragraph, .units = {}};
  for (std::size_t i = 0; i < compared.sources.size(); ++i) {
    auto const& where = s.sources[compared.sources[i]];
    if (!where.text)
      throw bad_argument{"source '" + where.name +
                         "' has no text; unit 'paragraph' needs it; use 'source' or 'character'"};
    std::int64_t number = 0;
    for (auto const& [start, end] : texts[i].paragraphs)
      out.units.push_back({.source = compared.sources[i],
                           .start = start,
                           .end = end,
                           .number = ++number,
                           .line_start = compared.begin[i] + start});
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE unit_list whole_sources(selection const& compared) {
  unit_list out{.kind = unit_kind::source, .units = {}};
  for (std::size_t i = 0; i < compared.sources.size(); ++i)
    out.units.push_back({.source = compared.sources[i],
                         .start = 0,
                         .end = compared.begin[i + 1] - compared.begin[i],
                         .number = 1,
                         .line_start = compared.begin[i]});
  return out;
}

/// The line cut where a mark or a source begins or ends.
[[nodiscard]] INTERCODER_INLINE unit_list stretches(selection const& compared, std::vector<mark> const& marked) {
  std::vector<std::int64_t> cuts = compared.begin;
  for (auto const& m : marked) {
    cuts.push_back(m.start);
    cuts.push_back(m.end);
  }
  std::ranges::sort(cuts);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  unit_list out{.kind = unit_kind::character, .units = {}};
  std::size_t i = 0;
  std::int64_t number = 0;
  for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
    for (; compared.begin[i + 1] <= cuts[k]; ++i) number = 0;
    out.units.push_back({.source = compared.sources[i],
                         .start = cuts[k] - compared.begin[i],
                         .end = cuts[k + 1] - compared.begin[i],
                         .number = ++number,
                         .line_start = cuts[k]});
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE unit_kind unit_kind_named(std::string_view wanted) {
  for (auto const k : {unit_kind::paragraph, unit_kind::source, unit_kind::character})
    if (name(k) == wanted) return k;
  throw bad_argument{"unit '" + std::string{wanted} + "'; expected one of paragraph, source, character"};
}

INTERCODER_INLINE std::string unit_list::label(study const& s, std::size_t u) const {
  auto const& unit = units[u];
  auto const& where = s.sources[unit.source].name;
  switch (kind) {
    case unit_kind::paragraph: return where + " \u00B6" + std::to_string(unit.number);
    case unit_kind::source: return where;
    case unit_kind::character: return where + " " + std::to_string(unit.start) + "-" + std::to_string(unit.end);
  }
  return where;
}

INTERCODER_INLINE unit_list text_units(study const& s, selection const& compared, unit_kind kind) {
  switch (kind) {
    case unit_kind::paragraph: return detail::paragraphs(s, compared, detail::layouts(s, compared));
    case unit_kind::source: return detail::whole_sources(compared);
    case unit_kind::character: return detail::stretches(compared, marks(s, compared));
  }
  return {};
}

INTERCODER_INLINE std::string_view text_reader::operator()(text_unit const& u) {
  auto const& text = study_->sources[u.source].text;
  if (!text) return {};
  auto& index = index_[u.source];
  if (!index) index.emplace(*text);
  return index->slice(u.start, u.end);
}

}  // namespace intercoder
