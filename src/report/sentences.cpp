#include <intercoder/report/sentences.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <intercoder/inference/clustering.hpp>

namespace intercoder {
namespace {

[[nodiscard]] std::string fixed(double value, int digits) {
  std::array<char, 64> text{};
  auto const end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr;
  return {text.data(), end};
}

[[nodiscard]] std::string weights_text(estimate const& e) {
  return e.weights == "nominal" || e.weights_belong_to_it ? "" : " (" + e.weights + " weights)";
}

}  // namespace

std::string apa(double value, int decimals) {
  if (!(value == value)) return "not estimable";
  auto text = fixed(value, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos) text.erase(0, text.find_first_not_of('-'));  // no "-.00"
  if (text.starts_with("0.")) text.erase(0, 1);
  if (text.starts_with("-0.")) text.erase(1, 1);
  return text;
}

std::string percent(double share) {
  if (!(share == share)) return "not estimable";
  double const p = 100 * share;
  return (p != 0 && std::abs(p) < 10 && p != std::round(p) ? fixed(p, 1) : fixed(p, 0)) + "%";
}

std::string grouped(double n) {
  auto text = fixed(n, n == std::round(n) ? 0 : 1);
  auto const point = std::min(text.find('.'), text.size());
  for (auto at = point; at > 3 + (n < 0 ? 1u : 0u); at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string count(double n, std::string const& singular, std::string const& plural) {
  return grouped(n) + " " + (n == 1 ? singular : plural);
}

std::string interval_text(confidence_interval const& i) {
  if (!(i.low == i.low)) return "no interval: " + (i.reason.empty() ? std::string{"not estimable."} : i.reason);
  return percent(i.level) + " CI [" + apa(i.low) + ", " + apa(i.high) + "]";
}

std::string method_text(confidence_interval const& i, estimate const& e) {
  auto const resamples = [&](std::string const& what) {
    auto const undefined = static_cast<double>(i.undefined_resamples);
    return what + count(static_cast<double>(i.n_resamples), "resample", "resamples") + " of " +
           (e.n_sources >= 2 || e.of_sources() ? "sources" : "units") +
           (undefined > 0 ? " (" + grouped(undefined) + " of them undefined)" : "");
  };
  std::string by = e.n_sources >= 2 || e.of_sources() ? ", sources as independent"
                   : e.n_sources == 0                 ? ", units as independent"
                                                      : "";
  if (i.correlation_assumed)
    by += std::string{", with an intra-source correlation of "} + apa(assumed_correlation) +
          " assumed for lack of sources";
  switch (i.method) {
    case interval_method::automatic: return "";
    case interval_method::fisher_z: return "Fisher's z and Student's t" + by;
    case interval_method::t: return "Student's t" + by;
    case interval_method::normal: return "the normal distribution" + by;
    case interval_method::logit: return "the logit and Student's t" + by;
    case interval_method::jeffreys: {
      std::string const also = i.also == interval_method::fisher_z ? " and Fisher's z together"
                               : i.also == interval_method::logit  ? " and the logit together"
                                                                   : "";
      return "a posterior with Jeffreys' or a margin-shaped prior" + also + by;
    }
    case interval_method::exact:
      return (e.own_interval ? "exact limits from F" : "exact limits of the share of units without disagreement") + by;
    case interval_method::gof: return "goodness of fit" + by;
    case interval_method::percentile: return resamples("percentiles of ");
    case interval_method::bca: return resamples("bias-corrected and accelerated percentiles of ");
    case interval_method::krippendorff:
      return "Krippendorff's bootstrap (" + grouped(static_cast<double>(i.n_resamples)) +
             " resamples of pairs of codes), which takes pairs of one unit as independent and is too narrow";
  }
  return "";
}

std::string sentence(estimate const& e, confidence_interval const& i) {
  auto title = e.title + weights_text(e);
  title[0] = static_cast<char>(title[0] >= 'a' && title[0] <= 'z' ? title[0] - 'a' + 'A' : title[0]);
  auto const units = e.data.design().stretches ? count(e.n_pairable, "character", "characters")
                     : e.of_sources()          ? count(e.n_pairable, "source", "sources")
                                               : count(e.n_pairable, "unit", "units");
  auto const by = e.n_coders == 2 ? std::string{"both"} : "at least two of " + grouped(static_cast<double>(e.n_coders));
  auto const material =
      units + (e.of_sources() ? " marked by " : " coded by ") + by + (e.n_coders == 1 ? " coder" : " coders") +
      (e.n_sources > 0 && !e.of_sources() ? " in " + count(static_cast<double>(e.n_sources), "source", "sources") : "");
  if (!e.defined()) {
    auto out = title + " is not estimable (" + material + "): " + e.reason;
    if (e.observed == e.observed) out += " Observed agreement was " + apa(e.observed) + ".";
    return out;
  }
  auto out = title + " was " + apa(e.value) + ", " + interval_text(i);
  if (out.back() == '.') out.pop_back();
  out += " (" + material + ").";
  if (i.low == i.low)
    out += " The interval is from " + method_text(i, e) + "; it generalises to other " +
           (e.n_sources > 0 || e.of_sources() ? "sources" : "units") + " like these" +
           (i.other_coders ? " and to other coders like these." : ", not to other coders.");
  return out;
}

}  // namespace intercoder
