// The library's exceptions become those of the Python package; Ctrl-C becomes KeyboardInterrupt.
#include <intercoder/core/error.hpp>

#include <chrono>
#include <exception>

#include "bindings.hpp"

namespace {

void raise(char const* name, std::exception const& e) {
  auto const type = py::module_::import("intercoder.errors").attr(name);
  PyErr_SetString(type.ptr(), e.what());
}

void translate(std::exception_ptr thrown) {
  if (!thrown) return;
  try {
    std::rethrow_exception(thrown);
  } catch (intercoder::bad_argument const& e) {
    raise("BadArgument", e);
  } catch (intercoder::bad_file const& e) {
    raise("BadFile", e);
  } catch (intercoder::insufficient_data const& e) {
    raise("InsufficientData", e);
  } catch (intercoder::cancelled const& e) {
    // Whoever saw Ctrl-C has set KeyboardInterrupt already.
    if (PyErr_Occurred() == nullptr) PyErr_SetString(PyExc_KeyboardInterrupt, e.what());
  } catch (intercoder::error const& e) {
    raise("IntercoderError", e);
  }
}

}  // namespace

intercoder::progress until_interrupted() {
  using clock = std::chrono::steady_clock;
  return [last = clock::now()](double) mutable {
    if (clock::now() - last < std::chrono::milliseconds{50}) return true;
    last = clock::now();
    py::gil_scoped_acquire const lock;
    return PyErr_CheckSignals() == 0;
  };
}

void bind_errors(py::module_&) { py::register_exception_translator(&translate); }
