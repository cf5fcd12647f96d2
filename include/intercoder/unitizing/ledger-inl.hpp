// The bodies of ledger.hpp.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include <intercoder/core/error.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/unitizing/ledger.hpp>

namespace intercoder {
namespace detail {

/// What lies in `all` and not in `but`; both in order, without overlaps.
[[nodiscard]] INTERCODER_INLINE std::vector<span_of_text> without(std::vector<span_of_text> const& all,
                                                                  std::vector<span_of_text> const& but) {
  std::vector<span_of_text> out;
  std::size_t first = 0;
  for (auto const& x : all) {
    auto from = x.start;
    while (first < but.size() && but[first].end <= x.start) ++first;
    for (auto k = first; k < but.size() && but[k].start < x.end; ++k) {
      if (from < but[k].start) out.push_back({from, but[k].start});
      from = std::max(from, but[k].end);
    }
    if (from < x.end) out.push_back({from, x.end});
  }
  return out;
}

/// The stretches of the line that two coders marked, by code.
class two_coders {
 public:
  two_coders(study const& s, selection const& compared) : codes_{s.codes.size()}, of_(2 * s.codes.size()) {
    for (auto const& m : marks(s, compared)) of_[m.coder * codes_ + m.code].push_back({m.start, m.end});
    for (std::size_t k = 0; k < codes_; ++k)
      for (std::size_t c = 0; c < 2; ++c)
        for (auto const& x : without(of(c, k), of(1 - c, k))) only_.push_back({x.start, x.end, k, c});
    std::ranges::sort(only_, {}, [](alone const& x) { return std::tie(x.start, x.end, x.code); });
    for (auto const& x : only_) longest_ = std::max(longest_, x.end - x.start);
  }

  /// A stretch that one coder marked with a code and the other did not.
  struct alone {
    std::int64_t start, end;
    std::size_t code, coder;
  };
  [[nodiscard]] std::vector<alone> const& only() const noexcept { return only_; }
  [[nodiscard]] std::vector<span_of_text> const& of(std::size_t coder, std::size_t code) const {
    return of_[coder * codes_ + code];
  }
  /// Does a passage of the other coder with the same code begin or end where this one does?
  [[nodiscard]] bool touches(alone const& x) const {
    auto const& theirs = of(1 - x.coder, x.code);
    auto const& mine = of(x.coder, x.code);
    auto const at_or_before = std::ranges::upper_bound(mine, x.start, {}, &span_of_text::start);
    auto const& passage = *std::prev(at_or_before);  // the one that x was cut from
    auto const next = std::ranges::upper_bound(theirs, passage.start, {}, &span_of_text::end);
    return next != theirs.end() && next->start < passage.end;
  }
  /// What the other coder marked alone within this stretch.
  template <class F>
  void each_of_other(alone const& x, F f) const {
    auto const from = std::ranges::lower_bound(only_, x.start - longest_, {}, &alone::start);
    for (auto at = from; at != only_.end() && at->start < x.end; ++at)
      if (at->coder != x.coder && at->end > x.start) f(*at);
  }

 private:
  std::size_t codes_;
  std::vector<std::vector<span_of_text>> of_;
  std::vector<alone> only_;
  std::int64_t longest_ = 0;
};

INTERCODER_INLINE void add_differences(study const& s, selection const& compared, std::vector<bool> const& wanted,
                                       std::vector<coded_difference>& out) {
  two_coders const pair{s, compared};
  for (auto const& x : pair.only()) {
    if (!wanted[x.code]) continue;
    auto const add = [&](std::int64_t start, std::int64_t end, difference_kind kind, std::vector<std::size_t> others) {
      auto const after = std::ranges::upper_bound(compared.begin, start);
      auto const i = static_cast<std::size_t>(after - compared.begin.begin()) - 1;
      out.push_back({compared.sources[i], start - compared.begin[i], end - compared.begin[i], x.code,
                     compared.coders[0], compared.coders[1], x.coder == 0, kind, std::move(others), 0});
    };
    std::vector<std::pair<span_of_text, std::size_t>> theirs;
    pair.each_of_other(x, [&](two_coders::alone const& y) {
      theirs.push_back({{std::max(x.start, y.start), std::min(x.end, y.end)}, y.code});
    });
    auto const codes_in = [&](std::int64_t start, std::int64_t end) {
      std::vector<std::size_t> found;
      for (auto const& [where, code] : theirs)
        if (where.start < end && where.end > start) found.push_back(code);
      std::ranges::sort(found);
      found.erase(std::unique(found.begin(), found.end()), found.end());
      return found;
    };
    if (pair.touches(x)) {
      add(x.start, x.end, difference_kind::boundary, codes_in(x.start, x.end));
      continue;
    }
    // united, so that a stretch is cut only where "has another code" begins or ends
    std::vector<span_of_text> coded;
    for (auto const& [where, code] : theirs) {  // in order of their starts
      if (!coded.empty() && where.start <= coded.back().end)
        coded.back().end = std::max(coded.back().end, where.end);
      else
        coded.push_back(where);
    }
    for (auto const& y : coded) add(y.start, y.end, difference_kind::different_code, codes_in(y.start, y.end));
    for (auto const& y : without({{x.start, x.end}}, coded))
      add(y.start, y.end, x.coder == 0 ? difference_kind::only_first : difference_kind::only_second, {});
  }
}

}  // namespace detail

INTERCODER_INLINE std::vector<coded_difference> differences(study const& s, std::vector<std::size_t> coders,
                                                            std::vector<std::size_t> const& sources,
                                                            std::vector<std::size_t> const& codes) {
  std::vector<bool> wanted(s.codes.size(), codes.empty());
  for (auto const k : codes) {
    if (k >= s.codes.size())
      throw bad_argument{"code " + std::to_string(k + 1) + "; expected one of the " + std::to_string(s.codes.size()) +
                         " of the codebook"};
    wanted[k] = true;
  }
  if (coders.empty()) {
    coders.resize(s.coders.size());
    std::iota(coders.begin(), coders.end(), std::size_t{0});
  }
  if (coders.size() < 2 || !sources.empty()) static_cast<void>(select_shared(s, coders, sources));  // refuses by name
  std::vector<coded_difference> out;
  for (std::size_t a = 0; a < coders.size(); ++a)
    for (std::size_t b = a + 1; b < coders.size(); ++b)
      detail::add_differences(s, select_shared(s, {coders[a], coders[b]}, sources), wanted, out);
  compensated_sum all;
  for (auto const& d : out) all += static_cast<double>(d.length());
  for (auto& d : out) d.share = static_cast<double>(d.length()) / all.value();
  std::ranges::sort(
      out, {}, [](coded_difference const& d) { return std::tie(d.source, d.start, d.end, d.code, d.first, d.second); });
  return out;
}

}  // namespace intercoder
