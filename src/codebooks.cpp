// The bodies of codebooks/, compiled once.
#include <intercoder/codebooks/chance_overlap-inl.hpp>
#include <intercoder/codebooks/code_names-inl.hpp>
#include <intercoder/codebooks/code_use-inl.hpp>
#include <intercoder/codebooks/coding_similarity-inl.hpp>
#include <intercoder/codebooks/consensus-inl.hpp>
#include <intercoder/codebooks/cooccurrence-inl.hpp>
#include <intercoder/codebooks/disagreements-inl.hpp>
#include <intercoder/codebooks/matching-inl.hpp>
#include <intercoder/codebooks/omega-inl.hpp>
#include <intercoder/codebooks/overlap-inl.hpp>
#include <intercoder/codebooks/partitions-inl.hpp>
#include <intercoder/codebooks/saturation-inl.hpp>
#include <intercoder/codebooks/theme_table-inl.hpp>
#include <intercoder/codebooks/translation-inl.hpp>
#include <intercoder/codebooks/trees-inl.hpp>
#include <intercoder/codebooks/versions-inl.hpp>
