// The categories: how many there are, what they are called, and what they are worth as numbers or hold as sets.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <intercoder/core/code_lists.hpp>
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

  /// Numbers in ascending order. `declared` tells numbers that could be chosen from those that happen to occur.
  /// @throws bad_argument when they are not finite, or not strictly ascending.
  [[nodiscard]] static scale of_numbers(std::vector<double> values, bool declared = true) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isfinite(values[i]))
        throw bad_argument{"scale: value " + std::to_string(i + 1) + " is not finite; expected a number"};
      if (i > 0 && !(values[i - 1] < values[i]))
        throw bad_argument{"scale: value " + std::to_string(i + 1) + " is not above the one before it"};
    }
    scale s;
    s.values_ = std::move(values);
    s.declared_ = declared;
    return s;
  }

  /// Sets of codes: a coder gives a unit any number of them. Each set holds indices into `codes`, ascending; the one
  /// without any is the empty set, "nothing applies". Only sets that somebody used need to be there.
  /// @throws bad_argument when the codes are sets themselves, or a set is not ascending or holds an index out of range.
  [[nodiscard]] static scale of_sets(scale codes, code_lists sets) {
    if (codes.set_valued()) throw bad_argument{"scale: sets of sets; expected sets of labels or numbers"};
    for (std::size_t k = 0; k < sets.size(); ++k)
      for (std::size_t i = 0; i < sets[k].size(); ++i) {
        auto const code = sets[k][i];
        if (code < 0 || static_cast<std::size_t>(code) >= codes.size() || (i > 0 && code <= sets[k][i - 1]))
          throw bad_argument{"scale: set " + std::to_string(k + 1) + " holds code " + std::to_string(code) +
                             "; expected ascending ones below " + std::to_string(codes.size())};
      }
    scale s;
    s.codes_ = std::make_shared<scale const>(std::move(codes));
    s.sets_ = std::make_shared<code_lists const>(std::move(sets));
    s.declared_ = false;
    return s;
  }

  [[nodiscard]] std::size_t size() const noexcept {
    return set_valued() ? sets_->size() : numeric() ? values_.size() : labels_.size();
  }
  [[nodiscard]] bool numeric() const noexcept { return !values_.empty(); }
  [[nodiscard]] bool set_valued() const noexcept { return sets_ != nullptr; }
  /// Did somebody say which categories there are? Of sets nobody does: those that occur are there.
  [[nodiscard]] bool declared() const noexcept { return declared_; }
  /// The category as a number: its value, or its place 1, 2, ... among labels.
  [[nodiscard]] double value(std::size_t k) const { return numeric() ? values_[k] : static_cast<double>(k + 1); }
  /// The category as text; numbers in their shortest exact form, sets as "{a, b}", the empty one as "{}".
  [[nodiscard]] std::string label(std::size_t k) const {
    if (!set_valued()) return numeric() ? number_text(values_[k]) : labels_[k];
    std::string out;
    for (auto const code : (*sets_)[k])
      out += (out.empty() ? "" : ", ") + codes_->label(static_cast<std::size_t>(code));
    return "{" + out + "}";
  }
  [[nodiscard]] std::vector<double> const& values() const noexcept { return values_; }
  /// The single codes: what the sets are made of, or else the categories themselves.
  [[nodiscard]] scale const& codes() const noexcept { return set_valued() ? *codes_ : *this; }
  /// Each category as a set of single codes; one that is no set is a set of itself.
  [[nodiscard]] std::shared_ptr<code_lists const> sets() const {
    if (set_valued()) return sets_;
    code_lists alone;
    for (std::size_t k = 0; k < size(); ++k) {
      auto const code = static_cast<std::int32_t>(k);
      alone.add({&code, 1});
    }
    return std::make_shared<code_lists const>(std::move(alone));
  }

 private:
  std::vector<std::string> labels_;
  std::vector<double> values_;
  bool declared_ = true;
  std::shared_ptr<scale const> codes_;  // of sets only, like `sets_`
  std::shared_ptr<code_lists const> sets_;
};

}  // namespace intercoder
