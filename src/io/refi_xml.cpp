// XML the way REFI-QDA files need it, and the codebook, which projects and codebook files share.
#include "refi_xml.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/io/refi.hpp>

#include "file.hpp"

namespace intercoder {
namespace io {

std::string_view local_name(pugi::xml_node node) noexcept {
  std::string_view const name = node.name();
  auto const colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) noexcept {
  return node.find_child([name](pugi::xml_node c) { return local_name(c) == name; });
}

std::string text_of(pugi::xml_node node) {
  std::string out;
  for (auto const c : node.children())
    if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
  return out;
}

std::string attribute(pugi::xml_node node, char const* name) { return node.attribute(name).value(); }

pugi::xml_node parse_xml(pugi::xml_document& document, std::string bytes, std::string const& where) {
  if (bytes.empty()) throw bad_file{where + ": is empty; expected XML"};
  bytes = to_utf8(std::move(bytes), where);
  // Line breaks are kept as they are: a program that counts "\r\n" as two counts them so in inline text as well.
  constexpr auto options = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata |
                           pugi::parse_wconv_attribute | pugi::parse_doctype;
  auto const result = document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8);
  bool const doctype = std::ranges::any_of(document.children(), [](auto n) { return n.type() == pugi::node_doctype; });
  if (doctype || result.status == pugi::status_bad_doctype)
    throw bad_file{where + ": has a DOCTYPE, which REFI-QDA does not use; the file is not read"};
  if (!result) {
    auto const before =
        std::string_view{bytes}.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
    throw bad_file{where + ", line " + std::to_string(1 + std::ranges::count(before, '\n')) +
                   ": is not well-formed XML: " + result.description()};
  }
  return document.document_element();
}

std::string guid_key(std::string_view guid) {
  std::string out;
  for (char const c : guid)
    if (c != '{' && c != '}' && c != ' ' && c != '\t' && c != '\n' && c != '\r')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string guid_key(pugi::xml_node node, char const* attribute_name) {
  return guid_key(node.attribute(attribute_name).value());
}

namespace {

/// #RRGGBB from that or #RGB; empty for anything else.
[[nodiscard]] std::string colour(std::string_view text) {
  if ((text.size() != 4 && text.size() != 7) || text[0] != '#' ||
      text.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string_view::npos)
    return {};
  if (text.size() == 7) return std::string{text};
  return {'#', text[1], text[1], text[2], text[2], text[3], text[3]};
}

}  // namespace

code_list read_codes(pugi::xml_node codebook_element, std::string const& where, file_limits const& limits) {
  struct open_code {
    pugi::xml_node node;
    std::optional<std::size_t> parent;
    std::size_t depth;
  };
  code_list out;
  std::uint64_t path_bytes = 0;
  std::vector<open_code> open;
  auto const open_children = [&](pugi::xml_node node, std::optional<std::size_t> parent, std::size_t depth) {
    auto const from = open.size();
    each(node, "Code", [&](pugi::xml_node c) { open.push_back({c, parent, depth}); });
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(from), open.end());  // the last is taken first
  };
  auto const read = [&](pugi::xml_node codes) {
    open_children(codes, std::nullopt, 1);
    while (!open.empty()) {
      auto const [node, parent, depth] = open.back();
      open.pop_back();
      auto name = attribute(node, "name");
      auto const guid = attribute(node, "guid");
      if (name.empty()) throw bad_file{where + ": code " + in_quotes(guid) + " has no name"};
      if (depth > limits.max_code_depth)
        throw bad_file{where + ": code " + in_quotes(name) + " lies more than " +
                       std::to_string(limits.max_code_depth) + " codes deep, the limit"};
      path_bytes += name.size() + (parent ? out.codes.path(*parent).size() + path_separator.size() : 0);
      if (path_bytes > limits.max_path_bytes)
        throw bad_file{where + ": the paths of the codes come to more than " + std::to_string(limits.max_path_bytes) +
                       " bytes, the limit"};
      auto const at =
          out.codes.add({.id = guid,
                         .name = std::move(name),
                         .definition = normalise_text(text_of(child(node, "Description"))),
                         .parent = parent,
                         .codable = attribute(node, "isCodable") != "false" && attribute(node, "isCodable") != "0",
                         .colour = colour(attribute(node, "color"))});
      if (!guid.empty() && !out.by_guid.try_emplace(guid_key(guid), at).second)
        throw bad_file{where + ": codes " + in_quotes(out.codes[out.by_guid[guid_key(guid)]].name) + " and " +
                       in_quotes(out.codes[at].name) + " have the same guid " + in_quotes(guid)};
      open_children(node, at, depth + 1);
    }
  };
  read(codebook_element);  // some programs leave out the element Codes
  each(codebook_element, "Codes", read);
  return out;
}

}  // namespace io

codebook read_refi_codebook(std::filesystem::path const& path, file_limits const& limits) {
  auto const where = path.string();
  pugi::xml_document document;
  auto bytes = io::read_bytes(path, limits.max_xml_bytes);
  if (bytes.starts_with("PK")) throw bad_file{where + ": is a ZIP archive; expected a codebook (.qdc)"};
  auto const root = io::parse_xml(document, std::move(bytes), where);
  auto const is = io::local_name(root);
  if (is != "CodeBook" && is != "Project")
    throw bad_file{where + ": the root element is " + io::in_quotes(is) + "; expected 'CodeBook'"};
  return io::read_codes(is == "Project" ? io::child(root, "CodeBook") : root, where, limits).codes;
}

}  // namespace intercoder
