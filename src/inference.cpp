// The bodies of inference/, compiled once.
#include <intercoder/inference/interval-inl.hpp>
#include <intercoder/inference/linear_programme-inl.hpp>
#include <intercoder/inference/margins-inl.hpp>
#include <intercoder/inference/plan-inl.hpp>
#include <intercoder/inference/pooled-inl.hpp>
#include <intercoder/inference/posterior-inl.hpp>
#include <intercoder/inference/sample_size-inl.hpp>
#include <intercoder/inference/test-inl.hpp>
#include <intercoder/inference/variance-inl.hpp>
#include <intercoder/inference/warnings-inl.hpp>
