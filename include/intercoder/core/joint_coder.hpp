// Several coders taken as one: what any of them marked.
#pragma once

#include <cstddef>
#include <vector>

#include <intercoder/core/config.hpp>
#include <intercoder/core/study.hpp>

namespace intercoder {

/// The study in which these coders are one, in the place of the first of them and called by all their names, who marked
/// what any of them marked. A source is assigned to the joint coder where it was assigned to any of them.
/// @throws bad_argument for no coders, or one of them twice.
[[nodiscard]] study take_as_one(study const& s, std::vector<std::size_t> const& coders);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/core/joint_coder-inl.hpp>
#endif
