// A REFI-QDA project becomes a study: users become coders, guids become indices, positions become code points.
#include <algorithm>
#include <array>
#include <set>

#include <intercoder/core/error.hpp>
#include <intercoder/core/text.hpp>
#include <intercoder/io/offsets.hpp>
#include <intercoder/io/refi.hpp>

#include "refi_model.hpp"
#include "refi_users.hpp"
#include "refi_xml.hpp"

namespace intercoder {
namespace io {
namespace {

/// The making of one study from one file.
class project_reader {
 public:
  project_reader(std::filesystem::path const& path, refi_options const& options)
      : options_{options}, files_{path, options.limits} {
    auto const& where = files_.project_where();
    root_ = parse_xml(document_, files_.take_project(), where);
    if (local_name(root_) != "Project")
      throw bad_file{where + ": the root element is " + in_quotes(local_name(root_)) + "; expected 'Project'"};
    study_.name = attribute(root_, "name");
    study_.origin.file = path.filename().string();
    study_.origin.program = attribute(root_, "origin");
    codes_ = read_codes(child(root_, "CodeBook"), where, options.limits);
    list_ = read_sources(child(root_, "Sources"), files_);
  }

  [[nodiscard]] study read() {
    user_list users{child(root_, "Users"), study_.notes};
    choose_coder(users);
    choose_positions();
    read_extras(users);
    for (std::size_t i = 0; i < list_.sources.size(); ++i) add_codings(i, users);
    name_sources();
    add_attributes();
    auto const [names, places] = users.coders();
    for (auto& c : study_.codings) c.coder = places[c.coder];
    for (auto& a : study_.assignments) a.coder = places[a.coder];
    study_.coders = names;
    study_.codes = std::move(codes_.codes);
    for (auto& s : list_.sources) study_.sources.push_back(std::move(s.about));
    take_notes();
    return check_study(std::move(study_));
  }

 private:
  void choose_coder(user_list const& users) {
    std::set<std::string> by_coding, by_selection;
    std::size_t n = 0;
    for (auto const& s : list_.sources)
      for (auto const& x : s.selections) {
        if (!x.creating_user.empty()) by_selection.insert(x.creating_user);
        n += x.codings.size();
        for (auto const& c : x.codings)
          if (!c.user.empty()) by_coding.insert(c.user);
      }
    auto& from = study_.origin.coder_from;
    from = options_.coder_from;
    if (from != "auto") {
      study_.notes.push_back("Coders are the users named by the " + from + "s, as asked for.");
    } else if (by_coding.size() == 1 && by_selection.size() > 1) {
      from = "selection";
      study_.notes.push_back("Coders are the users named by the selections: all " + counted(n, "coding") + " name " +
                             in_quotes(users.name(*by_coding.begin())) + ", the selections name " +
                             std::to_string(by_selection.size()) +
                             " users, as they do after an import into another program.");
    } else {
      from = "coding";
      study_.notes.emplace_back("Coders are the users named by the codings.");
    }
  }

  void choose_positions() {
    std::vector<marked_text> texts;
    for (auto const& s : list_.sources) {
      if (!s.raw) continue;
      marked_text t{*s.raw};
      for (auto const& x : s.selections) t.spans.push_back({x.start, x.end, x.name});
      texts.push_back(std::move(t));
    }
    bool const any = std::ranges::any_of(texts, [](marked_text const& t) { return !t.spans.empty(); });
    auto& choice = study_.origin.offsets;
    if (!any) return;
    if (options_.offsets != "auto")
      choice = {.basis = offset_basis::given, .dialect = options_.offsets};
    else if (study_.origin.program.starts_with(own_program))
      choice = {.basis = offset_basis::stated, .dialect = "cp-lf"};
    else
      choice = choose_offsets(texts);
    study_.notes.push_back(describe(choice));
  }

  /// What this library keeps in sets and notes; cases and memos.
  void read_extras(user_list& users) {
    each(child(root_, "Cases"), "Case", [&](pugi::xml_node n) { cases_.insert(guid_key(n, "guid")); });
    bool const own = study_.origin.program.starts_with(own_program);
    auto const notes = child(root_, "Notes");
    memo_codings_ = count_codings(notes);
    if (own)
      each(notes, "Note", [&](pugi::xml_node n) {
        auto const name = attribute(n, "name");
        if (name.starts_with(round_prefix)) rounds_[guid_key(n, "guid")] = name.substr(round_prefix.size());
      });
    std::unordered_map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < list_.sources.size(); ++i)
      for (auto const& k : list_.sources[i].keys) numbers.try_emplace(k, i);
    each(child(root_, "Sets"), "Set", [&](pugi::xml_node n) {
      auto const name = attribute(n, "name");
      auto const coder =
          own && name.starts_with(assigned_prefix) ? users.find(name.substr(assigned_prefix.size())) : std::nullopt;
      if (!coder) {
        ++sets_;
        return;
      }
      each(n, "MemberSource", [&](pugi::xml_node m) {
        if (auto const at = numbers.find(guid_key(m, "targetGUID")); at != numbers.end())
          study_.assignments.push_back({.coder = *coder, .source = at->second});
      });
    });
    source_numbers_ = std::move(numbers);
  }

  /// The places of the selections of one source, in code points, or as given when there is no text.
  [[nodiscard]] std::vector<placed_span> place(raw_source& s) {
    std::vector<placed_span> out;
    if (s.selections.empty()) return out;
    auto const& dialect = study_.origin.offsets.dialect;
    if (s.raw) {
      marked_text t{*s.raw};
      for (auto const& x : s.selections) t.spans.push_back({x.start, x.end});
      out = place_spans(t, dialect);
    } else {
      for (auto const& x : s.selections) out.push_back({x.start, x.end});
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      auto const& x = s.selections[i];
      if (x.start >= 0 && x.start <= x.end && out[i].start >= 0 && out[i].end >= 0) continue;
      auto const length =
          s.raw ? " <= " + std::to_string(length_in(*s.raw, dialect)) + ", the length of its text (" + dialect + ")"
                : "";
      throw bad_file{files_.where() + ": selection " + in_quotes(x.guid) + " in source " + in_quotes(s.about.name) +
                     " runs from " + std::to_string(x.start) + " to " + std::to_string(x.end) +
                     "; expected 0 <= start <= end" + length};
    }
    return out;
  }

  void add_coding(raw_source const& s, raw_coding const& c, coding made) {
    auto const code = codes_.by_guid.find(c.code);
    if (code == codes_.by_guid.end()) {
      if (!cases_.contains(c.code))
        throw bad_file{files_.where() + ": a coding in source " + in_quotes(s.about.name) + " refers to code " +
                       in_quotes(c.code) + ", which the codebook does not hold"};
      ++case_codings_;
      return;
    }
    made.code = code->second;
    for (auto const& n : c.notes)
      if (auto const round = rounds_.find(n); round != rounds_.end()) made.round = round->second;
    study_.codings.push_back(std::move(made));
  }

  [[nodiscard]] std::size_t number(user_list& users, std::string const& key) {
    nobody_ += key.empty();
    return users.number(key);
  }

  void add_codings(std::size_t i, user_list& users) {
    auto& s = list_.sources[i];
    auto const placed = place(s);
    bool const from_selection = study_.origin.coder_from == "selection";
    for (std::size_t k = 0; k < placed.size(); ++k) {
      auto const& x = s.selections[k];
      split_ += placed[k].split;
      if (placed[k].start == placed[k].end) {
        empty_ += x.codings.size();
        continue;
      }
      for (auto const& c : x.codings) {
        auto const order = from_selection ? std::array{&x.creating_user, &x.modifying_user, &c.user}
                                          : std::array{&c.user, &x.creating_user, &x.modifying_user};
        auto const named = std::ranges::find_if(order, [](auto const* u) { return !u->empty(); });
        elsewhere_ += named != order.end() && named != order.begin();
        add_coding(s, c,
                   {.source = i,
                    .coder = number(users, named == order.end() ? "" : **named),
                    .start = placed[k].start,
                    .end = placed[k].end,
                    .round = {}});
      }
    }
    for (auto const& c : s.whole)
      add_coding(s, c, {.source = i, .coder = number(users, c.user), .whole_source = true, .round = {}});
    if (s.raw) {
      s.about.text = normalise_text(*s.raw);
      s.about.length = count_code_points(*s.about.text);
      s.raw.reset();
    }
  }

  void name_sources() {
    std::vector<std::string> names;
    for (auto const& s : list_.sources) names.push_back(s.about.name);
    if (make_unique(names, [&](std::size_t i) { return names[i]; }))
      study_.notes.emplace_back("Several sources have the same name; a number was added to keep them apart.");
    for (std::size_t i = 0; i < names.size(); ++i) list_.sources[i].about.name = std::move(names[i]);
  }

  void add_attributes() {
    std::unordered_map<std::string, std::string> variables;
    each(child(root_, "Variables"), "Variable",
         [&](pugi::xml_node n) { variables[guid_key(n, "guid")] = attribute(n, "name"); });
    auto const add = [&](raw_source& s, std::pair<std::string, std::string> const& v) {
      auto const known = variables.find(v.first);
      auto const name = known == variables.end() ? v.first : known->second;
      if (name.empty() || v.second.empty()) return;
      auto const [at, added] = s.about.attributes.try_emplace(name, v.second);
      if (!added && at->second != v.second) at->second += "; " + v.second;
    };
    for (auto& s : list_.sources)
      for (auto const& v : s.variables) add(s, v);
    each(child(root_, "Cases"), "Case", [&](pugi::xml_node n) {
      std::vector<std::pair<std::string, std::string>> values;
      each(n, "VariableValue", [&](pugi::xml_node v) { values.push_back(read_variable_value(v)); });
      each(n, "SourceRef", [&](pugi::xml_node r) {
        if (auto const at = source_numbers_.find(guid_key(r, "targetGUID")); at != source_numbers_.end())
          for (auto const& v : values) add(list_.sources[at->second], v);
      });
    });
  }

  void take_notes() {
    auto const note = [&](std::size_t n, std::string const& thing, std::string const& what) {
      if (n > 0) study_.notes.push_back(counted(n, thing) + " " + what);
    };
    if (auto const n = list_.without_text.size(); n > 0)
      study_.notes.push_back("The text of " + counted(n, "source") +
                             " is not in the file, positions in it were kept as given: " + list_.without_text.text() +
                             ".");
    note(elsewhere_, "coding", "named no user there; their coder was found in the other place or is the last editor.");
    note(nobody_, "coding", "named no user at all; their coder is called 'unknown'.");
    note(list_.beyond_text, "coding",
         "of areas of pictures or pages, or of sound or film, left out: they cover no text.");
    note(memo_codings_, "coding", "of memos left out.");
    note(case_codings_, "coding", "with a case instead of a code left out.");
    note(empty_, "coding", "of no length left out.");
    note(split_, "selection", "beginning or ending inside a character widened to hold it.");
    note(list_.annotations, "selection", "without a code left out.");
    note(sets_, "set", "of codes or sources left out.");
  }

  refi_options const& options_;
  refi_package files_;
  pugi::xml_document document_;
  pugi::xml_node root_;
  study study_;
  code_list codes_;
  source_list list_;
  std::unordered_map<std::string, std::size_t> source_numbers_;
  std::unordered_set<std::string> cases_;
  std::unordered_map<std::string, std::string> rounds_;
  std::size_t elsewhere_ = 0, nobody_ = 0, memo_codings_ = 0, case_codings_ = 0, empty_ = 0, split_ = 0, sets_ = 0;
};

}  // namespace
}  // namespace io

study read_refi_qda(std::filesystem::path const& path, refi_options const& options) {
  check_offsets(options.offsets, true);
  if (options.coder_from != "auto" && options.coder_from != "coding" && options.coder_from != "selection")
    throw bad_argument{"coder_from: " + io::in_quotes(options.coder_from) + "; expected auto, coding or selection"};
  return io::project_reader{path, options}.read();
}

}  // namespace intercoder
