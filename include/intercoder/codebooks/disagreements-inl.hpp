// The bodies of disagreements.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/codebooks/disagreements.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Adds to each unit's entry what its coders make of one code.
class difference_counter {
 public:
  difference_counter(study const& s, presence const& p) : p_{p}, speak_(p.units.size()), of_unit_(p.units.size()) {
    if (p.uncoded == uncoded_rule::as_missing) {
      for (std::size_t c = 0; c < p.coders(); ++c)
        for (auto const& m : p.with_any_code(c))
          for (auto u = m.start; u < m.end; ++u) ++speak_[static_cast<std::size_t>(u)];
    } else {
      std::ranges::fill(speak_, static_cast<std::int64_t>(p.coders()));
    }
    for (std::size_t u = 0; u < speak_.size(); ++u)
      if (speak_[u] >= 2) units_ += static_cast<double>(p.units.copies(u));
    anyone_ = marks(s, p.compared);
    for (auto& m : anyone_) m.coder = 0;
    unite(anyone_, true);
  }

  void add(std::size_t code) {
    edges_.clear();
    for (std::size_t c = 0; c < p_.coders(); ++c)
      for (auto const& m : p_.with_code(c, code)) {
        edges_.emplace_back(m.start, 1);
        edges_.emplace_back(m.end, -1);
      }
    std::ranges::sort(edges_);
    cursor marked = std::ranges::lower_bound(anyone_, code, {}, &mark::code);
    std::int64_t yes = 0;
    for (std::size_t i = 0; i + 1 < edges_.size(); ++i) {
      yes += edges_[i].second;
      if (yes == 0) continue;
      for (auto u = edges_[i].first; u < edges_[i + 1].first; ++u) {
        auto const unit = static_cast<std::size_t>(u);
        if (yes < speak_[unit]) {
          of_unit_[unit].pairs += yes * (speak_[unit] - yes);
          ++of_unit_[unit].codes;
          of_unit_[unit].characters += covered(p_.units[unit], code, marked);
        }
      }
    }
  }

  /// Units with a difference, in order; codes are not filled in.
  [[nodiscard]] std::vector<disagreement> result(std::size_t codes) const {
    std::vector<disagreement> out;
    for (std::size_t u = 0; u < of_unit_.size(); ++u) {
      auto const& d = of_unit_[u];
      if (d.codes == 0) continue;
      double const pairs = static_cast<double>(speak_[u] * (speak_[u] - 1)) / 2;
      double const all = units_ * static_cast<double>(codes);
      out.push_back({.unit = u,
                     .cost = static_cast<double>(d.pairs * p_.units.copies(u)) / (pairs * all),
                     .codes_apart = d.codes,
                     .characters = d.characters,
                     .codes = {}});
    }
    return out;
  }

 private:
  using cursor = std::vector<mark>::const_iterator;

  /// Characters of the unit that anyone marked with the code; `at` moves on with the units.
  [[nodiscard]] std::int64_t covered(text_unit const& unit, std::size_t code, cursor& at) const {
    auto const start = unit.line_start, end = unit.line_start + unit.length();
    while (at != anyone_.end() && at->code == code && at->end <= start) ++at;
    std::int64_t n = 0;
    for (auto m = at; m != anyone_.end() && m->code == code && m->start < end; ++m)
      n += std::min(m->end, end) - std::max(m->start, start);
    return n;
  }

  struct difference {
    std::int64_t pairs = 0;  // of coders, over codes
    std::size_t codes = 0;
    std::int64_t characters = 0;
  };
  presence const& p_;
  std::vector<std::int64_t> speak_;  // coders who say something about the unit
  std::vector<difference> of_unit_;
  std::vector<mark> anyone_;
  std::vector<std::pair<std::int64_t, int>> edges_;
  double units_ = 0;
};

INTERCODER_INLINE void check_codes(presence const& p, std::vector<std::size_t> const& codes) {
  std::vector<bool> seen(p.codes());
  for (auto const k : codes) {
    if (k >= p.codes())
      throw bad_argument{"code " + std::to_string(k + 1) + "; expected one of the " + std::to_string(p.codes()) +
                         " of the codebook"};
    if (seen[k]) throw bad_argument{"code " + std::to_string(k + 1) + " is given twice; expected different codes"};
    seen[k] = true;
  }
}

}  // namespace detail

INTERCODER_INLINE std::vector<disagreement> disagreements(study const& s, presence const& p,
                                                          std::vector<std::size_t> codes) {
  detail::check_codes(p, codes);
  if (codes.empty()) codes = p.used();
  std::ranges::sort(codes);
  detail::difference_counter differences{s, p};
  for (auto const k : codes) differences.add(k);
  auto out = differences.result(codes.size());

  std::vector<std::ptrdiff_t> entry(p.units.size(), -1);
  for (std::size_t i = 0; i < out.size(); ++i) {
    entry[out[i].unit] = static_cast<std::ptrdiff_t>(i);
    out[i].codes.resize(p.coders());
  }
  for (auto const k : codes)
    for (std::size_t c = 0; c < p.coders(); ++c)
      for (auto const& m : p.with_code(c, k))
        for (auto u = m.start; u < m.end; ++u)
          if (auto const i = entry[static_cast<std::size_t>(u)]; i >= 0)
            out[static_cast<std::size_t>(i)].codes[c].push_back(k);

  auto const first = [](disagreement const& d) { return std::tuple{-d.cost, -d.characters, d.unit}; };
  std::ranges::sort(out, {}, first);
  return out;
}

}  // namespace intercoder
