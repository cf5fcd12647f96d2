// Coefficients by the name a caller types.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include <intercoder/agreement/coefficients.hpp>

namespace intercoder {

/// A coefficient as a function: ratings, weights and options in, an estimate out.
using coefficient_function = std::function<estimate(ratings const&, weight_choice const&, coefficient_options const&)>;

/// Every coefficient there is.
[[nodiscard]] std::vector<coefficient_info> const& coefficient_list();
/// @throws bad_argument listing the known names.
[[nodiscard]] coefficient_function coefficient_by_name(std::string_view name);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/by_name-inl.hpp>
#endif
