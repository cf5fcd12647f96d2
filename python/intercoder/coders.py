"""One coder against the others: can one take the place of another, and does one find what a reference finds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from intercoder import _arguments, _codes, _core, _display, _frames, _reading
from intercoder._coefficient import INFO, IntoWeights, compute, weights_of
from intercoder.errors import BadArgument
from intercoder.inference import interval_from
from intercoder.ratings import IntoRatings, Ratings, as_ratings


@dataclass(frozen=True, eq=False)
class Replacement:
    """Whether a candidate can take the place of the other coders: the alternative annotator test."""

    candidate: str
    epsilon: float  #: how much worse the candidate may be
    false_discovery: float
    winning_rate: float  #: share of the other coders that the candidate outdoes
    advantage: float  #: share of units on which it is as near to the others as the coder it replaces, or nearer
    passed: bool  #: whether the winning rate is at least one half
    table: Any  #: a frame with one row a coder

    def sentence(self) -> str:
        """Say the result as a paper does."""
        if math.isnan(self.winning_rate):
            return f"{self.candidate} cannot be tested: no unit was coded by it and two other coders."
        coders = len(self.table["coder"])
        outdone = sum(bool(x) for x in self.table["outdone"])
        return (
            f"{self.candidate} {'passes' if self.passed else 'does not pass'} the alternative annotator test: it "
            f"outdoes {outdone} of {coders} coders (winning rate {_core.apa(self.winning_rate)}; epsilon = "
            f"{_core.apa(self.epsilon)}, false discovery rate {_core.apa(self.false_discovery)}), and is as near to "
            f"the other coders as the one it replaces, or nearer, on {_core.percent(self.advantage)} of the units."
        )


@dataclass(frozen=True, eq=False)
class AgainstReference:
    """Coders against one of them whose codes are taken as right."""

    reference: str
    by_coder: Any  #: a frame with one row a coder: agreement with the reference
    by_code: Any  #: a frame with one row for each coder and code: what was found, and what was right


def _coder(table: Ratings, coder: Any, who: str) -> int:
    """Find a coder by name."""
    if not table.coders:
        raise BadArgument(f"{who}: these ratings are counts per category; which coder gave a code is not known")
    return _reading.positions([coder], list(table.coders), "coder")[0]


def replaceable(
    ratings: IntoRatings,
    candidate: Any,
    epsilon: float = 0.1,
    *,
    weights: IntoWeights | None = None,
    false_discovery: float = 0.05,
    test: Literal["t", "signed_rank"] = "t",
) -> Replacement:
    """Test whether one coder, such as a language model, can take the place of any of the others.

    The alternative annotator test. For each other coder: on every unit, who is nearer to the remaining coders, the
    candidate or that coder? The coder is outdone when its lead is significantly less than `epsilon`: Student's t, with
    the error by source where sources are known; false discoveries are controlled over coders. The candidate passes
    when it outdoes half of the coders or more.

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``, the candidate one
        of the coders. 50 to 100 units and three coders besides the candidate are the least that is advised.
    candidate
        The name of the coder.
    epsilon
        How much worse the candidate may be for what it saves, from 0 to below 1. The paper advises .2 where coders are
        experts, .15 where they are skilled, .1 for crowds.
    weights
        What near means, as for coefficients. By default ``"nominal"`` for labels, which compares accuracies, and
        ``"interval"`` for numbers, which compares root mean square errors.
    false_discovery
        Of the coders said to be outdone, the share that may be wrong.
    test
        ``"t"``, Student's, or ``"signed_rank"``, Wilcoxon's, which the paper advises below 30 units. Wilcoxon's takes
        differences to be symmetric. Where most units are a draw they are not, and it then calls coders outdone by
        candidates that are worse by `epsilon`: of 20 units, up to nine times in ten instead of once in twenty.

    Returns
    -------
    Replacement
        Its `table` has `coder`, `n_units`, `n_sources`, `advantage` (of the candidate), `coder_advantage`, `se` of
        their difference, `df`, `statistic` (t, or the sum of the ranks in the coder's favour), `p_value` (one-sided), `p_adjusted` (Benjamini-Yekutieli), `outdone` and
        `reason`.

    Raises
    ------
    BadArgument
        When ratings cannot be read, coders are not known or fewer than two besides the candidate, the candidate is not
        one of them, or a number is out of range; with ``"signed_rank"`` also when units have sources, importance, or
        counts that are not whole.

    References
    ----------
    Calderon, Reichart & Dror (2025), The alternative annotator test for LLM-as-a-judge, Proceedings of the 63rd Annual
    Meeting of the Association for Computational Linguistics; Benjamini & Yekutieli (2001), Annals of Statistics 29;
    Wilcoxon (1945), Biometrics Bulletin 1.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = {
    ...     "Ada": list("abcabcabcaabcabcabcabbabcabcabca"),
    ...     "Ben": list("abcabcabcaabcaccabcabcabcabcabcc"),
    ...     "Cem": list("abbabcabcaabcabcabcabcabcaacabca"),
    ...     "model": list("abcabcabcaabcabcabcabcabcabcabca"),
    ... }
    >>> found = ic.replaceable(table, "model")
    >>> found.passed, found.winning_rate, round(found.advantage, 3)
    (True, 1.0, 1.0)
    """
    table = as_ratings(ratings)
    place = _coder(table, candidate, "replaceable")
    if weights is None:
        weights = "interval" if table._core.scale.numeric else "nominal"
    if test not in ("t", "signed_rank"):
        raise BadArgument(f"replaceable: no test called {test!r}; known: t, signed_rank")
    numbers = _arguments.number(epsilon, "epsilon"), _arguments.number(false_discovery, "false_discovery")
    chosen = weights if isinstance(weights, _core.Weights) else weights_of(weights, table)
    raw = _core.replaceable(table._core, place, chosen, *numbers, test == "signed_rank")
    names = ("n_units", "n_sources", "advantage", "coder_advantage", "se", "df", "statistic", "p_value", "p_adjusted")
    columns: dict[str, Any] = {"coder": [table.coders[c.coder] for c in raw.coders]}
    columns |= {name: [getattr(c, name) for c in raw.coders] for name in (*names, "outdone", "reason")}
    return Replacement(
        table.coders[place],
        *numbers,
        raw.winning_rate,
        raw.advantage,
        raw.passed,
        _frames.make_frame(columns, table._backend),
    )


def against_reference(
    ratings: IntoRatings,
    reference: Any,
    *,
    coefficient: str = "cohen_kappa",
    weights: IntoWeights = "nominal",
    level: float = 0.95,
) -> AgainstReference:
    """Hold every coder against one of them whose codes are taken as right.

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``, the reference one
        of the coders.
    reference
        The name of the coder.
    coefficient, weights
        For the agreement of each coder with the reference.
    level
        Of the intervals, between 0 and 1.

    Returns
    -------
    AgainstReference
        Its `by_coder` has `coder` and the columns of `Agreement.to_frame`. Its `by_code` has `coder`, `code`; the units
        to which `both`, `only_coder`, `only_reference` or `neither` gave the code; `sensitivity`, the share of the
        reference's units that the coder found; `precision`, the share of the coder's units that are right; each with
        `_low` and `_high`, by source where sources are known; and `f1`, their harmonic mean. NaN where nobody gave the
        code.

    Raises
    ------
    BadArgument
        When ratings cannot be read, coders are not known, the reference is not one of them, or the coefficient does not
        take the ratings.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = {"expert": list("yynnynnnyn"), "Ada": list("yynnynnyyn"), "Ben": list("ynnnynnnnn")}
    >>> found = ic.against_reference(table, "expert")
    >>> [round(v, 2) for v in found.by_coder["value"]]
    [0.8, 0.55]
    >>> c = found.by_code
    >>> for coder, code, s, p in zip(c["coder"], c["code"], c["sensitivity"], c["precision"]):
    ...     print(coder, code, f"{s:.2f} {p:.2f}")
    Ada y 1.00 0.80
    Ada n 0.83 1.00
    Ben y 0.50 1.00
    Ben n 1.00 0.75
    """
    table = as_ratings(ratings)
    place = _coder(table, reference, "against_reference")
    if coefficient not in INFO:
        raise BadArgument(f"against_reference: no coefficient called {coefficient!r}; known: {', '.join(INFO)}")
    found = _core.against_reference(table._core, place)
    name = table.coders[place]
    others = [coder for coder in table.coders if coder != name]
    agreements = [compute(coefficient, table.select(coders=[name, coder]), weights, None, "nan") for coder in others]
    rows = [{"coder": coder} | a._row(level, "auto") for coder, a in zip(others, agreements, strict=True)]
    categories = [_codes.show(c) if isinstance(c, float) else c for c in table.codes]
    codes = [_code_row(c, table.coders[c.coder], categories[c.category], level) for c in found]
    return AgainstReference(name, _table(rows, table._backend), _table(codes, table._backend))


def _table(rows: list[dict[str, Any]], backend: str | None) -> Any:
    return _frames.make_frame({name: [row[name] for row in rows] for name in rows[0]} if rows else {}, backend)


def _code_row(c: _core.CodeAgainstReference, coder: str, code: Any, level: float) -> dict[str, Any]:
    row: dict[str, Any] = {"coder": coder, "code": code}
    row |= {name: _display.whole(getattr(c, name)) for name in ("both", "only_coder", "only_reference", "neither")}
    for name in ("sensitivity", "precision"):
        e = getattr(c, name)
        i = interval_from(_core.interval(e, level, "auto", "ratio", True, 0, 0))
        row |= {name: e.value, f"{name}_low": i.low, f"{name}_high": i.high}
    marked = 2 * c.both + c.only_coder + c.only_reference
    return row | {"f1": 2 * c.both / marked if marked else math.nan}
