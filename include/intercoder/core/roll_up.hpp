// Codes at a level of the codebook: what coders meant by "Cost" and "Travel" counted as "Barriers".
#pragma once

#include <cstddef>
#include <optional>
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

/// A theme that somebody made of codes: each of them stands for itself and for the codes below it.
struct code_group {
  std::string name;
  std::vector<std::size_t> codes;  ///< indices into the codebook
};

/// For each code of the codebook, the group it belongs to: the one that names it or, failing that, the nearest code
/// above it; none where no group does.
/// @throws bad_argument for a code that is not there or that two groups name, and for a group without name or codes.
[[nodiscard]] std::vector<std::optional<std::size_t>> groups_of(codebook const& codes,
                                                                std::vector<code_group> const& groups);

/// The study with the groups as its codebook, in the order given. Codings of codes that belong to no group are left
/// out, and a note counts them; what overlaps is one stretch, as `roll_up` has it.
/// @throws bad_argument as above, and for two groups of one name.
[[nodiscard]] study group_codes(study const& s, std::vector<code_group> const& groups);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/roll_up-inl.hpp>
#endif
