// Errors, intervals, tests and warnings of an estimate; tests of margins; one estimate for many codes; planning.
#include <intercoder/agreement/by_name.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/margins.hpp>
#include <intercoder/inference/plan.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/resampling.hpp>
#include <intercoder/inference/sample_size.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/inference/variance.hpp>
#include <intercoder/inference/warnings.hpp>
#include <intercoder/report/planning.hpp>
#include <intercoder/report/sentences.hpp>

#include "bindings.hpp"

using namespace intercoder;

namespace {

test_design test_of(double alpha, double power, bool one_sided) {
  return {.alpha = alpha, .power = power, .one_sided = one_sided};
}

void bind_planning(py::module_& m) {
  using shares = std::vector<double>;
  py::class_<sample_size>(m, "SampleSize")
      .def_readonly("name", &sample_size::name)
      .def_readonly("formula", &sample_size::formula)
      .def_readonly("source", &sample_size::source)
      .def_readonly("exact", &sample_size::exact)
      .def_readonly("n_units", &sample_size::n_units)
      .def_readonly("n_values", &sample_size::n_values)
      .def_readonly("given", &sample_size::given)
      .def("sentence", [](sample_size const& n) { return sentence(n); });
  m.def("agreement_width", &sample_sizes::agreement_width, "agreement"_a, "half_width"_a, "level"_a);
  m.def("kappa_width", &sample_sizes::kappa_width, "kappa"_a, "prevalence"_a, "half_width"_a, "level"_a);
  m.def(
      "goodness_of_fit",
      [](double null, double kappa, shares const& s, std::size_t coders, double alpha, double power, bool one_sided) {
        return sample_sizes::goodness_of_fit(null, kappa, s, coders, test_of(alpha, power, one_sided));
      },
      "null"_a, "kappa"_a, "shares"_a, "coders"_a, "alpha"_a, "power"_a, "one_sided"_a);
  m.def(
      "kappa_limits",
      [](double kappa, double lower, double upper, shares const& s, std::size_t coders, double level) {
        return sample_sizes::kappa_limits(kappa, lower, upper, s, coders, level);
      },
      "kappa"_a, "lower"_a, "upper"_a, "shares"_a, "coders"_a, "level"_a);
  m.def(
      "kappa_test",
      [](double null, double kappa, shares const& a, shares const& b, double alpha, double power, bool one_sided) {
        return sample_sizes::kappa_test(null, kappa, a, b, test_of(alpha, power, one_sided));
      },
      "null"_a, "kappa"_a, "shares_a"_a, "shares_b"_a, "alpha"_a, "power"_a, "one_sided"_a);
  m.def("krippendorff_rule", &sample_sizes::krippendorff, "minimum"_a, "prevalence"_a, "coders"_a, "alpha"_a,
        "power"_a);
  m.def("lacy_riffe", &sample_sizes::lacy_riffe, "population"_a, "agreement"_a, "standard_error"_a);
  m.def("theme_instances", &sample_sizes::theme_instances, "prevalence"_a, "instances"_a, "power"_a);
  m.def("design_effect", &design_effect, "units_per_source"_a, "rho"_a);

  py::class_<plan_layout>(m, "PlanLayout")
      .def_readonly("name", &plan_layout::name)
      .def_readonly("sources", &plan_layout::sources)
      .def_readonly("units_per_source", &plan_layout::units_per_source)
      .def_readonly("units", &plan_layout::units)
      .def_readonly("width", &plan_layout::width)
      .def_readonly("power", &plan_layout::power)
      .def_readonly("design_effect", &plan_layout::design_effect)
      .def_readonly("undefined", &plan_layout::undefined);
  py::class_<coding_plan>(m, "CodingPlan")
      .def_readonly("independent", &coding_plan::independent)
      .def_readonly("possible", &coding_plan::possible)
      .def_readonly("n_units", &coding_plan::n_units)
      .def_readonly("n_sources", &coding_plan::n_sources)
      .def_readonly("units_per_source", &coding_plan::units_per_source)
      .def_readonly("width", &coding_plan::width)
      .def_readonly("power", &coding_plan::power)
      .def_readonly("layouts", &coding_plan::layouts)
      .def("sentence", [](coding_plan const& p) { return sentence(p); })
      .def("advice", [](coding_plan const& p) { return advice(p); });
  m.def(
      "plan",
      [](double target, double minimum, double width, double prevalence, std::size_t coders, std::size_t sources,
         double units_per_source, double rho, double level, double power, std::string const& coefficient,
         std::string const& method, std::size_t data_sets, std::size_t draws, std::uint64_t seed) {
        auto const value = coefficient_by_name(coefficient);
        return plan([&](ratings const& r) { return value(r, weights::nominal, {}); },
                    {.target = target,
                     .minimum = minimum,
                     .width = width,
                     .prevalence = prevalence,
                     .coders = coders,
                     .sources = sources,
                     .units_per_source = units_per_source,
                     .rho = rho,
                     .level = level,
                     .power = power,
                     .method = interval_method_by_name(method),
                     .data_sets = data_sets,
                     .draws = draws,
                     .seed = seed,
                     .report = until_interrupted()});
      },
      "target"_a, "minimum"_a, "width"_a, "prevalence"_a, "coders"_a, "sources"_a, "units_per_source"_a, "rho"_a,
      "level"_a, "power"_a, "coefficient"_a, "method"_a, "data_sets"_a, "draws"_a, "seed"_a, released());
}

}  // namespace

void bind_inference(py::module_& m) {
  py::class_<confidence_interval>(m, "ConfidenceInterval")
      .def_readonly("low", &confidence_interval::low)
      .def_readonly("high", &confidence_interval::high)
      .def_readonly("level", &confidence_interval::level)
      .def_property_readonly("method", [](confidence_interval const& i) { return text(i.method); })
      .def_property_readonly("also",
                             [](confidence_interval const& i) {
                               return i.also == interval_method::automatic ? std::optional<std::string_view>{}
                                                                           : std::optional{text(i.also)};
                             })
      .def_readonly("se", &confidence_interval::se)
      .def_readonly("df", &confidence_interval::df)
      .def_readonly("n_resamples", &confidence_interval::n_resamples)
      .def_readonly("undefined_resamples", &confidence_interval::undefined_resamples)
      .def_readonly("design_effect", &confidence_interval::design_effect)
      .def_readonly("correlation_assumed", &confidence_interval::correlation_assumed)
      .def_readonly("other_coders", &confidence_interval::other_coders)
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
         double population, std::uint64_t seed, std::size_t resamples, bool other_coders, double coder_population) {
        return interval(e, {.level = level,
                            .method = interval_method_by_name(method),
                            .formula = error_formula_by_name(formula),
                            .by_source = by_source,
                            .population = population,
                            .seed = seed,
                            .resamples = resamples,
                            .other_coders = other_coders,
                            .coder_population = coder_population,
                            .report = until_interrupted()});
      },
      "estimate"_a, "level"_a, "method"_a, "formula"_a, "by_source"_a, "population"_a, "seed"_a, "resamples"_a = 2000,
      "other_coders"_a = false, "coder_population"_a = 0, released());
  m.def(
      "bootstrap",
      [](std::function<double(ratings const&)> const& statistic, ratings const& r, std::size_t resamples,
         bool by_source, std::uint64_t seed) {
        // The function is Python's: one thread, and what was resampled before Ctrl-C is lost.
        auto found = bootstrap(statistic, r,
                               {.resamples = resamples,
                                .by_source = by_source,
                                .seed = seed,
                                .threads = 1,
                                .report = until_interrupted()});
        return py::make_tuple(to_array(std::move(found.values)), found.undefined);
      },
      "statistic"_a, "ratings"_a, "resamples"_a, "by_source"_a, "seed"_a);
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
      "pooled",
      [](std::vector<estimate> const& over_codes, std::vector<double> const& weights) {
        return pooled(over_codes, weights);
      },
      "over_codes"_a, "weights"_a, released());
  m.def("warnings_of", &warnings_of, "estimate"_a, released());
  m.def(
      "sentence", [](estimate const& e, confidence_interval const& i) { return sentence(e, i); }, "estimate"_a,
      "interval"_a);
  bind_planning(m);
  m.def("method_text", &method_text, "interval"_a, "estimate"_a);
}
