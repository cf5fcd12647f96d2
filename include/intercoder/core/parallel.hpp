// The same work many times over, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace intercoder {

/// Calls `make()` once on each thread and what it returns with every number below `n` once. `after_each(done)` is
/// called on the calling thread only; what is thrown there or in a call stops all of it and is thrown on. `threads` 0:
/// as many as the machine has.
template <class Make, class AfterEach>
void in_parallel(std::size_t n, std::size_t threads, Make const& make, AfterEach const& after_each) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  threads = std::max<std::size_t>(1, std::min(threads, n));
  std::atomic<std::size_t> next{0}, done{0};
  std::atomic<bool> stopped{false};
  std::exception_ptr failure;
  std::mutex failing;
  auto const work = [&](bool calling_thread) {
    try {
      auto call = make();
      for (std::size_t i = next++; i < n && !stopped; i = next++) {
        call(i);
        ++done;
        if (calling_thread) after_each(done.load());
      }
    } catch (...) {
      std::lock_guard const lock{failing};
      if (!failure) failure = std::current_exception();
      stopped = true;
    }
  };
  std::vector<std::thread> others;
  for (std::size_t t = 1; t < threads; ++t) others.emplace_back(work, false);
  work(true);
  for (auto& t : others) t.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace intercoder
