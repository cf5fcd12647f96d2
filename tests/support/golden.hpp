// Published tables and values, as tests/data/*.json holds them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include <intercoder/agreement/by_name.hpp>

namespace golden {

using nlohmann::json;

inline json load(std::string const& name) {
  std::ifstream in{std::string{INTERCODER_TEST_DATA} + "/" + name};
  REQUIRE_MESSAGE(in, "tests/data/" << name << " is missing");
  return json::parse(in);
}

/// The cases of statistics.json and inference.json, by id.
inline std::map<std::string, json> const& entries() {
  static auto const all = [] {
    std::map<std::string, json> by_id;
    for (std::string const name : {"statistics.json", "inference.json"})
      for (auto const& e : load(name)) by_id[e["id"]] = e;
    return by_id;
  }();
  return all;
}

inline json const& entry(std::string const& id) {
  auto const found = entries().find(id);
  REQUIRE_MESSAGE(found != entries().end(), "no entry " << id);
  return found->second;
}

/// The distinct values of a table or the declared ones, ascending.
inline intercoder::scale scale_of(json const& values) {
  std::set<double> numbers;
  std::vector<std::string> labels;
  for (auto const& v : values) {
    if (v.is_number()) numbers.insert(v.get<double>());
    if (v.is_string() && std::ranges::find(labels, v.get<std::string>()) == labels.end()) labels.push_back(v);
  }
  std::ranges::sort(labels);  // the programs these values come from put labels in alphabetical order
  return labels.empty() ? intercoder::scale::of_numbers({numbers.begin(), numbers.end()})
                        : intercoder::scale::of_labels(labels);
}

inline intercoder::ratings from_wide(json const& data, json const& declared = {}) {
  json all = declared;
  if (all.empty())
    for (auto const& row : data)
      for (auto const& v : row) all.push_back(v);
  auto const categories = scale_of(all);
  std::map<std::string, int> code;
  for (std::size_t k = 0; k < categories.size(); ++k) code[categories.label(k)] = static_cast<int>(k);
  intercoder::code_table table(static_cast<Eigen::Index>(data.size()), static_cast<Eigen::Index>(data.at(0).size()));
  for (std::size_t u = 0; u < data.size(); ++u)
    for (std::size_t c = 0; c < data[u].size(); ++c) {
      auto const& v = data[u][c];
      auto const label = v.is_number()   ? intercoder::scale::of_numbers({v.get<double>()}).label(0)
                         : v.is_string() ? v.get<std::string>()
                                         : "";
      table(static_cast<Eigen::Index>(u), static_cast<Eigen::Index>(c)) =
          v.is_null() ? intercoder::missing : code.at(label);
    }
  return {table, categories};
}

inline intercoder::count_table counts_of(json const& data) {
  intercoder::count_table t(static_cast<Eigen::Index>(data.size()), static_cast<Eigen::Index>(data.at(0).size()));
  for (std::size_t i = 0; i < data.size(); ++i)
    for (std::size_t j = 0; j < data[i].size(); ++j)
      t(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = data[i][j];
  return t;
}

/// Labels 1, 2, ...: what a table without names stands for.
inline intercoder::scale places(std::size_t q) {
  std::vector<double> v;
  for (std::size_t k = 1; k <= q; ++k) v.push_back(static_cast<double>(k));
  return intercoder::scale::of_numbers(v);
}

inline intercoder::ratings from_confusion(json const& table) {
  return intercoder::ratings::from_confusion(counts_of(table), places(table.size()));
}

inline intercoder::ratings from_counts(json const& table) {
  return intercoder::ratings::from_counts(counts_of(table), places(table.at(0).size()));
}

/// Agreement weights from weights of disagreement: 1 - d / max d.
inline intercoder::weight_choice from_disagreement(json const& table) {
  auto const d = counts_of(table);
  return intercoder::weights::from_matrix(1.0 - d / d.maxCoeff());
}

/// What these papers call yes is their first category; here it is the last one.
inline bool is_index(std::string const& name) {
  return name == "prevalence_index" || name == "bias_index" || name == "positive_agreement" ||
         name == "negative_agreement";
}
inline intercoder::ratings yes_last(intercoder::ratings const& r) { return r.collapse(0); }

/// Any coefficient by its name, also under the other names the literature has for it.
inline intercoder::estimate coefficient(std::string const& name, intercoder::ratings const& r,
                                        intercoder::weight_choice const& w) {
  static std::map<std::string, std::string> const other_names{{"mean_pairwise_agreement", "percent_agreement"},
                                                              {"bennett_s", "brennan_prediger"},
                                                              {"randolph_kappa", "brennan_prediger"},
                                                              {"pabak", "brennan_prediger"},
                                                              {"bp", "brennan_prediger"},
                                                              {"pa", "percent_agreement"},
                                                              {"fleiss", "fleiss_kappa"},
                                                              {"conger", "conger_kappa"},
                                                              {"gwet_ac1", "gwet_ac"},
                                                              {"ac1", "gwet_ac"},
                                                              {"ac", "gwet_ac"},
                                                              {"alpha", "krippendorff_alpha"}};
  auto const other = other_names.find(name);
  return intercoder::coefficient_by_name(other == other_names.end() ? name : other->second)(r, w, {});
}

}  // namespace golden
