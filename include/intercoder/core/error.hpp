// How the library says no: four types that tell whose fault it is.
#pragma once

#include <stdexcept>

namespace intercoder {

/// Base of everything thrown on purpose. A message names the place, what was found and what was expected, in that
/// order, and says "unit 3, coder 1", counted from 1 like a person would, never a bare index.
struct error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The request makes no sense whatever the data: a level outside (0, 1), weights of the wrong size.
struct bad_argument : error {
  using error::error;
};

/// A file does not hold what its format promises. The message starts with the file and names the line or element.
struct bad_file : error {
  using error::error;
};

/// The request is fine, these data cannot answer it. Thrown only where the caller asked for an exception instead of a
/// not-a-number with a status.
struct insufficient_data : error {
  using error::error;
};

/// Long work was stopped because the caller's progress function asked for it.
struct cancelled : error {
  using error::error;
};

}  // namespace intercoder
