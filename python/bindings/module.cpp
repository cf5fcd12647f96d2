// The extension module intercoder._core.
#include <pybind11/pybind11.h>

#include <intercoder/version.hpp>

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of intercoder; use the package.";
  m.attr("__version__") = PYBIND11_TOSTRING(INTERCODER_VERSION_MAJOR) "." PYBIND11_TOSTRING(
      INTERCODER_VERSION_MINOR) "." PYBIND11_TOSTRING(INTERCODER_VERSION_PATCH);
}
