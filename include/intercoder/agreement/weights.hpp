// How much two categories agree: 1 for the same one, less the further apart they are. Which weights to use.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <intercoder/agreement/distances.hpp>
#include <intercoder/core/scale.hpp>

namespace intercoder {

/// Named weights, or a matrix. Krippendorff's metrics are distances as he defined them, subtracted from 1; the others
/// are agreement weights between 0 and 1, also those of sets of codes: set distances enter as they are, not squared.
struct weight_choice {
  enum class kind {
    nominal,
    ordinal,
    interval,
    ratio,
    circular,
    bipolar,  // Krippendorff (2019), ch. 12
    linear,
    quadratic,
    radical,  // Cicchetti & Allison; Fleiss & Cohen; Gwet
    gwet_ordinal,
    gwet_ratio,
    gwet_circular,
    gwet_bipolar,  // Gwet (2014), ch. 3
    jaccard,
    dice,
    masi,
    masi_2004,
    masi_nltk,
    masi_dkpro,  // of sets of codes: set_distances.hpp
    matrix,
    within,
    membership  // of fuzzy kappa only: the empty set agrees with nothing, not even with itself
  };
  kind name = kind::nominal;
  std::shared_ptr<weight_matrix const> matrix;  ///< agreement weights, for `kind::matrix`
  double tolerance = 0;                         ///< for `kind::within`

  [[nodiscard]] std::string text() const;
  /// Do the distances move with how often categories are used? True for Krippendorff's ordinal metric.
  [[nodiscard]] bool follows_use() const noexcept { return name == kind::ordinal; }
  /// Do they compare sets of codes? They take ratings whose categories are sets, and nothing else.
  [[nodiscard]] bool of_sets() const noexcept {
    return (name >= kind::jaccard && name <= kind::masi_dkpro) || name == kind::membership;
  }
  /// Does the value change when all distances are multiplied? Only matters to percent agreement and Gwet's AC.
  [[nodiscard]] bool unbounded() const noexcept { return name == kind::ordinal || name == kind::interval; }
};

namespace weights {

inline weight_choice const nominal{weight_choice::kind::nominal, nullptr, 0};
inline weight_choice const ordinal{weight_choice::kind::ordinal, nullptr, 0};
inline weight_choice const interval{weight_choice::kind::interval, nullptr, 0};
inline weight_choice const ratio{weight_choice::kind::ratio, nullptr, 0};
inline weight_choice const circular{weight_choice::kind::circular, nullptr, 0};
inline weight_choice const bipolar{weight_choice::kind::bipolar, nullptr, 0};
inline weight_choice const linear{weight_choice::kind::linear, nullptr, 0};
inline weight_choice const quadratic{weight_choice::kind::quadratic, nullptr, 0};
inline weight_choice const radical{weight_choice::kind::radical, nullptr, 0};
inline weight_choice const gwet_ordinal{weight_choice::kind::gwet_ordinal, nullptr, 0};
inline weight_choice const gwet_ratio{weight_choice::kind::gwet_ratio, nullptr, 0};
inline weight_choice const gwet_circular{weight_choice::kind::gwet_circular, nullptr, 0};
inline weight_choice const gwet_bipolar{weight_choice::kind::gwet_bipolar, nullptr, 0};
inline weight_choice const jaccard{weight_choice::kind::jaccard, nullptr, 0};
inline weight_choice const dice{weight_choice::kind::dice, nullptr, 0};
inline weight_choice const masi{weight_choice::kind::masi, nullptr, 0};
inline weight_choice const masi_2004{weight_choice::kind::masi_2004, nullptr, 0};
inline weight_choice const masi_nltk{weight_choice::kind::masi_nltk, nullptr, 0};
inline weight_choice const masi_dkpro{weight_choice::kind::masi_dkpro, nullptr, 0};

/// A q x q matrix of agreement weights in the order of the scale.
/// @throws bad_argument unless it is square, finite, symmetric, with ones on the diagonal.
[[nodiscard]] weight_choice from_matrix(weight_matrix agreement);
/// Values agree that are no further apart than this, and all others do not. Named "within_1", "within_0.5", ...
/// @throws bad_argument unless it is a finite number that is not negative.
[[nodiscard]] weight_choice within(double tolerance);
/// By name: "nominal", "ordinal", ..., "within_1".
/// @throws bad_argument listing the known names.
[[nodiscard]] weight_choice by_name(std::string_view name);
/// Every name `by_name` takes, but for those with a number in them.
[[nodiscard]] std::vector<std::string_view> const& names();

}  // namespace weights
}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/agreement/weights-inl.hpp>
#endif
