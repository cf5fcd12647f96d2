// Every statistic of ratings that are scores.
#pragma once

#include <vector>

#include <intercoder/core/coefficient_info.hpp>
#include <intercoder/scores/concordance.hpp>
#include <intercoder/scores/icc.hpp>
#include <intercoder/scores/ranks.hpp>
#include <intercoder/scores/spread.hpp>

namespace intercoder {

/// What can be said of each without data. iota needs numbers when it is quantitative, icc and finn need to know the
/// coders when they tell them apart.
[[nodiscard]] inline std::vector<coefficient_info> score_list() {
  return {icc_info,  kendall_w_info,  lin_ccc_info,    finn_info,
          iota_info, maxwell_re_info, robinson_a_info, mean_correlation_info};
}

}  // namespace intercoder
