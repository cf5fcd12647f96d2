// Values side by side: two and more of them, strata, benchmarks; and one value by its parts, its units, and over time.
#include <intercoder/inference/benchmark.hpp>
#include <intercoder/inference/compare.hpp>
#include <intercoder/inference/drift.hpp>
#include <intercoder/inference/homogeneity.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/strata.hpp>
#include <intercoder/inference/unit_table.hpp>

#include "bindings.hpp"

namespace {

using namespace intercoder;

samples samples_of(bool same_units) { return same_units ? samples::same_units : samples::independent; }

compare_options options_of(std::string const& formula, double level) {
  return {.level = level, .formula = error_formula_by_name(formula)};
}

/// One member of each row as an array.
template <class T, class Row>
py::array_t<T> column(std::vector<Row> const& rows, T Row::*member) {
  std::vector<T> out;
  for (auto const& row : rows) out.push_back(row.*member);
  return to_array(std::move(out));
}

py::dict units_of(estimate const& e) {
  std::vector<unit_row> rows;
  {
    py::gil_scoped_release const unlocked;
    rows = by_unit(e);
  }
  return py::dict("codes"_a = column(rows, &unit_row::codes), "agreement"_a = column(rows, &unit_row::agreement),
                  "influence"_a = column(rows, &unit_row::influence), "without"_a = column(rows, &unit_row::without),
                  "change"_a = column(rows, &unit_row::change));
}

py::dict disagreements_of(estimate const& e) {
  std::vector<unit_disagreement> rows;
  std::vector<std::string> codes;
  {
    py::gil_scoped_release const unlocked;
    rows = disagreements(e);
    for (auto const& row : rows) codes.push_back(who_gave_what(e.data, row.unit));
  }
  return py::dict("unit"_a = column(rows, &unit_disagreement::unit), "cost"_a = column(rows, &unit_disagreement::cost),
                  "agreement"_a = column(rows, &unit_disagreement::agreement), "codes"_a = codes);
}

}  // namespace

void bind_comparing(py::module_& m) {
  py::class_<value_difference>(m, "ValueDifference")
      .def_readonly("difference", &value_difference::difference)
      .def_readonly("se", &value_difference::se)
      .def_readonly("interval", &value_difference::interval)
      .def_readonly("statistic", &value_difference::statistic)
      .def_readonly("p_value", &value_difference::p_value)
      .def_readonly("df", &value_difference::df)
      .def_readonly("method", &value_difference::method)
      .def_property_readonly("status", [](value_difference const& d) { return text(d.status); })
      .def_readonly("reason", &value_difference::reason)
      .def_readonly("n_units", &value_difference::n_units)
      .def_readonly("n_sources", &value_difference::n_sources);
  py::class_<compared_pair>(m, "ComparedPair")
      .def_readonly("first", &compared_pair::first)
      .def_readonly("second", &compared_pair::second)
      .def_readonly("result", &compared_pair::result)
      .def_readonly("p_adjusted", &compared_pair::p_adjusted);
  py::class_<homogeneity_test>(m, "HomogeneityTest")
      .def_readonly("statistic", &homogeneity_test::statistic)
      .def_readonly("p_value", &homogeneity_test::p_value)
      .def_readonly("df", &homogeneity_test::df)
      .def_readonly("df_error", &homogeneity_test::df_error)
      .def_readonly("value", &homogeneity_test::value)
      .def_readonly("se", &homogeneity_test::se)
      .def_readonly("method", &homogeneity_test::method)
      .def_property_readonly("status", [](homogeneity_test const& t) { return text(t.status); })
      .def_readonly("reason", &homogeneity_test::reason)
      .def_readonly("pairs", &homogeneity_test::pairs);
  m.def(
      "compare",
      [](estimate const& first, estimate const& second, bool same_units, std::string const& formula, double level) {
        return compare(first, second, samples_of(same_units), options_of(formula, level));
      },
      "first"_a, "second"_a, "same_units"_a, "formula"_a, "level"_a, released());
  m.def(
      "compare_all",
      [](std::vector<estimate> const& values, bool same_units, std::string const& formula, double level, bool pairs) {
        return compare_all(values, samples_of(same_units), options_of(formula, level), pairs);
      },
      "values"_a, "same_units"_a, "formula"_a, "level"_a, "pairs"_a, released());
  m.def(
      "pooled_strata",
      [](std::vector<estimate> const& strata, std::string const& weighting) {
        return pooled_strata(strata, stratum_weights_by_name(weighting));
      },
      "strata"_a, "weighting"_a, released());

  py::class_<benchmark_row>(m, "BenchmarkRow")
      .def_readonly("label", &benchmark_row::label)
      .def_readonly("low", &benchmark_row::low)
      .def_readonly("high", &benchmark_row::high)
      .def_readonly("probability", &benchmark_row::probability)
      .def_readonly("cumulative", &benchmark_row::cumulative);
  py::class_<benchmark_result>(m, "BenchmarkResult")
      .def_readonly("scale", &benchmark_result::scale)
      .def_readonly("label", &benchmark_result::label)
      .def_readonly("probability", &benchmark_result::probability)
      .def_readonly("asked", &benchmark_result::asked)
      .def_readonly("point_label", &benchmark_result::point_label)
      .def_readonly("method", &benchmark_result::method)
      .def_readonly("rows", &benchmark_result::rows)
      .def_readonly("reason", &benchmark_result::reason);
  m.def(
      "benchmark",
      [](estimate const& e, std::string const& scale, double probability) { return benchmark(e, scale, probability); },
      "estimate"_a, "scale"_a, "probability"_a, released());

  py::class_<pair_part>(m, "PairPart")
      .def_readonly("first", &pair_part::first)
      .def_readonly("second", &pair_part::second)
      .def_readonly("value", &pair_part::value);
  py::class_<coder_part>(m, "CoderPart")
      .def_readonly("coder", &coder_part::coder)
      .def_readonly("without", &coder_part::without)
      .def_readonly("change", &coder_part::change);
  py::class_<source_part>(m, "SourcePart")
      .def_readonly("source", &source_part::source)
      .def_readonly("n_units", &source_part::n_units)
      .def_readonly("influence", &source_part::influence)
      .def_readonly("without", &source_part::without)
      .def_readonly("change", &source_part::change)
      .def_readonly("within", &source_part::within);
  m.def("by_code", &by_code, "estimate"_a, released());
  m.def("by_pair", &by_pair, "estimate"_a, released());
  m.def("without_coder", &without_coder, "estimate"_a, released());
  m.def("by_source", &by_source, "estimate"_a, released());
  m.def("by_unit", &units_of, "estimate"_a);
  m.def("unit_disagreements", &disagreements_of, "estimate"_a);

  py::class_<drift_window>(m, "DriftWindow")
      .def_readonly("first", &drift_window::first)
      .def_readonly("last", &drift_window::last)
      .def_readonly("n_units", &drift_window::n_units)
      .def_readonly("mean", &drift_window::mean)
      .def_readonly("value", &drift_window::value);
  py::class_<drift_result>(m, "DriftResult")
      .def_readonly("slope", &drift_result::slope)
      .def_readonly("se", &drift_result::se)
      .def_readonly("interval", &drift_result::interval)
      .def_readonly("statistic", &drift_result::statistic)
      .def_readonly("p_value", &drift_result::p_value)
      .def_readonly("df", &drift_result::df)
      .def_readonly("n_units", &drift_result::n_units)
      .def_readonly("n_sources", &drift_result::n_sources)
      .def_readonly("units", &drift_result::units)
      .def_readonly("windows", &drift_result::windows)
      .def_readonly("reason", &drift_result::reason);
  m.def(
      "drift",
      [](estimate const& e, std::vector<double> const& order, std::size_t window, double level) {
        return drift(e, {.order = order, .window = window, .level = level});
      },
      "estimate"_a, "order"_a, "window"_a, "level"_a, released());
}
