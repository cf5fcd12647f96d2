// Which codes of two coders belong together, from what they were used for; names stand beside that as evidence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <intercoder/codebooks/code_use.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

struct matching_options {
  double floor = 0.15;          ///< least Jaccard of a pair of codes that may be linked
  double share = 0.4;           ///< least share of one of the two codes that lies on the other
  double gain = 0.05;           ///< by how much a further code has to raise the Jaccard of a group to be part of it
  std::size_t resamples = 200;  ///< of sources, for the stability of links; 0: none
  std::uint64_t seed = 0;
};

/// Codes that stand for one thing: at least one of each coder. Indices into the codebook, ascending.
struct matched_codes {
  std::vector<std::size_t> a, b;
  friend bool operator==(matched_codes const&, matched_codes const&) = default;
};

/// Pairs by the assignment that has the highest sum of Jaccards, among pairs above the floor and the share. A code that
/// is left over joins the group of the code most of it lies on, when that makes the two sides of the group more alike:
/// a split, a merger, or many to many. At last, codes left over on both sides that have one name (or are one code) and
/// no competitor for it are linked by name, whatever their use.
/// @throws bad_argument for options outside 0 .. 1.
[[nodiscard]] std::vector<matched_codes> match_codes(codebook const& codes, code_use const& use,
                                                  source_weights const& weight, matching_options const& how = {});

enum class link_kind {
  same,     ///< one and one, of one name
  renamed,  ///< one and one
  split,    ///< a code of A is several of B
  merged,   ///< several of A are one of B
  many,     ///< several of A are several of B
  only_a,
  only_b
};

[[nodiscard]] std::string_view name(link_kind k) noexcept;

/// A link between two codes with its evidence, or a code that only one coder has. What cannot be said is NaN.
struct code_link {
  std::optional<std::size_t> a, b;  ///< indices into the codebook
  link_kind kind = link_kind::same;
  std::size_t group = 0;            ///< links of one group belong together
  double similarity = 0;            ///< Jaccard of the two codes
  double share_a = 0, share_b = 0;  ///< of what each covers, what the other does
  double of_group = 0;              ///< Jaccard of all codes of A in the group with all of B: their unions
  double name_similarity = 0;       ///< of the names alone
  double path_similarity = 0;       ///< of the names above them
  double definition_similarity = 0;
  double stability = 0;         ///< share of resamples of sources with both codes that link them
  std::vector<segment> quotes;  ///< at most two stretches with both codes, of different sources where possible
};

/// Groups with their evidence, in the order of the codebook; then codes only A has, then those only B has.
[[nodiscard]] std::vector<code_link> links_of(study const& s, code_use const& use, matching_options const& how = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/matching-inl.hpp>
#endif
