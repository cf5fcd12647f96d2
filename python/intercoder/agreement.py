"""The coefficients: who assumed what about chance, and about missing codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _core
from intercoder.errors import BadArgument
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike

    Weights = str | ArrayLike | Callable[[Any, Any], float]

Missing = Literal["available", "pairable", "complete"] | None
Undefined = Literal["nan", "raise"]


def _weights(weights: Weights, categories: Sequence[Any]) -> _core.Weights:
    """Weights by name, from a matrix of agreement weights, or from a function that gives a distance."""
    if isinstance(weights, str):
        return _core.Weights.by_name(weights)
    if callable(weights):
        table = np.array([[1.0 - float(weights(a, b)) for b in categories] for a in categories])
        return _core.Weights.from_matrix(table.reshape(len(categories), len(categories)))
    try:
        matrix = np.asarray(weights, dtype=float)
    except (TypeError, ValueError):
        raise BadArgument(f"weights: {weights!r}; expected a name, a matrix of numbers, or a function") from None
    return _core.Weights.from_matrix(matrix)


def _compute(
    function: Callable[[_core.Ratings, _core.Weights, str | None], _core.Estimate],
    ratings: IntoRatings,
    second: Sequence[Any] | None,
    weights: Weights,
    missing: Missing,
    undefined: Undefined,
) -> Agreement:
    r = as_ratings(ratings, second)
    estimate = function(r._core, _weights(weights, r.categories), missing)
    return wrap(estimate, undefined, r._backend, r.categories)


def percent_agreement(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Percent agreement: the share of pairs of codes within units that agree; nothing is taken off for chance.

    Parameters
    ----------
    ratings
        `Ratings`, or anything `Ratings.from_wide` takes: a table of shape ``(units, coders)``. Missing codes are None,
        NaN, NA or empty text.
    second
        The second coder's codes, when ``ratings`` are the first one's.
    weights
        Agreement weights between 0 and 1: ``"nominal"``, ``"linear"``, ``"quadratic"``, ``"radical"``, ``"ratio"``,
        ``"circular"``, ``"bipolar"``, ``"gwet_ordinal"``, ``"gwet_ratio"``, ``"gwet_circular"``, ``"gwet_bipolar"``; a
        symmetric matrix in the order of the categories with ones on the diagonal; or a function of two categories that
        gives their distance.
    missing
        ``"available"`` (default): units coded twice count alike; ``"pairable"``: as often as they were coded;
        ``"complete"``: only units that every coder coded.
    undefined
        ``"nan"``: an undefined value is NaN with a status; ``"raise"``: `InsufficientData`.

    Raises
    ------
    BadArgument
        Weights that do not fit, an unknown name.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.percent_agreement([["yes", "yes"], ["no", "yes"], ["no", "no"], ["no", None]]).value
    0.6666666666666667
    """
    return _compute(_core.percent_agreement, ratings, second, weights, missing, undefined)


def cohen_kappa(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Cohen's kappa of two coders: each is taken to code by chance from their own distribution.

    Parameters
    ----------
    ratings
        `Ratings` of two coders, or anything `Ratings.from_wide` takes; or the first coder's codes.
    second
        The second coder's codes, in the same order of units.
    weights
        As for `krippendorff_alpha`; ``"linear"`` and ``"quadratic"`` give weighted kappa.
    missing
        ``"available"`` (default), ``"pairable"`` or ``"complete"``.
    undefined
        ``"nan"`` or ``"raise"``.

    Raises
    ------
    BadArgument
        More than two coders (use `conger_kappa`), counts per category, weights that do not fit.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20, 37-46; Cohen (1968) for weights; Fleiss, Cohen & Everitt
    (1969) for the errors.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = ic.Ratings.from_confusion([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    >>> round(ic.cohen_kappa(table).value, 4)
    0.4915
    >>> round(ic.cohen_kappa([1, 1, 0, 0, 1], [1, 0, 0, 0, 1]).value, 4)
    0.6154
    """
    return _compute(_core.cohen_kappa, ratings, second, weights, missing, undefined)


def conger_kappa(
    ratings: IntoRatings,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Conger's kappa: Cohen's for any number of coders, each with their own distribution.

    Parameters
    ----------
    ratings
        `Ratings`, or a table of shape ``(units, coders)``.
    weights, missing, undefined
        As for `krippendorff_alpha`; ``missing`` is ``"available"`` by default.

    Raises
    ------
    BadArgument
        Counts per category, which do not say which coder gave a code; weights that do not fit.

    References
    ----------
    Conger (1980), Psychological Bulletin 88, 322-328.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.conger_kappa([[1, 1, 2], [2, 2, 2], [1, 1, 1], [2, 1, 2]]).value, 4)
    0.3684
    """
    return _compute(_core.conger_kappa, ratings, None, weights, missing, undefined)


def scott_pi(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Scott's pi of two coders: both are taken to code by chance from one distribution.

    Parameters
    ----------
    ratings, second, weights, missing, undefined
        As for `cohen_kappa`.

    Raises
    ------
    BadArgument
        More than two coders (use `fleiss_kappa`), weights that do not fit.

    References
    ----------
    Scott (1955), Public Opinion Quarterly 19, 321-325.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.scott_pi([1, 1, 0, 0, 1], [1, 0, 0, 0, 1]).value, 4)
    0.6
    """
    return _compute(_core.scott_pi, ratings, second, weights, missing, undefined)


def fleiss_kappa(
    ratings: IntoRatings,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Fleiss' kappa: any number of coders who code by chance from one distribution.

    Parameters
    ----------
    ratings
        `Ratings` (counts per category will do), or a table of shape ``(units, coders)``.
    weights, missing, undefined
        As for `krippendorff_alpha`; ``missing`` is ``"available"`` by default.

    Raises
    ------
    BadArgument
        Weights that do not fit.

    References
    ----------
    Fleiss (1971), Psychological Bulletin 76, 378-382.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.fleiss_kappa(ic.Ratings.from_counts([[3, 0], [1, 2], [0, 3], [2, 1]])).value, 4)
    0.3333
    """
    return _compute(_core.fleiss_kappa, ratings, None, weights, missing, undefined)


def brennan_prediger(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Brennan-Prediger kappa: by chance every category is equally likely. Also Bennett's S, Randolph's kappa, PABAK.

    The number of categories matters: declare those that nobody used.

    Parameters
    ----------
    ratings, second, weights, missing, undefined
        As for `percent_agreement`; every weighting is possible.

    Raises
    ------
    BadArgument
        Weights that do not fit.

    References
    ----------
    Bennett, Alpert & Goldstein (1954), Public Opinion Quarterly 18, 303-308; Brennan & Prediger (1981), Educational and
    Psychological Measurement 41, 687-699.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.brennan_prediger([1, 1, 0, 0, 1], [1, 0, 0, 0, 1]).value, 4)
    0.6
    """
    return _compute(_core.brennan_prediger, ratings, second, weights, missing, undefined)


def gwet_ac(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Gwet's AC1 (nominal weights) and AC2 (others): only units that are hard to code are coded at random.

    Parameters
    ----------
    ratings, second, weights, missing, undefined
        As for `percent_agreement`: agreement weights must lie between 0 and 1.

    Raises
    ------
    BadArgument
        Weights that do not fit, or have no upper limit (``"ordinal"``, ``"interval"``).

    References
    ----------
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48; Gwet (2014), Handbook of
    Inter-Rater Reliability, 4th ed.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.gwet_ac(ic.Ratings.from_confusion([[118, 5], [2, 0]])).value, 4)
    0.9408
    """
    return _compute(_core.gwet_ac, ratings, second, weights, missing, undefined)


def krippendorff_alpha(
    ratings: IntoRatings,
    second: Sequence[Any] | None = None,
    /,
    *,
    weights: Weights = "nominal",
    missing: Missing = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Krippendorff's alpha: 1 minus observed over expected disagreement.

    By chance codes are dealt, without replacement, from those that were observed.

    Parameters
    ----------
    ratings
        `Ratings`, or anything `Ratings.from_wide` takes: a table of shape ``(units, coders)``. Missing codes are None,
        NaN, NA or empty text.
    second
        The second coder's codes, when ``ratings`` are the first one's.
    weights
        Krippendorff's metrics ``"nominal"``, ``"ordinal"``, ``"interval"``, ``"ratio"``, ``"circular"``, ``"bipolar"``;
        agreement weights ``"linear"``, ``"quadratic"``, ``"radical"``, ``"gwet_ordinal"``, ``"gwet_ratio"``,
        ``"gwet_circular"``, ``"gwet_bipolar"``; a symmetric matrix of agreement weights in the order of the categories
        with ones on the diagonal; or a function of two categories that gives their distance.
    missing
        ``"pairable"`` (default): a unit counts as often as it was coded, units coded once are left out;
        ``"available"``; ``"complete"``.
    undefined
        ``"nan"``: an undefined value is NaN with a status; ``"raise"``: `InsufficientData`.

    Raises
    ------
    BadArgument
        Weights that do not fit: a matrix of another size, ratio weights on negative values, an unknown name.

    References
    ----------
    Krippendorff (1970), Educational and Psychological Measurement 30, 61-70; Krippendorff (2019), Content Analysis, 4th
    ed., ch. 12.

    Examples
    --------
    Four coders, twelve units, codes missing (Krippendorff, 2011):

    >>> import intercoder as ic
    >>> nan = float("nan")
    >>> table = [
    ...     [1, 1, nan, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    ...     [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [nan, 5, 5, 5], [nan, nan, 1, 1], [nan, 3, nan, nan],
    ... ]
    >>> [round(ic.krippendorff_alpha(table, weights=w).value, 3) for w in ("nominal", "ordinal", "interval", "ratio")]
    [0.743, 0.815, 0.849, 0.797]
    """
    return _compute(_core.krippendorff_alpha, ratings, second, weights, missing, undefined)


__all__ = [
    "Ratings",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "percent_agreement",
    "scott_pi",
]
