// Sample sizes and plans in words, as a methods section or a proposal has them.
#pragma once

#include <string>

#include <intercoder/inference/plan.hpp>
#include <intercoder/inference/sample_size.hpp>

namespace intercoder {

/// How many units are enough for what, by whose formula, and what it takes for granted.
[[nodiscard]] std::string sentence(sample_size const& n);
/// What to code, what interval to expect of it, and how often simulated data kept the promise.
[[nodiscard]] std::string sentence(coding_plan const& p);
/// How to spread the same effort, with the widths that were found.
[[nodiscard]] std::string advice(coding_plan const& p);

}  // namespace intercoder
