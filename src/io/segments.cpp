// A table of marked segments becomes a study.
#include <intercoder/io/segments.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/io/offsets.hpp>

#include "file.hpp"

namespace intercoder {
namespace {

/// Whose fault a bad row is depends on where the table came from.
[[noreturn]] void refuse(table const& t, std::size_t row, std::string const& what) {
  auto const message = t.place(row) + ": " + what;
  if (t.name.empty()) throw bad_argument{message};
  throw bad_file{message};
}

/// Names and their numbers, in order of appearance.
class roster {
 public:
  std::size_t add(std::string_view name) {
    auto const [at, added] = known_.try_emplace(std::string{name}, names_.size());
    if (added) names_.emplace_back(name);
    return at->second;
  }
  /// Of a name that was added.
  [[nodiscard]] std::size_t at(std::string const& name) const { return known_.at(name); }
  [[nodiscard]] std::vector<std::string> const& names() const noexcept { return names_; }

 private:
  std::unordered_map<std::string, std::size_t> known_;
  std::vector<std::string> names_;
};

/// Adds what stands in a column and gives the number of each of its levels.
[[nodiscard]] std::vector<std::size_t> add_levels(roster& r, column const& c) {
  std::vector<std::size_t> out;
  for (auto const& level : c.levels) out.push_back(r.add(level));
  return out;
}

/// The number of what stands in a cell that must not be empty.
[[nodiscard]] std::size_t number(table const& t, column const& c, std::vector<std::size_t> const& numbers,
                                 std::size_t row) {
  if (c.codes[row] < 0) refuse(t, row, "column " + io::in_quotes(c.name) + " is empty; every segment needs one");
  return numbers[static_cast<std::size_t>(c.codes[row])];
}

/// "12" or "12.0", as a frame with empty cells writes its whole numbers; none for anything else.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text) {
  auto const* const end = text.data() + text.size();
  std::int64_t value = 0;
  if (auto const [stop, failed] = std::from_chars(text.data(), end, value); failed == std::errc{} && stop == end)
    return value;
  double real = 0;
  auto const [stop, failed] = std::from_chars(text.data(), end, real);
  if (failed != std::errc{} || stop != end || !(std::abs(real) < 0x1p53) || real != std::floor(real))
    return std::nullopt;
  return static_cast<std::int64_t>(real);
}

/// A column of positions; none for an empty cell.
class position_column {
 public:
  position_column(table const& t, column const& c) : table_{t}, column_{c} {
    for (auto const& level : c.levels) values_.push_back(whole_number(level));
  }
  [[nodiscard]] std::optional<std::int64_t> at(std::size_t row) const {
    auto const code = column_.codes[row];
    if (code < 0) return std::nullopt;
    auto const value = values_[static_cast<std::size_t>(code)];
    if (!value)
      refuse(table_, row,
             "column " + io::in_quotes(column_.name) + " holds " + io::in_quotes(column_.at(row)) +
                 "; expected a whole number");
    return value;
  }

 private:
  table const& table_;
  column const& column_;
  std::vector<std::optional<std::int64_t>> values_;
};

/// The codes of a column of paths, with the codes above them, which are codable only where they are used themselves.
[[nodiscard]] std::vector<std::size_t> add_codes(codebook& codes, table const& t, column const& c) {
  file_limits const limits;
  std::uint64_t bytes = 0;
  std::unordered_map<std::string, std::size_t> known;
  std::set<std::string_view> used(c.levels.begin(), c.levels.end());
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < c.levels.size(); ++k) {
    std::string_view const path = c.levels[k];
    auto const refuse_code = [&](std::string const& what) {
      refuse(t, static_cast<std::size_t>(std::ranges::find(c.codes, static_cast<std::int32_t>(k)) - c.codes.begin()),
             "code " + io::in_quotes(path) + " " + what);
    };
    std::optional<std::size_t> above;
    std::size_t depth = 0;
    for (std::size_t from = 0; from <= path.size();) {
      auto const to = std::min(path.find(path_separator, from), path.size());
      auto const name = path.substr(from, to - from), here = path.substr(0, to);
      if (name.empty()) refuse_code("has a part without a name");
      if (++depth > limits.max_code_depth)
        refuse_code("has more than " + std::to_string(limits.max_code_depth) + " parts");
      auto const [at, added] = known.try_emplace(std::string{here}, codes.size());
      if (added) {
        if ((bytes += here.size()) > limits.max_path_bytes)
          refuse_code("makes the paths of all codes longer than the limit");
        codes.add({.id = {},
                   .name = std::string{name},
                   .definition = {},
                   .parent = above,
                   .codable = used.contains(here),
                   .colour = {}});
      }
      above = at->second;
      from = to + path_separator.size();
    }
    out.push_back(*above);
  }
  return out;
}

/// What `lengths` and `texts` say about sources.
void describe_sources(study& s, roster const& sources, segment_options const& o, std::vector<std::string const*>& raw) {
  std::vector<bool> has_length(s.sources.size());
  for (auto const& [name, text] : o.texts) {
    auto const i = sources.at(name);
    auto& where = s.sources[i];
    if (where.text) throw bad_argument{"texts: source " + io::in_quotes(name) + " is given twice"};
    if (auto const at = invalid_utf8(text))
      throw bad_argument{"texts: source " + io::in_quotes(name) + ": byte " + std::to_string(*at + 1) +
                         " is not UTF-8"};
    raw[i] = &text;
    where.text = normalise_text(text);
    where.length = count_code_points(*where.text);
  }
  for (auto const& [name, length] : o.lengths) {
    auto const i = sources.at(name);
    auto& where = s.sources[i];
    if (has_length[i]) throw bad_argument{"lengths: source " + io::in_quotes(name) + " is given twice"};
    has_length[i] = true;
    if (length < 0)
      throw bad_argument{"lengths: source " + io::in_quotes(name) + " has length " + std::to_string(length) +
                         "; expected 0 or more"};
    if (raw[i] && length != where.length && length != count_code_points(*raw[i]))
      throw bad_argument{"lengths: source " + io::in_quotes(name) + " has length " + std::to_string(length) +
                         "; its text has " + std::to_string(where.length) + " code points"};
    if (!raw[i]) where.length = length;
  }
}

/// Who was asked to look at what; whoever is named must have kept to it.
void assign(study& s, roster const& sources, roster const& coders, segment_options const& o) {
  std::set<std::pair<std::size_t, std::size_t>> given;
  std::set<std::size_t> named;
  for (auto const& [coder, where] : o.assignments) {
    auto const c = coders.at(coder), at = sources.at(where);
    named.insert(c);
    if (given.emplace(c, at).second) s.assignments.push_back({.coder = c, .source = at});
  }
  for (auto const& c : s.codings)
    if (named.contains(c.coder) && !given.contains({c.coder, c.source}))
      throw bad_argument{"assignments: coder " + io::in_quotes(s.coders[c.coder]) + " coded source " +
                         io::in_quotes(s.sources[c.source].name) + ", which is not among those assigned to them"};
}

}  // namespace

study study_from_segments(table const& t, segment_options const& o) {
  check_offsets(o.offsets, true);
  auto const &source = t.at(o.source), &coder = t.at(o.coder), &code = t.at(o.code);
  position_column const starts{t, t.at(o.start)}, ends{t, t.at(o.end)};
  auto const round = t.find(o.round), quote = t.find(o.quote);

  study s;
  roster sources, coders;
  for (auto const& [name, text] : o.texts) sources.add(name);
  for (auto const& [name, length] : o.lengths) sources.add(name);
  auto const source_of = add_levels(sources, source), coder_of = add_levels(coders, coder);
  for (auto const& [who, where] : o.assignments) {
    coders.add(who);
    sources.add(where);
  }
  for (auto const& name : sources.names())
    s.sources.push_back({.id = {}, .name = name, .length = 0, .text = {}, .attributes = {}});
  s.coders = coders.names();
  auto const code_of = add_codes(s.codes, t, code);
  std::vector<std::string const*> raw(s.sources.size());
  describe_sources(s, sources, o, raw);

  // As the table counts; the row is kept beside each coding, for messages.
  std::vector<std::size_t> row_of;
  std::vector<marked_text> texts(s.sources.size());
  std::vector<std::vector<std::size_t>> codings_of(s.sources.size());
  for (std::size_t row = 0; row < t.rows; ++row) {
    auto const start = starts.at(row), end = ends.at(row);
    if (start.has_value() != end.has_value())
      refuse(t, row,
             "has a start or an end without the other; expected both, or neither for a source coded as a whole");
    coding c{.source = number(t, source, source_of, row),
             .coder = number(t, coder, coder_of, row),
             .code = number(t, code, code_of, row),
             .start = start.value_or(0),
             .end = end.value_or(0),
             .whole_source = !start,
             .round = round ? std::string{t.columns[*round].at(row)} : std::string{}};
    if (start && raw[c.source]) {
      texts[c.source].spans.push_back({*start, *end, quote ? t.columns[*quote].at(row) : std::string_view{}});
      codings_of[c.source].push_back(s.codings.size());
    }
    s.codings.push_back(std::move(c));
    row_of.push_back(row);
  }

  for (std::size_t i = 0; i < raw.size(); ++i)
    if (raw[i]) texts[i].raw = *raw[i];
  auto& choice = s.origin.offsets;
  if (o.offsets == "auto")
    choice = choose_offsets(texts);
  else if (!o.texts.empty())
    choice = {.basis = offset_basis::given, .dialect = o.offsets};
  if (choice.basis != offset_basis::none && o.offsets != segment_options{}.offsets) s.notes.push_back(describe(choice));

  auto const found = [&](coding const& c) { return std::to_string(c.start) + " to " + std::to_string(c.end); };
  for (std::size_t i = 0; i < s.codings.size(); ++i) {
    auto const& c = s.codings[i];
    auto const& where = s.sources[c.source];
    if (c.start < 0 || c.end < c.start) refuse(t, row_of[i], "segment " + found(c) + "; expected 0 <= start <= end");
    if (!raw[c.source] && where.length > 0 && c.end > where.length)
      refuse(t, row_of[i],
             "segment " + found(c) + " leaves source " + io::in_quotes(where.name) + ", which is " +
                 std::to_string(where.length) + " long");
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (codings_of[i].empty()) continue;
    auto const placed = place_spans(texts[i], choice.dialect);
    for (std::size_t k = 0; k < placed.size(); ++k) {
      auto& c = s.codings[codings_of[i][k]];
      if (placed[k].start < 0 || placed[k].end < 0)
        refuse(t, row_of[codings_of[i][k]],
               "segment " + found(c) + " leaves source " + io::in_quotes(s.sources[i].name) + ", whose text is " +
                   std::to_string(length_in(*raw[i], choice.dialect)) + " long (" + choice.dialect + ")");
      c.start = placed[k].start;
      c.end = placed[k].end;
    }
  }
  if (auto const n = std::erase_if(s.codings, [](coding const& c) { return !c.whole_source && c.start == c.end; });
      n > 0)
    s.notes.push_back(io::counted(n, "segment") + " of no length left out.");
  assign(s, sources, coders, o);
  if (!t.name.empty()) s.origin.file = std::filesystem::path{t.name}.filename().string();
  return check_study(std::move(s));
}

}  // namespace intercoder
