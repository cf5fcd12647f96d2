// Coefficients: each a function of ratings, weights and a missing rule that gives an estimate.
#include <intercoder/agreement/coefficients.hpp>
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

template <chance_model Chance>
void bind(py::module_& m, coefficient<Chance> const& c) {
  m.def(
      std::string{c.info.name}.c_str(),
      [&c](ratings const& r, weight_choice const& weights, std::optional<std::string> const& missing) {
        return c(r, weights, {rule_named(missing)});
      },
      "ratings"_a, "weights"_a, "missing"_a, released());
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
      .def_property_readonly("text", &weight_choice::text);

  py::class_<estimate>(m, "Estimate")
      .def_readonly("name", &estimate::name)
      .def_readonly("title", &estimate::title)
      .def_readonly("weights", &estimate::weights)
      .def_readonly("value", &estimate::value)
      .def_readonly("observed", &estimate::observed)
      .def_readonly("expected", &estimate::expected)
      .def_readonly("reason", &estimate::reason)
      .def_readonly("n_units", &estimate::n_units)
      .def_readonly("n_pairable", &estimate::n_pairable)
      .def_readonly("n_coders", &estimate::n_coders)
      .def_readonly("n_sources", &estimate::n_sources)
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

  bind(m, percent_agreement);
  bind(m, brennan_prediger);
  bind(m, scott_pi);
  bind(m, fleiss_kappa);
  bind(m, cohen_kappa);
  bind(m, conger_kappa);
  bind(m, gwet_ac);
  bind(m, krippendorff_alpha);
}
