"""Reading files: projects, codebooks, tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from intercoder import _core
from intercoder.errors import BadArgument, BadFile
from intercoder.ratings import Ratings
from intercoder.study import Codebook, Study

FORMATS = {
    "qdpx": (".qdpx", ".qde"),
    "qdc": (".qdc",),
    "csv": (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt"),
}


def _format_of(path: Path) -> str:
    name = path.name.lower()
    for kind, endings in FORMATS.items():
        if name.endswith(endings):
            return kind
    known = ", ".join(e for endings in FORMATS.values() for e in endings)
    raise BadArgument(
        f"read: '{path.name}'; expected a name that ends in {known}, or format= one of {', '.join(FORMATS)}"
    )


def read(
    path: str | Path,
    format: str | None = None,  # noqa: A002
    offsets: str = "auto",
    coder_from: str = "auto",
    *,
    columns: tuple[str, str, str] = ("unit", "coder", "code"),
    source: str | None = None,
    wide: bool = False,
) -> Any:
    """Read a file.

    Parameters
    ----------
    path
        ``.qdpx`` or ``.qde`` (REFI-QDA project): a `Study`. ``.qdc``: a `Codebook`. ``.csv``, ``.tsv`` (also ``.gz``): with
        columns start and end a `Study`, otherwise `Ratings`.
    format
        ``"qdpx"``, ``"qdc"`` or ``"csv"``, where the name does not tell.
    offsets
        How a project counts positions: ``"auto"``, ``"cp-lf"``, ``"u16-raw"``, ``"u16-lf"``, ``"cp-raw"``, ``"utf8"``.
    coder_from
        Whose coding it is: ``"auto"``, or the user of the ``"coding"`` or of the ``"selection"``.
    columns
        Columns of a long table: unit, coder, code.
    source
        The column of a long table that names each unit's source.
    wide
        A table with one row a unit and one column a coder.

    Raises
    ------
    BadFile
        The file does not hold what its format promises; the message says where.
    BadArgument
        An unknown format, option or column.

    Examples
    --------
    >>> import intercoder as ic
    >>> len(ic.read(ic.datasets.study_path()).codebook)
    52
    """
    where = Path(path)
    kind = format or _format_of(where)
    if kind not in FORMATS:
        raise BadArgument(f"read: no format '{kind}'; known: {', '.join(FORMATS)}")
    if not where.exists():
        raise BadFile(f"{where.name}: no such file")
    if kind == "qdpx":
        return Study(_core.read_refi_qda(where, offsets, coder_from))
    if kind == "qdc":
        return Codebook(_core.read_refi_codebook(where))
    table = _core.read_table(where)
    names = list(table.names)
    if wide:
        return _wide(table, names)
    if {"start", "end"} <= set(names):
        roles = ["source", "coder", "start", "end", "code"]
        return Study(_core.study_from_segments(table, roles, [], [], []))
    return _long(table, columns, source)


def _values(table: _core.Table, name: str) -> tuple[list[Any], Any, bool]:
    """The different values of a column, numbers where all are, and which of them each row holds."""
    levels, codes = table.column(name)
    numbers = _core.numbers_of(levels)
    if numbers is None:
        return list(levels), codes, False
    return list(numbers), codes, True


def _scale(values: list[Any], codes: Any, numeric: bool) -> tuple[_core.Scale, Any]:
    """The scale, and the codes as places on it."""
    if not numeric:
        return _core.Scale.of_labels(values, False), codes
    ordered = sorted(set(values))
    place = {x: i for i, x in enumerate(ordered)}
    translate = np.array([place[x] for x in values] + [-1], dtype=np.int32)
    return _core.Scale.of_numbers([float(x) for x in ordered]), translate[codes]


def _long(table: _core.Table, columns: tuple[str, str, str], source: str | None) -> Ratings:
    unit, coder, code = columns
    units, unit_codes = table.column(unit)
    coders, coder_codes = table.column(coder)
    for name, codes in ((unit, unit_codes), (coder, coder_codes)):
        empty = np.flatnonzero(codes < 0)
        if len(empty):
            raise BadFile(f"{table.place(int(empty[0]))}: no {name}; expected one on every line")
    scale, place = _scale(*_values(table, code))
    sources: list[str] = []
    if source is not None:
        names, of_row = table.column(source)
        of_unit = np.full(len(units), -1, dtype=np.int64)
        of_unit[unit_codes[::-1]] = of_row[::-1]
        wrong = np.flatnonzero((of_unit[unit_codes] != of_row) | (of_row < 0))
        if len(wrong):
            raise BadFile(
                f"{table.place(int(wrong[0]))}: unit {units[unit_codes[wrong[0]]]} has no or another {source}; expected one"
            )
        sources = [names[k] for k in of_unit]
    return Ratings(_core.ratings_of_long(unit_codes, coder_codes, place, scale, coders, units, sources, [], []))


def _wide(table: _core.Table, names: list[str]) -> Ratings:
    columns = [table.column(name) for name in names]
    levels = list(dict.fromkeys(x for column, _ in columns for x in column))
    numbers = _core.numbers_of(levels)
    place = {x: i for i, x in enumerate(levels)}
    codes = np.empty((table.rows, len(names)), dtype=np.int32)
    for j, (column, of_row) in enumerate(columns):
        translate = np.array([place[x] for x in column] + [-1], dtype=np.int32)
        codes[:, j] = translate[of_row]
    scale, codes = _scale(levels if numbers is None else list(numbers), codes, numbers is not None)
    return Ratings(_core.ratings_of_codes(np.ascontiguousarray(codes), scale, names, [], [], [], []))
