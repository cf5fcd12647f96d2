// XML the way REFI-QDA files need it: by local name, without recursion, no DOCTYPE.
#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <intercoder/core/codebook.hpp>
#include <intercoder/io/limits.hpp>

namespace intercoder::io {

/// The name without its prefix.
[[nodiscard]] std::string_view local_name(pugi::xml_node node) noexcept;

/// The first child of this local name, or an empty node.
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view name) noexcept;

/// Calls f with every child of this local name.
template <class F>
void each(pugi::xml_node node, std::string_view name, F f) {
  for (auto const c : node.children())
    if (local_name(c) == name) f(c);
}

/// The text of an element, in however many pieces it comes.
[[nodiscard]] std::string text_of(pugi::xml_node node);

[[nodiscard]] std::string attribute(pugi::xml_node node, char const* name);

/// Parses bytes and gives the root element.
/// @throws bad_file when they are not UTF-8, not well formed, or have a DOCTYPE.
[[nodiscard]] pugi::xml_node parse_xml(pugi::xml_document& document, std::string bytes, std::string const& where);

/// A guid as it is compared: without braces and blanks, in lower case.
[[nodiscard]] std::string guid_key(std::string_view guid);
[[nodiscard]] std::string guid_key(pugi::xml_node node, char const* attribute_name);

/// A codebook and where each guid stands in it.
struct code_list {
  codebook codes;
  std::unordered_map<std::string, std::size_t> by_guid;
};

/// Reads the codes below a CodeBook element.
/// @throws bad_file for a code without a name, two of one guid, and codes or paths beyond the limits.
[[nodiscard]] code_list read_codes(pugi::xml_node codebook_element, std::string const& where,
                                   file_limits const& limits);

}  // namespace intercoder::io
