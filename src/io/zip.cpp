// ZIP archives, through minizip.
#include "zip.hpp"

#include <unzip.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <intercoder/core/error.hpp>

#include "file.hpp"

namespace intercoder::io {

std::string_view unsafe_name(std::string_view name) noexcept {
  if (name.empty()) return "is empty";
  if (name.find('\0') != std::string_view::npos) return "holds a zero byte";
  if (name.find('\\') != std::string_view::npos) return "holds a backslash";
  if (name.front() == '/' || (name.size() > 1 && name[1] == ':')) return "is absolute";
  for (std::size_t from = 0; from <= name.size();) {
    auto const to = std::min(name.find('/', from), name.size());
    if (name.substr(from, to - from) == "..") return "leaves the archive";
    from = to + 1;
  }
  return {};
}

zip_reader::zip_reader(std::filesystem::path const& path, file_limits limits) : where_{path.string()}, limits_{limits} {
  auto const open = unzOpen64(where_.c_str());
  if (open == nullptr)
    throw bad_file{where_ +
                   ": begins like a ZIP archive but its directory cannot be found; the file is truncated or damaged"};
  file_ = {open, unzClose};
  std::unordered_set<std::string> seen;
  std::vector<char> name(65'536 + 1);
  int state = unzGoToFirstFile(open);
  for (; state == UNZ_OK; state = unzGoToNextFile(open)) {
    if (entries_.size() == limits_.max_entries)
      throw bad_file{where_ + ": holds more than " + std::to_string(limits_.max_entries) + " files, the limit"};
    unz_file_info64 info{};
    unz64_file_pos at{};
    if (unzGetCurrentFileInfo64(open, &info, name.data(), static_cast<uLong>(name.size() - 1), nullptr, 0, nullptr,
                                0) != UNZ_OK ||
        unzGetFilePos64(open, &at) != UNZ_OK)
      break;
    entry e{.name = {name.data(), info.size_filename},
            .packed = info.compressed_size,
            .unpacked = info.uncompressed_size,
            .encrypted = (info.flag & 1) != 0,
            .method = info.compression_method,
            .directory_offset = at.pos_in_zip_directory,
            .number = at.num_of_file};
    if (auto const why = unsafe_name(e.name); !why.empty())
      throw bad_file{where_ + ": entry " + in_quotes(e.name) + " " + std::string{why} + "; the archive is not read"};
    if (!seen.insert(e.name).second) throw bad_file{where_ + ": two entries are named " + in_quotes(e.name)};
    if (e.name.back() != '/') entries_.push_back(std::move(e));
  }
  if (state != UNZ_END_OF_LIST_OF_FILE)
    throw bad_file{where_ + ": the directory of the archive is damaged after " + counted(entries_.size(), "file")};
}

std::string zip_reader::read(entry const& e, std::uint64_t max_bytes) {
  auto const where = where_ + ": entry " + in_quotes(e.name);
  if (e.encrypted) throw bad_file{where + " is encrypted; export the project without a password"};
  check_unpacked(e.unpacked, e.packed, max_bytes, limits_, where);
  if (total_ + e.unpacked > limits_.max_bytes)
    throw bad_file{where_ + ": unpacks to more than " + std::to_string(limits_.max_bytes) + " bytes, the limit"};
  if (e.method != 0 && e.method != Z_DEFLATED)
    throw bad_file{where + " is packed by method " + std::to_string(e.method) +
                   "; expected 0 (stored) or 8 (deflated)"};
  auto* const zip = file_.get();
  unz64_file_pos const at{e.directory_offset, e.number};
  if (unzGoToFilePos64(zip, &at) != UNZ_OK || unzOpenCurrentFile(zip) != UNZ_OK)
    throw bad_file{where + " is damaged: its header does not agree with the directory"};
  std::string out;
  std::array<char, 1 << 16> chunk;
  int n = 0;
  while ((n = unzReadCurrentFile(zip, chunk.data(), chunk.size())) > 0) {
    out.append(chunk.data(), static_cast<std::size_t>(n));
    if (out.size() > e.unpacked) break;
  }
  bool const intact = n == 0 && unzCloseCurrentFile(zip) == UNZ_OK && out.size() == e.unpacked;
  if (!intact)
    throw bad_file{where + " is damaged: " + std::to_string(out.size()) + " bytes unpacked, " +
                   std::to_string(e.unpacked) + " declared" + (out.size() == e.unpacked ? ", checksum wrong" : "")};
  total_ += out.size();
  return out;
}

zip_writer::zip_writer(std::filesystem::path const& path)
    : path_{path}, file_{zipOpen64(path.string().c_str(), APPEND_STATUS_CREATE)} {
  if (file_ == nullptr) throw bad_file{path.string() + ": cannot be written"};
}

zip_writer::~zip_writer() {
  if (file_ == nullptr) return;
  zipClose(file_, nullptr);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void zip_writer::add(std::string const& name, std::string_view bytes) {
  zip_fileinfo info{};
  info.dosDate = (1u << 21) | (1u << 16);  // 1 January 1980, where the format begins
  constexpr std::size_t at_once = 1u << 30;
  bool good = zipOpenNewFileInZip64(file_, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                                    Z_DEFAULT_COMPRESSION, bytes.size() >= 0xFFFFFFFFu) == ZIP_OK;
  for (std::size_t at = 0; good && at < bytes.size(); at += at_once) {
    auto const part = bytes.substr(at, at_once);
    good = zipWriteInFileInZip(file_, part.data(), static_cast<unsigned>(part.size())) == ZIP_OK;
  }
  if (!good || zipCloseFileInZip(file_) != ZIP_OK) throw bad_file{path_.string() + ": cannot be written"};
}

void zip_writer::finish() {
  auto* const file = std::exchange(file_, nullptr);
  if (zipClose(file, nullptr) != ZIP_OK) throw bad_file{path_.string() + ": cannot be written"};
}

}  // namespace intercoder::io
