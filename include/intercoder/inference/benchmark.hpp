// Words for values, such as "substantial", and how sure one can be of them. Display only: no result rests on a word.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

/// One word of a scale: values from `low` up to the next better word.
struct benchmark_word {
  std::string_view label;
  double low = -1;
  bool with_low = true;  ///< does the limit itself belong to it?
};
struct benchmark_scale {
  std::string_view name;
  std::string_view source;                ///< key of docs/references.bib
  std::span<benchmark_word const> words;  ///< best first
};
/// Landis & Koch (1977), Altman (1991), Fleiss (1981), Cicchetti (1994), McHugh (2012), Krippendorff (2019): limits as
/// published, gaps such as .20 to .21 closed, negative values with the lowest word where the paper begins at 0.
[[nodiscard]] std::span<benchmark_scale const> benchmark_scales();
/// @throws bad_argument listing the known names: landis_koch, altman, fleiss, cicchetti, mchugh, krippendorff.
[[nodiscard]] benchmark_scale const& benchmark_scale_by_name(std::string_view name);

/// A word and how probable it, and it or a better one, is.
struct benchmark_row {
  std::string_view label;
  double low = -1, high = 1;
  double probability = not_a_number;
  double cumulative = not_a_number;
};

struct benchmark_result {
  std::string_view scale;
  std::string_view label;  ///< the best word that is reached, with better ones, with the probability asked for
  double probability = not_a_number;  ///< with which it is
  double asked = 0.95;
  std::string_view point_label;     ///< the word for the value itself, which says too much
  std::string_view method;          ///< "normal", or "interval": the lower limit's word, where no error is known
  std::vector<benchmark_row> rows;  ///< best first
  std::string reason;               ///< why there is no label, or no table
};

/// Gwet (2014), ch. 6: the value is normal about the true one, within -1 to 1; probabilities are added up from the best
/// word down. The error is by source where sources are known. Where there is none, as for perfect agreement, the label
/// is the word of the lower limit of the one-sided automatic interval of that probability.
/// @throws bad_argument for an unknown scale, or a probability not between 0.5 and 1.
[[nodiscard]] benchmark_result benchmark(estimate const& e, std::string_view scale = "landis_koch",
                                         double probability = 0.95);
/// The same from a value and its error.
/// @throws bad_argument as well when the error is not above 0.
[[nodiscard]] benchmark_result benchmark(double value, double se, std::string_view scale = "landis_koch",
                                         double probability = 0.95);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/benchmark-inl.hpp>
#endif
