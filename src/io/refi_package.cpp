// The files of a REFI-QDA project.
#include "refi_package.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>

#include "file.hpp"

namespace intercoder::io {
namespace fs = std::filesystem;

namespace {

[[nodiscard]] std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

[[nodiscard]] bool is_xml(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;  // UTF-16: the parser will tell
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  auto const first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<';
}

[[nodiscard]] std::string first_bytes(fs::path const& path) {
  std::string bytes(4096, '\0');
  std::ifstream in{path, std::ios::binary};
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

}  // namespace

refi_package::refi_package(fs::path const& path, file_limits const& limits)
    : path_{path}, where_{path.string()}, limits_{limits} {
  std::error_code ignored;
  auto const begins = fs::is_regular_file(path, ignored) ? first_bytes(path) : std::string{};
  if (!begins.starts_with("PK")) {
    project_ = read_bytes(path, limits.max_xml_bytes);  // says what is wrong with anything but a file
    if (project_.empty()) throw bad_file{where_ + ": is empty; expected a REFI-QDA project"};
    if (!is_xml(project_)) throw bad_file{where_ + ": is neither a ZIP archive nor XML; expected a REFI-QDA project"};
    project_where_ = where_;
    return;
  }
  if (begins.starts_with("PK\x05\x06")) throw bad_file{where_ + ": is an empty archive; expected a REFI-QDA project"};
  zip_.emplace(path, limits);
  zip_reader::entry const* project = nullptr;
  for (auto const& e : zip_->entries()) {
    by_lower_name_.emplace(lower(e.name), by_lower_name_.size());
    if (e.name.find('/') != std::string::npos || !lower(e.name).ends_with(".qde")) continue;
    if (project)
      throw bad_file{where_ + ": holds two projects, " + in_quotes(project->name) + " and " + in_quotes(e.name) +
                     "; expected one"};
    project = &e;
  }
  if (!project) throw bad_file{where_ + ": holds no project; expected one .qde file in the root of the archive"};
  project_where_ = where_ + ": " + project->name;
  project_ = zip_->read(*project, limits.max_xml_bytes);
}

std::optional<std::string> refi_package::text(std::string_view reference) {
  auto name = reference;
  if (auto const scheme = name.find("://"); scheme != std::string_view::npos) {
    if (lower(name.substr(0, scheme)) != "internal") return std::nullopt;  // elsewhere on somebody's disk
    name.remove_prefix(scheme + 3);
  }
  if (auto const why = unsafe_name(name); !why.empty())
    throw bad_file{where_ + ": the path " + in_quotes(reference) + " " + std::string{why} +
                   "; expected a file inside the project"};
  if (!zip_) return read_beside(name);
  auto const* const entry = find_entry(name);
  if (!entry) return std::nullopt;
  return to_utf8(zip_->read(*entry, limits_.max_entry_bytes), where_ + ": " + entry->name);
}

zip_reader::entry const* refi_package::find_entry(std::string_view name) const {
  for (auto const& place : {std::string{"sources/"}, std::string{}}) {
    auto const wanted = place + std::string{name};
    auto const [first, last] = by_lower_name_.equal_range(lower(wanted));
    if (first == last) continue;
    auto const same =
        std::find_if(first, last, [&](auto const& x) { return zip_->entries()[x.second].name == wanted; });
    if (same == last && std::next(first) != last)
      throw bad_file{where_ + ": " + in_quotes(name) +
                     " stands for several files of the archive, which differ in upper and lower case"};
    return &zip_->entries()[(same == last ? first : same)->second];
  }
  return nullptr;
}

std::optional<std::string> refi_package::read_beside(std::string_view name) {
  auto const folder = path_.has_parent_path() ? path_.parent_path() : fs::path{"."};
  for (auto const* place : {"sources", "Sources", ""}) {
    auto const file = folder / place / fs::path{name};
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) continue;
    auto const inside = fs::canonical(file, failed).lexically_relative(fs::canonical(folder, failed));
    if (failed || inside.empty() || *inside.begin() == "..")
      throw bad_file{where_ + ": the path " + in_quotes(name) + " is a link that leaves the folder of the project"};
    auto bytes = read_bytes(file, limits_.max_entry_bytes);
    if ((read_ += bytes.size()) > limits_.max_bytes)
      throw bad_file{where_ + ": its texts come to more than " + std::to_string(limits_.max_bytes) +
                     " bytes, the limit"};
    return to_utf8(std::move(bytes), file.string());
  }
  return std::nullopt;
}

}  // namespace intercoder::io
