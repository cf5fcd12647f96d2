// Files: REFI-QDA projects and codebooks, tables, studies as JSON.
#include <pybind11/stl/filesystem.h>

#include <intercoder/io/json.hpp>
#include <intercoder/io/refi.hpp>
#include <intercoder/io/segments.hpp>
#include <intercoder/io/table.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

/// A table from columns in memory: name, the different values as text, and an index into them for each row.
using column_parts = std::tuple<std::string, names, py::array_t<std::int32_t, py::array::c_style>>;

[[nodiscard]] table table_of(std::vector<column_parts> const& columns) {
  table out;
  for (auto const& [name, levels, codes] : columns) {
    out.columns.push_back({.name = name, .levels = levels, .codes = {codes.data(), codes.data() + codes.size()}});
    out.rows = static_cast<std::size_t>(codes.size());
  }
  return out;
}

/// The different values of a column, and an index into them for each row.
[[nodiscard]] py::tuple column_of(py::object const& self, std::string const& name) {
  auto const& c = self.cast<table const&>().at(name);
  py::array_t<std::int32_t> codes{static_cast<py::ssize_t>(c.codes.size()), c.codes.data(), self};
  codes.attr("setflags")("write"_a = false);
  return py::make_tuple(c.levels, codes);
}

}  // namespace

void bind_io(py::module_& m) {
  py::class_<table>(m, "Table")
      .def(py::init(&table_of), "columns"_a)
      .def_readonly("name", &table::name)
      .def_readonly("rows", &table::rows)
      .def_property_readonly("names",
                             [](table const& t) {
                               names out;
                               for (auto const& c : t.columns) out.push_back(c.name);
                               return out;
                             })
      .def("column", column_of, "name"_a)
      .def("place", &table::place, "row"_a);
  m.def(
      "numbers_of", [](names const& levels) { return column{.name = {}, .levels = levels, .codes = {}}.numeric(); },
      "levels"_a);
  m.def(
      "read_table", [](std::filesystem::path const& path) { return read_table(path); }, "path"_a, released());
  m.def(
      "read_refi_qda",
      [](std::filesystem::path const& path, std::string const& offsets, std::string const& coder_from) {
        return std::make_shared<study>(read_refi_qda(path, {.offsets = offsets, .coder_from = coder_from}));
      },
      "path"_a, "offsets"_a, "coder_from"_a, released());
  m.def(
      "read_refi_codebook", [](std::filesystem::path const& path) { return read_refi_codebook(path); }, "path"_a,
      released());
  m.def("write_refi_qda", &write_refi_qda, "path"_a, "study"_a, released());
  m.def("write_refi_codebook", &write_refi_codebook, "path"_a, "codebook"_a, released());
  m.def(
      "study_from_segments",
      [](table const& t, names const& columns, std::vector<std::pair<std::string, std::string>> texts,
         std::vector<std::pair<std::string, std::int64_t>> lengths,
         std::vector<std::pair<std::string, std::string>> assignments) {
        return std::make_shared<study>(study_from_segments(t, {.source = columns.at(0),
                                                               .coder = columns.at(1),
                                                               .start = columns.at(2),
                                                               .end = columns.at(3),
                                                               .code = columns.at(4),
                                                               .texts = std::move(texts),
                                                               .lengths = std::move(lengths),
                                                               .assignments = std::move(assignments)}));
      },
      "table"_a, "columns"_a, "texts"_a, "lengths"_a, "assignments"_a, released());
  m.def(
      "study_json", [](study const& s) { return to_json(s); }, "study"_a, released());
}
