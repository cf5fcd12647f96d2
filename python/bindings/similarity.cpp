// How alike two codings, partitions and codebooks are, and which codes of one coder meet.
#include <intercoder/codebooks/coding_similarity.hpp>
#include <intercoder/codebooks/cooccurrence.hpp>
#include <intercoder/codebooks/partitions.hpp>
#include <intercoder/codebooks/trees.hpp>
#include <intercoder/inference/student.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

[[nodiscard]] py::dict columns_of(coding_similarity const& r, double level) {
  py::list name, value, by_chance, p_value, se, low, high;
  for (auto const& m : r.measures) {
    name.append(m.name);
    value.append(m.value);
    by_chance.append(m.by_chance);
    p_value.append(m.p_value);
    se.append(m.error);
    student_error error;
    error.se = m.error;
    error.df = static_cast<double>(r.sources) - 1;
    auto const interval = student_interval(m.value, error, level);
    low.append(interval.low);
    high.append(interval.high);
  }
  py::dict out;
  out["measure"] = name;
  out["value"] = value;
  out["by_chance"] = by_chance;
  out["p_value"] = p_value;
  out["se"] = se;
  out["low"] = low;
  out["high"] = high;
  out["units"] = r.units;
  out["sources"] = r.sources;
  out["combinations"] = py::make_tuple(r.combinations_a, r.combinations_b);
  out["notes"] = r.notes;
  return out;
}

[[nodiscard]] py::dict columns_of(cooccurrence_table t) {
  auto const n = static_cast<py::ssize_t>(t.size());
  py::dict out;
  out["codes"] = t.codes;
  out["stretches"] = to_array(std::move(t.stretches));
  out["characters"] = to_array(std::move(t.characters));
  out["overlaps"] = to_array(std::move(t.overlaps), {n, n});
  out["shared"] = to_array(std::move(t.shared), {n, n});
  out["adjacent"] = to_array(std::move(t.adjacent), {n, n});
  out["within"] = to_array(std::move(t.within), {n, n});
  return out;
}

}  // namespace

void bind_similarity(py::module_& m) {
  m.def(
      "similarity_of_codings",
      [](study const& s, std::string const& a, std::string const& b, std::string const& unit, names const& sources,
         std::size_t permutations, double level, std::uint64_t seed) {
        auto const how = projection_of(s, unit, "exclude", {}, sources);
        coding_similarity r;
        {
          py::gil_scoped_release const release;
          similarity_options o;
          o.permutations = permutations;
          o.seed = seed;
          o.report = until_interrupted();
          r = similarity_of_codings(coded_by_both(s, s.coder_index(a), s.coder_index(b), how.unit, how.sources), o);
        }
        return columns_of(r, level);
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "unit"_a, "sources"_a, "permutations"_a, "level"_a, "seed"_a);
  m.def(
      "partition_similarity",
      [](std::vector<std::size_t> const& a, std::vector<std::size_t> const& b) {
        py::dict out;
        auto const values = similarity_of(contingency::of(a, b)).values();
        for (std::size_t k = 0; k < values.size(); ++k) out[py::str(std::string{partition_measures[k]})] = values[k];
        return out;
      },
      "a"_a, "b"_a);
  m.def(
      "extended_b_cubed",
      [](std::vector<std::vector<std::int32_t>> const& a, std::vector<std::vector<std::int32_t>> const& b) {
        code_lists lists[2];
        for (auto const& codes : a) lists[0].add(codes);
        for (auto const& codes : b) lists[1].add(codes);
        auto const r = extended_b_cubed(lists[0], lists[1]);
        return std::tuple{r.precision, r.recall, r.f1};
      },
      "a"_a, "b"_a);
  m.def(
      "tree_similarity",
      [](codebook const& a, codebook const& b) {
        auto const r = similarity_of(a, b);
        py::dict out;
        out["common"] = r.common;
        out["only_a"] = r.only_a;
        out["only_b"] = r.only_b;
        out["parent_agreement"] = r.parent_agreement;
        out["ancestor_jaccard"] = r.ancestor_jaccard;
        out["edit_distance"] = r.edit_distance;
        out["edit_similarity"] = r.edit_similarity;
        return out;
      },
      "a"_a, "b"_a);
  m.def(
      "cooccurrence",
      [](study const& s, names const& coders, std::int64_t gap) {
        std::vector<std::size_t> wanted;
        for (auto const& name : coders) wanted.push_back(s.coder_index(name));
        return columns_of(cooccurrence(s, wanted, gap));
      },
      "study"_a, "coders"_a, "gap"_a);
  m.def(
      "average_linkage",
      [](std::vector<double> const& distances, std::size_t n, std::optional<double> height) {
        auto const r = linkage_of(distances, n);
        std::vector<std::tuple<std::size_t, std::size_t, double, std::size_t>> steps;
        for (auto const& s : r.steps) steps.emplace_back(s.first, s.second, s.height, s.size);
        return std::tuple{steps, r.cophenetic_correlation, height ? r.groups(*height) : std::vector<std::size_t>{}};
      },
      "distances"_a, "n"_a, "height"_a);
}
