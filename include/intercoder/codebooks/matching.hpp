// Which codes of two coders belong together, from what they were used for; names stand beside that as evidence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <intercoder/codebooks/code_use.hpp>
#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/progress.hpp>

namespace intercoder {

struct matching_options {
  double floor = 0.07;          ///< least kappa of a pair of codes that may be linked: agreement beyond chance
  double share = 0.4;           ///< share of one code on the other, beyond chance, from which little is in doubt
  double gain = 0.05;           ///< by how much a further code has to raise the Jaccard of a group to be part of it
  std::size_t resamples = 200;  ///< of sources, for the stability of links; 0: none
  std::uint64_t seed = 0;
  std::size_t threads = 0;  ///< 0: as many as the machine has
  progress report = {};     ///< of the resamples
};

/// Codes that stand for one thing: at least one of each coder. Indices into the codebook, ascending.
struct matched_codes {
  std::vector<std::size_t> a, b;
  friend bool operator==(matched_codes const&, matched_codes const&) = default;
};

/// Pairs by the assignment that has the highest sum of Jaccards, among pairs above the floor of which one code lies on
/// the other by at least `share`. A code that is left over joins the group of the code most of it lies on, by at least
/// `share`, when that makes the two sides of the group more alike: a split, a merger, or many to many. Then the same
/// among what is left, for pairs above the floor that are each other's nearest. At last, codes left over on both sides
/// that have one name (or are one code) and no competitor for it are linked by name, whatever their use. Chance is that
/// over all text compared.
/// @throws bad_argument for options outside 0 .. 1.
[[nodiscard]] std::vector<matched_codes> match_codes(codebook const& codes, code_use const& use,
                                                     source_weights const& weight, matching_options const& how = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/matching-inl.hpp>
#endif
