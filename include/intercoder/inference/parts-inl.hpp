// The bodies of parts.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <intercoder/core/error.hpp>
#include <intercoder/core/statistic.hpp>
#include <intercoder/inference/parts.hpp>

namespace intercoder {
namespace detail {

INTERCODER_INLINE void need_again(estimate const& e, std::string_view who) {
  if (!e.again)
    throw bad_argument{std::string{who} + ": " + e.title +
                       " cannot be computed for parts of the data; ask each of the values that it is made of"};
}

INTERCODER_INLINE void need_coders(estimate const& e, std::string_view who, std::size_t at_least) {
  if (!e.data.coders_known())
    throw bad_argument{std::string{who} +
                       ": these ratings are counts per category; which coder gave a code is not "
                       "known"};
  if (e.data.coders() < at_least)
    throw bad_argument{std::string{who} + ": found " + std::to_string(e.data.coders()) +
                       " coder(s); expected at least " + std::to_string(at_least)};
}

/// Masses of the rows without some of their units.
class masses_without {
 public:
  explicit masses_without(ratings const& r) : design_{r.design()}, all_{mass_of_rows(r)}, rest_{all_} {}
  void leave_out(std::size_t u) {
    auto const j = design_.row(u);
    rest_[j] = std::max(0.0, rest_[j] - design_.copies(u) * design_.importance(u));
    if (rest_[j] <= 1e-12 * all_[j]) rest_[j] = 0;  // not what rounding leaves of the last unit
    touched_.push_back(j);
  }
  [[nodiscard]] std::vector<double> const& rest() const noexcept { return rest_; }
  void put_back() {
    for (auto const j : touched_) rest_[j] = all_[j];
    touched_.clear();
  }

 private:
  unit_design const& design_;
  std::vector<double> all_, rest_;
  std::vector<std::size_t> touched_{};
};

}  // namespace detail

INTERCODER_INLINE std::vector<estimate> by_code(estimate const& e) {
  detail::need_again(e, "by_code");
  if (e.of_sources()) throw bad_argument{"by_code: " + e.title + " looks at whole sources; ask for it of each code"};
  std::vector<estimate> out;
  for (std::size_t k = 0; k < e.data.categories_scale().codes().size(); ++k) out.push_back(e.again(e.data.collapse(k)));
  return out;
}

INTERCODER_INLINE std::vector<pair_part> by_pair(estimate const& e) {
  detail::need_again(e, "by_pair");
  detail::need_coders(e, "by_pair", 2);
  std::vector<pair_part> out;
  for (std::size_t a = 0; a < e.data.coders(); ++a)
    for (std::size_t b = a + 1; b < e.data.coders(); ++b)
      out.push_back({a, b, e.again(e.data.select_coders(std::vector{a, b}))});
  return out;
}

INTERCODER_INLINE std::vector<coder_part> without_coder(estimate const& e) {
  detail::need_again(e, "without_coder");
  detail::need_coders(e, "without_coder", 3);
  std::vector<coder_part> out;
  for (std::size_t c = 0; c < e.data.coders(); ++c) {
    std::vector<std::size_t> others;
    for (std::size_t other = 0; other < e.data.coders(); ++other)
      if (other != c) others.push_back(other);
    auto without = e.again(e.data.select_coders(others));
    double const change = without.value - e.value;
    out.push_back({c, std::move(without), change});
  }
  return out;
}

INTERCODER_INLINE std::vector<source_part> by_source(estimate const& e) {
  auto const& d = e.data.design();
  if (d.source_of.empty())
    throw bad_argument{"by_source: sources are not known; say which source each unit comes from when reading ratings"};
  std::vector<std::vector<std::size_t>> units(d.sources.size());
  for (std::size_t u = 0; u < d.units; ++u) units[static_cast<std::size_t>(d.source_of[u])].push_back(u);
  auto const influence = e.influence();
  bool const leave_out = e.on && e.defined();
  auto const value = leave_out ? e.on(e.data) : value_of_masses{};
  detail::masses_without masses{e.data};
  std::vector<source_part> out;
  for (std::size_t s = 0; s < units.size(); ++s) {
    source_part part;
    part.source = s;
    for (auto const u : units[s])
      if (e.defined() && e.entered[d.row(u)]) {
        part.n_units += d.copies(u);
        part.influence += d.copies(u) * influence[u] / e.n_used;
      }
    if (leave_out) {
      for (auto const u : units[s]) masses.leave_out(u);
      part.without = value(masses.rest());
      part.change = part.without - e.value;
      masses.put_back();
    }
    if (e.again) part.within = e.again(e.data.select_units(units[s]));
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace intercoder
