// Data for the benchmarks, drawn by seed, and what stands beside a time: a read pass over the same bytes, peak memory.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <intercoder/core/numbers.hpp>
#include <intercoder/core/random.hpp>

namespace bench {

inline constexpr std::size_t units = 1'000'000;

/// What `coders` put where the truth is one of five categories: each keeps it with probability 0.7, else guesses.
/// Unit by unit.
inline std::vector<std::int64_t> codes(std::size_t coders) {
  intercoder::random_stream random{1};
  std::vector<std::int64_t> out;
  out.reserve(units * coders);
  for (std::size_t u = 0; u < units; ++u) {
    auto const truth = 1 + random.below(5);
    for (std::size_t c = 0; c < coders; ++c)
      out.push_back(static_cast<std::int64_t>(random.uniform() < 0.7 ? truth : 1 + random.below(5)));
  }
  return out;
}

/// The same as doubles, with NaN in a fifth of the cells.
inline std::vector<double> codes_with_gaps(std::size_t coders) {
  intercoder::random_stream random{2};
  auto const all = codes(coders);
  std::vector<double> out(all.begin(), all.end());
  for (double& x : out)
    if (random.uniform() < 0.2) x = std::numeric_limits<double>::quiet_NaN();
  return out;
}

/// Doubles that (all but surely) never repeat, above 0 as the ratio metric has it. Unit by unit.
inline std::vector<double> measurements(std::size_t coders) {
  intercoder::random_stream random{3};
  std::vector<double> out(units * coders);
  for (double& x : out) x = 0.5 + random.uniform();
  return out;
}

/// A table that lies unit by unit, as the library reads it: where it is.
template <class T>
std::vector<intercoder::number_column> columns(std::vector<T> const& table, std::size_t coders) {
  std::vector<intercoder::number_column> out;
  for (std::size_t c = 0; c < coders; ++c) out.push_back({table.data() + c, static_cast<std::ptrdiff_t>(coders)});
  return out;
}

/// Looks at every byte once and does next to nothing with it. Of bits, since sums of doubles are not vectorised.
template <class T>
std::uint64_t read_pass(std::span<T const> x) {
  static_assert(sizeof(T) == sizeof(std::uint64_t));
  std::uint64_t out = 0;
  for (T const& one : x) out ^= std::bit_cast<std::uint64_t>(one);
  return out;
}

/// The least seconds of several calls made in turns, so that other programs disturb both alike.
template <class First, class Second>
std::pair<double, double> least_seconds(First first, Second second) {
  auto const least = [](double& best, auto const& call) {
    auto const started = std::chrono::steady_clock::now();
    call();
    best = std::min(best, std::chrono::duration<double>{std::chrono::steady_clock::now() - started}.count());
  };
  std::pair<double, double> best{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (int i = 0; i < 50; ++i) {
    least(best.first, first);
    least(best.second, second);
  }
  return best;
}

/// Bytes per second, when every iteration looks at all of these numbers.
template <class T>
void count_bytes(benchmark::State& state, std::vector<T> const& x) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(x.size() * sizeof(T)));
}

/// Sets the counter `x_read_pass`: the time of a call over that of one read pass over what it reads, each at its best.
template <class T, class Call>
void compare_with_read_pass(benchmark::State& state, std::vector<T> const& x, Call call) {
  auto const [own, pass] = least_seconds(call, [&] { benchmark::DoNotOptimize(read_pass(std::span{x})); });
  state.counters["x_read_pass"] = own / pass;
  count_bytes(state, x);
}

/// A figure of this process in megabytes of 10^6 bytes, where the system is Linux: "VmRSS" now, "VmHWM" at its peak.
inline std::optional<double> megabytes(std::string const& figure) {
  std::ifstream status{"/proc/self/status"};
  for (std::string word; status >> word;)
    if (double kilobytes = 0; word == figure + ":" && status >> kilobytes) return kilobytes * 1.024e-3;
  return std::nullopt;
}

/// Sets the counter `peak_MB`: what one call adds to the memory of this process at its peak. Left out where the system
/// cannot say. What was freed before goes back to the system first, or the call would take it without a trace.
template <class Call>
void note_peak(benchmark::State& state, Call call) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  bool const reset = static_cast<bool>(std::ofstream{"/proc/self/clear_refs"} << 5 << std::flush);  // peak := now
  auto const before = megabytes("VmRSS");
  call();
  if (auto const after = megabytes("VmHWM"); reset && before && after) state.counters["peak_MB"] = *after - *before;
}

}  // namespace bench
