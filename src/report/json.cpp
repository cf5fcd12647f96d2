#include <intercoder/report/json.hpp>

#include <nlohmann/json.hpp>

#include <cmath>

#include <intercoder/core/error.hpp>
#include <intercoder/inference/clustering.hpp>
#include <intercoder/report/methods.hpp>
#include <intercoder/report/sentences.hpp>
#include <intercoder/version.hpp>

namespace intercoder {
namespace {

using json = nlohmann::ordered_json;

[[nodiscard]] json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

[[nodiscard]] std::string written(json const& j) {
  try {
    return j.dump(2);
  } catch (json::type_error const& e) {
    throw bad_argument{std::string{"report: a name or text is not UTF-8: "} + e.what()};
  }
}

[[nodiscard]] json of_warnings(std::vector<warning> const& list) {
  json out = json::array();
  for (auto const& w : list) {
    json numbers = json::object();
    for (auto const& [key, value] : w.numbers) numbers[key] = number(value);
    out.push_back({{"id", w.id}, {"numbers", numbers}, {"advice", w.advice}});
  }
  return out;
}

[[nodiscard]] json of_interval(confidence_interval const& i) {
  return {{"low", number(i.low)},
          {"high", number(i.high)},
          {"level", i.level},
          {"method", text(i.method)},
          {"also", i.also == interval_method::automatic ? json(nullptr) : json(text(i.also))},
          {"se", number(i.se)},
          {"df", number(i.df)},
          {"n_resamples", i.n_resamples},
          {"undefined_resamples", i.undefined_resamples},
          {"design_effect", number(i.design_effect)},
          {"correlation_assumed", i.correlation_assumed ? json(assumed_correlation) : json(nullptr)},
          {"reason", i.reason}};
}

[[nodiscard]] json of_estimate(estimate const& e) {
  return {{"name", e.name},
          {"title", e.title},
          {"weights", e.weights},
          {"value", number(e.value)},
          {"observed", number(e.observed)},
          {"expected", number(e.expected)},
          {"se", number(standard_error(e))},
          {"status", text(e.status)},
          {"reason", e.reason},
          {"n_units", number(e.n_units)},
          {"n_pairable", number(e.n_pairable)},
          {"n_coders", e.n_coders},
          {"n_sources", e.n_sources}};
}

[[nodiscard]] json of_result(result const& r) {
  auto out = of_estimate(r.value);
  out["interval"] = of_interval(r.interval);
  return out;
}

[[nodiscard]] json of_code(study const& s, code_result const& c) {
  return {{"code", s.codes.path(c.code)},
          {"amount", c.amount},
          {"observed", number(c.main.value.observed)},
          {"main", of_result(c.main)},
          {"kappa", of_estimate(c.kappa)},
          {"warnings", of_warnings(c.warnings)}};
}

[[nodiscard]] json of_material(study const& s, comparison const& c) {
  json coders = json::array();
  for (auto const& coder : c.coded.coders)
    coders.push_back({{"coder", s.coders[coder.coder]},
                      {"sources", coder.sources},
                      {"assumed", coder.assumed},
                      {"codings", coder.codings},
                      {"codes", coder.codes}});
  auto const text_part = [](text_extent const& t) {
    return json{{"sources", t.sources},
                {"without_text", t.without_text},
                {"paragraphs", t.paragraphs},
                {"characters", t.characters},
                {"coded_characters", t.codable}};
  };
  auto const share = [](auto part, auto whole) {
    return number(static_cast<double>(part) / static_cast<double>(whole));
  };
  auto const &twice = c.coded.shared, &once = c.coded.any;
  json names = json::array();
  for (auto const source : c.units.compared.sources) names.push_back(s.sources[source].name);
  return {{"study", s.name},
          {"sources_in_study", c.coded.in_study},
          {"coders", coders},
          {"coded_by_all", text_part(c.coded.shared)},
          {"coded_by_any", text_part(c.coded.any)},
          {"share_coded_by_all",
           {{"sources", share(twice.sources, c.coded.in_study)},
            {"paragraphs", share(twice.paragraphs, once.paragraphs)},
            {"characters", share(twice.characters, once.characters)}}},
          {"sources_compared", names},
          {"units", c.units.units.size()},
          {"uncoded_share", number(c.uncoded_share)}};
}

[[nodiscard]] json of_pooled(pooled_result const& p) {
  return {{"uncoded", name(p.uncoded)},     {"units", p.units},
          {"shared_codes", p.shared_codes}, {"all_codes", p.all_codes},
          {"shared", of_result(p.shared)},  {"all", of_result(p.all)}};
}

[[nodiscard]] json of_overlap(study const& s, overlap_table const& t) {
  json rows = json::array(), columns = json::array(), jaccard = json::array(), length = json::array();
  for (auto const k : t.codes_a) rows.push_back(s.codes.path(k));
  for (auto const k : t.codes_b) columns.push_back(s.codes.path(k));
  for (std::size_t i = 0; i < t.rows(); ++i) {
    json alike = json::array(), shared = json::array();
    for (std::size_t j = 0; j < t.columns(); ++j) {
      alike.push_back(number(t.value(overlap_measure::jaccard, i, j)));
      shared.push_back(t.both(i, j));
    }
    jaccard.push_back(std::move(alike));
    length.push_back(std::move(shared));
  }
  return {{"coder_a", s.coders[t.coder_a]},
          {"coder_b", s.coders[t.coder_b]},
          {"unit", name(t.unit)},
          {"universe", t.universe},
          {"codes_a", rows},
          {"codes_b", columns},
          {"total_a", t.a_total},
          {"total_b", t.b_total},
          {"shared", length},
          {"jaccard", jaccard}};
}

[[nodiscard]] json of_disagreements(study const& s, comparison const& c) {
  text_reader read{s};
  json out = json::array();
  for (auto const& d : c.disagreements) {
    auto const& unit = c.units.units[d.unit];
    json codes = json::object();
    for (std::size_t coder = 0; coder < d.codes.size(); ++coder) {
      json paths = json::array();
      for (auto const k : d.codes[coder]) paths.push_back(s.codes.path(k));
      codes[s.coders[c.units.compared.coders[coder]]] = paths;
    }
    out.push_back({{"unit", c.units.units.label(s, d.unit)},
                   {"source", s.sources[unit.source].name},
                   {"start", unit.start},
                   {"end", unit.end},
                   {"cost", number(d.cost)},
                   {"codes_apart", d.codes_apart},
                   {"characters", d.characters},
                   {"codes", codes},
                   {"text", std::string{read(unit)}}});
  }
  return out;
}

}  // namespace

std::string to_json(estimate const& e, confidence_interval const& i) {
  json out = {{"schema", "intercoder/agreement/1"}};
  out.update(of_estimate(e));
  out["interval"] = of_interval(i);
  out["warnings"] = of_warnings(warnings_of(e));
  return written(out);
}

std::string to_json(study const& s, comparison const& c) {
  json shared = json::array(), single = json::array(), pooled = json::array(), overlaps = json::array();
  for (auto const& code : c.shared) shared.push_back(of_code(s, code));
  for (auto const& code : c.single) {
    auto entry = of_code(s, code.result);
    entry["coder"] = s.coders[c.units.compared.coders[code.coder]];
    entry["partner"] = code.partner ? json(s.codes.path(*code.partner)) : json(nullptr);
    entry["partner_coder"] = code.partner ? json(s.coders[c.units.compared.coders[code.partner_coder]]) : json(nullptr);
    entry["jaccard"] = code.partner ? number(code.jaccard) : json(nullptr);
    single.push_back(std::move(entry));
  }
  for (auto const& p : c.pooled) pooled.push_back(of_pooled(p));
  for (auto const& t : c.overlaps) overlaps.push_back(of_overlap(s, t));
  auto const section = methods(s, c);
  json items = json::array(), references = json::array();
  for (auto const& item : section.items) items.push_back({{"id", item.id}, {"text", item.text}});
  for (auto const& r : section.references) references.push_back({{"key", r.key}, {"text", r.text}});
  json coders = json::array();
  for (auto const i : c.units.compared.coders) coders.push_back(s.coders[i]);
  return written({{"schema", "intercoder/report/1"},
                  {"version", version},
                  {"coders", coders},
                  {"unit", name(c.options.unit)},
                  {"uncoded", name(c.options.uncoded)},
                  {"coefficient", c.options.coefficient},
                  {"level", c.options.interval.level},
                  {"sentence", sentence(c.headline().value, c.headline().interval)},
                  {"material", of_material(s, c)},
                  {"pooled", pooled},
                  {"codes", shared},
                  {"single_coder_codes", single},
                  {"overlaps", overlaps},
                  {"disagreements", of_disagreements(s, c)},
                  {"warnings", of_warnings(c.warnings)},
                  {"notes", c.notes},
                  {"methods", {{"paragraph", section.paragraph()}, {"items", items}, {"references", references}}}});
}

}  // namespace intercoder
