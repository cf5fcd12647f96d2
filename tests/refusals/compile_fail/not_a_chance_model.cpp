// Refused: no type named .*shares
// What is not a chance model makes no coefficient, and the compiler says which requirement it misses.
#include <intercoder/agreement/coefficient.hpp>

struct nonsense {};

intercoder::coefficient<nonsense> const wrong{};
