"""The coefficients: each a way to say what agreement by chance is, in a table of one entry each."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, Literal, Protocol

import numpy as np

from intercoder import _codes, _core, _frames
from intercoder.errors import BadArgument, InsufficientData
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement

Missing = Literal["available", "pairable", "complete"]
Undefined = Literal["nan", "raise"]
IntoWeights = Any  # a name, a matrix of agreement weights, or a function of two categories giving a distance

_DOCUMENTATION = """{idea}

    {chance}

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``. Missing codes are
        None, NaN or NA.
    other
        The codes of the second coder, where `ratings` is one sequence, the codes of the first.
    weights
        How much two categories agree. ``"nominal"``: the same or not. Krippendorff's distances: ``"ordinal"``,
        ``"interval"``, ``"ratio"``, ``"circular"``, ``"bipolar"``. Weights between 0 and 1: ``"linear"``,
        ``"quadratic"``, ``"radical"``, ``"gwet_ordinal"``, ``"gwet_ratio"``, ``"gwet_circular"``,
        ``"gwet_bipolar"``. Or a symmetric array of agreement weights of shape ``(q, q)`` with ones on the diagonal,
        in the order of the q categories; or a function of two categories that gives their distance.{bounded}
    missing
        What a unit is good for that not every coder coded. ``"available"``: coded twice, it shows agreement; coded
        once, it still shapes chance. ``"pairable"``: it counts as often as it was coded, and is left out when coded
        once. ``"complete"``: only units that every coder coded. Default: ``"{missing}"``.
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.

    Returns
    -------
    Agreement
        With `value`, `observed`, `expected`, `se`, `interval`, `test`, `influence` of shape ``(units,)`` and more.

    Raises
    ------
    BadArgument
        When ratings cannot be read, weights do not fit the categories{refuses}.
    InsufficientData
        With ``undefined="raise"``, when the value is undefined.

    References
    ----------
    {source}

    Examples
    --------
    >>> import intercoder as ic
    {example}
    """


class Coefficient(Protocol):
    """A function of ratings that gives an agreement."""

    __name__: str

    def __call__(
        self,
        ratings: IntoRatings,
        other: Any = None,
        /,
        *,
        weights: IntoWeights = "nominal",
        missing: Missing | None = None,
        undefined: Undefined = "nan",
    ) -> Agreement:
        """Compute the coefficient."""
        ...


def _weights(weights: IntoWeights, ratings: Ratings) -> _core.Weights:
    """Read weights: by name, as a table, or as a function of two categories."""
    if isinstance(weights, str):
        return _core.Weights.by_name(weights)
    if not callable(weights):
        try:
            table = np.asarray(weights, dtype=np.float64)
        except (TypeError, ValueError):
            found = _frames.describe(weights)
            raise BadArgument(f"weights: found {found}; expected a name, a matrix, or a function") from None
        return _core.Weights.from_matrix(table)
    categories = ratings.categories
    if len(categories) > 2000:
        raise BadArgument(
            f"weights: a function of two categories, of which there are {len(categories)}; expected at most 2,000"
        )
    table = np.array([[1 - _distance(weights, a, b) for b in categories] for a in categories])
    for a, b in np.argwhere(table != table.T)[:1]:
        names = [_codes.show(categories[k]) for k in (a, b)]
        raise BadArgument(
            f"weights: the distance from {names[0]} to {names[1]} is {1 - table[a, b]:g}, and back it is "
            f"{1 - table[b, a]:g}; expected the same"
        )
    return _core.Weights.from_matrix(table)


def _distance(function: Callable[[Any, Any], Any], a: Any, b: Any) -> float:
    found = function(a, b)
    try:
        distance = float(found)
    except (TypeError, ValueError):
        distance = math.nan
    if not (math.isfinite(distance) and distance >= 0) or (a == b and distance != 0):
        expected = "0" if a == b else "a number that is not negative"
        raise BadArgument(
            f"weights: the distance from {_codes.show(a)} to {_codes.show(b)} is {found!r}; expected {expected}"
        )
    return distance


def _coefficient(
    name: str,
    *,
    idea: str,
    chance: str,
    source: str,
    example: str,
    missing: Missing = "available",
    bounded: bool = False,
    refuses: str = "",
) -> Coefficient:
    """Make the public function of a coefficient of the core, with its documentation."""
    compute = getattr(_core, name)

    def function(
        ratings: IntoRatings,
        other: Any = None,
        /,
        *,
        weights: IntoWeights = "nominal",
        missing: Missing | None = None,
        undefined: Undefined = "nan",
    ) -> Agreement:
        if undefined not in ("nan", "raise"):
            raise BadArgument(f"undefined: found {undefined!r}; expected 'nan' or 'raise'")
        if missing is not None and not isinstance(missing, str):
            raise BadArgument(f"missing: found {_frames.describe(missing)}; expected the name of a rule")
        table = as_ratings(ratings, other)
        estimate = compute(table._core, _weights(weights, table), missing)
        if undefined == "raise" and math.isnan(estimate.value):
            raise InsufficientData(f"{name}: {estimate.reason}")
        return Agreement(estimate, table._backend, table._code, table._boolean)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = inspect.cleandoc(
        _DOCUMENTATION.format(
            idea=idea,
            chance=chance,
            missing=missing,
            bounded=" They must lie between 0 and 1 here." if bounded else "",
            refuses=f", or {refuses}" if refuses else "",
            source=source,
            example=example.replace("\n", "\n    "),
        )
    )
    return function


percent_agreement = _coefficient(
    "percent_agreement",
    idea="Share of agreeing pairs of codes within units.",
    chance="Nothing is taken off for chance: two coders who guess agree often where one code is common.",
    bounded=True,
    source="Holsti (1969), Content Analysis for the Social Sciences and Humanities, for its use with two coders.",
    example='>>> ic.percent_agreement(["yes", "no", "no"], ["yes", "no", "yes"]).value\n0.6666666666666667',
)

brennan_prediger = _coefficient(
    "brennan_prediger",
    idea="Agreement beyond a choice in which every category is equally likely.",
    chance="Bennett's S, Randolph's kappa and, with two categories, PABAK. Declare the categories: unused ones count.",
    source="Bennett, Alpert & Goldstein (1954), Public Opinion Quarterly 18; Brennan & Prediger (1981), Educational\n"
    "    and Psychological Measurement 41.",
    example='>>> round(ic.brennan_prediger(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.625',
)

scott_pi = _coefficient(
    "scott_pi",
    idea="Two coders' agreement beyond chance, where chance is one distribution of codes that both share.",
    chance="For more coders, see `fleiss_kappa`.",
    refuses="there are more than two coders",
    source="Scott (1955), Public Opinion Quarterly 19.",
    example='>>> round(ic.scott_pi(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.619',
)

fleiss_kappa = _coefficient(
    "fleiss_kappa",
    idea="Agreement beyond chance, where chance is one distribution of codes that all coders share.",
    chance="Coders need not be known: `Ratings.from_counts` is enough. With two coders it is Scott's pi.",
    source="Fleiss (1971), Psychological Bulletin 76.",
    example=">>> counts = [[0, 3], [1, 2], [3, 0], [3, 0]]\n"
    ">>> round(ic.fleiss_kappa(ic.Ratings.from_counts(counts)).value, 4)\n0.6571",
)

cohen_kappa = _coefficient(
    "cohen_kappa",
    idea="Two coders' agreement beyond chance, where each coder has a distribution of codes of their own.",
    chance="For more coders, see `conger_kappa`.",
    refuses="there are more than two coders, or it is not known which coder gave which code",
    source="Cohen (1960), Educational and Psychological Measurement 20; with weights: Cohen (1968), Psychological\n"
    "    Bulletin 70.",
    example='>>> round(ic.cohen_kappa(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.6364',
)

conger_kappa = _coefficient(
    "conger_kappa",
    idea="Agreement beyond chance, where each coder has a distribution of codes of their own.",
    chance="With two coders it is Cohen's kappa.",
    refuses="it is not known which coder gave which code",
    source="Conger (1980), Psychological Bulletin 88.",
    example=">>> round(ic.conger_kappa([[1, 1, 1], [1, 2, 2], [2, 2, 2], [2, 2, 1]]).value, 4)\n0.3333",
)

gwet_ac = _coefficient(
    "gwet_ac",
    idea="Agreement beyond chance, where only units that are hard to code are coded at random.",
    chance="AC1 with nominal weights, AC2 with others. It stays high where one code is common and coders rarely differ.",
    bounded=True,
    source="Gwet (2008), British Journal of Mathematical and Statistical Psychology 61; Gwet (2014), Handbook of\n"
    "    Inter-Rater Reliability, 4th edition.",
    example='>>> round(ic.gwet_ac(["a", "b", "b", "c"], ["a", "b", "c", "c"]).value, 4)\n0.6279',
)

krippendorff_alpha = _coefficient(
    "krippendorff_alpha",
    idea="1 minus observed over expected disagreement, where codes are dealt from the pool that was observed.",
    chance="Any number of coders, any number of missing codes, and a correction for few units.",
    missing="pairable",
    source="Krippendorff (1970), Educational and Psychological Measurement 30; Krippendorff (2019), Content Analysis,\n"
    "    4th edition, chapter 12.",
    example=">>> nan = float('nan')\n"
    ">>> table = [\n"
    "...     [1, 1, nan, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],\n"
    "...     [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [nan, 5, 5, 5], [nan, nan, 1, 1], [nan, 3, nan, nan],\n"
    "... ]\n"
    ">>> [round(ic.krippendorff_alpha(table, weights=w).value, 3) for w in ('nominal', 'ordinal', 'interval')]\n"
    "[0.743, 0.815, 0.849]",
)

#: Every coefficient by name.
COEFFICIENTS: dict[str, Coefficient] = {
    f.__name__: f
    for f in (
        percent_agreement,
        cohen_kappa,
        conger_kappa,
        scott_pi,
        fleiss_kappa,
        brennan_prediger,
        gwet_ac,
        krippendorff_alpha,
    )
}
