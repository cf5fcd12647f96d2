// Ratings of sets for tests: from lists of codes, and drawn by seed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <intercoder/core/random.hpp>
#include <intercoder/core/ratings.hpp>

using set_of_codes = std::vector<std::int32_t>;  ///< ascending
using set_cells = std::vector<std::vector<std::optional<set_of_codes>>>;

/// Units x coders, each cell a set of codes 0, 1, ..., called "a", "b", ... Nothing is missing.
[[nodiscard]] inline intercoder::ratings ratings_of_sets(set_cells const& cells, std::size_t codes,
                                                         intercoder::ratings_options options = {}) {
  std::vector<std::string> names;
  for (std::size_t v = 0; v < codes; ++v)
    names.push_back(codes <= 26 ? std::string(1, static_cast<char>('a' + v)) : "v" + std::to_string(v));
  intercoder::code_lists sets;
  std::map<set_of_codes, int> known;
  intercoder::code_table t(static_cast<Eigen::Index>(cells.size()), static_cast<Eigen::Index>(cells.at(0).size()));
  for (Eigen::Index u = 0; u < t.rows(); ++u)
    for (Eigen::Index c = 0; c < t.cols(); ++c) {
      auto const& set = cells[static_cast<std::size_t>(u)][static_cast<std::size_t>(c)];
      t(u, c) = intercoder::missing;
      if (!set) continue;
      auto const [at, added] = known.try_emplace(*set, static_cast<int>(sets.size()));
      if (added) sets.add(*set);
      t(u, c) = at->second;
    }
  auto const labels = intercoder::scale::of_labels(names);
  return {t, intercoder::scale::of_sets(labels, std::move(sets)), std::move(options)};
}

[[nodiscard]] inline set_of_codes random_set(intercoder::random_stream& random, std::size_t codes, double share) {
  set_of_codes out;
  for (std::size_t v = 0; v < codes; ++v)
    if (random.uniform() < share) out.push_back(static_cast<std::int32_t>(v));
  return out;
}

/// Coders who agree on most codes of a unit.
[[nodiscard]] inline set_cells random_sets(intercoder::random_stream& random, std::size_t units, std::size_t coders,
                                           std::size_t codes, double gaps) {
  set_cells out(units);
  for (auto& row : out) {
    auto const truth = random_set(random, codes, 0.4);
    for (std::size_t c = 0; c < coders; ++c) {
      auto const mine = random.uniform() < 0.5 ? truth : random_set(random, codes, 0.4);
      row.push_back(random.uniform() < gaps ? std::nullopt : std::optional{mine});
    }
  }
  return out;
}
