// The bodies of frequencies.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/frequencies.hpp>
#include <intercoder/core/selection-inl.hpp>

namespace intercoder {

INTERCODER_INLINE ratings frequency_ratings(study const& s, std::size_t code, std::vector<std::size_t> const& coders,
                                            std::vector<std::size_t> const& sources) {
  if (code >= s.codes.size())
    throw bad_argument{"code " + std::to_string(code + 1) + "; expected one of the " + std::to_string(s.codes.size()) +
                       " of the codebook"};
  auto const compared = select_shared(s, coders, sources);
  auto const n_coders = compared.coders.size(), n_sources = compared.sources.size();
  code_table times = code_table::Zero(static_cast<Eigen::Index>(n_sources), static_cast<Eigen::Index>(n_coders));
  auto const at = [&](std::size_t source, std::size_t coder) -> int& {
    return times(static_cast<Eigen::Index>(source), static_cast<Eigen::Index>(coder));
  };
  for (auto const& m : marks(s, compared)) {
    if (m.code != code) continue;
    auto const behind = std::ranges::upper_bound(compared.begin, m.start);
    ++at(static_cast<std::size_t>(behind - compared.begin.begin()) - 1, m.coder);
  }
  std::vector<char> whole(n_sources * n_coders);
  auto const coder = detail::places(compared.coders, s.coders.size());
  auto const where = detail::places(compared.sources, s.sources.size());
  for (auto const& c : s.codings)
    if (c.whole_source && c.code == code && coder[c.coder] >= 0 && where[c.source] >= 0)
      whole[static_cast<std::size_t>(where[c.source]) * n_coders + static_cast<std::size_t>(coder[c.coder])] = 1;

  std::vector<int> different;
  for (std::size_t i = 0; i < n_sources; ++i)
    for (std::size_t c = 0; c < n_coders; ++c) different.push_back(at(i, c) += whole[i * n_coders + c]);
  std::ranges::sort(different);
  different.erase(std::unique(different.begin(), different.end()), different.end());
  for (std::size_t i = 0; i < n_sources; ++i)
    for (std::size_t c = 0; c < n_coders; ++c)
      at(i, c) = static_cast<int>(std::ranges::lower_bound(different, at(i, c)) - different.begin());
  ratings_options names;
  for (auto const c : compared.coders) names.coders.push_back(s.coders[c]);
  for (auto const i : compared.sources) names.units.push_back(s.sources[i].name);
  return {times, scale::of_numbers({different.begin(), different.end()}), std::move(names)};
}

}  // namespace intercoder
