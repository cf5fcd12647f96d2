// Two codebooks matched: links with their evidence, studies translated by them, overlap against chance.
#include <intercoder/codebooks/chance_overlap.hpp>
#include <intercoder/codebooks/code_links.hpp>
#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/max_t.hpp>
#include <intercoder/codebooks/translation.hpp>
#include <intercoder/core/joint_coder.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

[[nodiscard]] code_use use_of_names(study const& s, std::string const& a, std::string const& b, std::string const& unit,
                                    names const& sources) {
  auto const how = projection_of(s, unit, "agree", {}, sources);
  return use_of(s, s.coder_index(a), s.coder_index(b), {.unit = how.unit, .sources = how.sources});
}

[[nodiscard]] chance_options chance_of(study const& s, std::string const& grid, names const& sources,
                                       named_segments const& codable) {
  auto const how = projection_of(s, grid, "agree", {}, sources);
  return {.grid = how.unit, .sources = how.sources, .codable = segments_of(s, codable)};
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
    row["name_edit"] = x.name_edit;
    row["name_tokens"] = x.name_tokens;
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
             return matching_options{floor, share, gain, resamples, seed, 0, {}};
           }),
           "floor"_a, "share"_a, "gain"_a, "resamples"_a, "seed"_a);
  m.def(
      "code_links",
      [](study const& s, code_use const& use, matching_options how) {
        how.report = until_interrupted();
        std::vector<code_link> found;
        {
          py::gil_scoped_release const free;
          found = links_of(s, use, how);
        }
        return rows_of(s, found);
      },
      "study"_a, "use"_a, "how"_a);
  m.def(
      "match_codes",
      [](study const& s, code_use const& use, matching_options const& how) {
        std::vector<std::tuple<std::vector<std::size_t>, std::vector<std::size_t>, std::string>> out;
        for (auto& g : match_codes(s.codes, use, source_weights(use.sources.size(), 1), how))
          out.emplace_back(std::move(g.a), std::move(g.b), "");
        return out;
      },
      "study"_a, "use"_a, "how"_a, released());
  m.def(
      "kind_of_group",
      [](study const& s, std::vector<std::size_t> const& a, std::vector<std::size_t> const& b) {
        return name(kind_of(s.codes, {a, b}));
      },
      "study"_a, "codes_a"_a, "codes_b"_a);
  m.def(
      "links_between",
      [](study const& s, code_use const& use, std::vector<std::pair<std::size_t, std::size_t>> const& pairs,
         matching_options how) {
        how.report = until_interrupted();
        std::vector<code_link> found;
        {
          py::gil_scoped_release const free;
          found = links_between(s, use, pairs, how);
        }
        return rows_of(s, found);
      },
      "study"_a, "use"_a, "pairs"_a, "how"_a);
  m.def(
      "group_similarity",
      [](code_use const& use, std::vector<std::size_t> const& a, std::vector<std::size_t> const& b) {
        return group_similarity(use, {a, b});
      },
      "use"_a, "codes_a"_a, "codes_b"_a, released());
  m.def(
      "translate",
      [](study const& s, std::string const& a, std::string const& b,
         std::vector<std::tuple<std::vector<std::size_t>, std::vector<std::size_t>, std::string>> const& given) {
        std::vector<joint_code> joint;
        for (auto const& [of_a, of_b, called] : given) joint.push_back({of_a, of_b, called});
        return translate(s, s.coder_index(a), s.coder_index(b), joint);
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "joint"_a, released());
  m.def(
      "translate_held_out",
      [](study const& s, code_use const& use, matching_options const& how) {
        auto found = translate_held_out(s, use, how);
        std::vector<std::pair<std::string, names>> sources_of;
        for (auto const& [code, sources] : found.sources_of) {
          names called;
          for (auto const k : sources) called.push_back(s.sources[k].name);
          sources_of.emplace_back(found.translated.codes.path(code), std::move(called));
        }
        return std::pair{std::move(found.translated), std::move(sources_of)};
      },
      "study"_a, "use"_a, "how"_a, released());
  m.def(
      "turn_codes",
      [](study const& s, std::string const& a, std::string const& b, std::uint64_t seed, std::string const& grid,
         names const& sources) {
        return turn_codes(s, s.coder_index(a), s.coder_index(b), seed, chance_of(s, grid, sources, {}));
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "seed"_a, "grid"_a, "sources"_a, released());
  m.def("hypergeometric_tail", &hypergeometric_tail, "shared"_a, "a"_a, "b"_a, "n"_a);
  m.def(
      "overlap_by_chance",
      [](study const& s, std::string const& a, std::string const& b, std::string const& grid, names const& sources,
         named_segments const& codable, std::string const& method, std::size_t draws, std::uint64_t seed) {
        auto const how = chance_of(s, grid, sources, codable);
        max_t_options const draw{.draws = draws, .seed = seed, .report = until_interrupted()};
        auto const of_a = s.coder_index(a), of_b = s.coder_index(b);
        chance_table found;
        {
          py::gil_scoped_release const free;
          found = method == "max_t"            ? overlap_by_max_t(s, of_a, of_b, how, draw)
                  : method == "hypergeometric" ? overlap_hypergeometric(s, of_a, of_b, how)
                                               : overlap_by_shifts(s, of_a, of_b, how);
        }
        return py::make_tuple(pairs_of(found), found.notes);
      },
      "study"_a, "coder_a"_a, "coder_b"_a, "grid"_a, "sources"_a, "codable"_a, "method"_a, "draws"_a, "seed"_a);
  m.def(
      "take_as_one",
      [](study const& s, names const& coders) {
        std::vector<std::size_t> places;
        for (auto const& c : coders) places.push_back(s.coder_index(c));
        return take_as_one(s, places);
      },
      "study"_a, "coders"_a, released());
}
