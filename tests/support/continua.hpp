// Continua for tests: published ones, and ones drawn by seed together with the code of every single character.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/random.hpp>

#include "support/golden.hpp"

/// The continuum of a case of tests/data/unitizing*.json; several codes of one stretch are several units.
inline intercoder::continua continua_of_case(golden::json const& c) {
  auto const coders = c.at("coders").get<std::vector<std::string>>();
  std::vector<std::string> codes;
  auto const place = [](std::vector<std::string> const& of, std::string const& name) {
    return static_cast<std::size_t>(std::ranges::find(of, name) - of.begin());
  };
  std::vector<intercoder::mark> units;
  for (auto const& a : c.at("annotations")) {
    auto names = a.at("codes").get<std::vector<std::string>>();
    if (names.empty()) names.emplace_back("piece");
    for (auto const& name : names) {
      if (std::ranges::find(codes, name) == codes.end()) codes.push_back(name);
      units.push_back({place(coders, a.at("coder")), place(codes, name), a.at("start"), a.at("end")});
    }
  }
  auto out = intercoder::single_continuum(c.at("continuum_length"), coders.size(), std::move(units));
  out.coders = coders;
  out.codes = codes;
  return out;
}

struct random_continuum_options {
  std::size_t coders = 3, codes = 3;
  std::int64_t length = 40;
  bool overlapping = false;  ///< may units of one coder overlap?
};

/// Units placed at random; some touch.
inline intercoder::continua random_continuum(std::uint64_t seed, random_continuum_options const& o) {
  intercoder::random_stream random{seed, 77};
  std::vector<intercoder::mark> units;
  auto const below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(n)));
  };
  for (std::size_t c = 0; c < o.coders; ++c) {
    std::int64_t from = below(6);
    while (from < o.length) {
      auto const to = std::min(o.length, from + 1 + below(9));
      units.push_back({c, static_cast<std::size_t>(below(static_cast<std::int64_t>(o.codes))), from, to});
      from = o.overlapping ? std::max(from, to - 4) + below(5) : to + (below(2) == 0 ? 0 : below(8));
    }
    if (below(8) == 0) std::erase_if(units, [c](intercoder::mark const& u) { return u.coder == c; });
  }
  auto all = intercoder::single_continuum(o.length, o.coders, units);
  while (all.codes.size() < o.codes) all.codes.push_back(std::to_string(all.codes.size() + 1));
  return all;
}

/// All sources end to end, as one.
inline intercoder::continua one_long(intercoder::continua const& all) {
  intercoder::continua out = all;
  out.sources.resize(1);
  auto& line = out.sources[0];
  for (std::size_t i = 1; i < all.sources.size(); ++i) {
    for (auto u : all.sources[i].units) {
      u.start += line.length;
      u.end += line.length;
      line.units.push_back(u);
    }
    line.length += all.sources[i].length;
  }
  std::ranges::sort(line.units, {},
                    [](intercoder::mark const& m) { return std::tie(m.coder, m.start, m.end, m.code); });
  return out;
}
