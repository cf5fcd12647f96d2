// Continua and the alphas for unitizing.
#include <intercoder/core/error.hpp>
#include <intercoder/unitizing/alpha_u_1995.hpp>
#include <intercoder/unitizing/alpha_u_2013.hpp>
#include <intercoder/unitizing/presence_u_alpha.hpp>
#include <intercoder/unitizing/u_alpha.hpp>

#include "bindings.hpp"
#include "continua.hpp"

using namespace intercoder;

namespace {

[[nodiscard]] set_distance distance_named(std::string const& name) {
  if (name == "dice") return set_distance::dice;
  if (name == "jaccard") return set_distance::jaccard;
  throw bad_argument{"distance: found '" + name + "'; expected 'dice' or 'jaccard'"};
}

}  // namespace

void bind_unitizing(py::module_& m) {
  py::class_<continua, std::shared_ptr<continua>>(m, "Continua")
      .def(py::init(&continua_of_names), "study"_a, "coders"_a, "sources"_a, "codes"_a, released())
      .def_readonly("coders", &continua::coders)
      .def_readonly("codes", &continua::codes)
      .def_readonly("notes", &continua::notes);
  py::class_<covered_estimate>(m, "CoveredEstimate")
      .def_readonly("estimate", &covered_estimate::value)
      .def_readonly("coverage", &covered_estimate::coverage);
  m.def("u_alpha", &u_alpha, "continua"_a, released());
  m.def("binary_u_alpha", &binary_u_alpha, "continua"_a, released());
  m.def("cu_alpha", &cu_alpha, "continua"_a, released());
  m.def("k_u_alpha", &k_u_alpha, "continua"_a, released());
  m.def("presence_u_alpha", &presence_u_alpha, "continua"_a, released());
  m.def("pooled_u_alpha", &pooled_u_alpha, "continua"_a, released());
  m.def(
      "set_u_alpha",
      [](continua const& all, std::string const& distance) { return set_u_alpha(all, distance_named(distance)); },
      "continua"_a, "distance"_a, released());
  m.def("alpha_u_1995", &alpha_u_1995, "continua"_a, released());
  m.def("alpha_u_2013", &alpha_u_2013, "continua"_a, released());
  m.def(
      "alpha_u_1995_by_code",
      [](continua const& all) {
        std::vector<std::pair<double, double>> out;
        for (auto const& d : alpha_u_1995_by_code(all)) out.emplace_back(d.observed, d.expected);
        return out;
      },
      "continua"_a, released());
}
