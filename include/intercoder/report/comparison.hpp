// The main job: how far coders of a text study agree, code by code and over all, with everything a report states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <intercoder/codebooks/disagreements.hpp>
#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/extent.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/warnings.hpp>

namespace intercoder {

struct comparison_options {
  std::vector<std::string> coders{};   ///< by name; empty: all of the study
  std::vector<std::string> sources{};  ///< by name; empty: those assigned to all of the coders
  unit_kind unit = unit_kind::paragraph;
  uncoded_rule uncoded = uncoded_rule::agree;
  std::string coefficient = "krippendorff_alpha";
  interval_options interval{};
  std::optional<std::vector<segment>> segments{};  ///< as for `projection`
};

/// A value with its interval.
struct result {
  estimate value;
  confidence_interval interval;
};

/// One code, as present or absent in each unit.
struct code_result {
  std::size_t code = 0;              ///< index into the codebook
  std::vector<std::int64_t> amount;  ///< units (or characters) each coder gave the code
  result main;                       ///< the coefficient asked for
  estimate kappa;                    ///< Cohen's for two coders, Conger's for more
  std::vector<warning> warnings;
};

/// A code only one coder used, and the code of another coder that is used most like it.
struct single_coder_code {
  code_result result;
  std::size_t coder = 0;               ///< place among the coders compared
  std::optional<std::size_t> partner;  ///< index into the codebook; none when nothing overlaps
  std::size_t partner_coder = 0;       ///< place among the coders compared
  double jaccard = 0;                  ///< of characters
};

/// Pooled over codes, under one uncoded rule.
struct pooled_result {
  uncoded_rule uncoded = uncoded_rule::agree;
  std::size_t units = 0;
  std::size_t shared_codes = 0, all_codes = 0;
  result shared;  ///< codes that at least two coders used
  result all;     ///< codes that any coder used
};

struct comparison {
  comparison_options options;
  presence units;                           ///< what was compared, under the rule asked for
  extent coded;                             ///< who coded how much
  double uncoded_share = 0;                 ///< units that nobody gave any code, of all units before any were dropped
  std::vector<code_result> shared;          ///< codes used by at least two coders, in the order of the codebook
  std::vector<single_coder_code> single;    ///< codes used by one coder only
  std::vector<pooled_result> pooled;        ///< the rule asked for first; `agree` and `exclude` always
  std::vector<overlap_table> overlaps;      ///< one for each pair of coders, by characters
  std::vector<disagreement> disagreements;  ///< most costly first; costs add up to the mean observed disagreement
  std::vector<warning> warnings;
  std::vector<std::string> notes;  ///< of the reader and of this comparison

  /// The headline: pooled over the codes that at least two coders used, under the rule asked for.
  [[nodiscard]] result const& headline() const { return pooled.front().shared; }
};

/// Themes instead of codes: compare `roll_up(s, level)`, whose notes come along.
/// @throws bad_argument when a coder, source, unit or coefficient is not known or fewer than two coders are given, and
/// as `project` does.
/// @throws insufficient_data when no source is assigned to all of the coders, or the study has fewer than two.
[[nodiscard]] comparison compare_coders(study const& s, comparison_options const& options = {});

}  // namespace intercoder
