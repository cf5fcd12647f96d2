// How much a file from a stranger may make the reader hold in memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace intercoder {

/// Checked before memory is taken. Every one may be raised by a caller who knows the file.
struct file_limits {
  std::uint64_t max_bytes = std::uint64_t{4} << 30;        ///< everything read from one file, once unpacked
  std::uint64_t max_entry_bytes = std::uint64_t{1} << 30;  ///< one text of an archive, once unpacked
  std::uint64_t max_xml_bytes = std::uint64_t{128} << 20;  ///< one XML document; its tree takes up to 16 times as much
  std::uint64_t max_ratio = 250;     ///< unpacked to packed; text packs by 3 to 20. Not applied to the first MiB
  std::size_t max_entries = 65'536;  ///< files in an archive
  std::size_t max_code_depth = 256;  ///< codes inside codes
  std::uint64_t max_path_bytes = std::uint64_t{256} << 20;  ///< the paths of all codes together
};

}  // namespace intercoder
