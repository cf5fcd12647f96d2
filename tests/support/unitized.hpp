// Golden cases of marked continua, and small continua drawn by seed.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/random.hpp>

#include "support/golden.hpp"

namespace intercoder::test {

/// The continuum of a case of tests/data/unitizing*.json; several codes of one stretch are several units.
inline continua continua_of_case(golden::json const& c) {
  auto const coders = c.at("coders").get<std::vector<std::string>>();
  std::vector<std::string> codes;
  auto const place = [](std::vector<std::string> const& of, std::string const& name) {
    return static_cast<std::size_t>(std::ranges::find(of, name) - of.begin());
  };
  std::vector<mark> units;
  for (auto const& a : c.at("annotations")) {
    auto names = a.at("codes").get<std::vector<std::string>>();
    if (names.empty()) names.emplace_back("piece");
    for (auto const& name : names) {
      if (std::ranges::find(codes, name) == codes.end()) codes.push_back(name);
      units.push_back({place(coders, a.at("coder")), place(codes, name), a.at("start"), a.at("end")});
    }
  }
  auto out = single_continuum(c.at("continuum_length"), coders.size(), std::move(units));
  out.coders = coders;
  out.codes = codes;
  return out;
}

}  // namespace intercoder::test
