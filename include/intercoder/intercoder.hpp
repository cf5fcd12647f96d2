// Everything that needs nothing linked. Not in it: io/ (reads and writes files) and report/ (results in words and
// JSON), whose bodies are compiled.
#pragma once

#include <intercoder/agreement/by_name.hpp>
#include <intercoder/codebooks/disagreements.hpp>
#include <intercoder/codebooks/omega.hpp>
#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/assignment.hpp>
#include <intercoder/core/code_ratings.hpp>
#include <intercoder/core/encode.hpp>
#include <intercoder/core/extent.hpp>
#include <intercoder/core/frequencies.hpp>
#include <intercoder/core/roll_up.hpp>
#include <intercoder/inference/benchmark.hpp>
#include <intercoder/inference/compare.hpp>
#include <intercoder/inference/drift.hpp>
#include <intercoder/inference/homogeneity.hpp>
#include <intercoder/inference/interval.hpp>
#include <intercoder/inference/margins.hpp>
#include <intercoder/inference/parts.hpp>
#include <intercoder/inference/plan.hpp>
#include <intercoder/inference/pooled.hpp>
#include <intercoder/inference/reference.hpp>
#include <intercoder/inference/replaceable.hpp>
#include <intercoder/inference/sample_size.hpp>
#include <intercoder/inference/signed_rank.hpp>
#include <intercoder/inference/strata.hpp>
#include <intercoder/inference/test.hpp>
#include <intercoder/inference/unit_table.hpp>
#include <intercoder/inference/warnings.hpp>
#include <intercoder/scores/list.hpp>
#include <intercoder/unitizing/boundaries.hpp>
#include <intercoder/unitizing/gamma.hpp>
#include <intercoder/version.hpp>
