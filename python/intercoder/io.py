"""Reading files: projects, codebooks, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from intercoder import _codes, _core, _encoding, _frames, _reading
from intercoder._codes import Distinct
from intercoder._encoding import Codes
from intercoder.codebooks import Codebook
from intercoder.errors import BadArgument, BadFile
from intercoder.ratings import Duplicates, Ratings
from intercoder.study import Study

PROJECTS, CODEBOOKS, TABLES = (".qdpx", ".qde"), (".qdc",), (".csv", ".tsv", ".csv.gz", ".tsv.gz")


def read(
    path: str | Path,
    format: str | None = None,  # noqa: A002
    offsets: str = "auto",
    coder_from: str = "auto",
    *,
    unit: str = "unit",
    coder: str | Sequence[str] = "coder",
    code: str = "code",
    source: str | None = None,
    weight: str | None = None,
    count: str | None = None,
    start: str = "start",
    end: str = "end",
    wide: bool = False,
    categories: Iterable[Any] | None = None,
    missing: Iterable[Any] = (),
    duplicates: Duplicates = "error",
) -> Any:
    """Read a file: a study, a codebook, or a table.

    Parameters
    ----------
    path
        ``.qdpx`` and ``.qde`` (REFI-QDA projects) give a `Study`, ``.qdc`` a `Codebook`. ``.csv`` and ``.tsv``, also with
        ``.gz``: a table with columns `start` and `end` has a row for each marked stretch and gives a `Study` (without
        texts; see ``Study.from_segments``), any other a row for each code and gives `Ratings`.
    format
        The ending that the file ought to have: ``"qdpx"``, ``"csv"``, ...
    offsets
        How a project counts positions: ``"auto"``, the way that fits its texts best; ``"cp-lf"`` (code points, the
        standard), ``"u16-raw"`` (UTF-16 units, a CRLF line break counts two), ``"u16-lf"``, ``"cp-raw"``, ``"utf8"``,
        each also with ``"+bom"``. The notes of the study say what was chosen, and why.
    coder_from
        Who coded: the user named by the ``"coding"``, or by the ``"selection"`` it stands in. ``"auto"``: the coding's,
        unless all codings name one user and the selections several.
    unit, coder, code, source, weight, count, start, end
        Names of columns of a table; `source`, `weight` and `count` as for ``Ratings.from_long``, and for stretches the
        source is in the column ``source`` unless named.
    wide
        The table has a row for each unit and a column for each coder: those listed as `coder`, or else all that are not
        called `unit`, `source`, `weight` or `count`.
    categories, missing, duplicates
        As for ``Ratings.from_long``. An empty cell is missing, and so is what is listed; a column of numbers gives
        numbers.

    Returns
    -------
    Study, Codebook or Ratings

    Raises
    ------
    BadFile
        When the file is missing, damaged, or does not hold what its format promises; the message names the place.
    BadArgument
        For an ending, an option or a column that is not known.

    References
    ----------
    REFI-QDA Standard 1.5, https://www.qdasoftware.org.

    Examples
    --------
    >>> import intercoder as ic
    >>> s = ic.read(ic.datasets.study_path())
    >>> s
    Study 'Community repair workshop': 18 sources, 2 coders (VR, ML), 52 codes, 464 codings
    >>> s.notes[0]
    'Coders are the users named by the codings.'
    """
    if not isinstance(path, str | Path):
        raise BadArgument(f"read: found {_frames.describe(path)}; expected the path of a file")
    where = Path(path)
    known = [*PROJECTS, *CODEBOOKS, *TABLES]
    name = where.name.lower() if format is None else f".{str(format).lower().removeprefix('.')}"
    ending = next((e for e in known if name.endswith(e)), None)
    if where.is_dir():
        raise BadFile(f"{where}: is a folder; expected a file")
    if ending is None:
        what = f"'{where.name}'" if format is None else f"format {format!r}"
        raise BadArgument(f"read: {what}; known endings: {', '.join(known)}")
    if ending in PROJECTS:
        return Study(_core.read_refi_qda(where, str(offsets), str(coder_from)))
    if ending in CODEBOOKS:
        return Codebook(_core.read_refi_codebook(where))
    for what, column in {"unit": unit, "code": code, "start": start, "end": end}.items():
        if not isinstance(column, str):
            raise BadArgument(f"read: {what}: found {_frames.describe(column)}; expected the name of a column")
    file = _File(_core.read_table(where))
    if wide:
        coders = None if isinstance(coder, str) else list(coder)
        beside = {"unit": unit, "source": source, "weight": weight, "count": count}
        return file.wide(coders, beside, categories, missing)
    if not isinstance(coder, str):
        raise BadArgument("read: several coder columns; a table with a column for each coder needs wide=True")
    if start in file.names and end in file.names:
        columns = [source or "source", coder, start, end, code]
        file.know(columns, "a row for each marked stretch")
        return Study(_core.study_from_segments(file.table, columns, [], [], []))
    file.know([unit, coder, code], "a row for each code")
    return file.long(unit, coder, code, source, weight, count, categories, missing, duplicates)


class OtherColumns(BadArgument):
    """A table with other columns than were asked for: either may be wrong."""


class _File:
    """A table as it was read: for each column its different values, and which of them each row holds."""

    def __init__(self, table: _core.Table) -> None:
        self.table = table
        self.names = table.names

    def know(self, columns: list[str], what: str) -> None:
        """Check that there are columns of these names."""
        for column in columns:
            if column not in self.names:
                raise OtherColumns(
                    f"{self.table.name}: no column '{column}'; columns: {_codes.listing(self.names)}; "
                    f"expected {', '.join(columns)}, {what}"
                )

    def long(
        self,
        unit: str,
        coder: str,
        code: str,
        source: str | None,
        weight: str | None,
        count: str | None,
        categories: Iterable[Any] | None,
        missing: Iterable[Any],
        duplicates: Duplicates,
    ) -> Ratings:
        """Read one row for each code."""
        units, unit_of = self.names_in(unit)
        coders, coder_of = self.names_in(coder)
        coded = self.encode([code], categories, missing)
        code_of = coded.codes.reshape(-1)
        first = _first_rows(unit_of, len(units))
        design: dict[str, list[Any]] = {"sources": [], "weight": [], "count": []}
        if source is not None:
            names, source_of = self.names_in(source)
            self.one_for_each(units, unit_of, first, source_of, source)
            design["sources"] = [names[k] for k in source_of[first]]
        for field, column in (("weight", weight), ("count", count)):
            if column is not None:
                values, value_of = self.numbers_in(column)
                self.one_for_each(units, unit_of, first, value_of, column)
                design[field] = [values[k] for k in value_of[first]]
        rows = self.one_of_each_pair(units, unit_of, coders, coder_of, duplicates)
        core = _core.ratings_of_long(
            unit_of[rows],
            coder_of[rows],
            code_of[rows],
            coded.scale,
            coders,
            units,
            design["sources"],
            design["count"],
            design["weight"],
        )
        return Ratings(core)

    def wide(
        self,
        coders: list[str] | None,
        beside: dict[str, str | None],
        categories: Iterable[Any] | None,
        missing: Iterable[Any],
    ) -> Ratings:
        """Read one row for each unit, with a column for each coder."""
        if coders is None:
            coders = [name for name in self.names if name not in beside.values()]
        if not coders:
            raise BadFile(f"{self.table.name}: no column is left for a coder; columns: {', '.join(self.names)}")
        coded = self.encode(coders, categories, missing)
        unit, source, weight, count = beside["unit"], beside["source"], beside["weight"], beside["count"]
        units = self.each_row(unit) if unit in self.names else []
        if len(set(units)) < len(units):
            row = next(k for k, name in enumerate(units) if name in units[:k])
            raise BadFile(
                f"{self.table.place(row)}: unit '{units[row]}' has a row already; expected one row for each unit"
            )
        core = _core.ratings_of_codes(
            coded.codes,
            coded.scale,
            coders,
            units,
            [] if source is None else self.each_row(source),
            [] if count is None else self.each_number(count),
            [] if weight is None else self.each_number(weight),
        )
        return Ratings(core)

    def encode(self, columns: list[str], categories: Iterable[Any] | None, missing: Iterable[Any]) -> Codes:
        """Turn columns into indices of categories: of numbers where all values are, of text otherwise."""
        declared, listed = _codes.declare(categories), _codes.listed_missing(missing)
        read = [self.table.column(name) for name in columns]
        all_levels = dict.fromkeys(level for levels, _ in read for level in levels)
        kept = [level for level in all_levels if level not in listed]
        numbers = _core.numbers_of(kept) if declared is None or declared.kind == _codes.NUMBER else None
        place = {level: k for k, level in enumerate(kept)}
        of_row = np.column_stack(
            [np.array([*(place.get(x, -1) for x in levels), -1], dtype=np.int32)[codes] for levels, codes in read]
        )
        cells = Distinct(kept if numbers is None else numbers, _first_rows(of_row.reshape(-1), len(kept)), of_row)
        try:
            return _encoding.encode(cells, lambda cell: self.table.place(cell // len(columns)), declared, None, listed)
        except BadArgument as error:
            raise BadFile(str(error).removeprefix("ratings: ")) from None

    def names_in(self, column: str) -> tuple[list[str], Any]:
        """Read a column in which no cell may be empty."""
        levels, of_row = self.table.column(column)
        empty = np.flatnonzero(of_row < 0)
        if len(empty):
            raise BadFile(
                f"{self.table.place(int(empty[0]))}: column '{column}' is empty; expected a name in every row"
            )
        return levels, of_row

    def numbers_in(self, column: str) -> tuple[list[float], Any]:
        """Read a column of numbers in which no cell may be empty."""
        levels, of_row = self.names_in(column)
        numbers = _core.numbers_of(levels)
        if numbers is None:
            wrong = next(k for k, level in enumerate(levels) if _core.numbers_of([level]) is None)
            row = int(np.flatnonzero(of_row == wrong)[0])
            raise BadFile(f"{self.table.place(row)}: column '{column}' holds '{levels[wrong]}'; expected a number")
        return numbers, of_row

    def each_row(self, column: str) -> list[str]:
        """Read the name in each row."""
        levels, of_row = self.names_in(column)
        return [levels[k] for k in of_row]

    def each_number(self, column: str) -> list[float]:
        """Read the number in each row."""
        numbers, of_row = self.numbers_in(column)
        return [numbers[k] for k in of_row]

    def one_for_each(self, units: list[str], unit_of: Any, first: Any, value_of: Any, column: str) -> None:
        """Check that all rows of a unit have the same value."""
        differs = np.flatnonzero(value_of[first][unit_of] != value_of)
        if len(differs):
            row = int(differs[0])
            before, levels = int(first[unit_of[row]]), self.table.column(column)[0]
            raise BadFile(
                f"{self.table.place(row)}: unit '{units[unit_of[row]]}' has {column} '{levels[value_of[row]]}', and "
                f"'{levels[value_of[before]]}' in {self.row(before)}; expected one {column} for each unit"
            )

    def one_of_each_pair(self, units: list[str], unit_of: Any, coders: list[str], coder_of: Any, rule: str) -> Any:
        """Choose the rows to read: by the rule, one for each pair of unit and coder, whatever it holds."""
        if rule not in ("error", "first", "last"):
            raise BadArgument(f"duplicates: found {rule!r}; expected 'error', 'first' or 'last'")

        def twice(before: int, again: int) -> BadFile:
            return BadFile(
                f"{self.table.place(again)}: unit '{units[unit_of[again]]}', coder '{coders[coder_of[again]]}' is given "
                f"twice, before in {self.row(before)}; expected one row, or duplicates 'first' or 'last'"
            )

        return _reading.one_of_each_pair(unit_of, coder_of, len(coders), rule, twice)

    def row(self, row: int) -> str:
        """Name a row without its file."""
        return self.table.place(row).rpartition(", ")[2]


def _first_rows(of_row: Any, count: int) -> Any:
    """For each value, the row where it occurs first."""
    first = np.zeros(count, dtype=np.int64)
    rows = np.flatnonzero(of_row >= 0)[::-1]
    first[of_row[rows]] = rows
    return first
