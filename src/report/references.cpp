#include <intercoder/report/references.hpp>

#include <algorithm>
#include <iterator>

namespace intercoder {
namespace {

constexpr paper all[] = {
    {"altaye_2001", "Altaye, Donner & Klar, 2001",
     "Altaye, M., Donner, A., & Klar, N. (2001). Inference procedures for assessing interobserver agreement among "
     "multiple raters. Biometrics, 57(2), 584-588."},
    {"bangdiwala_1985", "Bangdiwala, 1985",
     "Bangdiwala, S. I. (1985). A graphical test for observer agreement. Proceedings of the 45th Session of the "
     "International Statistical Institute, 1, 307-308."},
    {"bloch_kraemer_1989", "Bloch & Kraemer, 1989",
     "Bloch, D. A., & Kraemer, H. C. (1989). 2 x 2 kappa coefficients: Measures of agreement or association. "
     "Biometrics, 45(1), 269-287."},
    {"brennan_prediger_1981", "Brennan & Prediger, 1981",
     "Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives. Educational "
     "and Psychological Measurement, 41(3), 687-699."},
    {"brown_2001", "Brown, Cai & DasGupta, 2001",
     "Brown, L. D., Cai, T. T., & DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical "
     "Science, 16(2), 101-133."},
    {"byrt_1993", "Byrt, Bishop & Carlin, 1993",
     "Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology, "
     "46(5), 423-429."},
    {"cantor_1996", "Cantor, 1996",
     "Cantor, A. B. (1996). Sample-size calculations for Cohen's kappa. Psychological Methods, 1(2), 150-153."},
    {"cicchetti_feinstein_1990", "Cicchetti & Feinstein, 1990",
     "Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II. Resolving the paradoxes. Journal "
     "of Clinical Epidemiology, 43(6), 551-558."},
    {"clopper_pearson_1934", "Clopper & Pearson, 1934",
     "Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the "
     "binomial. Biometrika, 26(4), 404-413."},
    {"cohen_1960", "Cohen, 1960",
     "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, "
     "20(1), 37-46."},
    {"conger_1980", "Conger, 1980",
     "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological Bulletin, "
     "88(2), 322-328."},
    {"de_vries_2008", "De Vries et al., 2008",
     "De Vries, H., Elliott, M. N., Kanouse, D. E., & Teleki, S. S. (2008). Using pooled kappa to summarize interrater "
     "agreement across many items. Field Methods, 20(3), 272-282."},
    {"donner_eliasziw_1992", "Donner & Eliasziw, 1992",
     "Donner, A., & Eliasziw, M. (1992). A goodness-of-fit approach to inference procedures for the kappa statistic: "
     "Confidence interval construction, significance-testing and sample size estimation. Statistics in Medicine, "
     "11(11), 1511-1519."},
    {"efron_1987", "Efron, 1987",
     "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association, "
     "82(397), 171-185."},
    {"fisher_1921", "Fisher, 1921",
     "Fisher, R. A. (1921). On the 'probable error' of a coefficient of correlation deduced from a small sample. "
     "Metron, 1, 3-32."},
    {"flack_1988", "Flack et al., 1988",
     "Flack, V. F., Afifi, A. A., Lachenbruch, P. A., & Schouten, H. J. A. (1988). Sample size determinations for the "
     "two rater kappa statistic. Psychometrika, 53(3), 321-325."},
    {"fleiss_1969", "Fleiss, Cohen & Everitt, 1969",
     "Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa. "
     "Psychological Bulletin, 72(5), 323-327."},
    {"fleiss_1971", "Fleiss, 1971",
     "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76(5), "
     "378-382."},
    {"fugard_potts_2015", "Fugard & Potts, 2015",
     "Fugard, A. J. B., & Potts, H. W. W. (2015). Supporting thinking on sample sizes for thematic analyses: A "
     "quantitative tool. International Journal of Social Research Methodology, 18(6), 669-684."},
    {"gwet_2008", "Gwet, 2008",
     "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
     "British Journal of Mathematical and Statistical Psychology, 61(1), 29-48."},
    {"gwet_2014", "Gwet, 2014",
     "Gwet, K. L. (2014). Handbook of inter-rater reliability (4th ed.). Advanced Analytics."},
    {"gwet_2021", "Gwet, 2021",
     "Gwet, K. L. (2021). Large-sample variance of Fleiss generalized kappa. Educational and Psychological "
     "Measurement, 81(4), 781-790."},
    {"hayes_krippendorff_2007", "Hayes & Krippendorff, 2007",
     "Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability measure for coding data. "
     "Communication Methods and Measures, 1(1), 77-89."},
    {"holsti_1969", "Holsti, 1969",
     "Holsti, O. R. (1969). Content analysis for the social sciences and humanities. Addison-Wesley."},
    {"hubert_1977", "Hubert, 1977", "Hubert, L. (1977). Kappa revisited. Psychological Bulletin, 84(2), 289-297."},
    {"kirilenko_stepchenkova_2016", "Kirilenko & Stepchenkova, 2016",
     "Kirilenko, A. P., & Stepchenkova, S. (2016). Inter-coder agreement in one-to-many classification: Fuzzy kappa. "
     "PLoS ONE, 11(3), e0149787."},
    {"krippendorff_2019", "Krippendorff, 2019",
     "Krippendorff, K. (2019). Content analysis: An introduction to its methodology (4th ed.). SAGE."},
    {"krippendorff_craggs_2016", "Krippendorff & Craggs, 2016",
     "Krippendorff, K., & Craggs, R. (2016). The reliability of multi-valued coding of data. Communication Methods and "
     "Measures, 10(4), 181-198."},
    {"lacy_riffe_1996", "Lacy & Riffe, 1996",
     "Lacy, S., & Riffe, D. (1996). Sampling error and selecting intercoder reliability samples for nominal content "
     "categories. Journalism & Mass Communication Quarterly, 73(4), 963-973."},
    {"light_1971", "Light, 1971",
     "Light, R. J. (1971). Measures of response agreement for qualitative data: Some generalizations and alternatives. "
     "Psychological Bulletin, 76(5), 365-377."},
    {"perreault_leigh_1989", "Perreault & Leigh, 1989",
     "Perreault, W. D., & Leigh, L. E. (1989). Reliability of nominal data based on qualitative judgments. Journal of "
     "Marketing Research, 26(2), 135-148."},
    {"rotondi_donner_2012", "Rotondi & Donner, 2012",
     "Rotondi, M. A., & Donner, A. (2012). A confidence interval approach to sample size estimation for interobserver "
     "agreement studies with multiple raters and outcomes. Journal of Clinical Epidemiology, 65(7), 778-784."},
    {"scott_1955", "Scott, 1955",
     "Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. Public Opinion "
     "Quarterly, 19(3), 321-325."},
    {"van_oest_2019", "Van Oest, 2019",
     "Van Oest, R. (2019). A new coefficient of interrater agreement: The challenge of highly unequal category "
     "proportions. Psychological Methods, 24(4), 439-451."},
    {"von_eye_mun_2005", "Von Eye & Mun, 2005",
     "Von Eye, A., & Mun, E. Y. (2005). Analyzing rater agreement: Manifest variable methods. Lawrence Erlbaum "
     "Associates."},
};

}  // namespace

std::span<paper const> papers() noexcept { return all; }

paper const* find_paper(std::string_view key) noexcept {
  auto const* const at = std::ranges::find(all, key, &paper::key);
  return at == std::end(all) ? nullptr : at;
}

std::string_view cited(std::string_view key) noexcept {
  auto const* const found = find_paper(key);
  return found ? found->cited : key;
}

std::string_view source_of(interval_method m) noexcept {
  switch (m) {
    case interval_method::automatic: return "";
    case interval_method::fisher_z: return "fisher_1921";
    case interval_method::t:
    case interval_method::normal: return "gwet_2021";
    case interval_method::logit:
    case interval_method::jeffreys: return "brown_2001";
    case interval_method::exact: return "clopper_pearson_1934";
    case interval_method::percentile:
    case interval_method::bca: return "efron_1987";
    case interval_method::krippendorff: return "hayes_krippendorff_2007";
    case interval_method::gof: return "donner_eliasziw_1992";
  }
  return "";
}

}  // namespace intercoder
