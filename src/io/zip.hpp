// A ZIP archive from a stranger, read entry by entry, never unpacked to disk; and one written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/io/limits.hpp>

namespace intercoder::io {

class zip_reader {
 public:
  struct entry {
    std::string name;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;  ///< as declared
    bool encrypted = false;
    std::uint64_t method = 0;
    std::uint64_t directory_offset = 0;
    std::uint64_t number = 0;
  };

  /// Reads the directory.
  /// @throws bad_file when it is damaged, has too many entries, names one twice, or names one that leaves the archive.
  zip_reader(std::filesystem::path const& path, file_limits limits);

  /// Without folders.
  [[nodiscard]] std::vector<entry> const& entries() const noexcept { return entries_; }

  /// Unpacks one entry. Every call counts towards what may be read from one file.
  /// @throws bad_file when it is encrypted, packed in an unknown way, damaged, or too large.
  [[nodiscard]] std::string read(entry const& e, std::uint64_t max_bytes);

 private:
  std::string where_;
  file_limits limits_;
  std::shared_ptr<void> file_;
  std::vector<entry> entries_;
  std::uint64_t total_ = 0;
};

/// Why a name cannot be that of a file inside an archive; empty when it can.
[[nodiscard]] std::string_view unsafe_name(std::string_view name) noexcept;

/// The same bytes for the same entries: no time is recorded.
class zip_writer {
 public:
  /// @throws bad_file when the file cannot be written.
  explicit zip_writer(std::filesystem::path const& path);
  /// An archive that was not finished is removed.
  ~zip_writer();
  zip_writer(zip_writer const&) = delete;
  zip_writer& operator=(zip_writer const&) = delete;

  void add(std::string const& name, std::string_view bytes);
  void finish();

 private:
  std::filesystem::path path_;
  void* file_;
};

}  // namespace intercoder::io
