// From labels to a nominal coefficient, beside one read pass over the same bytes: how far the counting is from the
// speed of memory.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <span>
#include <vector>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/core/encode.hpp>

#include "data.hpp"

namespace {

using namespace intercoder;

void alpha_nominal(benchmark::State& state) {
  auto const table = bench::codes_with_gaps(5);
  auto const columns = bench::columns(table, 5);
  auto const run = [&] {
    benchmark::DoNotOptimize(krippendorff_alpha(ratings_of_numbers(columns, bench::units)).value);
  };
  bench::note_peak(state, run);
  while (state.KeepRunning()) run();
  bench::compare_with_read_pass(state, table, run);
}

void alpha_nominal_read_pass(benchmark::State& state) {
  auto const table = bench::codes_with_gaps(5);
  while (state.KeepRunning()) benchmark::DoNotOptimize(bench::read_pass(std::span{table}));
  bench::count_bytes(state, table);
}

/// Two columns, each on its own in memory.
void cohen_kappa_int64(benchmark::State& state) {
  auto const table = bench::codes(2);
  std::vector<std::int64_t> apart(table.size());
  for (std::size_t u = 0; u < bench::units; ++u)
    for (std::size_t c = 0; c < 2; ++c) apart[c * bench::units + u] = table[u * 2 + c];
  std::vector<number_column> const columns{{apart.data()}, {apart.data() + bench::units}};
  auto const run = [&] { benchmark::DoNotOptimize(cohen_kappa(ratings_of_numbers(columns, bench::units)).value); };
  bench::note_peak(state, run);
  while (state.KeepRunning()) run();
  bench::compare_with_read_pass(state, apart, run);
}

void cohen_kappa_int64_read_pass(benchmark::State& state) {
  auto const table = bench::codes(2);
  while (state.KeepRunning()) benchmark::DoNotOptimize(bench::read_pass(std::span{table}));
  bench::count_bytes(state, table);
}

BENCHMARK(alpha_nominal_read_pass)->Unit(benchmark::kMillisecond);
BENCHMARK(alpha_nominal)->Unit(benchmark::kMillisecond);
BENCHMARK(cohen_kappa_int64_read_pass)->Unit(benchmark::kMillisecond);
BENCHMARK(cohen_kappa_int64)->Unit(benchmark::kMillisecond);

}  // namespace
