// Two coders, a million units, no number twice: the value and its error under metrics that compare every two numbers.
#include <benchmark/benchmark.h>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/agreement/weights.hpp>
#include <intercoder/core/encode.hpp>
#include <intercoder/inference/variance.hpp>

#include "data.hpp"

namespace {

using namespace intercoder;

void value(benchmark::State& state, weight_choice const& metric) {
  auto const table = bench::measurements(2);
  auto const columns = bench::columns(table, 2);
  auto const run = [&] {
    benchmark::DoNotOptimize(krippendorff_alpha(ratings_of_numbers(columns, bench::units), metric).value);
  };
  bench::note_peak(state, run);
  while (state.KeepRunning()) run();
}

/// Ratings and value come first: what is seen is the whole way from numbers to an error.
void value_and_error(benchmark::State& state, weight_choice const& metric) {
  auto const table = bench::measurements(2);
  auto const columns = bench::columns(table, 2);
  auto const run = [&] {
    auto const alpha = krippendorff_alpha(ratings_of_numbers(columns, bench::units), metric);
    benchmark::DoNotOptimize(standard_error(alpha));
  };
  bench::note_peak(state, run);
  while (state.KeepRunning()) run();
}

BENCHMARK_CAPTURE(value, ordinal, weights::ordinal)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK_CAPTURE(value_and_error, ordinal, weights::ordinal)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK_CAPTURE(value, interval, weights::interval)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK_CAPTURE(value_and_error, interval, weights::interval)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK_CAPTURE(value, ratio, weights::ratio)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK_CAPTURE(value_and_error, ratio, weights::ratio)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
