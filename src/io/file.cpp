// Bytes from disk, and what it takes to call them text.
#include "file.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <system_error>

#include <intercoder/core/text.hpp>

namespace intercoder::io {
namespace fs = std::filesystem;

namespace {

[[nodiscard]] std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return std::string{"0x"} + digits[byte >> 4] + digits[byte & 15];
}

[[noreturn]] void not_text(std::string const& where, std::string_view bytes, std::size_t at, std::string const& what) {
  auto const line = 1 + std::ranges::count(bytes.substr(0, at), '\n');
  throw bad_file{where + ": byte " + std::to_string(at + 1) + " (" +
                 hexadecimal(static_cast<unsigned char>(bytes[at])) + ", line " + std::to_string(line) + ") " + what +
                 "; expected UTF-8 text"};
}

[[nodiscard]] std::string from_utf16(std::string_view bytes, bool big_endian, std::string const& where) {
  if (bytes.size() % 2 != 0) not_text(where, bytes, bytes.size() - 1, "is half of a UTF-16 unit");
  auto const unit = [&](std::size_t i) {
    auto const first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? (first << 8) | second : (second << 8) | first);
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    auto c = unit(i);
    if (c >= 0xD800 && c <= 0xDFFF) {
      auto const low = c <= 0xDBFF && i + 3 < bytes.size() ? unit(i + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) not_text(where, bytes, i, "begins half of a UTF-16 surrogate pair");
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(out, c);
  }
  return out;
}

}  // namespace

std::string in_quotes(std::string_view name) {
  std::string out = "'";
  std::string ascii;
  if (invalid_utf8(name)) {
    ascii = name;
    std::ranges::replace_if(
        ascii, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    name = ascii;
  }
  std::size_t at = 0;
  for (int n = 0; at < name.size(); ++n) {
    if (n == 60) return out + "...'";
    auto const from = at;
    auto const c = next_code_point(name, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : "?";
    else
      out += name.substr(from, at - from);
  }
  return out + "'";
}

std::string counted(std::size_t n, std::string_view thing) {
  return std::to_string(n) + " " + std::string{thing} + (n == 1 ? "" : "s");
}

std::string read_bytes(fs::path const& path, std::uint64_t max_bytes) {
  auto const where = path.string();
  std::error_code failed;
  auto const kind = fs::status(path, failed);
  if (!fs::exists(kind)) throw bad_file{where + ": no such file"};
  if (fs::is_directory(kind)) throw bad_file{where + ": is a folder; expected a file"};
  if (!fs::is_regular_file(kind)) throw bad_file{where + ": is not a regular file"};
  auto const size = fs::file_size(path, failed);
  if (failed) throw bad_file{where + ": cannot be read: " + failed.message()};
  if (size > max_bytes)
    throw bad_file{where + ": holds " + std::to_string(size) + " bytes; the limit is " + std::to_string(max_bytes)};
  std::ifstream in{path, std::ios::binary};
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!in || !in.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw bad_file{where + ": cannot be read: " + std::strerror(errno)};
  return bytes;
}

bool is_gzip(std::string_view bytes) noexcept { return bytes.starts_with("\x1F\x8B"); }

void check_unpacked(std::uint64_t unpacked, std::uint64_t packed, std::uint64_t max_bytes, file_limits const& limits,
                    std::string const& where) {
  if (unpacked > max_bytes)
    throw bad_file{where + ": unpacks to more than " + std::to_string(max_bytes) + " bytes, the limit"};
  constexpr std::uint64_t harmless = 1 << 20;
  if (unpacked > harmless && unpacked / limits.max_ratio > packed)
    throw bad_file{where + ": unpacks to more than " + std::to_string(limits.max_ratio) + " times its packed size of " +
                   std::to_string(packed) + " bytes, the limit"};
}

std::string gunzip(std::string_view bytes, std::string const& where, file_limits const& limits) {
  struct inflater {
    z_stream z{};
    inflater() {
      if (inflateInit2(&z, 15 + 16) != Z_OK) throw bad_file{"zlib cannot be set up"};
    }
    ~inflater() { inflateEnd(&z); }
    inflater(inflater const&) = delete;
    inflater& operator=(inflater const&) = delete;
  } in;
  std::string out;
  std::array<char, 1 << 16> chunk;
  for (std::size_t at = 0;;) {
    if (in.z.avail_in == 0) {
      auto const n = std::min<std::size_t>(bytes.size() - at, 1u << 30);
      in.z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + at));
      in.z.avail_in = static_cast<uInt>(n);
      at += n;
    }
    in.z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    in.z.avail_out = chunk.size();
    auto const state = inflate(&in.z, Z_NO_FLUSH);
    out.append(chunk.data(), chunk.size() - in.z.avail_out);
    check_unpacked(out.size(), bytes.size(), limits.max_bytes, limits, where);
    if (state == Z_STREAM_END) {
      if (in.z.avail_in == 0 && at == bytes.size()) return out;
      inflateReset(&in.z);
    } else if (state == Z_BUF_ERROR && in.z.avail_in == 0 && at == bytes.size()) {
      throw bad_file{where + ": the gzip data end too early; the file is truncated"};
    } else if (state != Z_OK) {
      throw bad_file{where + ": the gzip data are damaged after " + std::to_string(out.size()) + " unpacked bytes" +
                     (in.z.msg ? std::string{" ("} + in.z.msg + ")" : "")};
    }
  }
}

std::string to_utf8(std::string bytes, std::string const& where) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    bytes = from_utf16(bytes, bytes[0] == '\xFE', where);
  else if (auto const at = invalid_utf8(bytes))
    not_text(where, bytes, *at, "is not UTF-8");
  if (auto const at = bytes.find('\0'); at != std::string::npos) not_text(where, bytes, at, "is no character");
  return bytes;
}

void write_bytes(fs::path const& path, std::string_view bytes) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  if (!out || !out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
    throw bad_file{path.string() + ": cannot be written: " + std::strerror(errno)};
}

}  // namespace intercoder::io
