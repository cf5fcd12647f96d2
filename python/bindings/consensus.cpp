// The layer of decided codings.
#include <intercoder/codebooks/consensus.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

/// Source, code, start and end (none for a whole source), and whether the code applies.
using given_decision =
    std::tuple<std::string, std::string, std::optional<std::int64_t>, std::optional<std::int64_t>, bool>;

[[nodiscard]] py::dict columns_of(study const& s, consensus_layer r) {
  py::list source, code, start, end, marked_by;
  for (auto const& q : r.undecided) {
    source.append(s.sources[q.source].name);
    code.append(s.codes.path(q.code));
    start.append(q.whole_source ? py::object{py::none()} : py::cast(q.start));
    end.append(q.whole_source ? py::object{py::none()} : py::cast(q.end));
    marked_by.append(q.marked_by);
  }
  py::dict out, open;
  open["source"] = source;
  open["code"] = code;
  open["start"] = start;
  open["end"] = end;
  open["marked_by"] = marked_by;
  out["undecided"] = open;
  out["agreed"] = r.agreed;
  out["accepted"] = r.accepted;
  out["rejected"] = r.rejected;
  out["open"] = r.open;
  out["sources"] = r.sources;
  out["study"] = std::make_shared<study>(std::move(r.with_layer));
  return out;
}

}  // namespace

void bind_consensus(py::module_& m) {
  m.def(
      "make_consensus",
      [](study const& s, names const& coders, std::vector<given_decision> const& given, std::string const& name) {
        std::vector<std::size_t> wanted;
        for (auto const& coder : coders) wanted.push_back(s.coder_index(coder));
        std::vector<decision> decisions;
        for (auto const& [source, code, start, end, applies] : given) {
          decision d;
          d.source = s.source_index(source);
          d.code = s.code_index(code);
          d.whole_source = !start;
          d.start = start.value_or(0);
          d.end = end.value_or(0);
          d.applies = applies;
          decisions.push_back(d);
        }
        return columns_of(s, make_consensus(s, wanted, decisions, name));
      },
      "study"_a, "coders"_a, "decisions"_a, "name"_a);
}
