// Links between two coders' codes, each with its evidence: use, names, stability, quotes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/codebooks/matching.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/units.hpp>

namespace intercoder {

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

/// What a group is: by how many codes it has on either side, and whether a code on each have one name.
[[nodiscard]] link_kind kind_of(codebook const& codes, matched_codes const& group);

/// A link between two codes with its evidence, or a code that only one coder has. What cannot be said is NaN.
struct code_link {
  std::optional<std::size_t> a, b;  ///< indices into the codebook
  link_kind kind = link_kind::same;
  std::size_t group = 0;            ///< links of one group belong together
  double similarity = 0;            ///< Jaccard of the two codes
  double share_a = 0, share_b = 0;  ///< of what each covers, what the other does
  double of_group = 0;              ///< Jaccard of all codes of A in the group with all of B: their unions
  double name_similarity = 0;       ///< of the names alone: the higher of the two below
  double name_edit = 0, name_tokens = 0;
  double path_similarity = 0;  ///< of the names above them
  double definition_similarity = 0;
  double stability = 0;         ///< share of resamples of sources with both codes that link them
  std::vector<segment> quotes;  ///< at most two stretches with both codes, of different sources where possible
};

/// Groups with their evidence, in the order of the codebook; then codes only A has, then those only B has.
[[nodiscard]] std::vector<code_link> links_of(study const& s, code_use const& use, matching_options const& how = {});

/// The same evidence for links that a person made: of a code of A with one of B, whether they were found or not.
[[nodiscard]] std::vector<code_link> links_between(study const& s, code_use const& use,
                                                   std::vector<std::pair<std::size_t, std::size_t>> const& pairs,
                                                   matching_options const& how = {});

/// Jaccard of what any of the codes of A covers and what any of B does.
[[nodiscard]] double group_similarity(code_use const& use, matched_codes const& group);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/code_links-inl.hpp>
#endif
