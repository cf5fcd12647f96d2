// What a reader had to decide about a file, so that a report can say it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace intercoder {

/// Why positions were read the way they were.
enum class offset_basis {
  none,      ///< there was no position in a text to read
  given,     ///< the caller said so
  stated,    ///< the program that wrote the file is known to count this way
  coincide,  ///< not decidable and irrelevant: every dialect puts every position at the same place
  clear,     ///< this dialect fits the text clearly better than any other
  unclear    ///< not decidable: the dialects differ, their fit does not; the standard was taken
};

[[nodiscard]] constexpr std::string_view name(offset_basis b) noexcept {
  switch (b) {
    case offset_basis::none: return "none";
    case offset_basis::given: return "given";
    case offset_basis::stated: return "stated";
    case offset_basis::coincide: return "coincide";
    case offset_basis::clear: return "clear";
    case offset_basis::unclear: return "unclear";
  }
  return "none";
}

/// How the positions of a file were understood; the dialects are described in io/offsets.hpp. Shares are of the
/// boundaries that fall where a person would cut: at a word, a line, or the ends of the text that the file quotes.
struct offset_choice {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  offset_basis basis = offset_basis::none;
  std::string dialect = {};                ///< "cp-lf", "u16-raw", ...; empty for `none`
  std::vector<std::string> the_same = {};  ///< dialects that put every position of this file where `dialect` puts it
  double share = unknown;
  std::string runner_up = {};  ///< the best of those that differ; empty when none does
  double runner_up_share = unknown;
  std::int64_t boundaries = 0;  ///< how many different ones were looked at
};

/// Where a study came from.
struct provenance {
  std::string file = {};     ///< its name without folders; empty when the study was not read from a file
  std::string program = {};  ///< that wrote it, as it calls itself; may be empty
  std::string coder_from =
      {};  ///< "coding" or "selection": which of the two named the coder; empty when there is one place
  offset_choice offsets = {};
};

}  // namespace intercoder
