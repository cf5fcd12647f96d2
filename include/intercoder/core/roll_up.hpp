// Codes at a level of the codebook: what coders meant by "Cost" and "Travel" counted as "Barriers".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// Which code stands for the one that was applied.
struct code_level {
  enum class kind {
    code,   ///< itself
    theme,  ///< a code that has codes below it, itself; any other, the code above it, or itself at the top
    depth   ///< its ancestor at this depth; itself where it lies no deeper
  };
  kind of = kind::code;
  std::size_t depth = 0;  ///< 0 is the top
};

/// "code", "theme", or a depth: "0", "1", ...
/// @throws bad_argument saying what there is.
[[nodiscard]] code_level code_level_named(std::string_view name);

/// "code", "theme", "depth 1".
[[nodiscard]] std::string name(code_level level);

/// For each code of the codebook, the one that stands for it.
[[nodiscard]] std::vector<std::size_t> codes_at(codebook const& codes, code_level level);

/// The study with every coding under the code that stands for it; the codebook and its indices stay as they are. Where
/// a coder applied several codes that one code now stands for to stretches that overlap, these are one stretch: a code
/// and the code above it, both applied in one place, count once. A note says which level it is.
[[nodiscard]] study roll_up(study const& s, code_level level);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/roll_up-inl.hpp>
#endif
