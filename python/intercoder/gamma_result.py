"""What gamma, gamma-cat or gamma-k found: the value, how sure its alignments are, and the alignments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intercoder import _codes, _core, _display, _frames
from intercoder.errors import BadArgument
from intercoder.inference import Method
from intercoder.results import Agreement


@dataclass(frozen=True, repr=False, eq=False)
class Gamma(Agreement):
    """A value of the gamma family, and what it is made of. Its units are sources."""

    _family: _core.GammaFamily | None = None
    _details: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)  #: what it was computed with

    @property
    def solution(self) -> str:
        """``"exact"``: every alignment is proved to be the best, of the random sets too.

        ``"bounded"``: at least one is the best that was seen; ``"refused"``: at least one was too large to be solved.
        """
        return str(self._details["solution"])

    @property
    def exact(self) -> bool:
        """Whether every alignment is proved to be the best."""
        return self.solution == "exact"

    @property
    def solution_reason(self) -> str:
        """Where and why an alignment is not exact; empty where all are."""
        return str(self._details["solution_reason"])

    @property
    def lower(self) -> float:
        """The value is not below this whatever the best alignments are; NaN where that is not known."""
        return float(self._details["lower"])

    @property
    def upper(self) -> float:
        """The value is not above this whatever the best alignments are; NaN where that is not known."""
        return float(self._details["upper"])

    @property
    def monte_carlo_error(self) -> float:
        """Standard error of the value that comes from the number of random sets alone."""
        return float(self._details["monte_carlo_error"])

    @property
    def n_samples(self) -> int:
        """Random annotation sets, over all sources."""
        return int(self._details["n_samples"])

    @property
    def observed_disorder(self) -> float:
        """Disorder of the best alignment; of gamma-cat and gamma-k, the mean cost of aligned codes."""
        return float(self._details["observed_disorder"])

    @property
    def expected_disorder(self) -> float:
        """The same, as chance has it."""
        return float(self._details["expected_disorder"])

    @property
    def ties(self) -> list[str]:
        """Sources that have other alignments as good as the one taken; of two coders, where it can be told."""
        return list(self._details["ties"])

    @property
    def notes(self) -> list[str]:
        """What was assumed or left out, one sentence each."""
        return list(self._core_family.notes)

    @property
    def categories(self) -> tuple[Any, ...]:
        """The codes that the coders used."""
        return tuple(self._core_family.codes)

    @property
    def _core_family(self) -> _core.GammaFamily:
        assert self._family is not None
        return self._family

    def alignment(self) -> Any:
        """List the unitary alignments of the best alignment.

        Returns
        -------
        frame
            One row each: `source`, and for every coder the code and where it stands, "code [start, end)", or None.
        """
        found, coders = self._core_family.alignment(), self._core_family.coders
        columns: dict[str, Any] = {"source": found["source"]}
        for c, coder in enumerate(coders):
            units = zip(found["code"][c], found["start"][c], found["end"][c], strict=True)
            name = coder if coder not in columns else f"{coder}_"
            columns[name] = [None if code is None else f"{code} [{start}, {end})" for code, start, end in units]
        return _frames.make_frame(columns, self._backend)

    def by_code(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Take the pairs of aligned units of which one has a code: gamma-k of every code, for gamma-cat.

        Returns
        -------
        frame
            The columns of `to_frame`, one row a code.

        Raises
        ------
        BadArgument
            For gamma, whose alignment is of all codes together.
        """
        if self.name == "gamma":
            raise BadArgument("by_code: gamma aligns units of all codes together; ask gamma_cat, or gamma of one code")
        family = self._core_family
        rows = [
            replace(self, _estimate=family.gamma_k(k), code=code)._row(level, method)
            for k, code in enumerate(family.codes)
        ]
        return _frames.make_frame({name: [row[name] for row in rows] for name in (rows or [{}])[0]}, self._backend)

    def to_dict(self, *, level: float = 0.95, method: Method = "auto") -> dict[str, Any]:
        """Give everything but influences and the alignment as a dict of plain values, with the schema it follows."""
        known = {"parameters": dict(self.parameters), "notes": self.notes}
        return super().to_dict(level=level, method=method) | dict(self._details) | known

    def _facts(self) -> dict[str, str]:
        facts = super()._facts()
        if not math.isnan(self.expected_disorder):
            what = "disorder" if self.name == "gamma" else "distance of codes"
            facts[what] = f"observed {self.observed_disorder:.3f}, expected {self.expected_disorder:.3f}"
            facts[what] += f" from {_display.plural(self.n_samples, 'random set')}"
        if not math.isnan(self.monte_carlo_error):
            facts["sampling"] = f"standard error {_display.digits(self.monte_carlo_error)} from the random sets"
        facts["parameters"] = ", ".join(f"{name} {value}" for name, value in self.parameters.items())
        if not self.exact:
            facts["solution"] = f"{self.solution}: {self.solution_reason}"
            if not math.isnan(self.lower):
                facts["solution"] += f" The value is from {self.lower:.3f} to {self.upper:.3f}."
        if self.ties:
            facts["ties"] = f"other alignments are as good in {_codes.listing(self.ties)}"
        return facts
