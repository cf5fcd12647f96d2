// A REFI-QDA project as its file has it, before users, codes and positions are made sense of.
#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <intercoder/core/study.hpp>

#include "file.hpp"
#include "refi_package.hpp"

namespace intercoder::io {

/// What this library adds to the standard lives in names that begin so: of sets (sources assigned to a coder) and notes
/// (rounds).
inline constexpr std::string_view own_program = "intercoder ";
inline constexpr std::string_view assigned_prefix = "intercoder: assigned to ";
inline constexpr std::string_view round_prefix = "intercoder: round ";

/// One code applied. Guids are keys of refi_xml.hpp.
struct raw_coding {
  std::string user;
  std::string code;
  std::vector<std::string> notes;
};

/// A stretch of text with codings.
struct raw_selection {
  std::string guid;  ///< as written, for messages
  std::string name;  ///< often the text it marks
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::string creating_user;
  std::string modifying_user;
  std::vector<raw_coding> codings;
};

/// A source, or one of several transcripts of a recording.
struct raw_source {
  source about;
  std::vector<std::string> keys;   ///< the guids by which a case may refer to it
  std::optional<std::string> raw;  ///< the text as stored
  std::vector<raw_selection> selections;
  std::vector<raw_coding> whole;
  std::vector<std::pair<std::string, std::string>> variables;  ///< key of the variable, value
};

struct source_list {
  std::vector<raw_source> sources;
  name_list without_text;       ///< names of sources that should have a text and do not
  std::size_t beyond_text = 0;  ///< codings of areas of pictures, pages, sound and film
  std::size_t annotations = 0;  ///< selections without a coding
};

/// The value of a variable, whatever its type.
[[nodiscard]] std::pair<std::string, std::string> read_variable_value(pugi::xml_node node);

/// Codings directly below an element.
[[nodiscard]] std::vector<raw_coding> read_codings(pugi::xml_node node);

/// How many codings stand anywhere below an element.
[[nodiscard]] std::size_t count_codings(pugi::xml_node node);

/// Reads what stands below Sources. @throws bad_file naming the source and selection.
[[nodiscard]] source_list read_sources(pugi::xml_node sources, refi_package& files);

}  // namespace intercoder::io
