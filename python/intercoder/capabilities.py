"""What there is, and what each coefficient says of the same ratings: two tables, both made from the code."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from intercoder import _arguments, _core, _frames
from intercoder._coefficient import INFO, IntoWeights
from intercoder.agreement import COEFFICIENTS
from intercoder.boundaries import boundary_similarity, segmentation_similarity
from intercoder.errors import BadArgument
from intercoder.gamma import gamma, gamma_cat
from intercoder.groupings import GROUPINGS
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement
from intercoder.scores import SCORES
from intercoder.unitizing import (
    alpha_u_1995,
    alpha_u_2013,
    binary_u_alpha,
    cu_alpha,
    pooled_u_alpha,
    set_u_alpha,
    u_alpha,
)

#: Everything there is, by name: coefficients of categories first, then statistics of scores, then of groupings.
EVERYTHING: dict[str, _core.CoefficientInfo] = INFO | {
    info.name: info for info in [*_core.score_list(), *_core.grouping_list()]
}


#: What says how far coders agree who mark passages of their own choosing: each takes a study, and names of coders.
OF_STUDIES: dict[str, Callable[..., Agreement]] = {
    f.__name__: f
    for f in (
        pooled_u_alpha,
        u_alpha,
        binary_u_alpha,
        cu_alpha,
        set_u_alpha,
        alpha_u_1995,
        alpha_u_2013,
        gamma,
        gamma_cat,
        boundary_similarity,
        segmentation_similarity,
    )
}


def compute_by_name(name: str, ratings: Ratings, weights: IntoWeights) -> Agreement:
    """Compute a coefficient with its own defaults; statistics of scores and of groupings have no weights to choose."""
    if name in COEFFICIENTS:
        return COEFFICIENTS[name](ratings, weights=weights)
    return (SCORES | GROUPINGS)[name](ratings)


def coefficients() -> Any:
    """List every coefficient with what it supports.

    Returns
    -------
    frame
        One row a coefficient: `name`; `title`; `coders`, ``"2"`` or ``"any"``; `categories`, how many there must be,
        ``"numbers"``, ``"sets"`` or ``"any"``; `weights`, whether others than nominal can be asked for; `missing`, the rule for
        units that not every coder coded, with others in brackets; `needs_coders`, whether it must be known which coder
        gave which code; `interval`, the method that ``"auto"`` takes for several coders or categories; `source`, keys
        of the project's bibliography. A pandas frame, or a dict of columns where pandas is not installed.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = ic.coefficients()
    >>> row = list(table["name"]).index("scott_pi")
    >>> print(table["title"][row], table["coders"][row], table["source"][row])
    Scott's pi 2 scott_1955
    """
    return _frames.make_frame(capabilities(), None)


def capabilities() -> dict[str, list[Any]]:
    """Give the columns of `coefficients`."""
    rows = [_capability(info) for info in EVERYTHING.values()]
    return {column: [row[column] for row in rows] for column in rows[0]}


def _capability(info: _core.CoefficientInfo) -> dict[str, Any]:
    rules = [rule for rule in ("available", "pairable", "complete") if rule != info.rule and not info.one_rule]
    return {
        "name": info.name,
        "title": info.title,
        "coders": str(info.most_coders or "any"),
        "categories": "sets" if info.needs_sets else "numbers" if info.needs_numbers else str(info.categories or "any"),
        "weights": info.takes_weights,
        "missing": f"{info.rule} ({', '.join(rules)})" if rules else info.rule,
        "needs_coders": info.needs_coders,
        "interval": "logit" if info.from_zero_to_one else "fisher_z",
        "source": ", ".join(info.source.split()),
    }


def coefficient_table(
    ratings: IntoRatings, names: Sequence[str] | None = None, weights: IntoWeights = "nominal", *, level: float = 0.95
) -> Any:
    """Put many coefficients of the same ratings side by side.

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``.
    names
        Names of coefficients, as `coefficients` lists them; None: all of them.
    weights
        As for each coefficient; statistics of scores and of groupings take none.
    level
        Of the intervals, between 0 and 1.

    Returns
    -------
    frame
        One row a coefficient, with the columns of `Agreement.to_frame` and `reason`. A coefficient that does not take
        these ratings or weights has the status ``"not_applicable"``, and the reason says why.

    Raises
    ------
    BadArgument
        When ratings cannot be read, a name or weights are not known, or the level is out of range.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = ic.coefficient_table([[1, 1, 1], [1, 2, 2], [2, 2, 2]], ["fleiss_kappa", "cohen_kappa"])
    >>> [round(v, 3) for v in table["value"]], list(table["status"])
    ([0.55, nan], ['ok', 'not_applicable'])
    """
    table = as_ratings(ratings)
    wanted = list(EVERYTHING) if names is None else _arguments.names(names, "names")
    for name in wanted:
        if name not in EVERYTHING:
            raise BadArgument(f"names: no coefficient called '{name}'; known: {', '.join(EVERYTHING)}")
    if isinstance(weights, str):
        _core.Weights.by_name(weights)  # a name that nobody knows is no matter of the single coefficient
    rows = []
    for name in wanted:
        try:
            found = compute_by_name(name, table, weights)
        except BadArgument as error:
            rows.append({"name": name, "status": "not_applicable", "reason": str(error)})
            continue
        rows.append(found._row(level, "auto") | {"reason": found.reason})
    columns = _COLUMNS | {name: None for row in rows for name in row}
    filled = {name: [row.get(name, default) for row in rows] for name, default in columns.items()}
    for name in ("n_units", "n_pairable"):  # whole or not, but of one kind, so that every kind of frame takes them
        filled[name] = [math.nan if value is None else float(value) for value in filled[name]]
    return _frames.make_frame(filled, table._backend)


#: Columns in their order, with what stands where a coefficient does not apply.
_COLUMNS: dict[str, Any] = {
    "name": "",
    "code": None,
    **dict.fromkeys(("value", "observed", "expected", "se", "low", "high", "level"), math.nan),
    "method": "",
    **dict.fromkeys(("n_units", "n_pairable"), math.nan),
    **dict.fromkeys(("n_coders", "n_sources"), 0),
    "status": "",
    "reason": "",
}
