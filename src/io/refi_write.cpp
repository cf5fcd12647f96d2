// REFI-QDA written: elements in the order of the schema, the same bytes for the same study.
#include <pugixml.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/io/refi.hpp>
#include <intercoder/version.hpp>

#include "file.hpp"
#include "guid.hpp"
#include "refi_model.hpp"
#include "zip.hpp"

namespace intercoder {
namespace io {
namespace {

/// What XML 1.0 can hold. @throws bad_argument for control characters and for what is not UTF-8.
[[nodiscard]] std::string const& fit_for_xml(std::string const& text, char const* what) {
  bool good = !invalid_utf8(text);
  for (std::size_t at = 0; good && at < text.size();) {
    auto const c = next_code_point(text, at);
    good = c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
  }
  if (!good) throw bad_argument{std::string{what} + " " + in_quotes(text) + " holds a character that XML cannot hold"};
  return text;
}

void set(pugi::xml_node node, char const* name, std::string const& value) {
  node.append_attribute(name) = value.c_str();
}

void add_text(pugi::xml_node node, char const* name, std::string const& text) {
  node.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
}

/// Blanks as single spaces, cut after 80 characters: what programs show for a selection.
[[nodiscard]] std::string excerpt(std::string_view text) {
  std::string out;
  int n = 0;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    auto const from = at;
    auto const c = next_code_point(text, at);
    if (is_space(c) || c < 0x20 || c == 0xFFFE || c == 0xFFFF) {
      blank = !out.empty();
      continue;
    }
    if (n++ == 80) return out + "\xE2\x80\xA6";
    if (std::exchange(blank, false)) out += ' ';
    out += text.substr(from, at - from);
  }
  return out;
}

/// Writes the codes below `codes` and gives the guid of each.
std::vector<std::string> write_codes(pugi::xml_node codes, codebook const& book, guid_maker& guids) {
  std::vector<std::string> out;
  std::vector<pugi::xml_node> nodes;
  for (std::size_t i = 0; i < book.size(); ++i) {
    auto const& c = book[i];
    auto node = (c.parent ? nodes[*c.parent] : codes).append_child("Code");
    out.push_back(guids.make(c.id, "code:" + book.path(i)));
    set(node, "guid", out.back());
    set(node, "name", fit_for_xml(c.name, "code"));
    set(node, "isCodable", c.codable ? "true" : "false");
    if (!c.colour.empty()) set(node, "color", fit_for_xml(c.colour, "colour"));
    if (!c.definition.empty()) add_text(node, "Description", fit_for_xml(c.definition, "definition"));
    nodes.push_back(node);
  }
  return out;
}

[[nodiscard]] std::string to_string(pugi::xml_document const& document) {
  struct writer : pugi::xml_writer {
    std::string text;
    void write(void const* data, std::size_t size) override { text.append(static_cast<char const*>(data), size); }
  } out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return std::move(out.text);
}

void declare(pugi::xml_document& document) {
  auto head = document.append_child(pugi::node_declaration);
  set(head, "version", "1.0");
  set(head, "encoding", "utf-8");
}

/// One study on its way into a file.
class project_writer {
 public:
  explicit project_writer(study const& s) : study_{s} {
    declare(document_);
    project_ = document_.append_child("Project");
    set(project_, "xmlns", "urn:QDA-XML:project:1.0");
    set(project_, "name", fit_for_xml(s.name, "study"));
    set(project_, "origin",
        std::string{own_program} + std::to_string(INTERCODER_VERSION_MAJOR) + "." +
            std::to_string(INTERCODER_VERSION_MINOR) + "." + std::to_string(INTERCODER_VERSION_PATCH));
  }

  void write(std::filesystem::path const& path) {
    write_users();
    if (!study_.codes.empty()) codes_ = write_codes(below(below(project_, "CodeBook"), "Codes"), study_.codes, guids_);
    write_variables();
    for (auto const& c : study_.codings)
      if (!c.round.empty()) rounds_.try_emplace(c.round);
    for (auto& [label, guid] : rounds_) guid = guids_.make("", "round:" + label);
    if (!study_.sources.empty()) write_sources();
    write_rounds();
    write_assignments();
    zip_writer zip{path};
    zip.add("project.qde", to_string(document_));
    for (auto const& [name, text] : texts_) zip.add(name, *text);
    zip.finish();
  }

 private:
  static pugi::xml_node below(pugi::xml_node node, char const* name) { return node.append_child(name); }

  void write_users() {
    pugi::xml_node users;
    for (auto const& name : study_.coders) {
      if (!users) users = below(project_, "Users");
      auto user = below(users, "User");
      users_.push_back(guids_.make("", "user:" + name));
      set(user, "guid", users_.back());
      set(user, "name", fit_for_xml(name, "coder"));
    }
  }

  void write_variables() {
    for (auto const& s : study_.sources)
      for (auto const& [name, value] : s.attributes) variables_.try_emplace(name);
    pugi::xml_node variables;
    for (auto& [name, guid] : variables_) {
      if (!variables) variables = below(project_, "Variables");
      auto node = below(variables, "Variable");
      guid = guids_.make("", "variable:" + name);
      set(node, "guid", guid);
      set(node, "name", fit_for_xml(name, "attribute"));
      set(node, "typeOfVariable", "Text");
    }
  }

  void write_sources() {
    std::vector<std::vector<coding const*>> by_source(study_.sources.size());
    for (auto const& c : study_.codings) by_source[c.source].push_back(&c);
    auto sources = below(project_, "Sources");
    for (std::size_t i = 0; i < study_.sources.size(); ++i) write_source(below(sources, "TextSource"), i, by_source[i]);
  }

  void write_source(pugi::xml_node node, std::size_t i, std::vector<coding const*> const& codings) {
    auto const& s = study_.sources[i];
    sources_.push_back(guids_.make(s.id, "source:" + s.name));
    set(node, "guid", sources_.back());
    set(node, "name", fit_for_xml(s.name, "source"));
    if (s.text) {
      auto const file = guids_.make("", "text:" + s.name) + ".txt";
      set(node, "plainTextPath", "internal://" + file);
      texts_.emplace_back("sources/" + file, &*s.text);
    }
    text_index const text{s.text ? std::string_view{*s.text} : std::string_view{}};
    pugi::xml_node selection;
    coding const* before = nullptr;
    for (auto const* c : codings) {
      if (c->whole_source) continue;
      bool const same = before && before->coder == c->coder && before->start == c->start && before->end == c->end;
      if (!same) {
        selection = below(node, "PlainTextSelection");
        set(selection, "guid", guids_.make("", place_of(*c)));
        if (s.text) set(selection, "name", excerpt(text.slice(c->start, c->end)));
        set(selection, "startPosition", std::to_string(c->start));
        set(selection, "endPosition", std::to_string(c->end));
        set(selection, "creatingUser", users_[c->coder]);
      }
      write_coding(selection, *c);
      before = c;
    }
    for (auto const* c : codings)
      if (c->whole_source) write_coding(node, *c);
    for (auto const& [name, value] : s.attributes) {
      if (value.empty()) continue;
      auto variable = below(node, "VariableValue");
      set(below(variable, "VariableRef"), "targetGUID", variables_[name]);
      add_text(variable, "TextValue", fit_for_xml(value, "attribute"));
    }
  }

  void write_coding(pugi::xml_node parent, coding const& c) {
    auto node = below(parent, "Coding");
    set(node, "guid", guids_.make("", place_of(c) + ":" + study_.codes.path(c.code) + ":" + c.round));
    set(node, "creatingUser", users_[c.coder]);
    set(below(node, "CodeRef"), "targetGUID", codes_[c.code]);
    if (!c.round.empty()) set(below(node, "NoteRef"), "targetGUID", rounds_[c.round]);
  }

  void write_rounds() {
    pugi::xml_node notes;
    for (auto const& [label, guid] : rounds_) {
      if (!notes) notes = below(project_, "Notes");
      auto note = below(notes, "Note");
      set(note, "guid", guid);
      set(note, "name", std::string{round_prefix} + fit_for_xml(label, "round"));
      add_text(note, "PlainTextContent", label);
    }
  }

  void write_assignments() {
    std::map<std::size_t, pugi::xml_node> by_coder;
    pugi::xml_node sets;
    for (auto const& a : study_.assignments) {
      if (a.assumed) continue;
      if (!sets) sets = below(project_, "Sets");
      auto& node = by_coder[a.coder];
      if (!node) {
        node = below(sets, "Set");
        auto const name = std::string{assigned_prefix} + study_.coders[a.coder];
        set(node, "guid", guids_.make("", name));
        set(node, "name", name);
      }
      set(below(node, "MemberSource"), "targetGUID", sources_[a.source]);
    }
  }

  [[nodiscard]] std::string place_of(coding const& c) const {
    return "coding:" + study_.sources[c.source].name + ":" + study_.coders[c.coder] + ":" +
           (c.whole_source ? "whole" : std::to_string(c.start) + "-" + std::to_string(c.end));
  }

  study const& study_;
  pugi::xml_document document_;
  pugi::xml_node project_;
  guid_maker guids_;
  std::vector<std::string> users_, codes_, sources_;
  std::map<std::string, std::string> variables_, rounds_;  ///< name, guid
  std::vector<std::pair<std::string, std::string const*>> texts_;
};

}  // namespace
}  // namespace io

void write_refi_qda(std::filesystem::path const& path, study const& s) {
  auto const checked = check_study(s);
  io::project_writer{checked}.write(path);
}

void write_refi_codebook(std::filesystem::path const& path, codebook const& codes) {
  if (codes.empty()) throw bad_argument{"codebook: is empty; a .qdc file holds at least one code"};
  pugi::xml_document document;
  io::declare(document);
  auto root = document.append_child("CodeBook");
  io::set(root, "xmlns", "urn:QDA-XML:codebook:1.0");
  io::guid_maker guids;
  io::write_codes(root.append_child("Codes"), codes, guids);
  io::write_bytes(path, io::to_string(document));
}

}  // namespace intercoder
