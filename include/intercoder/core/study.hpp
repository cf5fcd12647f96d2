// A study: who coded which text with what. What every file format is read into, and every comparison starts from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/provenance.hpp>

namespace intercoder {

/// One text (or recording, of which nothing but whole-source codings is known).
struct source {
  std::string id;  ///< as the file gives it; may be empty
  std::string name;
  std::int64_t length = 0;          ///< in code points of the normalised text; 0 when unknown
  std::optional<std::string> text;  ///< UTF-8 without byte order mark, line breaks are "\n"; none when not at hand
  std::map<std::string, std::string> attributes;  ///< variables of the source or of its case
};

/// One code applied by one coder to one stretch of one source. Half-open, in code points of the normalised text.
/// `start` = `end` = 0 with `whole_source` is a coding of the source as such: it covers no character.
struct coding {
  std::size_t source = 0;
  std::size_t coder = 0;
  std::size_t code = 0;  ///< index into the study's codebook
  std::int64_t start = 0;
  std::int64_t end = 0;
  bool whole_source = false;
  std::string round;  ///< label of the round or version the coding belongs to; may be empty
};

/// A coder was asked to code a source. `assumed` when the file does not say so and the coding itself had to stand for
/// it.
struct assignment {
  std::size_t coder = 0;
  std::size_t source = 0;
  bool assumed = false;
};

/// Sources, coders, codes and codings; every index was checked by `check_study`.
struct study {
  std::string name;
  std::vector<source> sources;
  std::vector<std::string> coders;
  codebook codes;
  std::vector<coding> codings;
  std::vector<assignment> assignments;
  std::vector<std::string> notes;  ///< what the reader decided or could not use, one sentence each
  provenance origin;               ///< the same for programs: file, whose user is the coder, how positions were read

  /// @throws bad_argument naming the coder and listing the known ones.
  [[nodiscard]] std::size_t coder_index(std::string_view coder) const;
  /// @throws bad_argument naming the source and listing the known ones.
  [[nodiscard]] std::size_t source_index(std::string_view source) const;
  /// @throws bad_argument naming the code, and the nearest or all known paths.
  [[nodiscard]] std::size_t code_index(std::string_view path_or_name) const;
  [[nodiscard]] bool assigned(std::size_t coder, std::size_t source) const;
  /// Sources assigned to every one of these coders, in order.
  [[nodiscard]] std::vector<std::size_t> shared_sources(std::vector<std::size_t> const& coders) const;
};

/// Checks indices and stretches, sorts codings by source, coder, start, end, code, drops exact repeats (a note says how
/// many), and fills in assumed assignments for coders who have none: every source where they coded anything.
/// @throws bad_argument naming the coding, what was found and what was expected.
[[nodiscard]] study check_study(study s);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/study-inl.hpp>
#endif
