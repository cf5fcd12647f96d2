"""Tables of codes in their shapes, long, wide and two sequences: into the ratings of the core, and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from intercoder import _codes, _core, _encoding, _frames, _reading
from intercoder._codes import Distinct
from intercoder._frames import Column
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Read(NamedTuple):
    """Ratings as they were read, the kind of frame they came in, and whether their codes are booleans."""

    core: _core.Ratings
    backend: str | None
    boolean: bool


# --- in ---------------------------------------------------------------------------------------------------------------


def read_long(
    frame: Any,
    unit: str,
    coder: str,
    codes: Sequence[str],
    beside: dict[str, str | None],
    categories: Iterable[Any] | None,
    missing: Iterable[Any],
    duplicates: str,
) -> list[Read]:
    """Read a line for each code; `beside` names the columns of source, weight and count. One result for each of `codes`."""
    what = "long table"
    table = _frames.read_table(frame, what)
    if table is None:
        raise BadArgument(f"{what}: found {_frames.describe(frame)}; expected a frame with named columns")
    if duplicates not in ("error", "first", "last", "set"):
        raise BadArgument(f"duplicates: found {duplicates!r}; expected 'error', 'first', 'last' or 'set'")
    units = _reading.Names.of(table.column(unit, what), "unit")
    coders = _reading.Names.of(table.column(coder, what), "coder")
    design: dict[str, Any] = {"source": [], "weight": [], "count": []}
    for name, column in beside.items():
        if column is None:
            continue
        if name == "source":
            sources = _reading.Names.of(table.column(column, what), "source")
            design[name] = [sources.names[k] for k in units.one_each(sources.place, sources.names, "source")]
        else:
            amounts = _reading.amounts(table.column(column, what).values, f"{what}, column '{column}'", "line")
            design[name] = units.one_each(amounts, None, name).tolist()

    lines, group = _reading.without_duplicates(units, coders, duplicates)
    declared, left_out = _codes.declare(categories), _codes.listed_missing(missing)

    def where(line: int) -> str:
        return f"unit {units.at(line)}, coder {coders.at(line)}"

    out = []
    for column in codes:
        cells = table.column(column, what)
        if group is None:
            coded = _encoding.encode(Distinct.of(cells.values), where, declared, cells.categories, left_out)
        else:
            sets = Distinct.of(_encoding.gather(cells.values, group, len(lines), where, left_out))
            coded = _encoding.encode(sets, lambda k: where(int(lines[k])), declared, cells.categories, [])
        core = _core.ratings_of_long(
            units.place[lines],
            coders.place[lines],
            coded.codes[lines] if group is None else coded.codes,
            coded.scale,
            coders.names,
            units.names,
            design["source"],
            design["count"],
            design["weight"],
        )
        out.append(Read(core, table.backend, coded.boolean))
    return out


def read_wide(
    table: Any,
    coders: Sequence[str] | None,
    beside: dict[str, Any],
    categories: Iterable[Any] | None,
    missing: Iterable[Any],
) -> Read:
    """Read units x coders; `beside` holds sources, weights, counts and units: sequences, or names of columns."""
    what = "wide table"
    named = _frames.read_table(table, what)
    if named is not None:
        taken = [value for value in beside.values() if isinstance(value, str)]
        beside = {key: named.column(v, what) if isinstance(v, str) else v for key, v in beside.items()}
        names = [name for name in named.columns if name not in taken] if coders is None else list(coders)
        columns = [named.column(name, what) for name in names]
        width = len(columns)
    else:
        matrix = _frames.read_matrix(table, what)
        columns = [Column(matrix)]
        names = [] if coders is None else [str(name) for name in coders]
        width = matrix.shape[1]
        for key, value in beside.items():
            if isinstance(value, str):
                raise BadArgument(f"{key}: the column '{value}' of a table without column names")
    if width == 0:
        raise BadArgument(f"{what}: no columns; expected one for each coder")
    if names and len(names) != width:
        raise BadArgument(f"coders: {len(names)} names for {width} columns; expected one for each")
    size = len(columns[0].values)
    rows = named.rows if named is not None else None
    options = {
        "coders": _reading.distinct_names(names, "coders"),
        "units": _reading.names_beside(rows if beside["units"] is None else beside["units"], size, "units"),
        "sources": _reading.names_beside(beside["sources"], size, "sources"),
        "count": _reading.amounts_beside(beside["counts"], size, "counts"),
        "weight": _reading.amounts_beside(beside["weights"], size, "weights"),
    }
    core, boolean = _reading.read_columns(columns, options, _codes.declare(categories), _codes.listed_missing(missing))
    return Read(core, named.backend if named else None, boolean)


def read_pair(first: Any, second: Any) -> Read:
    """Read the codes of two coders side by side."""
    columns = [_frames.read_column(first, "the first coder"), _frames.read_column(second, "the second coder")]
    sizes = [len(column.values) for column in columns]
    if sizes[0] != sizes[1]:
        raise BadArgument(f"two sequences: {sizes[0]} and {sizes[1]} codes; expected the same units in the same order")
    names = [
        _frames.index_names(x.index) if hasattr(x, "index") and hasattr(x, "iloc") else None for x in (first, second)
    ]
    if names[0] is not None and names[1] is not None and names[0] != names[1] and set(names[0]) == set(names[1]):
        raise BadArgument(
            "two sequences: their indices name the same units in different orders; bring them into one order, or hand over "
            "their values"
        )
    units = names[0] if names[0] == names[1] else None
    options: dict[str, Any] = {"coders": [], "units": units or [], "sources": [], "count": [], "weight": []}
    core, boolean = _reading.read_columns(columns, options, None, [])
    return Read(core, None, boolean)


# --- out --------------------------------------------------------------------------------------------------------------


def long(ratings: _core.Ratings, categories: Sequence[Any]) -> dict[str, list[Any]]:
    """Give a line for each code: unit, coder, code, and source, weight and count where known."""
    _know_coders(ratings, "to_long")
    unit, coder, code = ratings.cells()
    coders = np.array(ratings.coder_names, dtype=object)
    columns = {"unit": _unit_names(ratings)[unit], "coder": coders[coder], "code": _values(ratings, categories, code)}
    columns |= {name: values[unit] for name, values in _beside(ratings).items()}
    return {name: values.tolist() for name, values in columns.items()}


def wide(ratings: _core.Ratings, categories: Sequence[Any]) -> dict[str, list[Any]]:
    """Give a line for each unit: unit, source, weight and count where known, a column for each coder."""
    _know_coders(ratings, "to_wide")
    columns = {"unit": _unit_names(ratings)} | _beside(ratings)
    codes = ratings.codes()
    for c, name in enumerate(ratings.coder_names):
        if name in columns:
            raise BadArgument(f"to_wide: a coder is called '{name}', like another column; use to_long")
        columns[name] = _values(ratings, categories, codes[:, c])
    return {name: values.tolist() for name, values in columns.items()}


def _know_coders(ratings: _core.Ratings, who: str) -> None:
    if not ratings.coders_known:
        raise BadArgument(f"{who}: these ratings are counts per category; which coder gave a code is not known")


def _unit_names(ratings: _core.Ratings) -> NDArray[Any]:
    return np.array(ratings.unit_names or [str(u + 1) for u in range(ratings.units)], dtype=object)


def _values(ratings: _core.Ratings, categories: Sequence[Any], code: NDArray[np.int32]) -> NDArray[Any]:
    """Turn indices into codes; missing ones are NaN among numbers and None among labels."""
    if not ratings.scale.numeric:
        return np.array([*categories, None], dtype=object)[code]
    values = np.array([*categories, np.nan])[code]
    return values.astype(int) if (code >= 0).all() and all(isinstance(x, int) for x in categories) else values


def _beside(ratings: _core.Ratings) -> dict[str, NDArray[Any]]:
    out: dict[str, NDArray[Any]] = {}
    if ratings.sources:
        out["source"] = np.array(ratings.sources, dtype=object)[ratings.source_of]
    for name, values in (("weight", ratings.weight), ("count", ratings.count)):
        if len(values):
            out[name] = values
    return out
