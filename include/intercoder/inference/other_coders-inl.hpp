// The bodies of other_coders.hpp.
#pragma once

#include <string>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/other_coders.hpp>
#include <intercoder/inference/parts.hpp>

namespace intercoder {

INTERCODER_INLINE double variance_over_coders(estimate const& e, double population) {
  auto const coders = static_cast<double>(e.data.coders());
  if (population != 0 && !(population >= coders))
    throw bad_argument{"coder_population: " + number_text(population) + "; expected at least the " +
                       number_text(coders) + " coders at hand"};
  auto const parts = without_coder(e);
  double mean = 0, squares = 0;
  for (auto const& part : parts) mean += part.without.value / coders;
  for (auto const& part : parts) squares += (part.without.value - mean) * (part.without.value - mean);
  return (population == 0 ? 1 : 1 - coders / population) * (coders - 1) / coders * squares;
}

}  // namespace intercoder
