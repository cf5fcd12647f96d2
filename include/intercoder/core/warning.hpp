// What has to be said beside a value.
#pragma once

#include <map>
#include <string>

namespace intercoder {

struct warning {
  std::string id;                         ///< stable, for programs: "few_units"
  std::map<std::string, double> numbers;  ///< what was found, by name
  std::string advice;                     ///< one sentence
};

}  // namespace intercoder
