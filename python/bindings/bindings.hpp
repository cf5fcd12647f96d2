// What every binding file starts with, and the only way to include pybind11: files that see different type casters
// would break the one-definition rule. One file for each folder of include/, or for one idea in it; nothing is computed
// here.
#pragma once

#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/missing_rule.hpp>
#include <intercoder/inference/variance.hpp>

namespace py = pybind11;
using namespace py::literals;

void bind_errors(py::module_& m);
void bind_core(py::module_& m);
void bind_labels(py::module_& m);
void bind_agreement(py::module_& m);
void bind_inference(py::module_& m);
void bind_comparing(py::module_& m);
void bind_coders(py::module_& m);
void bind_study(py::module_& m);
void bind_codebooks(py::module_& m);
void bind_matching(py::module_& m);
void bind_io(py::module_& m);
void bind_report(py::module_& m);
void bind_scores(py::module_& m);
void bind_unitizing(py::module_& m);
void bind_as_tools(py::module_& m);
void bind_unitizing_gamma(py::module_& m);
void bind_themes(py::module_& m);
void bind_similarity(py::module_& m);
void bind_consensus(py::module_& m);
void bind_versions(py::module_& m);

/// Computing does not need the interpreter: other threads may run.
using released = py::call_guard<py::gil_scoped_release>;

/// Stops long work when the user pressed Ctrl-C; called without the interpreter lock.
[[nodiscard]] intercoder::progress until_interrupted();

/// @throws intercoder::bad_argument listing the known names.
[[nodiscard]] std::optional<intercoder::missing_rule> rule_named(std::optional<std::string> const& name);

/// The vector becomes a NumPy array, without a copy.
template <class T>
[[nodiscard]] py::array_t<T> to_array(std::vector<T> values, std::vector<py::ssize_t> shape = {}) {
  if (shape.empty()) shape.push_back(static_cast<py::ssize_t>(values.size()));
  auto owned = std::make_unique<std::vector<T>>(std::move(values));
  auto const* const data = owned->data();
  py::capsule owner{owned.get(), [](void* p) { delete static_cast<std::vector<T>*>(p); }};
  static_cast<void>(owned.release());
  return py::array_t<T>{std::move(shape), data, owner};
}
