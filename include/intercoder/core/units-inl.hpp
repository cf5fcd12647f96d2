// The bodies of units.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/selection-inl.hpp>
#include <intercoder/core/sentences-inl.hpp>
#include <intercoder/core/text_layout.hpp>
#include <intercoder/core/turns-inl.hpp>
#include <intercoder/core/units.hpp>
#include <intercoder/core/words-inl.hpp>

namespace intercoder {
namespace detail {

/// One for each source compared; empty for one without text.
[[nodiscard]] INTERCODER_INLINE std::vector<text_layout> layouts(study const& s, selection const& compared) {
  std::vector<text_layout> out;
  for (auto const i : compared.sources) {
    auto const& text = s.sources[i].text;
    out.emplace_back(text ? std::string_view{*text} : std::string_view{});
  }
  return out;
}

/// Adds the units of the source at this place among those compared; they are in order.
INTERCODER_INLINE void add_units(unit_list& to, selection const& compared, std::size_t place,
                                 std::vector<span_of_text> const& found) {
  std::int64_t number = 0;
  for (auto const& [start, end] : found)
    to.units.push_back({.source = compared.sources[place],
                        .start = start,
                        .end = end,
                        .number = ++number,
                        .line_start = compared.begin[place] + start});
}

/// Units that lie in the text itself, whatever was coded.
[[nodiscard]] INTERCODER_INLINE unit_list parts_of_text(study const& s, selection const& compared, unit_kind kind,
                                                        std::vector<text_layout> const& texts) {
  unit_list out{.kind = kind, .units = {}};
  for (std::size_t i = 0; i < compared.sources.size(); ++i) {
    auto const& where = s.sources[compared.sources[i]];
    if (!where.text)
      throw bad_argument{"source '" + where.name + "' has no text; unit '" + std::string{name(kind)} +
                         "' needs it; use 'source' or 'character'"};
    switch (kind) {
      case unit_kind::sentence: add_units(out, compared, i, sentences(*where.text)); break;
      case unit_kind::token: add_units(out, compared, i, words(*where.text)); break;
      case unit_kind::turn: {
        auto const found = turns(*where.text);
        if (found.empty() && !texts[i].paragraphs.empty())
          throw bad_argument{"source '" + where.name +
                             "' has no speakers: no label such as 'Anna:' begins two or more of its lines; unit 'turn' "
                             "needs them; use 'paragraph' or 'sentence'"};
        add_units(out, compared, i, found);
        break;
      }
      default: add_units(out, compared, i, texts[i].paragraphs);
    }
  }
  return out;
}

/// A segment on the line of the sources compared, without blanks at its ends, and who marked it: a coder of the study
/// or, for one that was given, none (-1).
struct placed_segment {
  span_of_text at;
  std::size_t place;
  std::ptrdiff_t coder;
};

/// The segments of the sources compared, one for each different stretch.
/// @throws bad_argument naming two that overlap.
[[nodiscard]] INTERCODER_INLINE unit_list different_segments(study const& s, selection const& compared,
                                                             std::vector<placed_segment> found) {
  auto const key = [](placed_segment const& x) { return std::tie(x.place, x.at.start, x.at.end, x.coder); };
  std::ranges::sort(found, {}, key);
  auto const told = [&](placed_segment const& x) {
    return (x.coder < 0 ? std::string{} : "coder '" + s.coders[static_cast<std::size_t>(x.coder)] + "', ") +
           "source '" + s.sources[compared.sources[x.place]].name + "', " + std::to_string(x.at.start) + "-" +
           std::to_string(x.at.end);
  };
  unit_list out{.kind = unit_kind::segment, .units = {}};
  std::vector<span_of_text> of_source;
  for (std::size_t k = 0, place = 0; place < compared.sources.size(); ++place, of_source.clear()) {
    placed_segment const* last = nullptr;
    for (; k < found.size() && found[k].place == place; ++k) {
      auto const& now = found[k];
      bool const same = last && last->at.start == now.at.start && last->at.end == now.at.end;
      if (same && now.coder >= 0) continue;
      if (last && now.at.start < last->at.end)
        throw bad_argument{std::string{"unit 'segment': two segments "} + (same ? "are the same" : "overlap") + ": " +
                           told(*last) + " and " + told(now) +
                           (now.coder < 0 ? "; expected segments of which each character is in one at most"
                                          : "; expected the same stretches from all coders, or others that do not "
                                            "overlap; unit 'character', or u_alpha, suits stretches that coders chose "
                                            "freely")};
      of_source.push_back(now.at);
      last = &now;
    }
    add_units(out, compared, place, of_source);
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE unit_list marked_segments(study const& s, selection const& compared,
                                                          std::vector<text_layout> const& texts) {
  auto const coder = places(compared.coders, s.coders.size());
  auto const where = places(compared.sources, s.sources.size());
  std::vector<placed_segment> found;
  for (auto const& c : s.codings) {
    if (coder[c.coder] < 0 || where[c.source] < 0 || c.whole_source) continue;
    auto const place = static_cast<std::size_t>(where[c.source]);
    auto const at = texts[place].without_blanks({c.start, c.end});
    if (at.start < at.end) found.push_back({at, place, static_cast<std::ptrdiff_t>(c.coder)});
  }
  return different_segments(s, compared, std::move(found));
}

[[nodiscard]] INTERCODER_INLINE unit_list given_segments(study const& s, selection const& compared,
                                                         std::vector<text_layout> const& texts,
                                                         std::vector<segment> const& given) {
  auto const where = places(compared.sources, s.sources.size());
  std::vector<placed_segment> found;
  for (std::size_t k = 0; k < given.size(); ++k) {
    auto const& x = given[k];
    auto const said = "segment " + std::to_string(k + 1) + ": ";
    if (x.source >= s.sources.size())
      throw bad_argument{said + "source " + std::to_string(x.source + 1) + "; expected one of the " +
                         std::to_string(s.sources.size()) + " of the study"};
    if (where[x.source] < 0) continue;
    auto const place = static_cast<std::size_t>(where[x.source]);
    auto const length = compared.begin[place + 1] - compared.begin[place];
    if (x.start < 0 || x.start >= x.end || x.end > length)
      throw bad_argument{said + std::to_string(x.start) + " to " + std::to_string(x.end) + " in source '" +
                         s.sources[x.source].name + "'; expected 0 <= start < end <= " + std::to_string(length)};
    auto const at = texts[place].without_blanks({x.start, x.end});
    if (at.start < at.end) found.push_back({at, place, -1});
  }
  return different_segments(s, compared, std::move(found));
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

/// Units of any kind but stretches of characters, for texts that were looked at before.
[[nodiscard]] INTERCODER_INLINE unit_list units_of(study const& s, selection const& compared, unit_kind kind,
                                                   std::optional<std::vector<segment>> const& given,
                                                   std::vector<text_layout> const& texts) {
  if (kind == unit_kind::source) return whole_sources(compared);
  if (kind != unit_kind::segment) return parts_of_text(s, compared, kind, texts);
  return given ? given_segments(s, compared, texts, *given) : marked_segments(s, compared, texts);
}

INTERCODER_INLINE void check_given(unit_kind kind, std::optional<std::vector<segment>> const& given) {
  if (given && kind != unit_kind::segment)
    throw bad_argument{"segments were given, and unit '" + std::string{name(kind)} + "'; they need unit 'segment'"};
}

}  // namespace detail

INTERCODER_INLINE unit_kind unit_kind_named(std::string_view wanted) {
  for (auto const k : unit_kinds)
    if (name(k) == wanted) return k;
  throw bad_argument{"unit '" + std::string{wanted} + "'; expected one of " +
                     list_names(unit_kinds, [](unit_kind k) { return name(k); })};
}

INTERCODER_INLINE std::string unit_list::label(study const& s, std::size_t u) const {
  auto const& unit = units[u];
  auto const& where = s.sources[unit.source].name;
  switch (kind) {
    case unit_kind::paragraph: return where + " \u00B6" + std::to_string(unit.number);
    case unit_kind::source: return where;
    case unit_kind::character: return where + " " + std::to_string(unit.start) + "-" + std::to_string(unit.end);
    case unit_kind::sentence:
    case unit_kind::token:
    case unit_kind::turn:
    case unit_kind::segment: return where + " " + std::string{name(kind)} + " " + std::to_string(unit.number);
  }
  return where;
}

INTERCODER_INLINE unit_list text_units(study const& s, selection const& compared, unit_kind kind,
                                       std::optional<std::vector<segment>> const& given) {
  detail::check_given(kind, given);
  if (kind == unit_kind::character) return detail::stretches(compared, marks(s, compared));
  return detail::units_of(s, compared, kind, given, detail::layouts(s, compared));
}

INTERCODER_INLINE std::string_view text_reader::operator()(text_unit const& u) {
  auto const& text = study_->sources[u.source].text;
  if (!text) return {};
  auto& index = index_[u.source];
  if (!index) index.emplace(*text);
  return index->slice(u.start, u.end);
}

}  // namespace intercoder
