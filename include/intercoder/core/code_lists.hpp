// Sets of codes as lists of numbers, and an index that finds the sets which have a code in common.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace intercoder {

/// Sets of codes, one behind the other: the codes of each ascending.
struct code_lists {
  std::vector<std::size_t> first{0};  ///< where each set starts in `member`; one more than there are sets
  std::vector<std::int32_t> member;

  [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
  [[nodiscard]] std::span<std::int32_t const> operator[](std::size_t k) const noexcept {
    return {member.data() + first[k], first[k + 1] - first[k]};
  }
  void add(std::span<std::int32_t const> codes) {
    member.insert(member.end(), codes.begin(), codes.end());
    first.push_back(member.size());
  }
};

/// How many codes two sets have in common.
[[nodiscard]] inline std::size_t in_common(std::span<std::int32_t const> a, std::span<std::int32_t const> b) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    n += a[i] == b[j];
    bool const on = a[i] <= b[j];
    j += b[j] <= a[i];
    i += on;
  }
  return n;
}

/// For each code, the sets that hold it. Sets that have nothing in common are never looked at together.
class code_index {
 public:
  explicit code_index(code_lists const& sets) {
    for (auto const code : sets.member) {
      auto const place = static_cast<std::size_t>(code);
      if (place + 2 > first_.size()) first_.resize(place + 2);
      ++first_[place + 1];
    }
    for (std::size_t v = 1; v < first_.size(); ++v) first_[v] += first_[v - 1];
    set_.resize(sets.member.size());
    auto at = first_;
    for (std::size_t k = 0; k < sets.size(); ++k)
      for (auto const code : sets[k]) set_[at[static_cast<std::size_t>(code)]++] = k;
  }

  [[nodiscard]] std::span<std::size_t const> holding(std::int32_t code) const noexcept {
    auto const place = static_cast<std::size_t>(code);
    return {set_.data() + first_[place], first_[place + 1] - first_[place]};
  }
  /// How many steps it takes to look at each set beside all that have something in common with it.
  [[nodiscard]] double steps() const noexcept {
    double n = 0;
    for (std::size_t v = 1; v < first_.size(); ++v) {
      auto const sets = static_cast<double>(first_[v] - first_[v - 1]);
      n += sets * sets;
    }
    return n;
  }

  /// Room to count in, for one walk after another.
  struct counter {
    std::vector<std::int32_t> both;
    std::vector<std::size_t> met;
    explicit counter(std::size_t sets) : both(sets) {}
  };
  /// Calls f(l, n) for each set l that has n > 0 codes in common with this one, which may be one of them.
  template <class F>
  void each_meeting(std::span<std::int32_t const> codes, counter& count, F f) const {
    count.met.clear();
    for (auto const code : codes)
      for (auto const l : holding(code))
        if (count.both[l]++ == 0) count.met.push_back(l);
    for (auto const l : count.met) {
      f(l, static_cast<std::size_t>(count.both[l]));
      count.both[l] = 0;
    }
  }

 private:
  std::vector<std::size_t> first_{0};  ///< where the sets of each code start in `set_`
  std::vector<std::size_t> set_;
};

}  // namespace intercoder
