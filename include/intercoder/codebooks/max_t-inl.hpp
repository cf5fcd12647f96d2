// The bodies of max_t.hpp.
#pragma once

#include <algorithm>
#include <limits>
#include <string>

#include <intercoder/codebooks/chance_overlap-inl.hpp>
#include <intercoder/codebooks/max_t.hpp>
#include <intercoder/core/parallel.hpp>
#include <intercoder/core/random.hpp>

namespace intercoder {
namespace detail {

/// Joint shifts, one row each: by how much each source is turned. All of them where there are no more than `draws` and
/// the identity; else the identity is not among them.
struct joint_shifts {
  bool all = false;
  std::size_t count = 0;
  std::vector<std::int64_t> turn;  ///< count x sources

  joint_shifts(std::vector<std::int64_t> const& codable, max_t_options const& draw) : count{draw.draws} {
    std::size_t possible = 1;
    for (auto const n : codable)
      if (n > 0 && possible <= draw.draws + 1) possible *= static_cast<std::size_t>(n);
    all = possible <= draw.draws + 1;
    if (all) count = possible;
    turn.reserve(count * codable.size());
    for (std::size_t d = 0; d < count; ++d) {
      random_stream random{draw.seed, d};
      auto left = d;
      for (auto const signed_n : codable) {
        auto const n = static_cast<std::size_t>(std::max<std::int64_t>(1, signed_n));
        turn.push_back(static_cast<std::int64_t>(all ? left % n : static_cast<std::size_t>(random.below(n))));
        left /= n;
      }
    }
  }
};

}  // namespace detail

INTERCODER_INLINE chance_table overlap_by_max_t(study const& s, std::size_t coder_a, std::size_t coder_b,
                                                chance_options const& how, max_t_options const& draw) {
  auto const places = detail::places_of(s, coder_a, coder_b, how);
  auto out = detail::pairs_by_shifts(places);
  auto const columns = places.b.codes.size(), sources = places.codable.size();
  std::vector<std::size_t> order;  // least striking pair first
  std::vector<double> observed(out.pairs.size());
  for (std::size_t i = 0; i < out.pairs.size(); ++i) {
    auto const& pair = out.pairs[i];
    if (pair.spread == 0) continue;
    observed[i] = (static_cast<double>(pair.shared) - pair.expected) / pair.spread;
    order.push_back(i);
  }
  std::ranges::stable_sort(order, [&](std::size_t x, std::size_t y) { return observed[x] < observed[y]; });

  detail::joint_shifts const shifts{places.codable, draw};
  constexpr std::size_t block = 512;
  auto const blocks = (shifts.count + block - 1) / block;
  std::vector<std::vector<std::uint32_t>> as_large(blocks, std::vector<std::uint32_t>(order.size()));
  auto const make = [&] {
    return [&](std::size_t b) {
      auto const first = b * block, last = std::min(shifts.count, first + block);
      std::vector<double> largest(last - first, -std::numeric_limits<double>::infinity());
      std::vector<std::int64_t> shared(last - first), by_turn;
      for (std::size_t rank = 0; rank < order.size(); ++rank) {
        auto const& pair = out.pairs[order[rank]];
        std::ranges::fill(shared, 0);
        for (std::size_t k = 0; k < sources; ++k) {
          auto const &x = places.a.at[order[rank] / columns][k], &y = places.b.at[order[rank] % columns][k];
          if (x.empty() || y.empty()) continue;
          detail::shared_by_turn(x, y, places.codable[k], by_turn);
          for (auto d = first; d < last; ++d)
            shared[d - first] += by_turn[static_cast<std::size_t>(shifts.turn[d * sources + k])];
        }
        for (std::size_t d = 0; d < shared.size(); ++d) {
          largest[d] = std::max(largest[d], (static_cast<double>(shared[d]) - pair.expected) / pair.spread);
          as_large[b][rank] += largest[d] >= observed[order[rank]] - 1e-9 ? 1U : 0U;
        }
      }
    };
  };
  in_parallel(blocks, draw.threads, make,
              [&](std::size_t done) { tell(draw.report, static_cast<double>(done) / static_cast<double>(blocks)); });
  double most = 0;  // from the most striking pair down, none is better than the one before it
  std::size_t const itself = shifts.all ? 0 : 1;
  for (std::size_t rank = order.size(); rank-- > 0;) {
    std::size_t n = itself;
    for (auto const& of_block : as_large) n += of_block[rank];
    most = std::max(most, static_cast<double>(n) / static_cast<double>(shifts.count + itself));
    out.pairs[order[rank]].p_adjusted = most;
  }
  out.notes.push_back((shifts.all ? "Adjusted over all " : "Adjusted over ") + std::to_string(shifts.count) +
                      (shifts.all ? " joint shifts." : " random joint shifts."));
  return out;
}

}  // namespace intercoder
