// What the bindings of studies share: names as they come from Python, and what they stand for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <intercoder/core/project.hpp>
#include <intercoder/core/study.hpp>

using names = std::vector<std::string>;

/// What to compare, from names. @throws intercoder::bad_argument for a name that is not known.
[[nodiscard]] intercoder::projection projection_of(intercoder::study const& s, std::string const& unit,
                                                   std::string const& uncoded, names const& coders,
                                                   names const& sources);
