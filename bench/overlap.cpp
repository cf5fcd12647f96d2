// The overlap matrix of a million segments: two coders, each with 500 codes of their own.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include <intercoder/codebooks/overlap.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/study.hpp>

#include "data.hpp"

namespace {

using namespace intercoder;

constexpr std::size_t segments = 1'000'000, codes_of_one = 500, sources = 100;
constexpr std::int64_t length = 200'000;

/// Segments of 20 to 219 characters anywhere: a place of the text carries about three codes of each coder.
study made_of_segments() {
  study s;
  for (std::size_t i = 0; i < sources; ++i) {
    source one;
    one.name = "source " + std::to_string(i + 1);
    one.length = length;
    s.sources.push_back(one);
  }
  s.coders = {"a", "b"};
  for (std::size_t k = 0; k < 2 * codes_of_one; ++k) {
    code one;
    one.name = "code " + std::to_string(k + 1);
    s.codes.add(one);
  }
  random_stream random{4};
  for (std::size_t i = 0; i < segments; ++i) {
    coding one;
    one.coder = i % 2;
    one.source = random.below(sources);
    one.code = one.coder * codes_of_one + random.below(codes_of_one);
    auto const size = static_cast<std::int64_t>(20 + random.below(200));
    one.start = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(length - size)));
    one.end = one.start + size;
    s.codings.push_back(one);
  }
  return check_study(std::move(s));
}

void overlap_matrix(benchmark::State& state) {
  auto const s = made_of_segments();
  std::size_t cells = 0;
  auto const run = [&] { cells = overlap(s, 0, 1).shared.size(); };
  bench::note_peak(state, run);
  while (state.KeepRunning()) run();
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(s.codings.size()));
  state.counters["cells"] = static_cast<double>(cells);
}

BENCHMARK(overlap_matrix)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
