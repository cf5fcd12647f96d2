// The bodies of coding_similarity.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <intercoder/codebooks/coding_similarity.hpp>
#include <intercoder/codebooks/omega-inl.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/parallel.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/sum.hpp>

namespace intercoder {
namespace detail {

/// Sets of codes as groups: equal sets have one number.
INTERCODER_INLINE std::vector<std::size_t> groups_of_sets(code_lists const& sets) {
  std::map<std::vector<std::int32_t>, std::size_t> known;
  std::vector<std::size_t> out;
  for (std::size_t u = 0; u < sets.size(); ++u)
    out.push_back(known.try_emplace({sets[u].begin(), sets[u].end()}, known.size()).first->second);
  return out;
}

/// Everything that is compared, so that permutations and resamples look at it in other orders and with other masses.
class two_codings {
 public:
  explicit two_codings(twice_coded const& units)
      : units_{units}, a_{groups_of_sets(units.a)}, b_{groups_of_sets(units.b)} {
    for (std::size_t u = 0; u < units.source.size(); ++u) by_source_[units.source[u]].push_back(u);
    for (auto const g : a_) rows_ = std::max(rows_, g + 1);
    for (auto const g : b_) columns_ = std::max(columns_, g + 1);
  }

  [[nodiscard]] std::size_t units() const { return a_.size(); }
  [[nodiscard]] std::size_t sources() const { return by_source_.size(); }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }

  /// Unit u of A beside unit order[u] of B, each as often as its mass says.
  [[nodiscard]] std::vector<double> values(std::vector<std::size_t> const& order,
                                           std::vector<double> const& mass) const {
    code_lists b;
    contingency t{rows_, columns_, std::vector<std::int64_t>(rows_ * columns_)};
    for (std::size_t u = 0; u < order.size(); ++u) {
      b.add(units_.b[order[u]]);
      t.cell[a_[u] * columns_ + b_[order[u]]] += static_cast<std::int64_t>(mass[u]);
    }
    auto const cubed = extended_b_cubed(units_.a, b, mass);
    std::vector<double> out{grouped_rows{units_.a, std::move(b)}(mass).value, cubed.precision, cubed.recall, cubed.f1};
    auto const partitions = similarity_of(t).values();
    out.insert(out.end(), partitions.begin(), partitions.end());
    return out;
  }

  [[nodiscard]] std::vector<double> permuted(random_stream random) const {
    std::vector<std::size_t> order(units());
    for (auto const& [source, here] : by_source_) {
      auto const drawn = random.choose(here.size(), here.size());
      for (std::size_t i = 0; i < here.size(); ++i) order[here[i]] = here[drawn[i]];
    }
    return values(order, std::vector<double>(units(), 1));
  }

  /// All sources but the i-th.
  [[nodiscard]] std::vector<double> without(std::size_t i) const {
    std::vector<double> mass(units(), 1);
    auto const left_out = std::next(by_source_.begin(), static_cast<std::ptrdiff_t>(i));
    for (auto const u : left_out->second) mass[u] = 0;
    return values(as_they_are(), mass);
  }

  [[nodiscard]] std::vector<std::size_t> as_they_are() const {
    std::vector<std::size_t> order(units());
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
  }

 private:
  twice_coded const& units_;
  std::vector<std::size_t> a_, b_;
  std::map<std::size_t, std::vector<std::size_t>> by_source_;
  std::size_t rows_ = 0, columns_ = 0;
};

/// Of a value, from the values without each source.
INTERCODER_INLINE double jackknife_error(std::vector<std::vector<double>> const& without, std::size_t k) {
  auto const n = static_cast<double>(without.size());
  compensated_sum sum, squares;
  for (auto const& of : without) sum += of[k];
  for (auto const& of : without) squares += (of[k] - sum.value() / n) * (of[k] - sum.value() / n);
  return n > 2 ? std::sqrt((n - 1) / n * squares.value()) : std::numeric_limits<double>::quiet_NaN();
}

INTERCODER_INLINE void add_chance(similarity_measure& m, std::vector<std::vector<double>> const& permuted,
                                  std::size_t k) {
  bool const distance = m.name == "vi";
  double sum = 0;
  std::size_t as_alike = 1, defined = 0;
  for (auto const& of : permuted) {
    if (std::isnan(of[k])) continue;
    ++defined;
    sum += of[k];
    double const beyond = distance ? m.value - of[k] : of[k] - m.value;
    as_alike += beyond >= -1e-12;
  }
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  m.by_chance = defined > 0 ? sum / static_cast<double>(defined) : none;
  m.p_value =
      defined > 0 && !std::isnan(m.value) ? static_cast<double>(as_alike) / static_cast<double>(defined + 1) : none;
}

}  // namespace detail

INTERCODER_INLINE coding_similarity similarity_of_codings(twice_coded const& units, similarity_options const& o) {
  if (units.source.empty() || units.source.size() != units.a.size() || units.source.size() != units.b.size())
    throw bad_argument{"similarity of codings: " + std::to_string(units.source.size()) + " sources for " +
                       std::to_string(units.a.size()) + " and " + std::to_string(units.b.size()) +
                       " units; expected the same number, at least 1: units that a coder coded"};
  detail::two_codings const both{units};
  coding_similarity out;
  out.units = both.units();
  out.sources = both.sources();
  out.combinations_a = both.rows();
  out.combinations_b = both.columns();
  std::vector<std::string> names{"omega", "bcubed_precision", "bcubed_recall", "bcubed_f1"};
  for (auto const name : partition_measures) names.emplace_back(name);
  auto const observed = both.values(both.as_they_are(), std::vector<double>(both.units(), 1));

  std::vector<std::vector<double>> permuted(o.permutations), without(both.sources() > 2 ? both.sources() : 0);
  auto const all = permuted.size() + without.size();
  auto const make = [&] {
    return [&](std::size_t i) {
      if (i < permuted.size())
        permuted[i] = both.permuted(random_stream{o.seed, i});
      else
        without[i - permuted.size()] = both.without(i - permuted.size());
    };
  };
  if (all > 0)
    in_parallel(all, o.threads, make,
                [&](std::size_t done) { tell(o.report, static_cast<double>(done) / static_cast<double>(all)); });
  for (std::size_t k = 0; k < names.size(); ++k) {
    similarity_measure m;
    m.name = names[k];
    m.value = observed[k];
    detail::add_chance(m, permuted, k);
    m.error = detail::jackknife_error(without, k);
    out.measures.push_back(std::move(m));
  }
  if (both.sources() < 3) out.notes.emplace_back("Fewer than three sources: there is no interval over sources.");
  return out;
}

INTERCODER_INLINE twice_coded coded_by_both(study const& s, std::size_t coder_a, std::size_t coder_b, unit_kind unit,
                                            std::vector<std::size_t> sources) {
  if (unit == unit_kind::character)
    throw bad_argument{
        "similarity of codings: unit 'character'; expected another, such as paragraph: characters depend "
        "on their neighbours"};
  projection how;
  how.unit = unit;
  how.coders = {coder_a, coder_b};
  how.sources = std::move(sources);
  how.uncoded = uncoded_rule::exclude;
  auto const p = project(s, how);
  std::vector<std::vector<std::int32_t>> codes[2] = {std::vector<std::vector<std::int32_t>>(p.units.size()),
                                                     std::vector<std::vector<std::int32_t>>(p.units.size())};
  for (auto const& m : p.runs())  // by coder and code, so the codes of a unit come in order
    for (auto u = m.start; u < m.end; ++u)
      codes[m.coder][static_cast<std::size_t>(u)].push_back(static_cast<std::int32_t>(m.code));
  twice_coded out;
  for (std::size_t u = 0; u < p.units.size(); ++u) {
    out.source.push_back(p.units[u].source);
    out.a.add(codes[0][u]);
    out.b.add(codes[1][u]);
  }
  return out;
}

}  // namespace intercoder
