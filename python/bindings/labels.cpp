// Python objects told apart: most cells of a column point to one of few objects, so the address is looked at first.
#include <array>

#include "bindings.hpp"

namespace {

/// Is this object no code, whatever the caller says? None, NaN, pandas' NA and NaT, a masked element, empty text.
bool is_nothing(py::handle x) {
  if (x.is_none()) return true;
  if (PyFloat_Check(x.ptr())) return PyFloat_AS_DOUBLE(x.ptr()) != PyFloat_AS_DOUBLE(x.ptr());
  if (PyUnicode_Check(x.ptr())) return PyUnicode_GET_LENGTH(x.ptr()) == 0;
  std::string_view const type = Py_TYPE(x.ptr())->tp_name;
  auto const ends = [&](std::string_view name) { return type == name || type.ends_with("." + std::string{name}); };
  return ends("NAType") || ends("NaTType") || ends("MaskedConstant");
}

class object_index {
 public:
  std::int32_t find(PyObject* x) {
    auto& known = near_[(reinterpret_cast<std::uintptr_t>(x) >> 4) * 0x9e3779b97f4a7c15U >> 52];
    if (known.object != x) known = {x, look_up(py::reinterpret_borrow<py::object>(x))};
    return known.place;
  }

  py::list values;
  std::vector<std::int64_t> first;  ///< the cell where each value occurs first
  std::int64_t at = 0;              ///< the cell that is looked at

 private:
  std::int32_t look_up(py::object x) {
    if (is_nothing(x)) return -1;
    bool const scalar = !PyUnicode_Check(x.ptr()) && !py::isinstance<py::array>(x);
    if (scalar && py::hasattr(x, "dtype") && py::hasattr(x, "item")) {  // a NumPy scalar
      x = x.attr("item")();
      if (is_nothing(x)) return -1;
    }
    if (PyBool_Check(x.ptr())) {  // or True would be the same as 1
      auto& place = x.ptr() == Py_True ? true_ : false_;
      return place >= 0 ? place : place = add(x);
    }
    if (PyObject_Hash(x.ptr()) ==
        -1) {  // a list or a set: the caller makes a set of codes of it, or says what is wrong
      PyErr_Clear();
      return add(x);
    }
    if (auto* const place = PyDict_GetItemWithError(place_of_.ptr(), x.ptr()))
      return static_cast<std::int32_t>(PyLong_AsLong(place));
    if (PyErr_Occurred() != nullptr) throw py::error_already_set{};
    auto const place = add(x);
    place_of_[x] = place;
    return place;
  }
  std::int32_t add(py::object const& x) {
    values.append(x);
    first.push_back(at);
    return static_cast<std::int32_t>(first.size() - 1);
  }

  struct neighbour {
    PyObject* object = nullptr;
    std::int32_t place = -1;
  };
  std::array<neighbour, 4096> near_{};
  py::dict place_of_;
  std::int32_t true_ = -1, false_ = -1;
};

/// The different objects of an array in order of appearance, the cell where each is first, and which of them each cell
/// holds; -1 for no code.
py::tuple distinct_objects(py::array const& cells) {
  auto const n = cells.size();
  auto const* const object = static_cast<PyObject* const*>(cells.data());
  std::vector<std::int32_t> place(static_cast<std::size_t>(n));
  auto const index = std::make_unique<object_index>();
  for (; index->at < n; ++index->at) place[static_cast<std::size_t>(index->at)] = index->find(object[index->at]);
  return py::make_tuple(index->values, to_array(std::move(index->first)), to_array(std::move(place)));
}

}  // namespace

void bind_labels(py::module_& m) {
  m.def(
      "distinct_objects",
      [](py::array const& cells) {
        if (cells.dtype().kind() != 'O' || (cells.flags() & py::array::c_style) == 0)
          throw py::type_error{"expected a contiguous array of objects"};
        return distinct_objects(cells);
      },
      "cells"_a);
}
