// Sample sizes and plans in words.
#include <doctest/doctest.h>

#include <intercoder/agreement/coefficients.hpp>
#include <intercoder/report/planning.hpp>

using namespace intercoder;
namespace sizes = intercoder::sample_sizes;

TEST_SUITE("report: planning") {
  TEST_CASE("sample sizes") {
    CHECK(sentence(sizes::goodness_of_fit(0.4, 0.6, {0.7, 0.3})) ==
          "191 units are enough to tell a kappa of .60 from .40 with power .80 (two-sided test at .05, two coders; "
          "goodness-of-fit test, Donner & Eliasziw, 1992), if units are independent of each other.");
    CHECK(sentence(sizes::krippendorff(0.667, 0.25)) ==
          "41 units are enough to reject an alpha of at most .667 with power .50 if the true one is .834 (one-sided at "
          ".05, two coders, prevalence 25%; Krippendorff's rule, Bloch & Kraemer, 1989), if units are independent of "
          "each other. The rule counts codes, not units: 81.");
    CHECK(sentence(sizes::kappa_limits(0.6, 0.4, not_a_number, {0.7, 0.3})) ==
          "66 units are enough for a 95% limit of .40 around a kappa of .60 (two coders; goodness-of-fit interval, "
          "Rotondi & Donner, 2012), if units are independent of each other.");
    CHECK(sentence(sizes::theme_instances(0.1, 2)) ==
          "29 interviews are enough to meet a theme that 10% of people have at least 2 times with probability .80 "
          "(binomial tail, Fugard & Potts, 2015), if people are drawn at random.");
    CHECK(sentence(sizes::agreement_width(0.5, 0.2)) ==
          "25 units are enough for a 95% interval of .20 on either side of a percent agreement of .50 (normal interval "
          "of a proportion, Gwet, 2014), if units are independent of each other.");
  }

  TEST_CASE("plans, where the sources are enough and where they are not") {
    auto const alpha = [](ratings const& r) { return krippendorff_alpha(r); };
    plan_options o{.minimum = 0.4, .prevalence = 0.3, .method = interval_method::fisher_z, .data_sets = 100};
    auto const p = plan(alpha, o);
    CHECK(sentence(p).starts_with(
        "For a lower limit of the 95% interval above .40 with power .80 if the true value is .80 (prevalence 30%, two "
        "coders, intra-source correlation .05), let all coders code "));
    CHECK(advice(p).ends_with("at least 8 to 10, at random, not the first ones."));
    o.minimum = 0.75;
    CHECK(sentence(plan(alpha, o)).find(", 18 sources of 40 units are not enough: it takes ") != std::string::npos);
  }
}
