// The main job: coders of a study compared, with the sentences and the data of a report.
#include <intercoder/report/comparison.hpp>
#include <intercoder/report/json.hpp>
#include <intercoder/report/sentences.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

/// A comparison and the study its indices point into.
struct compared_study {
  std::shared_ptr<study> s;
  comparison c;
};

[[nodiscard]] compared_study compare(std::shared_ptr<study> s, names const& coders, names const& sources,
                                     std::string const& unit, std::string const& uncoded,
                                     std::string const& coefficient, named_segments const& segments) {
  comparison_options how{.coders = coders, .sources = sources};
  how.unit = unit_kind_named(unit);
  how.uncoded = uncoded_rule_named(uncoded);
  how.coefficient = coefficient;
  how.segments = segments_of(*s, segments);
  how.interval.report = until_interrupted();
  auto c = compare_coders(*s, how);
  return {std::move(s), std::move(c)};
}

}  // namespace

void bind_report(py::module_& m) {
  py::class_<compared_study>(m, "Comparison")
      .def_property_readonly("study", [](compared_study const& x) { return x.s; })
      .def_property_readonly("headline", [](compared_study const& x) { return x.c.headline().value; })
      .def_property_readonly("overlaps", [](compared_study const& x) { return x.c.overlaps; })
      .def(
          "to_json", [](compared_study const& x) { return to_json(*x.s, x.c); }, released())
      .def("headline_sentence",
           [](compared_study const& x) { return sentence(x.c.headline().value, x.c.headline().interval); });
  m.def("compare_coders", compare, "study"_a, "coders"_a, "sources"_a, "unit"_a, "uncoded"_a, "coefficient"_a,
        "segments"_a, released());
  m.def("apa", &apa, "value"_a, "decimals"_a = 2);
  m.def("percent", &percent, "share"_a);
  m.def("grouped", &grouped, "n"_a);
}
