// The bodies of versions.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/matching.hpp>
#include <intercoder/codebooks/versions.hpp>
#include <intercoder/codebooks/word_diff-inl.hpp>
#include <intercoder/core/folding.hpp>
#include <intercoder/core/text.hpp>

namespace intercoder {
namespace detail {

/// As a reader sees it: accents composed, one space where there are blanks.
[[nodiscard]] INTERCODER_INLINE std::string as_read(std::string_view text) {
  auto const composed = composed_text(text);
  std::string out;
  for (auto const word : split_at_blanks(composed)) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

using keys = std::vector<std::string>;  ///< one for each code; empty for a code that is not to be paired

enum class repeated { left, in_order };

/// Pairs codes that have one key. Where several have it: none of them, or one after the other if both sides have as
/// many.
[[nodiscard]] INTERCODER_INLINE std::vector<std::pair<std::size_t, std::size_t>> pairs_of_one_key(keys const& before,
                                                                                                  keys const& after,
                                                                                                  repeated rule) {
  std::map<std::string_view, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> found;
  for (std::size_t k = 0; k < before.size(); ++k)
    if (!before[k].empty()) found[before[k]].first.push_back(k);
  for (std::size_t k = 0; k < after.size(); ++k)
    if (!after[k].empty()) found[after[k]].second.push_back(k);
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (auto const& [key, codes] : found) {
    auto const& [old, now] = codes;
    if (old.size() != now.size() || (rule == repeated::left && old.size() > 1)) continue;
    for (std::size_t k = 0; k < old.size(); ++k) out.emplace_back(old[k], now[k]);
  }
  return out;
}

/// A table of codings has names alone: what it lacks was not taken away.
[[nodiscard]] INTERCODER_INLINE bool knows_definitions(codebook const& codes) {
  return std::ranges::any_of(codes, [](code const& c) { return !c.id.empty() || !c.definition.empty(); });
}

/// Fills in how a code changed, but for whether it moved.
INTERCODER_INLINE void compare_code(same_code& x, codebook const& before, codebook const& after) {
  auto const &old = before[x.before], &now = after[x.after];
  x.renamed = as_read(old.name) != as_read(now.name);
  x.redefined =
      as_read(old.definition) != as_read(now.definition) && knows_definitions(before) && knows_definitions(after);
  x.other_id = !old.id.empty() && !now.id.empty() && old.id != now.id;
}

/// Finds the codes of one version in another, one kind of evidence after the other.
class version_matcher {
 public:
  version_matcher(codebook const& before, codebook const& after)
      : before_{&before}, after_{&after}, became_(before.size()), was_(after.size()) {
    using by = same_code::known_by;
    auto const all = [this](by evidence, repeated rule, auto key) { pair(evidence, rule, key, key); };
    all(by::id, repeated::left, [](codebook const& b, std::size_t k) { return b[k].id; });
    all(by::path, repeated::in_order, [](codebook const& b, std::size_t k) { return as_read(b.path(k)); });
    all(by::path, repeated::left, [](codebook const& b, std::size_t k) { return folded_name(b.path(k)); });
    pair_below();
    all(by::name, repeated::left, [](codebook const& b, std::size_t k) { return as_read(b[k].name); });
    all(by::name, repeated::left, [](codebook const& b, std::size_t k) { return folded_name(b[k].name); });
    pair_by_place();
  }

  /// Two codes, of which each is left, are one by what they were used for.
  void pair_by_codings(std::vector<std::pair<std::size_t, std::size_t>> const& found) {
    for (auto const& [b, a] : found)
      if (!became_[b] && !was_[a] && !ids_say_no(b, a)) join(b, a, same_code::known_by::codings);
    pair_by_place();
  }

  [[nodiscard]] codebook_changes changes() const {
    codebook_changes out;
    out.same = same_;
    std::ranges::sort(out.same, {}, &same_code::after);
    for (auto& x : out.same) {
      compare_code(x, *before_, *after_);
      auto const &old = (*before_)[x.before].parent, &now = (*after_)[x.after].parent;
      x.moved = old.has_value() != now.has_value() || (old && became_[*old] != now);
    }
    if (knows_definitions(*before_) != knows_definitions(*after_))
      out.notes.emplace_back("Definitions are not compared: one of the two has none, nor identifiers.");
    for (std::size_t k = 0; k < before_->size(); ++k)
      if (!became_[k]) out.removed.push_back(k);
    for (std::size_t k = 0; k < after_->size(); ++k)
      if (!was_[k]) out.added.push_back(k);
    return out;
  }

 private:
  using places = std::vector<std::optional<std::size_t>>;

  void join(std::size_t b, std::size_t a, same_code::known_by by) {
    became_[b] = a;
    was_[a] = b;
    same_.push_back({.before = b, .after = a, .by = by});
    if (by == same_code::known_by::id) ids_tell_ = true;
  }

  template <class KeyBefore, class KeyAfter>
  bool pair(same_code::known_by by, repeated rule, KeyBefore key_before, KeyAfter key_after) {
    auto const left = [](codebook const& codes, places const& done, auto key) {
      keys out(codes.size());
      for (std::size_t k = 0; k < codes.size(); ++k)
        if (!done[k]) out[k] = key(codes, k);
      return out;
    };
    auto const found = pairs_of_one_key(left(*before_, became_, key_before), left(*after_, was_, key_after), rule);
    for (auto const& [b, a] : found) join(b, a, by);
    return !found.empty();
  }

  /// Codes of one name below codes that are one, level by level.
  bool pair_below() {
    bool any = false, more = true;
    while (more) {
      auto const key = [](codebook const& codes, std::size_t k, std::optional<std::size_t> above) {
        return above ? std::to_string(*above) + ' ' + folded_name(codes[k].name) : std::string{};
      };
      more = pair(
          same_code::known_by::path, repeated::left,
          [&](codebook const& codes, std::size_t k) {
            return key(codes, k, codes[k].parent ? became_[*codes[k].parent] : std::nullopt);
          },
          [&](codebook const& codes, std::size_t k) {
            auto const above = codes[k].parent;
            return key(codes, k, above && was_[*above] ? above : std::nullopt);
          });
      any = any || more;
    }
    return any;
  }

  /// Both programs know identifiers, and these two are not the same.
  [[nodiscard]] bool ids_say_no(std::size_t b, std::size_t a) const {
    return ids_tell_ && !(*before_)[b].id.empty() && !(*after_)[a].id.empty();
  }

  /// Two codes that are left, whose codes below are mostly each other's: at least two, and half on either side.
  bool pair_above() {
    std::vector<std::size_t> below_before(before_->size()), below_after(after_->size());
    for (auto const& c : *before_)
      if (c.parent) ++below_before[*c.parent];
    for (auto const& c : *after_)
      if (c.parent) ++below_after[*c.parent];
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> kept;
    for (auto const& x : same_) {
      auto const &old = (*before_)[x.before].parent, &now = (*after_)[x.after].parent;
      if (old && now && !became_[*old] && !was_[*now]) ++kept[{*old, *now}];
    }
    bool any = false;
    for (auto const& [above, n] : kept) {
      auto const [b, a] = above;
      bool const most = n >= 2 && 2 * n >= below_before[b] && 2 * n >= below_after[a];
      if (!most || became_[b] || was_[a] || ids_say_no(b, a)) continue;
      join(b, a, same_code::known_by::below);
      any = true;
    }
    return any;
  }

  void pair_by_place() {
    while (pair_above() || pair_below()) {
    }
  }

  codebook const *before_, *after_;
  places became_, was_;
  std::vector<same_code> same_;
  bool ids_tell_ = false;
};

/// Without blanks at the end, of which one program adds a line break that another does not.
[[nodiscard]] INTERCODER_INLINE std::int64_t length_of_text(source const& s) {
  if (!s.text) return s.length;
  std::int64_t length = 0, at = 0;
  for (std::size_t byte = 0; byte < s.text->size();) {
    ++at;
    if (!is_space(next_code_point(*s.text, byte))) length = at;
  }
  return length;
}

/// One study of two coders, "before" and "after", on the sources that both have; codes of the later one come last.
[[nodiscard]] INTERCODER_INLINE study as_two_coders(study const& before, study const& after,
                                                    std::vector<std::string>& notes) {
  study out;
  out.coders = {"before", "after"};
  study const* const both[2] = {&before, &after};
  std::map<std::string, std::size_t> place;
  std::vector<std::string> apart;
  for (auto const& x : before.sources) {
    auto const y = std::ranges::find(after.sources, x.name, &source::name);
    if (y == after.sources.end() || place.contains(x.name)) continue;
    bool const unknown = x.length == 0 || y->length == 0;
    if (!unknown && length_of_text(x) != length_of_text(*y)) {
      apart.push_back(x.name);
      continue;
    }
    place.emplace(x.name, out.sources.size());
    out.sources.push_back(x.length < y->length ? *y : x);
    if (unknown) {  // codings of either may reach further than the other one is known to
      out.sources.back().length = 0;
      out.sources.back().text.reset();
    }
  }
  if (!apart.empty())
    notes.push_back("Not looked at for splits and mergers, since its length differs between the two: source '" +
                    apart.front() + "'" +
                    (apart.size() > 1 ? " and " + std::to_string(apart.size() - 1) + " more." : "."));
  if (out.sources.empty() && apart.empty())
    notes.emplace_back("Splits and mergers cannot be told: the two have no source in common.");
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

/// Groups that are a split or a merger, but for those in which every code is known from the other version.
INTERCODER_INLINE void add_successions(codebook_changes& out, std::vector<matched_codes> const& groups) {
  auto const is_in = [](std::vector<std::size_t> const& list, std::size_t k) {
    return std::ranges::binary_search(list, k);
  };
  for (auto const& g : groups) {
    bool const changed = std::ranges::any_of(g.a, [&](std::size_t k) { return is_in(out.removed, k); }) ||
                         std::ranges::any_of(g.b, [&](std::size_t k) { return is_in(out.added, k); });
    if (!changed) continue;
    if (g.b.size() > 1) out.split.push_back({g.a, g.b});
    if (g.a.size() > 1) out.merged.push_back({g.a, g.b});
  }
}

}  // namespace detail

INTERCODER_INLINE codebook_changes diff_codebooks(codebook const& before, codebook const& after) {
  return detail::version_matcher{before, after}.changes();
}

INTERCODER_INLINE codebook_changes diff_codebooks(study const& before, study const& after) {
  detail::version_matcher matcher{before.codes, after.codes};
  std::vector<std::string> notes;
  auto const both = detail::as_two_coders(before, after, notes);
  std::vector<matched_codes> groups;
  if (!both.sources.empty()) {
    auto const use = use_of(both, 0, 1);
    source_weights const once(use.sources.size(), 1);
    std::vector<std::pair<std::size_t, std::size_t>> one_to_one;
    for (auto& g : match_codes(both.codes, use, once)) {
      auto const t = use_of_codes(use, once, g.a, g.b);
      for (auto& k : g.b) k -= before.codes.size();
      bool const mostly = t.both > 0 && 2 * t.both >= t.either();
      if (g.a.size() == 1 && g.b.size() == 1 && mostly) one_to_one.emplace_back(g.a[0], g.b[0]);
      groups.push_back(std::move(g));
    }
    matcher.pair_by_codings(one_to_one);
  }
  auto out = matcher.changes();
  detail::add_successions(out, groups);
  out.notes.insert(out.notes.end(), notes.begin(), notes.end());
  return out;
}

}  // namespace intercoder
