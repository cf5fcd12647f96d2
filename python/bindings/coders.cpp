// One coder against the others: can it be replaced, and does it find what a reference finds.
#include <intercoder/agreement/coefficient.hpp>
#include <intercoder/inference/reference.hpp>
#include <intercoder/inference/replaceable.hpp>

#include "bindings.hpp"

using namespace intercoder;

void bind_coders(py::module_& m) {
  py::class_<replaced_coder>(m, "ReplacedCoder")
      .def_readonly("coder", &replaced_coder::coder)
      .def_readonly("n_units", &replaced_coder::n_units)
      .def_readonly("n_sources", &replaced_coder::n_sources)
      .def_readonly("advantage", &replaced_coder::advantage)
      .def_readonly("coder_advantage", &replaced_coder::coder_advantage)
      .def_readonly("se", &replaced_coder::se)
      .def_readonly("df", &replaced_coder::df)
      .def_readonly("statistic", &replaced_coder::statistic)
      .def_readonly("p_value", &replaced_coder::p_value)
      .def_readonly("p_adjusted", &replaced_coder::p_adjusted)
      .def_readonly("outdone", &replaced_coder::outdone)
      .def_readonly("reason", &replaced_coder::reason);
  py::class_<replacement>(m, "Replacement")
      .def_readonly("coders", &replacement::coders)
      .def_readonly("winning_rate", &replacement::winning_rate)
      .def_readonly("advantage", &replacement::advantage)
      .def_readonly("passed", &replacement::passed);
  m.def(
      "replaceable",
      [](ratings const& r, std::size_t candidate, weight_choice const& weights, double epsilon, double rate,
         bool by_rank) {
        auto const test = by_rank ? replacement_test::signed_rank : replacement_test::t;
        return replaceable(r, candidate, distances_between(r, weights),
                           {.epsilon = epsilon, .false_discovery = rate, .test = test});
      },
      "ratings"_a, "candidate"_a, "weights"_a, "epsilon"_a, "false_discovery"_a, "by_rank"_a, released());

  py::class_<code_against_reference>(m, "CodeAgainstReference")
      .def_readonly("coder", &code_against_reference::coder)
      .def_readonly("category", &code_against_reference::category)
      .def_property_readonly("both", [](code_against_reference const& c) { return c.units.both; })
      .def_property_readonly("only_coder", [](code_against_reference const& c) { return c.units.only_a; })
      .def_property_readonly("only_reference", [](code_against_reference const& c) { return c.units.only_b; })
      .def_property_readonly("neither", [](code_against_reference const& c) { return c.units.neither; })
      .def_readonly("sensitivity", &code_against_reference::sensitivity)
      .def_readonly("precision", &code_against_reference::precision);
  m.def("against_reference", &against_reference, "ratings"_a, "reference"_a, released());
}
