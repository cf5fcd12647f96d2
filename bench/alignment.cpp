// Alignments of many units: two coders as an assignment, three by search.
#include <benchmark/benchmark.h>

#include <algorithm>

#include <intercoder/core/assignment.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/unitizing/gamma_alignment.hpp>

using namespace intercoder;

namespace {

/// Coders who mark about the same stretches of 40 to 120 characters, now and then one more or less.
std::vector<std::vector<mark>> similar_units(std::size_t coders, std::size_t n) {
  random_stream random{1};
  std::vector<std::vector<mark>> out(coders);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t c = 0; c < coders; ++c) {
      if (random.below(10) == 0) continue;
      auto const start = static_cast<std::int64_t>(100 * i + random.below(60));
      out[c].push_back({c, random.below(20), start, start + 40 + static_cast<std::int64_t>(random.below(80))});
    }
  return out;
}

void alignment_of(benchmark::State& state) {
  auto const units = similar_units(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
  bool exact = true;
  for (auto _ : state) {
    auto const found = best_alignment(units, {});
    exact = exact && found.solution == solution::exact;
    benchmark::DoNotOptimize(found.disorder);
  }
  state.counters["exact"] = exact;
}
BENCHMARK(alignment_of)->Args({2, 10'000})->Args({3, 100})->Args({3, 1'000})->Unit(benchmark::kMillisecond);

void assignment_of(benchmark::State& state) {
  auto const n = static_cast<std::size_t>(state.range(0));
  random_stream random{2};
  std::vector<double> costs(n * n);
  for (double& x : costs) x = random.uniform();
  for (auto _ : state) benchmark::DoNotOptimize(cheapest_assignment(costs, n, n).cost);
}
BENCHMARK(assignment_of)->Arg(100)->Arg(1'000)->Unit(benchmark::kMillisecond);

}  // namespace
