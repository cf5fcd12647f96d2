// Results as JSON, for other programs: strict (undefined numbers are null), versioned by "schema".
#pragma once

#include <string>

#include <intercoder/report/comparison.hpp>

namespace intercoder {

/// "intercoder/agreement/1": one value, its interval and its warnings.
[[nodiscard]] std::string to_json(estimate const& e, confidence_interval const& i);

/// "intercoder/report/1": everything a report shows: material, codes, pooled values, overlaps, disagreements with their
/// text, warnings, the methods section. Codes are paths; amounts are units, or characters.
[[nodiscard]] std::string to_json(study const& s, comparison const& c);

}  // namespace intercoder
