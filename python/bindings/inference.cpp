// Errors, intervals, tests and warnings of an estimate; tests of margins; one estimate for many codes.
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/margins.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/inference/variance.hpp>
#include <intercoder/inference/warnings.hpp>
#include <intercoder/report/sentences.hpp>

#include "bindings.hpp"

using namespace intercoder;

void bind_inference(py::module_& m) {
  py::class_<confidence_interval>(m, "ConfidenceInterval")
      .def_readonly("low", &confidence_interval::low)
      .def_readonly("high", &confidence_interval::high)
      .def_readonly("level", &confidence_interval::level)
      .def_property_readonly("method", [](confidence_interval const& i) { return text(i.method); })
      .def_readonly("se", &confidence_interval::se)
      .def_readonly("df", &confidence_interval::df)
      .def_readonly("n_resamples", &confidence_interval::n_resamples)
      .def_readonly("undefined_resamples", &confidence_interval::undefined_resamples)
      .def_readonly("design_effect", &confidence_interval::design_effect)
      .def_readonly("correlation_assumed", &confidence_interval::correlation_assumed)
      .def_readonly("reason", &confidence_interval::reason);
  py::class_<test_result>(m, "TestResult")
      .def_readonly("statistic", &test_result::statistic)
      .def_readonly("p_value", &test_result::p_value)
      .def_readonly("df", &test_result::df)
      .def_readonly("df_denominator", &test_result::df_denominator)
      .def_readonly("null", &test_result::null)
      .def_readonly("method", &test_result::method)
      .def_readonly("reason", &test_result::reason)
      .def_readonly("estimate", &test_result::estimate);
  py::class_<warning>(m, "Warning")
      .def_readonly("id", &warning::id)
      .def_readonly("numbers", &warning::numbers)
      .def_readonly("advice", &warning::advice);

  m.def(
      "standard_error",
      [](estimate const& e, std::string const& formula) {
        return standard_error(e, error_formula_by_name(formula), 0, until_interrupted());
      },
      "estimate"_a, "formula"_a, released());
  m.def(
      "interval",
      [](estimate const& e, double level, std::string const& method, std::string const& formula, bool by_source,
         double population, std::uint64_t seed) {
        return interval(e, {.level = level,
                            .method = interval_method_by_name(method),
                            .formula = error_formula_by_name(formula),
                            .by_source = by_source,
                            .population = population,
                            .seed = seed,
                            .report = until_interrupted()});
      },
      "estimate"_a, "level"_a, "method"_a, "formula"_a, "by_source"_a, "population"_a, "seed"_a, released());
  m.def(
      "test",
      [](estimate const& e, double null, std::string const& formula, bool by_source, double population,
         std::uint64_t seed) {
        return test(e, null,
                    {.formula = error_formula_by_name(formula),
                     .by_source = by_source,
                     .population = population,
                     .seed = seed,
                     .report = until_interrupted()});
      },
      "estimate"_a, "null"_a, "formula"_a, "by_source"_a, "population"_a, "seed"_a, released());
  m.def("stuart_maxwell", &stuart_maxwell, "ratings"_a, released());
  m.def("bhapkar", &bhapkar, "ratings"_a, released());
  m.def(
      "mcnemar", [](ratings const& r, std::string const& method) { return mcnemar(r, mcnemar_method_by_name(method)); },
      "ratings"_a, "method"_a, released());
  m.def("rater_bias", &rater_bias, "ratings"_a, released());
  m.def(
      "pooled", [](std::vector<estimate> const& over_codes) { return pooled(over_codes); }, "over_codes"_a, released());
  m.def("warnings_of", &warnings_of, "estimate"_a, released());
  m.def(
      "sentence", [](estimate const& e, confidence_interval const& i) { return sentence(e, i); }, "estimate"_a,
      "interval"_a);
  m.def("method_text", &method_text, "interval"_a, "estimate"_a);
}
