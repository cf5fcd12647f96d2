// The papers that sentences and reports name, in one table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <intercoder/inference/interval_options.hpp>

namespace intercoder {

/// A paper as a sentence names it and as a list of references has it.
struct paper {
  std::string_view key;    ///< in docs/references.bib
  std::string_view cited;  ///< "Cohen, 1960"
  std::string_view text;   ///< in APA style
};

/// All of them, by key.
[[nodiscard]] std::span<paper const> papers() noexcept;
/// Null when it is not there.
[[nodiscard]] paper const* find_paper(std::string_view key) noexcept;
/// "Cohen, 1960"; the key itself when the paper is not there.
[[nodiscard]] std::string_view cited(std::string_view key) noexcept;
/// The key of the paper whose interval it is. Empty for `automatic`, which is never what a result says.
[[nodiscard]] std::string_view source_of(interval_method m) noexcept;

}  // namespace intercoder
