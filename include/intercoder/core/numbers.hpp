// Numbers of any type, read where they lie in memory: nothing is cast as a whole, nothing is copied.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace intercoder {

/// Numbers of any type, one for each unit (or line), NaN where there is none.
struct number_column {
  using pointer = std::variant<std::int8_t const*, std::int16_t const*, std::int32_t const*, std::int64_t const*,
                               std::uint8_t const*, std::uint16_t const*, std::uint32_t const*, std::uint64_t const*,
                               float const*, double const*>;
  pointer first;
  std::ptrdiff_t step = 1;  ///< from one number to the next, counted in numbers
};

namespace detail {

/// From here on a double cannot tell neighbouring whole numbers apart.
inline constexpr double exact_limit = 9007199254740992.0;

template <class T>
[[nodiscard]] bool beyond_exact(T x) noexcept {
  if constexpr (std::is_integral_v<T> && sizeof(T) == 8) {
    if constexpr (std::is_signed_v<T>)
      if (x < -(std::int64_t{1} << 53)) return true;
    return x > static_cast<T>(std::int64_t{1} << 53);
  }
  return false;
}

/// Numbers by their bits, so that one probe finds one: places in order of appearance, kept in a table of slots.
template <class T>
class number_index {
 public:
  static constexpr std::int32_t absent = -2;

  number_index() : slots_(1024, slot{T{}, absent}) {}

  /// The place of a number, given by `make` when it is new.
  template <class Make>
  std::int32_t find(T x, Make make) {
    for (auto i = start(x);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].place == absent) {
        auto const place = make(x);
        slots_[i] = {x, place};
        if (++used_ * 2 > slots_.size()) grow();
        return place;
      }
      if (slots_[i].value == x) return slots_[i].place;
    }
  }

 private:
  struct slot {
    T value;
    std::int32_t place;
  };

  [[nodiscard]] std::size_t start(T x) const noexcept {
    auto h = std::bit_cast<std::uint64_t>(static_cast<double>(x));
    h *= 0x9e3779b97f4a7c15U;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93U;
    return static_cast<std::size_t>(h >> 20) & (slots_.size() - 1);
  }
  void grow() {
    auto const old = std::exchange(slots_, std::vector<slot>(slots_.size() * 4, slot{T{}, absent}));
    for (auto const& s : old) {
      if (s.place == absent) continue;
      auto i = start(s.value);
      while (slots_[i].place != absent) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = s;
    }
  }

  std::vector<slot> slots_;
  std::size_t used_ = 0;
};

/// Whole numbers close together become digits, number - zero; where a number can be missing, digit 0 says so.
struct digit_window {
  std::int64_t zero = 0;
  std::int32_t lowest = 0;  ///< smallest and largest digit that a number may become
  std::int32_t highest = 0;
  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(highest) + 1; }
};
inline constexpr double widest_window = 4096;

/// Written for the vectoriser of a plain x86-64 build: no branch, NaN compares false, the verdict is gathered in bits.
template <class T>
[[nodiscard]] bool to_digits(T const* x, std::size_t n, digit_window const& w, std::int32_t* out) {
  if constexpr (std::is_integral_v<T>) {
    auto const zero = static_cast<std::uint64_t>(w.zero);
    auto const lowest = static_cast<std::uint64_t>(w.lowest), highest = static_cast<std::uint64_t>(w.highest);
    std::uint64_t outside = 0;
    for (std::size_t i = 0; i < n; ++i) {
      std::uint64_t const d = static_cast<std::uint64_t>(x[i]) - zero;
      out[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(d));
      outside |= (d - lowest) | (highest - d);
    }
    return outside >> 63 == 0;
  } else {
    auto const zero = static_cast<double>(w.zero), lowest = static_cast<double>(w.lowest);
    double const limit = static_cast<double>(w.highest) + 1;
    std::uint64_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double const d = static_cast<double>(x[i]) - zero;
      double cut = d > 0 ? d : 0;
      cut = cut < limit ? cut : limit;
      auto const digit = static_cast<std::int32_t>(cut);
      out[i] = digit;
      wrong |= std::bit_cast<std::uint64_t>(cut - static_cast<double>(digit)) |
               std::bit_cast<std::uint64_t>(d < lowest ? 1.0 : 0.0);
    }
    std::int32_t room = 0;
    for (std::size_t i = 0; i < n; ++i) room |= w.highest - out[i];
    return wrong == 0 && room >= 0;
  }
}

/// A table by columns, looked at in blocks that stay in the first-level cache.
class number_table {
 public:
  number_table(std::span<number_column const> columns, std::size_t units)
      : columns_{columns}, units_{units}, block_{std::max<std::size_t>(1, most_digits / (columns.size() + 1))} {
    flat_ = columns.size() > 1;
    for (std::size_t c = 0; c < columns.size() && flat_; ++c) {
      auto const continues = [&]<class T>(T const* first) { return first == std::get<T const*>(columns[0].first) + c; };
      flat_ = columns[c].step == static_cast<std::ptrdiff_t>(columns.size()) &&
              columns[c].first.index() == columns[0].first.index() && std::visit(continues, columns[c].first);
    }
  }

  [[nodiscard]] std::size_t units() const noexcept { return units_; }
  /// Can a number be NaN? Not where all of them are of whole-number types.
  [[nodiscard]] bool can_be_missing() const {
    auto const floating = []<class T>(T const*) { return std::is_floating_point_v<T>; };
    return std::ranges::any_of(columns_, [&](number_column const& c) { return std::visit(floating, c.first); });
  }
  [[nodiscard]] std::size_t coders() const noexcept { return columns_.size(); }
  [[nodiscard]] std::size_t block() const noexcept { return block_; }
  /// How the digits of a block lie: from one unit, and from one coder, to the next.
  [[nodiscard]] std::size_t unit_step() const noexcept { return flat_ ? coders() : 1; }
  [[nodiscard]] std::size_t coder_step() const noexcept { return flat_ ? 1 : block_; }

  /// Digits of `n` units, at most a block; false when one of the numbers falls outside the window.
  [[nodiscard]] bool digits(std::size_t from, std::size_t n, digit_window const& w, std::int32_t* out) const {
    if (flat_)
      return std::visit([&](auto const* x) { return to_digits(x + from * coders(), n * coders(), w, out); },
                        columns_[0].first);
    bool inside = true;
    for (std::size_t c = 0; c < coders(); ++c) {
      auto const step = columns_[c].step;
      auto const read = [&]<class T>(T const* x) {
        if (step == 1) return to_digits(x + from, n, w, out + c * block_);
        std::array<T, most_digits> near;
        for (std::size_t i = 0; i < n; ++i) near[i] = x[static_cast<std::ptrdiff_t>(from + i) * step];
        return to_digits(near.data(), n, w, out + c * block_);
      };
      inside &= std::visit(read, columns_[c].first);
    }
    return inside;
  }

  /// Calls f(unit, coder, number as it is) for each number that is not NaN, unit by unit.
  template <class F>
  void each(std::size_t units, F f) const {
    for (std::size_t u = 0; u < units; ++u)
      for (std::size_t c = 0; c < coders(); ++c) {
        auto const call = [&](auto const* x) {
          auto const v = x[static_cast<std::ptrdiff_t>(u) * columns_[c].step];
          if (v == v) f(u, c, v);
        };
        std::visit(call, columns_[c].first);
      }
  }

 private:
  static constexpr std::size_t most_digits = 4096;
  std::span<number_column const> columns_;
  std::size_t units_;
  std::size_t block_;
  bool flat_ = false;
};

/// What kind of numbers the first units hold.
struct number_range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  bool whole = true;

  number_range(number_table const& t, std::size_t units) {
    t.each(units, [&](std::size_t, std::size_t, auto x) {
      auto const v = static_cast<double>(x);
      low = std::min(low, v);
      high = std::max(high, v);
      whole = whole && v == std::floor(v);
    });
  }
  [[nodiscard]] bool empty() const noexcept { return low > high; }
  [[nodiscard]] bool fits_window() const noexcept {
    return whole && high - low < widest_window && std::abs(low) < exact_limit / 2;
  }
  [[nodiscard]] digit_window window(bool can_be_missing) const {
    std::int32_t const lowest = can_be_missing ? 1 : 0;
    return {static_cast<std::int64_t>(low) - lowest, lowest, static_cast<std::int32_t>(high - low) + lowest};
  }
};

}  // namespace detail
}  // namespace intercoder
