"""Where coders differ, as a table to sort, sample, export and talk about."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument

_FORMATS = {".csv": "csv", ".md": "markdown", ".html": "html", ".tex": "latex"}


class Disagreements:
    """A table of disagreements. It can be used as the frame it holds: columns by name, length, attributes.

    Examples
    --------
    >>> import intercoder as ic
    >>> table = ic.read(ic.datasets.study_path()).disagreements()
    >>> len(table), list(table.columns)[:5]
    (92, ['unit', 'source', 'start', 'end', 'cost'])
    >>> sorted(table.sample(1, per="source", seed=3)["source"])
    ['P01', 'P02', 'P03', 'P04', 'P05']
    """

    def __init__(self, columns: dict[str, list[Any]], backend: str | None) -> None:
        self._columns = columns
        self._backend = backend
        self._frame = _frames.make_frame(columns, backend)

    @property
    def frame(self) -> Any:
        """The table as a frame of the kind that came in, or of pandas, or a dict of columns."""
        return self._frame

    def to_frame(self) -> Any:
        """Give the table as a frame."""
        return self._frame

    def to_dict(self) -> dict[str, list[Any]]:
        """Give the table as a dict of columns."""
        return {name: list(values) for name, values in self._columns.items()}

    def sample(self, n: int = 1, per: str | None = None, seed: int = 0) -> Disagreements:
        """Draw rows at random, all with the same chance, in the order of the table.

        Parameters
        ----------
        n
            How many, at most; with `per`, from each group.
        per
            A column, such as ``"source"``, ``"code"`` or ``"kind"``: draw from the rows of each of its values.
        seed
            The same seed draws the same rows on any machine.

        Raises
        ------
        BadArgument
            For a column that is not there, or a number below 0.
        """
        wanted, rows = _arguments.whole(n, "n"), range(len(self))
        if per is not None and per not in self._columns:
            raise BadArgument(f"per: no column '{per}'; expected one of {', '.join(self._columns)}")
        groups: dict[Any, list[int]] = {}
        for i in rows:
            groups.setdefault(str(self._columns[per][i]) if per is not None else None, []).append(i)
        kept: list[int] = []
        for k, group in enumerate(groups.values()):
            kept += [
                group[i] for i in _core.draw_without_replacement(len(group), wanted, _arguments.whole(seed, "seed"), k)
            ]
        return self._rows(sorted(kept))

    def sort(self, by: str, *, descending: bool = False) -> Disagreements:
        """Put the rows in order of a column; rows alike keep theirs.

        Raises
        ------
        BadArgument
            For a column that is not there.
        """
        if by not in self._columns:
            raise BadArgument(f"by: no column '{by}'; expected one of {', '.join(self._columns)}")
        values = self._columns[by]
        return self._rows(sorted(range(len(self)), key=lambda i: values[i], reverse=descending))

    def write(self, path: str | Path) -> None:
        """Write the table: ``.csv``, ``.json``, ``.md``, ``.html`` or ``.tex``.

        Raises
        ------
        BadArgument
            For another ending, or a folder that is not there.
        """
        to = _arguments.file_to_write(path, [*_FORMATS, ".json"], "Disagreements.write")
        ending = to.suffix.lower()
        if ending == ".json":
            text = json.dumps(self._columns, ensure_ascii=False, indent=1)
        else:
            rows = [
                ["" if v is None else "; ".join(map(str, v)) if isinstance(v, list) else str(v) for v in row]
                for row in zip(*self._columns.values(), strict=True)
            ]
            text = _display.table(list(self._columns), rows, _FORMATS[ending])
        _arguments.write_text(to, text, "Disagreements.write")

    def _rows(self, places: Sequence[int]) -> Disagreements:
        return Disagreements({name: [v[i] for i in places] for name, v in self._columns.items()}, self._backend)

    # --- as the frame it holds ----------------------------------------------------------------------------------

    def __len__(self) -> int:
        """Count the rows."""
        return len(next(iter(self._columns.values()), []))

    def __getitem__(self, key: Any) -> Any:
        """Index the frame."""
        return self._frame[key]

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the frame."""
        return iter(self._frame)

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a column."""
        return name in self._columns

    def __getattr__(self, name: str) -> Any:
        """Find what the frame has and this class has not."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "columns" and isinstance(self._frame, dict):
            return list(self._frame)
        return getattr(self._frame, name)

    def __repr__(self) -> str:
        """Show the frame."""
        return repr(self._frame)

    def _repr_html_(self) -> str:
        shown = getattr(self._frame, "_repr_html_", None)
        return str(shown()) if shown is not None else f"<pre>{html.escape(repr(self._frame))}</pre>"


def ledger_of(
    study: _core.Study,
    coders: Iterable[str] | None,
    code: str | None,
    sources: Iterable[str] | None,
    offsets: str,
    context: int,
    backend: str | None,
) -> Disagreements:
    """Build the ledger of stretches, positions as `offsets` counts them."""
    columns = _core.ledger(
        study,
        _arguments.names(coders, "coders"),
        _arguments.names(sources, "sources"),
        [] if code is None else [str(code)],
        _arguments.whole(context, "context"),
    )
    if offsets != "cp-lf":
        where = np.array(columns["source"], dtype=object)
        for source in dict.fromkeys(columns["source"]):
            rows = np.flatnonzero(where == source).tolist()
            for name in ("start", "end"):
                found = _core.positions_in(study, source, [columns[name][i] for i in rows], str(offsets))
                for i, position in zip(rows, found, strict=True):
                    columns[name][i] = position
    return Disagreements(columns, backend)
