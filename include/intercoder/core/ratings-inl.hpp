// The bodies of ratings.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/ratings.hpp>
#include <intercoder/core/rows.hpp>

namespace intercoder {
namespace detail {

/// Sources given by name become indices, in order of appearance.
INTERCODER_INLINE void set_sources(unit_design& d, std::vector<std::string> const& names) {
  std::unordered_map<std::string_view, std::int32_t> known;
  for (auto const& name : names) {
    auto const [at, added] = known.try_emplace(name, static_cast<std::int32_t>(d.sources.size()));
    if (added) d.sources.push_back(name);
    d.source_of.push_back(at->second);
  }
}

INTERCODER_INLINE void check_size(char const* what, std::size_t found, std::size_t expected, char const* of) {
  if (found != 0 && found != expected)
    throw bad_argument{std::string{"ratings: "} + std::to_string(found) + " " + what + "; expected " +
                       std::to_string(expected) + ", one for each " + of};
}

INTERCODER_INLINE void check_amounts(char const* what, std::vector<double> const& amounts) {
  for (std::size_t u = 0; u < amounts.size(); ++u)
    if (!(amounts[u] >= 0) || !std::isfinite(amounts[u]))
      throw bad_argument{std::string{"ratings: unit "} + std::to_string(u + 1) + " has " + what + " " +
                         number_text(amounts[u]) + "; expected a number that is not negative"};
}

[[nodiscard]] INTERCODER_INLINE unit_design make_design(std::size_t units, ratings_options& o) {
  check_size("unit names", o.units.size(), units, "unit");
  check_size("sources", o.sources.size(), units, "unit");
  check_size("counts", o.count.size(), units, "unit");
  check_size("weights", o.weight.size(), units, "unit");
  check_amounts("count", o.count);
  check_amounts("weight", o.weight);
  unit_design d;
  d.units = units;
  d.names = std::move(o.units);
  d.count = std::move(o.count);
  d.weight = std::move(o.weight);
  set_sources(d, o.sources);
  return d;
}

[[nodiscard]] INTERCODER_INLINE ratings::body make_body(std::size_t coders, scale categories, ratings_options& o) {
  check_size("coder names", o.coders.size(), coders, "coder");
  ratings::body b;
  b.categories = std::move(categories);
  b.coders = coders;
  b.coder_names = std::move(o.coders);
  return b;
}

[[nodiscard]] INTERCODER_INLINE std::string place(unit_design const& d, std::size_t u, ratings::body const& b,
                                                  std::size_t c) {
  return "unit " + d.name(u) + ", coder " + (b.coder_names.empty() ? std::to_string(c + 1) : b.coder_names[c]);
}

INTERCODER_INLINE void check_code(std::int32_t code, unit_design const& d, std::size_t u, ratings::body const& b,
                                  std::size_t c) {
  if (code < missing || code >= static_cast<std::int32_t>(b.categories.size()))
    throw bad_argument{"ratings: " + place(d, u, b, c) + " holds code " + std::to_string(code) +
                       "; expected -1 (missing) or 0 to " + std::to_string(static_cast<long>(b.categories.size()) - 1)};
}

/// 1, 2, ..., q as labels.
[[nodiscard]] INTERCODER_INLINE scale numbered(std::size_t q) {
  std::vector<std::string> labels;
  for (std::size_t k = 1; k <= q; ++k) labels.push_back(std::to_string(k));
  return scale::of_labels(std::move(labels));
}

}  // namespace detail

INTERCODER_INLINE ratings assemble(row_builder& rows, ratings::body b, unit_design d) {
  b.first = std::move(rows.first());
  b.cells = std::move(rows.cells());
  b.row_count.assign(b.first.size() - 1, 0);
  for (std::size_t u = 0; u < d.units; ++u) b.row_count[d.row(u)] += d.copies(u);
  b.design = std::make_shared<unit_design const>(std::move(d));
  return ratings{std::move(b)};
}

INTERCODER_INLINE ratings::ratings(code_table const& codes, scale categories, ratings_options options) {
  auto const units = static_cast<std::size_t>(codes.rows());
  auto const coders = static_cast<std::size_t>(codes.cols());
  auto d = detail::make_design(units, options);
  auto b = detail::make_body(coders, std::move(categories), options);
  row_builder rows{d.weight.empty()};
  std::vector<cell> line;
  for (std::size_t u = 0; u < units; ++u) {
    line.clear();
    int const* const code = codes.data() + u * coders;
    for (std::size_t c = 0; c < coders; ++c) {
      detail::check_code(code[c], d, u, b, c);
      if (code[c] != missing) line.push_back({static_cast<std::int32_t>(c), code[c]});
    }
    d.row_of.push_back(rows.add(line));
  }
  *this = assemble(rows, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings::ratings(code_table const& codes, int categories)
    : ratings{codes, detail::numbered(static_cast<std::size_t>(categories))} {}

INTERCODER_INLINE ratings ratings::from_long(std::span<std::int32_t const> unit, std::span<std::int32_t const> coder,
                                             std::span<std::int32_t const> code, std::size_t units, std::size_t coders,
                                             scale categories, ratings_options options) {
  if (unit.size() != coder.size() || unit.size() != code.size())
    throw bad_argument{"ratings: " + std::to_string(unit.size()) + " units, " + std::to_string(coder.size()) +
                       " coders and " + std::to_string(code.size()) + " codes; expected one of each a line"};
  auto d = detail::make_design(units, options);
  auto b = detail::make_body(coders, std::move(categories), options);
  std::vector<std::size_t> end(units + 1);
  for (std::size_t i = 0; i < unit.size(); ++i) {
    auto const u = static_cast<std::size_t>(unit[i]);
    auto const c = static_cast<std::size_t>(coder[i]);
    if (u >= units || c >= coders)
      throw bad_argument{"ratings: line " + std::to_string(i + 1) + " has unit " + std::to_string(unit[i]) +
                         " and coder " + std::to_string(coder[i]) + "; expected units below " + std::to_string(units) +
                         " and coders below " + std::to_string(coders)};
    detail::check_code(code[i], d, u, b, c);
    if (code[i] != missing) ++end[u + 1];
  }
  std::partial_sum(end.begin(), end.end(), end.begin());
  std::vector<cell> cells(end.back());
  auto at = end;
  for (std::size_t i = 0; i < unit.size(); ++i)
    if (code[i] != missing) cells[at[static_cast<std::size_t>(unit[i])]++] = {coder[i], code[i]};
  row_builder rows{d.weight.empty()};
  for (std::size_t u = 0; u < units; ++u) {
    auto const line = std::span{cells}.subspan(end[u], end[u + 1] - end[u]);
    std::ranges::sort(line, {}, &cell::coder);
    if (auto const twice = std::ranges::adjacent_find(line, {}, &cell::coder); twice != line.end())
      throw bad_argument{"ratings: " + detail::place(d, u, b, static_cast<std::size_t>(twice->coder)) +
                         " is given twice; expected one code"};
    d.row_of.push_back(rows.add(line));
  }
  return assemble(rows, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings ratings::from_counts(count_table const& table, scale categories, ratings_options options) {
  auto d = detail::make_design(static_cast<std::size_t>(table.rows()), options);
  if (static_cast<std::size_t>(table.cols()) != categories.size())
    throw bad_argument{"ratings: counts have " + std::to_string(table.cols()) + " columns; expected " +
                       std::to_string(categories.size()) + ", one for each category"};
  row_builder rows{d.weight.empty()};
  std::vector<cell> line;
  std::size_t coders = 0;
  for (Eigen::Index u = 0; u < table.rows(); ++u) {
    line.clear();
    for (Eigen::Index k = 0; k < table.cols(); ++k) {
      double const n = table(u, k);
      if (!(n >= 0) || n != std::floor(n) || n > 1e7)
        throw bad_argument{"ratings: unit " + d.name(static_cast<std::size_t>(u)) + ", category '" +
                           categories.label(static_cast<std::size_t>(k)) + "' has count " + number_text(n) +
                           "; expected a whole number of coders"};
      for (double i = 0; i < n; ++i)
        line.push_back({static_cast<std::int32_t>(line.size()), static_cast<std::int32_t>(k)});
    }
    coders = std::max(coders, line.size());
    d.row_of.push_back(rows.add(line));
  }
  auto b = detail::make_body(coders, std::move(categories), options);
  b.coders_known = false;
  return assemble(rows, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings ratings::from_confusion(count_table const& table, scale categories, ratings_options options) {
  if (table.rows() != table.cols() || static_cast<std::size_t>(table.rows()) != categories.size())
    throw bad_argument{"ratings: confusion table is " + std::to_string(table.rows()) + " x " +
                       std::to_string(table.cols()) + "; expected " + std::to_string(categories.size()) +
                       " categories on each side"};
  auto b = detail::make_body(2, std::move(categories), options);
  unit_design d;
  row_builder rows{false};
  for (Eigen::Index i = 0; i < table.rows(); ++i)
    for (Eigen::Index j = 0; j < table.cols(); ++j) {
      if (!(table(i, j) >= 0) || !std::isfinite(table(i, j)))
        throw bad_argument{"ratings: confusion table, row " + std::to_string(i + 1) + ", column " +
                           std::to_string(j + 1) + " holds " + number_text(table(i, j)) + "; expected a count"};
      if (table(i, j) == 0) continue;
      cell const line[] = {{0, static_cast<std::int32_t>(i)}, {1, static_cast<std::int32_t>(j)}};
      d.row_of.push_back(rows.add(line));
      d.count.push_back(table(i, j));
    }
  d.units = d.count.size();
  return assemble(rows, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings ratings::from_spans(std::span<span_of_text const> a, std::span<span_of_text const> b,
                                              std::int64_t length) {
  std::vector<std::pair<std::int64_t, int>> edges[2];
  std::vector<std::int64_t> cuts{0, length};
  std::span<span_of_text const> const marked[] = {a, b};
  for (std::size_t c = 0; c < 2; ++c)
    for (auto const& s : marked[c]) {
      if (s.start < 0 || s.end < s.start || s.end > length)
        throw bad_argument{"ratings: coder " + std::to_string(c + 1) + " marked " + std::to_string(s.start) + " to " +
                           std::to_string(s.end) + "; expected 0 <= start <= end <= " + std::to_string(length)};
      edges[c].emplace_back(s.start, 1);
      edges[c].emplace_back(s.end, -1);
      cuts.push_back(s.start);
      cuts.push_back(s.end);
    }
  for (auto& e : edges) std::ranges::sort(e);
  std::ranges::sort(cuts);
  ratings_options none;
  auto body = detail::make_body(2, scale::of_labels({"no", "yes"}), none);
  unit_design d;
  d.stretches = true;
  row_builder rows;
  std::size_t at[2] = {0, 0};
  int depth[2] = {0, 0};
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (cuts[i] == cuts[i + 1]) continue;
    cell line[2];
    for (std::size_t c = 0; c < 2; ++c) {
      for (; at[c] < edges[c].size() && edges[c][at[c]].first <= cuts[i]; ++at[c]) depth[c] += edges[c][at[c]].second;
      line[c] = {static_cast<std::int32_t>(c), depth[c] > 0 ? 1 : 0};
    }
    d.row_of.push_back(rows.add(line));
    d.count.push_back(static_cast<double>(cuts[i + 1] - cuts[i]));
  }
  d.units = d.count.size();
  return assemble(rows, std::move(body), std::move(d));
}

INTERCODER_INLINE std::string ratings::coder_name(std::size_t c) const {
  return body_->coder_names.empty() ? std::to_string(c + 1) : body_->coder_names[c];
}

INTERCODER_INLINE ratings ratings::rebuild(body b, std::function<cell(cell const&)> const& translate) const {
  auto d = design();
  std::vector<std::int32_t> new_row(rows());
  row_builder merged{d.weight.empty()};
  std::vector<cell> line;
  for (std::size_t j = 0; j < rows(); ++j) {
    line.clear();
    for (auto const& x : row(j))
      if (auto const y = translate(x); y.coder >= 0 && y.code != missing) line.push_back(y);
    std::ranges::sort(line, {}, &cell::coder);
    new_row[j] = merged.add(line);
  }
  std::vector<std::int32_t> row_of(d.units);
  for (std::size_t u = 0; u < d.units; ++u) row_of[u] = new_row[d.row(u)];
  d.row_of = std::move(row_of);
  return assemble(merged, std::move(b), std::move(d));
}

INTERCODER_INLINE ratings ratings::collapse(std::size_t code) const {
  auto const& codes = categories_scale().codes();
  if (code >= codes.size())
    throw bad_argument{"collapse: category " + std::to_string(code + 1) + "; expected one of " +
                       std::to_string(codes.size())};
  auto const wanted = static_cast<std::int32_t>(code);
  body b = *body_;
  if (categories_scale().set_valued()) {
    std::vector<int> holds;
    for (std::size_t k = 0; k < categories(); ++k)
      holds.push_back(std::ranges::binary_search((*categories_scale().sets())[k], wanted) ? 1 : 0);
    b.categories = scale::of_labels({"no", "yes"});
    return rebuild(std::move(b), [&](cell const& x) { return cell{x.coder, holds[static_cast<std::size_t>(x.code)]}; });
  }
  auto const label = codes.label(code);
  b.categories = scale::of_labels({label == "other" ? "any other" : "other", label});
  return rebuild(std::move(b), [wanted](cell const& x) { return cell{x.coder, x.code == wanted ? 1 : 0}; });
}

INTERCODER_INLINE ratings ratings::select_coders(std::span<std::size_t const> wanted) const {
  if (!coders_known())
    throw bad_argument{"select: these ratings are counts per category; which coder gave a code is not known"};
  body b = *body_;
  b.coders = wanted.size();
  b.coder_names.clear();
  std::vector<std::int32_t> place(coders(), -1);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] >= coders())
      throw bad_argument{"select: coder " + std::to_string(wanted[i] + 1) + "; expected one of " +
                         std::to_string(coders())};
    if (place[wanted[i]] >= 0) throw bad_argument{"select: coder " + coder_name(wanted[i]) + " is given twice"};
    place[wanted[i]] = static_cast<std::int32_t>(i);
    b.coder_names.push_back(coder_name(wanted[i]));
  }
  return rebuild(std::move(b), [&](cell const& x) { return cell{place[static_cast<std::size_t>(x.coder)], x.code}; });
}

INTERCODER_INLINE ratings ratings::recount(std::span<double const> times) const {
  auto d = design();
  if (times.size() != d.units)
    throw bad_argument{"unit weights: " + std::to_string(times.size()) + " given; expected " + std::to_string(d.units) +
                       ", one for each unit"};
  if (d.count.empty()) d.count.assign(d.units, 1);
  for (std::size_t u = 0; u < d.units; ++u) d.count[u] *= times[u];
  detail::check_amounts("count", d.count);
  body b = *body_;
  std::ranges::fill(b.row_count, 0.0);
  for (std::size_t u = 0; u < d.units; ++u) b.row_count[d.row(u)] += d.copies(u);
  b.design = std::make_shared<unit_design const>(std::move(d));
  return ratings{std::move(b)};
}

INTERCODER_INLINE ratings ratings::select_units(std::span<std::size_t const> wanted) const {
  auto const& old = design();
  unit_design d;
  d.units = wanted.size();
  d.stretches = old.stretches;
  d.whole_sources = old.whole_sources;
  std::vector<std::string> sources;
  row_builder rows{old.weight.empty()};
  for (auto const u : wanted) {
    if (u >= old.units)
      throw bad_argument{"select: unit " + std::to_string(u + 1) + "; expected one of " + std::to_string(old.units)};
    d.row_of.push_back(rows.add(unit(u)));
    if (!old.count.empty()) d.count.push_back(old.count[u]);
    if (!old.weight.empty()) d.weight.push_back(old.weight[u]);
    if (!old.source_of.empty()) sources.push_back(old.sources[static_cast<std::size_t>(old.source_of[u])]);
    d.names.push_back(old.name(u));
  }
  detail::set_sources(d, sources);
  body b = *body_;
  return assemble(rows, std::move(b), std::move(d));
}

}  // namespace intercoder
