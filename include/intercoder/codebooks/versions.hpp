// What changed from one version of a codebook to the next.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// A code of both versions, and what says that it is one.
struct same_code {
  enum class known_by {
    id,
    path,
    name,
    codings,  ///< covers the same text, and nothing else says so
    below     ///< the codes below it are the same
  };
  std::size_t before = 0, after = 0;  ///< indices into either codebook
  known_by by = known_by::path;
  bool renamed = false;    ///< seen by a reader: how accents are encoded, and blanks around words, do not count
  bool moved = false;      ///< stands below another code; not where the one above was only renamed
  bool redefined = false;  ///< not where one version has neither definitions nor identifiers, as a table of codings
  bool other_id = false;   ///< both have one, not the same
};

/// Codes of one version, and those of the other that took over what they were used for.
struct code_succession {
  std::vector<std::size_t> before, after;
};

struct codebook_changes {
  std::vector<same_code> same;                 ///< in the order of the later version
  std::vector<std::size_t> added, removed;     ///< indices into the later, the earlier codebook
  std::vector<code_succession> split, merged;  ///< from codings: none for codebooks alone
  std::vector<std::string> notes;              ///< what codings could not say, one sentence each
};

/// Codes are found again by identifier; then by path; then by a name that occurs once among what is left on both sides.
/// Paths and names that are the same come first, then those that differ in case and punctuation only (`folded_name`).
/// Below a code that was found, a path begins anew: what kept its name below a renamed code kept its path. Where
/// identifiers say nothing, a code whose codes below are mostly the same, and below one code, is that code.
[[nodiscard]] codebook_changes diff_codebooks(codebook const& before, codebook const& after);

/// The same, with codings of sources that both studies have under one name and in one length (blanks at the end do not
/// count; a length that is not known may be any), whoever coded. One code that is gone and one that is new are the same
/// when at least half of the text that either covers is covered by both, and identifiers do not say otherwise. Several
/// codes, at least one of them new or gone, that cover what one code covered are a split, or a merger: see
/// `match_codes`.
[[nodiscard]] codebook_changes diff_codebooks(study const& before, study const& after);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/versions-inl.hpp>
#endif
