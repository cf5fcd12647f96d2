// Figures as other programs show them, and the ledger of differences.
#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/core/units.hpp>
#include <intercoder/io/offsets.hpp>
#include <intercoder/report/as_tools.hpp>
#include <intercoder/unitizing/ledger.hpp>

#include <tuple>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

template <class Index>
[[nodiscard]] std::vector<std::size_t> indices(names const& given, Index index) {
  std::vector<std::size_t> out;
  for (auto const& x : given) out.push_back(index(x));
  return out;
}

[[nodiscard]] tool_options tool_options_of(study const& s, names const& first, names const& second,
                                           names const& sources, names const& codes) {
  auto const coder = [&](std::string const& x) { return s.coder_index(x); };
  return {indices(first, coder), indices(second, coder),
          indices(sources, [&](std::string const& x) { return s.source_index(x); }),
          indices(codes, [&](std::string const& x) { return s.code_index(x); })};
}

[[nodiscard]] py::dict means_of(nvivo_mean const& m) {
  py::dict out;
  out["kappa"] = m.kappa;
  out["kappa_by_size"] = m.kappa_by_size;
  out["agreement"] = m.agreement;
  out["agreement_by_size"] = m.agreement_by_size;
  out["kappa_defined"] = m.kappa_defined;
  out["pooled"] = m.pooled;
  out["added"] = m.added;
  out["constant"] = m.constant;
  return out;
}

[[nodiscard]] py::dict nvivo(study const& s, names const& first, names const& second, names const& sources,
                             names const& codes) {
  nvivo_figures found;
  {
    py::gil_scoped_release const released;
    found = like_nvivo(s, tool_options_of(s, first, second, sources, codes));
  }
  py::list rows, by_code;
  for (auto const& row : found.rows)
    rows.append(py::make_tuple(s.sources[row.source].name, s.codes.path(row.code), row.characters.both,
                               row.characters.only_a, row.characters.only_b, row.characters.neither, row.kappa,
                               row.constant));
  for (auto const& [code, mean] : found.by_code) by_code.append(py::make_tuple(s.codes.path(code), means_of(mean)));
  py::dict out;
  out["rows"] = rows;
  out["by_code"] = by_code;
  out["overall"] = means_of(found.overall);
  return out;
}

[[nodiscard]] py::dict level_of(study const& s, maxqda_level const& level) {
  py::list rows;
  for (auto const& row : level.codes)
    rows.append(py::make_tuple(s.codes.path(row.code), row.agreements, row.disagreements));
  py::dict out;
  out["rows"] = rows;
  out["observed"] = level.observed;
  out["chance"] = level.chance;
  out["kappa"] = level.kappa;
  return out;
}

[[nodiscard]] py::dict maxqda(study const& s, names const& first, names const& second, names const& sources,
                              names const& codes, double overlap, bool of_either) {
  maxqda_figures found;
  {
    py::gil_scoped_release const released;
    found = like_maxqda(s, {tool_options_of(s, first, second, sources, codes), overlap,
                            of_either ? overlap_of::either : overlap_of::own});
  }
  py::dict out;
  out["existence"] = level_of(s, found.existence);
  out["frequency"] = level_of(s, found.frequency);
  out["segments"] = level_of(s, found.segments);
  py::list list;
  for (auto const& x : found.list)
    list.append(py::make_tuple(s.sources[x.source].name, s.codes.path(x.code), x.by_first, x.start, x.end, x.overlap,
                               x.agrees));
  out["list"] = list;
  return out;
}

[[nodiscard]] py::dict atlasti(study const& s, std::vector<std::pair<std::string, names>> const& domains,
                               names const& coders, names const& sources) {
  atlasti_figures found;
  {
    py::gil_scoped_release const released;
    std::vector<code_domain> chosen;
    for (auto const& [name, codes] : domains)
      chosen.push_back({name, indices(codes, [&](std::string const& x) { return s.code_index(x); })});
    found = like_atlasti(s, chosen, indices(coders, [&](std::string const& x) { return s.coder_index(x); }),
                         indices(sources, [&](std::string const& x) { return s.source_index(x); }));
  }
  py::list each;
  for (auto const& d : found.domains) each.append(py::make_tuple(d.name, d.binary, d.codes));
  py::dict out;
  out["domains"] = each;
  out["binary"] = found.binary;
  out["between"] = found.between;
  return out;
}

/// Columns of the ledger. Positions are in code points.
[[nodiscard]] py::dict ledger(study const& s, names const& coders, names const& sources, names const& codes,
                              std::int64_t context) {
  std::vector<coded_difference> found;
  {
    py::gil_scoped_release const released;
    found = differences(s, indices(coders, [&](std::string const& x) { return s.coder_index(x); }),
                        indices(sources, [&](std::string const& x) { return s.source_index(x); }),
                        indices(codes, [&](std::string const& x) { return s.code_index(x); }));
  }
  py::list source, start, end, code, kind, coder_a, coder_b, by, others, length, share, before, text, after;
  text_reader read{s};
  for (auto const& d : found) {
    auto const& where = s.sources[d.source];
    auto const slice = [&](std::int64_t from, std::int64_t to) -> py::object {
      if (!where.text) return py::none();
      return py::str(std::string{
          read({.source = d.source, .start = std::max<std::int64_t>(0, from), .end = std::min(to, where.length)})});
    };
    source.append(where.name);
    start.append(d.start);
    end.append(d.end);
    code.append(s.codes.path(d.code));
    kind.append(name(d.kind));
    coder_a.append(s.coders[d.first]);
    coder_b.append(s.coders[d.second]);
    by.append(s.coders[d.by_first ? d.first : d.second]);
    py::list other;
    for (auto const k : d.others) other.append(s.codes.path(k));
    others.append(other);
    length.append(d.length());
    share.append(d.share);
    before.append(slice(d.start - context, d.start));
    text.append(slice(d.start, d.end));
    after.append(slice(d.end, d.end + context));
  }
  py::dict out;
  out["source"] = source;
  out["start"] = start;
  out["end"] = end;
  out["kind"] = kind;
  out["code"] = code;
  out["coder"] = by;
  out["coder_a"] = coder_a;
  out["coder_b"] = coder_b;
  out["other_codes"] = others;
  out["length"] = length;
  out["share"] = share;
  out["before"] = before;
  out["text"] = text;
  out["after"] = after;
  return out;
}

}  // namespace

void bind_as_tools(py::module_& m) {
  m.def("like_nvivo", nvivo, "study"_a, "first"_a, "second"_a, "sources"_a, "codes"_a);
  m.def("like_maxqda", maxqda, "study"_a, "first"_a, "second"_a, "sources"_a, "codes"_a, "overlap"_a, "of_either"_a);
  m.def("like_atlasti", atlasti, "study"_a, "domains"_a, "coders"_a, "sources"_a);
  m.def(
      "positions_in",
      [](study const& s, std::string const& source, std::vector<std::int64_t> const& positions,
         std::string const& dialect) {
        auto const& where = s.sources[s.source_index(source)];
        if (!where.text)
          throw bad_argument{"source '" + where.name + "' has no text; positions are counted in code points only"};
        return positions_in(*where.text, positions, dialect);
      },
      "study"_a, "source"_a, "positions"_a, "dialect"_a, released());
  m.def(
      "draw_without_replacement",
      [](std::size_t n, std::size_t k, std::uint64_t seed, std::uint64_t stream) {
        return random_stream{seed, stream}.choose(n, k);
      },
      "n"_a, "k"_a, "seed"_a, "stream"_a);
  m.def("ledger", ledger, "study"_a, "coders"_a, "sources"_a, "codes"_a, "context"_a);
}
