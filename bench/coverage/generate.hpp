// Data sets of a cell: the i-th depends on the seed, the cell and i alone.
#pragma once

#include <cstdint>

#include <intercoder/core/random.hpp>
#include <intercoder/core/ratings.hpp>

#include "cell.hpp"

namespace coverage {

class generator {
 public:
  generator(cell const& c, std::uint64_t seed);
  [[nodiscard]] intercoder::ratings operator()(std::uint64_t i) const;

 private:
  /// Which units only the first coder codes.
  [[nodiscard]] std::vector<char> single(intercoder::random_stream& random) const;

  cell cell_;
  population population_;
  std::uint64_t seed_;
  intercoder::scale scale_;
  std::vector<std::string> source_of_;  ///< empty where no source is known
};

}  // namespace coverage
