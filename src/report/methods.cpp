#include <intercoder/report/methods.hpp>

#include <algorithm>
#include <set>

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/report/references.hpp>
#include <intercoder/report/sentences.hpp>
#include <intercoder/version.hpp>

namespace intercoder {
namespace {

/// Cites papers and remembers which.
struct citations {
  std::vector<reference> list;
  std::string operator()(std::string_view key) {
    auto const* const found = find_paper(key);
    if (!found) return "";
    if (std::ranges::find(list, key, &reference::key) == list.end())
      list.push_back({std::string{found->key}, std::string{found->text}});
    return " (" + std::string{found->cited} + ")";
  }
};

[[nodiscard]] std::string_view paper_of(std::string_view coefficient) {
  auto const& known = coefficient_list();
  auto const at = std::ranges::find(known, coefficient, &coefficient_info::name);
  return at == known.end() ? "" : at->source.substr(0, at->source.find(' '));
}

[[nodiscard]] std::string title_of(std::string_view coefficient) {
  auto const& known = coefficient_list();
  auto const at = std::ranges::find(known, coefficient, &coefficient_info::name);
  return std::string{at == known.end() ? coefficient : at->title};
}

[[nodiscard]] std::string join(std::vector<std::string> const& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return out;
}

/// "212 of 731 paragraphs (29%)".
[[nodiscard]] std::string share_of(std::int64_t part, std::int64_t whole, std::string const& things) {
  auto const n = static_cast<double>(part), all = static_cast<double>(whole);
  return grouped(n) + " of " + grouped(all) + " " + things + (whole > 0 ? " (" + percent(n / all) + ")" : "");
}

[[nodiscard]] std::string material(study const& s, comparison const& c) {
  std::vector<std::string> who;
  for (auto const& coder : c.coded.coders)
    who.push_back(s.coders[coder.coder] + " coded " + count(static_cast<double>(coder.sources), "source", "sources"));
  auto const& twice = c.coded.shared;
  auto const& all = c.coded.any;
  std::string out = join(who) + ". Agreement rests on the " +
                    share_of(static_cast<std::int64_t>(c.units.compared.sources.size()),
                             static_cast<std::int64_t>(c.coded.in_study), "sources") +
                    " that " + (c.units.coders() == 2 ? "both" : "all") + " of them coded";
  if (c.options.sources.empty())
    out += ": " +
           (twice.paragraphs > 0 ? share_of(twice.paragraphs, all.paragraphs, "paragraphs") + " and " : std::string{}) +
           share_of(twice.characters, all.characters, "characters");
  return out + ".";
}

[[nodiscard]] std::string what_unit(unit_kind unit, bool given) {
  switch (unit) {
    case unit_kind::paragraph: return "paragraph, a run of text without a line break";
    case unit_kind::sentence: return "sentence, by the sentence boundaries of the Unicode standard";
    case unit_kind::token: return "word, by the word boundaries of the Unicode standard";
    case unit_kind::turn: return "turn, what one speaker said until another spoke";
    case unit_kind::segment:
      return given ? "segment, a stretch of text that was cut before coding"
                   : "segment, each of the different stretches of text that the coders marked";
    case unit_kind::source: return "whole source";
    case unit_kind::character: return "character";
  }
  return "character";
}

[[nodiscard]] std::string unit_text(comparison const& c) {
  std::string out = "The unit was the " + what_unit(c.options.unit, c.options.segments.has_value());
  out += "; a unit could carry several codes, so agreement was computed for each code as present or absent. ";
  switch (c.options.uncoded) {
    case uncoded_rule::agree: return out + "A unit that a coder gave no code counted as 'no' for every code.";
    case uncoded_rule::exclude: return out + "Units that nobody gave any code were left out.";
    case uncoded_rule::as_missing: return out + "A unit that a coder gave no code counted as not coded by that coder.";
  }
  return out;
}

[[nodiscard]] std::string result_text(comparison const& c) {
  auto const& p = c.pooled.front();
  auto const value = [](result const& r) { return apa(r.value.value) + ", " + interval_text(r.interval); };
  std::string out = "Over the " + count(static_cast<double>(p.shared_codes), "code", "codes") +
                    " that at least two coders used, pooled " + title_of(c.options.coefficient) + " was " +
                    value(p.shared);
  if (p.all_codes > p.shared_codes)
    out += "; over all " + std::to_string(p.all_codes) + " codes it was " + value(p.all);
  for (auto const& other : c.pooled)
    if (&other != &p && other.uncoded != uncoded_rule::as_missing)
      out += std::string{"; with "} +
             (other.uncoded == uncoded_rule::exclude ? "units coded by nobody left out"
                                                     : "units coded by nobody counted as agreement") +
             ", " + apa(other.shared.value.value);
  out += ".";
  double lowest = 2, highest = -2;
  std::size_t undefined = 0;
  for (auto const& code : c.shared) {
    double const v = code.main.value.value;
    if (!(v == v)) {
      ++undefined;
      continue;
    }
    lowest = std::min(lowest, v);
    highest = std::max(highest, v);
  }
  if (lowest <= highest) out += " Values by code ranged from " + apa(lowest) + " to " + apa(highest) + ".";
  if (undefined > 0)
    out.append(" ").append(count(static_cast<double>(undefined), "code was", "codes were")).append(" not estimable.");
  return out;
}

[[nodiscard]] std::string disagreement_text(comparison const& c) {
  std::int64_t apart = 0, all = 0;
  for (auto const& d : c.disagreements) apart += c.units.units.copies(d.unit);
  for (std::size_t u = 0; u < c.units.units.size(); ++u) all += c.units.units.copies(u);
  bool const some_silent = c.options.uncoded == uncoded_rule::as_missing;
  if (some_silent) all = static_cast<std::int64_t>(c.pooled.front().all.value.n_pairable);
  return "Coders differed on at least one code in " + share_of(apart, all, std::string{name(c.options.unit)} + "s") +
         (some_silent ? " that at least two of them coded." : ".");
}

[[nodiscard]] std::string scope_text(comparison const& c, citations& cite) {
  auto const& r = c.headline();
  if (!(r.interval.low == r.interval.low)) return "";
  return "The interval of the pooled value" + cite(source_of(r.interval.method)) + " is from " +
         method_text(r.interval, r.value) + "; intervals generalise to other sources like these, not to other coders.";
}

[[nodiscard]] std::string software_text(comparison const& c) {
  std::set<std::string> methods;
  for (auto const& code : c.shared)
    if (code.main.interval.low == code.main.interval.low) methods.emplace(text(code.main.interval.method));
  std::string used;
  for (auto const& m : methods) used += (used.empty() ? "" : ", ") + m;
  return std::string{"Computed with intercoder "} + version + " (" + c.options.coefficient + "; nominal; unit " +
         std::string{name(c.options.unit)} + "; uncoded " + std::string{name(c.options.uncoded)} +
         (used.empty() ? "" : "; intervals by code " + used) + "; pooled interval " +
         std::string{text(c.headline().interval.method)} + ").";
}

}  // namespace

std::string methods_section::paragraph() const {
  std::string out;
  for (auto const& item : items) out += (out.empty() ? "" : " ") + item.text;
  return out;
}

methods_section methods(study const& s, comparison const& c) {
  methods_section m;
  citations cite;
  auto const add = [&](std::string id, std::string text) {
    if (!text.empty()) m.items.push_back({std::move(id), std::move(text)});
  };
  add("material", material(s, c));
  add("unit", unit_text(c));
  auto const cited = cite(paper_of(c.options.coefficient)), pooling = cite("de_vries_2008");
  add("coefficient",
      "We report " + title_of(c.options.coefficient) + cited + " with " + percent(c.options.interval.level) +
          " confidence intervals; pooled over codes from mean observed and mean expected agreement" + pooling + ".");
  add("result", result_text(c));
  if (!c.single.empty())
    add("single_codes", count(static_cast<double>(c.single.size()), "code was", "codes were") +
                            " used by one coder only, and " + (c.single.size() == 1 ? "is" : "are") +
                            " part of the value over all codes, not of the value over shared codes.");
  add("disagreement", disagreement_text(c));
  add("scope", scope_text(c, cite));
  add("software", software_text(c));
  m.references = std::move(cite.list);
  std::ranges::sort(m.references, {}, &reference::text);
  return m;
}

}  // namespace intercoder
