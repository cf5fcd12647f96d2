// Numbers of a coefficient or score against what was published of it, in the words of tests/data/statistics.json.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/scores/list.hpp>

#include "golden.hpp"
#include "near.hpp"

namespace golden {

using namespace intercoder;

/// Compares what one case of statistics.json expects of a coefficient or score; a key it does not know fails.
struct published_numbers {
  json const& c;
  int compared = 0;

  [[nodiscard]] double tolerance(std::string const& key) const {
    if (c.contains("tolerances") && c["tolerances"].contains(key)) return c["tolerances"][key];
    return c["tolerance"];
  }

  void compare(std::string const& key, double found, json const& wanted) {
    ++compared;
    CAPTURE(key);
    CHECK(found == near{wanted.is_null() ? not_a_number : wanted.get<double>(), tolerance(key) * 1.0000001});
  }

  /// Some programs divide by n, ours by n - 1.
  static bool divides_by_n(std::string const& id, std::string const& key) {
    return id.starts_with("irrcac_table_") || key == "ase" || key == "ci_normal";
  }

  /// Some programs count units coded once, which say nothing of alpha.
  static double df(std::string const& key, estimate const& e) {
    return (key.ends_with("all_units") ? static_cast<double>(e.data.units()) : e.n_used) - 1;
  }

  void against(std::string const& name, estimate const& e, json const& wanted) {
    CAPTURE(name);
    std::string const id = c["id"];
    if (!wanted.is_object()) return compare(name, e.value, wanted);
    double const shrink = std::sqrt((e.n_used - 1) / e.n_used);
    bool const is_alpha = e.name == "krippendorff_alpha";
    bool const program = id.starts_with("irrcac") || id.starts_with("gwet");
    for (auto const& [key, value] : wanted.items()) {
      double const one = is_alpha && program ? 1 / (e.n_pairable > 0 ? total_codes(e) : 1) : 0;
      double const se = standard_error(e, error_formula::gwet) * (divides_by_n(id, key) ? shrink : 1);
      if (key == "value")
        compare(key, e.value, value);
      else if (key == "do")
        compare(key, e.observed_disagreement, value);
      else if (key == "de")
        compare(key, e.expected_disagreement, value);
      else if (key == "pa" || key == "po")
        compare(key, (1 - one) * e.observed + one, value);  // one: the programs put alpha's small-sample term here
      else if (key == "pe")
        compare(key, one > 0 ? e.expected * (1 - one) + one : e.expected, value);
      else if (key == "se" || key == "ase")
        compare(key, se, value);
      else if (key == "ase0" || key == "se0")
        compare(key, e.null_error(), value);
      else if (key == "z" && e.null_error)
        compare(key, e.value / e.null_error(), value);
      else if (key == "p_two_sided")
        compare(key, 2 * distributions::normal_tail(std::abs(e.value / e.null_error())), value);
      else if (key == "p1" || key == "p1_df_all_units")
        compare(key, distributions::student_t_tail(e.value / se, df(key, e)), value);
      else if (key == "p2")
        compare(key, 2 * distributions::student_t_tail(e.value / se, e.n_used - 1), value);
      else if (key == "ci_normal") {
        double const half = distributions::normal_quantile(0.975) * se;
        compare(key, e.value - half, value[0]);
        compare(key, e.value + half, value[1]);
      } else if (key == "ci" || key == "ci_df_all_units") {
        double const half = distributions::student_t_quantile(0.975, df(key, e)) * se;
        compare(key, e.value - half, value[0]);
        compare(key, std::min(1.0, e.value + half), value[1]);
      } else if (key == "kappa_max")
        compare(key, kappa_max(e.data).value, value);
      else if (key == "po_max") {  // the observed agreement behind the largest kappa
        compare(key, 1 - (1 - kappa_max(e.data).value) * (1 - e.expected), value);
      } else
        FAIL("nothing to compare with " << key);
    }
  }

  /// Scores: the value, and the test and interval that come with it.
  void score(std::string const& key, estimate const& e, json const& wanted) {
    if (!wanted.is_object()) return compare(key, e.value, wanted);
    auto const t = test(e);
    auto const i = interval(e);
    for (auto const& [what, value] : wanted.items()) {
      if (what == "value")
        compare(key, e.value, value);
      else if (what == "F")
        compare(key, t.statistic, value);
      else if (what == "p")
        compare(key, t.p_value, value);
      else if (what == "ci") {
        compare(key, i.low, value[0]);
        compare(key, i.high, value[1]);
      } else
        FAIL("nothing to compare with " << what);
    }
  }

  static double total_codes(estimate const& e) {
    double n = 0;
    for (std::size_t j = 0; j < e.data.rows(); ++j)
      if (e.data.row(j).size() >= 2) n += e.data.row_count()[j] * static_cast<double>(e.data.row(j).size());
    return n;
  }
};

}  // namespace golden
