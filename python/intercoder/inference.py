"""What an agreement value is worth: intervals, tests, and what to know before trusting it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from numbers import Real
from typing import Any, Literal

from intercoder import _core
from intercoder._frames import describe
from intercoder.errors import BadArgument

Method = Literal["auto", "fisher_z", "t", "normal", "logit", "jeffreys", "exact", "gof"]
ErrorFormula = Literal["ratio", "gwet", "jackknife"]
Cluster = Literal["source"] | None


@dataclass(frozen=True)
class Interval:
    """Between which values a coefficient lies, as far as these units and sources can tell.

    The limits are NaN where none can be given; `reason` then says why. The interval generalises to other sources
    (transcripts) like these, not to other coders.
    """

    low: float
    high: float
    level: float
    method: str  #: what was used: with ``method="auto"``, what was chosen
    se: float
    df: float
    n_resamples: int
    undefined_resamples: int
    design_effect: float  #: how much larger the error variance is than with independent units
    correlation_assumed: bool  #: whether a correlation of .05 within sources was assumed, for lack of sources
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)


@dataclass(frozen=True)
class TestResult:
    """A two-sided test of one value. `p_value` is NaN where none can be given; `reason` then says why."""

    __test__ = False  # not something for pytest to collect

    statistic: float  #: z or t; NaN where the test inverts an interval that has neither
    p_value: float
    df: float  #: infinite for z
    null: float
    method: str  #: "null_error", "t" or "inverted_interval"
    reason: str

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


def number(value: Any, what: str) -> float:
    """Check that an argument is a number."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise BadArgument(f"{what}: found {describe(value)}; expected a number")
    return float(value)


def _options(se: str, cluster: str | None, population: float | None, seed: int) -> tuple[str, bool, float, int]:
    """Check what intervals and tests share."""
    if not isinstance(se, str):
        raise BadArgument(f"se: found {describe(se)}; expected 'ratio', 'gwet' or 'jackknife'")
    if cluster not in ("source", None):
        raise BadArgument(f"cluster: found {cluster!r}; expected 'source' or None")
    if population is not None and not number(population, "population") > 0:
        raise BadArgument(f"population: {population}; expected how many sources (or units) there are in all")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**64:
        raise BadArgument(f"seed: found {seed!r}; expected a whole number from 0 to 2^64 - 1")
    return se, cluster == "source", float(population or 0), seed


def interval_of(
    estimate: _core.Estimate,
    level: float,
    method: str,
    se: str,
    cluster: str | None,
    population: float | None,
    seed: int,
) -> tuple[Interval, _core.ConfidenceInterval]:
    """Compute an interval: as data, and as the core keeps it, for sentences about it."""
    if not isinstance(method, str):
        raise BadArgument(f"method: found {describe(method)}; expected a name, such as 'auto'")
    raw = _core.interval(estimate, number(level, "level"), method, *_options(se, cluster, population, seed))
    return Interval(**{name: getattr(raw, name) for name in Interval.__dataclass_fields__}), raw


def test_of(
    estimate: _core.Estimate, null: float, se: str, cluster: str | None, population: float | None, seed: int
) -> TestResult:
    """Compute a test."""
    raw = _core.test(estimate, number(null, "null"), *_options(se, cluster, population, seed))
    return TestResult(**{name: getattr(raw, name) for name in TestResult.__dataclass_fields__})


def warnings_of(estimate: _core.Estimate) -> list[DataWarning]:
    """List the warnings of an estimate."""
    return [DataWarning(w.id, dict(w.numbers), w.advice) for w in _core.warnings_of(estimate)]
