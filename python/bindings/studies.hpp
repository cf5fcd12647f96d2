// What the bindings of studies share: names as they come from Python, and what they stand for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <intercoder/core/project.hpp>
#include <intercoder/core/study.hpp>

using names = std::vector<std::string>;

/// Source, start and end of each segment; none when none are given.
using named_segments = std::optional<std::vector<std::tuple<std::string, std::int64_t, std::int64_t>>>;

/// @throws intercoder::bad_argument for a source that is not known.
[[nodiscard]] std::optional<std::vector<intercoder::segment>> segments_of(intercoder::study const& s,
                                                                          named_segments const& given);

/// What to compare, from names. @throws intercoder::bad_argument for a name that is not known.
[[nodiscard]] intercoder::projection projection_of(intercoder::study const& s, std::string const& unit,
                                                   std::string const& uncoded, names const& coders,
                                                   names const& sources, named_segments const& segments = {});
