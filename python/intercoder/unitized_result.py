"""What alphas for unitizing found: one value, or one for each code."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intercoder import _core, _display, _frames
from intercoder.details import _frame, _row
from intercoder.errors import BadArgument
from intercoder.results import Agreement

if TYPE_CHECKING:
    from intercoder.inference import Method


@dataclass(frozen=True, repr=False, eq=False)
class UnitizedAgreement(Agreement):
    """How far coders agree who marked passages of their own choosing.

    The independent units of its errors and intervals are sources: `n_units` counts those that at least two of the
    coders were asked to mark. Everything else is as in `Agreement`.
    """

    coverage: float = float("nan")  #: the share of the material that the value is about; NaN where that is all of it
    notes: tuple[str, ...] = ()  #: what was assumed or left out, one sentence each
    _continua: _core.Continua | None = None

    def by_code(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Take each code against its absence: `presence_u_alpha`, whatever this value is.

        Returns
        -------
        frame
            The columns of `to_frame`, one row a code.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.pooled_u_alpha(ic.read(ic.datasets.study_path()))
        >>> table = a.by_code()
        >>> sorted(set(table["name"])), len(table["code"])
        (['presence_u_alpha'], 35)
        """
        if self._continua is None:
            raise BadArgument("by_code: this value is about one code")
        parts = zip(self._continua.codes, _core.presence_u_alpha(self._continua), strict=True)
        return _frame(self, [_row(self, part, level, method, code) for code, part in parts])

    def disagreements(self) -> Any:
        """Not of this value, whose units are sources; see ``Study.ledger``.

        Raises
        ------
        BadArgument
            Always, saying what lists the passages on which coders differ.
        """
        raise BadArgument(
            f"disagreements: {self.title} looks at whole sources; Study.ledger lists every passage on which coders differ"
        )

    def to_dict(self, *, level: float = 0.95, method: Method = "auto") -> dict[str, Any]:
        """Give everything as a dict of plain values; beside what every agreement has: coverage, notes."""
        return super().to_dict(level=level, method=method) | {"coverage": self.coverage, "notes": list(self.notes)}

    @property
    def categories(self) -> tuple[Any, ...]:
        """The codes that were used."""
        return tuple(self._continua.codes) if self._continua is not None else ()

    def _facts(self) -> dict[str, str]:
        facts = super()._facts()
        if self.coverage == self.coverage:
            facts["coverage"] = f"{_core.percent(self.coverage)} of the material"
        return facts


class UnitizedByCode(Mapping[str, UnitizedAgreement]):
    """One value for each code, by the code's path.

    Examples
    --------
    >>> import intercoder as ic
    >>> by_code = ic.presence_u_alpha(ic.read(ic.datasets.study_path()))
    >>> len(by_code), next(iter(by_code.values())).name
    (35, 'presence_u_alpha')
    """

    def __init__(self, values: Mapping[str, UnitizedAgreement], backend: str | None) -> None:
        self._values = dict(values)
        self._backend = backend

    def __getitem__(self, code: str) -> UnitizedAgreement:
        """Find the value of a code, by its path, or by a name that only one code has."""
        if code in self._values:
            return self._values[code]
        found = [path for path in self._values if path.rsplit(" > ", 1)[-1] == code]
        if len(found) == 1:
            return self._values[found[0]]
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        """Go through the paths of the codes, in the order of the codebook."""
        return iter(self._values)

    def __len__(self) -> int:
        """Count the codes."""
        return len(self._values)

    def to_frame(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Give one row a code: the columns of ``Agreement.to_frame``, and coverage."""
        rows = [a._row(level, method) | {"coverage": a.coverage} for a in self._values.values()]
        columns = rows[0] if rows else {}
        return _frames.make_frame({name: [row[name] for row in rows] for name in columns}, self._backend)

    def _lines(self) -> list[tuple[str, str]]:
        return [
            (
                code,
                _display.digits(a.value) if a.status == "ok" else f"{_display.digits(a.value)} ({a.reason})",
            )
            for code, a in self._values.items()
        ]

    def __repr__(self) -> str:
        """Show one line a code."""
        return "\n".join(f"{code}: {value}" for code, value in self._lines()) or "no code"

    def _repr_html_(self) -> str:
        return _display.card("By code", [[html.escape(code), html.escape(value)] for code, value in self._lines()], [])
