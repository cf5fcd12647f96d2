// The bodies of inference/, compiled once.
#include <intercoder/inference/adjusted-inl.hpp>
#include <intercoder/inference/compare-inl.hpp>
#include <intercoder/inference/homogeneity-inl.hpp>
#include <intercoder/inference/interval-inl.hpp>
#include <intercoder/inference/linear_programme-inl.hpp>
#include <intercoder/inference/margins-inl.hpp>
#include <intercoder/inference/of_units-inl.hpp>
#include <intercoder/inference/plan-inl.hpp>
#include <intercoder/inference/pooled-inl.hpp>
#include <intercoder/inference/posterior-inl.hpp>
#include <intercoder/inference/sample_size-inl.hpp>
#include <intercoder/inference/strata-inl.hpp>
#include <intercoder/inference/student-inl.hpp>
#include <intercoder/inference/test-inl.hpp>
#include <intercoder/inference/variance-inl.hpp>
#include <intercoder/inference/warnings-inl.hpp>
