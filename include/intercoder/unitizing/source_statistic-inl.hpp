// The bodies of source_statistic.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/unitizing/source_statistic.hpp>

namespace intercoder {
namespace detail {

/// What each source adds for a set of coders, kept.
class source_memory {
 public:
  source_memory(std::vector<std::string> coders, std::size_t sources, source_statistic of)
      : of_{std::move(of)}, coders_{std::move(coders)}, sources_{sources} {}

  [[nodiscard]] source_statistic const& of() const noexcept { return of_; }

  [[nodiscard]] std::vector<std::size_t> places(ratings const& r) const { return places_of(coders_, r); }

  void add(std::span<cell const> row, std::vector<std::size_t> const& places, std::span<double> sums) {
    std::pair<std::size_t, std::vector<std::size_t>> key{static_cast<std::size_t>(row[0].code), {}};
    for (auto const& x : row) key.second.push_back(places[static_cast<std::size_t>(x.coder)]);
    std::ranges::sort(key.second);
    if (key.first >= sources_ || std::ranges::any_of(row, [&](cell const& x) { return x.code != row[0].code; }))
      throw bad_argument{"a row that is no source; expected the table of sources by coders"};
    std::lock_guard const lock{adding_};
    auto found = known_.find(key);
    if (found == known_.end()) {
      std::vector<double> own(of_.size);
      of_.add(key.first, key.second, own);
      found = known_.emplace(std::move(key), std::move(own)).first;
    }
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += found->second[k];
  }

 private:
  source_statistic of_;
  std::vector<std::string> coders_;
  std::size_t sources_;
  std::mutex adding_;
  std::map<std::pair<std::size_t, std::vector<std::size_t>>, std::vector<double>> known_;
};

[[nodiscard]] INTERCODER_INLINE estimate on_sources(coefficient_info const& info, ratings const& r,
                                                    std::shared_ptr<source_memory> const& memory) {
  auto const make = [memory](ratings const& other) {
    return statistic_of_sums{
        .size = memory->of().size,
        .add = [memory, places = memory->places(other)](std::span<cell const> row,
                                                        std::span<double> sums) { memory->add(row, places, sums); },
        .value = memory->of().value};
  };
  auto e = estimate_of(info, r, missing_rule::pairable, make);
  if (e.status == status::no_units || e.status == status::no_pairs)
    e.reason = "No source is assigned to two of the coders.";
  else if (!e.defined() && e.status == status::no_variation)
    std::tie(e.status, e.reason) = memory->of().why(sums_of(r, missing_rule::pairable, make(r)));
  if (memory->of().parts && e.n_pairable > 0) {
    auto const parts = memory->of().parts(sums_of(r, missing_rule::pairable, make(r)));
    e.observed_disagreement = parts.observed;
    e.expected_disagreement = parts.expected;
    e.observed = 1 - parts.observed;
    e.expected = 1 - parts.expected;
  }
  e.again = [info, memory](ratings const& other) { return on_sources(info, other, memory); };
  return e;
}

}  // namespace detail

INTERCODER_INLINE std::vector<std::size_t> places_of(std::vector<std::string> const& coders, ratings const& table) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < table.coders(); ++c) {
    auto const at = std::ranges::find(coders, table.coder_name(c));
    if (at == coders.end()) throw bad_argument{"coder '" + table.coder_name(c) + "' is not one of those compared"};
    out.push_back(static_cast<std::size_t>(at - coders.begin()));
  }
  return out;
}

INTERCODER_INLINE void warn_of_assumed(estimate& e, continua const& all) {
  if (all.assumed == 0) return;
  e.warnings.push_back(
      {"assumed_assignments",
       {{"n_coders", static_cast<double>(all.assumed)}},
       "Nobody said which sources coders were asked to mark: those count in which they marked anything, "
       "and one in which a coder marked nothing is lost."});
}

INTERCODER_INLINE estimate estimate_of_sources(coefficient_info const& info, continua const& all, source_statistic of) {
  auto e = detail::on_sources(info, sources_by_coders(all),
                              std::make_shared<detail::source_memory>(all.coders, all.sources.size(), std::move(of)));
  warn_of_assumed(e, all);
  return e;
}

}  // namespace intercoder
