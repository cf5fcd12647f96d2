// A study in which two coders' codes have one name where a mapping says they are one; and the same with each source
// translated by a mapping that did not see it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <intercoder/codebooks/matching.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// Codes that become one. Without a name: the first code of A in it.
struct joint_code {
  std::vector<std::size_t> a, b;  ///< indices into the codebook
  std::string name = {};          ///< a new one, beside the first code of A
};

/// Codings of the two coders under the joint codes. A code of B that is in no group, but shares its place in the
/// codebook with one that coder A has for something else, becomes a code of its own, marked with the coder's name:
/// codes that were not linked are never taken for one. Other coders' codings stay as they are. A note says what was
/// done.
/// @throws bad_argument for a code that is in two groups, or in a group with nothing on one side.
[[nodiscard]] study translate(study const& s, std::size_t coder_a, std::size_t coder_b,
                              std::vector<joint_code> const& joint);

/// Each compared source translated by links that it had no part in.
struct held_out_translation {
  study translated;  ///< the compared sources of the two coders, and nothing else
  /// Which sources had a link for a code of the translated study. A code counts in these only: elsewhere nothing says
  /// what the other coder would have called it.
  std::map<std::size_t, std::vector<std::size_t>> sources_of;
};

/// Translates each compared source by the links learnt from the other ones: what coders agree on here was not used to
/// choose the links.
/// @throws insufficient_data for fewer than two compared sources.
[[nodiscard]] held_out_translation translate_held_out(study const& s, code_use const& use,
                                                      matching_options const& how = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/translation-inl.hpp>
#endif
