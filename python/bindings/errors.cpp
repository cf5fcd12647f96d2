// The library's exceptions become those of the Python package; Ctrl-C becomes KeyboardInterrupt.
#include <intercoder/core/error.hpp>

#include <chrono>
#include <exception>
#include <memory>

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

/// Looks for Ctrl-C twenty times a second, and lets intercoder._progress draw a bar.
class watcher {
 public:
  watcher() = default;
  watcher(watcher const&) = delete;
  watcher& operator=(watcher const&) = delete;
  ~watcher() {
    if (!bar_) return;
    py::gil_scoped_acquire const lock;
    py::error_scope const thrown;  // this may run on the way out of an error
    try {
      bar_.attr("close")();
    } catch (py::error_already_set&) {  // a bar that cannot be removed is no reason to lose the result
    }
    bar_ = py::object{};
  }

  bool operator()(double done) {
    if (clock::now() - last_ < std::chrono::milliseconds{50}) return true;
    last_ = clock::now();
    py::gil_scoped_acquire const lock;
    if (PyErr_CheckSignals() != 0) return false;
    try {
      if (!bar_) bar_ = py::module_::import("intercoder._progress").attr("Bar")();
      bar_.attr("show")(done);
    } catch (py::error_already_set& e) {
      if (!e.matches(PyExc_KeyboardInterrupt)) return true;
      e.restore();
      return false;
    }
    return true;
  }

 private:
  using clock = std::chrono::steady_clock;
  clock::time_point last_ = clock::now();
  py::object bar_{};
};

}  // namespace

intercoder::progress until_interrupted() {
  return [watching = std::make_shared<watcher>()](double done) { return (*watching)(done); };
}

void bind_errors(py::module_&) { py::register_exception_translator(&translate); }
