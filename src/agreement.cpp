// The bodies of agreement/, and the coefficients that come with the library, compiled once.
#include <intercoder/agreement/by_name-inl.hpp>
#include <intercoder/agreement/chance-inl.hpp>
#include <intercoder/agreement/coefficient-inl.hpp>
#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/distances-inl.hpp>
#include <intercoder/agreement/multi_valued-inl.hpp>
#include <intercoder/agreement/pairs-inl.hpp>
#include <intercoder/agreement/set_distances-inl.hpp>
#include <intercoder/agreement/sets.hpp>
#include <intercoder/agreement/shares-inl.hpp>
#include <intercoder/agreement/tables-inl.hpp>
#include <intercoder/agreement/weighting-inl.hpp>
#include <intercoder/agreement/weights-inl.hpp>

namespace intercoder {

template struct coefficient<chance::none>;
template struct coefficient<chance::uniform>;
template struct coefficient<chance::shared>;
template struct coefficient<chance::dealt>;
template struct coefficient<chance::learnt>;
template struct coefficient<chance::own>;
template struct coefficient<chance::occasional>;
template struct coefficient<chance::values_dealt>;

}  // namespace intercoder
