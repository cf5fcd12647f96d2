// Themes and saturation: which theme occurs in which source, and how many codes each further source added.
#include <intercoder/codebooks/saturation.hpp>
#include <intercoder/codebooks/theme_table.hpp>
#include <intercoder/core/roll_up.hpp>
#include <intercoder/inference/share.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

[[nodiscard]] double_coded rule_of_name(study const& s, std::string const& rule, std::optional<std::size_t>& coder) {
  if (rule == "union") return double_coded::union_of;
  if (rule == "intersection") return double_coded::intersection;
  coder = s.coder_index(rule);
  return double_coded::coder;
}

[[nodiscard]] theme_options options_of(study const& s, std::string const& level, std::string const& rule,
                                       names const& coders, names const& sources) {
  theme_options out{.level = code_level_named(level)};
  out.rule = rule_of_name(s, rule, out.coder);
  for (auto const& name : coders) out.coders.push_back(s.coder_index(name));
  for (auto const& name : sources) out.sources.push_back(s.source_index(name));
  return out;
}

[[nodiscard]] py::dict columns_of(theme_table t) {
  auto const size = [](std::size_t n) { return static_cast<py::ssize_t>(n); };
  auto const themes = size(t.themes.size()), sources = size(t.sources.size()), coders = size(t.coders.size());
  py::dict out;
  out["themes"] = t.themes;
  out["sources"] = t.sources;
  out["coders"] = t.coders;
  out["coded_by"] = to_array(std::move(t.coded_by), {sources, coders});
  out["stretches"] = to_array(std::move(t.stretches), {themes, sources, coders});
  out["present"] = to_array(std::move(t.present), {themes, sources});
  out["coded_twice"] = t.coded_twice;
  out["notes"] = t.notes;
  return out;
}

[[nodiscard]] py::dict columns_of(saturation_result const& r) {
  py::dict out, estimates;
  out["codes"] = r.codes;
  out["added"] = r.added;
  out["seen"] = r.seen;
  out["share_of_base"] = r.share_of_base;
  out["s"] = r.s;
  out["expected"] = r.expected;
  out["low"] = r.low;
  out["high"] = r.high;
  out["reached"] = r.reached;
  out["needed"] = r.needed;
  out["reached_in_orders"] = r.reached_in_orders;
  out["orders"] = r.orders;
  out["n_codes"] = r.estimates.seen;
  out["once"] = r.estimates.once;
  out["twice"] = r.estimates.twice;
  auto const add = [&](char const* name, value_with_error const& x) {
    estimates[name] = py::make_tuple(x.value, x.error);
  };
  add("chao2", r.estimates.chao2);
  add("jackknife1", r.estimates.jackknife1);
  add("jackknife2", r.estimates.jackknife2);
  add("bootstrap", r.estimates.bootstrap);
  add("coverage", r.estimates.coverage);
  out["estimates"] = estimates;
  return out;
}

}  // namespace

void bind_themes(py::module_& m) {
  m.def(
      "themes_by_source",
      [](study const& s, std::string const& level, std::string const& rule, names const& coders, names const& sources) {
        theme_table t;
        {
          py::gil_scoped_release const release;
          t = themes_by_source(s, options_of(s, level, rule, coders, sources));
        }
        return columns_of(std::move(t));
      },
      "study"_a, "level"_a, "rule"_a, "coders"_a, "sources"_a);
  m.def(
      "group_codes",
      [](study const& s, std::vector<std::pair<std::string, names>> const& given) {
        std::vector<code_group> groups;
        for (auto const& [name, codes] : given) {
          code_group group{.name = name, .codes = {}};
          for (auto const& code : codes) group.codes.push_back(s.code_index(code));
          groups.push_back(std::move(group));
        }
        return std::make_shared<study>(group_codes(s, groups));
      },
      "study"_a, "groups"_a, released());
  m.def(
      "saturation",
      [](codes_by_source const& sources, std::string const& rule, std::size_t base, std::size_t run, double threshold,
         std::size_t orders, double band, std::uint64_t seed) {
        saturation_result r;
        {
          py::gil_scoped_release const release;
          saturation_options how;
          how.rule = saturation_rule_named(rule);
          how.base = base;
          how.run = run;
          how.threshold = threshold;
          how.orders = orders;
          how.band = band;
          how.seed = seed;
          r = saturation(sources, how);
        }
        return columns_of(r);
      },
      "sources"_a, "rule"_a, "base"_a, "run"_a, "threshold"_a, "orders"_a, "band"_a, "seed"_a);
  m.def(
      "share_limits",
      [](std::uint64_t x, std::uint64_t n, std::string const& method, double level) {
        return share_limits(x, n, share_method_named(method), level);
      },
      "x"_a, "n"_a, "method"_a, "level"_a);
}
