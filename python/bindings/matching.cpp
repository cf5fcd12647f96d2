// Two codebooks matched: links with their evidence, studies translated by them, overlap against chance.
#include <intercoder/codebooks/chance_overlap.hpp>
#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/matching.hpp>
#include <intercoder/codebooks/translation.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

[[nodiscard]] code_use use_of_names(study const& s, std::string const& a, std::string const& b, std::string const& unit,
                                    names const& sources) {
  auto const how = projection_of(s, unit, "agree", {}, sources);
  return use_of(s, s.coder_index(a), s.coder_index(b), {.unit = how.unit, .sources = how.sources});
}

/// A row for each link; codes as indices into the codebook, quotes as source and text.
[[nodiscard]] py::list rows_of(study const& s, std::vector<code_link> const& links) {
  py::list out;
  text_reader read{s};
  for (auto const& x : links) {
    py::dict row;
    row["code_a"] = x.a;
    row["code_b"] = x.b;
    row["kind"] = name(x.kind);
    row["group"] = x.group;
    row["similarity"] = x.similarity;
    row["share_a"] = x.share_a;
    row["share_b"] = x.share_b;
    row["group_similarity"] = x.of_group;
    row["name_similarity"] = x.name_similarity;
    row["path_similarity"] = x.path_similarity;
    row["definition_similarity"] = x.definition_similarity;
    row["stability"] = x.stability;
    py::list quotes;
    for (auto const& q : x.quotes)
      quotes.append(
          py::make_tuple(s.sources[q.source].name, read({.source = q.source, .start = q.start, .end = q.end})));
    row["quotes"] = quotes;
    out.append(row);
  }
  return out;
}

[[nodiscard]] py::list pairs_of(chance_table const& t) {
  py::list out;
  for (auto const& x : t.pairs)
    out.append(py::make_tuple(x.a, x.b, x.shared, x.expected, x.p, x.p_adjusted, x.p_least));
  return out;
}

}  // namespace

void bind_matching(py::module_& m) {
  py::class_<code_use>(m, "CodeUse")
      .def_property_readonly("sources", [](code_use const& u) { return u.sources.size(); })
      .def_readonly("notes", &code_use::notes);
  m.def("use_of", use_of_names, "study"_a, "coder_a"_a, "coder_b"_a, "unit"_a, "sources"_a, released());
  py::class_<matching_options>(m, "MatchingOptions")
      .def(py::init([](double floor, double share, double gain, std::size_t resamples, std::uint64_t seed) {
             return matching_options{floor, share, gain, resamples, seed};
           }),
           "floor"_a, "share"_a, "gain"_a, "resamples"_a, "seed"_a);
  m.def(
      "code_links",
      [](study const& s, code_use const& use, matching_options const& how) {
        std::vector<code_link> found;
        {
          py::gil_scoped_release const free;
          found = links_of(s, use, how);
        }
        return rows_of(s, found);
      },
      "study"_a, "use"_a, "how"_a);
  m.def(
      "translate",
      [](study const& s, std::string const& a, std::string const& b,
         std::vector<std::tuple<std::vector<std::size_t>, std::vector<std::size_t>, std::string>> const& given) {
        std::vector<joint_code> joint;
        for (auto const& [of_a, of_b, called] : given) joint.push_back({of_a, of_b, called});
        return translate(s, s.coder_index(a), s.coder_index(b), joint);
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "joint"_a, released());
  m.def("translate_held_out", &translate_held_out, "study"_a, "use"_a, "how"_a, released());
  m.def(
      "turn_codes",
      [](study const& s, std::string const& a, std::string const& b, std::uint64_t seed, std::string const& grid,
         names const& sources) {
        auto const which = projection_of(s, grid, "agree", {}, sources);
        return turn_codes(s, s.coder_index(a), s.coder_index(b), seed, {.grid = which.unit, .sources = which.sources});
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "seed"_a, "grid"_a, "sources"_a, released());
  m.def("name_similarity", &name_similarity, "a"_a, "b"_a);
  m.def("hypergeometric_tail", &hypergeometric_tail, "shared"_a, "a"_a, "b"_a, "n"_a);
  m.def(
      "overlap_by_chance",
      [](study const& s, std::string const& a, std::string const& b, std::string const& grid, names const& sources,
         bool shifts) {
        auto const which = projection_of(s, grid, "agree", {}, sources);
        chance_options const how{.grid = which.unit, .sources = which.sources};
        chance_table found;
        {
          py::gil_scoped_release const free;
          found = (shifts ? overlap_by_shifts : overlap_hypergeometric)(s, s.coder_index(a), s.coder_index(b), how);
        }
        return py::make_tuple(pairs_of(found), found.units, found.notes);
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "grid"_a, "sources"_a, "shifts"_a);
}
