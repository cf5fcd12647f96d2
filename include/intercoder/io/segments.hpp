// A table of marked segments becomes a study: one row says who marked which stretch of which source with what.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/study.hpp>
#include <intercoder/io/table.hpp>

namespace intercoder {

/// Names of columns, and what a table of segments cannot say.
struct segment_options {
  std::string source = "source";
  std::string coder = "coder";
  std::string start = "start";
  std::string end = "end";
  std::string code = "code";    ///< a path, names joined with " > "; codes above it are added
  std::string round = "round";  ///< used when there is such a column
  std::string quote = "text";   ///< likewise: the text of the segment, evidence for `offsets = "auto"`

  std::vector<std::pair<std::string, std::string>> texts = {};        ///< source, text
  std::vector<std::pair<std::string, std::int64_t>> lengths = {};     ///< source, length in code points of its text
  std::vector<std::pair<std::string, std::string>> assignments = {};  ///< coder, source: who looked at what

  /// How the table counts in sources whose text is given: a dialect of offsets.hpp or "auto". As it stands, every code
  /// point of the text given counts one, a byte order mark too.
  std::string offsets = "cp-raw+bom";
};

/// Sources come in the order of `texts`, `lengths`, the table, `assignments`. A row without start and end codes its
/// source as a whole; a stretch of no length is left out, and a note says so.
/// @throws bad_argument for a column that is not there, a text or length given twice or at odds, a coder who coded a
/// source that `assignments` does not give them although it gives them others, and for rows of a table without a file;
/// @throws bad_file for rows of a table read from one. A message about a row names it, what was found and what was
/// expected.
[[nodiscard]] study study_from_segments(table const& segments, segment_options const& options = {});

}  // namespace intercoder
