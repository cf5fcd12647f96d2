"""What every coefficient of the package has: a signature, documentation, weights, and a way to the core."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, Literal, Protocol, TypeVar

import numpy as np

from intercoder import _arguments, _codes, _core, _frames
from intercoder._arguments import Undefined
from intercoder.errors import BadArgument
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement

Missing = Literal["available", "pairable", "complete"]
IntoWeights = Any  # a name, a matrix of agreement weights, or a function of two categories giving a distance

#: What is known of a coefficient of categories without data, by its name. Scores have a list of their own.
INFO: dict[str, _core.CoefficientInfo] = {info.name: info for info in _core.coefficient_list()}

_DOCUMENTATION = """{idea}

    {chance}

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``{cells}. Missing
        codes are None, NaN or NA.
    other
        The codes of the second coder, where `ratings` is one sequence, the codes of the first.
    weights
        {weights}
    missing
        {missing}
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.{more}

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

_WEIGHTS = """How much two categories agree. ``"nominal"``: the same or not. Krippendorff's distances: ``"ordinal"``,
        ``"interval"``, ``"ratio"``, ``"circular"``, ``"bipolar"``. Weights between 0 and 1: ``"linear"``,
        ``"quadratic"``, ``"radical"``, ``"gwet_ordinal"``, ``"gwet_ratio"``, ``"gwet_circular"``,
        ``"gwet_bipolar"``, and ``"within_1"`` (or another number) for the same up to a difference of 1. Of sets of codes:
        ``"jaccard"``, ``"dice"``, ``"masi"``, ``"masi_2004"``, ``"masi_nltk"``, ``"masi_dkpro"``. Or a symmetric
        array of agreement weights of shape ``(q, q)`` with ones on the diagonal, in the order of the q categories; or a
        function of two categories that gives their distance."""
_RULES = """What a unit is good for that not every coder coded. ``"available"``: coded twice, it shows agreement; coded
        once, it still shapes chance. ``"pairable"``: it counts as often as it was coded, and is left out when coded
        once. ``"complete"``: only units that every coder coded. Default: ``"{rule}"``."""
_ONE_RULE = {
    "available": 'Only ``"available"``: every code counts.',
    "pairable": 'Only ``"pairable"``: units coded at least twice.',
    "complete": 'Only ``"complete"``: units that every coder coded.',
}


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


def weights_of(weights: IntoWeights, ratings: Ratings) -> _core.Weights:
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


Function = TypeVar("Function", bound=Callable[..., Any])


def documented(
    name: str, *, idea: str, chance: str, source: str, example: str, refuses: str = "", more: str = ""
) -> Callable[[Function], Function]:
    """Name and document the function of a coefficient: what it takes is known to the core."""
    info = INFO[name]
    own = "how far two sets are apart belongs to it" if info.needs_sets else "two codes are the same or not"
    weights = _WEIGHTS if info.takes_weights else f'Only ``"nominal"``: {own}.'
    text = _DOCUMENTATION.format(
        idea=idea,
        chance=chance,
        cells=" with a set of codes in each cell" if info.needs_sets else "",
        weights=weights + (" They must lie between 0 and 1 here." if info.needs_bounded else ""),
        missing=_ONE_RULE[info.rule] if info.one_rule else _RULES.format(rule=info.rule),
        more=f"\n    {more}" if more else "",
        refuses=f", or {refuses}" if refuses else "",
        source=source,
        example=example.replace("\n", "\n    "),
    )

    def name_it(function: Function) -> Function:
        function.__name__ = function.__qualname__ = name
        function.__module__ = "intercoder"  # where callers find it
        function.__doc__ = inspect.cleandoc(text)
        return function

    return name_it


def compute(name: str, table: Ratings, weights: IntoWeights, missing: Any, undefined: Any) -> Agreement:
    """Compute a coefficient of the core."""
    _arguments.check_undefined(undefined)
    if missing is not None and not isinstance(missing, str):
        raise BadArgument(f"missing: found {_frames.describe(missing)}; expected the name of a rule")
    chosen = weights if isinstance(weights, _core.Weights) else weights_of(weights, table)
    estimate = _core.coefficient(name, table._core, chosen, missing)
    return Agreement(_arguments.unless_undefined(estimate, undefined), table._backend, table._code, table._boolean)


def coefficient(name: str, *, idea: str, chance: str, source: str, example: str, refuses: str = "") -> Coefficient:
    """Make the public function of a coefficient of the core, with its documentation."""

    @documented(name, idea=idea, chance=chance, source=source, example=example, refuses=refuses)
    def function(
        ratings: IntoRatings,
        other: Any = None,
        /,
        *,
        weights: IntoWeights = "nominal",
        missing: Missing | None = None,
        undefined: Undefined = "nan",
    ) -> Agreement:
        return compute(name, as_ratings(ratings, other), weights, missing, undefined)

    return function
