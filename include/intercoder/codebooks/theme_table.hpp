// Which theme occurs in which source: the table of a results section, "15 of 18 interviews".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/roll_up.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// When a theme counts as present in a source that several coders coded.
enum class double_coded {
  union_of,      ///< at least one of them applied it there
  intersection,  ///< every one of them did
  coder          ///< a given one of them did, who may be a layer of decided codings
};

struct theme_options {
  code_level level{.of = code_level::kind::theme};
  double_coded rule = double_coded::union_of;
  std::optional<std::size_t> coder = {};  ///< for `double_coded::coder`
  std::vector<std::size_t> coders = {};   ///< empty: all
  std::vector<std::size_t> sources = {};  ///< empty: those assigned to at least one of the coders; kept in this order
};

/// Themes in rows, sources in columns. A coding of a whole source counts like any other.
struct theme_table {
  std::vector<std::size_t> coders;      ///< indices into the study
  std::vector<std::size_t> sources;     ///< indices into the study
  std::vector<std::size_t> themes;      ///< indices into the codebook: what codes stand for at this level, used or not
  std::vector<std::uint8_t> coded_by;   ///< sources x coders: 1 where the coder was assigned to the source
  std::vector<std::int64_t> stretches;  ///< themes x sources x coders: how many each coder marked
  std::vector<std::uint8_t> present;    ///< themes x sources, by the rule
  std::size_t coded_twice = 0;          ///< sources that at least two of the coders coded
  std::vector<std::string> notes;       ///< what was assumed or left out, one sentence each

  [[nodiscard]] bool at(std::size_t theme, std::size_t source) const {
    return present[theme * sources.size() + source] != 0;
  }
  [[nodiscard]] std::int64_t marked(std::size_t theme, std::size_t source, std::size_t coder) const {
    return stretches[(theme * sources.size() + source) * coders.size() + coder];
  }
  /// In how many sources the theme occurs.
  [[nodiscard]] std::size_t n(std::size_t theme) const;
};

/// Stretches of one theme by one coder that overlap are one. A source that only one of the coders coded shows what that
/// coder found, whatever the rule.
/// @throws bad_argument for a coder or source that is not there or given twice, a source that none of the coders was
/// assigned to, and `double_coded::coder` without a coder.
[[nodiscard]] theme_table themes_by_source(study const& s, theme_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/theme_table-inl.hpp>
#endif
