"""Statistics of ratings that are scores: intraclass correlations, concordance, ranks, spread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from intercoder import _arguments, _core, _frames
from intercoder._arguments import Undefined
from intercoder._coefficient import Missing
from intercoder._documentation import sharing
from intercoder.errors import BadArgument
from intercoder.ratings import IntoRatings, as_ratings
from intercoder.results import Agreement

_SHARED = """
    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``{numbers}. Missing
        ratings are None, NaN or NA.
    other
        The ratings of the second coder, where `ratings` is one sequence, those of the first.{own}
    missing
        {missing}
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.

    Returns
    -------
    Agreement
        With `value`, `se`, `interval`, `test`, `influence` of shape ``(units,)`` and more.

    Raises
    ------
    BadArgument
        When ratings cannot be read, or are not what it is about{refuses}.
    InsufficientData
        With ``undefined="raise"``, when the value is undefined.
"""
_COMPLETE = '``"complete"``, the only rule here: units that every coder rated.'
_PAIRABLE = '``"pairable"`` (default): units with at least two ratings. ``"complete"``: units that every coder rated.'


def _documented(
    *, own: str = "", missing: str = _COMPLETE, numbers: bool = True, refuses: str = ", such as labels"
) -> Callable[[Callable[..., Agreement]], Any]:
    """Put what all of these share into a docstring, before its references."""
    return sharing(_SHARED.format(own=own, missing=missing, numbers=" of numbers" if numbers else "", refuses=refuses))


def agreement_of(
    compute: Callable[..., _core.Estimate], ratings: IntoRatings, other: Any, missing: Any, undefined: str, *own: Any
) -> Agreement:
    """Compute a statistic that takes no weights by a function of the core."""
    _arguments.check_undefined(undefined)
    if missing is not None and not isinstance(missing, str):
        raise BadArgument(f"missing: found {_frames.describe(missing)}; expected the name of a rule")
    table = as_ratings(ratings, other)
    estimate = _arguments.unless_undefined(compute(table._core, *own, missing), undefined)
    return Agreement(estimate, table._backend, table._code, table._boolean)


def _word(given: Any, what: str) -> str:
    if not isinstance(given, str):
        raise BadArgument(f"{what}: found {_frames.describe(given)}; expected a word")
    return given


_ICC = """
    model
        1: any coders rated a unit, and they are not told apart. 2: the coders are a sample of coders. 3: only these
        coders are of interest.
    average
        Of the mean of all coders, instead of a single one. Where units have different numbers of ratings, of n0.
    kind
        ``"agreement"``: a coder who rates everything higher disagrees (default for models 1 and 2). ``"consistency"``:
        such differences do not matter (default for model 3)."""
_ICC_MISSING = (
    '``"complete"``, the only rule of models 2 and 3: units that every coder rated. Model 1: ``"available"``\n'
    '        (default), every unit with a rating; ``"pairable"``, with at least two.'
)
_FINN = """
    model
        ``"one_way"``: spread within units. ``"two_way"``: what is left of it without differences between coders.
    levels
        How many the rating scale has; None: as many as there are categories, so declare them or say it here."""
_FINN_MISSING = ' The only one of\n        ``"two_way"``.'
_METHOD = """
    method
        ``"pearson"``, of numbers; ``"spearman"``, of ranks."""
_SCALE = """
    scale
        ``"quantitative"``: categories are numbers. ``"nominal"``: they are the same or not."""


def _form(model: Any, average: Any, kind: Any) -> tuple[int, bool, str | None]:
    if isinstance(model, bool) or not isinstance(model, int):
        raise BadArgument(f"model: found {_frames.describe(model)}; expected 1, 2 or 3")
    if not isinstance(average, bool):
        raise BadArgument(f"average: found {_frames.describe(average)}; expected True or False")
    return model, average, None if kind is None else _word(kind, "kind")


def _levels(model: Any, levels: Any) -> tuple[str, float]:
    if levels is not None and (isinstance(levels, bool) or not isinstance(levels, int) or levels < 2):
        raise BadArgument(f"levels: found {levels!r}; expected a whole number of at least 2, or None")
    return _word(model, "model"), float(levels or 0)


@_documented(own=_ICC, missing=_ICC_MISSING)
def icc(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    model: Literal[1, 2, 3] = 2,
    average: bool = False,
    kind: Literal["agreement", "consistency"] | None = None,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Share of the variance of ratings that lies between units: the ten intraclass correlations.

    ========================  ==========================  ======================================
    Shrout & Fleiss (1979)    McGraw & Wong (1996)        arguments
    ========================  ==========================  ======================================
    ICC(1,1)                  ICC(1)                      ``model=1``
    ICC(1,k)                  ICC(k)                      ``model=1, average=True``
    ICC(2,1)                  ICC(A,1), case 2            ``model=2``
    ICC(2,k)                  ICC(A,k), case 2            ``model=2, average=True``
    .                         ICC(C,1), case 2            ``model=2, kind="consistency"``
    .                         ICC(C,k), case 2            ``model=2, kind="consistency", average=True``
    ICC(3,1)                  ICC(C,1), case 3            ``model=3``
    ICC(3,k)                  ICC(C,k), case 3            ``model=3, average=True``
    .                         ICC(A,1), case 3            ``model=3, kind="agreement"``
    .                         ICC(A,k), case 3            ``model=3, kind="agreement", average=True``
    ========================  ==========================  ======================================

    With independent units, `Agreement.interval` is the F interval of these papers and `Agreement.test` the F test
    (large values only). Where sources are known, both go by source.

    [shared]

    References
    ----------
    Shrout & Fleiss (1979), Psychological Bulletin 86; McGraw & Wong (1996), Psychological Methods 1.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> a = ic.icc(table)
    >>> i, t = a.interval(), a.test()
    >>> print(f"{a.value:.3f} [{i.low:.3f}, {i.high:.3f}] F = {t.statistic:.2f}, p = {t.p_value:.5f}")
    0.290 [0.019, 0.761] F = 11.03, p = 0.00013
    >>> round(ic.icc(table, model=3, average=True).value, 3)
    0.909
    """
    return agreement_of(_core.icc, ratings, other, missing, undefined, *_form(model, average, kind))


@_documented()
def kendall_w(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Concordance of the order in which coders put the units, corrected for ties.

    `Agreement.test` of 0 is Friedman's chi-squared, with independent units.

    [shared]

    References
    ----------
    Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10; Friedman (1937), Journal of the American
    Statistical Association 32.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> round(ic.kendall_w(table).value, 3)
    0.887
    """
    return agreement_of(_core.kendall_w, ratings, other, missing, undefined)


@_documented()
def lin_ccc(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Agreement of numbers: correlation, less for different means and different spreads.

    Two coders: Lin's. More: the overall concordance over all pairs. Moments are divided by n; the interval is by
    Fisher's z.

    [shared]

    References
    ----------
    Lin (1989), Biometrics 45; Lin (2000), Biometrics 56; King & Chinchilli (2001), Statistics in Medicine 20;
    Barnhart, Haber & Song (2002), Biometrics 58.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.lin_ccc([1, 2, 3, 4, 5, 6], [1.2, 1.9, 3.3, 3.8, 5.5, 5.7]).value, 4)
    0.9848
    """
    return agreement_of(_core.lin_ccc, ratings, other, missing, undefined)


@_documented(own=_FINN, missing=_PAIRABLE + _FINN_MISSING)
def finn(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    model: Literal["one_way", "two_way"] = "one_way",
    levels: int | None = None,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Spread of the ratings of a unit against that of ratings drawn evenly: for units that hardly differ.

    [shared]

    References
    ----------
    Finn (1970), Educational and Psychological Measurement 30.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> round(ic.finn(table, levels=10).value, 3)
    0.241
    """
    return agreement_of(_core.finn, ratings, other, missing, undefined, *_levels(model, levels))


@_documented(numbers=False, refuses=", such as three coders or categories")
def maxwell_re(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Two coders, one yes/no code: the share of units they agree on, less the share they do not.

    [shared]

    References
    ----------
    Maxwell (1977), British Journal of Psychiatry 130.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.maxwell_re([1, 1, 0, 0], [1, 0, 0, 0]).value
    0.5
    """
    return agreement_of(_core.maxwell_re, ratings, other, missing, undefined)


@_documented(missing=_PAIRABLE)
def robinson_a(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Sum of squares between units over the total: 1 when coders agree on every unit, 0 when units do not differ.

    [shared]

    References
    ----------
    Robinson (1957), American Sociological Review 22.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> round(ic.robinson_a(table).value, 3)
    0.333
    """
    return agreement_of(_core.robinson_a, ratings, other, missing, undefined)


@_documented(own=_METHOD)
def mean_correlation(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    method: Literal["pearson", "spearman"] = "pearson",
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Mean correlation of all pairs of coders: no agreement, as origins and units of measurement may differ.

    [shared]

    References
    ----------
    Spearman (1904), American Journal of Psychology 15, for ranks.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> round(ic.mean_correlation(table).value, 3)
    0.76
    """
    return agreement_of(_core.mean_correlation, ratings, other, missing, undefined, _word(method, "method"))


@_documented(own=_SCALE, numbers=False)
def iota(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    scale: Literal["quantitative", "nominal"] = "quantitative",
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Observed against expected disagreement over all pairs of coders, of one variable.

    Of categories it is Conger's kappa, of numbers the overall concordance of `lin_ccc`.

    [shared]

    References
    ----------
    Janson & Olsson (2001), Educational and Psychological Measurement 61.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.iota([["a", "a"], ["b", "b"], ["b", "c"], ["c", "c"]], scale="nominal").value, 4)
    0.6364
    """
    return agreement_of(_core.iota, ratings, other, missing, undefined, _word(scale, "scale"))


#: Every statistic of scores by name, in the order of the core.
SCORES: dict[str, Callable[..., Agreement]] = {
    f.__name__: f for f in (icc, kendall_w, lin_ccc, finn, iota, maxwell_re, robinson_a, mean_correlation)
}
