// Statistics of ratings that are scores: intraclass correlations, concordance, ranks, spread.
#include <intercoder/core/error.hpp>
#include <intercoder/scores/list.hpp>

#include <optional>

#include "bindings.hpp"

namespace {

using namespace intercoder;
using rule_name = std::optional<std::string>;

/// One of two words.
template <class T>
T one_of(std::string const& what, std::string const& found, std::string const& a, T first, std::string const& b,
         T second) {
  if (found == a) return first;
  if (found == b) return second;
  throw bad_argument{what + ": found '" + found + "'; expected '" + a + "' or '" + b + "'"};
}

template <estimate (*Function)(ratings const&, coefficient_options const&)>
void bind(py::module_& m, coefficient_info const& info) {
  m.def(
      std::string{info.name}.c_str(),
      [](ratings const& r, rule_name const& missing) { return Function(r, {rule_named(missing)}); }, "ratings"_a,
      "missing"_a, released());
}

}  // namespace

void bind_scores(py::module_& m) {
  m.def(
      "icc",
      [](ratings const& r, int model, bool average, std::optional<std::string> const& kind, rule_name const& missing) {
        icc_options o{.model = model, .average = average, .missing = rule_named(missing)};
        if (kind)
          o.kind = one_of("kind", *kind, "agreement", icc_kind::agreement, "consistency", icc_kind::consistency);
        return icc(r, o);
      },
      "ratings"_a, "model"_a, "average"_a, "kind"_a, "missing"_a, released());
  m.def(
      "finn",
      [](ratings const& r, std::string const& model, double levels, rule_name const& missing) {
        auto const told = one_of("model", model, "one_way", layout::one_way, "two_way", layout::two_way);
        return finn(r, {told, levels, rule_named(missing)});
      },
      "ratings"_a, "model"_a, "levels"_a, "missing"_a, released());
  m.def(
      "iota",
      [](ratings const& r, std::string const& scale, rule_name const& missing) {
        auto const as =
            one_of("scale", scale, "quantitative", iota_scale::quantitative, "nominal", iota_scale::nominal);
        return iota(r, as, {rule_named(missing)});
      },
      "ratings"_a, "scale"_a, "missing"_a, released());
  m.def(
      "mean_correlation",
      [](ratings const& r, std::string const& method, rule_name const& missing) {
        auto const by = one_of("method", method, "pearson", correlation::pearson, "spearman", correlation::spearman);
        return mean_correlation(r, by, {rule_named(missing)});
      },
      "ratings"_a, "method"_a, "missing"_a, released());
  bind<kendall_w>(m, kendall_w_info);
  bind<lin_ccc>(m, lin_ccc_info);
  bind<maxwell_re>(m, maxwell_re_info);
  bind<robinson_a>(m, robinson_a_info);
  m.def("score_list", &score_list);
}
