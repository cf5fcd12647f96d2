// A folder for the files of a test, and what a refusal said.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

#include <support/archive.hpp>

namespace intercoder::test {

/// Gone with all it holds when the test ends.
class folder {
 public:
  folder()
      : path_{std::filesystem::temp_directory_path() / ("intercoder-test-" + std::to_string(std::random_device{}()))} {
    std::filesystem::create_directories(path_);
  }
  ~folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  folder(folder const&) = delete;
  folder& operator=(folder const&) = delete;

  [[nodiscard]] std::filesystem::path path(std::string_view name) const { return path_ / name; }
  // Often only that the file is there matters. NOLINTNEXTLINE(modernize-use-nodiscard)
  std::filesystem::path write(std::string_view name, std::string_view bytes) const {
    auto file = path(name);
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << bytes;
    return file;
  }
  [[nodiscard]] std::string read(std::string_view name) const {
    std::ifstream in{path(name), std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  /// What f said when it threw E, file names without the folder.
  template <class E, class F>
  [[nodiscard]] std::string refusal(F f) const {
    try {
      f();
    } catch (E const& e) {
      std::string said = e.what();
      auto const prefix = path_.string() + "/";
      for (auto at = said.find(prefix); at != std::string::npos; at = said.find(prefix)) said.erase(at, prefix.size());
      return said;
    }
    return "nothing was refused";
  }

 private:
  std::filesystem::path path_;
};

/// A REFI-QDA project around these elements.
[[nodiscard]] inline std::string project_xml(std::string const& inside, std::string const& attributes = "") {
  return R"(<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Test")" + attributes +
         ">" + inside + "</Project>";
}

/// The same packed, with its texts.
[[nodiscard]] inline std::string project_zip(std::string const& inside, std::vector<zip_file> files = {},
                                             std::string const& attributes = "") {
  files.insert(files.begin(), {"project.qde", project_xml(inside, attributes)});
  return make_zip(files);
}

/// Codes A and B below Top, which is not codable; users Vera and Milan.
inline std::string const two_codes =
    R"(<CodeBook><Codes><Code guid="t" name="Top" isCodable="false">)"
    R"(<Code guid="a" name="A" isCodable="true"/><Code guid="b" name="B" isCodable="true"/>)"
    "</Code></Codes></CodeBook>";
inline std::string const two_users = R"(<Users><User guid="v" name="Vera"/><User guid="m" name="Milan"/></Users>)";

/// A selection of one coding.
[[nodiscard]] inline std::string selection(std::string const& start, std::string const& end,
                                           std::string const& code = "a", std::string const& coder = "",
                                           std::string const& selector = "", std::string const& name = "") {
  auto const with = [](std::string const& attribute, std::string const& value) {
    return value.empty() ? "" : " " + attribute + "=\"" + value + "\"";
  };
  return "<PlainTextSelection guid=\"s" + start + "\"" + with("name", name) + with("startPosition", start) +
         with("endPosition", end) + with("creatingUser", selector) + "><Coding guid=\"c\"" +
         with("creatingUser", coder) + "><CodeRef targetGUID=\"" + code + "\"/></Coding></PlainTextSelection>";
}

/// Sources around one text source "P01" with its text inline.
[[nodiscard]] inline std::string one_source(std::string const& text, std::string const& inside) {
  return R"(<Sources><TextSource guid="p" name="P01"><PlainTextContent>)" + text + "</PlainTextContent>" + inside +
         "</TextSource></Sources>";
}

}  // namespace intercoder::test
