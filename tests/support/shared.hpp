// Real files that are not part of the project: tests on them run where they are, and say so where they are not.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace intercoder::test {

/// A file below INTERCODER_SHARED (default: the folder "shared" beside the project), or none, with a message.
[[nodiscard]] inline std::optional<std::filesystem::path> shared_file(std::string const& name) {
  namespace fs = std::filesystem;
  char const* const set = std::getenv("INTERCODER_SHARED");
  auto const root =
      set ? fs::path{set} : fs::path{INTERCODER_TEST_DATA}.parent_path().parent_path().parent_path() / "shared";
  auto const file = root / name;
  if (fs::exists(file)) return file;
  MESSAGE("skipped: ", file.string(), " is not there");
  return std::nullopt;
}

}  // namespace intercoder::test
