// Ratings drawn at random, small tables of two coders, and what a call refuses.
#pragma once

#include <initializer_list>
#include <string>

#include <intercoder/core/error.hpp>
#include <intercoder/core/random.hpp>
#include <intercoder/core/ratings.hpp>

/// Codes below `q` that follow a truth of each unit six times in ten; a share of `gaps` is missing.
inline intercoder::code_table random_codes(intercoder::random_stream& random, Eigen::Index units, Eigen::Index coders,
                                           int q, double gaps = 0) {
  auto const any = [&] { return static_cast<int>(random.below(static_cast<std::uint64_t>(q))); };
  intercoder::code_table t(units, coders);
  for (Eigen::Index u = 0; u < units; ++u) {
    int const truth = any();
    for (Eigen::Index c = 0; c < coders; ++c)
      t(u, c) = random.uniform() < gaps ? intercoder::missing : random.uniform() < 0.6 ? truth : any();
  }
  return t;
}

/// Cell i, j: units to which the first coder gave i and the second j, of the categories 1, 2, ..., row by row.
inline intercoder::ratings two_coders(Eigen::Index q, std::initializer_list<double> cells) {
  intercoder::count_table t(q, q);
  std::copy(cells.begin(), cells.end(), t.data());
  std::vector<double> places;
  for (Eigen::Index k = 1; k <= q; ++k) places.push_back(static_cast<double>(k));
  return intercoder::ratings::from_confusion(t, intercoder::scale::of_numbers(places));
}

/// What a call says when it refuses its arguments.
std::string refusal(auto const& call) {
  try {
    call();
  } catch (intercoder::bad_argument const& e) {
    return e.what();
  }
  return "nothing was refused";
}
