// Continua for tests: published ones, and ones drawn by seed together with the code of every single character.
#pragma once

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/core/random.hpp>

/// A case as tests/data/unitizing*.json holds it.
inline intercoder::continua continua_from(nlohmann::json const& data) {
  std::vector<intercoder::mark> units;
  std::map<std::string, std::size_t> code;
  std::vector<std::string> const coders = data["coders"];
  for (auto const& a : data["annotations"])
    for (std::string const k : a["codes"]) code.try_emplace(k, 0);
  std::size_t next = 0;
  for (auto& [name, place] : code) place = next++;
  for (auto const& a : data["annotations"])
    for (std::string const k : a["codes"])
      units.push_back(
          {static_cast<std::size_t>(std::ranges::find(coders, a["coder"].get<std::string>()) - coders.begin()), code[k],
           a["start"].get<std::int64_t>(), a["end"].get<std::int64_t>()});
  auto all = intercoder::single_continuum(data["continuum_length"], coders.size(), units);
  all.coders = coders;
  all.codes.clear();
  for (auto const& [name, place] : code) all.codes.push_back(name);
  return all;
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

/// The same stretch of text twice in a row.
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
