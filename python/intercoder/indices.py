"""What two coders' margins say about a kappa: its largest value, prevalence, bias, and agreement on one category."""

from __future__ import annotations

from typing import Any

from intercoder import _codes
from intercoder._arguments import Undefined
from intercoder._coefficient import Coefficient, IntoWeights, Missing, coefficient, compute, documented
from intercoder.errors import BadArgument
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement

_POSITIVE = """positive
        The category that means yes, against all others. It may be left out where the order of two categories says so:
        True of booleans, the larger of two numbers, the second of declared categories."""

kappa_max = coefficient(
    "kappa_max",
    idea="The largest Cohen's kappa that the two coders' margins allow.",
    chance="It is 1 only where both use each category equally often; `stuart_maxwell` tests whether they do. Far below\n"
    "    1, it is the use of categories that keeps kappa low, not disagreement on single units.",
    refuses="there are more than two coders, or it is not known which coder gave which code",
    source="Cohen (1960), Educational and Psychological Measurement 20.",
    example=">>> table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]\n"
    ">>> round(ic.kappa_max(ic.Ratings.from_confusion(table)).value, 4)\n0.8305",
)


def _yes_last(name: str, ratings: IntoRatings, other: Any, positive: Any) -> Ratings:
    """Make yes the second of two categories."""
    table = as_ratings(ratings, other)
    if positive is not None:
        return table.collapse(positive)
    scale = table._core.scale
    if len(table.categories) == 2 and not (table._boolean or scale.numeric or scale.declared):
        first, second = table.categories
        raise BadArgument(
            f"{name}: {_codes.show(first)} and {_codes.show(second)} are labels in the order they appeared; "
            f"expected to be told which one means yes, such as positive={second!r}"
        )
    return table


def _index(name: str, *, idea: str, chance: str, source: str, example: str, refuses: str = "") -> Coefficient:
    """Make the function of an index of one category."""

    @documented(name, idea=idea, chance=chance, source=source, example=example, refuses=refuses, more=_POSITIVE)
    def function(
        ratings: IntoRatings,
        other: Any = None,
        /,
        *,
        weights: IntoWeights = "nominal",
        missing: Missing | None = None,
        undefined: Undefined = "nan",
        positive: Any = None,
    ) -> Agreement:
        return compute(name, _yes_last(name, ratings, other, positive), weights, missing, undefined)

    return function


_TWO = "there are more than two categories and `positive` is not given, or more than two coders"

prevalence_index = _index(
    "prevalence_index",
    idea="Share of units on which both coders say yes, less the share on which both say no.",
    chance="Far from 0, kappa is low even where the coders rarely differ.",
    refuses=_TWO,
    source="Byrt, Bishop & Carlin (1993), Journal of Clinical Epidemiology 46.",
    example='>>> r = ic.Ratings.from_confusion([[90, 4], [5, 1]], categories=["yes", "no"])\n'
    '>>> round(ic.prevalence_index(r, positive="yes").value, 4)\n0.89',
)

bias_index = _index(
    "bias_index",
    idea="How much more often the first coder says yes than the second one, as a difference of shares.",
    chance="`mcnemar` tests whether it is 0.",
    refuses=_TWO + ", or it is not known which coder gave which code",
    source="Byrt, Bishop & Carlin (1993), Journal of Clinical Epidemiology 46.",
    example='>>> r = ic.Ratings.from_confusion([[90, 4], [5, 1]], categories=["yes", "no"])\n'
    '>>> round(ic.bias_index(r, positive="yes").value, 4)\n-0.01',
)

positive_agreement = _index(
    "positive_agreement",
    idea="Where one coder says yes, how often another one does.",
    chance="Agreement specific to one category; of more than two coders, pairs are counted.",
    refuses="there are more than two categories and `positive` is not given",
    source="Cicchetti & Feinstein (1990), Journal of Clinical Epidemiology 43.",
    example='>>> r = ic.Ratings.from_confusion([[90, 4], [5, 1]], categories=["yes", "no"])\n'
    '>>> round(ic.positive_agreement(r, positive="yes").value, 4)\n0.9524',
)

negative_agreement = _index(
    "negative_agreement",
    idea="Where one coder says no, how often another one does.",
    chance="No is whatever is not `positive`; of more than two coders, pairs are counted.",
    refuses="there are more than two categories and `positive` is not given",
    source="Cicchetti & Feinstein (1990), Journal of Clinical Epidemiology 43.",
    example='>>> r = ic.Ratings.from_confusion([[90, 4], [5, 1]], categories=["yes", "no"])\n'
    '>>> round(ic.negative_agreement(r, positive="yes").value, 4)\n0.1818',
)
