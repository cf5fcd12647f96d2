// The extension module intercoder._core: one bind_ function for each folder of include/.
#include <intercoder/version.hpp>

#include "bindings.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of intercoder; use the package.";
  m.attr("__version__") = PYBIND11_TOSTRING(INTERCODER_VERSION_MAJOR) "." PYBIND11_TOSTRING(
      INTERCODER_VERSION_MINOR) "." PYBIND11_TOSTRING(INTERCODER_VERSION_PATCH);
  bind_errors(m);
  bind_core(m);
  bind_labels(m);
  bind_agreement(m);
  bind_inference(m);
  bind_comparing(m);
  bind_coders(m);
  bind_study(m);
  bind_codebooks(m);
  bind_matching(m);
  bind_io(m);
  bind_report(m);
  bind_scores(m);
  bind_unitizing(m);
  bind_as_tools(m);
  bind_unitizing_gamma(m);
  bind_themes(m);
  bind_similarity(m);
  bind_consensus(m);
  bind_versions(m);
}
