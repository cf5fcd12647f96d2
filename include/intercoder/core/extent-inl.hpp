// The bodies of extent.hpp.
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>

#include <intercoder/core/extent.hpp>
#include <intercoder/core/units-inl.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE text_extent measure(study const& s, std::vector<std::size_t> const& coders,
                                                    std::vector<std::size_t> sources) {
  auto const part = lay_out(s, coders, std::move(sources));
  text_extent out{.sources = part.sources.size(), .characters = part.length()};
  for (auto const i : part.sources) {
    auto const& text = s.sources[i].text;
    if (text)
      out.paragraphs += static_cast<std::int64_t>(text_layout{*text}.paragraphs.size());
    else
      ++out.without_text;
  }
  auto marked = marks(s, part);
  for (auto& m : marked) m.coder = m.code = 0;
  unite(marked, true);
  for (auto const& m : marked) out.codable += m.end - m.start;
  return out;
}

}  // namespace detail

INTERCODER_INLINE extent extent_of(study const& s, std::vector<std::size_t> coders) {
  if (coders.empty()) {
    coders.resize(s.coders.size());
    std::iota(coders.begin(), coders.end(), std::size_t{0});
  }
  detail::check_coders(s, coders);
  extent out{.coders = {}, .shared = {}, .any = {}, .in_study = s.sources.size()};
  auto const place = detail::places(coders, s.coders.size());
  for (auto const c : coders) out.coders.push_back({.coder = c});
  std::vector<int> assigned_to(s.sources.size());
  for (auto const& a : s.assignments) {
    if (place[a.coder] < 0) continue;
    auto& who = out.coders[static_cast<std::size_t>(place[a.coder])];
    ++who.sources;
    who.assumed = who.assumed || a.assumed;
    assigned_to[a.source] = 1;
  }
  std::vector<std::vector<bool>> used(coders.size(), std::vector<bool>(s.codes.size()));
  for (auto const& c : s.codings) {
    if (place[c.coder] < 0) continue;
    auto const i = static_cast<std::size_t>(place[c.coder]);
    ++out.coders[i].codings;
    out.coders[i].codes += !used[i][c.code];
    used[i][c.code] = true;
  }
  std::vector<std::size_t> any;
  for (std::size_t i = 0; i < s.sources.size(); ++i)
    if (assigned_to[i]) any.push_back(i);
  out.shared = detail::measure(s, coders, s.shared_sources(coders));
  out.any = detail::measure(s, coders, std::move(any));
  return out;
}

}  // namespace intercoder
