// Boost.Math, compiled once.
#include <intercoder/inference/distributions-inl.hpp>
