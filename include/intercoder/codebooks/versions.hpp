// What changed from one version of a codebook to the next.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// A piece of a definition: in both versions, or in one of them only. Words joined with spaces.
struct word_change {
  enum class kind { kept, removed, added };
  kind of = kind::kept;
  std::string words;
  friend bool operator==(word_change const&, word_change const&) = default;
};

/// The fewest words removed and added that make one text the other. Blanks do not count.
[[nodiscard]] std::vector<word_change> word_diff(std::string_view before, std::string_view after);

/// A code of both versions, and what says that it is one.
struct same_code {
  enum class known_by { id, path, name };
  std::size_t before = 0, after = 0;  ///< indices into either codebook
  known_by by = known_by::path;
  bool renamed = false;
  bool moved = false;  ///< stands below another code; not where the one above was only renamed
  bool redefined = false;
  bool other_id = false;  ///< both have one, not the same
};

/// Codes of one version, and those of the other that took over what they were used for.
struct code_succession {
  std::vector<std::size_t> before, after;
};

struct codebook_changes {
  std::vector<same_code> same;                 ///< in the order of the later version
  std::vector<std::size_t> added, removed;     ///< indices into the later, the earlier codebook
  std::vector<code_succession> split, merged;  ///< from codings: none for codebooks alone
};

/// Codes are found again by identifier, then by path, then by a name that occurs once among what is left on both sides.
[[nodiscard]] codebook_changes diff_codebooks(codebook const& before, codebook const& after);

/// The same, with splits and mergers from codings of sources that both studies have under one name and in one length:
/// several codes, at least one of them new or gone, that cover what one code covered. Whoever coded.
[[nodiscard]] codebook_changes diff_codebooks(study const& before, study const& after);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/versions-inl.hpp>
#endif
