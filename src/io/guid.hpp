// Identifiers for what has none: made from content, so that the same study gives the same file.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace intercoder::io {

/// 8-4-4-4-12 hexadecimal digits, perhaps in braces.
[[nodiscard]] bool is_guid(std::string_view text) noexcept;

/// Hands out guids, each once.
class guid_maker {
 public:
  /// The guid as given when it is one and not taken yet, else one made from the seed (version 8 of RFC 9562).
  [[nodiscard]] std::string make(std::string_view given, std::string_view seed);

 private:
  std::unordered_set<std::string> taken_;
};

}  // namespace intercoder::io
