// A layer of decided codings: what all coders agree on, and what they decided together about the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// What the layer is called, as if it were a coder.
inline constexpr std::string_view consensus_name = "consensus";

/// Whether a stretch of a source has a code in the end; with `whole_source`, the source as such.
struct decision {
  std::size_t source = 0;
  std::size_t code = 0;
  std::int64_t start = 0, end = 0;
  bool whole_source = false;
  bool applies = false;
};

/// A stretch that some of the coders marked with a code and others did not.
struct open_question {
  std::size_t source = 0;
  std::size_t code = 0;
  std::int64_t start = 0, end = 0;
  bool whole_source = false;
  std::vector<std::size_t> marked_by;  ///< indices into the study
};

struct consensus_layer {
  study with_layer;                      ///< one coder more, who is assigned to the sources shared by all
  std::vector<std::size_t> sources;      ///< shared by all of the coders
  std::vector<open_question> undecided;  ///< by source, code and position: these have no code in the layer
  std::int64_t agreed = 0;               ///< characters, added up over codes, that all coders marked
  std::int64_t accepted = 0;             ///< that decisions added to these
  std::int64_t rejected = 0;             ///< that some coder marked and decisions left out
  std::int64_t open = 0;                 ///< that nobody decided about
};

/// Decisions hold against agreement: a stretch that all marked can be decided away. Of decisions about the same stretch
/// the last one holds.
/// @throws bad_argument for fewer than two coders, a coder of the layer's name, and a decision about a source that they
/// do not share, a code that is not there, or a stretch that leaves its source or is empty.
[[nodiscard]] consensus_layer make_consensus(study const& s, std::vector<std::size_t> coders = {},
                                             std::vector<decision> const& decisions = {},
                                             std::string_view name = consensus_name);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/consensus-inl.hpp>
#endif
