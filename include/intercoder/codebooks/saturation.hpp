// Saturation: how many codes each further source added, and whether another one would add any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <intercoder/core/config.hpp>

namespace intercoder {

/// When saturation counts as reached.
enum class saturation_rule {
  guest2020,      ///< codes new in a run of sources are at most this share of those in the base
  francis2010,    ///< the same with no new code at all: ten sources and three more ("10+3")
  s_coefficient,  ///< in each of a run of sources, nearly all codes have been seen before
  hennink2017     ///< nearly all codes that there are in the end have been seen
};

/// @throws bad_argument listing the rules there are.
[[nodiscard]] saturation_rule saturation_rule_named(std::string_view name);

struct saturation_options {
  saturation_rule rule = saturation_rule::guest2020;
  std::size_t base = 4;     ///< sources in the base; for `guest2020` and `francis2010`
  std::size_t run = 2;      ///< sources in a run; not for `hennink2017`
  double threshold = 0.05;  ///< share of codes that may be new
  std::size_t orders = 1000;
  double band = 0.9;       ///< share of the random orders that lie within the band
  std::uint64_t seed = 0;  ///< order b depends on the seed and b alone
};

/// Sources in order, each with its codes: numbers from 0.
using codes_by_source = std::vector<std::vector<std::size_t>>;

/// A value and its standard error.
struct value_with_error {
  double value = 0;
  double error = 0;
};

/// Codes that there would be if sources like these were added without end, and the share of all mentions that would be
/// of codes seen here: NaN where it is undefined.
struct richness {
  std::size_t seen = 0;         ///< codes
  std::size_t once = 0;         ///< codes in one source only
  std::size_t twice = 0;        ///< codes in exactly two
  value_with_error chao2;       ///< Chao (1987); corrected for bias where no code is in exactly two
  value_with_error jackknife1;  ///< error: Heltshe & Forrester (1983)
  value_with_error jackknife2;  ///< error: Burnham & Overton (1979)
  value_with_error bootstrap;   ///< Smith & van Belle (1984)
  value_with_error coverage;    ///< Chao & Jost (2012); error: leaving out one source at a time
};

struct saturation_result {
  std::vector<std::size_t> codes;      ///< by source, in the order given: how many it has
  std::vector<std::size_t> added;      ///< of these, codes of no source before it
  std::vector<std::size_t> seen;       ///< codes so far
  std::vector<double> share_of_base;   ///< codes new in the run that begins behind this source; NaN where there is none
  std::vector<double> s;               ///< share of its codes that were seen before; NaN in the first and without codes
  std::vector<double> expected;        ///< codes seen in as many sources in a random order
  std::vector<double> low, high;       ///< between which most of the random orders lie
  std::optional<std::size_t> reached;  ///< sources that were enough
  std::optional<std::size_t> needed;   ///< sources it took to see that: with the run
  std::vector<std::size_t> reached_in_orders;  ///< ascending, of the random orders in which it is reached
  std::size_t orders = 0;
  richness estimates;
};

/// Interviews as sampling units, codes as species: the estimators of ecology.
[[nodiscard]] richness richness_of(codes_by_source const& sources);

/// Guest, Namey & Chen (2020), guest_namey_chen_2020; Francis et al. (2010); Yang, Qi & Zhang (2022); Hennink, Kaiser &
/// Marconi (2017). The shares of `guest2020` are of the codes in the base alone, and runs move on by one source.
/// @throws bad_argument for a base or run of 0, a threshold outside [0, 1), and a band outside (0, 1).
[[nodiscard]] saturation_result saturation(codes_by_source const& sources, saturation_options const& options = {});

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/saturation-inl.hpp>
#endif
