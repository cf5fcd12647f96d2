// The bodies of codebooks/, compiled once.
#include <intercoder/codebooks/disagreements-inl.hpp>
#include <intercoder/codebooks/omega-inl.hpp>
#include <intercoder/codebooks/overlap-inl.hpp>
