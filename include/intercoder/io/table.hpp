// A table of text, read from CSV, TSV and their kin: each column is a list of its different values and a number a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/io/limits.hpp>

namespace intercoder {

/// One column. What its values mean, and which of them are missing besides empty cells, is for the caller to say.
struct column {
  std::string name;
  std::vector<std::string> levels;  ///< the different values in order of appearance, never empty ones
  std::vector<std::int32_t> codes;  ///< one a row: an index into `levels`, or -1 for an empty cell

  /// The cell as text; empty when it is.
  [[nodiscard]] std::string_view at(std::size_t row) const {
    return codes[row] < 0 ? std::string_view{} : std::string_view{levels[static_cast<std::size_t>(codes[row])]};
  }
  /// The levels as numbers, in their order, when every one is a finite number with a decimal point; else none. Two
  /// levels may stand for one number ("1", "1.0").
  [[nodiscard]] std::optional<std::vector<double>> numeric() const;
};

/// Columns of equal length.
struct table {
  std::string name;  ///< the file; empty when the table came from elsewhere
  std::vector<column> columns;
  std::size_t rows = 0;
  char delimiter = ',';
  /// The first row, and every one that does not begin on the line after the one before: (row, line counted from 1).
  std::vector<std::pair<std::size_t, std::size_t>> lines;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view column_name) const;
  /// @throws bad_argument naming the column and listing those there are.
  [[nodiscard]] column const& at(std::string_view column_name) const;
  /// "study.csv, line 7", or "row 6" when there is no file: how a message about a row begins.
  [[nodiscard]] std::string place(std::size_t row) const;
};

struct table_options {
  char delimiter = '\0';  ///< 0: the one of , tab ; | that splits the first rows into the most columns of equal number
  bool header = true;     ///< the first row holds names; without, columns are called 1, 2, ...
  file_limits limits = {};
};

/// Reads RFC 4180 and what is close to it: fields in double quotes may hold delimiters, line breaks and doubled quotes;
/// lines end in LF, CRLF or CR; blank lines are skipped unless there is one column; a byte order mark, UTF-16, gzip and
/// Excel's first line "sep=;" are understood.
/// @throws bad_file naming the line: a row with more or fewer fields than the header, an open quote, text after a
/// closed one, a name given twice, bytes that are not UTF-8, nothing but a header.
[[nodiscard]] table read_table(std::filesystem::path const& path, table_options const& options = {});

/// The same for text in memory, valid UTF-8; `name` stands for the file in messages.
[[nodiscard]] table parse_table(std::string_view text, std::string name, table_options const& options = {});

}  // namespace intercoder
