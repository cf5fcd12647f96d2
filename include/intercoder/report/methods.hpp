// The methods section: what was coded, compared and found, in sentences, with the papers they rest on.
#pragma once

#include <string>
#include <vector>

#include <intercoder/report/comparison.hpp>

namespace intercoder {

/// One item of a methods section; `id` is its place in reporting checklists: material, unit, coefficient, result,
/// single_codes, disagreement, scope, software.
struct methods_item {
  std::string id;
  std::string text;
};

/// A paper that the items name, formatted in APA style, and its key in docs/references.bib.
struct reference {
  std::string key;
  std::string text;
};

struct methods_section {
  std::vector<methods_item> items;
  std::vector<reference> references;
  /// All items as one paragraph.
  [[nodiscard]] std::string paragraph() const;
};

[[nodiscard]] methods_section methods(study const& s, comparison const& c);

}  // namespace intercoder
