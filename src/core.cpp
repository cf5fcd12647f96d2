// The bodies of core/, compiled once.
#include <intercoder/core/assignment-inl.hpp>
#include <intercoder/core/code_ratings-inl.hpp>
#include <intercoder/core/codebook-inl.hpp>
#include <intercoder/core/coder_codebook-inl.hpp>
#include <intercoder/core/continuum-inl.hpp>
#include <intercoder/core/encode-inl.hpp>
#include <intercoder/core/estimate-inl.hpp>
#include <intercoder/core/extent-inl.hpp>
#include <intercoder/core/project-inl.hpp>
#include <intercoder/core/ratings-inl.hpp>
#include <intercoder/core/selection-inl.hpp>
#include <intercoder/core/statistic-inl.hpp>
#include <intercoder/core/study-inl.hpp>
#include <intercoder/core/units-inl.hpp>
