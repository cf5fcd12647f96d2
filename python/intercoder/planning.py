"""How many units to code by all coders, in how many sources: before anyone has coded."""

from __future__ import annotations

import html
import json
import math
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

from intercoder import _core, _display, _frames
from intercoder._arguments import number
from intercoder._frames import describe
from intercoder.errors import BadArgument
from intercoder.inference import Method
from intercoder.sample_sizes import whole

SCHEMA = "intercoder/plan/1"
COEFFICIENTS = ("krippendorff_alpha", "scott_pi", "fleiss_kappa", "cohen_kappa", "conger_kappa")


@dataclass(frozen=True)
class Layout:
    """One way of choosing units, and what intervals came out for simulated data."""

    layout: str  #: "needed", "whole sources", "half sources", "every source" (a random sample), "everything"
    sources: int
    units_per_source: int
    units: int
    width: float  #: mean width of the intervals
    power: float  #: share of data sets whose lower limit lies above the minimum; NaN without a minimum
    design_effect: float  #: 1 + (units_per_source - 1) rho


@dataclass(frozen=True, repr=False)
class Plan:
    """What to code for the interval that is wanted, and what interval to expect.

    `n_units` come from every source where the sources at hand are enough (`possible`), else from whole sources like
    these, more than there are. `width` and `power` are those of simulated data.
    """

    n_units: int
    n_sources: int
    units_per_source: int
    possible: bool
    width: float
    power: float
    n_independent: float  #: units that would be enough if they were independent, by formula
    formula: str
    source: str  #: whose formula: a key of docs/references.bib
    asked: dict[str, Any]
    _layouts: tuple[Layout, ...]
    _said: tuple[str, str]

    @cached_property
    def layouts(self) -> Any:
        """One row for each way of choosing units: a pandas frame, or a dict of columns where pandas is missing.

        Columns: ``layout sources units_per_source units width power design_effect``. The first row is what is needed,
        the last all there is; those between compare three ways of spending the same effort.
        """
        rows = [asdict(x) for x in self._layouts]
        return _frames.make_frame({name: [row[name] for row in rows] for name in rows[0]}, None)

    def sentence(self) -> str:
        """Say what to code, and what interval to expect of it."""
        return self._said[0]

    def advice(self) -> str:
        """Say how to spread the effort, and why."""
        return self._said[1]

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain data; numbers that do not exist are None."""
        return {
            "schema": SCHEMA,
            "asked": self.asked,
            "n_units": self.n_units,
            "n_sources": self.n_sources,
            "units_per_source": self.units_per_source,
            "possible": self.possible,
            "width": _or_none(self.width),
            "power": _or_none(self.power),
            "n_independent": self.n_independent,
            "formula": self.formula,
            "source": self.source,
            "layouts": [{name: _or_none(x) for name, x in asdict(row).items()} for row in self._layouts],
            "sentence": self.sentence(),
            "advice": self.advice(),
        }

    def to_json(self) -> str:
        """Give everything as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)

    def table(self, format: Literal["markdown", "latex", "html", "csv"] = "markdown") -> str:  # noqa: A002
        """Write the layouts as a table.

        Raises
        ------
        BadArgument
            For another format.
        """
        return _display.table(HEADINGS, self._cells(), format)

    def _cells(self) -> list[list[str]]:
        return [
            [
                row.layout,
                str(row.sources),
                str(row.units_per_source),
                _display.amount(row.units),
                _core.apa(row.width),
                "" if math.isnan(row.power) else _core.apa(row.power),
                f"{row.design_effect:.2f}",
            ]
            for row in self._layouts
        ]

    def __repr__(self) -> str:
        rows = [list(HEADINGS), *self._cells()]
        wide = [max(len(row[k]) for row in rows) for k in range(len(HEADINGS))]
        lines = [
            "  ".join(cell.rjust(w) if k else cell.ljust(w) for k, (cell, w) in enumerate(zip(row, wide, strict=True)))
            for row in rows
        ]
        return "\n".join([self._headline(), *(f"  {line}" for line in lines)])

    def _headline(self) -> str:
        units, sources = _display.plural(self.n_units, "unit"), _display.plural(self.n_sources, "source")
        found = f"Plan: {units}, {self.units_per_source} from each of {sources}"
        return found if self.possible else f"{found}; there are only {self.asked['sources']}"

    def _repr_html_(self) -> str:
        table = self.table("html")
        said = "".join(f"<p>{html.escape(text)}</p>" for text in self._said)
        return f"<div><strong>{html.escape(self._headline())}</strong>{table}{said}</div>"


HEADINGS = ("Layout", "Sources", "Units of each", "Units", "Width", "Power", "Design effect")


def _or_none(x: Any) -> Any:
    return None if isinstance(x, float) and math.isnan(x) else x


def plan(
    *,
    target: float = 0.8,
    minimum: float | None = 0.667,
    width: float | None = None,
    prevalence: float = 0.1,
    coders: int = 2,
    sources: int = 18,
    units_per_source: int = 40,
    rho: float = 0.05,
    level: float = 0.95,
    power: float = 0.8,
    coefficient: str = "krippendorff_alpha",
    method: Method = "auto",
    data_sets: int = 1000,
    draws: int = 200,
    seed: int = 0,
) -> Plan:
    """Plan how many units of how many sources all coders code, for one yes/no code.

    Parameters
    ----------
    target
        The true value that is hoped for.
    minimum
        The lower limit of the interval shall lie above it; None: wherever it lies.
    width
        The interval shall be no wider than this; None: as wide as it may be.
    prevalence
        Share of the units that have the code.
    coders
        How many code the same units, 2 to 8.
    sources, units_per_source
        How many sources there are, and how many units each has.
    rho
        Correlation of two units of one source in how far coders agree on them; .05 where nothing is known.
    level
        Of the interval.
    power
        How often the lower limit shall lie above `minimum`.
    coefficient
        Which one will be computed: ``"krippendorff_alpha"``, ``"scott_pi"``, ``"fleiss_kappa"``, ``"cohen_kappa"`` or
        ``"conger_kappa"``.
    method
        Which interval will be computed, as for `Agreement.interval`.
    data_sets
        How many are simulated for each layout, at least 100.
    draws
        Of each posterior, where the interval is one, at least 100: 200 make it about 2 % narrower than the 20,000 of
        `Agreement.interval` do.
    seed
        The same seed gives the same plan on every machine.

    Returns
    -------
    Plan

    Raises
    ------
    BadArgument
        When a number is out of its range.

    Notes
    -----
    Units for a test of `target` against `minimum` by goodness of fit, and for `width`, times the design effect
    ``1 + (m - 1) rho`` and what Student's t costs with few sources; then adjusted to simulated data. In those, coders
    agree on a unit with probability `target`, else each says yes with probability `prevalence`, and units of a source
    repeat each other often enough for `rho`.

    References
    ----------
    Donner & Eliasziw (1992), Statistics in Medicine 11, 1511-1519. Altaye, Donner & Klar (2001), Biometrics 57,
    584-588. Rotondi & Donner (2012), Journal of Clinical Epidemiology 65, 778-784. Kish (1965), Survey Sampling.

    Examples
    --------
    >>> import intercoder as ic
    >>> p = ic.plan(target=0.8, minimum=0.4, prevalence=0.3, method="fisher_z", data_sets=200)
    >>> p.possible, p.n_sources, p.n_units == p.n_sources * p.units_per_source
    (True, 18, True)
    """
    if coefficient not in COEFFICIENTS:
        raise BadArgument(f"coefficient: found {describe(coefficient)}; expected one of {', '.join(COEFFICIENTS)}")
    if not isinstance(method, str):
        raise BadArgument(f"method: found {describe(method)}; expected a name, such as 'auto'")
    asked: dict[str, Any] = {
        "target": number(target, "target"),
        "minimum": None if minimum is None else number(minimum, "minimum"),
        "width": None if width is None else number(width, "width"),
        "prevalence": number(prevalence, "prevalence"),
        "coders": whole(coders, "coders"),
        "sources": whole(sources, "sources"),
        "units_per_source": whole(units_per_source, "units_per_source"),
        "rho": number(rho, "rho"),
        "level": number(level, "level"),
        "power": number(power, "power"),
        "coefficient": coefficient,
        "method": method,
        "data_sets": whole(data_sets, "data_sets"),
        "draws": whole(draws, "draws"),
        "seed": whole(seed, "seed"),
    }
    numbers: dict[str, Any] = {name: math.nan if value is None else value for name, value in asked.items()}
    raw = _core.plan(**numbers)
    layouts = tuple(
        Layout(x.name, int(x.sources), int(x.units_per_source), int(x.units), x.width, x.power, x.design_effect)
        for x in raw.layouts
    )
    return Plan(
        n_units=int(raw.n_units),
        n_sources=int(raw.n_sources),
        units_per_source=int(raw.units_per_source),
        possible=raw.possible,
        width=raw.width,
        power=raw.power,
        n_independent=raw.independent.exact,
        formula=raw.independent.formula,
        source=raw.independent.source,
        asked=asked,
        _layouts=layouts,
        _said=(raw.sentence(), raw.advice()),
    )
