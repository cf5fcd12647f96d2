// The bodies of encode.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <intercoder/core/encode.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/ratings-inl.hpp>
#include <intercoder/core/rows.hpp>

namespace intercoder {
namespace detail {

/// Sorts, and says where each value came to stand.
template <class T>
[[nodiscard]] std::vector<std::int32_t> sort_values(std::vector<T>& values) {
  std::vector<std::pair<T, std::int32_t>> order(values.size());
  for (std::size_t k = 0; k < values.size(); ++k) order[k] = {values[k], static_cast<std::int32_t>(k)};
  std::ranges::sort(order);
  std::vector<std::int32_t> place(values.size());
  for (std::size_t k = 0; k < order.size(); ++k) {
    values[k] = order[k].first;
    place[static_cast<std::size_t>(order[k].second)] = static_cast<std::int32_t>(k);
  }
  return place;
}

/// Rows of a table whose codes are provisional: digits, or places in order of appearance.
struct coded_rows {
  row_builder rows;
  std::vector<std::int32_t> row_of;
  std::vector<double> units_of_row;  ///< how many units each row has; empty when nobody counted
};

/// The ways in which units are coded, each a number with one digit for each coder. They become rows as they appear.
class pattern_rows {
 public:
  pattern_rows(std::size_t radix, std::size_t coders, std::span<char const> left_out)
      : radix_{radix}, coders_{coders}, left_out_{left_out} {
    std::size_t patterns = 1;
    for (std::size_t c = 0; c < coders; ++c) patterns *= radix;
    row_.assign(patterns, -1);
    for (auto& count : count_) count.assign(patterns, 0);
  }

  /// Rows of these patterns, into `out`. Neighbours are counted in different tables: a processor waits when it adds to
  /// a place that it has just written to.
  void add(std::span<std::int32_t const> pattern, std::int32_t* out) {
    auto const* const p = pattern.data();
    auto const* const row = row_.data();
    std::uint32_t* const count[] = {count_[0].data(), count_[1].data(), count_[2].data(), count_[3].data()};
    std::int32_t unseen = 0;
    auto const one = [&](std::size_t i, std::uint32_t* counts) {
      auto const k = static_cast<std::size_t>(p[i]);
      ++counts[k];
      unseen |= out[i] = row[k];
    };
    std::size_t i = 0;
    for (; i + 4 <= pattern.size(); i += 4) {
      one(i, count[0]);
      one(i + 1, count[1]);
      one(i + 2, count[2]);
      one(i + 3, count[3]);
    }
    for (; i < pattern.size(); ++i) one(i, count[0]);
    for (i = 0; unseen < 0 && i < pattern.size(); ++i)
      if (out[i] < 0) out[i] = row_of(static_cast<std::size_t>(p[i]));
  }

  [[nodiscard]] row_builder& rows() noexcept { return rows_; }
  [[nodiscard]] std::vector<double> units_of_row() {
    std::vector<double> out(rows_.first().size() - 1);
    for (std::size_t p = 0; p < row_.size(); ++p)
      if (row_[p] >= 0)
        for (auto const& count : count_) out[static_cast<std::size_t>(row_[p])] += count[p];
    return out;
  }

 private:
  std::int32_t row_of(std::size_t pattern) {
    if (row_[pattern] >= 0) return row_[pattern];
    line_.clear();
    auto rest = pattern;
    for (auto c = coders_; c-- > 0; rest /= radix_)
      if (auto const d = rest % radix_; !left_out_[d])
        line_.push_back({static_cast<std::int32_t>(c), static_cast<std::int32_t>(d)});
    std::ranges::reverse(line_);
    return row_[pattern] = rows_.add(line_);
  }

  std::size_t radix_, coders_;
  std::span<char const> left_out_;
  std::array<std::vector<std::uint32_t>, 4> count_;
  std::vector<std::int32_t> row_;
  row_builder rows_;
  std::vector<cell> line_;
};

/// Few categories and coders: one pass over the numbers.
[[nodiscard]] INTERCODER_INLINE std::optional<coded_rows> count_patterns(number_table const& t, digit_window const& w,
                                                                         std::span<char const> left_out) {
  auto const radix = static_cast<std::int32_t>(w.size());
  std::vector<std::int32_t> digits(t.block() * t.coders()), pattern(t.block());
  pattern_rows patterns{w.size(), t.coders(), left_out};
  std::vector<std::int32_t> row_of(t.units());
  for (std::size_t from = 0; from < t.units(); from += t.block()) {
    auto const n = std::min(t.block(), t.units() - from);
    if (!t.digits(from, n, w, digits.data())) return std::nullopt;
    auto const step = t.unit_step();
    for (std::size_t i = 0; i < n; ++i) pattern[i] = digits[i * step];
    for (std::size_t c = 1; c < t.coders(); ++c) {
      auto const* const d = digits.data() + c * t.coder_step();
      if (step == 1)  // so that it is vectorised
        for (std::size_t i = 0; i < n; ++i) pattern[i] = pattern[i] * radix + d[i];
      else
        for (std::size_t i = 0; i < n; ++i) pattern[i] = pattern[i] * radix + d[i * step];
    }
    patterns.add(std::span{pattern}.first(n), row_of.data() + from);
  }
  auto units_of_row = patterns.units_of_row();
  return coded_rows{std::move(patterns.rows()), std::move(row_of), std::move(units_of_row)};
}

/// Many categories or coders: unit by unit.
[[nodiscard]] INTERCODER_INLINE std::optional<coded_rows> read_digits(number_table const& t, digit_window const& w,
                                                                      std::span<char const> left_out, bool merge) {
  std::vector<std::int32_t> digits(t.block() * t.coders());
  coded_rows out{row_builder{merge}, {}, {}};
  out.row_of.reserve(t.units());
  std::vector<cell> line;
  for (std::size_t from = 0; from < t.units(); from += t.block()) {
    auto const n = std::min(t.block(), t.units() - from);
    if (!t.digits(from, n, w, digits.data())) return std::nullopt;
    for (std::size_t i = 0; i < n; ++i) {
      line.clear();
      for (std::size_t c = 0; c < t.coders(); ++c)
        if (auto const d = digits[i * t.unit_step() + c * t.coder_step()]; !left_out[static_cast<std::size_t>(d)])
          line.push_back({static_cast<std::int32_t>(c), d});
      out.row_of.push_back(out.rows.add(line));
    }
  }
  return out;
}

[[nodiscard]] INTERCODER_INLINE std::optional<coded_rows> read_window(number_table const& t, digit_window const& w,
                                                                      std::span<char const> left_out, bool merge) {
  double const patterns = std::pow(static_cast<double>(w.size()), static_cast<double>(t.coders()));
  bool const few = patterns <= std::min(65536.0, 4 * static_cast<double>(t.units()) + 1024);
  return merge && few && t.coders() > 0 ? count_patterns(t, w, left_out) : read_digits(t, w, left_out, merge);
}

/// The provisional codes become categories, `category[code]`, and everything is ready to be used.
[[nodiscard]] INTERCODER_INLINE ratings finish(coded_rows& r, std::span<std::int32_t const> category, ratings::body b,
                                               unit_design d) {
  for (auto& x : r.rows.cells()) x.code = category[static_cast<std::size_t>(x.code)];
  d.row_of = std::move(r.row_of);
  if (!d.count.empty() || r.units_of_row.empty()) return assemble(r.rows, std::move(b), std::move(d));
  b.first = std::move(r.rows.first());
  b.cells = std::move(r.rows.cells());
  b.row_count = std::move(r.units_of_row);
  b.design = std::make_shared<unit_design const>(std::move(d));
  return ratings{std::move(b)};
}

INTERCODER_INLINE void check_size_of_table(std::size_t units) {
  if (units > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw bad_argument{"ratings: " + std::to_string(units) + " units; expected fewer than 2^31"};
}

/// "1, 2, 3", and no more than twenty of them.
[[nodiscard]] INTERCODER_INLINE std::string listed(std::span<double const> values) {
  std::string out;
  for (std::size_t k = 0; k < values.size() && k < 20; ++k) out += (k > 0 ? ", " : "") + number_text(values[k]);
  return values.size() > 20 ? out + ", ... (" + std::to_string(values.size()) + " in all)" : out;
}

/// Numbers anywhere: their provisional codes are given in order of appearance.
class sparse_reader {
 public:
  sparse_reader(number_table const& t, unit_design const& d, ratings::body const& b, std::span<double const> left_out)
      : rows{row_builder{d.weight.empty()}, {}, {}} {
    rows.row_of.reserve(t.units());
    t.each(t.units(), [&](std::size_t u, std::size_t c, auto x) {
      close_until(u);
      if (beyond_exact(x))
        throw bad_argument{"ratings: " + place(d, u, b, c) + " holds " + number_text(x) +
                           "; whole numbers beyond 2^53 cannot be told apart; expected smaller ones, or text"};
      auto const code = index_.find(static_cast<double>(x) + 0.0, [&](double v) {  // + 0.0 makes -0.0 the same as 0.0
        if (!std::isfinite(v))
          throw bad_argument{"ratings: " + place(d, u, b, c) + " holds " + (v > 0 ? "inf" : "-inf") +
                             "; expected a finite number, or NaN for a missing code"};
        if (std::ranges::find(left_out, v) != left_out.end()) return missing;
        values.push_back(v);
        return static_cast<int>(values.size() - 1);
      });
      if (code != missing) line_.push_back({static_cast<std::int32_t>(c), code});
    });
    close_until(t.units());
  }

  coded_rows rows;
  std::vector<double> values;  ///< of the provisional codes

 private:
  void close_until(std::size_t u) {
    while (rows.row_of.size() < u) {
      rows.row_of.push_back(rows.rows.add(line_));
      line_.clear();
    }
  }
  number_index<double> index_;
  std::vector<cell> line_;
};

}  // namespace detail

INTERCODER_INLINE distinct_numbers distinct(number_column const& column, std::size_t lines) {
  detail::check_size_of_table(lines);
  distinct_numbers out;
  out.place.reserve(lines);
  auto const read = [&]<class T>(T const* first) {
    detail::number_index<T> index;
    std::vector<T> values;
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < lines; ++i) {
      T x = first[static_cast<std::ptrdiff_t>(i) * column.step];
      if constexpr (std::is_floating_point_v<T>) x += T{0};
      auto const add = [&](T v) {
        values.push_back(v);
        seen.push_back(i);
        return static_cast<std::int32_t>(values.size() - 1);
      };
      out.place.push_back(x == x ? index.find(x, add) : -1);
    }
    auto const place = detail::sort_values(values);
    out.first.resize(seen.size());
    for (std::size_t k = 0; k < seen.size(); ++k) out.first[static_cast<std::size_t>(place[k])] = seen[k];
    for (auto& p : out.place)
      if (p >= 0) p = place[static_cast<std::size_t>(p)];
  };
  std::visit(read, column.first);
  return out;
}

INTERCODER_INLINE ratings ratings_of_numbers(std::span<number_column const> coders, std::size_t units,
                                             number_meaning meaning, ratings_options options) {
  detail::check_size_of_table(units);
  detail::number_table const table{coders, units};
  auto d = detail::make_design(units, options);
  auto b = detail::make_body(coders.size(), {}, options);
  auto const is_missing = [&](double x) { return std::ranges::find(meaning.missing, x) != meaning.missing.end(); };

  std::optional<detail::coded_rows> coded;
  std::vector<double> values;                                               // of the provisional codes
  for (auto seen = std::min(units, table.block()); !coded; seen = units) {  // most tables show their range at once
    detail::number_range const range{table, seen};
    if (range.fits_window()) {
      auto const w = range.window(table.can_be_missing());
      std::vector<char> left_out(w.size());
      values.resize(w.size());
      for (std::size_t k = 0; k < w.size(); ++k) {
        values[k] = static_cast<double>(w.zero) + static_cast<double>(k);
        left_out[k] = k < static_cast<std::size_t>(w.lowest) || is_missing(values[k]);
      }
      coded = detail::read_window(table, w, left_out, d.weight.empty());
    }
    if (!coded && (seen == units || !(range.fits_window() || range.empty()))) {
      detail::sparse_reader reader{table, d, b, meaning.missing};
      coded = std::move(reader.rows);
      values = std::move(reader.values);
    }
  }

  std::vector<char> used(values.size());
  for (auto const& x : coded->rows.cells()) used[static_cast<std::size_t>(x.code)] = 1;
  auto& known = meaning.categories;
  bool const declared = !known.empty();
  std::vector<std::size_t> code_of;  // of the values in use
  std::vector<double> in_use;
  for (std::size_t k = 0; k < values.size(); ++k)
    if (used[k]) {
      code_of.push_back(k);
      in_use.push_back(values[k]);
    }
  auto const place = detail::sort_values(in_use);
  if (!declared) known = in_use;
  std::vector<std::int32_t> category(values.size(), missing);
  for (std::size_t k = 0; k < code_of.size(); ++k) {
    auto const value = in_use[static_cast<std::size_t>(place[k])];
    auto const at = declared ? std::ranges::lower_bound(known, value) : known.begin() + place[k];
    if (at == known.end() || *at != value)
      table.each(units, [&](std::size_t u, std::size_t c, auto x) {
        if (static_cast<double>(x) == value)
          throw bad_argument{"ratings: " + detail::place(d, u, b, c) + " holds " + number_text(value) +
                             "; known codes: " + detail::listed(known)};
      });
    category[code_of[k]] = static_cast<std::int32_t>(at - known.begin());
  }
  b.categories = scale::of_numbers(std::move(known), declared);
  return detail::finish(*coded, category, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings ratings_of_codes(std::span<std::int32_t const> codes, std::size_t coders, scale categories,
                                           ratings_options options) {
  auto const units = coders == 0 ? 0 : codes.size() / coders;
  detail::check_size_of_table(units);
  if (units * coders != codes.size())
    throw bad_argument{"ratings: " + std::to_string(codes.size()) + " codes; expected a multiple of the " +
                       std::to_string(coders) + " coders"};
  std::vector<number_column> columns;
  for (std::size_t c = 0; c < coders; ++c) columns.push_back({codes.data() + c, static_cast<std::ptrdiff_t>(coders)});
  detail::number_table const table{columns, units};
  auto d = detail::make_design(units, options);
  auto b = detail::make_body(coders, std::move(categories), options);
  detail::digit_window const w{missing, 0, static_cast<std::int32_t>(b.categories.size())};
  std::vector<char> left_out(w.size());
  left_out[0] = 1;
  auto coded = detail::read_window(table, w, left_out, d.weight.empty());
  if (!coded)
    for (std::size_t i = 0; i < codes.size(); ++i) detail::check_code(codes[i], d, i / coders, b, i % coders);
  std::vector<std::int32_t> category(w.size());
  std::iota(category.begin(), category.end(), missing);
  return detail::finish(*coded, category, std::move(b), std::move(d));
}

}  // namespace intercoder
