// One cell of a reliability table.
#pragma once

#include <cstdint>

namespace intercoder {

/// One code: who gave it, and which category it is.
struct cell {
  std::int32_t coder;
  std::int32_t code;
  friend bool operator==(cell const&, cell const&) = default;
};

}  // namespace intercoder
