// The bodies of versions.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <intercoder/codebooks/matching.hpp>
#include <intercoder/codebooks/versions.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {
namespace detail {

[[nodiscard]] INTERCODER_INLINE std::vector<std::string_view> split_at_blanks(std::string_view text) {
  std::vector<std::string_view> out;
  auto from = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    auto const begin = at;
    bool const blank = is_space(next_code_point(text, at));
    if (blank && from != text.npos) out.push_back(text.substr(from, begin - from));
    if (blank) from = text.npos;
    if (!blank && from == text.npos) from = begin;
  }
  if (from != text.npos) out.push_back(text.substr(from));
  return out;
}

/// Pairs codes that are left on both sides and have one key that no other code left there has.
template <class Key>
void pair_codes(codebook_changes& out, std::vector<char>& done_before, std::vector<char>& done_after,
                codebook const& before, codebook const& after, same_code::known_by by, Key key) {
  std::map<std::string, std::vector<std::size_t>> old, now;
  for (std::size_t k = 0; k < before.size(); ++k)
    if (done_before[k] == 0 && !key(before, k).empty()) old[key(before, k)].push_back(k);
  for (std::size_t k = 0; k < after.size(); ++k)
    if (done_after[k] == 0 && !key(after, k).empty()) now[key(after, k)].push_back(k);
  for (auto const& [value, codes] : old) {
    auto const there = now.find(value);
    if (there == now.end() || codes.size() > 1 || there->second.size() > 1) continue;
    out.same.push_back({.before = codes.front(), .after = there->second.front(), .by = by});
    done_before[codes.front()] = done_after[there->second.front()] = 1;
  }
}

/// One study of two coders, "before" and "after", on the sources that both have; codes of the later one come last.
[[nodiscard]] INTERCODER_INLINE study as_two_coders(study const& before, study const& after) {
  study out;
  out.coders = {"before", "after"};
  study const* const both[2] = {&before, &after};
  std::map<std::string, std::size_t> place;
  for (auto const& x : before.sources) {
    auto const y = std::ranges::find(after.sources, x.name, &source::name);
    if (y == after.sources.end() || y->length != x.length || !place.emplace(x.name, out.sources.size()).second)
      continue;
    out.sources.push_back(x);
  }
  for (std::size_t version = 0; version < 2; ++version) {
    auto const& s = *both[version];
    auto const first = out.codes.size();
    for (auto c : s.codes) {
      if (c.parent) *c.parent += first;
      out.codes.add(std::move(c));
    }
    for (auto c : s.codings) {
      auto const at = place.find(s.sources[c.source].name);
      if (at == place.end()) continue;
      c.source = at->second;
      c.coder = version;
      c.code += first;
      out.codings.push_back(std::move(c));
    }
    for (std::size_t i = 0; i < out.sources.size(); ++i) out.assignments.push_back({.coder = version, .source = i});
  }
  return check_study(std::move(out));
}

}  // namespace detail

INTERCODER_INLINE std::vector<word_change> word_diff(std::string_view before, std::string_view after) {
  auto const x = detail::split_at_blanks(before), y = detail::split_at_blanks(after);
  auto const width = y.size() + 1;
  std::vector<std::size_t> longest((x.size() + 1) * width, 0);  // common subsequence of what is left
  for (auto i = x.size(); i-- > 0;)
    for (auto j = y.size(); j-- > 0;)
      longest[i * width + j] = x[i] == y[j] ? longest[(i + 1) * width + j + 1] + 1
                                            : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
  std::vector<word_change> out;
  auto const say = [&out](word_change::kind of, std::string_view word) {
    if (out.empty() || out.back().of != of) {
      out.push_back({of, std::string{word}});
    } else {
      out.back().words += ' ' + std::string{word};
    }
  };
  std::size_t i = 0, j = 0;
  while (i < x.size() || j < y.size()) {
    if (i < x.size() && j < y.size() && x[i] == y[j]) {
      say(word_change::kind::kept, x[i++]);
      ++j;
    } else if (j == y.size() || (i < x.size() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
      say(word_change::kind::removed, x[i++]);
    } else {
      say(word_change::kind::added, y[j++]);
    }
  }
  return out;
}

INTERCODER_INLINE codebook_changes diff_codebooks(codebook const& before, codebook const& after) {
  codebook_changes out;
  std::vector<char> done_before(before.size(), 0), done_after(after.size(), 0);
  using known_by = same_code::known_by;
  auto const pair = [&](known_by by, auto key) {
    detail::pair_codes(out, done_before, done_after, before, after, by, key);
  };
  pair(known_by::id, [](codebook const& b, std::size_t k) { return b[k].id; });
  pair(known_by::path, [](codebook const& b, std::size_t k) { return b.path(k); });
  pair(known_by::name, [](codebook const& b, std::size_t k) { return b[k].name; });
  std::ranges::sort(out.same, {}, &same_code::after);
  std::map<std::size_t, std::size_t> became;
  for (auto const& x : out.same) became[x.before] = x.after;
  for (auto& x : out.same) {
    auto const &old = before[x.before], &now = after[x.after];
    x.renamed = old.name != now.name;
    x.redefined = detail::split_at_blanks(old.definition) != detail::split_at_blanks(now.definition);
    x.other_id = !old.id.empty() && !now.id.empty() && old.id != now.id;
    auto const above = old.parent ? became.find(*old.parent) : became.end();
    x.moved = old.parent.has_value() != now.parent.has_value() ||
              (old.parent && (above == became.end() || above->second != *now.parent));
  }
  for (std::size_t k = 0; k < before.size(); ++k)
    if (done_before[k] == 0) out.removed.push_back(k);
  for (std::size_t k = 0; k < after.size(); ++k)
    if (done_after[k] == 0) out.added.push_back(k);
  return out;
}

INTERCODER_INLINE codebook_changes diff_codebooks(study const& before, study const& after) {
  auto out = diff_codebooks(before.codes, after.codes);
  auto const both = detail::as_two_coders(before, after);
  if (both.sources.empty()) return out;
  auto const use = use_of(both, 0, 1);
  source_weights const once(use.sources.size(), 1);
  auto const first = before.codes.size();
  auto const is_in = [](std::vector<std::size_t> const& list, std::size_t k) {
    return std::ranges::binary_search(list, k);
  };
  for (auto g : match_codes(both.codes, use, once)) {
    if (g.a.size() == 1 && g.b.size() == 1) continue;
    for (auto& k : g.b) k -= first;
    bool const changed = std::ranges::any_of(g.a, [&](std::size_t k) { return is_in(out.removed, k); }) ||
                         std::ranges::any_of(g.b, [&](std::size_t k) { return is_in(out.added, k); });
    if (!changed) continue;
    if (g.b.size() > 1) out.split.push_back({g.a, g.b});
    if (g.a.size() > 1) out.merged.push_back({std::move(g.a), std::move(g.b)});
  }
  return out;
}

}  // namespace intercoder
