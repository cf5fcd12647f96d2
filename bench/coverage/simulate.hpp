// Runs cells: how often each kind of interval holds the true value, and how wide it is.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cell.hpp"

namespace coverage {

/// A kind of interval to try: a method of the library by name, with sources or as if units were independent.
struct contender {
  std::string name;  ///< as the table has it
  std::string method;
  bool by_source = true;
  bool slow = false;  ///< tried on the first `slow_datasets` data sets only
};
/// To add a method, add a line.
[[nodiscard]] std::vector<contender> contenders();

struct settings {
  std::size_t datasets = 4000;
  std::size_t slow_datasets = 400;
  std::size_t draws = 500;
  std::size_t threads = 1;
  std::uint64_t seed = 20260101;
};

/// Counts over the data sets of a cell, for one coefficient and one kind of interval.
struct tally {
  std::size_t datasets = 0;
  std::size_t defined = 0;  ///< the coefficient has a value
  std::size_t given = 0;    ///< the interval has limits
  std::size_t refused = 0;  ///< the method does not fit these data
  std::size_t covered = 0;
  std::size_t too_high = 0;  ///< the interval lies above the true value
  std::size_t too_low = 0;
  std::size_t warned = 0;                     ///< the estimate has at least one warning
  double width = 0;                           ///< summed over those given
  std::map<std::string, std::size_t> chosen;  ///< by "auto"
  void add(tally const& other);
};

struct result {
  std::size_t cell;
  std::string coefficient;
  std::string interval;
  tally counts;
};

/// In the order of cells, coefficients, contenders. The digits do not depend on the number of threads. `done` is told
/// the share of the work that is finished, from any thread, one call at a time.
[[nodiscard]] std::vector<result> simulate(std::vector<cell> const& cells, settings const& s,
                                           std::function<void(double)> const& done = {});

}  // namespace coverage
