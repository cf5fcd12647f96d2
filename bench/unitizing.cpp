// Free text at scale: 10 coders, 10^7 characters, 900,000 units, 200 codes; one thread, beside one pass over the units.
#include <benchmark/benchmark.h>

#include <numeric>

#include <intercoder/inference/interval.hpp>
#include <intercoder/unitizing/alpha_u_1995.hpp>
#include <intercoder/unitizing/character_tables.hpp>
#include <intercoder/unitizing/presence_u_alpha.hpp>
#include <intercoder/unitizing/u_alpha.hpp>

#include <intercoder/core/random.hpp>

#include "data.hpp"

namespace {

using namespace intercoder;

/// Coders agree on most units, and shift or recode some.
continua make_continua(std::size_t sources, std::size_t coders, std::int64_t length, std::size_t codes,
                       std::int64_t mean_unit) {
  continua all;
  for (std::size_t c = 0; c < coders; ++c) all.coders.push_back(std::to_string(c));
  for (std::size_t k = 0; k < codes; ++k) all.codes.push_back(std::to_string(k));
  for (std::size_t i = 0; i < sources; ++i) {
    continuum x{.name = std::to_string(i), .length = length};
    for (std::size_t c = 0; c < coders; ++c) {
      x.coders.push_back(c);
      random_stream shared{7, i}, own{11, i * coders + c};
      std::int64_t from = 0, last = 0;
      while (true) {
        from += static_cast<std::int64_t>(shared.below(static_cast<std::uint64_t>(mean_unit)));
        auto const to = from + 1 + static_cast<std::int64_t>(shared.below(static_cast<std::uint64_t>(mean_unit)));
        auto code = static_cast<std::size_t>(shared.below(codes));
        if (to > length) break;
        auto start = std::max(last, from + static_cast<std::int64_t>(own.below(5)) - 2);
        auto const end = std::min(length, std::max(start + 1, to + static_cast<std::int64_t>(own.below(5)) - 2));
        if (own.below(5) == 0) code = static_cast<std::size_t>(own.below(codes));
        if (own.below(10) > 0 && start < end) {
          x.units.push_back({c, code, start, end});
          last = end;
        }
        from = to;
      }
    }
    all.sources.push_back(std::move(x));
  }
  return all;
}

continua const& large() {
  static continua const all = make_continua(100, 10, 100'000, 200, 100);
  return all;
}

std::size_t units_of(continua const& all) {
  return std::accumulate(all.sources.begin(), all.sources.end(), std::size_t{0},
                         [](std::size_t n, continuum const& x) { return n + x.units.size(); });
}

void read_units(benchmark::State& state) {
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (auto const& x : large().sources)
      for (auto const& u : x.units) sum += u.end - u.start + static_cast<std::int64_t>(u.code + u.coder);
    benchmark::DoNotOptimize(sum);
  }
  state.counters["units"] = static_cast<double>(units_of(large()));
}
BENCHMARK(read_units)->Unit(benchmark::kMillisecond);

void u_alpha_family(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(u_alpha_family(large()).u.value);
  bench::note_peak(state, [] { benchmark::DoNotOptimize(u_alpha_family(large()).u.value); });
  state.counters["input_MB"] = static_cast<double>(units_of(large()) * sizeof(mark)) / 1e6;
}
BENCHMARK(u_alpha_family)->Unit(benchmark::kMillisecond);

void u_alpha_alone(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(u_alpha(large()).value);
}
BENCHMARK(u_alpha_alone)->Unit(benchmark::kMillisecond);

void pooled_over_200_codes(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(pooled_u_alpha(large()).value);
}
BENCHMARK(pooled_over_200_codes)->Unit(benchmark::kMillisecond);

void character_kappas(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(character_tables(large()).size());
  bench::note_peak(state, [] { benchmark::DoNotOptimize(character_tables(large()).size()); });
  state.counters["tables"] = static_cast<double>(character_tables(large()).size());
}
BENCHMARK(character_kappas)->Unit(benchmark::kMillisecond);

void source_bootstrap_2000(benchmark::State& state) {
  auto const e = u_alpha(large());
  for (auto _ : state)
    benchmark::DoNotOptimize(interval(e, {.method = interval_method::percentile, .resamples = 2000, .threads = 1}).low);
}
BENCHMARK(source_bootstrap_2000)->Unit(benchmark::kMillisecond);

void alpha_of_1995(benchmark::State& state) {
  auto one = large();
  one.sources.resize(10);
  for (auto _ : state) benchmark::DoNotOptimize(alpha_u_1995_by_code(one).size());
  state.counters["units"] = static_cast<double>(units_of(one));
}
BENCHMARK(alpha_of_1995)->Unit(benchmark::kMillisecond);

}  // namespace
