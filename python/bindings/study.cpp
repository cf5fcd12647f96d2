// Studies: who coded which text with what, as columns; one code of a study, or all of them, as ratings.
#include <map>
#include <string_view>

#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/coder_codebook.hpp>
#include <intercoder/core/frequencies.hpp>
#include <intercoder/core/project.hpp>
#include <intercoder/core/roll_up.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/core/turns.hpp>

#include "bindings.hpp"
#include "studies.hpp"

namespace {

using namespace intercoder;

/// One value for each element, as a NumPy array.
template <class T, class Range, class F>
[[nodiscard]] py::array_t<T> array_of(Range const& range, F value) {
  py::array_t<T> out{static_cast<py::ssize_t>(std::size(range))};
  auto* to = out.mutable_data();
  for (auto const& x : range) *to++ = static_cast<T>(value(x));
  return out;
}

template <class Range, class F>
[[nodiscard]] py::list list_of(Range const& range, F value) {
  py::list out;
  for (auto const& x : range) out.append(value(x));
  return out;
}

[[nodiscard]] py::dict sources_of(study const& s) {
  py::dict out;
  out["source"] = list_of(s.sources, [](source const& x) { return x.name; });
  out["length"] = list_of(s.sources, [](source const& x) -> std::optional<std::int64_t> {
    if (x.length == 0 && !x.text) return std::nullopt;
    return x.length;
  });
  out["text"] = list_of(s.sources, [](source const& x) { return x.text; });
  out["attributes"] = list_of(s.sources, [](source const& x) { return x.attributes; });
  return out;
}

[[nodiscard]] py::dict codings_of(study const& s) {
  py::dict out;
  out["source"] = array_of<std::int64_t>(s.codings, [](coding const& c) { return c.source; });
  out["coder"] = array_of<std::int64_t>(s.codings, [](coding const& c) { return c.coder; });
  out["code"] = array_of<std::int64_t>(s.codings, [](coding const& c) { return c.code; });
  out["start"] = array_of<std::int64_t>(s.codings, [](coding const& c) { return c.start; });
  out["end"] = array_of<std::int64_t>(s.codings, [](coding const& c) { return c.end; });
  out["whole_source"] = array_of<bool>(s.codings, [](coding const& c) { return c.whole_source; });
  out["round"] = list_of(s.codings, [](coding const& c) { return c.round; });
  text_reader read{s};
  out["text"] = list_of(s.codings, [&](coding const& c) -> std::optional<std::string_view> {
    if (c.whole_source || !s.sources[c.source].text) return std::nullopt;
    return read({.source = c.source, .start = c.start, .end = c.end});
  });
  return out;
}

[[nodiscard]] py::dict assignments_of(study const& s) {
  py::dict out;
  out["coder"] = array_of<std::int64_t>(s.assignments, [](assignment const& a) { return a.coder; });
  out["source"] = array_of<std::int64_t>(s.assignments, [](assignment const& a) { return a.source; });
  out["assumed"] = array_of<bool>(s.assignments, [](assignment const& a) { return a.assumed; });
  return out;
}

[[nodiscard]] py::dict codes_of(codebook const& codes) {
  py::dict out;
  out["id"] = list_of(codes, [](code const& c) { return c.id; });
  out["name"] = list_of(codes, [](code const& c) { return c.name; });
  out["parent"] = list_of(codes, [](code const& c) { return c.parent; });
  out["definition"] = list_of(codes, [](code const& c) { return c.definition; });
  out["codable"] = list_of(codes, [](code const& c) { return c.codable; });
  return out;
}

/// Who speaks where, in the sources that have texts with speakers.
[[nodiscard]] py::dict turns_of(study const& s) {
  py::list source, speaker, start, end, text;
  text_reader read{s};
  for (std::size_t k = 0; k < s.sources.size(); ++k) {
    if (!s.sources[k].text) continue;
    auto const found = turns(*s.sources[k].text);
    std::vector<std::string_view> said, label;
    std::map<std::string_view, int> times;  // what begins one line only is no speaker
    for (auto const& t : found) {
      said.push_back(read({.source = k, .start = t.start, .end = t.end}));
      label.push_back(speaker_label(said.back().substr(0, said.back().find('\n'))));
      ++times[label.back()];
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      source.append(s.sources[k].name);
      if (!label[i].empty() && times[label[i]] > 1) {
        speaker.append(std::string{label[i]});
      } else {
        speaker.append(py::none());
      }
      start.append(found[i].start);
      end.append(found[i].end);
      text.append(std::string{said[i]});
    }
  }
  py::dict out;
  out["source"] = source;
  out["speaker"] = speaker;
  out["start"] = start;
  out["end"] = end;
  out["text"] = text;
  return out;
}

}  // namespace

std::optional<std::vector<segment>> segments_of(study const& s, named_segments const& given) {
  if (!given) return std::nullopt;
  std::vector<segment> out;
  for (auto const& [where, start, end] : *given) out.push_back({s.source_index(where), start, end});
  return out;
}

projection projection_of(study const& s, std::string const& unit, std::string const& uncoded, names const& coders,
                         names const& sources, named_segments const& segments) {
  projection how{.unit = unit_kind_named(unit), .uncoded = uncoded_rule_named(uncoded)};
  how.segments = segments_of(s, segments);
  for (auto const& x : coders) how.coders.push_back(s.coder_index(x));
  for (auto const& x : sources) how.sources.push_back(s.source_index(x));
  return how;
}

void bind_study(py::module_& m) {
  py::class_<codebook, std::shared_ptr<codebook>>(m, "Codebook")
      .def("__len__", &codebook::size)
      .def_property_readonly("paths",
                             [](codebook const& codes) {
                               names out;
                               for (std::size_t i = 0; i < codes.size(); ++i) out.push_back(codes.path(i));
                               return out;
                             })
      .def_property_readonly("columns", codes_of);
  py::class_<study, std::shared_ptr<study>>(m, "Study")
      .def_readonly("name", &study::name)
      .def_readonly("coders", &study::coders)
      .def_readonly("notes", &study::notes)
      .def_readonly("codes", &study::codes)
      .def_property_readonly("file", [](study const& s) { return s.origin.file; })
      .def(
          "code_index", [](study const& s, std::string const& code) { return s.code_index(code); }, "code"_a)
      .def_property_readonly("sources", sources_of)
      .def_property_readonly("codings", codings_of)
      .def_property_readonly("turns", turns_of)
      .def_property_readonly("assignments", assignments_of)
      .def(
          "codebook_of",
          [](study const& s, std::string const& coder) {
            auto part = coder_codebook(s, s.coder_index(coder));
            return std::pair{std::move(part.codes), std::move(part.of_study)};
          },
          "coder"_a)
      .def(
          "ratings",
          [](study const& s, std::string const& unit, std::optional<std::string> const& code, names const& coders,
             names const& sources, std::string const& uncoded, named_segments const& segments) {
            auto const p = project(s, projection_of(s, unit, uncoded, coders, sources, segments));
            return code ? code_ratings(s, p, s.code_index(*code)) : code_set_ratings(s, p);
          },
          "unit"_a, "code"_a, "coders"_a, "sources"_a, "uncoded"_a, "segments"_a, released())
      .def(
          "frequency_ratings",
          [](study const& s, std::string const& code, names const& coders, names const& sources) {
            auto const how = projection_of(s, "source", "agree", coders, sources);
            return frequency_ratings(s, s.code_index(code), how.coders, how.sources);
          },
          "code"_a, "coders"_a, "sources"_a, released())
      .def(
          "rolled_up",
          [](study const& s, std::string const& level) {
            return std::make_shared<study>(roll_up(s, code_level_named(level)));
          },
          "level"_a, released())
      .def(
          "stands_for",
          [](study const& s, std::string const& code, std::string const& level) {
            return s.codes.path(codes_at(s.codes, code_level_named(level))[s.code_index(code)]);
          },
          "code"_a, "level"_a);
}
