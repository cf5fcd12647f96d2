// Codebooks compared: the overlap of two coders' codes, the units on which they differ, how alike they group units.
#include <intercoder/codebooks/disagreements.hpp>
#include <intercoder/codebooks/omega.hpp>
#include <intercoder/codebooks/overlap.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

/// Rows x columns of one measure.
[[nodiscard]] py::array_t<double> values_of(overlap_table const& t, std::string const& measure) {
  auto const m = overlap_measure_named(measure);
  py::array_t<double> out{{static_cast<py::ssize_t>(t.rows()), static_cast<py::ssize_t>(t.columns())}};
  auto* to = out.mutable_data();
  for (std::size_t i = 0; i < t.rows(); ++i)
    for (std::size_t j = 0; j < t.columns(); ++j) *to++ = t.value(m, i, j);
  return out;
}

/// What both codes cover, in characters or units.
[[nodiscard]] py::array_t<std::int64_t> shared_of(overlap_table const& t) {
  return to_array(std::vector<std::int64_t>{t.shared},
                  {static_cast<py::ssize_t>(t.rows()), static_cast<py::ssize_t>(t.columns())});
}

/// Columns of a table, most costly first; `codes` holds, for each coder and unit, indices into the codebook.
[[nodiscard]] py::dict disagreement_columns(study const& s, std::string const& unit, std::string const& uncoded,
                                            names const& coders, names const& sources, names const& codes,
                                            named_segments const& segments) {
  presence p;
  std::vector<disagreement> found;
  {
    py::gil_scoped_release const released;
    std::vector<std::size_t> wanted;
    for (auto const& x : codes) wanted.push_back(s.code_index(x));
    p = project(s, projection_of(s, unit, uncoded, coders, sources, segments));
    found = disagreements(s, p, wanted);
  }
  py::list label, source, start, end, cost, codes_apart, characters, text;
  std::vector<py::list> given(p.coders());
  text_reader read{s};
  for (auto const& d : found) {
    auto const& u = p.units[d.unit];
    label.append(p.units.label(s, d.unit));
    source.append(s.sources[u.source].name);
    start.append(u.start);
    end.append(u.end);
    cost.append(d.cost);
    codes_apart.append(d.codes_apart);
    characters.append(d.characters);
    text.append(read(u));
    for (std::size_t c = 0; c < p.coders(); ++c) given[c].append(d.codes[c]);
  }
  py::dict out, by_coder;
  for (std::size_t c = 0; c < p.coders(); ++c) by_coder[py::str(s.coders[p.compared.coders[c]])] = given[c];
  out["unit"] = label;
  out["source"] = source;
  out["start"] = start;
  out["end"] = end;
  out["cost"] = cost;
  out["codes_apart"] = codes_apart;
  out["characters"] = characters;
  out["codes"] = by_coder;
  out["text"] = text;
  return out;
}

}  // namespace

void bind_codebooks(py::module_& m) {
  py::class_<overlap_table>(m, "Overlap")
      .def_readonly("coder_a", &overlap_table::coder_a)
      .def_readonly("coder_b", &overlap_table::coder_b)
      .def_readonly("codes_a", &overlap_table::codes_a)
      .def_readonly("codes_b", &overlap_table::codes_b)
      .def_readonly("total_a", &overlap_table::a_total)
      .def_readonly("total_b", &overlap_table::b_total)
      .def_readonly("universe", &overlap_table::universe)
      .def_readonly("notes", &overlap_table::notes)
      .def_readonly("source_places", &overlap_table::sources)
      .def_property_readonly("sources", [](overlap_table const& t) { return t.sources.size(); })
      .def_property_readonly("unit", [](overlap_table const& t) { return name(t.unit); })
      .def_property_readonly("shared", shared_of)
      .def("values", values_of, "measure"_a);
  m.def(
      "overlap",
      [](study const& s, std::string const& a, std::string const& b, std::string const& unit, names const& sources) {
        auto const how = projection_of(s, unit, "agree", {}, sources);
        return overlap(s, a, b, {.unit = how.unit, .sources = how.sources});
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "unit"_a, "sources"_a, released());
  m.def(
      "omega_index",
      [](ratings const& r, std::optional<std::string> const& rule) { return omega_index(r, {rule_named(rule)}); },
      "ratings"_a, "missing"_a, released());
  m.def("grouping_list", &grouping_list);
  m.def("disagreements", disagreement_columns, "study"_a, "unit"_a, "uncoded"_a, "coders"_a, "sources"_a, "codes"_a,
        "segments"_a);
}
