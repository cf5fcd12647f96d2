// CSV, TSV and their kin.
#include <intercoder/io/table.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <unordered_set>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>

#include "file.hpp"

namespace intercoder {
namespace {

constexpr std::size_t max_columns = 65'536;

/// Cuts text into fields. The view given is valid until the next call.
class field_reader {
 public:
  field_reader(std::string_view text, char delimiter, std::string const& name, std::size_t line = 1)
      : text_{text}, delimiter_{delimiter}, name_{&name}, line_{line} {}

  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  /// The next field, and whether another one follows on its row.
  /// @throws bad_file for an open quote, and for text after a closed one.
  [[nodiscard]] std::pair<std::string_view, bool> next() {
    if (!done() && text_[at_] == '"') return quoted();
    auto const from = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    auto const field = text_.substr(from, at_ - from);
    return {field, finish()};
  }

 private:
  [[nodiscard]] std::pair<std::string_view, bool> quoted() {
    auto const opened = line_;
    unescaped_.clear();
    bool doubled = false;
    for (auto from = ++at_;; ++at_) {
      if (done())
        throw bad_file{*name_ + ", line " + std::to_string(opened) +
                       ": a quoted field begins here and is never closed"};
      auto const c = text_[at_];
      if (c == '\n' || (c == '\r' && !(at_ + 1 < text_.size() && text_[at_ + 1] == '\n'))) ++line_;
      if (c != '"') continue;
      auto const part = text_.substr(from, at_ - from);
      if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        unescaped_ += part;
        unescaped_ += '"';
        doubled = true;
        from = ++at_ + 1;
        continue;
      }
      ++at_;
      if (!done() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
        auto to = at_;
        static_cast<void>(next_code_point(text_, to));
        throw bad_file{*name_ + ", line " + std::to_string(line_) + ": " + io::in_quotes(text_.substr(at_, to - at_)) +
                       " follows a closing quote; expected the delimiter " + io::in_quotes({&delimiter_, 1}) +
                       " or the end of the line"};
      }
      if (doubled) unescaped_ += part;
      return {doubled ? std::string_view{unescaped_} : part, finish()};
    }
  }

  bool finish() {
    if (done()) return false;
    if (text_[at_] == delimiter_) {
      ++at_;
      return true;
    }
    at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2u : 1u;
    ++line_;
    return false;
  }

  std::string_view text_;
  char delimiter_;
  std::string const* name_;
  std::size_t at_ = 0;
  std::size_t line_;
  std::string unescaped_;
};

/// Gives equal values equal codes. A hash table of its own, because this is where the reading of a large table goes.
class interner {
 public:
  std::int32_t code(std::string_view value, std::vector<std::string>& levels) {
    if (value.empty()) return -1;
    auto const h = std::hash<std::string_view>{}(value);
    if (2 * levels.size() >= slots_.size()) grow();
    for (auto at = h & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      auto& s = slots_[at];
      if (s.code < 0) {
        s = {h, static_cast<std::int32_t>(levels.size())};
        levels.emplace_back(value);
        return s.code;
      }
      if (s.hash == h && levels[static_cast<std::size_t>(s.code)] == value) return s.code;
    }
  }

 private:
  struct slot {
    std::size_t hash = 0;
    std::int32_t code = -1;
  };

  void grow() {
    std::vector<slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    for (auto const& s : old) {
      if (s.code < 0) continue;
      auto at = s.hash & (slots_.size() - 1);
      while (slots_[at].code >= 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = s;
    }
  }

  std::vector<slot> slots_;
};

/// The delimiter under which the first rows have the same number of fields, and most of them; a comma when none splits.
[[nodiscard]] char find_delimiter(std::string_view text, std::string const& name) {
  auto order = std::array{',', '\t', ';', '|'};
  if (name.find(".tsv") != std::string::npos) std::swap(order[0], order[1]);
  char best = order[0];
  std::pair<bool, std::size_t> best_fit{false, 1};
  for (char const d : order) {
    field_reader in{text, d, name};
    std::size_t first = 0, fields = 0, rows = 0;
    bool even = true;
    try {
      while (!in.done() && rows < 20 && fields <= max_columns) {
        auto const [field, another] = in.next();
        ++fields;
        if (another) continue;
        if (fields > 1 || !field.empty()) {
          if (rows++ == 0) first = fields;
          even = even && fields == first;
        }
        fields = 0;
      }
    } catch (bad_file const&) {
      even = false;  // said again, with its line, when the table is read
      first = std::max(first, fields);
    }
    if (first > 1 && std::pair{even, first} > best_fit) {
      best = d;
      best_fit = {even, first};
    }
  }
  return best;
}

/// Excel's first line "sep=;".
[[nodiscard]] char take_separator_line(std::string_view& text) {
  if (!text.starts_with("sep=") || text.size() < 5) return '\0';
  auto const end = text.find_first_of("\r\n");
  if (end != 5) return '\0';
  char const d = text[4];
  text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  return d;
}

void name_columns(table& t, std::vector<std::string> names) {
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) names[i] = std::to_string(i + 1);
    t.columns.push_back({.name = names[i], .levels = {}, .codes = {}});
  }
  for (auto const& c : t.columns)
    if (!seen.insert(c.name).second) throw bad_file{t.name + ": two columns are named " + io::in_quotes(c.name)};
}

}  // namespace

std::optional<std::vector<double>> column::numeric() const {
  if (levels.empty()) return std::nullopt;
  std::vector<double> out;
  out.reserve(levels.size());
  for (auto const& level : levels) {
    double value = 0;
    auto const* const end = level.data() + level.size();
    auto const [stop, failed] = std::from_chars(level.data(), end, value);
    if (failed != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
    out.push_back(value);
  }
  return out;
}

std::optional<std::size_t> table::find(std::string_view column_name) const {
  auto const at = std::ranges::find(columns, column_name, &column::name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

column const& table::at(std::string_view column_name) const {
  if (auto const i = find(column_name)) return columns[*i];
  io::name_list known;
  for (auto const& c : columns) known.add(c.name);
  throw bad_argument{(name.empty() ? "table" : name) + ": no column " + io::in_quotes(column_name) +
                     "; known columns: " + known.text()};
}

std::string table::place(std::size_t row) const {
  if (name.empty() || lines.empty()) return "row " + std::to_string(row + 1);
  auto const known = std::ranges::upper_bound(lines, row, {}, &std::pair<std::size_t, std::size_t>::first) - 1;
  return name + ", line " + std::to_string(known->second + row - known->first);
}

table parse_table(std::string_view text, std::string name, table_options const& options) {
  if (options.delimiter == '"' || options.delimiter == '\n' || options.delimiter == '\r' ||
      static_cast<unsigned char>(options.delimiter) >= 0x80)
    throw bad_argument{"delimiter: expected one ASCII character that is neither a quote nor a line break"};
  table t;
  t.name = std::move(name);
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  auto const whole = text;
  auto const stated = take_separator_line(text);
  if (text.empty()) throw bad_file{t.name + ": is empty; expected a table"};
  t.delimiter = options.delimiter ? options.delimiter : stated ? stated : find_delimiter(text, t.name);
  field_reader const start{text, t.delimiter, t.name, text.size() < whole.size() ? 2u : 1u};
  auto in = start;
  std::vector<std::string> names;
  for (bool more = true; more || (names.size() == 1 && names[0].empty() && !in.done());) {
    if (!more) names.clear();  // a blank line before the header
    auto const [field, another] = in.next();
    names.emplace_back(field);
    more = another;
    if (names.size() > max_columns)
      throw bad_file{t.name + ": the first row has more than " + std::to_string(max_columns) + " fields"};
  }
  if (!options.header) {
    in = start;
    std::ranges::fill(names, std::string{});
  }
  name_columns(t, std::move(names));

  auto const width = t.columns.size();
  std::vector<interner> known(width);
  std::vector<std::int32_t> row(width);
  for (std::size_t expected = 0; !in.done();) {
    auto const line = in.line();
    std::size_t fields = 0;
    for (bool more = true; more; ++fields) {
      auto const [field, another] = in.next();
      if (fields < width) row[fields] = known[fields].code(field, t.columns[fields].levels);
      more = another;
    }
    if (fields == 1 && width > 1 && row[0] < 0) continue;
    if (fields != width)
      throw bad_file{t.name + ", line " + std::to_string(line) + ": " + io::counted(fields, "field") + "; expected " +
                     std::to_string(width) + ", as in the first row"};
    if (t.rows == static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
      throw bad_file{t.name + ", line " + std::to_string(line) + ": more rows than can be counted"};
    if (line != expected) t.lines.emplace_back(t.rows, line);
    expected = line + 1;
    for (std::size_t i = 0; i < width; ++i) t.columns[i].codes.push_back(row[i]);
    ++t.rows;
  }
  if (t.rows == 0) throw bad_file{t.name + ": holds a header and no rows"};
  return t;
}

table read_table(std::filesystem::path const& path, table_options const& options) {
  auto const where = path.string();
  auto bytes = io::read_bytes(path, options.limits.max_bytes);
  if (bytes.empty()) throw bad_file{where + ": is empty; expected a table"};
  if (io::is_gzip(bytes)) bytes = io::gunzip(bytes, where, options.limits);
  bytes = io::to_utf8(std::move(bytes), where);
  return parse_table(bytes, where, options);
}

}  // namespace intercoder
