"""Do two coders use the categories equally often? Tests of the margins of their table."""

from __future__ import annotations

from typing import Any, Literal

from intercoder import _core
from intercoder._frames import describe
from intercoder.errors import BadArgument
from intercoder.inference import TestResult, result_of
from intercoder.ratings import IntoRatings, as_ratings


def stuart_maxwell(ratings: IntoRatings, other: Any = None, /) -> TestResult:
    """Test whether two coders use every category equally often.

    Chi-squared with the variance under that hypothesis. Units count as independent of each other; only those that both
    coders coded enter.

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, 2)``. Missing codes are None,
        NaN or NA.
    other
        The codes of the second coder, where `ratings` is one sequence, the codes of the first.

    Returns
    -------
    TestResult
        Its `df` is the number of categories less one, and less where units on which the coders differ do not tie
        categories to each other. Where the coders differ on no unit, `p_value` is NaN and `reason` says so.

    Raises
    ------
    BadArgument
        When ratings cannot be read, there are not two coders, it is not known which coder gave which code, or units
        have weights.

    References
    ----------
    Stuart (1955), Biometrika 42; Maxwell (1970), British Journal of Psychiatry 116.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
    >>> t = ic.stuart_maxwell(ic.Ratings.from_confusion(table))
    >>> print(f"{t.statistic:.2f} {t.df:.0f} {t.p_value:.4f}")
    11.96 3 0.0075
    """
    return result_of(_core.stuart_maxwell(as_ratings(ratings, other)._core))


def bhapkar(ratings: IntoRatings, other: Any = None, /) -> TestResult:
    """Test whether two coders use every category equally often, with the variance as found.

    A little larger than `stuart_maxwell`, and the same with many units.

    Parameters
    ----------
    ratings, other
        As for `stuart_maxwell`.

    Returns
    -------
    TestResult

    Raises
    ------
    BadArgument
        As `stuart_maxwell` does.

    References
    ----------
    Bhapkar (1966), Journal of the American Statistical Association 61.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
    >>> print(f"{ic.bhapkar(ic.Ratings.from_confusion(table)).statistic:.2f}")
    11.98
    """
    return result_of(_core.bhapkar(as_ratings(ratings, other)._core))


def mcnemar(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    method: Literal["mid_p", "exact", "asymptotic", "corrected"] = "mid_p",
) -> TestResult:
    """Test whether two coders say yes equally often.

    Parameters
    ----------
    ratings, other
        As for `stuart_maxwell`, with two categories.
    method
        Where the p-value is from. ``"mid_p"``, the default, and ``"exact"``: the binomial distribution of the units on
        which the coders differ, where tables as likely as the one found count half or in full. ``"asymptotic"`` and
        ``"corrected"``: chi-squared, without or with continuity correction. Mid-p holds its level best; exact and
        corrected p-values are too large.

    Returns
    -------
    TestResult
        Its `estimate` is the difference of the shares of the second category, first coder less second. Its
        `statistic` is chi-squared with 1 `df`, or the smaller number of units on which one coder only said yes.

    Raises
    ------
    BadArgument
        As `stuart_maxwell` does, for more than two categories, and for another method.

    References
    ----------
    McNemar (1947), Psychometrika 12; Fagerland, Lydersen & Laake (2013), BMC Medical Research Methodology 13.

    Examples
    --------
    >>> import intercoder as ic
    >>> r = ic.Ratings.from_confusion([[30, 6], [1, 20]])
    >>> print([f"{ic.mcnemar(r, method=m).p_value:.3f}" for m in ("mid_p", "exact", "asymptotic", "corrected")])
    ['0.070', '0.125', '0.059', '0.131']
    """
    if not isinstance(method, str):
        raise BadArgument(f"method: found {describe(method)}; expected a name, such as 'mid_p'")
    return result_of(_core.mcnemar(as_ratings(ratings, other)._core, method))


def rater_bias(ratings: IntoRatings, other: Any = None, /) -> TestResult:
    """Test whether one coder gives higher categories than the other.

    Of the units on which the two differ, b where the second coder's category is the higher one and c where the first's
    is: chi-squared (b - c)^2 / (b + c) with 1 df, and b / (b + c) against 1/2.

    Parameters
    ----------
    ratings, other
        As for `stuart_maxwell`; categories are numbers, or declared in their order.

    Returns
    -------
    TestResult
        Its `estimate` is b / (b + c): above 1/2, the second coder gives the higher categories.

    Raises
    ------
    BadArgument
        As `stuart_maxwell` does, and for more than two labels whose order nobody declared.

    References
    ----------
    Bishop, Fienberg & Holland (1975), Discrete Multivariate Analysis, chapter 8.

    Examples
    --------
    >>> import intercoder as ic
    >>> t = ic.rater_bias([1, 2, 2, 3, 1, 2, 3], [2, 3, 2, 3, 2, 1, 3])
    >>> print(f"{t.estimate:.2f} {t.statistic:.2f} {t.p_value:.3f}")
    0.75 1.00 0.317
    """
    return result_of(_core.rater_bias(as_ratings(ratings, other)._core))
