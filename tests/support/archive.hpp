// Archives made byte by byte, so that a test can make them lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intercoder::test {

/// CRC-32 of ZIP and gzip.
[[nodiscard]] inline std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t c = 0xFFFFFFFFu;
  for (char const b : bytes) {
    c ^= static_cast<unsigned char>(b);
    for (int k = 0; k < 8; ++k) c = (c >> 1) ^ (c & 1 ? 0xEDB88320u : 0);
  }
  return ~c;
}

/// Little-endian numbers, appended.
class byte_writer {
 public:
  byte_writer& number(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
    return *this;
  }
  std::string text;
};

/// Deflate data for the letter 'a', 1 + 258 n times: 13 bits for 258 letters (RFC 1951, fixed codes).
[[nodiscard]] inline std::string deflated_letters(std::size_t n) {
  std::string out;
  unsigned buffer = 0;
  int filled = 0;
  auto const bit = [&](unsigned b) {
    buffer |= b << filled;
    if (++filled < 8) return;
    out += static_cast<char>(static_cast<unsigned char>(buffer));
    buffer = 0;
    filled = 0;
  };
  auto const code = [&](unsigned value, int bits) {  // Huffman codes begin with the highest bit
    for (int i = bits - 1; i >= 0; --i) bit((value >> i) & 1);
  };
  bit(1);
  bit(1);
  bit(0);               // the last block, fixed codes
  code(0x30 + 'a', 8);  // the letter
  for (std::size_t i = 0; i < n; ++i) {
    code(0xC0 + 5, 8);  // 258 more,
    code(0, 5);         // each the one before
  }
  code(0, 7);
  while (filled != 0) bit(0);
  return out;
}

/// One file of a ZIP archive; what is left empty is as it should be.
struct zip_file {
  std::string name;
  std::string content;
  std::string packed = {};  ///< deflate data; empty: stored
  std::uint16_t flags = 0;
  std::optional<std::uint16_t> method = {};
  std::optional<std::uint32_t> declared = {};  ///< size
};

[[nodiscard]] inline std::string make_zip(std::vector<zip_file> const& files) {
  byte_writer out, directory;
  for (auto const& f : files) {
    auto const& data = f.packed.empty() ? f.content : f.packed;
    byte_writer header;
    header.number(20, 2)
        .number(f.flags, 2)
        .number(f.method.value_or(f.packed.empty() ? 0 : 8), 2)
        .number(0x00210000, 4);
    header.number(checksum(f.content), 4)
        .number(data.size(), 4)
        .number(f.declared.value_or(static_cast<std::uint32_t>(f.content.size())), 4);
    header.number(f.name.size(), 2).number(0, 2);
    auto const at = out.text.size();
    out.number(0x04034B50, 4).text += header.text + f.name + data;
    directory.number(0x02014B50, 4).number(20, 2).text += header.text;
    directory.number(0, 2).number(0, 2).number(0, 2).number(0, 4).number(at, 4).text += f.name;
  }
  auto const at = out.text.size();
  out.text += directory.text;
  out.number(0x06054B50, 4).number(0, 4).number(files.size(), 2).number(files.size(), 2);
  out.number(directory.text.size(), 4).number(at, 4).number(0, 2);
  return out.text;
}

/// A gzip file; `deflated` stands for `content` when it is given, else that is stored.
[[nodiscard]] inline std::string make_gzip(std::string const& content, std::string const& deflated = {}) {
  byte_writer out;
  out.number(0x00088B1F, 4).number(0, 4).number(0xFF00, 2);
  if (deflated.empty()) {
    std::size_t at = 0;
    do {
      auto const part = content.substr(at, 0xFFFF);
      at += part.size();
      out.number(at == content.size() ? 1 : 0, 1).number(part.size(), 2).number(~part.size() & 0xFFFF, 2).text += part;
    } while (at < content.size());
  } else {
    out.text += deflated;
  }
  return out.number(checksum(content), 4).number(content.size(), 4).text;
}

}  // namespace intercoder::test
