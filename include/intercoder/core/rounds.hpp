// The rounds of a study: each a study of its own, with what was coded in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// The labels of rounds that codings have, in the order of words and of whole numbers within them: "round 2" stands
/// before "round 10". Codings without a label make no round.
[[nodiscard]] std::vector<std::string> rounds_of(study const& s);

/// The codings of one round, the codes used in it with those above them, and all sources and coders. Who was asked to
/// code what in a round is not known: a coder is assigned to the sources where they coded something, assumed.
/// @throws bad_argument naming the round and listing the known ones.
[[nodiscard]] study study_of_round(study const& s, std::string_view round);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/rounds-inl.hpp>
#endif
