// Continua from names, for everything that is computed from what coders marked where.
#pragma once

#include <intercoder/core/continuum.hpp>

#include "studies.hpp"

/// What these coders marked in these sources with these codes; an empty list stands for all.
/// @throws what intercoder::continua_of throws, and intercoder::bad_argument for a name that is not known.
[[nodiscard]] inline intercoder::continua continua_of_names(intercoder::study const& s, names const& coders,
                                                            names const& sources, names const& codes) {
  intercoder::continua_options which;
  for (auto const& x : coders) which.coders.push_back(s.coder_index(x));
  for (auto const& x : sources) which.sources.push_back(s.source_index(x));
  for (auto const& x : codes) which.codes.push_back(s.code_index(x));
  return continua_of(s, which);
}
