// The bodies of benchmark.hpp.
#pragma once

#include <algorithm>
#include <array>

#include <intercoder/core/error.hpp>
#include <intercoder/core/names.hpp>
#include <intercoder/core/number_text.hpp>
#include <intercoder/inference/benchmark.hpp>
#include <intercoder/inference/distributions.hpp>
#include <intercoder/inference/variance.hpp>

namespace intercoder {
namespace detail {

inline constexpr std::array landis_koch_words{benchmark_word{"almost perfect", 0.8, false},
                                              benchmark_word{"substantial", 0.6, false},
                                              benchmark_word{"moderate", 0.4, false},
                                              benchmark_word{"fair", 0.2, false},
                                              benchmark_word{"slight", 0, true},
                                              benchmark_word{"poor", -1, true}};
inline constexpr std::array altman_words{benchmark_word{"very good", 0.8, false}, benchmark_word{"good", 0.6, false},
                                         benchmark_word{"moderate", 0.4, false}, benchmark_word{"fair", 0.2, false},
                                         benchmark_word{"poor", -1, true}};
inline constexpr std::array fleiss_words{benchmark_word{"excellent", 0.75, false},
                                         benchmark_word{"intermediate to good", 0.4, true},
                                         benchmark_word{"poor", -1, true}};
inline constexpr std::array cicchetti_words{benchmark_word{"excellent", 0.75, true}, benchmark_word{"good", 0.6, true},
                                            benchmark_word{"fair", 0.4, true}, benchmark_word{"poor", -1, true}};
inline constexpr std::array mchugh_words{
    benchmark_word{"almost perfect", 0.9, false}, benchmark_word{"strong", 0.8, true},
    benchmark_word{"moderate", 0.6, true},        benchmark_word{"weak", 0.4, true},
    benchmark_word{"minimal", 0.2, false},        benchmark_word{"none", -1, true}};
inline constexpr std::array krippendorff_words{benchmark_word{"reliable", 0.8, true},
                                               benchmark_word{"for tentative conclusions", 0.667, true},
                                               benchmark_word{"not reliable", -1, true}};
inline constexpr std::array all_benchmark_scales{
    benchmark_scale{"landis_koch", "landis_koch_1977", landis_koch_words},
    benchmark_scale{"altman", "altman_1991", altman_words},
    benchmark_scale{"fleiss", "fleiss_1981", fleiss_words},
    benchmark_scale{"cicchetti", "cicchetti_1994", cicchetti_words},
    benchmark_scale{"mchugh", "mchugh_2012", mchugh_words},
    benchmark_scale{"krippendorff", "krippendorff_2019", krippendorff_words}};

/// A value that rounding put beside a limit lies on it.
[[nodiscard]] INTERCODER_INLINE std::string_view word_for(benchmark_scale const& scale, double value) {
  for (auto const& word : scale.words)
    if (word.with_low ? value >= word.low - 1e-12 : value > word.low + 1e-12) return word.label;
  return scale.words.back().label;
}

[[nodiscard]] INTERCODER_INLINE benchmark_result begin_benchmark(std::string_view name, double value,
                                                                 double probability) {
  auto const& scale = benchmark_scale_by_name(name);
  if (!(probability > 0.5 && probability < 1))
    throw bad_argument{"benchmark: probability " + number_text(probability) +
                       "; expected a number between 0.5 and 1, such as 0.95"};
  benchmark_result out;
  out.scale = scale.name;
  out.asked = probability;
  double high = 1;
  for (auto const& word : scale.words) {
    out.rows.push_back({word.label, word.low, high});
    high = word.low;
  }
  if (value == value) out.point_label = word_for(scale, value);
  return out;
}

}  // namespace detail

INTERCODER_INLINE std::span<benchmark_scale const> benchmark_scales() { return detail::all_benchmark_scales; }

INTERCODER_INLINE benchmark_scale const& benchmark_scale_by_name(std::string_view name) {
  for (auto const& scale : detail::all_benchmark_scales)
    if (scale.name == name) return scale;
  throw bad_argument{"benchmark: no scale called '" + std::string{name} + "'; known: " +
                     list_names(detail::all_benchmark_scales, [](auto const& scale) { return scale.name; })};
}

INTERCODER_INLINE benchmark_result benchmark(double value, double se, std::string_view scale, double probability) {
  if (!(se > 0)) throw bad_argument{"benchmark: the error is " + number_text(se) + "; expected a number above 0"};
  auto out = detail::begin_benchmark(scale, value, probability);
  out.method = "normal";
  auto const above = [&](double limit) { return distributions::normal_tail((limit - value) / se); };
  double const all = above(-1) - above(1);
  double so_far = 0;
  for (auto& row : out.rows) {
    row.probability = (above(row.low) - above(row.high)) / all;
    row.cumulative = so_far = std::min(1.0, so_far + row.probability);
    if (out.label.empty() && so_far >= probability) {
      out.label = row.label;
      out.probability = so_far;
    }
  }
  return out;
}

INTERCODER_INLINE benchmark_result benchmark(estimate const& e, std::string_view scale, double probability) {
  double const se = standard_error(e);
  if (se > 0) return benchmark(e.value, se, scale, probability);
  auto out = detail::begin_benchmark(scale, e.value, probability);
  auto const i = interval(e, {.level = 2 * probability - 1});
  if (!(i.low == i.low)) {
    out.reason = i.reason;
    return out;
  }
  out.method = "interval";
  out.label = detail::word_for(benchmark_scale_by_name(scale), i.low);
  out.probability = probability;
  out.reason = "The value has no error: the word is that of the lower limit, " + number_text(i.low, 3) + ".";
  return out;
}

}  // namespace intercoder
