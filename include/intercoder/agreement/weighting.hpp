// Weights bound to a scale: the distances of these categories, ready to be summed.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include <intercoder/agreement/distances.hpp>
#include <intercoder/agreement/set_distances.hpp>
#include <intercoder/agreement/weights.hpp>
#include <intercoder/core/ratings.hpp>

namespace intercoder {

/// Distances between the categories of one scale. Agreement is 1 - distance.
class weighting {
 public:
  using shape =
      std::variant<distance::nominal, distance::difference, distance::circular, distance::relative, distance::root,
                   distance::bipolar, distance::within, distance::table, distance::of_sets, distance::of_sets_by_size>;

  /// `use` is how often each category is used; only Krippendorff's ordinal metric looks at it.
  /// @throws bad_argument when the weights do not fit the scale: a matrix of another size, ratio weights on negative
  /// values, weights of sets where categories are none or weights by order where they are, more distinct values than
  /// weights without a closed form can take.
  weighting(weight_choice const& choice, scale const& categories, std::span<double const> use = {});

  [[nodiscard]] std::size_t categories() const noexcept { return categories_; }
  /// Do positions move with use?
  [[nodiscard]] bool follows_use() const noexcept { return follows_use_; }
  [[nodiscard]] double between(std::size_t k, std::size_t l) const {
    return std::visit([&](auto const& d) { return d.between(k, l); }, shape_);
  }
  /// The mean distance of each category from a draw out of `share`.
  [[nodiscard]] std::vector<double> to_all(std::span<double const> share) const;
  /// The mean distance of two draws, one from each distribution.
  [[nodiscard]] double mean(std::span<double const> a, std::span<double const> b) const;

  /// The mean distance of the pairs of codes within a row; 0 for fewer than two codes.
  [[nodiscard]] double within(std::span<cell const> row) const;

  /// Adds `factor` times the derivative of `mean(a, b)` by each category's position.
  void add_slope_of_mean(double factor, std::span<double const> a, std::span<double const> b,
                         std::span<double> out) const;
  /// Adds `factor` times the derivative of `within(row)` by each category's position.
  void add_slope_within(double factor, std::span<cell const> row, std::span<double> out) const;

 private:
  std::size_t categories_;
  bool follows_use_;
  shape shape_;
};

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/weighting-inl.hpp>
#endif
