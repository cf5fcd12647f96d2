// Numbers and results in words, as a paper prints them.
#pragma once

#include <string>

#include <intercoder/core/estimate.hpp>
#include <intercoder/inference/interval.hpp>

namespace intercoder {

/// A value bounded by 1 as APA style has it: no leading zero, two decimals unless asked for others; "not estimable" for
/// not-a-number.
[[nodiscard]] std::string apa(double value, int decimals = 2);
/// A share in whole per cent: "28%"; with one decimal below 10 %.
[[nodiscard]] std::string percent(double share);
/// An amount with its thousands set apart: "20,891"; one decimal where it is not whole.
[[nodiscard]] std::string grouped(double n);
/// "5 sources", "1 source".
[[nodiscard]] std::string count(double n, std::string const& singular, std::string const& plural);
/// "95% CI [.66, .86]", or why there is none.
[[nodiscard]] std::string interval_text(confidence_interval const& i);
/// How the interval was made, in words: "Fisher's z with errors by source", ...
[[nodiscard]] std::string method_text(confidence_interval const& i, estimate const& e);

/// One result in one or two sentences: value, interval, how many units, coders and sources, and what the interval
/// generalises to. Undefined values are "not estimable", with the reason.
[[nodiscard]] std::string sentence(estimate const& e, confidence_interval const& i);

}  // namespace intercoder
