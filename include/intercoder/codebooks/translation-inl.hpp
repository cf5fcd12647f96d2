// The bodies of translation.hpp.
#pragma once

#include <map>
#include <set>
#include <utility>

#include <intercoder/codebooks/translation.hpp>
#include <intercoder/core/error.hpp>

namespace intercoder {
namespace detail {

/// Where each code of either coder goes; makes new codes in the codebook as they are needed.
class translator {
 public:
  translator(study const& s, std::size_t coder_a, std::size_t coder_b) : study_{&s}, coder_{coder_a, coder_b} {
    for (auto const& c : s.codings)
      if (c.coder == coder_a) used_by_a_.insert(c.code);
  }

  [[nodiscard]] std::vector<std::size_t> targets(codebook& codes, std::vector<joint_code> const& joint,
                                                 std::size_t side) {
    std::vector<std::size_t> out(study_->codes.size());
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = k;
    std::vector<bool> placed(out.size());
    std::set<std::size_t> taken = used_by_a_;  // by codes that mean something else than a code of B without a link
    for (auto const& g : joint) {
      if (g.a.empty() || g.b.empty())
        throw bad_argument{"a joint code has codes of one coder only; expected at least one of each"};
      auto const to = g.name.empty() ? g.a.front() : added(codes, g.name, g.a.front());
      taken.insert(to);
      for (auto const k : side == 0 ? g.a : g.b) {
        if (placed[k])
          throw bad_argument{"code '" + study_->codes.path(k) + "' of " + study_->coders[coder_[side]] +
                             " is in two joint codes; expected one at most"};
        placed[k] = true;
        out[k] = to;
      }
    }
    if (side == 1)
      for (std::size_t k = 0; k < out.size(); ++k)
        if (!placed[k] && taken.count(k) > 0)
          out[k] = added(codes, study_->codes[k].name + " (" + study_->coders[coder_[1]] + ")", k);
    return out;
  }

 private:
  /// A code beside another one; the same one when asked again.
  [[nodiscard]] std::size_t added(codebook& codes, std::string const& name, std::size_t beside) {
    auto const [at, is_new] = new_.try_emplace({name, beside}, codes.size());
    if (is_new) {
      code one;
      one.name = name;
      one.parent = study_->codes[beside].parent;
      codes.add(std::move(one));
    }
    return at->second;
  }

  study const* study_;
  std::size_t coder_[2];
  std::set<std::size_t> used_by_a_;
  std::map<std::pair<std::string, std::size_t>, std::size_t> new_;
};

}  // namespace detail

INTERCODER_INLINE study translate(study const& s, std::size_t coder_a, std::size_t coder_b,
                                  std::vector<joint_code> const& joint) {
  study out = s;
  detail::translator t{s, coder_a, coder_b};
  auto const of_a = t.targets(out.codes, joint, 0), of_b = t.targets(out.codes, joint, 1);
  for (auto& c : out.codings) {
    if (c.coder == coder_a) c.code = of_a[c.code];
    if (c.coder == coder_b) c.code = of_b[c.code];
  }
  out.notes.push_back("Codes of " + s.coders[coder_a] + " and " + s.coders[coder_b] + " that a mapping links (" +
                      std::to_string(joint.size()) + " groups) were taken as one.");
  return check_study(std::move(out));
}

INTERCODER_INLINE held_out_translation translate_held_out(study const& s, code_use const& use,
                                                          matching_options const& how) {
  auto const n = use.sources.size();
  if (n < 2)
    throw insufficient_data{"held-out agreement needs at least two sources that both coders coded; found " +
                            std::to_string(n)};
  held_out_translation result{s, {}};
  auto& out = result.translated;
  detail::translator t{s, use.coder_a, use.coder_b};
  std::map<std::size_t, std::vector<std::size_t>> of_a, of_b;  // by source
  for (std::size_t i = 0; i < n; ++i) {
    source_weights others(n, 1);
    others[i] = 0;
    std::vector<joint_code> joint;
    for (auto& g : match_codes(s.codes, use, others, how)) joint.push_back({std::move(g.a), std::move(g.b)});
    of_a[use.sources[i]] = t.targets(out.codes, joint, 0);
    of_b[use.sources[i]] = t.targets(out.codes, joint, 1);
    for (auto const& g : joint) result.sources_of[of_a[use.sources[i]][g.a.front()]].push_back(use.sources[i]);
  }
  out.codings.clear();
  for (auto c : s.codings) {
    auto const& targets = c.coder == use.coder_a ? of_a : of_b;
    auto const at = targets.find(c.source);
    if ((c.coder != use.coder_a && c.coder != use.coder_b) || at == targets.end()) continue;
    c.code = at->second[c.code];
    out.codings.push_back(std::move(c));
  }
  std::erase_if(out.assignments, [&](assignment const& x) { return of_a.count(x.source) == 0; });
  out.notes.emplace_back("Each source was translated by the links that the other sources give.");
  out = check_study(std::move(out));
  return result;
}

}  // namespace intercoder
