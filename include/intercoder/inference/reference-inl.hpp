// The bodies of reference.hpp.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/of_units.hpp>
#include <intercoder/inference/reference.hpp>

namespace intercoder {
namespace detail {

/// What one coder gave each row of the table, or `missing`.
[[nodiscard]] INTERCODER_INLINE std::vector<std::int32_t> codes_of_coder(ratings const& r, std::size_t coder) {
  std::vector<std::int32_t> out(r.rows(), missing);
  for (std::size_t j = 0; j < r.rows(); ++j)
    for (auto const& x : r.row(j))
      if (static_cast<std::size_t>(x.coder) == coder) out[j] = x.code;
  return out;
}

[[nodiscard]] INTERCODER_INLINE code_against_reference one_code(ratings const& r, std::vector<std::int32_t> const& mine,
                                                                std::vector<std::int32_t> const& right,
                                                                std::size_t coder, std::size_t category) {
  auto const& d = r.design();
  auto const sets = r.categories_scale().sets();
  auto const holds = [&](std::int32_t given) {
    return std::ranges::binary_search((*sets)[static_cast<std::size_t>(given)], static_cast<std::int32_t>(category));
  };
  code_against_reference out;
  out.coder = coder;
  out.category = category;
  std::vector<char> by_coder(d.units), by_reference(d.units);
  double both = 0, a = 0, b = 0, all = 0;
  for (std::size_t u = 0; u < d.units; ++u) {
    auto const j = d.row(u);
    if (mine[j] == missing || right[j] == missing) continue;
    by_coder[u] = holds(mine[j]);
    by_reference[u] = holds(right[j]);
    double const copies = d.copies(u);
    all += copies;
    a += by_coder[u] ? copies : 0;
    b += by_reference[u] ? copies : 0;
    both += by_coder[u] && by_reference[u] ? copies : 0;
  }
  out.units = two_by_two::of_totals(both, a, b, all);
  auto const share = [&](std::vector<char> const& yes, std::vector<char> const& among, char const* name,
                         char const* title, char const* who) {
    auto e = share_of_units(d, yes, among);
    e.name = name;
    e.title = title;
    e.n_coders = 2;
    if (!e.defined()) e.reason = std::string{who} + " did not give this code to any unit that both coded.";
    return e;
  };
  out.sensitivity = share(by_coder, by_reference, "sensitivity", "sensitivity", "The reference");
  out.precision = share(by_reference, by_coder, "precision", "precision", "The coder");
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::vector<code_against_reference> against_reference(ratings const& r, std::size_t reference) {
  if (!r.coders_known())
    throw bad_argument{
        "against_reference: these ratings are counts per category; which coder gave a code is not "
        "known"};
  if (reference >= r.coders())
    throw bad_argument{"against_reference: coder " + std::to_string(reference + 1) + "; expected one of " +
                       std::to_string(r.coders())};
  if (r.coders() < 2) throw bad_argument{"against_reference: found the reference only; expected another coder"};
  auto const right = detail::codes_of_coder(r, reference);
  std::vector<code_against_reference> out;
  for (std::size_t c = 0; c < r.coders(); ++c) {
    if (c == reference) continue;
    auto const mine = detail::codes_of_coder(r, c);
    for (std::size_t k = 0; k < r.categories_scale().codes().size(); ++k)
      out.push_back(detail::one_code(r, mine, right, c, k));
  }
  return out;
}

}  // namespace intercoder
