// The figures that other programs for qualitative analysis show for two coders, by their own definitions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/two_by_two.hpp>

namespace intercoder {

/// Who and what is compared. A group of coders has marked what any of its members marked.
struct tool_options {
  std::vector<std::size_t> first{};  ///< coders, indices into the study; empty with `second`: the study's only two
  std::vector<std::size_t> second{};
  std::vector<std::size_t> sources{};  ///< empty: those assigned to somebody in each group
  std::vector<std::size_t> codes{};    ///< empty: those that either group used there
};

/// One code in one source, in characters.
struct nvivo_row {
  std::size_t source = 0;  ///< index into the study
  std::size_t code = 0;    ///< index into the codebook
  two_by_two characters;
  double kappa = 0;       ///< 1 where nothing could have disagreed, as that program has it
  bool constant = false;  ///< nobody marked anything with it, or both everything: Cohen's kappa is undefined
  [[nodiscard]] double agreement() const { return (characters.both + characters.neither) / characters.total(); }
};

/// Means of the rows over sources, for one code or over all codes.
struct nvivo_mean {
  double kappa = not_a_number;          ///< every row counts the same
  double kappa_by_size = not_a_number;  ///< rows count as many characters as their sources have
  double agreement = not_a_number;
  double agreement_by_size = not_a_number;
  double kappa_defined = not_a_number;  ///< every row counts the same, those without a kappa left out
  double pooled = not_a_number;         ///< mean observed and mean expected agreement: De Vries et al. (2008)
  double added = not_a_number;          ///< Cohen's kappa of the added tables
  std::size_t constant = 0;             ///< rows whose kappa of 1 is that program's convention
};

struct nvivo_figures {
  std::vector<nvivo_row> rows;  ///< by source and code
  std::map<std::size_t, nvivo_mean> by_code;
  nvivo_mean overall;
};

/// NVivo's Coding Comparison query: characters, one row for each source and code. By default the sources that both
/// groups were assigned to enter; that program takes every source it is given, also those that a coder never opened.
/// @throws bad_argument when there are not two groups, a coder is in both, or something is not there.
[[nodiscard]] nvivo_figures like_nvivo(study const& s, tool_options const& who = {});

/// What an overlap of segments is a share of.
enum class overlap_of { own, either };

struct maxqda_options {
  tool_options who{};
  double overlap = 0.9;             ///< least share
  overlap_of of = overlap_of::own;  ///< of the segment looked at, or of what either covers
};

/// Agreements and disagreements on one code.
struct maxqda_row {
  std::size_t code = 0;
  std::size_t agreements = 0, disagreements = 0;
  [[nodiscard]] double share() const {
    return static_cast<double>(agreements) / static_cast<double>(agreements + disagreements);
  }
};

/// A segment of either coder, and whether the other has one that overlaps enough.
struct maxqda_segment {
  std::size_t source = 0, code = 0;
  bool by_first = false;
  std::int64_t start = 0, end = 0;
  double overlap = 0;  ///< with the segment of the other that overlaps most
  bool agrees = false;
};

struct maxqda_level {
  std::vector<maxqda_row> codes;
  double observed = not_a_number;
  double chance = not_a_number;  ///< 1 over the number of codes
  double kappa = not_a_number;   ///< Brennan and Prediger's, as "RK"
};

struct maxqda_figures {
  maxqda_level existence;  ///< is the code in the document? one decision for each document and code
  maxqda_level frequency;  ///< is it there equally often?
  maxqda_level segments;   ///< has every segment a counterpart?
  std::vector<maxqda_segment> list;
};

/// MAXQDA's intercoder agreement of two coders, on its three levels.
/// @throws bad_argument as `like_nvivo` does, and for a share outside (0, 1].
[[nodiscard]] maxqda_figures like_maxqda(study const& s, maxqda_options const& how = {});

/// A semantic domain: codes that exclude each other.
struct code_domain {
  std::string name;
  std::vector<std::size_t> codes;
};

struct atlasti_domain {
  std::string name;
  estimate binary;  ///< "c-alpha-binary": is the character coded with the domain?
  estimate codes;   ///< "cu-alpha": which code, where at least two coders applied the domain
};

struct atlasti_figures {
  std::vector<atlasti_domain> domains;
  estimate binary;                ///< coded with any of the domains
  double between = not_a_number;  ///< "Cu-alpha": which domains, where at least two coders applied any
};

/// ATLAS.ti's coefficients, as its manual describes them in words. @throws bad_argument for fewer than two coders, an
/// empty domain, a code in two domains, and codes of one domain that overlap by one coder.
[[nodiscard]] atlasti_figures like_atlasti(study const& s, std::vector<code_domain> const& domains,
                                           std::vector<std::size_t> coders = {}, std::vector<std::size_t> sources = {});

}  // namespace intercoder
