// Overlap against chance for all pairs of codes at once: the largest statistic in each joint shift.
#pragma once

#include <cstddef>
#include <cstdint>

#include <intercoder/codebooks/chance_overlap.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/progress.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

struct max_t_options {
  std::size_t draws = 9999;  ///< of shifts; all of them where there are no more
  std::uint64_t seed = 0;
  std::size_t threads = 0;  ///< 0: as many as the machine has
  progress report = {};
};

/// `overlap_by_shifts`, adjusted by the largest statistic of all pairs in each joint shift, stepping down (Westfall &
/// Young, 1993): the chance of any false find stays below the level, and what pairs have to do with each other is not
/// wasted. The statistic is (shared - expected) / spread. A pair that no shift moves has 1.
/// @throws cancelled when `report` returns false.
[[nodiscard]] chance_table overlap_by_max_t(study const& s, std::size_t coder_a, std::size_t coder_b,
                                            chance_options const& how = {}, max_t_options const& draw = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/max_t-inl.hpp>
#endif
