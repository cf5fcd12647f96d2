// Do two coders use the categories equally often? Tests of the margins of their table.
#pragma once

#include <intercoder/core/ratings.hpp>
#include <intercoder/inference/test.hpp>

namespace intercoder {

/// Units coded by both coders, the first in rows, the second in columns; copies count.
/// @throws bad_argument naming `who` unless there are two coders, known, and units count alike.
[[nodiscard]] count_table table_of_two(ratings const& r, std::string_view who);

/// Are all margins the same? Stuart (1955), Maxwell (1970): chi-squared, with the variance as under the null; df is the
/// number of categories less one, and less where categories cannot be told apart by units on which the coders differ.
/// @throws bad_argument as `table_of_two` does.
[[nodiscard]] test_result stuart_maxwell(ratings const& r);
/// The same with the variance as found, which makes it a little larger: Bhapkar (1966).
/// @throws bad_argument as `table_of_two` does.
[[nodiscard]] test_result bhapkar(ratings const& r);

/// How the p-value of McNemar's test comes about: from the binomial distribution, an observed table counting half
/// (`mid_p`) or in full (`exact`), or from chi-squared, without (`asymptotic`) or with (`corrected`) continuity
/// correction. `mid_p` holds its level best (Fagerland, Lydersen & Laake, 2013).
enum class mcnemar_method { mid_p, exact, asymptotic, corrected };
/// "mid_p", "exact", "asymptotic", "corrected".
[[nodiscard]] std::string_view text(mcnemar_method m);
/// @throws bad_argument listing the known names.
[[nodiscard]] mcnemar_method mcnemar_method_by_name(std::string_view name);

/// Do two coders use the second of two categories equally often? McNemar (1947). The estimate is the difference of
/// their shares, first less second; the statistic chi-squared or, of the binomial tests, the smaller number of units on
/// which one of them only used it.
/// @throws bad_argument as `table_of_two` does, and unless there are two categories.
[[nodiscard]] test_result mcnemar(ratings const& r, mcnemar_method method = mcnemar_method::mid_p);

/// Does one coder give higher categories than the other? Of the units on which they differ, the share on which the
/// second gave the higher one, against 1/2: chi-squared (b - c)^2 / (b + c) of the sums b above and c below the
/// diagonal, 1 df. Bishop, Fienberg & Holland (1975), ch. 8; with two categories McNemar's test, asymptotic.
/// @throws bad_argument as `table_of_two` does, and for more than two labels in an order that nobody chose.
[[nodiscard]] test_result rater_bias(ratings const& r);

}  // namespace intercoder

#ifndef INTERCODER_COMPILED
#include <intercoder/inference/margins-inl.hpp>
#endif
