// What bindings of continua share.
#pragma once

#include <intercoder/core/continuum.hpp>

#include "studies.hpp"

/// What to compare, from names. @throws intercoder::bad_argument for a name that is not known.
[[nodiscard]] intercoder::continua continua_of_names(intercoder::study const& s, names const& coders,
                                                     names const& sources, names const& codes);
