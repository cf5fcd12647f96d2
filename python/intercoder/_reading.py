"""From columns to the ratings of the core: who coded what, what stands beside it, and everything that can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from intercoder import _codes, _core, _encoding, _frames
from intercoder._codes import BOOLEAN, NUMBER, TEXT, Declared, Distinct
from intercoder._frames import Column
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Names:
    """A column of names: units, coders or sources; text in order of appearance, numbers ascending."""

    def __init__(self, cells: Distinct, what: str) -> None:
        nothing = np.flatnonzero(cells.place < 0)
        if len(nothing):
            raise BadArgument(f"long table: line {nothing[0] + 1} has no {what}; expected a name or a number")
        self.place = cells.place
        self.first = cells.first
        self.names = [
            _codes.name(value, f"long table: line {line + 1}")
            for value, line in zip(cells.values, cells.first, strict=True)
        ]
        distinct_names(self.names, f"long table: {what} as text and as a number")

    @classmethod
    def of(cls, column: Column, what: str) -> Names:
        return cls(Distinct.of(column.values), what)

    def at(self, line: int) -> str:
        return str(self.names[self.place[line]])

    def one_each(self, values: NDArray[Any], names: list[str] | None, what: str) -> NDArray[Any]:
        """Take the value of each name's first line, which all its lines must share."""
        mine = values[self.first]
        differs = np.flatnonzero(mine[self.place] != values)
        if len(differs):
            line = int(differs[0])
            first = int(self.first[self.place[line]])
            shown = [names[values[k]] if names else _codes.show(float(values[k])) for k in (first, line)]
            raise BadArgument(
                f"long table: unit {self.at(line)} has {what} {shown[0]} in line {first + 1} and {shown[1]} in line "
                f"{line + 1}; expected one {what} for each unit"
            )
        return cast("NDArray[Any]", mine)


def one_of_each_pair(
    unit_of: NDArray[Any], coder_of: NDArray[Any], n_coders: int, rule: str, twice: Callable[[int, int], Exception]
) -> Any:
    """Choose the lines to read: by the rule, one for each pair of unit and coder, whatever it holds.

    `twice` makes the error out of the line that is there already and the one that gives the pair again.
    """
    first, place = _core.distinct_numbers(unit_of.astype(np.int64) * n_coders + coder_of)
    if len(first) == len(place):
        return slice(None)
    if rule == "error":
        again = int(np.flatnonzero(first[place] != np.arange(len(place)))[0])
        raise twice(int(first[place[again]]), again)
    if rule == "last":
        first[place] = np.arange(len(place))
    return np.sort(first)


def without_duplicates(units: Names, coders: Names, rule: str) -> tuple[Any, NDArray[np.int32] | None]:
    """Choose the lines of a long table to read.

    Under the rule "set" all lines count: the first one of each pair stands for it, and for each line there is the place
    of its pair among those.
    """
    if rule == "set":
        first, place = _core.distinct_numbers(units.place.astype(np.int64) * len(coders.names) + coders.place)
        return first, place

    def twice(before: int, again: int) -> BadArgument:
        return BadArgument(
            f"long table: unit {units.at(again)}, coder {coders.at(again)} is given twice, in lines "
            f"{before + 1} and {again + 1}; expected one line, or duplicates='first', 'last' or 'set'"
        )

    return one_of_each_pair(units.place, coders.place, len(coders.names), rule, twice), None


def amounts(values: NDArray[Any], what: str, each: str = "unit") -> NDArray[np.float64]:
    """Read a finite number for each unit (or line)."""
    try:
        out = values.astype(np.float64)
    except (TypeError, ValueError):
        raise BadArgument(f"{what}: values that are not numbers; expected a number for each {each}") from None
    if len(wrong := np.flatnonzero(~np.isfinite(out.reshape(-1)))):
        raise BadArgument(f"{what}: {each} {wrong[0] // max(1, out[:1].size) + 1} has none; expected a number")
    return out


def distinct_names(names: Sequence[str], what: str) -> list[str]:
    """Check that nobody is named twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadArgument(f"{what}: '{name}' is given twice")
        seen.add(name)
    return list(names)


def _sized(column: Column, size: int, what: str) -> NDArray[Any]:
    if len(column.values) != size:
        raise BadArgument(f"{what}: {len(column.values)} given; expected {size}, one for each unit")
    return column.values


def names_beside(values: Any, size: int, what: str) -> list[str]:
    """Read the name of something for each unit."""
    if values is None:
        return []
    cells = Distinct.of(_sized(_frames.read_column(values, what), size, what))
    if len(nothing := np.flatnonzero(cells.place < 0)):
        raise BadArgument(f"{what}: unit {nothing[0] + 1} has none; expected a name or a number")
    names = np.array([_codes.name(value, what) for value in cells.values], dtype=object)
    return cast("list[str]", names[cells.place].tolist())


def amounts_beside(values: Any, size: int, what: str) -> list[float]:
    if values is None:
        return []
    return [float(x) for x in amounts(_sized(_frames.read_column(values, what), size, what), what)]


def read_columns(
    columns: list[Column], options: dict[str, Any], declared: Declared | None, missing: list[Any]
) -> tuple[_core.Ratings, bool]:
    """Read the coders' columns, side by side: numbers in place, everything else object by object."""
    if all(c.values.dtype.kind in "iuf" for c in columns) and (declared is None or declared.kind == NUMBER):
        known = declared.values if declared else []
        left_out = [float(x) for x in missing if _codes.kind_of(x) == NUMBER]
        arrays = [c.values for c in columns]
        return _core.ratings_of_numbers(arrays, known, left_out, **options), False
    if len(columns) == 1 and columns[0].values.ndim == 2:
        cells = columns[0].values
    else:
        cells = np.empty((len(columns[0].values), len(columns)), dtype=object)
        for c, column in enumerate(columns):
            cells[:, c] = column.values
    width = cells.shape[1]
    names = options["coders"] or range(1, width + 1)

    def where(cell: int) -> str:
        unit = cell // width
        return f"unit {options['units'][unit] if options['units'] else unit + 1}, coder {names[cell % width]}"

    coded = _encoding.encode(Distinct.of(cells), where, declared, common_order(columns), missing)
    return _core.ratings_of_codes(coded.codes.reshape(cells.shape), coded.scale, **options), coded.boolean


def common_order(columns: list[Column]) -> list[str] | None:
    """Take the categories of categorical columns, those of the first column first; None where a column has none."""
    if any(column.categories is None for column in columns):
        return None
    return list(dict.fromkeys(name for column in columns for name in column.categories or ()))


class Counts(NamedTuple):
    """A table of numbers, what its columns stand for, and the names of its rows where they have any."""

    numbers: NDArray[np.float64]
    scale: _core.Scale
    boolean: bool
    backend: str | None
    rows: list[str]


def read_counts(table: Any, categories: Iterable[Any] | None, what: str, *, square: bool = False) -> Counts:
    """Read a table of numbers whose columns, and rows where it is square, are categories."""
    named = _frames.read_table(table, what)
    given = None if categories is None else list(categories)
    declared = _codes.declare(given)
    if named is not None:
        columns = [amounts(column.values, f"{what}, column '{name}'", "row") for name, column in named.columns.items()]
        numbers = np.column_stack(columns) if columns else np.empty((0, 0))
        labels: list[Any] = list(named.columns)
        if square and named.rows is not None:
            numbers, labels = _squared(numbers, named.rows, labels)
    else:
        numbers = amounts(_frames.read_matrix(table, what), what, "row")
        labels = [str(k) for k in range(1, numbers.shape[1] + 1)]
    kind = TEXT
    if declared is not None:
        labels, kind = declared.values, declared.kind
        if len(labels) != numbers.shape[1]:
            raise BadArgument(f"{what}: {len(labels)} categories for {numbers.shape[1]} columns; expected one for each")
        if kind == NUMBER:  # numbers stand in ascending order: the columns follow them
            order = np.argsort([float(x) for x in given or ()])
            numbers = numbers[:, order]
            numbers = numbers[order] if square and len(numbers) == len(order) else numbers
    scale = _codes.scale_of(labels, kind, True)
    backend, rows = (named.backend, named.rows or []) if named else (None, [])
    return Counts(np.ascontiguousarray(numbers), scale, kind == BOOLEAN, backend, rows)


def _squared(
    numbers: NDArray[np.float64], rows: list[str], columns: list[str]
) -> tuple[NDArray[np.float64], list[str]]:
    """Bring rows and columns into one order, by name; a category that only one coder used gets zeros for the other."""
    labels = columns + [row for row in rows if row not in set(columns)]
    place = {name: k for k, name in enumerate(labels)}
    out = np.zeros((len(labels), len(labels)))
    out[np.ix_([place[row] for row in rows], [place[column] for column in columns])] = numbers
    return out, labels


def same(a: Any, b: Any) -> bool:
    return _codes.kind_of(a) == _codes.kind_of(b) and bool(a == b)


def positions(wanted: Iterable[Any], names: Sequence[str], what: str) -> list[int]:
    """Find names, given as text or numbers, among those that there are."""
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        wanted = [wanted]
    index = {name: k for k, name in enumerate(names)}
    out = []
    for value in wanted:
        name = _codes.name(value, "select")
        if name not in index:
            raise BadArgument(f"select: no {what} '{name}'; {what}s: {_codes.listing(names) or 'none are known'}")
        out.append(index[name])
    return out
