// The bodies of core/, compiled once.
#include <intercoder/core/code_ratings-inl.hpp>
#include <intercoder/core/codebook-inl.hpp>
#include <intercoder/core/coder_codebook-inl.hpp>
#include <intercoder/core/encode-inl.hpp>
#include <intercoder/core/estimate-inl.hpp>
#include <intercoder/core/extent-inl.hpp>
#include <intercoder/core/frequencies-inl.hpp>
#include <intercoder/core/project-inl.hpp>
#include <intercoder/core/ratings-inl.hpp>
#include <intercoder/core/roll_up-inl.hpp>
#include <intercoder/core/selection-inl.hpp>
#include <intercoder/core/sentences-inl.hpp>
#include <intercoder/core/statistic-inl.hpp>
#include <intercoder/core/study-inl.hpp>
#include <intercoder/core/turns-inl.hpp>
#include <intercoder/core/units-inl.hpp>
#include <intercoder/core/words-inl.hpp>
