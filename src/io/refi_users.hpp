// Names that must differ, and the users of a REFI-QDA project, of whom some are coders.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "refi_xml.hpp"

namespace intercoder::io {

/// Makes every name of a list different: those that repeat become what `tell_apart` makes of them, and get a number
/// where that repeats too. Returns whether anything changed.
template <class TellApart>
bool make_unique(std::vector<std::string>& names, TellApart tell_apart) {
  std::unordered_map<std::string, int> times, numbered;
  for (auto const& n : names) ++times[n];
  std::unordered_set<std::string> taken;
  bool changed = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const base = times[names[i]] > 1 ? tell_apart(i) : names[i];
    auto name = base;
    while (!taken.insert(name).second)
      name = base + " (" + std::to_string(++numbered.try_emplace(base, 1).first->second) + ")";
    changed = changed || name != names[i];
    names[i] = std::move(name);
  }
  return changed;
}

/// Who the users of the project are, and which of them coded.
class user_list {
 public:
  user_list(pugi::xml_node users, std::vector<std::string>& notes) {
    std::vector<std::string> tags;
    each(users, "User", [&](pugi::xml_node n) {
      auto const id = attribute(n, "id"), name = attribute(n, "name"), guid = attribute(n, "guid");
      if (!numbers_.try_emplace(guid_key(guid), names_.size()).second) return;
      names_.push_back(!name.empty() ? name : !id.empty() ? id : guid);
      tags.push_back(!id.empty() ? id : guid);
    });
    if (make_unique(names_, [&](std::size_t i) { return names_[i] + " (" + tags[i] + ")"; }))
      notes.emplace_back("Several users have the same name; their id was added to keep them apart.");
    used_.resize(names_.size());
    for (std::size_t i = 0; i < names_.size(); ++i) by_name_.emplace(names_[i], i);
  }

  /// The number of a user; one that the project does not list goes by the guid, nobody is "unknown".
  [[nodiscard]] std::size_t number(std::string const& key) {
    auto const [at, added] = numbers_.try_emplace(key, names_.size());
    if (added) {
      auto name = key.empty() ? std::string{"unknown"} : key;
      while (!by_name_.emplace(name, names_.size()).second) name += " (not listed)";
      names_.push_back(std::move(name));
      used_.push_back(false);
    }
    used_[at->second] = true;
    return at->second;
  }
  /// Marks a user of this name as a coder; none when there is no such user.
  [[nodiscard]] std::optional<std::size_t> find(std::string const& name) {
    auto const at = by_name_.find(name);
    if (at == by_name_.end()) return std::nullopt;
    used_[at->second] = true;
    return at->second;
  }

  /// The names of those who coded, and for every user the place among them.
  [[nodiscard]] std::pair<std::vector<std::string>, std::vector<std::size_t>> coders() const {
    std::pair<std::vector<std::string>, std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      out.second.push_back(out.first.size());
      if (used_[i]) out.first.push_back(names_[i]);
    }
    return out;
  }
  [[nodiscard]] std::string name(std::string const& key) const {
    auto const at = numbers_.find(key);
    return at == numbers_.end() ? key : names_[at->second];
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;  ///< by guid
  std::unordered_map<std::string, std::size_t> by_name_;
  std::vector<std::string> names_;
  std::vector<bool> used_;
};

}  // namespace intercoder::io
