// The bodies of selection.hpp.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/core/selection.hpp>
#include <intercoder/core/study-inl.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE std::string list_coders(study const& s, std::vector<std::size_t> const& coders) {
  return list_names(coders, [&](std::size_t c) { return s.coders[c]; });
}

[[nodiscard]] INTERCODER_INLINE std::string list_sources(study const& s, std::vector<std::size_t> const& sources) {
  return list_names(sources, [&](std::size_t i) { return s.sources[i].name; });
}

INTERCODER_INLINE void check_coders(study const& s, std::vector<std::size_t> const& coders) {
  for (auto c = coders.begin(); c != coders.end(); ++c) {
    if (*c >= s.coders.size())
      throw bad_argument{"coder " + std::to_string(*c + 1) + "; expected one of the " +
                         std::to_string(s.coders.size()) + " of the study"};
    if (std::find(coders.begin(), c, *c) != c)
      throw bad_argument{"coder '" + s.coders[*c] + "' is given twice; expected different coders"};
  }
}

INTERCODER_INLINE void check_sources(study const& s, std::vector<std::size_t> const& coders,
                                     std::vector<std::size_t> const& sources) {
  std::vector<bool> seen(s.sources.size());
  for (auto const i : sources) {
    if (i >= s.sources.size())
      throw bad_argument{"source " + std::to_string(i + 1) + "; expected one of the " +
                         std::to_string(s.sources.size()) + " of the study"};
    if (seen[i]) throw bad_argument{"source '" + s.sources[i].name + "' is given twice; expected different sources"};
    seen[i] = true;
    for (auto const c : coders)
      if (!s.assigned(c, i))
        throw bad_argument{"source '" + s.sources[i].name + "' is not assigned to coder '" + s.coders[c] +
                           "'; sources assigned to all of " + list_coders(s, coders) + ": " +
                           list_sources(s, s.shared_sources(coders))};
  }
}

/// The place of each index among those selected, or none (-1).
[[nodiscard]] INTERCODER_INLINE std::vector<std::ptrdiff_t> places(std::vector<std::size_t> const& selected,
                                                                   std::size_t of) {
  std::vector<std::ptrdiff_t> place(of, -1);
  for (std::size_t i = 0; i < selected.size(); ++i) place[selected[i]] = static_cast<std::ptrdiff_t>(i);
  return place;
}

/// Lays sources end to end.
[[nodiscard]] INTERCODER_INLINE selection lay_out(study const& s, std::vector<std::size_t> coders,
                                                  std::vector<std::size_t> sources) {
  auto const place = places(sources, s.sources.size());
  std::vector<std::int64_t> last_end(sources.size());
  for (auto const& c : s.codings)
    if (auto const i = place[c.source]; i >= 0 && !c.whole_source) {
      auto& end = last_end[static_cast<std::size_t>(i)];
      end = std::max(end, c.end);
    }
  selection out{.coders = std::move(coders), .sources = std::move(sources), .begin = {0}, .assumed_lengths = {}};
  for (std::size_t i = 0; i < out.sources.size(); ++i) {
    auto const& where = s.sources[out.sources[i]];
    auto length = where.text ? count_code_points(*where.text) : where.length;
    if (length == 0 && !where.text && last_end[i] > 0) {
      length = last_end[i];
      out.assumed_lengths.push_back(out.sources[i]);
    }
    if (last_end[i] > length)
      throw bad_argument{"source '" + where.name + "' has " + std::to_string(length) +
                         " characters, a coding of it ends at " + std::to_string(last_end[i]) +
                         "; expected codings within the text"};
    out.begin.push_back(out.begin.back() + length);
  }
  return out;
}

}  // namespace detail

INTERCODER_INLINE selection select_shared(study const& s, std::vector<std::size_t> coders,
                                          std::vector<std::size_t> sources) {
  bool const all = coders.empty();
  if (all) {
    coders.resize(s.coders.size());
    std::iota(coders.begin(), coders.end(), std::size_t{0});
  }
  detail::check_coders(s, coders);
  if (coders.size() < 2) {
    auto const found = std::to_string(coders.size()) + (coders.empty() ? "" : ": " + detail::list_coders(s, coders));
    if (all) throw insufficient_data{"agreement needs at least two coders; the study has " + found};
    throw bad_argument{"agreement needs at least two coders; given " + found};
  }
  if (sources.empty())
    sources = s.shared_sources(coders);
  else
    detail::check_sources(s, coders, sources);
  return detail::lay_out(s, std::move(coders), std::move(sources));
}

INTERCODER_INLINE void unite(std::vector<mark>& all, bool touching) {
  std::ranges::sort(all, {}, [](mark const& m) { return std::tie(m.coder, m.code, m.start); });
  std::size_t n = 0;
  for (auto const& m : all) {
    if (n > 0) {
      auto& last = all[n - 1];
      if (last.coder == m.coder && last.code == m.code && (m.start < last.end || (touching && m.start == last.end))) {
        last.end = std::max(last.end, m.end);
        continue;
      }
    }
    all[n++] = m;
  }
  all.resize(n);
}

INTERCODER_INLINE std::vector<mark> marks(study const& s, selection const& compared) {
  auto const coder = detail::places(compared.coders, s.coders.size());
  auto const where = detail::places(compared.sources, s.sources.size());
  std::vector<mark> out;
  for (auto const& c : s.codings) {
    if (coder[c.coder] < 0 || where[c.source] < 0 || c.whole_source || c.start >= c.end) continue;
    auto const begin = compared.begin[static_cast<std::size_t>(where[c.source])];
    out.push_back({static_cast<std::size_t>(coder[c.coder]), c.code, begin + c.start, begin + c.end});
  }
  unite(out, false);
  return out;
}

}  // namespace intercoder
