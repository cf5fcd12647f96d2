// How long work says how far it is, and how it is stopped.
#pragma once

#include <functional>
#include <string>

#include <intercoder/core/error.hpp>

namespace intercoder {

/// Said between steps of long work: share done, from 0 to 1. Return false to stop it.
using progress = std::function<bool(double)>;

/// Says it, where anybody wants to know.
/// @throws cancelled when the answer is false.
inline void tell(progress const& report, double done) {
  if (report && !report(done))
    throw cancelled{"stopped on request at " + std::to_string(static_cast<int>(100 * done)) + " %"};
}

}  // namespace intercoder
