// Gamma and its relatives, and measures of boundaries.
#include <intercoder/unitizing/boundaries.hpp>
#include <intercoder/unitizing/gamma.hpp>

#include "bindings.hpp"
#include "continua.hpp"

namespace {

using namespace intercoder;
using distance_of_names = std::optional<std::function<double(std::string const&, std::string const&)>>;

[[nodiscard]] gamma_family family_of(study const& s, names const& coders, names const& sources, names const& codes,
                                     double alpha, double beta, double delta_empty, distance_of_names const& distance,
                                     double precision, std::uint64_t seed, std::size_t steps, std::size_t threads) {
  auto all = continua_of_names(s, coders, sources, codes);
  gamma_options o{.costs = {.alpha = alpha, .beta = beta},
                  .delta_empty = delta_empty,
                  .precision = precision,
                  .seed = seed,
                  .threads = threads,
                  .limits = {.steps = steps},
                  .report = until_interrupted()};
  if (distance)  // asked for every pair of codes once, before the work begins
    o.costs.distance = [&distance, paths = all.codes](std::size_t a, std::size_t b) {
      return (*distance)(paths[a], paths[b]);
    };
  return gamma_family{std::move(all), std::move(o)};
}

[[nodiscard]] py::dict as_dict(gamma_details const& d) {
  py::dict out;
  out["solution"] = text(d.solution);
  out["solution_reason"] = d.reason;
  out["lower"] = d.lower;
  out["upper"] = d.upper;
  out["monte_carlo_error"] = d.monte_carlo_error;
  out["n_samples"] = d.n_samples;
  out["observed_disorder"] = d.observed;
  out["expected_disorder"] = d.expected;
  out["ties"] = d.ties;
  return out;
}

/// Columns: source, and for each coder the codes and stretches of the unitary alignments, None where empty.
[[nodiscard]] py::dict alignment_columns(gamma_family const& f) {
  auto const& all = f.data();
  py::list source;
  std::vector<py::list> code(all.coders.size()), start(all.coders.size()), end(all.coders.size());
  for (auto const& x : f.alignments())
    for (auto const& line : x.best.unit_of) {
      source.append(all.sources[x.source].name);
      std::vector<mark const*> of(all.coders.size(), nullptr);
      for (std::size_t c = 0; c < line.size(); ++c)
        if (line[c] >= 0) of[x.coders[c]] = &x.units[c][static_cast<std::size_t>(line[c])];
      for (std::size_t c = 0; c < of.size(); ++c) {
        code[c].append(of[c] ? py::object{py::str(all.codes[of[c]->code])} : py::none());
        start[c].append(of[c] ? py::object{py::int_(of[c]->start)} : py::none());
        end[c].append(of[c] ? py::object{py::int_(of[c]->end)} : py::none());
      }
    }
  py::dict out;
  out["source"] = source;
  out["code"] = code;
  out["start"] = start;
  out["end"] = end;
  return out;
}

/// Of each coder whose name is given, the place among those compared.
[[nodiscard]] std::size_t reference_of(continua const& all, std::optional<std::string> const& reference) {
  if (!reference) return 0;
  for (std::size_t c = 0; c < all.coders.size(); ++c)
    if (all.coders[c] == *reference) return c;
  throw bad_argument{"reference: '" + *reference + "' is not one of the coders compared"};
}

}  // namespace

void bind_unitizing_gamma(py::module_& m) {
  py::class_<gamma_family>(m, "GammaFamily")
      .def_property_readonly("codes", [](gamma_family const& f) { return f.data().codes; })
      .def_property_readonly("coders", [](gamma_family const& f) { return f.data().coders; })
      .def_property_readonly("notes", [](gamma_family const& f) { return f.data().notes; })
      .def(
          "code_index", [](gamma_family const& f, std::string const& code) { return f.data().code_index(code); },
          "code"_a)
      .def("gamma", &gamma_family::gamma, released())
      .def("gamma_cat", &gamma_family::gamma_cat, released())
      .def("gamma_k", &gamma_family::gamma_k, "code"_a, released())
      .def("of_gamma", [](gamma_family const& f) { return as_dict(f.of_gamma()); })
      .def("of_gamma_cat", [](gamma_family const& f) { return as_dict(f.of_gamma_cat()); })
      .def(
          "of_gamma_k", [](gamma_family const& f, std::size_t code) { return as_dict(f.of_gamma_k(code)); }, "code"_a)
      .def("alignment", alignment_columns);
  m.def("gamma_family", family_of, "study"_a, "coders"_a, "sources"_a, "codes"_a, "alpha"_a, "beta"_a, "delta_empty"_a,
        "distance"_a, "precision"_a, "seed"_a, "steps"_a, "threads"_a, released());

  using similarity = estimate (*)(continua const&, std::int64_t);
  for (auto const& [name, of] :
       {std::pair<char const*, similarity>{"boundary_similarity", boundary_similarity},
        std::pair<char const*, similarity>{"segmentation_similarity", segmentation_similarity}})
    m.def(
        name,
        [of = of](study const& s, names const& coders, names const& sources, names const& codes, std::int64_t n_t) {
          return of(continua_of_names(s, coders, sources, codes), n_t);
        },
        "study"_a, "coders"_a, "sources"_a, "codes"_a, "n_t"_a, released());
  using window_error = estimate (*)(continua const&, std::size_t, std::int64_t);
  for (auto const& [name, of] : {std::pair<char const*, window_error>{"p_k", p_k},
                                 std::pair<char const*, window_error>{"window_diff", window_diff}})
    m.def(
        name,
        [of = of](study const& s, names const& coders, names const& sources, names const& codes,
                  std::optional<std::string> const& reference, std::int64_t window) {
          auto const all = continua_of_names(s, coders, sources, codes);
          auto const place = reference_of(all, reference);
          return std::pair{of(all, place, window), all.coders[place]};
        },
        "study"_a, "coders"_a, "sources"_a, "codes"_a, "reference"_a, "window"_a, released());
}
