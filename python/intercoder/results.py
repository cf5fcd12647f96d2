"""What a coefficient found: a value with its error, intervals, tests, warnings and words."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _core
from intercoder._frames import make_frame
from intercoder.errors import BadArgument, InsufficientData

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

Formula = Literal["ratio", "gwet", "jackknife"]
Cluster = Literal["source"] | None
TableFormat = Literal["markdown", "latex", "html", "csv"]


@dataclass(frozen=True)
class Warning:
    """What a reader should know before trusting a value.

    Attributes
    ----------
    id
        A fixed name, such as ``"few_units"``.
    numbers
        The numbers behind it, by name.
    advice
        One sentence on what to do.
    """

    id: str
    numbers: Mapping[str, float]
    advice: str


@dataclass(frozen=True)
class Interval:
    """An interval, and what it rests on; both limits are NaN where there is none, and ``reason`` says why.

    Attributes
    ----------
    low, high
        The limits.
    level
        The level asked for.
    method
        How it was made: never ``"auto"``.
    se, df
        The standard error and the degrees of freedom behind it.
    n_resamples, undefined_resamples
        Draws from a posterior, and those in which the value was undefined.
    design_effect
        How much larger the error variance is than with independent units.
    correlation_assumed
        Whether an intra-source correlation of .05 was assumed for lack of sources.
    reason
        Why there is no interval; empty otherwise.
    """

    low: float
    high: float
    level: float
    method: str
    se: float
    df: float
    n_resamples: int = 0
    undefined_resamples: int = 0
    design_effect: float = 1.0
    correlation_assumed: bool = False
    reason: str = ""


@dataclass(frozen=True)
class TestResult:
    """A two-sided test of a value against a given one.

    Attributes
    ----------
    statistic
        z, or t; NaN where an interval was inverted that has none.
    p_value
        Two-sided.
    df
        Infinite for z.
    null
        The value tested against.
    method
        ``"null_error"``, ``"t"`` or ``"inverted_interval"``.
    reason
        Why there is no p-value; empty otherwise.
    """

    __test__ = False  # not a test case, whatever its name

    statistic: float
    p_value: float
    df: float
    null: float
    method: str
    reason: str = ""


def _plain(x: Any) -> Any:
    """Strict JSON: NaN and infinity become null."""
    if isinstance(x, float) and not math.isfinite(x):
        return None
    if isinstance(x, dict):
        return {key: _plain(value) for key, value in x.items()}
    return [_plain(value) for value in x] if isinstance(x, (list, tuple)) else x


def _whole(x: float) -> int | float:
    return int(x) if x == int(x) else x


class Agreement:
    """The value of a coefficient, and everything that can be said about it.

    Frozen. Errors, influence and intervals are computed when asked for.

    Attributes
    ----------
    value : float
        At most 1; 0 is what chance gives; NaN where it is undefined.
    observed, expected : float
        Observed agreement and agreement expected by chance, on the scale of the weights.
    status : str
        ``ok no_variation no_pairs one_coder no_units one_coder_constant no_spread``.
    reason : str
        A sentence; empty when the status is ``ok``.
    n_units, n_pairable, n_coders, n_sources : int
        Units with at least one code, with at least two; coders and sources with codes (0 sources: unknown).
    name, title, weights : str
        The function, its name in print, and the weights.
    coders, categories : list
        Who coded, and with what.

    Examples
    --------
    >>> import intercoder as ic
    >>> a = ic.cohen_kappa(["yes", "no", "yes", "no", "no"], ["yes", "no", "no", "no", "no"])
    >>> round(a.value, 4), a.n_units, a.status
    (0.5455, 5, 'ok')
    """

    def __init__(self, estimate: _core.Estimate, like: str | None = None, categories: Sequence[Any] | None = None) -> None:
        self._estimate = estimate
        self._like = like
        self._categories = categories

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_") and name not in ("se", "se_null", "influence", "warnings"):
            raise AttributeError(f"an Agreement is frozen; {name!r} cannot be set")
        object.__setattr__(self, name, value)

    @property
    def name(self) -> str:
        """The function that computed it."""
        return self._estimate.name

    @property
    def title(self) -> str:
        """Its name in print."""
        return self._estimate.title

    @property
    def weights(self) -> str:
        """The weights by name; ``"custom"`` for a matrix or function."""
        return self._estimate.weights

    @property
    def value(self) -> float:
        """The value; NaN where it is undefined."""
        return self._estimate.value

    @property
    def observed(self) -> float:
        """Observed agreement."""
        return self._estimate.observed

    @property
    def expected(self) -> float:
        """Agreement expected by chance."""
        return self._estimate.expected

    @property
    def status(self) -> str:
        """``"ok"``, or why the value or its error is missing."""
        return self._estimate.status

    @property
    def reason(self) -> str:
        """The status in a sentence; empty when it is ``"ok"``."""
        return self._estimate.reason

    @property
    def n_units(self) -> int | float:
        """Units with at least one code, copies counted."""
        return _whole(self._estimate.n_units)

    @property
    def n_pairable(self) -> int | float:
        """Units with at least two codes."""
        return _whole(self._estimate.n_pairable)

    @property
    def n_coders(self) -> int:
        """Coders with at least one code."""
        return self._estimate.n_coders

    @property
    def n_sources(self) -> int:
        """Sources with at least one unit that enters; 0 when sources are not known."""
        return self._estimate.n_sources

    @property
    def coders(self) -> list[str]:
        """Names of the coders; empty for ratings that are counts, and for pooled values."""
        data = self._estimate.data
        return list(data.coder_names) if data.coders_known else []

    @property
    def categories(self) -> list[Any]:
        """The categories in order; empty for pooled values."""
        if self._categories is not None:
            return list(self._categories)
        scale = self._estimate.data.scale
        return list(scale.values) if scale.numeric else list(scale.labels)

    @cached_property
    def se(self) -> float:
        """Standard error: ratio linearisation, summed by source where at least two are known."""
        return _core.standard_error(self._estimate, "ratio")

    @cached_property
    def se_null(self) -> float:
        """Error if two coders drew independently; for tests only. NaN where it is not known."""
        return self._estimate.null_error()

    @cached_property
    def influence(self) -> NDArray[np.float64]:
        """How far each unit pulls the value; shape ``(units,)``, mean 0 over the units that enter."""
        return self._estimate.influence()

    @cached_property
    def warnings(self) -> tuple[Warning, ...]:
        """What a reader should know before trusting the value."""
        return tuple(Warning(w.id, dict(w.numbers), w.advice) for w in _core.warnings_of(self._estimate))

    def interval(
        self,
        level: float = 0.95,
        method: str = "auto",
        *,
        se: Formula = "ratio",
        cluster: Cluster = "source",
        population: float | None = None,
        seed: int = 0,
    ) -> Interval:
        """Between which values the coefficient lies, as far as these units and sources can tell.

        It generalises to other sources (units, where no source is known) like these, not to other coders.

        Parameters
        ----------
        level
            Between 0 and 1.
        method
            ``"auto"``, ``"fisher_z"``, ``"t"``, ``"normal"``, ``"logit"``, ``"jeffreys"``, ``"exact"`` or ``"gof"``
            (Scott's pi and alpha of two coders and two categories with independent units). The result says which was used.
        se
            ``"ratio"``, ``"gwet"`` (the published formula) or ``"jackknife"``.
        cluster
            ``"source"``, or None to take units as independent even where sources are known.
        population
            Sources (units, where none is known) there are in all.
        seed
            For methods that draw; the same seed gives the same digits.

        Raises
        ------
        BadArgument
            A level outside (0, 1), an unknown method, or one that does not fit the coefficient.

        Examples
        --------
        >>> import intercoder as ic
        >>> table = ic.Ratings.from_confusion([[55, 2], [3, 40]])
        >>> i = ic.scott_pi(table).interval(method="fisher_z")
        >>> round(i.low, 4), round(i.high, 4), i.df
        (0.7625, 0.9578, 99.0)
        """
        if cluster not in ("source", None):
            raise BadArgument(f"interval: cluster {cluster!r}; expected 'source' or None")
        i = _core.interval(self._estimate, level, method, se, cluster == "source", population or 0.0, seed)
        return Interval(
            i.low,
            i.high,
            i.level,
            i.method,
            i.se,
            i.df,
            i.n_resamples,
            i.undefined_resamples,
            i.design_effect,
            i.correlation_assumed,
            i.reason,
        )

    def test(
        self, null: float = 0.0, *, se: Formula = "ratio", cluster: Cluster = "source", seed: int = 0
    ) -> TestResult:
        """Test the value against another one, two-sided.

        Two coders, null 0 and no sources: z with the error under the null (Fleiss, Cohen & Everitt, 1969). Otherwise t,
        and with sources the automatic interval inverted, because the null error knows no sources.

        Parameters
        ----------
        null
            From -1 to below 1.
        se, cluster, seed
            As for `interval`.

        Examples
        --------
        >>> import intercoder as ic
        >>> t = ic.cohen_kappa(ic.Ratings.from_confusion([[106, 10, 4], [22, 28, 10], [2, 12, 6]])).test()
        >>> round(t.statistic, 2), t.method
        (7.72, 'null_error')
        """
        t = _core.test(self._estimate, null, se, cluster == "source", 0.0, seed)
        return TestResult(t.statistic, t.p_value, t.df, t.null, t.method, t.reason)

    def to_dict(self, level: float = 0.95) -> dict[str, Any]:
        """Everything as plain data; ``"schema"`` is ``"intercoder/agreement/1"``."""
        i = self.interval(level)
        return {
            "schema": "intercoder/agreement/1",
            "name": self.name,
            "title": self.title,
            "weights": self.weights,
            "value": self.value,
            "observed": self.observed,
            "expected": self.expected,
            "se": self.se,
            "se_null": self.se_null,
            "status": self.status,
            "reason": self.reason,
            "n_units": self.n_units,
            "n_pairable": self.n_pairable,
            "n_coders": self.n_coders,
            "n_sources": self.n_sources,
            "coders": self.coders,
            "categories": self.categories,
            "interval": {
                "low": i.low,
                "high": i.high,
                "level": i.level,
                "method": i.method,
                "se": i.se,
                "df": i.df,
                "n_resamples": i.n_resamples,
                "undefined_resamples": i.undefined_resamples,
                "design_effect": i.design_effect,
                "correlation_assumed": 0.05 if i.correlation_assumed else None,
                "reason": i.reason,
            },
            "warnings": [{"id": w.id, "numbers": dict(w.numbers), "advice": w.advice} for w in self.warnings],
        }

    def to_json(self, level: float = 0.95) -> str:
        """`to_dict` as strict JSON: undefined numbers are null."""
        return json.dumps(_plain(self.to_dict(level)), ensure_ascii=False, indent=2, allow_nan=False)

    def _row(self, level: float) -> dict[str, Any]:
        i = self.interval(level)
        return {
            "name": self.name,
            "code": None,
            "value": self.value,
            "observed": self.observed,
            "expected": self.expected,
            "se": self.se,
            "low": i.low,
            "high": i.high,
            "level": i.level,
            "method": i.method,
            "n_units": self.n_units,
            "n_pairable": self.n_pairable,
            "n_coders": self.n_coders,
            "n_sources": self.n_sources,
            "status": self.status,
        }

    def to_frame(self, level: float = 0.95) -> Any:
        """One row: name code value observed expected se low high level method n_units n_pairable n_coders n_sources status.

        A frame of the kind that came in; pandas if none did and it is installed, else a dict of columns.
        """
        return make_frame({key: [value] for key, value in self._row(level).items()}, self._like)

    def sentence(self, style: Literal["apa"] = "apa", level: float = 0.95) -> str:
        """One result for a paper: value, interval, units, coders, sources, and what the interval generalises to.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.cohen_kappa(ic.Ratings.from_confusion([[10, 0], [0, 0]]))
        >>> a.sentence()[:63]
        "Cohen's kappa is not estimable (10 units coded by at least two "
        """
        if style != "apa":
            raise BadArgument(f"sentence: style {style!r}; known: 'apa'")
        return _core.sentence(
            self._estimate, _core.interval(self._estimate, level, "auto", "ratio", True, 0.0, 0)
        )

    def _cells(self, level: float) -> dict[str, str]:
        i = self.interval(level)
        defined = not math.isnan(i.low)
        return {
            "Coefficient": self.title + ("" if self.weights == "nominal" else f" ({self.weights})"),
            "Value": _core.apa(self.value),
            f"{_core.percent(level)} CI": f"[{_core.apa(i.low)}, {_core.apa(i.high)}]" if defined else "",
            "Observed": _core.apa(self.observed),
            "Units": str(self.n_pairable),
            "Coders": str(self.n_coders),
            "Sources": str(self.n_sources) if self.n_sources else "",
            "Status": self.status,
        }

    def table(self, format: TableFormat = "markdown", level: float = 0.95) -> str:  # noqa: A002
        """The result as a table of one row, ready to be pasted.

        Raises
        ------
        BadArgument
            An unknown format; the message lists the known ones.
        """
        cells = self._cells(level)
        head, row = list(cells), list(cells.values())
        if format == "markdown":
            return "\n".join(
                "| " + " | ".join(x.replace("|", "\\|") for x in line) + " |" for line in (head, ["---"] * len(head), row)
            )
        if format == "latex":
            special = {"%": r"\%", "&": r"\&", "_": r"\_", "#": r"\#", "$": r"\$"}
            lines = [" & ".join("".join(special.get(c, c) for c in x) for x in line) + r" \\" for line in (head, row)]
            return "\n".join(
                [r"\begin{tabular}{l" + "r" * (len(head) - 1) + "}", r"\hline", lines[0], r"\hline", lines[1], r"\hline"]
                + [r"\end{tabular}"]
            )
        if format == "html":
            th = "".join(f"<th>{escape(x)}</th>" for x in head)
            td = "".join(f"<td>{escape(x)}</td>" for x in row)
            return f"<table><thead><tr>{th}</tr></thead><tbody><tr>{td}</tr></tbody></table>"
        if format == "csv":
            return "\n".join(",".join('"' + x.replace('"', '""') + '"' for x in line) for line in (head, row))
        raise BadArgument(f"table: format {format!r}; known: 'markdown', 'latex', 'html', 'csv'")

    def __repr__(self) -> str:
        """Text for a terminal."""
        i = self.interval()
        lines = [f"{self.title} ({self.weights}): {_core.apa(self.value)}"]
        if not math.isnan(i.low):
            lines[0] += f"  {_core.percent(i.level)} CI [{_core.apa(i.low)}, {_core.apa(i.high)}] ({i.method})"
        lines.append(f"observed {_core.apa(self.observed)}, expected {_core.apa(self.expected)}")
        sources = f", {self.n_sources} sources" if self.n_sources else ""
        lines.append(f"{self.n_pairable} of {self.n_units} units coded twice, {self.n_coders} coders{sources}")
        if self.status != "ok":
            lines.append(f"{self.status}: {self.reason}")
        lines += [f"{w.id}: {w.advice}" for w in self.warnings if w.id != self.status]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        notes = "".join(f"<li><b>{escape(w.id)}</b>: {escape(w.advice)}</li>" for w in self.warnings)
        return self.table("html") + (f"<ul>{notes}</ul>" if notes else "")


def wrap(
    estimate: _core.Estimate, undefined: str, like: str | None = None, categories: Sequence[Any] | None = None
) -> Agreement:
    """Make an Agreement, or raise where the caller asked for it."""
    if undefined not in ("nan", "raise"):
        raise BadArgument(f"undefined: {undefined!r}; expected 'nan' or 'raise'")
    if undefined == "raise" and math.isnan(estimate.value):
        raise InsufficientData(f"{estimate.name}: {estimate.status}: {estimate.reason}")
    return Agreement(estimate, like, categories)
