// Finding units that carry the same codes, so that each set of codes is looked at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/core/cell.hpp>

namespace intercoder {

/// Collects rows and gives equal ones the same number. Gives up, and numbers every row anew, when hardly any repeat:
/// a table of a million measurements has a million rows, and looking for equal ones would only cost.
class row_builder {
 public:
  explicit row_builder(bool merge = true) : merge_{merge}, slots_(merge ? 1024 : 0, -1) {}

  /// Returns the number of the row with these cells.
  std::int32_t add(std::span<cell const> cells) {
    ++added_;
    if (!merge_) return append(cells);
    auto slot = hash(cells) & (slots_.size() - 1);
    for (; slots_[slot] >= 0; slot = (slot + 1) & (slots_.size() - 1))
      if (equal(static_cast<std::size_t>(slots_[slot]), cells)) return slots_[slot];
    auto const row = append(cells);
    slots_[slot] = row;
    auto const rows = first_.size() - 1;
    if (rows * 2 > slots_.size()) {
      if (rows > 30'000 && rows * 10 > added_ * 9)
        merge_ = false;
      else
        grow();
    }
    return row;
  }

  std::vector<std::size_t>& first() noexcept { return first_; }
  std::vector<cell>& cells() noexcept { return cells_; }

 private:
  [[nodiscard]] static std::size_t hash(std::span<cell const> cells) noexcept {
    std::uint64_t h = 0x9e3779b97f4a7c15U;
    for (auto const& c : cells) {
      h ^= (static_cast<std::uint64_t>(static_cast<std::uint32_t>(c.coder)) << 32) | static_cast<std::uint32_t>(c.code);
      h *= 0xff51afd7ed558ccdU;
      h ^= h >> 32;
    }
    return static_cast<std::size_t>(h);
  }
  [[nodiscard]] std::span<cell const> row(std::size_t j) const {
    return {cells_.data() + first_[j], first_[j + 1] - first_[j]};
  }
  [[nodiscard]] bool equal(std::size_t j, std::span<cell const> cells) const {
    return std::ranges::equal(row(j), cells);
  }
  std::int32_t append(std::span<cell const> cells) {
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    first_.push_back(cells_.size());
    return static_cast<std::int32_t>(first_.size() - 2);
  }
  void grow() {
    slots_.assign(slots_.size() * 4, -1);
    for (std::size_t j = 0; j + 1 < first_.size(); ++j) {
      auto slot = hash(row(j)) & (slots_.size() - 1);
      while (slots_[slot] >= 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::int32_t>(j);
    }
  }

  bool merge_;
  std::size_t added_ = 0;
  std::vector<std::int32_t> slots_;
  std::vector<std::size_t> first_{0};
  std::vector<cell> cells_;
};

}  // namespace intercoder
