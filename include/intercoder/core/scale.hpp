// The categories: how many there are, what they are called, and what they are worth as numbers.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/error.hpp>
#include <intercoder/core/number_text.hpp>

namespace intercoder {

/// The categories a coder could choose from. Declared categories stay even when nobody used them: the number of
/// categories and their range come from here, never from the data at hand.
class scale {
 public:
  scale() = default;

  /// Labels in their order, lowest first where the order means something. `declared` tells an order that somebody
  /// chose from the accident of which label came first in the data.
  /// @throws bad_argument when a label occurs twice.
  [[nodiscard]] static scale of_labels(std::vector<std::string> labels, bool declared = true) {
    for (std::size_t i = 0; i < labels.size() && labels.size() < 2000; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (labels[i] == labels[j]) throw bad_argument{"scale: label '" + labels[i] + "' is given twice"};
    scale s;
    s.labels_ = std::move(labels);
    s.declared_ = declared;
    return s;
  }

  /// Numbers in ascending order.
  /// @throws bad_argument when they are not finite, or not strictly ascending.
  [[nodiscard]] static scale of_numbers(std::vector<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isfinite(values[i]))
        throw bad_argument{"scale: value " + std::to_string(i + 1) + " is not finite; expected a number"};
      if (i > 0 && !(values[i - 1] < values[i]))
        throw bad_argument{"scale: value " + std::to_string(i + 1) + " is not above the one before it"};
    }
    scale s;
    s.values_ = std::move(values);
    s.declared_ = true;
    return s;
  }

  [[nodiscard]] std::size_t size() const noexcept { return numeric() ? values_.size() : labels_.size(); }
  [[nodiscard]] bool numeric() const noexcept { return !values_.empty(); }
  [[nodiscard]] bool declared() const noexcept { return declared_; }
  /// The category as a number: its value, or its place 1, 2, ... among labels.
  [[nodiscard]] double value(std::size_t k) const { return numeric() ? values_[k] : static_cast<double>(k + 1); }
  /// The category as text; numbers in their shortest exact form.
  [[nodiscard]] std::string label(std::size_t k) const { return numeric() ? number_text(values_[k]) : labels_[k]; }
  [[nodiscard]] std::vector<double> const& values() const noexcept { return values_; }

 private:
  std::vector<std::string> labels_;
  std::vector<double> values_;
  bool declared_ = true;
};

}  // namespace intercoder
