#include <intercoder/report/comparison.hpp>

#include <algorithm>
#include <set>
#include <utility>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/inference/pooled.hpp>

namespace intercoder {
namespace {

[[nodiscard]] std::vector<std::size_t> coders_of(study const& s, comparison_options const& o) {
  std::vector<std::size_t> out;
  for (auto const& name : o.coders) out.push_back(s.coder_index(name));
  return out;
}

[[nodiscard]] result with_interval(estimate e, interval_options const& o) {
  auto i = interval(e, o);
  return {std::move(e), std::move(i)};
}

[[nodiscard]] code_result compare_code(study const& s, presence const& p, std::size_t code,
                                       coefficient_function const& main, interval_options const& o) {
  auto const r = code_ratings(s, p, code, false);
  code_result out{.code = code,
                  .amount = {},
                  .main = with_interval(main(r, weights::nominal, {}), o),
                  .kappa = conger_kappa(r),
                  .warnings = {}};
  if (r.coders() == 2) {
    out.kappa.name = cohen_kappa.info.name;
    out.kappa.title = cohen_kappa.info.title;
  }
  for (std::size_t c = 0; c < p.coders(); ++c) out.amount.push_back(p.amount(c, code));
  out.warnings = warnings_of(out.main.value);
  return out;
}

[[nodiscard]] result pool(study const& s, presence const& p, std::vector<std::size_t> const& codes,
                          coefficient_function const& main, interval_options const& o) {
  std::vector<estimate> each;
  for (auto const code : codes) each.push_back(main(code_ratings(s, p, code, false), weights::nominal, {}));
  if (!each.empty()) return with_interval(pooled(each), o);
  result none;
  none.value.status = status::no_variation;
  none.value.reason = "No code was used by two coders.";
  none.interval.reason = none.value.reason;
  return none;
}

/// Share of the units to which no coder gave any code.
[[nodiscard]] double uncoded_share(presence const& p) {
  double all = 0, coded = 0;
  std::vector<char> seen(p.units.size());
  for (std::size_t c = 0; c < p.coders(); ++c)
    for (auto const& run : p.with_any_code(c))
      for (auto u = run.start; u < run.end; ++u) seen[static_cast<std::size_t>(u)] = 1;
  for (std::size_t u = 0; u < p.units.size(); ++u) {
    all += static_cast<double>(p.units.copies(u));
    coded += seen[u] ? static_cast<double>(p.units.copies(u)) : 0;
  }
  return all > 0 ? 1 - coded / all : 0;
}

/// For every code that only one coder used, the code most like it among those of the others.
void find_partner(comparison const& c, single_coder_code& code) {
  for (auto const& t : c.overlaps) {
    auto const mine = c.units.compared.coders[code.coder];
    if (t.coder_a != mine && t.coder_b != mine) continue;
    bool const in_rows = t.coder_a == mine;
    auto const& own = in_rows ? t.codes_a : t.codes_b;
    auto const at = std::ranges::find(own, code.result.code);
    if (at == own.end()) continue;
    auto const i = static_cast<std::size_t>(at - own.begin());
    auto const best = in_rows ? t.best_column(i) : t.best_row(i);
    if (!best) continue;
    double const jaccard =
        in_rows ? t.value(overlap_measure::jaccard, i, *best) : t.value(overlap_measure::jaccard, *best, i);
    if (code.partner && jaccard <= code.jaccard) continue;
    code.partner = (in_rows ? t.codes_b : t.codes_a)[*best];
    auto const other = in_rows ? t.coder_b : t.coder_a;
    code.partner_coder =
        static_cast<std::size_t>(std::ranges::find(c.units.compared.coders, other) - c.units.compared.coders.begin());
    code.jaccard = jaccard;
  }
}

/// Are the sources that all coders coded simply the first ones, when there are others?
[[nodiscard]] bool first_ones(study const& s, std::vector<std::size_t> const& shared) {
  if (shared.size() < 2 || shared.size() == s.sources.size()) return false;
  for (std::size_t i = 0; i < shared.size(); ++i)
    if (shared[i] != i) return false;
  return true;
}

void add_warnings(study const& s, comparison& c) {
  auto const warn = [&](std::string id, std::map<std::string, double> numbers, std::string advice) {
    c.warnings.push_back({std::move(id), std::move(numbers), std::move(advice)});
  };
  for (auto& w : warnings_of(c.headline().value)) c.warnings.push_back(std::move(w));
  std::set<std::string> ids;
  auto const codes = static_cast<double>(c.shared.size());
  for (auto const* id :
       {"rare_category", "prevalence", "bias", "perfect", "one_coder_constant", "no_spread", "no_variation"}) {
    double n = 0;
    std::string advice;
    for (auto const& code : c.shared)
      for (auto const& w : code.warnings)
        if (w.id == id) {
          n += 1;
          advice = w.advice;
        }
    if (n > 0) warn(std::string{"codes_"} + id, {{"codes", n}, {"of", codes}}, advice);
  }
  if (c.uncoded_share > 0.5)
    warn("uncoded_dominates", {{"share", c.uncoded_share}},
         "More than half of the units were coded by nobody; agreement on leaving text uncoded carries the values. "
         "Compare with uncoded = 'exclude'.");
  if (first_ones(s, c.units.compared.sources))
    warn("first_sources",
         {{"n", static_cast<double>(c.units.compared.sources.size())}, {"of", static_cast<double>(s.sources.size())}},
         "The sources coded twice are the first ones; coding changes over time, so a random choice says more about the "
         "rest.");
  bool assumed = false;
  for (auto const& coder : c.coded.coders) assumed = assumed || coder.assumed;
  if (assumed)
    warn("assumed_assignments", {},
         "The file does not say who was asked to code which source; coders were taken to have looked at every source "
         "in which they coded anything.");
}

/// One report for many intervals, each of which reports from 0 to 1.
struct shared_progress {
  progress report;
  double all = 1, done = 0;
  [[nodiscard]] interval_options options(interval_options o) const {
    if (report) o.report = [this](double part) { return report((done + part) / all); };
    return o;
  }
  void next(double intervals) {
    done += intervals;
    if (report && !report(done / all)) throw cancelled{"stopped on request"};
  }
};

}  // namespace

comparison compare_coders(study const& s, comparison_options const& options) {
  comparison c;
  c.options = options;
  c.options.interval.report = {};  // whoever watches the work does not have to stay
  auto const coders = coders_of(s, options);
  std::vector<std::size_t> sources;
  for (auto const& name : options.sources) sources.push_back(s.source_index(name));
  auto const main = coefficient_by_name(options.coefficient);
  projection how{.unit = options.unit,
                 .uncoded = options.uncoded,
                 .coders = coders,
                 .sources = sources,
                 .segments = options.segments};
  c.units = project(s, how);
  if (c.units.compared.sources.empty())
    throw insufficient_data{"no source was coded by " +
                            list_names(c.units.compared.coders, [&](std::size_t i) { return s.coders[i]; }) +
                            "; expected at least one source that all of them coded"};
  c.coded = extent_of(s, c.units.compared.coders);
  c.notes = s.notes;
  c.notes.insert(c.notes.end(), c.units.notes.begin(), c.units.notes.end());

  auto const shared = c.units.used(2);
  auto const any = c.units.used(1);
  for (std::size_t a = 0; a < c.units.coders(); ++a)
    for (std::size_t b = a + 1; b < c.units.coders(); ++b)
      c.overlaps.push_back(overlap(s, c.units.compared.coders[a], c.units.compared.coders[b],
                                   {.unit = unit_kind::character, .sources = c.units.compared.sources}));
  std::vector<uncoded_rule> rules{options.uncoded};
  for (auto const rule : {uncoded_rule::agree, uncoded_rule::exclude})
    if (rule != options.uncoded) rules.push_back(rule);
  shared_progress watched{.report = options.interval.report, .all = static_cast<double>(any.size() + 2 * rules.size())};
  auto const with_progress = watched.options(options.interval);
  for (auto const code : any) {
    auto r = compare_code(s, c.units, code, main, with_progress);
    watched.next(1);
    if (std::ranges::binary_search(shared, code)) {
      c.shared.push_back(std::move(r));
      continue;
    }
    single_coder_code single{.result = std::move(r), .coder = 0, .partner = {}, .partner_coder = 0, .jaccard = 0};
    while (single.result.amount[single.coder] == 0) ++single.coder;
    find_partner(c, single);
    c.single.push_back(std::move(single));
  }

  how.coders = c.units.compared.coders;
  how.sources = c.units.compared.sources;
  for (auto const rule : rules) {
    how.uncoded = rule;
    auto const p = rule == options.uncoded ? c.units : project(s, how);
    c.pooled.push_back({.uncoded = rule,
                        .units = p.units.size(),
                        .shared_codes = shared.size(),
                        .all_codes = any.size(),
                        .shared = pool(s, p, shared, main, with_progress),
                        .all = pool(s, p, any, main, with_progress)});
    watched.next(2);
    if (rule == uncoded_rule::agree) c.uncoded_share = uncoded_share(p);
  }
  c.disagreements = disagreements(s, c.units);
  add_warnings(s, c);
  return c;
}

}  // namespace intercoder
