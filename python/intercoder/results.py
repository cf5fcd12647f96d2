"""What a coefficient found: data first, then sentences and tables; and one value for many codes."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _arguments, _codes, _core, _display, _frames, inference
from intercoder.details import Details
from intercoder.errors import BadArgument
from intercoder.inference import Cluster, DataWarning, ErrorFormula, Interval, Method, TestResult

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCHEMA = "intercoder/agreement/1"


@dataclass(frozen=True, repr=False, eq=False)
class Agreement(Details):
    """How far coders agree, and what is known about that value.

    A value that is undefined is NaN, with a `status` that is not ``"ok"`` and a `reason`. Errors, intervals and
    influences are computed when they are asked for.
    """

    _estimate: _core.Estimate
    _backend: str | None = None
    code: str | None = None  #: the code that was compared with all others, or the column it came from
    _boolean: bool = False

    # --- the value ----------------------------------------------------------------------------------------------

    @property
    def value(self) -> float:
        """The coefficient: at most 1, and 0 for what chance gives; NaN where undefined."""
        return self._estimate.value

    @property
    def observed(self) -> float:
        """Observed agreement: the share of agreeing pairs of codes within units, weighted."""
        return self._estimate.observed

    @property
    def expected(self) -> float:
        """Agreement expected by chance, on the same scale."""
        return self._estimate.expected

    @cached_property
    def se(self) -> float:
        """Standard error, by source where at least two are known, else by unit; NaN where there is none."""
        return _core.standard_error(self._estimate, "ratio")

    @cached_property
    def se_null(self) -> float:
        """Standard error if coders drew independently of each other: for tests only.

        Known for two coders, and for Fleiss' kappa where all units have equally many codes; NaN else.
        """
        return self._estimate.null_error()

    @property
    def status(self) -> str:
        """Whether the value says what it seems to.

        ``"ok"``, or why the value is undefined (``"no_variation"``, ``"no_pairs"``, ``"one_coder"``, ``"no_units"``)
        or has no error (``"one_coder_constant"``, ``"no_spread"``).
        """
        return self._estimate.status

    @property
    def reason(self) -> str:
        """A sentence that explains the status; empty when it is ``"ok"``."""
        return self._estimate.reason

    @property
    def warnings(self) -> list[DataWarning]:
        """What to know before trusting the value: each with an id, its numbers and one line of advice."""
        return list(self._warnings)

    @cached_property
    def _warnings(self) -> list[DataWarning]:
        return inference.warnings_of(self._estimate)

    # --- what it rests on ---------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The name of the function, such as ``"krippendorff_alpha"``."""
        return self._estimate.name

    @property
    def title(self) -> str:
        """What people call it, such as "Krippendorff's alpha"."""
        return self._estimate.title

    @property
    def weights(self) -> str:
        """The name of the weights, also of those that belong to the coefficient; ``"custom"`` for a matrix or a function."""
        return self._estimate.weights

    @property
    def n_units(self) -> int | float:
        """Units with at least one code; copies count."""
        return _display.whole(self._estimate.n_units)

    @property
    def n_pairable(self) -> int | float:
        """Units with at least two codes."""
        return _display.whole(self._estimate.n_pairable)

    @property
    def n_coders(self) -> int:
        """Coders with at least one code."""
        return self._estimate.n_coders

    @property
    def n_sources(self) -> int:
        """Sources with at least one unit that enters; 0 where sources are not known."""
        return self._estimate.n_sources

    @property
    def coders(self) -> tuple[str, ...]:
        """The names of the coders; empty where only their number is known."""
        data = self._estimate.data
        return tuple(data.coder_names) if data.coders_known else ()

    @property
    def categories(self) -> tuple[Any, ...]:
        """The codes that there are, sets as frozensets; empty for a value pooled over codes."""
        return _codes.categories_of(self._estimate.data.scale, self._boolean)

    @property
    def _codes(self) -> tuple[Any, ...]:
        return _codes.categories_of(self._estimate.data.scale.codes, self._boolean)

    @cached_property
    def influence(self) -> NDArray[np.float64]:
        """How far each unit pulls the value: one number a unit, mean 0, NaN where the value is undefined."""
        out = self._estimate.influence()
        out.setflags(write=False)
        return out

    # --- what it is worth ---------------------------------------------------------------------------------------

    def interval(
        self,
        level: float = 0.95,
        method: Method = "auto",
        *,
        se: ErrorFormula = "ratio",
        cluster: Cluster = "source",
        population: float | None = None,
        seed: int = 0,
        resamples: int = 2000,
        other_coders: bool = False,
        coder_population: float | None = None,
    ) -> Interval:
        """Say between which values the coefficient lies, as far as these units and sources can tell.

        Parameters
        ----------
        level
            Between 0 and 1.
        method
            ``"auto"`` chooses among the others, by what holds its level: a posterior for two coders and a yes/no
            code (``"jeffreys"``), exact limits where no unit disagrees (``"exact"``), Fisher's z else; the result
            says which it took. ``"t"``, ``"normal"`` and ``"logit"`` are as their names say. ``"percentile"`` and
            ``"bca"`` resample sources, or units where fewer than two sources are known. ``"krippendorff"`` is his own
            bootstrap of alpha, which covers 52 to 82 % where it says 95. ``"gof"`` is Donner and Eliasziw's goodness
            of fit, for Scott's pi and alpha of two coders, yes/no, with independent units.
        se
            The error: ``"ratio"`` linearises, ``"gwet"`` is as published, ``"jackknife"`` leaves out.
        cluster
            ``"source"``: units of one source depend on each other, where sources are known; None: they do not.
        population
            How many sources (units, where no source is known) are to be coded in all: the interval shrinks as they
            are exhausted.
        seed
            Of the draws from a posterior, and of resamples: the same seed gives the same digits on any machine.
        resamples
            How many, for ``"percentile"``, ``"bca"`` and ``"krippendorff"``; those without a value are counted.
        other_coders
            Generalise to other coders like these as well (Gwet, 2014, ch. 5): needs three coders who are known.
        coder_population
            How many coders there are in all, where they are few.

        Returns
        -------
        Interval

        Raises
        ------
        BadArgument
            For a level outside (0, 1), a method that does not fit the coefficient, or fewer than three coders where
            others are meant.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.cohen_kappa(ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]]))
        >>> i = a.interval()
        >>> print(f"{i.low:.3f} {i.high:.3f} {i.method}")
        0.525 0.766 fisher_z
        """
        key = (level, method, se, cluster, population, seed, resamples, other_coders, coder_population)
        return self._interval(*key)[0]

    def _interval(
        self,
        level: float = 0.95,
        method: str = "auto",
        se: str = "ratio",
        cluster: str | None = "source",
        population: float | None = None,
        seed: int = 0,
        resamples: int = 2000,
        other_coders: bool = False,
        coder_population: float | None = None,
    ) -> tuple[Interval, _core.ConfidenceInterval]:
        key = (level, method, se, cluster, population, seed, resamples, other_coders, coder_population)
        if key not in self._intervals:
            self._intervals[key] = inference.interval_of(self._estimate, *key)
        return self._intervals[key]

    @cached_property
    def _intervals(self) -> dict[Any, tuple[Interval, _core.ConfidenceInterval]]:
        return {}

    def test(
        self,
        null: float = 0.0,
        *,
        se: ErrorFormula = "ratio",
        cluster: Cluster = "source",
        population: float | None = None,
        seed: int = 0,
    ) -> TestResult:
        """Test whether the value is compatible with a given one, such as chance; two-sided.

        Null 0, no sources, and an error under independence (`se_null`): the value over that error (Fleiss, Cohen &
        Everitt, 1969; Fleiss, Nee & Landis, 1979). Other independent units: Student's t. Sources known: the interval
        is inverted.

        Parameters
        ----------
        null
            From -1 to below 1.
        se, cluster, population, seed
            As for `interval`.

        Returns
        -------
        TestResult

        Raises
        ------
        BadArgument
            For a null that is out of range.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.cohen_kappa(ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]]))
        >>> t = a.test(null=0.6)
        >>> print(f"{t.statistic:.3f} {t.p_value:.3f} {t.method}")
        1.022 0.309 t
        """
        return inference.test_of(self._estimate, null, se, cluster, population, seed)

    # --- as data ------------------------------------------------------------------------------------------------

    def to_dict(self, *, level: float = 0.95, method: Method = "auto") -> dict[str, Any]:
        """Give everything but influences as a dict of plain values, with the schema it follows."""
        fields = (
            *("name", "title", "code", "weights", "value", "observed", "expected", "se", "se_null", "status", "reason"),
            *("n_units", "n_pairable", "n_coders", "n_sources", "coders", "categories"),
        )
        out: dict[str, Any] = {"schema": SCHEMA} | {name: getattr(self, name) for name in fields}
        out |= {"coders": list(self.coders), "categories": [_codes.plain(x) for x in self.categories]}
        out["interval"] = self.interval(level, method).to_dict()
        out["warnings"] = [warning.to_dict() for warning in self._warnings]
        return out

    def to_json(self, *, level: float = 0.95, method: Method = "auto", indent: int | None = None) -> str:
        """Give `to_dict` as strict JSON: numbers that are not finite are null."""
        return json.dumps(_finite(self.to_dict(level=level, method=method)), ensure_ascii=False, indent=indent)

    def _row(self, level: float, method: Method) -> dict[str, Any]:
        i = self.interval(level, method)
        return {
            "name": self.name,
            "code": self.code,
            "value": self.value,
            "observed": self.observed,
            "expected": self.expected,
            "se": self.se,
            "low": i.low,
            "high": i.high,
            "level": level,
            "method": i.method,
            "n_units": self.n_units,
            "n_pairable": self.n_pairable,
            "n_coders": self.n_coders,
            "n_sources": self.n_sources,
            "status": self.status,
        }

    def to_frame(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Give one row: a frame of the kind that came in, or of pandas, or a dict of columns."""
        return _frames.make_frame({k: [v] for k, v in self._row(level, method).items()}, self._backend)

    # --- as text ------------------------------------------------------------------------------------------------

    def sentence(self, style: Literal["apa"] = "apa", *, level: float = 0.95, method: Method = "auto") -> str:
        """Say the result as a paper does: value, interval, numbers, and what the interval generalises to.

        Raises
        ------
        BadArgument
            For another style than ``"apa"``.

        Examples
        --------
        >>> import intercoder as ic
        >>> counts = [[40, 9, 2], [6, 30, 4], [3, 1, 20]]
        >>> print(ic.cohen_kappa(ic.Ratings.from_confusion(counts)).sentence())
        Cohen's kappa was .66, 95% CI [.52, .77] (115 units coded by both coders). The interval is from \
Fisher's z and Student's t, units as independent; it generalises to other units like these, not to other coders.
        """
        if style != "apa":
            raise BadArgument(f"sentence: no style called {style!r}; known: 'apa'")
        said = _core.sentence(self._estimate, self._interval(level, method)[1])
        return said if self.code is None else f"Code '{self.code}': {said}"

    def table(
        self,
        format: Literal["markdown", "latex", "html", "csv"] = "markdown",  # noqa: A002
        *,
        level: float = 0.95,
        method: Method = "auto",
    ) -> str:
        """Write one row as a table: rounded for people, but as `to_frame` has it for ``"csv"``.

        Raises
        ------
        BadArgument
            For another format.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.percent_agreement([["yes", "yes"], ["no", "yes"], ["no", "no"]])
        >>> print(a.table())
        | Coefficient | Value | 95% CI | Observed | Expected | Units coded twice | Coders | Status |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | Percent agreement | .67 | [.18, .96] | .67 | .00 | 3 | 2 | ok |
        <BLANKLINE>
        """
        row = self._row(level, method)
        if format == "csv":
            cells = ["" if v is None or v != v else str(v) for v in row.values()]
            return _display.table(list(row), [cells], format)
        shown = {
            "name": self._headline(),
            "code": self.code or "",
            "value": _core.apa(self.value),
            "interval": "" if math.isnan(row["low"]) else f"[{_core.apa(row['low'])}, {_core.apa(row['high'])}]",
            "observed": _core.apa(self.observed),
            "expected": _core.apa(self.expected),
            "n_pairable": _display.amount(self.n_pairable),
            "n_coders": str(self.n_coders),
            "n_sources": str(self.n_sources or ""),
            "status": _display.status_words(self.status),
        }
        headings = _display.HEADINGS | {"interval": f"{_core.percent(level)} CI"}
        used = [name for name in shown if shown[name] or name not in ("code", "n_sources")]
        if self._estimate.of_sources:
            used = [name for name in used if name not in ("observed", "expected", "n_pairable")]
        return _display.table([headings[name] for name in used], [[shown[name] for name in used]], format)

    def _headline(self) -> str:
        title = _display.capitalised(self.title)
        chosen = self.weights != "nominal" and not self._estimate.weights_belong_to_it
        return f"{title} ({self.weights} weights)" if chosen else title

    def _facts(self) -> dict[str, str]:
        """Say what was found, for both ways of showing it."""
        i, raw = self._interval()
        value = _display.digits(self.value)
        if not math.isnan(i.low):
            value += f", {_core.percent(i.level)} interval {_display.digits(i.low)} to {_display.digits(i.high)}"
        facts = {"value": value}
        known = {"observed": self.observed, "expected": self.expected}
        known = {name: x for name, x in known.items() if not math.isnan(x)}
        if any(x < 0 for x in known.values()):  # one less a distance that has no bound says nothing to anybody
            facts["distance"] = ", ".join(f"{name} {_display.distance(1 - x)}" for name, x in known.items())
        elif "observed" in known:
            facts["agreement"] = ", ".join(f"{name} {_display.digits(x)}" for name, x in known.items())
        counted = "source" if self._estimate.of_sources else "unit"
        facts["data"] = (
            f"{_display.plural(self.n_pairable, counted)} coded twice, {_display.plural(self.n_coders, 'coder')}"
        )
        if self.n_sources and not self._estimate.of_sources:
            facts["data"] += f", {_display.plural(self.n_sources, 'source')}"
        if not math.isnan(i.low):
            facts["interval"] = f"{_core.method_text(raw, self._estimate)}; not about other coders"
        elif i.reason:
            facts["interval"] = i.reason
        return facts

    def __repr__(self) -> str:
        title = self._headline() if self.code is None else f"{self._headline()}, code '{self.code}'"
        facts = self._facts()
        lines = [f"{title}: {facts.pop('value')}", *(f"  {name}: {fact}" for name, fact in facts.items())]
        return "\n".join([*lines, *(f"  {w.id}: {w.advice}" for w in self._warnings)])

    def _repr_html_(self) -> str:
        title = self._headline() if self.code is None else f"{self._headline()}, code '{self.code}'"
        rows = [[name, html.escape(fact)] for name, fact in self._facts().items()]
        notes = [f"{html.escape(w.id)}: {html.escape(w.advice)}" for w in self._warnings]
        return _display.card(title, rows, notes)


def _finite(x: Any) -> Any:
    """Replace what JSON cannot hold by None."""
    if isinstance(x, dict):
        return {name: _finite(value) for name, value in x.items()}
    if isinstance(x, list):
        return [_finite(value) for value in x]
    return None if isinstance(x, float) and not math.isfinite(x) else x


def pooled(agreements: Iterable[Agreement], weights: Iterable[float] | None = None) -> Agreement:
    """One value for many codes: mean observed and mean expected agreement (De Vries et al., 2008).

    Codes for which the coefficient is undefined drop out of both means. The error comes from the influences of each
    unit, or source, summed over codes: codes of one unit are not independent of each other.

    Parameters
    ----------
    agreements
        The same coefficient for each code, on the same units in the same order, or on units of the same sources.
    weights
        How much each code counts in the means, such as its units where codes were compared on different ones. By
        default all count alike.

    Returns
    -------
    Agreement
        Its `coders` and `categories` are empty.

    Raises
    ------
    BadArgument
        When none is given, they are of different coefficients, units or sources, or weights are not one positive number
        for each.

    References
    ----------
    De Vries, Elliott, Kanouse & Teleki (2008), Field Methods 20, 272-282.

    Examples
    --------
    >>> import intercoder as ic
    >>> r = ic.Ratings.from_wide([["a", "a"], ["b", "a"], ["b", "b"], ["c", "c"], ["c", "b"]])
    >>> each = [ic.cohen_kappa(r.collapse(code)) for code in r.categories]
    >>> round(ic.pooled(each).value, 4)
    0.4118
    """
    if not isinstance(agreements, Iterable):
        raise BadArgument(f"pooled: found {_frames.describe(agreements)}; expected agreements, one for each code")
    given = list(agreements)
    for a in given:
        if not isinstance(a, Agreement):
            raise BadArgument(f"pooled: found {_frames.describe(a)}; expected agreements, one for each code")
    heavy = [] if weights is None else [_arguments.number(x, "weights") for x in weights]
    return Agreement(_core.pooled([a._estimate for a in given], heavy), given[0]._backend if given else None)
