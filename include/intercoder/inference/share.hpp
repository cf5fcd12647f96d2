// The interval of a share: in how many of n sources a theme occurs.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include <intercoder/core/config.hpp>

namespace intercoder {

enum class share_method { wilson, clopper_pearson, jeffreys };

/// @throws bad_argument listing the methods there are.
[[nodiscard]] share_method share_method_named(std::string_view name);

/// Limits of the share behind x of n, as independent draws: Wilson (1927), Clopper & Pearson (1934), or the posterior
/// under Jeffreys' prior with the ends of the scale kept where x is 0 or n (Brown, Cai & DasGupta, 2001).
/// @throws bad_argument for more of a kind than there are, none at all, or a level outside (0, 1).
[[nodiscard]] std::pair<double, double> share_limits(std::uint64_t x, std::uint64_t n,
                                                     share_method m = share_method::wilson, double level = 0.95);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/share-inl.hpp>
#endif
