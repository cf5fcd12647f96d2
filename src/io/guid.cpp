// Identifiers made from content.
#include "guid.hpp"

#include <cstdint>

#include "refi_xml.hpp"

namespace intercoder::io {
namespace {

/// FNV-1a from a start of its own, its bits mixed once more.
[[nodiscard]] std::uint64_t hash(std::string_view text, std::uint64_t start) noexcept {
  auto h = start;
  for (char const c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9u;
  h = (h ^ (h >> 27)) * 0x94D049BB133111EBu;
  return h ^ (h >> 31);
}

[[nodiscard]] std::string to_guid(std::string_view seed) {
  constexpr std::string_view digits = "0123456789abcdef";
  auto const high = (hash(seed, 0xCBF29CE484222325u) & ~std::uint64_t{0xF000}) | 0x8000;  // version 8
  auto const low = (hash(seed, 0x9AE16A3B2F90404Fu) & ~(std::uint64_t{3} << 62)) | (std::uint64_t{1} << 63);  // variant
  std::string out;
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
    auto const from = i < 16 ? high : low;
    out += digits[(from >> (60 - 4 * (i % 16))) & 15];
  }
  return out;
}

}  // namespace

bool is_guid(std::string_view text) noexcept {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : std::string_view{"0123456789abcdefABCDEF"}.find(text[i]) == std::string_view::npos)
      return false;
  }
  return true;
}

std::string guid_maker::make(std::string_view given, std::string_view seed) {
  if (is_guid(given) && taken_.insert(guid_key(given)).second) return std::string{given};
  auto out = to_guid(seed);
  for (int k = 2; !taken_.insert(out).second; ++k) out = to_guid(std::string{seed} + "\n" + std::to_string(k));
  return out;
}

}  // namespace intercoder::io
