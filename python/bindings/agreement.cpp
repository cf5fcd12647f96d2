// Coefficients by name: functions of ratings, weights and a missing rule that give an estimate; and what each supports.
#include <intercoder/agreement/by_name.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/estimate.hpp>

#include <optional>
#include <string_view>

#include "bindings.hpp"

namespace {

using namespace intercoder;

weight_choice weights_of_table(py::array_t<double, py::array::c_style> const& a) {
  if (a.ndim() != 2)
    throw bad_argument{"weights: an array of " + std::to_string(a.ndim()) + " dimension(s); expected a matrix"};
  using row_major = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return weights::from_matrix(Eigen::Map<row_major const>(a.data(), a.shape(0), a.shape(1)));
}

}  // namespace

std::optional<missing_rule> rule_named(std::optional<std::string> const& name) {
  if (!name) return std::nullopt;
  if (*name == "available") return missing_rule::available;
  if (*name == "pairable") return missing_rule::pairable;
  if (*name == "complete") return missing_rule::complete;
  throw bad_argument{"missing: no rule called '" + *name + "'; known: available, pairable, complete"};
}

void bind_agreement(py::module_& m) {
  py::class_<weight_choice>(m, "Weights")
      .def_static("by_name", &weights::by_name, "name"_a)
      .def_static("from_matrix", &weights_of_table, "table"_a)
      .def_static("within", &weights::within, "tolerance"_a)
      .def_property_readonly("text", &weight_choice::text);

  py::class_<estimate>(m, "Estimate")
      .def_readonly("name", &estimate::name)
      .def_readonly("title", &estimate::title)
      .def_readonly("weights", &estimate::weights)
      .def_readonly("weights_belong_to_it", &estimate::weights_belong_to_it)
      .def_readonly("value", &estimate::value)
      .def_readonly("observed", &estimate::observed)
      .def_readonly("expected", &estimate::expected)
      .def_readonly("reason", &estimate::reason)
      .def_readonly("n_units", &estimate::n_units)
      .def_readonly("n_pairable", &estimate::n_pairable)
      .def_readonly("n_coders", &estimate::n_coders)
      .def_readonly("n_sources", &estimate::n_sources)
      .def_property_readonly("of_sources", &estimate::of_sources)
      .def_readonly("data", &estimate::data)
      .def_property_readonly("status", [](estimate const& e) { return text(e.status); })
      .def("influence",
           [](estimate const& e) {
             std::vector<double> values;
             {
               py::gil_scoped_release const unlocked;
               values = e.influence();
             }
             return to_array(std::move(values));
           })
      .def(
          "null_error", [](estimate const& e) { return e.null_error ? e.null_error() : not_a_number; }, released());

  py::class_<coefficient_info>(m, "CoefficientInfo")
      .def_readonly("name", &coefficient_info::name)
      .def_readonly("title", &coefficient_info::title)
      .def_readonly("most_coders", &coefficient_info::most_coders)
      .def_readonly("needs_coders", &coefficient_info::needs_coders)
      .def_readonly("needs_bounded", &coefficient_info::needs_bounded)
      .def_readonly("takes_weights", &coefficient_info::takes_weights)
      .def_readonly("needs_numbers", &coefficient_info::needs_numbers)
      .def_readonly("needs_sets", &coefficient_info::needs_sets)
      .def_readonly("categories", &coefficient_info::categories)
      .def_readonly("from_zero_to_one", &coefficient_info::from_zero_to_one)
      .def_property_readonly("rule", [](coefficient_info const& info) { return text(info.rule); })
      .def_readonly("one_rule", &coefficient_info::one_rule)
      .def_readonly("source", &coefficient_info::source);
  m.def("coefficient_list", &coefficient_list);
  m.def(
      "coefficient",
      [](std::string const& name, ratings const& r, weight_choice const& weights,
         std::optional<std::string> const& rule) { return coefficient_by_name(name)(r, weights, {rule_named(rule)}); },
      "name"_a, "ratings"_a, "weights"_a, "missing"_a, released());
}
