// The sources of a REFI-QDA project: texts, and the texts that belong to pictures, PDFs and recordings.
#include <charconv>
#include <utility>

#include <intercoder/core/error.hpp>

#include "refi_model.hpp"
#include "refi_xml.hpp"

namespace intercoder::io {
namespace {

/// Reads one source; messages name it.
class source_reader {
 public:
  source_reader(source_list& out, refi_package& files) : out_{out}, files_{files} {}

  /// A TextSource, a Representation of a PDF or a TextDescription of a picture.
  void read_text(pugi::xml_node node, raw_source& s) {
    take_text(node, s);
    each(node, "PlainTextSelection", [&](pugi::xml_node n) {
      auto selection = begin_selection(n);
      if (selection.codings.empty()) return;
      selection.start = position(n, "startPosition", s);
      selection.end = position(n, "endPosition", s);
      s.selections.push_back(std::move(selection));
    });
    take_whole(node, s);
  }

  /// A Transcript: its selections run from one point in time to another, which stand somewhere in the text.
  void read_transcript(pugi::xml_node node, raw_source& s) {
    take_text(node, s);
    std::unordered_map<std::string, std::int64_t> points;
    each(node, "SyncPoint", [&](pugi::xml_node n) {
      if (n.attribute("position")) points[guid_key(n, "guid")] = position(n, "position", s);
    });
    each(node, "TranscriptSelection", [&](pugi::xml_node n) {
      auto selection = begin_selection(n);
      if (selection.codings.empty()) return;
      auto const from = points.find(guid_key(n, "fromSyncPoint")), to = points.find(guid_key(n, "toSyncPoint"));
      if (from == points.end() || to == points.end()) {
        out_.beyond_text += selection.codings.size();
        return;
      }
      selection.start = from->second;
      selection.end = to->second;
      s.selections.push_back(std::move(selection));
    });
    take_whole(node, s);
  }

  void take_whole(pugi::xml_node node, raw_source& s) {
    s.keys.push_back(guid_key(node, "guid"));
    for (auto& c : read_codings(node)) s.whole.push_back(std::move(c));
    each(node, "VariableValue", [&](pugi::xml_node n) { s.variables.push_back(read_variable_value(n)); });
  }

 private:
  /// Inline text, or the file that an attribute names; where a file has both, the file is what others look at.
  void take_text(pugi::xml_node node, raw_source& s) {
    auto const path = node.attribute("plainTextPath");
    if (path && *path.value() != '\0') s.raw = files_.text(path.value());
    if (!s.raw)
      if (auto const inlined = child(node, "PlainTextContent")) s.raw = text_of(inlined);
    if (!s.raw) out_.without_text.add(s.about.name);
  }

  [[nodiscard]] raw_selection begin_selection(pugi::xml_node n) {
    raw_selection out{.guid = attribute(n, "guid"),
                      .name = attribute(n, "name"),
                      .creating_user = guid_key(n, "creatingUser"),
                      .modifying_user = guid_key(n, "modifyingUser"),
                      .codings = read_codings(n)};
    if (out.codings.empty()) ++out_.annotations;
    return out;
  }

  [[nodiscard]] std::int64_t position(pugi::xml_node n, char const* name, raw_source const& s) const {
    std::string_view const text = n.attribute(name).value();
    std::int64_t value = 0;
    auto const [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || stop != text.data() + text.size())
      throw bad_file{files_.where() + ": " + std::string{local_name(n)} + " " + in_quotes(n.attribute("guid").value()) +
                     " in source " + in_quotes(s.about.name) + ": " + name + " holds " + in_quotes(text) +
                     "; expected a whole number"};
    return value;
  }

  source_list& out_;
  refi_package& files_;
};

}  // namespace

std::pair<std::string, std::string> read_variable_value(pugi::xml_node node) {
  std::string value;
  for (auto const c : node.children())
    if (local_name(c).ends_with("Value")) value = text_of(c);
  return {guid_key(child(node, "VariableRef"), "targetGUID"), std::move(value)};
}

std::vector<raw_coding> read_codings(pugi::xml_node node) {
  std::vector<raw_coding> out;
  each(node, "Coding", [&](pugi::xml_node n) {
    std::vector<std::string> notes;
    each(n, "NoteRef", [&](pugi::xml_node r) { notes.push_back(guid_key(r, "targetGUID")); });
    each(n, "CodeRef", [&](pugi::xml_node r) {
      out.push_back({.user = guid_key(n, "creatingUser"), .code = guid_key(r, "targetGUID"), .notes = notes});
    });
  });
  return out;
}

std::size_t count_codings(pugi::xml_node node) {
  struct counter : pugi::xml_tree_walker {  // walks along the tree, not down the stack
    std::size_t n = 0;
    bool for_each(pugi::xml_node& x) override {
      n += local_name(x) == "Coding";
      return true;
    }
  } count;
  node.traverse(count);
  return count.n;
}

source_list read_sources(pugi::xml_node sources, refi_package& files) {
  source_list out;
  source_reader reader{out, files};
  for (auto const node : sources.children()) {
    if (node.type() != pugi::node_element) continue;
    auto const kind = local_name(node);
    raw_source s;
    s.about.id = attribute(node, "guid");
    s.about.name = attribute(node, "name");
    if (s.about.name.empty())
      s.about.name = s.about.id.empty() ? "source " + std::to_string(out.sources.size() + 1) : s.about.id;
    if (kind == "TextSource") {
      reader.read_text(node, s);
      out.sources.push_back(std::move(s));
      continue;
    }
    reader.take_whole(node, s);
    for (auto const* const area : {"PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection"})
      each(node, area, [&](pugi::xml_node n) { out.beyond_text += count_codings(n); });
    // The first text belongs to the source itself, further transcripts stand beside it.
    std::vector<raw_source> more;
    bool taken = false;
    auto const take = [&](pugi::xml_node text, auto read) {
      if (!std::exchange(taken, true)) return read(text, s);
      raw_source next;
      next.about.id = attribute(text, "guid");
      next.about.name = s.about.name + ", text " + std::to_string(more.size() + 2);
      read(text, next);
      more.push_back(std::move(next));
    };
    auto const as_text = [&](pugi::xml_node n, raw_source& to) { reader.read_text(n, to); };
    auto const as_transcript = [&](pugi::xml_node n, raw_source& to) { reader.read_transcript(n, to); };
    each(node, "Representation", [&](pugi::xml_node n) { take(n, as_text); });
    each(node, "TextDescription", [&](pugi::xml_node n) { take(n, as_text); });
    each(node, "Transcript", [&](pugi::xml_node n) { take(n, as_transcript); });
    out.sources.push_back(std::move(s));
    for (auto& m : more) out.sources.push_back(std::move(m));
  }
  return out;
}

}  // namespace intercoder::io
