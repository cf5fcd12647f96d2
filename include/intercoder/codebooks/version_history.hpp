// A codebook over several versions: where each code stood in each of them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <intercoder/codebooks/versions.hpp>
#include <intercoder/core/config.hpp>

namespace intercoder {

/// A code that an earlier version had and the one just before had not.
struct returned_code {
  std::size_t version = 0;    ///< where it is again
  std::size_t last_seen = 0;  ///< the version that had it last
  same_code code;             ///< between these two
};

struct version_history {
  std::vector<codebook_changes> changes;  ///< from each version to the next; what returned is not among what was added
  std::vector<returned_code> returned;
  /// For each code, its place in each version. Codes of the last version come first, in its order; then those that went
  /// last, in the order of the version that had them last; and so on.
  std::vector<std::vector<std::optional<std::size_t>>> codes;
};

/// Follows codes from version to version. What went and comes back is the same code when its identifier says so, or its
/// path as it was last; a name alone is no evidence for that.
/// @throws bad_argument for fewer than two versions.
[[nodiscard]] version_history history_of(std::vector<codebook const*> const& versions);
[[nodiscard]] version_history history_of(std::vector<study const*> const& versions);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/codebooks/version_history-inl.hpp>
#endif
