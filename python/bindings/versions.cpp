// Versions of a codebook: what changed between two, where codes stood in each, the rounds of a study; names made alike.
#include <intercoder/codebooks/code_names.hpp>
#include <intercoder/codebooks/version_history.hpp>
#include <intercoder/codebooks/versions.hpp>
#include <intercoder/codebooks/word_diff.hpp>
#include <intercoder/core/folding.hpp>
#include <intercoder/core/rounds.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

[[nodiscard]] char const* name_of(same_code::known_by by) {
  switch (by) {
    case same_code::known_by::id: return "id";
    case same_code::known_by::path: return "path";
    case same_code::known_by::name: return "name";
    case same_code::known_by::codings: return "codings";
    case same_code::known_by::below: return "codes below";
  }
  return "";
}

[[nodiscard]] names paths_of(codebook const& codes, std::vector<std::size_t> const& which) {
  names out;
  for (auto const k : which) out.push_back(codes.path(k));
  return out;
}

/// Paths, evidence, what changed, and a redefinition as pairs of a sign ("", "-", "+") and words.
[[nodiscard]] py::tuple row_of(same_code const& x, codebook const& before, codebook const& after) {
  py::list words;
  if (x.redefined)
    for (auto const& piece :
         word_diff(composed_text(before[x.before].definition), composed_text(after[x.after].definition)))
      words.append(py::make_tuple(piece.of == word_change::kind::kept      ? ""
                                  : piece.of == word_change::kind::removed ? "-"
                                                                           : "+",
                                  piece.words));
  return py::make_tuple(before.path(x.before), after.path(x.after), name_of(x.by), x.renamed, x.moved, x.redefined,
                        x.other_id, words);
}

[[nodiscard]] py::dict changes_of(codebook_changes const& found, codebook const& before, codebook const& after) {
  py::list same, split, merged;
  for (auto const& x : found.same) same.append(row_of(x, before, after));
  for (auto const& x : found.split) split.append(py::make_tuple(paths_of(before, x.before), paths_of(after, x.after)));
  for (auto const& x : found.merged)
    merged.append(py::make_tuple(paths_of(before, x.before), paths_of(after, x.after)));
  py::dict out;
  out["same"] = same;
  out["split"] = split;
  out["merged"] = merged;
  out["added"] = paths_of(after, found.added);
  out["removed"] = paths_of(before, found.removed);
  out["notes"] = found.notes;
  return out;
}

[[nodiscard]] py::dict history_as_dict(version_history const& found, std::vector<codebook const*> const& versions) {
  py::list changes, returned, rows;
  for (std::size_t v = 0; v < found.changes.size(); ++v)
    changes.append(changes_of(found.changes[v], *versions[v], *versions[v + 1]));
  for (auto const& x : found.returned)
    returned.append(
        py::make_tuple(x.version, x.last_seen, row_of(x.code, *versions[x.last_seen], *versions[x.version])));
  for (auto const& code : found.codes) {
    std::vector<std::optional<std::string>> row;
    for (std::size_t v = 0; v < code.size(); ++v)
      row.push_back(code[v] ? std::optional{versions[v]->path(*code[v])} : std::nullopt);
    rows.append(row);
  }
  py::dict out;
  out["changes"] = changes;
  out["returned"] = returned;
  out["codes"] = rows;
  return out;
}

}  // namespace

void bind_versions(py::module_& m) {
  m.def("diff_codebooks", [](codebook const& before, codebook const& after) {
    return changes_of(diff_codebooks(before, after), before, after);
  });
  m.def("diff_studies", [](study const& before, study const& after) {
    return changes_of(diff_codebooks(before, after), before.codes, after.codes);
  });
  m.def("history_of_codebooks",
        [](std::vector<codebook const*> const& versions) { return history_as_dict(history_of(versions), versions); });
  m.def("history_of_studies", [](std::vector<study const*> const& versions) {
    std::vector<codebook const*> codes;
    for (auto const* const s : versions) codes.push_back(&s->codes);
    return history_as_dict(history_of(versions), codes);
  });
  m.def("rounds_of", &rounds_of, "study"_a);
  m.def("study_of_round", &study_of_round, "study"_a, "round"_a);
  m.def("composed_text", &composed_text, "text"_a);
  m.def("folded_text", &folded_text, "text"_a);
  m.def("folded_name", &folded_name, "name"_a);
}
