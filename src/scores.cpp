// The bodies of scores/, compiled once.
#include <intercoder/scores/anova-inl.hpp>
#include <intercoder/scores/concordance-inl.hpp>
#include <intercoder/scores/icc-inl.hpp>
#include <intercoder/scores/ranks-inl.hpp>
#include <intercoder/scores/spread-inl.hpp>
