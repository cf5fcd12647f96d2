// The dialects of offsets: what each counts, where it puts a position, and how to say so.
#include <intercoder/io/offsets.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <intercoder/core/error.hpp>

#include "dialect.hpp"
#include "file.hpp"

namespace intercoder {
namespace io {

counting parse_dialect(std::string_view dialect) {
  auto const whole = dialect;
  bool const bom = dialect.ends_with(bom_suffix);
  if (bom) dialect.remove_suffix(bom_suffix.size());
  using unit = counting::unit;
  if (dialect == "cp-lf") return {unit::code_point, true, bom};
  if (dialect == "cp-raw") return {unit::code_point, false, bom};
  if (dialect == "u16-lf") return {unit::utf16, true, bom};
  if (dialect == "u16-raw") return {unit::utf16, false, bom};
  if (dialect == "utf8") return {unit::byte, false, bom};
  throw bad_argument{"offsets: " + io::in_quotes(whole) +
                     "; expected one of cp-lf, u16-raw, u16-lf, cp-raw, utf8, each with or " + "without +bom"};
}

namespace {

[[nodiscard]] rank rank_start(char32_t before, char32_t after) {
  if (after == edge || is_line_break(after)) return nowhere;
  if (before == edge || is_line_break(before)) return at_line;
  if (is_space(after)) return nowhere;
  return is_space(before) || (is_word(after) && !is_word(before)) ? at_word : nowhere;
}

[[nodiscard]] rank rank_end(char32_t before, char32_t after) {
  if (before == edge) return nowhere;
  if (is_line_break(before)) return at_word;  // the line break was marked along with its line
  if (after == edge || is_line_break(after)) return at_line;
  if (is_space(before)) return nowhere;
  return is_space(after) || (is_word(before) && !is_word(after)) ? at_word : nowhere;
}

}  // namespace

std::vector<placed> place(std::string_view raw, counting how, std::span<boundary const> boundaries) {
  std::vector<placed> out(boundaries.size());
  walker w{raw, how};
  std::size_t b = 0;
  auto const here = [&](bool split) {
    auto const end = boundaries[b].end;
    auto const fit = split ? nowhere : end ? rank_end(w.last, w.ahead()) : rank_start(w.last, w.ahead());
    return placed{w.index - (split && !end ? 1 : 0), split, fit};
  };
  while (b < boundaries.size() && boundaries[b].position < 0) ++b;
  do {
    for (; b < boundaries.size() && boundaries[b].position <= w.position; ++b)
      out[b] = here(w.index > 0 && boundaries[b].position < w.position);
  } while (b < boundaries.size() && w.step());
  return out;
}

std::vector<boundary> boundaries_of(std::vector<marked_span> const& spans) {
  std::vector<boundary> out;
  for (auto const& s : spans) {
    out.push_back({s.start, false});
    out.push_back({s.end, true});
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t find(std::vector<boundary> const& sorted, boundary wanted) {
  return static_cast<std::size_t>(std::ranges::lower_bound(sorted, wanted) - sorted.begin());
}

}  // namespace io

namespace {

[[nodiscard]] std::string percent(double share) { return std::to_string(std::lround(share * 100)) + "%"; }

[[nodiscard]] std::string in_words(offset_choice const& c) {
  auto const how = io::parse_dialect(c.dialect);
  using unit = io::counting::unit;
  if (how.of == unit::byte) return "bytes";
  std::string units = how.of == unit::utf16 ? "UTF-16 units" : "code points";
  std::string const other =
      (how.of == unit::utf16 ? "u16" : "cp") + std::string{how.line_break_is_one ? "-raw" : "-lf"};
  if (std::ranges::find(c.the_same, other) != c.the_same.end()) return units;
  return units + " with a CRLF line break as " + (how.line_break_is_one ? "one" : "two");
}

}  // namespace

void check_offsets(std::string_view dialect, bool automatic) {
  if (automatic && dialect == "auto") return;
  try {
    static_cast<void>(io::parse_dialect(dialect));
  } catch (bad_argument const& e) {
    if (!automatic) throw;
    throw bad_argument{std::string{e.what()} + ", or auto"};
  }
}

std::vector<placed_span> place_spans(marked_text const& text, std::string_view dialect) {
  auto const how = io::parse_dialect(dialect);
  auto const boundaries = io::boundaries_of(text.spans);
  auto const at = io::place(text.raw, how, boundaries);
  std::vector<placed_span> out;
  for (auto const& s : text.spans) {
    auto const &start = at[io::find(boundaries, {s.start, false})], &end = at[io::find(boundaries, {s.end, true})];
    out.push_back({.start = start.index, .end = end.index, .split = start.split || end.split});
  }
  return out;
}

std::vector<std::int64_t> positions_in(std::string_view text, std::span<std::int64_t const> positions,
                                       std::string_view dialect) {
  auto const how = io::parse_dialect(dialect);
  std::string written = how.bom ? std::string{byte_order_mark} : std::string{};
  bool const two = !how.line_break_is_one && how.of != io::counting::unit::byte;
  for (char const c : text) {
    if (two && c == '\n') written += '\r';
    written += c;
  }
  std::vector<std::size_t> order(positions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return positions[i]; });
  std::vector<std::int64_t> out(positions.size());
  io::walker w{written, how};
  for (auto const i : order) {
    bool inside = positions[i] >= 0;
    while (inside && w.index < positions[i]) inside = w.step();
    if (!inside)
      throw bad_argument{"position " + std::to_string(positions[i]) + " lies outside the text of " +
                         std::to_string(count_code_points(text)) + " characters"};
    out[i] = w.position;
  }
  return out;
}

std::int64_t length_in(std::string_view raw, std::string_view dialect) {
  io::walker w{raw, io::parse_dialect(dialect)};
  while (w.step()) {
  }
  return w.position;
}

std::string describe(offset_choice const& c) {
  if (c.basis == offset_basis::none) return "No position in a text had to be read.";
  std::string out = "Positions were read as " + in_words(c) + " (" + c.dialect + ")";
  auto const fit = [&c] {
    return percent(c.share) + " of " + std::to_string(c.boundaries) +
           " boundaries fall at words, lines or quotations, against " + percent(c.runner_up_share) + " for " +
           c.runner_up;
  };
  switch (c.basis) {
    case offset_basis::none: break;
    case offset_basis::given: out += ", as asked for."; break;
    case offset_basis::stated: out += ", as the program that wrote the file counts."; break;
    case offset_basis::coincide:
      out += "; other ways of counting put them at the same places (not decidable, irrelevant).";
      break;
    case offset_basis::clear: out += ": " + fit() + "."; break;
    case offset_basis::unclear:
      out = "Warning: it is not decidable how the file counts positions. " + out +
            (c.dialect == offset_dialects.front() ? ", the standard: " : ", the best fit: ") + fit() +
            "; give the dialect if you know it.";
      break;
  }
  return out;
}

}  // namespace intercoder
