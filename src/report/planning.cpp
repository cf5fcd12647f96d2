#include <intercoder/report/planning.hpp>

#include <string_view>
#include <utility>

#include <intercoder/report/references.hpp>
#include <intercoder/report/sentences.hpp>

namespace intercoder {
namespace {

[[nodiscard]] double given(sample_size const& n, std::string_view name) {
  for (auto const& [key, value] : n.given)
    if (key == name) return value;
  return not_a_number;
}

/// Two decimals, or three where two would hide something: .8 is .80, .667 stays .667.
[[nodiscard]] std::string number(double x) {
  double const hundreds = 100 * x;
  double const off = hundreds - static_cast<double>(static_cast<long long>(hundreds + (x < 0 ? -0.5 : 0.5)));
  return apa(x, off > 1e-9 || off < -1e-9 ? 3 : 2);
}

[[nodiscard]] std::string coders_text(double n) { return n == 2 ? "two coders" : grouped(n) + " coders"; }

/// What the units are enough for.
[[nodiscard]] std::string purpose(sample_size const& n) {
  auto const of = [&](std::string_view name) { return number(given(n, name)); };
  auto const test = [&] {
    return "to tell a kappa of " + of("kappa") + " from " + of("null") + " with power " + of("power") + " (" +
           (given(n, "one_sided") == 1 ? "one" : "two") + "-sided test at " + of("alpha");
  };
  auto const level = percent(given(n, "level"));
  if (n.name == "agreement_width")
    return "for a " + level + " interval of " + of("half_width") + " on either side of a percent agreement of " +
           of("agreement") + " (";
  if (n.name == "kappa_width")
    return "for a " + level + " interval of " + of("half_width") + " on either side of a kappa of " + of("kappa") +
           " (two coders, prevalence " + percent(given(n, "prevalence")) + "; ";
  if (n.name == "goodness_of_fit") return test() + ", " + coders_text(given(n, "coders")) + "; ";
  if (n.name == "kappa_test") return test() + ", two coders; ";
  if (n.name == "kappa_limits") {
    auto const upper = given(n, "upper");
    return "for a " + level + (upper == upper ? " interval from " : " limit of ") + of("lower") +
           (upper == upper ? " to " + number(upper) : std::string{}) + " around a kappa of " + of("kappa") + " (" +
           coders_text(given(n, "coders")) + "; ";
  }
  if (n.name == "krippendorff")
    return "to reject an alpha of at most " + of("minimum") + " with power " + of("power") + " if the true one is " +
           number((1 + given(n, "minimum")) / 2) + " (one-sided at " + of("alpha") + ", " +
           coders_text(given(n, "coders")) + ", prevalence " + percent(given(n, "prevalence")) + "; ";
  if (n.name == "lacy_riffe")
    return "for a standard error of " + of("standard_error") + " of a percent agreement of " + of("agreement") +
           " in a population of " + grouped(given(n, "population")) + " (";
  return "to meet a theme that " + percent(given(n, "prevalence")) + " of people have at least " +
         count(given(n, "instances"), "time", "times") + " with probability " + of("power") + " (";
}

/// "the lower limit of the 95% interval above .667 with power .80, and an interval no wider than .20"
[[nodiscard]] std::string wish(plan_options const& o) {
  std::string out;
  if (o.minimum == o.minimum)
    out = "a lower limit of the " + percent(o.level) + " interval above " + number(o.minimum) + " with power " +
          number(o.power);
  if (o.width == o.width)
    out += (out.empty() ? "a " + percent(o.level) + " interval" : std::string{" and an interval"}) + " no wider than " +
           number(o.width);
  return out;
}

[[nodiscard]] std::string outcome(plan_options const& o, plan_layout const& l) {
  auto out = apa(l.width) + " wide on average";
  if (l.power == l.power) out += ", its lower limit above " + number(o.minimum) + " in " + percent(l.power);
  return out + " of " + grouped(static_cast<double>(o.data_sets)) + " simulated data sets";
}

[[nodiscard]] std::string from_sources(plan_layout const& l) {
  return count(l.units_per_source, "unit", "units") + " from each of " + count(l.sources, "source", "sources");
}

}  // namespace

std::string sentence(sample_size const& n) {
  bool const interviews = n.name == "theme_instances";
  auto const enough =
      interviews ? count(n.n_units, "interview is", "interviews are") : count(n.n_units, "unit is", "units are");
  auto out = enough + " enough " + purpose(n) + n.formula + ", " + std::string{cited(n.source)} + ")";
  out += interviews ? ", if people are drawn at random." : ", if units are independent of each other.";
  if (n.n_values == n.n_values) out += " The rule counts codes, not units: " + grouped(n.n_values) + ".";
  return out;
}

std::string sentence(coding_plan const& p) {
  auto const& o = p.asked;
  auto const if_true = " if the true value is " + number(o.target) + " (prevalence " + percent(o.prevalence) + ", " +
                       coders_text(static_cast<double>(o.coders)) + ", intra-source correlation " + number(o.rho) + ")";
  auto const& needed = p.layouts.front();
  auto const& all = p.layouts.back();
  if (p.possible)
    return "For " + wish(o) + if_true + ", let all coders code " + count(p.n_units, "unit", "units") + ", " +
           from_sources(needed) + ". The interval is then " + outcome(o, needed) + ".";
  return "For " + wish(o) + if_true + ", " + count(all.sources, "source", "sources") + " of " +
         count(all.units_per_source, "unit", "units") + " are not enough: it takes " + grouped(p.n_sources) +
         " such sources, " + count(p.n_units, "unit", "units") +
         ". With everything at hand coded by all, the interval is " + outcome(o, all) + ".";
}

std::string advice(coding_plan const& p) {
  auto const& whole = p.layouts.at(1);
  auto const& half = p.layouts.at(2);
  auto const& every = p.layouts.at(3);
  return "Spread the effort: with " + count(whole.units, "unit", "units") + ", the interval is " + apa(whole.width) +
         " wide from " + count(whole.sources, "whole source", "whole sources") + ", " + apa(half.width) + " from " +
         count(half.sources, "half source", "half sources") + ", and with " + count(every.units, "unit", "units") +
         " " + apa(every.width) +
         " from a random sample of every source. Take units at random from every source; where context "
         "demands whole sources, at least 8 to 10, at random, not the first ones.";
}

}  // namespace intercoder
