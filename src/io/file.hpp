// Bytes from disk, and what it takes to call them text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <intercoder/core/error.hpp>
#include <intercoder/io/limits.hpp>

namespace intercoder::io {

/// 'name' for a message: at most 60 characters, nothing that could steer a terminal.
[[nodiscard]] std::string in_quotes(std::string_view name);

/// "1 coding", "3 codings": with a plural that takes an s.
[[nodiscard]] std::string counted(std::size_t n, std::string_view thing);

/// "'a', 'b', 'c' and 2 more".
class name_list {
 public:
  void add(std::string_view name) {
    if (++n_ <= shown) text_ += (n_ > 1 ? ", " : "") + in_quotes(name);
  }
  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  [[nodiscard]] std::string text() const {
    return n_ > shown ? text_ + " and " + std::to_string(n_ - shown) + " more" : text_;
  }

 private:
  static constexpr std::size_t shown = 5;
  std::size_t n_ = 0;
  std::string text_;
};

/// The whole of a regular file.
/// @throws bad_file when it is missing, not a regular file, not readable, or larger than `max_bytes`.
[[nodiscard]] std::string read_bytes(std::filesystem::path const& path, std::uint64_t max_bytes);

[[nodiscard]] bool is_gzip(std::string_view bytes) noexcept;

/// Unpacks one or more gzip members.
/// @throws bad_file when they are damaged, truncated, followed by something else, or grow beyond the limits.
[[nodiscard]] std::string gunzip(std::string_view bytes, std::string const& where, file_limits const& limits);

/// @throws bad_file when this much unpacked from that much packed is beyond the limits. `bytes` already unpacked from
/// the same file count too.
void check_unpacked(std::uint64_t unpacked, std::uint64_t packed, std::uint64_t max_bytes, file_limits const& limits,
                    std::string const& where);

/// Valid UTF-8 without zero bytes, a byte order mark kept. UTF-16 that begins with one is translated.
/// @throws bad_file naming the byte and its line.
[[nodiscard]] std::string to_utf8(std::string bytes, std::string const& where);

/// @throws bad_file when the file cannot be written.
void write_bytes(std::filesystem::path const& path, std::string_view bytes);

}  // namespace intercoder::io
