// Values of continua that depend on the sources through sums, with the disagreement that they are made of.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <intercoder/core/continuum.hpp>
#include <intercoder/unitizing/source_statistic.hpp>

namespace intercoder {

/// What each source was found to hold, with all the coders who were asked to mark it, and a way to look again with some
/// of them only. Several values are made from one look.
template <class T>
class source_by_source {
 public:
  using look = std::function<T(continua const&, continuum const&, std::span<std::size_t const> coders)>;

  source_by_source(continua all, look how) : all_{std::move(all)}, look_{std::move(how)} {
    for (auto const& x : all_.sources) with_all_.push_back(look_(all_, x, x.coders));
  }

  /// Calls f with what a source holds for these coders, in ascending order.
  template <class F>
  void with(std::size_t source, std::span<std::size_t const> coders, F f) const {
    auto const& x = all_.sources[source];
    if (std::ranges::equal(coders, x.coders))
      f(with_all_[source]);
    else
      f(look_(all_, x, coders));
  }

  [[nodiscard]] continua const& all() const noexcept { return all_; }
  [[nodiscard]] std::vector<T> const& with_all_coders() const noexcept { return with_all_; }

 private:
  continua all_;
  look look_;
  std::vector<T> with_all_;
};

/// How a value is made from what the sources hold.
template <class T>
struct additive_value {
  std::size_t size = 0;                                   ///< how many sums
  std::function<void(T const&, std::span<double>)> sums;  ///< what one source puts into each
  std::function<disagreement_pair(std::span<double const>)> parts;
};

/// The estimate, with sources as its independent units.
template <class T>
[[nodiscard]] estimate estimate_of(coefficient_info const& info,
                                   std::shared_ptr<source_by_source<T> const> const& sources,
                                   additive_value<T> const& value) {
  auto const add = [sources, value](std::size_t source, std::span<std::size_t const> coders, std::span<double> sums) {
    sources->with(source, coders, [&](T const& found) { value.sums(found, sums); });
  };
  auto const why = [undefined = info.undefined](std::span<double const>) {
    return std::pair{status::no_variation, std::string{undefined}};
  };
  return estimate_of_sources(info, sources->all(),
                             {.size = value.size,
                              .add = add,
                              .value = [value](std::span<double const> sums) { return value.parts(sums).alpha(); },
                              .parts = value.parts,
                              .why = why});
}

}  // namespace intercoder
