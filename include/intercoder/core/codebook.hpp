// A codebook: a tree of codes with names, definitions and a stable identity.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// Stands between the names on the way from the root to a code: "Barriers > Cost > Travel".
inline constexpr std::string_view path_separator = " > ";

/// One code. `parent` is an index into the codebook that holds it, always smaller than the code's own.
struct code {
  std::string id;                     ///< as the file gives it (REFI-QDA: the guid); may be empty
  std::string name;                   ///< as typed by its author
  std::string definition;             ///< what the code stands for; may be empty
  std::optional<std::size_t> parent;  ///< none for a code at the top
  bool codable = true;                ///< false for folders that only group other codes
  std::string colour;                 ///< #RRGGBB or empty
};

/// Codes in reading order, parents before children.
class codebook {
 public:
  /// Appends a code and returns its index.
  /// @throws bad_argument when the parent does not stand before the code, or the name is empty.
  std::size_t add(code c);

  [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }
  [[nodiscard]] bool empty() const noexcept { return codes_.empty(); }
  [[nodiscard]] code const& operator[](std::size_t i) const { return codes_[i]; }
  [[nodiscard]] auto begin() const noexcept { return codes_.begin(); }
  [[nodiscard]] auto end() const noexcept { return codes_.end(); }

  /// The names from the root to the code, joined with " > ".
  [[nodiscard]] std::string const& path(std::size_t i) const { return paths_[i]; }
  /// 0 for a code at the top.
  [[nodiscard]] std::size_t depth(std::size_t i) const;
  /// The first code with this path, or none. A name that stands for exactly one code is accepted in place of its path.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view path_or_name) const;
  /// The code's ancestor at this depth, or the code itself when it lies no deeper.
  [[nodiscard]] std::size_t ancestor(std::size_t i, std::size_t depth) const;

 private:
  std::vector<code> codes_;
  std::vector<std::string> paths_;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/codebook-inl.hpp>
#endif
