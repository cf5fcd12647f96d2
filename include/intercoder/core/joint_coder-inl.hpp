// The bodies of joint_coder.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/core/joint_coder.hpp>

namespace intercoder {

INTERCODER_INLINE study take_as_one(study const& s, std::vector<std::size_t> const& coders) {
  if (coders.empty()) throw bad_argument{"no coders to be taken as one; expected at least one"};
  auto const joint = coders.front();
  std::vector<bool> member(s.coders.size());
  std::string called;
  for (auto const k : coders) {
    if (member.at(k)) throw bad_argument{"coder '" + s.coders[k] + "' is given twice; expected different coders"};
    member[k] = true;
    called += (called.empty() ? "" : " + ") + s.coders[k];
  }
  study out = s;
  if (coders.size() == 1) return out;
  out.coders.clear();
  std::vector<std::size_t> place(s.coders.size());
  for (std::size_t k = 0; k < place.size(); ++k) {
    if (member[k] && k != joint) continue;
    place[k] = out.coders.size();
    out.coders.push_back(k == joint ? called : s.coders[k]);
  }
  for (auto const k : coders) place[k] = place[joint];
  for (auto& c : out.codings) c.coder = place[c.coder];
  std::vector<assignment> assigned;
  for (auto x : out.assignments) {
    x.coder = place[x.coder];
    auto const same =
        std::ranges::find_if(assigned, [&](assignment const& y) { return y.coder == x.coder && y.source == x.source; });
    if (same == assigned.end()) {
      assigned.push_back(x);
    } else {
      same->assumed = same->assumed && x.assumed;
    }
  }
  out.assignments = std::move(assigned);
  out.notes.push_back("Taken as one coder: " + called + ".");
  return check_study(std::move(out));
}

}  // namespace intercoder
