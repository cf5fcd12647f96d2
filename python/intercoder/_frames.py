"""Tables in any shape become columns, columns become arrays; and back into the kind of table that came."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw
import numpy as np

from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 2**53  # from here on a float cannot tell neighbouring whole numbers apart


class Column(NamedTuple):
    """One column: numbers and booleans as they lie in memory, everything else as Python objects."""

    values: NDArray[Any]
    categories: list[str] | None = None  # those of a categorical column, used or not, in their order


class Table(NamedTuple):
    """Named columns of one length, the kind of frame they came in, and the names of its rows where they have any."""

    columns: dict[str, Column]
    backend: str | None = None
    rows: list[str] | None = None

    def column(self, name: Any, what: str) -> Column:
        """Get a column by name; the error lists the names and the nearest one."""
        if label(name) in self.columns:
            return self.columns[label(name)]
        near = get_close_matches(str(name), self.columns, 1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise BadArgument(f"{what}: no column '{name}'; columns: {', '.join(self.columns) or 'none'}{hint}")


def from_array(array: NDArray[Any], what: str) -> NDArray[Any]:
    """Make an array one that can be read in place: native numbers, booleans, or objects."""
    kind = array.dtype.kind
    if isinstance(array, np.ma.MaskedArray):
        out = np.asarray(array.data).astype(array.dtype if kind == "f" else object)
        out[np.ma.getmaskarray(array)] = np.nan if kind == "f" else None
        return from_array(out, what)
    if kind in "iuf":
        if array.dtype.itemsize > 8:
            exact = array.astype(np.float64)
            if not np.array_equal(exact.astype(array.dtype), array, equal_nan=True):
                raise BadArgument(f"{what}: numbers of type {array.dtype} that do not fit into 64 bits")
            array = exact
        elif array.dtype == np.float16:
            array = array.astype(np.float32)
        elif not array.dtype.isnative:
            array = array.astype(array.dtype.newbyteorder("="))
        return array if array.flags.aligned else array.copy()
    if kind in "bO":
        return array
    if kind == "S":
        return np.char.decode(array, "utf-8").astype(object)
    if kind in "UTMm":
        return array.astype(object)
    raise BadArgument(f"{what}: values of type {array.dtype}; expected numbers, text or booleans")


def from_objects(values: Sequence[Any], count: int) -> NDArray[Any]:
    """Put Python objects into an array, whatever they are."""
    return np.fromiter(values, dtype=object, count=count)


def from_series(series: nw.Series[Any], what: str) -> Column:
    """Read a column of a data frame."""
    dtype = series.dtype
    if dtype in (nw.Categorical, nw.Enum):
        values = series.cast(nw.String).to_numpy()
        return Column(np.asarray(values, dtype=object), _categories(series))
    if dtype in (nw.List, nw.Array):
        return Column(from_objects(series.to_list(), len(series)))
    if dtype.is_decimal():
        series = series.cast(nw.Float64)
    elif dtype.is_integer() and series.null_count() > 0:
        whole = series.drop_nulls()
        if len(whole) > 0 and max(abs(int(whole.min())), abs(int(whole.max()))) > EXACT:
            raise BadArgument(
                f"{what}: whole numbers beyond 2^53 beside missing ones cannot be told apart; expected smaller ones, or text"
            )
    return Column(from_array(series.to_numpy(), what))


def _categories(series: nw.Series[Any]) -> list[str] | None:
    """List the categories of a categorical column; None where its type does not hold their order."""
    native = series.to_native()
    if series.implementation.is_pandas_like():
        return [str(x) for x in native.cat.categories]
    if series.implementation.is_pyarrow():
        chunks = native.unify_dictionaries().chunks
        return [str(x) for x in chunks[0].dictionary.to_pylist()] if chunks else []
    return [str(x) for x in native.dtype.categories] if series.dtype == nw.Enum else None


def read_column(values: Any, what: str) -> Column:
    """Read a sequence of any kind: an array, a series, a list."""
    if isinstance(values, Column):
        return values
    if isinstance(values, str | bytes | Mapping) or not hasattr(values, "__iter__"):
        raise BadArgument(f"{what}: found {describe(values)}; expected a sequence with one value for each unit")
    if not isinstance(values, np.ndarray | list | tuple | range):
        series = nw.from_native(values, series_only=True, pass_through=True)
        if isinstance(series, nw.Series):
            return from_series(series, what)
        values = list(values) if not hasattr(values, "__array__") else np.asarray(values)
    if isinstance(values, np.ndarray):
        if values.ndim != 1:
            raise BadArgument(f"{what}: an array of {values.ndim} dimensions; expected one")
        return Column(from_array(values, what))
    return Column(from_objects(values, len(values)))


def read_table(table: Any, what: str) -> Table | None:
    """Read a table with named columns: a data frame, a dict of columns, a structured array, a list of dicts."""
    if isinstance(table, Mapping):
        columns = {str(name): read_column(values, f"{what}, column '{name}'") for name, values in table.items()}
        return _checked(Table(columns), what)
    if isinstance(table, np.ndarray):
        if table.dtype.names is None:
            return None
        fields = {name: Column(from_array(table[name], f"{what}, column '{name}'")) for name in table.dtype.names}
        return _checked(Table(fields), what)
    if isinstance(table, list | tuple):
        if not table or not all(isinstance(row, Mapping) for row in table):
            return None
        names = dict.fromkeys(chain.from_iterable(table))
        return Table({str(name): Column(from_objects([row.get(name) for row in table], len(table))) for name in names})
    try:
        frame = nw.from_native(table, eager_only=True, pass_through=True)
    except TypeError:
        raise BadArgument(
            f"{what}: found {describe(table)}; expected a frame with its data: collect it first"
        ) from None
    except nw.exceptions.DuplicateError as error:
        said = " ".join(str(error).split())
        raise BadArgument(f"{what}: two columns with one name ({said})") from None
    if not isinstance(frame, nw.DataFrame):
        if not isinstance(nw.from_native(table, pass_through=True), nw.LazyFrame):
            return None
        raise BadArgument(f"{what}: found {describe(table)}; expected a frame with its data: collect it first")
    frame = _with_text_names(frame, what)
    columns = {name: from_series(frame[name], f"{what}, column '{name}'") for name in frame.columns}
    return _checked(Table(columns, str(frame.implementation.value), _row_names(frame)), what)


def label(name: Any) -> str:
    """Write the name of a row or a column: a name of several parts with commas."""
    return ", ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _with_text_names(frame: nw.DataFrame[Any], what: str) -> nw.DataFrame[Any]:
    """Call columns by text: pandas lets numbers and tuples be names."""
    if all(isinstance(name, str) for name in frame.columns):
        return frame
    names = [label(name) for name in frame.columns]
    if len(set(names)) < len(names):
        double = next(name for name in names if names.count(name) > 1)
        raise BadArgument(f"{what}: two columns with one name ({double})")
    native = frame.to_native().copy(deep=False)
    native.columns = names
    return nw.from_native(native, eager_only=True)


def _row_names(frame: nw.DataFrame[Any]) -> list[str] | None:
    """List the names of the rows of a pandas frame; None where rows are only numbered, or share a name."""
    return index_names(frame.to_native().index) if frame.implementation.is_pandas_like() else None


def index_names(index: Any) -> list[str] | None:
    """List the names in an index of pandas; None where it only numbers from 0, or names two things alike."""
    numbered = type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1
    if numbered or not index.is_unique or index.hasnans:
        return None
    return [label(name) for name in index]


def _checked(table: Table, what: str) -> Table:
    lengths = {name: column.values.shape[0] for name, column in table.columns.items()}
    for name, column in table.columns.items():
        if column.values.ndim != 1:
            raise BadArgument(f"{what}, column '{name}': {column.values.ndim} dimensions; expected one")
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"'{name}' has {n}" for name, n in lengths.items())
        raise BadArgument(f"{what}: columns of different lengths: {found}; expected one length")
    return table


def read_matrix(table: Any, what: str) -> NDArray[Any]:
    """Read rows of values without names: an array of two dimensions, or a list of lists."""
    if isinstance(table, list | tuple):
        rows = [row for row in table if isinstance(row, Sequence | np.ndarray) and not isinstance(row, str | bytes)]
        if not table or len(rows) < len(table):
            found = "nothing" if not table else "one dimension"
            raise BadArgument(f"{what}: found {found}; expected units x coders, such as [['yes', 'no'], ['no', 'no']]")
        width = len(rows[0])
        for number, row in enumerate(rows, 1):
            if len(row) != width:
                raise BadArgument(
                    f"{what}: row {number} has {len(row)} {_values(len(row))}; expected {width}, as in row 1"
                )
        return from_objects(chain.from_iterable(rows), len(rows) * width).reshape(len(rows), width)  # type: ignore[arg-type]
    if not isinstance(table, np.ndarray):
        if not hasattr(table, "__array__"):
            raise BadArgument(f"{what}: found {describe(table)}; expected a table of units x coders")
        table = np.asarray(table)
    if table.ndim != 2:
        shape = f"an array of {table.ndim} dimension{'s' if table.ndim != 1 else ''}"
        raise BadArgument(f"{what}: found {shape}; expected two, units x coders")
    return from_array(table, what)


def _values(n: int) -> str:
    return "value" if n == 1 else "values"


def describe(thing: Any) -> str:
    """Say what kind of thing was found: its value when that is short, its type otherwise."""
    kind = type(thing).__name__
    if thing is None or isinstance(thing, bool | int | float):
        return repr(thing)
    if isinstance(thing, str):
        return f"the text {thing!r}" if len(thing) <= 40 else f"a text of {len(thing)} characters"
    return f"{'an' if kind[:1] in 'aeiouAEIOU' else 'a'} {kind}"


def make_frame(columns: dict[str, Any], backend: str | None) -> Any:
    """Build a frame of the kind that came in: pandas when none did and it is installed, else a dict of columns."""
    if backend is None and importlib.util.find_spec("pandas") is None:
        return columns
    if backend == "pyarrow":  # which has lists, and no sets
        columns = {
            name: [sorted(x) if isinstance(x, frozenset) else x for x in cells] for name, cells in columns.items()
        }
    kind: Any = backend or "pandas"
    return nw.from_dict(columns, backend=kind).to_native()
