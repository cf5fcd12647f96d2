// The bodies of unitizing/, compiled once.
#include <intercoder/unitizing/alpha_u_1995-inl.hpp>
#include <intercoder/unitizing/alpha_u_2013-inl.hpp>
#include <intercoder/unitizing/boundaries-inl.hpp>
#include <intercoder/unitizing/character_tables-inl.hpp>
#include <intercoder/unitizing/gamma-inl.hpp>
#include <intercoder/unitizing/gamma_alignment-inl.hpp>
#include <intercoder/unitizing/gamma_packing-inl.hpp>
#include <intercoder/unitizing/gamma_sampler-inl.hpp>
#include <intercoder/unitizing/gamma_source-inl.hpp>
#include <intercoder/unitizing/ledger-inl.hpp>
#include <intercoder/unitizing/lines-inl.hpp>
#include <intercoder/unitizing/presence_u_alpha-inl.hpp>
#include <intercoder/unitizing/source_statistic-inl.hpp>
#include <intercoder/unitizing/u_alpha-inl.hpp>
