// A study as JSON.
#include <intercoder/io/json.hpp>

#include <cmath>

#include <nlohmann/json.hpp>

#include <intercoder/core/error.hpp>

namespace intercoder {
namespace {

using json = nlohmann::ordered_json;

[[nodiscard]] json or_null(std::string const& text) { return text.empty() ? json{} : json(text); }
[[nodiscard]] json or_null(double x) { return std::isfinite(x) ? json(x) : json{}; }

[[nodiscard]] json origin_json(provenance const& o) {
  return {{"file", or_null(o.file)},
          {"program", or_null(o.program)},
          {"coder_from", or_null(o.coder_from)},
          {"offsets",
           {{"basis", name(o.offsets.basis)},
            {"dialect", or_null(o.offsets.dialect)},
            {"the_same", o.offsets.the_same},
            {"share", or_null(o.offsets.share)},
            {"runner_up", or_null(o.offsets.runner_up)},
            {"runner_up_share", or_null(o.offsets.runner_up_share)},
            {"boundaries", o.offsets.boundaries}}}};
}

}  // namespace

std::string to_json(study const& s) {
  json out{{"schema", "intercoder/study/1"}, {"name", s.name}, {"origin", origin_json(s.origin)}, {"coders", s.coders}};
  auto& sources = out["sources"] = json::array();
  for (auto const& x : s.sources)
    sources.push_back({{"id", or_null(x.id)},
                       {"name", x.name},
                       {"length", x.length > 0 || x.text ? json(x.length) : json{}},
                       {"text", x.text ? json(*x.text) : json{}},
                       {"attributes", x.attributes}});
  auto& codes = out["codes"] = json::array();
  for (std::size_t i = 0; i < s.codes.size(); ++i) {
    auto const& c = s.codes[i];
    codes.push_back({{"id", or_null(c.id)},
                     {"path", s.codes.path(i)},
                     {"name", c.name},
                     {"parent", c.parent ? json(*c.parent) : json{}},
                     {"definition", or_null(c.definition)},
                     {"codable", c.codable},
                     {"colour", or_null(c.colour)}});
  }
  auto& codings = out["codings"] = json::array();
  for (auto const& c : s.codings)
    codings.push_back({{"source", c.source},
                       {"coder", c.coder},
                       {"code", c.code},
                       {"start", c.whole_source ? json{} : json(c.start)},
                       {"end", c.whole_source ? json{} : json(c.end)},
                       {"round", or_null(c.round)}});
  auto& assignments = out["assignments"] = json::array();
  for (auto const& a : s.assignments)
    assignments.push_back({{"coder", a.coder}, {"source", a.source}, {"assumed", a.assumed}});
  out["notes"] = s.notes;
  try {
    return out.dump(1);
  } catch (json::type_error const& e) {
    throw bad_argument{std::string{"study: a text is not UTF-8: "} + e.what()};
  }
}

}  // namespace intercoder
