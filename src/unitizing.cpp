// The bodies of unitizing/, compiled once.
#include <intercoder/unitizing/boundaries-inl.hpp>
#include <intercoder/unitizing/gamma-inl.hpp>
#include <intercoder/unitizing/gamma_alignment-inl.hpp>
#include <intercoder/unitizing/gamma_packing-inl.hpp>
#include <intercoder/unitizing/gamma_sampler-inl.hpp>
#include <intercoder/unitizing/gamma_source-inl.hpp>
#include <intercoder/unitizing/source_statistic-inl.hpp>
