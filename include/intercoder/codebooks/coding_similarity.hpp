// One figure for two codings without a mapping of their codes: every index, with what it would be by chance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <intercoder/codebooks/partitions.hpp>
#include <intercoder/core/code_lists.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/progress.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {

/// Units with the codes that each of two coders gave them, by source.
struct twice_coded {
  std::vector<std::size_t> source;
  code_lists a, b;
};

struct similarity_options {
  std::size_t permutations = 999;
  std::uint64_t seed = 0;   ///< permutation k depends on the seed and k alone
  std::size_t threads = 0;  ///< 0: as many as the machine has
  progress report = {};
};

struct similarity_measure {
  std::string name;
  double value = 0;
  double by_chance = 0;  ///< mean over the permutations
  double p_value = 0;    ///< share of permutations that are as alike, with the one observed
  double error = 0;      ///< from leaving out one source at a time; NaN for fewer than three
};

struct coding_similarity {
  std::vector<similarity_measure> measures;  ///< omega, B-cubed, then those of partitions
  std::size_t units = 0, sources = 0;
  std::size_t combinations_a = 0, combinations_b = 0;  ///< different sets of codes: the groups of the partitions
  std::vector<std::string> notes;
};

/// The omega index and extended B-cubed compare codes; the others compare partitions, for which each different set of
/// codes is one group. A permutation deals the sets of B out anew among the units of each source: what two coders would
/// share who know which source they are in and nothing else. For `vi`, which is a distance, alike is low. Errors leave
/// sources out and do not draw them anew: copies of a source put each unit beside its like, and what two coders hold
/// together would seem to grow.
/// @throws bad_argument for no units and lists of different lengths, @throws cancelled when `report` returns false.
[[nodiscard]] coding_similarity similarity_of_codings(twice_coded const& units, similarity_options const& options = {});

/// The units of the sources assigned to both coders. Units that only one of them coded count: the other gave no code.
/// Units that neither coded are left out.
/// @throws bad_argument as `project` does, and for characters, which are no units to deal out.
[[nodiscard]] twice_coded coded_by_both(study const& s, std::size_t coder_a, std::size_t coder_b,
                                        unit_kind unit = unit_kind::paragraph, std::vector<std::size_t> sources = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/coding_similarity-inl.hpp>
#endif
