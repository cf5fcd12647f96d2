// The files of a REFI-QDA project: an archive, or a bare .qde with texts beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <intercoder/io/limits.hpp>

#include "zip.hpp"

namespace intercoder::io {

class refi_package {
 public:
  /// @throws bad_file when the file is neither a ZIP archive nor XML, or does not hold exactly one project.
  refi_package(std::filesystem::path const& path, file_limits const& limits);

  /// The file as the caller named it: how messages begin.
  [[nodiscard]] std::string const& where() const noexcept { return where_; }
  /// How messages about the XML of the project begin.
  [[nodiscard]] std::string const& project_where() const noexcept { return project_where_; }
  /// The project's XML, once.
  [[nodiscard]] std::string take_project() { return std::move(project_); }

  /// The text that an attribute such as "internal://1234.txt" refers to, in UTF-8; none when it is not in the package.
  /// @throws bad_file when the reference leaves the package, or what it finds is damaged, too large or not text.
  [[nodiscard]] std::optional<std::string> text(std::string_view reference);

 private:
  [[nodiscard]] zip_reader::entry const* find_entry(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> read_beside(std::string_view name);

  std::filesystem::path path_;
  std::string where_;
  file_limits limits_;
  std::optional<zip_reader> zip_;
  std::multimap<std::string, std::size_t> by_lower_name_;  ///< names differ in case from program to program
  std::string project_where_;
  std::string project_;
  std::uint64_t read_ = 0;  ///< bytes of texts beside a bare .qde
};

}  // namespace intercoder::io
