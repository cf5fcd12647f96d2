// The bodies of unit_table.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/parts-inl.hpp>
#include <intercoder/inference/unit_table.hpp>

namespace intercoder {
namespace detail {

inline constexpr double most_steps_for_leaving_out = 1e9;

}  // namespace detail

INTERCODER_INLINE std::vector<unit_row> by_unit(estimate const& e) {
  auto const& d = e.data.design();
  auto const influence = e.influence();
  auto const of_rows = e.by_row ? e.by_row() : disagreement_by_row{};
  double const steps = static_cast<double>(e.data.rows()) * static_cast<double>(e.data.rows()) *
                       static_cast<double>(std::max<std::size_t>(e.data.coders(), 1));
  bool const leave_out = e.on && e.defined() && steps <= detail::most_steps_for_leaving_out;
  auto const value = leave_out ? e.on(e.data) : value_of_masses{};
  detail::masses_without masses{e.data};
  std::map<std::pair<std::size_t, double>, double> known;  // equal units have equal effects
  std::vector<unit_row> out;
  for (std::size_t u = 0; u < d.units; ++u) {
    auto const j = d.row(u);
    unit_row row;
    row.unit = u;
    row.codes = e.data.row(j).size();
    if (e.by_row) row.agreement = 1 - of_rows.within[j];
    bool const enters = e.defined() && e.entered[j] && d.copies(u) > 0;
    if (enters) row.influence = influence[u];
    if (enters && leave_out) {
      auto const [at, added] = known.try_emplace({j, d.copies(u)}, not_a_number);
      if (added) {
        masses.leave_out(u);
        at->second = value(masses.rest());
        masses.put_back();
      }
      row.without = at->second;
      row.change = row.without - e.value;
    }
    out.push_back(row);
  }
  return out;
}

INTERCODER_INLINE std::vector<unit_disagreement> disagreements(estimate const& e) {
  if (!e.by_row)
    throw bad_argument{"disagreements: " + e.title +
                       " is not made of disagreements of single units; ask a coefficient with a chance model, or "
                       "percent_agreement"};
  auto const of_rows = e.by_row();
  auto const& d = e.data.design();
  std::vector<unit_disagreement> out;
  for (std::size_t u = 0; u < d.units; ++u)
    if (auto const j = d.row(u); of_rows.cost[j] > 0 && d.copies(u) > 0)
      out.push_back({u, d.copies(u) * of_rows.cost[j], 1 - of_rows.within[j]});
  std::ranges::stable_sort(out, std::ranges::greater{}, &unit_disagreement::cost);
  return out;
}

INTERCODER_INLINE std::string who_gave_what(ratings const& r, std::size_t unit) {
  std::map<std::int32_t, std::vector<std::string>> by_code;
  for (auto const& x : r.unit(unit)) by_code[x.code].push_back(r.coder_name(static_cast<std::size_t>(x.coder)));
  std::string out;
  for (auto const& [code, coders] : by_code) {
    out += (out.empty() ? "" : "; ") + r.categories_scale().label(static_cast<std::size_t>(code)) + ": ";
    if (!r.coders_known()) {
      out += std::to_string(coders.size());
      continue;
    }
    for (std::size_t i = 0; i < coders.size(); ++i) out += (i > 0 ? ", " : "") + coders[i];
  }
  return out;
}

}  // namespace intercoder
