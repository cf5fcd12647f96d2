#include <intercoder/report/as_tools.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/codebooks/similarity.hpp>
#include <intercoder/core/continuum.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/core/rows.hpp>
#include <intercoder/core/sum.hpp>
#include <intercoder/unitizing/character_tables.hpp>
#include <intercoder/unitizing/lines.hpp>

namespace intercoder {
namespace {

/// Two groups as two coders, on the sources they share.
struct two_groups {
  study s;                           ///< coders 0 and 1 are the groups
  std::vector<std::size_t> sources;  ///< indices into the study
  std::vector<std::size_t> codes;    ///< indices into the codebook
};

[[nodiscard]] bool contains(std::vector<std::size_t> const& all, std::size_t x) {
  return std::ranges::find(all, x) != all.end();
}

[[nodiscard]] two_groups groups_of(study const& s, tool_options who) {
  if (who.first.empty() && who.second.empty()) {
    if (s.coders.size() != 2)
      throw bad_argument{"coders: the study has " + std::to_string(s.coders.size()) +
                         "; expected two coders, or two groups of them, to be named"};
    who.first = {0};
    who.second = {1};
  }
  if (who.first.empty() || who.second.empty())
    throw bad_argument{"coders: one of the two groups is empty; expected at least one coder in each"};
  two_groups out;
  for (std::size_t i = 0; i < s.sources.size(); ++i) {
    auto const seen = [&](std::vector<std::size_t> const& group) {
      return std::ranges::any_of(group, [&](std::size_t c) { return s.assigned(c, i); });
    };
    if (who.sources.empty() ? seen(who.first) && seen(who.second) : contains(who.sources, i)) out.sources.push_back(i);
  }
  for (auto const& group : {who.first, who.second})
    for (auto const c : group) {
      if (c >= s.coders.size()) throw bad_argument{"coder " + std::to_string(c + 1) + " is not in the study"};
      if (contains(who.first, c) && contains(who.second, c))
        throw bad_argument{"coder '" + s.coders[c] + "' is in both groups; expected different coders"};
    }
  out.s.sources = s.sources;
  out.s.codes = s.codes;
  out.s.coders = {"first", "second"};
  std::set<std::size_t> used;
  for (auto c : s.codings) {
    bool const first = contains(who.first, c.coder);
    if ((!first && !contains(who.second, c.coder)) || !contains(out.sources, c.source)) continue;
    if (!who.codes.empty() && !contains(who.codes, c.code)) continue;
    c.coder = first ? 0 : 1;
    used.insert(c.code);
    out.s.codings.push_back(std::move(c));
  }
  for (auto const i : out.sources)
    for (std::size_t const c : {0U, 1U}) out.s.assignments.push_back({c, i, false});
  out.codes = who.codes.empty() ? std::vector<std::size_t>{used.begin(), used.end()} : who.codes;
  std::ranges::sort(out.codes);
  return out;
}

/// Agreement of a table that is seen, and that chance gives: Cohen's.
struct agreement_of_table {
  double observed, expected;
  explicit agreement_of_table(two_by_two const& t) {
    double const n = t.total();
    observed = (t.both + t.neither) / n;
    expected = t.a() / n * (t.b() / n) + (1 - t.a() / n) * (1 - t.b() / n);
  }
};

[[nodiscard]] double ratio(double part, double whole) { return whole > 0 ? part / whole : not_a_number; }

[[nodiscard]] nvivo_mean mean_of(std::vector<nvivo_row const*> const& rows) {
  nvivo_mean out;
  compensated_sum kappa, kappa_size, agreement, agreement_size, size, defined, observed, expected;
  two_by_two added;
  double n = 0;
  for (auto const* row : rows) {
    auto const& t = row->characters;
    if (!(t.total() > 0)) continue;
    n += 1;
    out.constant += row->constant;
    kappa += row->kappa;
    kappa_size += row->kappa * t.total();
    agreement += row->agreement();
    agreement_size += row->agreement() * t.total();
    size += t.total();
    if (!row->constant) {
      agreement_of_table const a{t};
      defined += row->kappa;
      observed += a.observed;
      expected += a.expected;
    }
    added = {added.both + t.both, added.only_a + t.only_a, added.only_b + t.only_b, added.neither + t.neither};
  }
  double const with_kappa = n - static_cast<double>(out.constant);
  out.kappa = ratio(kappa.value(), n);
  out.kappa_by_size = ratio(kappa_size.value(), size.value());
  out.agreement = ratio(agreement.value(), n);
  out.agreement_by_size = ratio(agreement_size.value(), size.value());
  out.kappa_defined = ratio(defined.value(), with_kappa);
  out.pooled = ratio(observed.value() - expected.value(), with_kappa - expected.value());
  out.added = similarity::kappa(added);
  return out;
}

[[nodiscard]] std::int64_t shared_length(mark const& a, mark const& b) {
  return std::max<std::int64_t>(0, std::min(a.end, b.end) - std::max(a.start, b.start));
}

void finish(maxqda_level& level) {
  double agree = 0, all = 0;
  for (auto const& row : level.codes) {
    agree += static_cast<double>(row.agreements);
    all += static_cast<double>(row.agreements + row.disagreements);
  }
  level.observed = ratio(agree, all);
  level.chance = level.codes.empty() ? not_a_number : 1 / static_cast<double>(level.codes.size());
  level.kappa = ratio(level.observed - level.chance, 1 - level.chance);
}

/// Characters as units: what every stretch is for each coder; a value below 0 is missing.
class character_ratings {
 public:
  character_ratings(continua const& all, scale categories) {
    body_.categories = std::move(categories);
    body_.coders = all.coders.size();
    body_.coder_names = all.coders;
    design_.stretches = true;
    for (auto const& x : all.sources) design_.sources.push_back(x.name);
  }
  void add(std::size_t source, std::int64_t width, std::vector<cell> const& line) {
    design_.row_of.push_back(rows_.add(line));
    design_.source_of.push_back(static_cast<std::int32_t>(source));
    design_.count.push_back(static_cast<double>(width));
    ++design_.units;
  }
  [[nodiscard]] ratings finished() { return assemble(rows_, std::move(body_), std::move(design_)); }

 private:
  ratings::body body_;
  unit_design design_;
  row_builder rows_;
};

/// `of` says what a coder's code at a place counts as, or none.
template <class Value>
[[nodiscard]] estimate alpha_of_characters(continua const& all, scale const& categories, std::string_view who,
                                           Value of) {
  character_ratings units{all, categories};
  std::vector<cell> line;
  for (std::size_t i = 0; i < all.sources.size(); ++i) {
    auto const& x = all.sources[i];
    sweep(exclusive_lines(all, x, x.coders, who), [&](std::int64_t width, std::span<std::ptrdiff_t const> codes) {
      line.clear();
      for (std::size_t c = 0; c < codes.size(); ++c)
        if (auto const value = of(codes[c]); value >= 0)
          line.push_back({static_cast<std::int32_t>(x.coders[c]), static_cast<std::int32_t>(value)});
      units.add(i, width, line);
    });
  }
  return krippendorff_alpha(units.finished());
}

/// The continua with every code replaced by one, and what overlaps united.
[[nodiscard]] continua any_code(continua all) {
  for (auto& x : all.sources) {
    for (auto& u : x.units) u.code = 0;
    unite(x.units, true);
  }
  all.codes = {"any"};
  return all;
}

/// Which domains, where at least two coders applied any: every pair of coders contributes all pairs of their labels.
[[nodiscard]] double alpha_of_label_sets(continua const& all, std::vector<std::ptrdiff_t> const& domain_of,
                                         std::size_t domains) {
  std::vector<double> together(domains * domains);
  for (auto const& x : all.sources) {
    auto grouped = x;
    for (auto& u : grouped.units) u.code = static_cast<std::size_t>(domain_of[u.code]);
    unite(grouped.units, true);
    // one line a coder and domain, swept together
    auto const lines = lines_by_code(grouped, grouped.coders, domains);
    coder_lines every{.length = x.length, .of_coder = {}};
    for (auto const& of_domain : lines)
      for (auto const& line : of_domain.of_coder) every.of_coder.push_back(line);
    auto const m = grouped.coders.size();
    sweep(every, [&](std::int64_t width, std::span<std::ptrdiff_t const> codes) {
      std::vector<std::vector<std::size_t>> labels(m);
      for (std::size_t k = 0; k < codes.size(); ++k)
        if (codes[k] != no_code) labels[k % m].push_back(static_cast<std::size_t>(codes[k]));
      auto const with = std::ranges::count_if(labels, [](auto const& l) { return !l.empty(); });
      if (with < 2) return;
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = 0; b < m; ++b)
          if (a != b)
            for (auto const p : labels[a])
              for (auto const q : labels[b])
                together[p * domains + q] += static_cast<double>(width) / static_cast<double>(with - 1);
    });
  }
  compensated_sum all_pairs, apart, chance;
  std::vector<double> use(domains);
  for (std::size_t p = 0; p < domains; ++p)
    for (std::size_t q = 0; q < domains; ++q) {
      use[p] += together[p * domains + q];
      all_pairs += together[p * domains + q];
      if (p != q) apart += together[p * domains + q];
    }
  double const n = all_pairs.value();
  for (double const u : use) chance += u * (n - u);
  double const expected = chance.value() / (n - 1);
  return n > 1 && expected > 0 ? 1 - apart.value() / expected : not_a_number;
}

}  // namespace

nvivo_figures like_nvivo(study const& s, tool_options const& who) {
  auto const groups = groups_of(s, who);
  nvivo_figures out;
  if (groups.sources.empty()) return out;
  auto const all = continua_of(groups.s, {.coders = {}, .sources = groups.sources, .codes = groups.codes});
  for (std::size_t i = 0; i < groups.sources.size(); ++i) {
    auto const tables = character_tables(all.sources[i], all.codes.size());
    for (auto const k : groups.codes) {
      nvivo_row row{.source = groups.sources[i], .code = k, .characters = {}};
      auto const at = std::ranges::find(all.codes, groups.s.codes.path(k));
      row.characters = at == all.codes.end()
                           ? two_by_two::of_totals(0, 0, 0, static_cast<double>(all.sources[i].length))
                           : tables[static_cast<std::size_t>(at - all.codes.begin())].characters;
      double const kappa = similarity::kappa(row.characters);
      row.constant = !(kappa == kappa);
      row.kappa = row.constant ? 1 : kappa;
      out.rows.push_back(row);
    }
  }
  std::vector<nvivo_row const*> every;
  std::map<std::size_t, std::vector<nvivo_row const*>> by_code;
  for (auto const& row : out.rows) {
    every.push_back(&row);
    by_code[row.code].push_back(&row);
  }
  for (auto const& [code, rows] : by_code) out.by_code[code] = mean_of(rows);
  out.overall = mean_of(every);
  return out;
}

maxqda_figures like_maxqda(study const& s, maxqda_options const& how) {
  if (!(how.overlap > 0 && how.overlap <= 1))
    throw bad_argument{"overlap: " + number_text(how.overlap) +
                       "; expected a share above 0 and at most 1, such as 0.9"};
  auto const groups = groups_of(s, how.who);
  maxqda_figures out;
  if (groups.sources.empty()) return out;
  auto const all = continua_of(groups.s, {.coders = {}, .sources = groups.sources, .codes = groups.codes});
  for (auto const k : groups.codes) {
    maxqda_row existence{k}, frequency{k}, segments{k};
    auto const at = std::ranges::find(all.codes, groups.s.codes.path(k));
    auto const place = static_cast<std::size_t>(at - all.codes.begin());
    for (std::size_t i = 0; i < all.sources.size(); ++i) {
      std::vector<mark> of[2];
      for (std::size_t const c : {0U, 1U})
        for (auto const& u : all.sources[i].of_coder(c))
          if (u.code == place) of[c].push_back(u);
      std::size_t count[2] = {of[0].size(), of[1].size()};
      for (auto const& c : groups.s.codings)  // a coded document is one more segment, of no length
        if (c.whole_source && c.code == k && c.source == groups.sources[i]) ++count[c.coder];
      ++((count[0] > 0) == (count[1] > 0) ? existence.agreements : existence.disagreements);
      ++(count[0] == count[1] ? frequency.agreements : frequency.disagreements);
      for (std::size_t const c : {0U, 1U})
        for (auto const& u : of[c]) {
          maxqda_segment one{groups.sources[i], k, c == 0, u.start, u.end, 0, false};
          for (auto const& v : of[1 - c]) {
            auto const both = shared_length(u, v);
            auto const whole = how.of == overlap_of::own ? u.end - u.start : u.end - u.start + v.end - v.start - both;
            one.overlap = std::max(one.overlap, static_cast<double>(both) / static_cast<double>(whole));
          }
          one.agrees = one.overlap >= how.overlap;
          ++(one.agrees ? segments.agreements : segments.disagreements);
          out.list.push_back(one);
        }
    }
    out.existence.codes.push_back(existence);
    out.frequency.codes.push_back(frequency);
    out.segments.codes.push_back(segments);
  }
  for (auto* level : {&out.existence, &out.frequency, &out.segments}) finish(*level);
  return out;
}

atlasti_figures like_atlasti(study const& s, std::vector<code_domain> const& domains, std::vector<std::size_t> coders,
                             std::vector<std::size_t> sources) {
  atlasti_figures out;
  std::vector<std::size_t> every;
  std::map<std::string, std::size_t> domain_of;
  for (std::size_t d = 0; d < domains.size(); ++d) {
    if (domains[d].codes.empty()) throw bad_argument{"domain '" + domains[d].name + "' has no code; expected some"};
    for (auto const k : domains[d].codes) {
      if (k >= s.codes.size()) throw bad_argument{"domain '" + domains[d].name + "': no code " + std::to_string(k + 1)};
      auto const [at, is_new] = domain_of.try_emplace(s.codes.path(k), d);
      if (!is_new)
        throw bad_argument{"code '" + s.codes.path(k) + "' is in domain '" + domains[at->second].name +
                           "' and again in '" + domains[d].name + "'; expected it in one of them"};
      every.push_back(k);
    }
  }
  if (every.empty()) throw bad_argument{"domains: none given; expected at least one, a name and its codes"};
  auto const yes_no = scale::of_labels({"no", "yes"});
  auto const has = [](std::ptrdiff_t code) { return code == no_code ? std::ptrdiff_t{0} : std::ptrdiff_t{1}; };
  auto const which = [](std::ptrdiff_t code) { return code; };
  for (auto const& d : domains) {
    auto const all = continua_of(s, {.coders = coders, .sources = sources, .codes = d.codes});
    atlasti_domain one{.name = d.name, .binary = {}, .codes = {}};
    one.binary = alpha_of_characters(any_code(all), yes_no, "like_atlasti", has);
    one.codes = alpha_of_characters(all, scale::of_labels(all.codes), "like_atlasti", which);
    out.domains.push_back(std::move(one));
  }
  auto const all = continua_of(s, {.coders = coders, .sources = sources, .codes = every});
  out.binary = alpha_of_characters(any_code(all), yes_no, "like_atlasti", has);
  std::vector<std::ptrdiff_t> place;
  for (auto const& code : all.codes) place.push_back(static_cast<std::ptrdiff_t>(domain_of.at(code)));
  out.between = alpha_of_label_sets(all, place, domains.size());
  return out;
}

}  // namespace intercoder
