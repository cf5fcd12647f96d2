// Continua: for each source, who was asked to mark it, and which stretches of it they marked with which code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/ratings.hpp>
#include <intercoder/core/selection.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// One source as its coders cut it up. Units of one coder may overlap; what a coder did not mark is a gap.
struct continuum {
  std::string name;
  std::int64_t length = 0;               ///< in code points, or whatever positions count
  std::vector<std::size_t> coders = {};  ///< who was asked to mark it, also those who marked nothing; ascending
  std::vector<mark> units = {};  ///< by coder, start, end and code; positions within the source; no exact repeats

  /// The units of one coder.
  [[nodiscard]] std::span<mark const> of_coder(std::size_t coder) const;
};

/// Several of them, marked with codes of one codebook by coders who need not be the same everywhere.
struct continua {
  std::vector<std::string> coders;  ///< names
  std::vector<std::string> codes;   ///< paths; of those used
  std::vector<continuum> sources;   ///< at least two coders each
  std::vector<std::string> notes;   ///< what was assumed or left out, one sentence each
  std::size_t assumed = 0;          ///< coders of whom nobody said which sources they were asked to mark

  /// @throws bad_argument naming the code and listing those used.
  [[nodiscard]] std::size_t code_index(std::string_view path) const;
};

struct continua_options {
  std::vector<std::size_t> coders = {};   ///< of the study; empty: all
  std::vector<std::size_t> sources = {};  ///< of the study; empty: those assigned to at least two of the coders
  std::vector<std::size_t> codes = {};    ///< of the codebook; empty: all
};

/// The sources of a study that at least two of the coders were assigned to. Codings of whole sources have no place in
/// them and are left out, which a note says.
/// @throws insufficient_data when the study has fewer than two coders.
/// @throws bad_argument for a coder, source or code that is not there or given twice, and for a source that only one of
/// the coders was assigned to; each is named.
[[nodiscard]] continua continua_of(study const& s, continua_options const& which = {});

/// One continuum from its parts, checked: for callers without a study. Coders and codes are named 1, 2, ...
/// @throws bad_argument naming the first unit that is empty, leaves the continuum, or has a coder that is not there.
[[nodiscard]] continua single_continuum(std::int64_t length, std::size_t coders, std::vector<mark> units);

/// Who marked which source, as a reliability table: sources in rows, coders in columns, and in each cell the source's
/// place. With it, all that is known of coefficients (intervals, pairs, leaving a coder out) applies to values that are
/// computed source by source.
[[nodiscard]] ratings sources_by_coders(continua const& all);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/continuum-inl.hpp>
#endif
