// Boundaries: where coders cut a source, whatever they call the pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/estimate.hpp>
#include <intercoder/unitizing/source_statistic.hpp>

namespace intercoder {

/// Where a coder's units start and end within a source, ascending, each place once; its own ends are no boundaries.
[[nodiscard]] std::vector<std::int64_t> boundaries_of(continuum const& source, std::size_t coder);

/// What turns one coder's boundaries into another's: Fournier (2013), fournier_2013.
struct boundary_edits {
  std::size_t matches = 0;    ///< at the same place
  std::size_t near = 0;       ///< pairs that are moved by less than `near_within`
  double moved = 0;           ///< summed over them: how far, as a share of `near_within`
  std::size_t unmatched = 0;  ///< added or taken away
};
/// Near misses are taken by distance, then from left to right; a boundary takes part in one edit.
/// @throws bad_argument when `near_within` is below 1 (which knows no near misses).
[[nodiscard]] boundary_edits edits(std::span<std::int64_t const> a, std::span<std::int64_t const> b,
                                   std::int64_t near_within);

/// Windows in which two coders do not see the same.
struct window_errors {
  std::int64_t windows = 0;
  std::int64_t presence = 0;  ///< one has a boundary inside, the other has none: P_k
  std::int64_t number = 0;    ///< different numbers of boundaries inside: WindowDiff
};
[[nodiscard]] window_errors compare_windows(std::span<std::int64_t const> a, std::span<std::int64_t const> b,
                                            std::int64_t length, std::int64_t window);
/// Half the mean length of the pieces, rounded half to even, at least 2.
[[nodiscard]] std::int64_t window_of(std::span<std::int64_t const> reference, std::int64_t length);

inline constexpr coefficient_info boundary_similarity_info{.name = "boundary_similarity",
                                                           .title = "boundary similarity",
                                                           .takes_weights = false,
                                                           .from_zero_to_one = true,
                                                           .rule = missing_rule::pairable,
                                                           .one_rule = true,
                                                           .undefined = "No coder has a boundary.",
                                                           .source = "fournier_2013"};
inline constexpr coefficient_info segmentation_similarity_info{.name = "segmentation_similarity",
                                                               .title = "segmentation similarity",
                                                               .takes_weights = false,
                                                               .from_zero_to_one = true,
                                                               .rule = missing_rule::pairable,
                                                               .one_rule = true,
                                                               .undefined = "No source has room for a boundary.",
                                                               .source = "fournier_inkpen_2012"};
inline constexpr coefficient_info p_k_info{.name = "p_k",
                                           .title = "P_k",
                                           .takes_weights = false,
                                           .from_zero_to_one = true,
                                           .rule = missing_rule::pairable,
                                           .one_rule = true,
                                           .undefined = "No window fits into a source that the reference marked.",
                                           .source = "beeferman_1999"};
inline constexpr coefficient_info window_diff_info{
    .name = "window_diff",
    .title = "WindowDiff",
    .takes_weights = false,
    .from_zero_to_one = true,
    .rule = missing_rule::pairable,
    .one_rule = true,
    .undefined = "No window fits into a source that the reference marked.",
    .source = "pevzner_hearst_2002"};

/// 1 less edits over boundaries: near misses cost the share of `near_within` (n_t of the paper) they are apart, the
/// rest 1 each. Over pairs of coders and sources, costs and numbers of edits are added up. Not corrected for chance.
/// Undefined without any boundary.
[[nodiscard]] estimate boundary_similarity(continua const& all, std::int64_t near_within = 2);
/// 1 less the same costs over all places where a boundary could be: Fournier & Inkpen (2012), fournier_inkpen_2012. It
/// comes near 1 as sources grow, whatever the coders do.
[[nodiscard]] estimate segmentation_similarity(continua const& all, std::int64_t near_within = 2);
/// Share of windows in which one of reference and another coder sees a boundary and the other does not: an error, 0 for
/// agreement. Beeferman, Berger & Lafferty (1999), beeferman_1999. `window` 0: `window_of` each source's reference.
/// Windows of all other coders and sources are added up.
/// @throws bad_argument for a reference that is not there, or a negative window.
[[nodiscard]] estimate p_k(continua const& all, std::size_t reference, std::int64_t window = 0);
/// The same for different numbers of boundaries: Pevzner & Hearst (2002), pevzner_hearst_2002.
[[nodiscard]] estimate window_diff(continua const& all, std::size_t reference, std::int64_t window = 0);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/unitizing/boundaries-inl.hpp>
#endif
