// Coefficients by the name a caller types.
#pragma once

#include <string_view>
#include <vector>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/pairs.hpp>
#include <intercoder/agreement/sets.hpp>
#include <intercoder/agreement/tables.hpp>

namespace intercoder {

/// Every coefficient there is.
[[nodiscard]] std::vector<coefficient_info> const& coefficient_list();
/// @throws bad_argument listing the known names.
[[nodiscard]] coefficient_function coefficient_by_name(std::string_view name);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/by_name-inl.hpp>
#endif
