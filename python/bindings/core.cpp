// Ratings: from arrays as they lie in memory, and back into arrays.
#include <intercoder/core/encode.hpp>
#include <intercoder/core/error.hpp>
#include <intercoder/core/ratings.hpp>
#include <intercoder/core/scale.hpp>

#include "bindings.hpp"

namespace {

using namespace intercoder;
using words = std::vector<std::string>;
using numbers = std::vector<double>;

/// The column as a column of T, when it is one.
template <class T>
bool read_as(py::array const& a, std::ptrdiff_t column, number_column& out) {
  if (!py::isinstance<py::array_t<T>>(a)) return false;
  auto const* const first = static_cast<char const*>(a.data()) + (a.ndim() == 2 ? column * a.strides(1) : 0);
  if (a.strides(0) % static_cast<py::ssize_t>(sizeof(T)) != 0)
    throw bad_argument{"numbers that are not aligned in memory; expected an aligned array"};
  out = {reinterpret_cast<T const*>(first), a.strides(0) / static_cast<py::ssize_t>(sizeof(T))};
  return true;
}

template <class... T>
number_column read_column(py::array const& a, std::ptrdiff_t column, std::variant<T const*...> const&) {
  number_column out{};
  if (!(read_as<T>(a, column, out) || ...))
    throw bad_argument{"an array of type " + py::str(py::object{a.dtype()}).cast<std::string>() +
                       "; expected whole numbers of 8 to 64 bits, or floats of 32 or 64"};
  return out;
}

/// Every column of every array: the coders side by side, each array with one or two dimensions.
std::vector<number_column> columns_of(std::vector<py::array> const& arrays) {
  std::vector<number_column> out;
  for (auto const& a : arrays)
    for (std::ptrdiff_t c = 0; c < (a.ndim() == 2 ? a.shape(1) : 1); ++c)
      out.push_back(read_column(a, c, number_column::pointer{}));
  return out;
}

ratings_options options_of(words coders, words units, words sources, numbers count, numbers weight) {
  return {std::move(coders), std::move(units), std::move(sources), std::move(count), std::move(weight)};
}

ratings read_numbers(std::vector<py::array> const& arrays, numbers categories, numbers left_out, words coders,
                     words units, words sources, numbers count, numbers weight) {
  auto const columns = columns_of(arrays);
  auto const size = arrays.empty() ? 0 : static_cast<std::size_t>(arrays.front().shape(0));
  for (auto const& a : arrays)
    if (static_cast<std::size_t>(a.shape(0)) != size)
      throw bad_argument{"columns of " + std::to_string(size) + " and " + std::to_string(a.shape(0)) +
                         " numbers; expected columns of one length"};
  py::gil_scoped_release const unlocked;
  return ratings_of_numbers(columns, size, {std::move(categories), std::move(left_out)},
                            options_of(coders, units, sources, count, weight));
}

using codes_in = py::array_t<std::int32_t, py::array::c_style>;
template <class T>
std::span<T const> span_of(py::array_t<T, py::array::c_style> const& a) {
  return {a.data(), static_cast<std::size_t>(a.size())};
}

ratings read_codes(codes_in const& codes, scale const& categories, words coders, words units, words sources,
                   numbers count, numbers weight) {
  if (codes.ndim() != 2) throw bad_argument{"codes: expected units x coders"};
  auto const values = span_of(codes);
  auto const width = static_cast<std::size_t>(codes.shape(1));
  py::gil_scoped_release const unlocked;
  return ratings_of_codes(values, width, categories, options_of(coders, units, sources, count, weight));
}

ratings read_long(codes_in const& unit, codes_in const& coder, codes_in const& code, scale const& categories,
                  words coders, words units, words sources, numbers count, numbers weight) {
  auto const u = span_of(unit), c = span_of(coder), k = span_of(code);
  py::gil_scoped_release const unlocked;
  auto const size = units.size(), width = coders.size();
  return ratings::from_long(u, c, k, size, width, categories, options_of(coders, units, sources, count, weight));
}

count_table table_of(py::array_t<double, py::array::c_style> const& a) {
  if (a.ndim() != 2) throw bad_argument{"counts: expected a table of two dimensions"};
  return Eigen::Map<count_table const>(a.data(), a.shape(0), a.shape(1));
}

py::array_t<std::int32_t> codes_of(ratings const& r) {
  std::vector<std::int32_t> out(r.units() * r.coders(), missing);
  for (std::size_t u = 0; u < r.units(); ++u)
    for (auto const& x : r.unit(u)) out[u * r.coders() + static_cast<std::size_t>(x.coder)] = x.code;
  return to_array(std::move(out), {static_cast<py::ssize_t>(r.units()), static_cast<py::ssize_t>(r.coders())});
}

/// Unit, coder and code of every cell that is filled.
py::tuple cells_of(ratings const& r) {
  std::vector<std::int32_t> unit, coder, code;
  for (std::size_t u = 0; u < r.units(); ++u)
    for (auto const& x : r.unit(u)) {
      unit.push_back(static_cast<std::int32_t>(u));
      coder.push_back(x.coder);
      code.push_back(x.code);
    }
  return py::make_tuple(to_array(std::move(unit)), to_array(std::move(coder)), to_array(std::move(code)));
}

/// How many codes each category has.
numbers use_of(ratings const& r) {
  numbers out(r.categories());
  for (std::size_t j = 0; j < r.rows(); ++j)
    for (auto const& x : r.row(j)) out[static_cast<std::size_t>(x.code)] += r.row_count()[j];
  return out;
}

/// How many units have at least two codes.
double coded_twice(ratings const& r) {
  double out = 0;
  for (std::size_t j = 0; j < r.rows(); ++j)
    if (r.row(j).size() >= 2) out += r.row_count()[j];
  return out;
}

words coder_names(ratings const& r) {
  words out;
  for (std::size_t c = 0; c < r.coders(); ++c) out.push_back(r.coder_name(c));
  return out;
}

words labels_of(scale const& s) {
  words out;
  for (std::size_t k = 0; k < s.size(); ++k) out.push_back(s.label(k));
  return out;
}

using sets_in_lists = std::vector<std::vector<std::int32_t>>;

scale scale_of_sets(scale const& codes, sets_in_lists const& sets) {
  code_lists lists;
  for (auto const& set : sets) lists.add(set);
  return scale::of_sets(codes, std::move(lists));
}

sets_in_lists sets_of(scale const& s) {
  sets_in_lists out;
  auto const sets = s.sets();
  for (std::size_t k = 0; k < s.size(); ++k) out.emplace_back((*sets)[k].begin(), (*sets)[k].end());
  return out;
}

/// A scale in plain values.
py::tuple state_of(scale const& s) {
  auto const& codes = s.codes();
  return py::make_tuple(codes.numeric(), codes.declared(), codes.values(), labels_of(codes), s.set_valued(),
                        s.set_valued() ? sets_of(s) : sets_in_lists{});
}

scale scale_from_state(py::tuple const& s) {
  auto codes = s[0].cast<bool>() ? scale::of_numbers(s[2].cast<numbers>(), s[1].cast<bool>())
                                 : scale::of_labels(s[3].cast<words>(), s[1].cast<bool>());
  return s[4].cast<bool>() ? scale_of_sets(codes, s[5].cast<sets_in_lists>()) : codes;
}

/// Everything that ratings are made of, in plain values: rows and where they start, then the design.
py::tuple state_of(ratings const& r) {
  std::vector<std::size_t> first{0};
  std::vector<std::int32_t> coder, code;
  for (std::size_t j = 0; j < r.rows(); ++j) {
    for (auto const& x : r.row(j)) {
      coder.push_back(x.coder);
      code.push_back(x.code);
    }
    first.push_back(coder.size());
  }
  auto const& d = r.design();
  return py::make_tuple(state_of(r.categories_scale()), r.coders(), r.coders_known(), coder_names(r),
                        to_array(std::move(first)), to_array(std::move(coder)), to_array(std::move(code)),
                        to_array(r.row_count()), d.units, to_array(d.row_of), to_array(d.count), to_array(d.weight),
                        to_array(d.source_of), d.sources, d.names, d.stretches);
}

template <class T>
std::vector<T> vector_of(py::handle array) {
  auto const values = array.cast<py::array_t<T, py::array::c_style>>();
  return {values.data(), values.data() + values.size()};
}

ratings from_state(py::tuple const& s) {
  ratings::body b;
  b.categories = scale_from_state(s[0].cast<py::tuple>());
  b.coders = s[1].cast<std::size_t>();
  b.coders_known = s[2].cast<bool>();
  b.coder_names = s[3].cast<words>();
  b.first = vector_of<std::size_t>(s[4]);
  auto const coder = vector_of<std::int32_t>(s[5]), code = vector_of<std::int32_t>(s[6]);
  for (std::size_t i = 0; i < coder.size(); ++i) b.cells.push_back({coder[i], code[i]});
  b.row_count = vector_of<double>(s[7]);
  unit_design d;
  d.units = s[8].cast<std::size_t>();
  d.row_of = vector_of<std::int32_t>(s[9]);
  d.count = vector_of<double>(s[10]);
  d.weight = vector_of<double>(s[11]);
  d.source_of = vector_of<std::int32_t>(s[12]);
  d.sources = s[13].cast<words>();
  d.names = s[14].cast<words>();
  d.stretches = s[15].cast<bool>();
  b.design = std::make_shared<unit_design const>(std::move(d));
  return ratings{std::move(b)};
}

}  // namespace

void bind_core(py::module_& m) {
  py::class_<scale>(m, "Scale")
      .def_static("of_labels", &scale::of_labels, "labels"_a, "declared"_a)
      .def_static("of_numbers", &scale::of_numbers, "values"_a, "declared"_a = true)
      .def_static("of_sets", &scale_of_sets, "codes"_a, "sets"_a)
      .def_property_readonly("numeric", &scale::numeric)
      .def_property_readonly("set_valued", &scale::set_valued)
      .def_property_readonly("codes", &scale::codes)
      .def_property_readonly("sets", &sets_of)
      .def_property_readonly("declared", &scale::declared)
      .def_property_readonly("values", &scale::values)
      .def_property_readonly("labels", &labels_of);

  py::class_<ratings>(m, "Ratings")
      .def_property_readonly("units", &ratings::units)
      .def_property_readonly("coders", &ratings::coders)
      .def_property_readonly("coders_known", &ratings::coders_known)
      .def_property_readonly("coder_names", &coder_names)
      .def_property_readonly("scale", &ratings::categories_scale)
      .def_property_readonly("unit_names", [](ratings const& r) { return r.design().names; })
      .def_property_readonly("sources", [](ratings const& r) { return r.design().sources; })
      .def_property_readonly("source_of", [](ratings const& r) { return to_array(r.design().source_of); })
      .def_property_readonly("count", [](ratings const& r) { return to_array(r.design().count); })
      .def_property_readonly("weight", [](ratings const& r) { return to_array(r.design().weight); })
      .def("codes", &codes_of)
      .def("cells", &cells_of)
      .def("use", &use_of)
      .def_property_readonly("coded_twice", &coded_twice)
      .def(py::pickle([](ratings const& r) { return state_of(r); }, &from_state))
      .def(
          "select_coders",
          [](ratings const& r, std::vector<std::size_t> const& coders) { return r.select_coders(coders); }, "coders"_a,
          released())
      .def(
          "select_units", [](ratings const& r, std::vector<std::size_t> const& units) { return r.select_units(units); },
          "units"_a, released())
      .def("collapse", &ratings::collapse, "code"_a, released());

  m.def("ratings_of_numbers", &read_numbers, "arrays"_a, "categories"_a, "missing"_a, "coders"_a, "units"_a,
        "sources"_a, "count"_a, "weight"_a);
  m.def("ratings_of_codes", &read_codes, "codes"_a, "scale"_a, "coders"_a, "units"_a, "sources"_a, "count"_a,
        "weight"_a);
  m.def("ratings_of_long", &read_long, "unit"_a, "coder"_a, "code"_a, "scale"_a, "coders"_a, "units"_a, "sources"_a,
        "count"_a, "weight"_a);
  m.def(
      "ratings_of_counts",
      [](py::array_t<double, py::array::c_style> const& table, scale const& categories, words units, words sources,
         numbers count, numbers weight) {
        return ratings::from_counts(table_of(table), categories, options_of({}, units, sources, count, weight));
      },
      "table"_a, "scale"_a, "units"_a, "sources"_a, "count"_a, "weight"_a);
  m.def(
      "ratings_of_confusion",
      [](py::array_t<double, py::array::c_style> const& table, scale const& categories, words coders) {
        return ratings::from_confusion(table_of(table), categories, options_of(coders, {}, {}, {}, {}));
      },
      "table"_a, "scale"_a, "coders"_a);
  m.def(
      "distinct_numbers",
      [](py::array const& column) {
        auto d = distinct(read_column(column, 0, number_column::pointer{}), static_cast<std::size_t>(column.shape(0)));
        return py::make_tuple(to_array(std::move(d.first)), to_array(std::move(d.place)));
      },
      "column"_a);
}
