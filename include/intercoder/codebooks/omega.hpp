// How alike two coders group units, whatever their groups are called: overlapping clusterings.
#pragma once

#include <vector>

#include <intercoder/core/statistic.hpp>

namespace intercoder {

inline constexpr coefficient_info omega_index_info{
    .name = "omega_index",
    .title = "omega index",
    .most_coders = 2,
    .needs_coders = true,
    .takes_weights = false,
    .rule = missing_rule::complete,
    .one_rule = true,
    .undefined =
        "Each coder puts every pair of units into equally many groups: there is nothing to agree on beyond "
        "chance.",
    .source = "collins_dent_1988 hubert_arabie_1985"};

/// Omega index of two coders: pairs of units that share equally many codes with both, beyond chance. Collins & Dent
/// (1988), collins_dent_1988. Names of codes need not match: only how many codes two units share counts, coder by
/// coder. Where each unit has one code it is the adjusted Rand index, hubert_arabie_1985. Units that both coders coded;
/// categories are sets of codes, or codes, each a set of one.
///
/// Units with the same codes are looked at once, with their count (lengths of stretches of text, for instance), and
/// only beside those with which they share a code; pairs that share none are counted by subtraction.
/// @throws bad_argument for other than two known coders, or `missing` other than `complete`, or where pairs of
/// different rows that share a code are so many (4e8) that it would take minutes.
[[nodiscard]] estimate omega_index(ratings const& r, coefficient_options const& options = {});

/// What can be said without data of each way to compare groupings.
[[nodiscard]] inline std::vector<coefficient_info> grouping_list() { return {omega_index_info}; }

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/omega-inl.hpp>
#endif
