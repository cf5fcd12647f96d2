"""What an agreement value is worth: intervals, tests, and what to know before trusting it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Literal

from intercoder import _core
from intercoder._arguments import number, whole
from intercoder._frames import describe
from intercoder.errors import BadArgument

Method = Literal[
    "auto", "fisher_z", "t", "normal", "logit", "jeffreys", "exact", "percentile", "bca", "krippendorff", "gof"
]
ErrorFormula = Literal["ratio", "gwet", "jackknife"]
Cluster = Literal["source"] | None


@dataclass(frozen=True)
class Interval:
    """Between which values a coefficient lies, as far as these units and sources can tell.

    The limits are NaN where none can be given; `reason` then says why. The interval generalises to other sources
    (transcripts) like these, and to other coders only where that was asked for.
    """

    low: float
    high: float
    level: float
    method: str  #: what was used: with ``method="auto"``, what was chosen
    also: str | None  #: a method whose interval it covers too, where too little was seen for either alone
    se: float
    df: float
    n_resamples: int
    undefined_resamples: int
    design_effect: float  #: how much larger the error variance is than with independent units
    correlation_assumed: bool  #: whether a correlation of .05 within sources was assumed, for lack of sources
    other_coders: bool  #: whether it generalises to other coders like these as well
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)


@dataclass(frozen=True)
class TestResult:
    """A two-sided test. `p_value` is NaN where none can be given; `reason` then says why."""

    __test__ = False  # not something for pytest to collect

    statistic: float  #: z, t, or as a test of margins has it; NaN where the test inverts an interval without one
    p_value: float
    df: float  #: infinite for z; NaN where the statistic has none
    null: float
    method: str  #: "null_error", "t", "inverted_interval"; of margins, the name of the test; "F" and "chi_squared": one-sided
    reason: str
    estimate: float = math.nan  #: what is compared with `null`; NaN where that is more than one number
    df_denominator: float = math.nan  #: of an F; NaN elsewhere

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)


@dataclass(frozen=True)
class DataWarning:
    """Something to know before trusting a value: an id, its numbers, and one line of advice."""

    id: str
    numbers: dict[str, float]
    advice: str

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)


def _options(se: str, cluster: str | None, population: float | None, seed: int) -> tuple[str, bool, float, int]:
    """Check what intervals and tests share."""
    if not isinstance(se, str):
        raise BadArgument(f"se: found {describe(se)}; expected 'ratio', 'gwet' or 'jackknife'")
    if cluster not in ("source", None):
        raise BadArgument(f"cluster: found {cluster!r}; expected 'source' or None")
    if population is not None and not number(population, "population") > 0:
        raise BadArgument(f"population: {population}; expected how many sources (or units) there are in all")
    return se, cluster == "source", float(population or 0), whole(seed, "seed")


def interval_of(
    estimate: _core.Estimate,
    level: float,
    method: str,
    se: str,
    cluster: str | None,
    population: float | None,
    seed: int,
    resamples: int,
    other_coders: bool,
    coder_population: float | None,
) -> tuple[Interval, _core.ConfidenceInterval]:
    """Compute an interval: as data, and as the core keeps it, for sentences about it."""
    if not isinstance(method, str):
        raise BadArgument(f"method: found {describe(method)}; expected a name, such as 'auto'")
    if not isinstance(other_coders, bool):
        raise BadArgument(f"other_coders: found {describe(other_coders)}; expected True or False")
    if coder_population is not None and not other_coders:
        raise BadArgument("coder_population: is about other coders; expected other_coders=True with it")
    raw = _core.interval(
        estimate,
        number(level, "level"),
        method,
        *_options(se, cluster, population, seed),
        whole(resamples, "resamples"),
        other_coders,
        number(coder_population or 0, "coder_population"),
    )
    return interval_from(raw), raw


def interval_from(raw: _core.ConfidenceInterval) -> Interval:
    """Give an interval as data."""
    return Interval(**{name: getattr(raw, name) for name in Interval.__dataclass_fields__})


def test_of(
    estimate: _core.Estimate, null: float, se: str, cluster: str | None, population: float | None, seed: int
) -> TestResult:
    """Compute a test."""
    return result_of(_core.test(estimate, number(null, "null"), *_options(se, cluster, population, seed)))


def result_of(raw: _core.TestResult) -> TestResult:
    """Give a test as data."""
    return TestResult(**{name: getattr(raw, name) for name in TestResult.__dataclass_fields__})


def warnings_of(estimate: _core.Estimate) -> list[DataWarning]:
    """List the warnings of an estimate."""
    return [DataWarning(w.id, dict(w.numbers), w.advice) for w in _core.warnings_of(estimate)]
