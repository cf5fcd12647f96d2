// A study as JSON, for programs that do not link the library.
#pragma once

#include <string>

#include <intercoder/core/study.hpp>

namespace intercoder {

/// One object, `"schema": "intercoder/study/1"`: name, origin, coders (names), sources (id, name, length, text,
/// attributes), codes (id, path, name, parent, definition, codable, colour), codings (source, coder, code, start, end,
/// round), assignments (coder, source, assumed), notes. References are indices counted from 0; what is not known is
/// null, as are start and end where a source is coded as a whole; positions are in code points.
/// @throws bad_argument when a text is not UTF-8.
[[nodiscard]] std::string to_json(study const& s);

}  // namespace intercoder
