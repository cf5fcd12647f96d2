"""Ratings: which coder gave which unit which code."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

import numpy as np

from intercoder import _codes, _core, _display, _frames, _reading
from intercoder._codes import Distinct
from intercoder._frames import Column
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

Duplicates = Literal["error", "first", "last"]


class Ratings:
    """A reliability table: units x coders, each cell a code or missing. Immutable.

    Made by `from_long`, `from_wide`, `from_counts` and `from_confusion`, from data frames (pandas, polars, pyarrow),
    NumPy arrays, dicts of columns, lists of lists or of dicts. Missing are None, NaN, NA, NaT, masked elements, empty
    text, and what the caller lists; nothing else is guessed. Numbers stay numbers, in ascending order; text, booleans
    and categoricals are labels, in category order where there is one and in order of appearance otherwise.

    Examples
    --------
    >>> import intercoder as ic
    >>> r = ic.Ratings.from_wide([["yes", "yes"], ["no", "yes"], ["no", None]], coders=["Ada", "Ben"])
    >>> r
    Ratings: 3 units (2 coded twice), 2 coders (Ada, Ben), 2 categories (yes, no)
    >>> r.n_units, r.coders, r.categories
    (3, ('Ada', 'Ben'), ('yes', 'no'))
    """

    __slots__ = ("_backend", "_boolean", "_code", "_core")

    def __init__(
        self, core: _core.Ratings, *, backend: str | None = None, boolean: bool = False, code: str | None = None
    ) -> None:
        self._core = core
        self._backend = backend
        self._boolean = boolean
        self._code = code

    # --- making -------------------------------------------------------------------------------------------------

    @overload
    @classmethod
    def from_long(
        cls,
        frame: Any,
        unit: str = ...,
        coder: str = ...,
        code: str = ...,
        source: str | None = ...,
        weight: str | None = ...,
        count: str | None = ...,
        categories: Iterable[Any] | None = ...,
        missing: Iterable[Any] = ...,
        duplicates: Duplicates = ...,
    ) -> Ratings: ...
    @overload
    @classmethod
    def from_long(
        cls,
        frame: Any,
        unit: str = ...,
        coder: str = ...,
        *,
        code: list[str] | tuple[str, ...],
        source: str | None = ...,
        weight: str | None = ...,
        count: str | None = ...,
        categories: Iterable[Any] | None = ...,
        missing: Iterable[Any] = ...,
        duplicates: Duplicates = ...,
    ) -> dict[str, Ratings]: ...
    @classmethod
    def from_long(
        cls,
        frame: Any,
        unit: str = "unit",
        coder: str = "coder",
        code: str | list[str] | tuple[str, ...] = "code",
        source: str | None = None,
        weight: str | None = None,
        count: str | None = None,
        categories: Iterable[Any] | None = None,
        missing: Iterable[Any] = (),
        duplicates: Duplicates = "error",
    ) -> Ratings | dict[str, Ratings]:
        """Read a table with one line for each code: unit, coder, code.

        Parameters
        ----------
        frame
            A data frame, a dict of columns, a structured array, or a list of dicts.
        unit, coder, code
            Names of columns. A pair of unit and coder without a line, or with a missing code, is missing. With a list
            of code columns, the result is a dict of ratings, one for each.
        source
            Column with the source (transcript, document) of each unit: units of one source are not independent of
            each other, and errors and intervals take that into account.
        weight
            Column with the importance of each unit: only ratios matter, and a heavy unit is still one unit.
        count
            Column with the number of copies of each unit: a unit with count 3 is three units with the same codes.
        categories
            The codes that there are, used or not, lowest first where order means something.
        missing
            Values that stand for a missing code, such as ``["n/a", 99]``.
        duplicates
            What to do with a unit coded twice by one coder: an error, or keep the first or the last line.

        Returns
        -------
        Ratings or dict of str to Ratings

        Raises
        ------
        BadArgument
            For an unknown column, a line without unit or coder, a pair given twice, a code that is not a category.

        Examples
        --------
        >>> import intercoder as ic
        >>> lines = {"unit": [1, 1, 2, 2], "coder": ["A", "B", "A", "B"], "code": ["x", "x", "x", "y"]}
        >>> ic.Ratings.from_long(lines)
        Ratings: 2 units (2 coded twice), 2 coders (A, B), 2 categories (x, y)
        """
        what = "long table"
        table = _frames.read_table(frame, what)
        if table is None:
            raise BadArgument(f"{what}: found {_frames.describe(frame)}; expected a frame with named columns")
        if duplicates not in ("error", "first", "last"):
            raise BadArgument(f"duplicates: found {duplicates!r}; expected 'error', 'first' or 'last'")
        units = _reading.Names.of(table.column(unit, what), "unit")
        coders = _reading.Names.of(table.column(coder, what), "coder")
        design: dict[str, Any] = {"sources": [], "weight": [], "count": []}
        if source is not None:
            sources = _reading.Names.of(table.column(source, what), "source")
            design["sources"] = [sources.names[k] for k in units.one_each(sources.place, sources.names, "source")]
        for name, column in (("weight", weight), ("count", count)):
            if column is not None:
                amounts = _reading.amounts(table.column(column, what).values, f"{what}, column '{column}'", "line")
                design[name] = units.one_each(amounts, None, name).tolist()

        lines = _reading.without_duplicates(units, coders, duplicates)
        declared, left_out = _codes.declare(categories), _codes.listed_missing(missing)

        def read(column: str) -> Ratings:
            cells = table.column(column, what)
            coded = _codes.encode(
                Distinct.of(cells.values),
                lambda line: f"unit {units.at(line)}, coder {coders.at(line)}",
                declared,
                cells.categories,
                left_out,
            )
            core = _core.ratings_of_long(
                units.place[lines],
                coders.place[lines],
                coded.codes[lines],
                coded.scale,
                coders.names,
                units.names,
                design["sources"],
                design["count"],
                design["weight"],
            )
            return cls(
                core, backend=table.backend, boolean=coded.boolean, code=None if isinstance(code, str) else column
            )

        return read(code) if isinstance(code, str) else {column: read(column) for column in code}

    @classmethod
    def from_wide(
        cls,
        table: Any,
        categories: Iterable[Any] | None = None,
        sources: Any = None,
        weights: Any = None,
        counts: Any = None,
        coders: Sequence[str] | None = None,
        *,
        units: Any = None,
        missing: Iterable[Any] = (),
    ) -> Ratings:
        """Read a table of units x coders.

        Numbers are read where they lie in memory, without a copy.

        Parameters
        ----------
        table
            An array of shape ``(units, coders)``, a list of rows, or a data frame or dict with one column for each
            coder.
        categories
            The codes that there are, used or not, lowest first where order means something.
        sources, weights, counts, units
            For each unit its source, importance, number of copies, and name: a sequence, or the name of a column,
            which then is no coder.
        coders
            Which columns are coders; for a table without names, what the coders are called.
        missing
            Values that stand for a missing code.

        Returns
        -------
        Ratings

        Raises
        ------
        BadArgument
            For ragged rows, a code that is not a category, codes of two kinds, an infinite number, an unknown column.

        Examples
        --------
        >>> import intercoder as ic
        >>> import numpy as np
        >>> ic.Ratings.from_wide(np.array([[1, 1], [2, 3], [np.nan, 3]]), categories=range(1, 6))
        Ratings: 3 units (2 coded twice), 2 coders (1, 2), 5 categories (1, 2, 3, 4, 5)
        """
        what = "wide table"
        named = _frames.read_table(table, what)
        beside = {"sources": sources, "weights": weights, "counts": counts, "units": units}
        if named is not None:
            beside = {k: named.column(v, what) if isinstance(v, str) else v for k, v in beside.items()}
            taken = [v for v in (sources, weights, counts, units) if isinstance(v, str)]
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
        options = {
            "coders": _reading.distinct_names(names, "coders"),
            "units": _reading.names_beside(beside["units"], size, "units"),
            "sources": _reading.names_beside(beside["sources"], size, "sources"),
            "count": _reading.amounts_beside(beside["counts"], size, "counts"),
            "weight": _reading.amounts_beside(beside["weights"], size, "weights"),
        }
        core, boolean = _reading.read_columns(
            columns, options, _codes.declare(categories), _codes.listed_missing(missing)
        )
        return cls(core, backend=named.backend if named else None, boolean=boolean)

    @classmethod
    def from_counts(cls, table: Any, categories: Iterable[Any] | None = None) -> Ratings:
        """Read a table of units x categories: how many coders chose the category.

        Which coder it was is not known, so coefficients that look at single coders refuse such ratings.

        Parameters
        ----------
        table
            Whole numbers of shape ``(units, categories)``.
        categories
            What the columns stand for; by default their names, or 1, 2, ...

        Returns
        -------
        Ratings

        Raises
        ------
        BadArgument
            For a number that is negative or not whole, or categories that are not one for each column.

        Examples
        --------
        >>> import intercoder as ic
        >>> ic.Ratings.from_counts([[3, 0], [1, 2], [0, 3]], categories=["no", "yes"])
        Ratings: 3 units (3 coded twice), 3 coders, 2 categories (no, yes)
        """
        counts, scale, boolean, backend = _reading.read_counts(table, categories, "counts")
        return cls(_core.ratings_of_counts(counts, scale, [], [], [], []), backend=backend, boolean=boolean)

    @classmethod
    def from_confusion(cls, table: Any, categories: Iterable[Any] | None = None) -> Ratings:
        """Read the q x q table of two coders: how many units the first, in rows, and the second, in columns, gave what.

        Parameters
        ----------
        table
            Numbers of shape ``(categories, categories)``.
        categories
            What rows and columns stand for; by default the names of the columns, or 1, 2, ...

        Returns
        -------
        Ratings

        Raises
        ------
        BadArgument
            When the table is not square, holds a negative number, or categories do not fit.

        Examples
        --------
        >>> import intercoder as ic
        >>> ic.Ratings.from_confusion([[20, 5], [10, 15]], categories=["no", "yes"])
        Ratings: 50 units (50 coded twice), 2 coders (1, 2), 2 categories (no, yes)
        """
        counts, scale, boolean, backend = _reading.read_counts(table, categories, "confusion table", square=True)
        return cls(_core.ratings_of_confusion(counts, scale, []), backend=backend, boolean=boolean)

    # --- what is in it ------------------------------------------------------------------------------------------

    @property
    def n_units(self) -> int | float:
        """How many units there are, coded or not; copies count."""
        count = self._core.count
        return _display.whole(float(count.sum())) if len(count) else self._core.units

    @property
    def n_coders(self) -> int:
        """How many coders there are."""
        return self._core.coders

    @property
    def coders(self) -> tuple[str, ...]:
        """The names of the coders; empty where only their number is known."""
        return tuple(self._core.coder_names) if self._core.coders_known else ()

    @property
    def categories(self) -> tuple[Any, ...]:
        """The codes that there are, used or not, in their order."""
        return _codes.categories_of(self._core.scale, self._boolean)

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources, in order of appearance; empty where they are not known."""
        return tuple(self._core.sources)

    def __len__(self) -> int:
        return self._core.units

    # --- parts of it --------------------------------------------------------------------------------------------

    def select(
        self,
        coders: Iterable[Any] | None = None,
        units: Iterable[Any] | None = None,
        sources: Iterable[Any] | None = None,
    ) -> Ratings:
        """Keep some coders, units or sources, by name, in the order given; units without names are called 1, 2, ...

        Raises
        ------
        BadArgument
            For a name that is not there.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.Ratings.from_wide([[1, 1, 2], [2, 2, 2]], coders=["Ada", "Ben", "Cem"])
        >>> r.select(coders=["Cem", "Ada"]).coders
        ('Cem', 'Ada')
        """
        core = self._core
        if sources is not None:
            wanted = _reading.positions(sources, core.sources, "source")
            core = core.select_units(np.flatnonzero(np.isin(core.source_of, wanted)).tolist())
        if units is not None:
            names = core.unit_names or [str(u + 1) for u in range(core.units)]
            core = core.select_units(_reading.positions(units, names, "unit"))
        if coders is not None:
            core = core.select_coders(_reading.positions(coders, core.coder_names, "coder"))
        return self._with(core)

    def collapse(self, category: Any) -> Ratings:
        """Take one category against all others: the ratings of a single code.

        Raises
        ------
        BadArgument
            For a category that is not there.

        Examples
        --------
        >>> import intercoder as ic
        >>> ic.Ratings.from_wide([["a", "b"], ["c", "b"]]).collapse("b").categories
        ('other', 'b')
        """
        known = self.categories
        if not any(_reading.same(category, value) for value in known):
            raise BadArgument(f"collapse: no category {_codes.show(category)}; known codes: {_codes.listing(known)}")
        place = next(k for k, value in enumerate(known) if _reading.same(category, value))
        return Ratings(self._core.collapse(place), backend=self._backend, code=str(category))

    def _with(self, core: _core.Ratings) -> Ratings:
        return Ratings(core, backend=self._backend, boolean=self._boolean, code=self._code)

    # --- as tables ----------------------------------------------------------------------------------------------

    def to_long(self) -> Any:
        """Give a frame with one line for each code: unit, coder, code, and source, weight and count where known."""
        self._know_coders("to_long")
        unit, coder, code = self._core.cells()
        coders = np.array(self._core.coder_names, dtype=object)
        columns = {"unit": self._unit_names()[unit], "coder": coders[coder], "code": self._values(code)}
        columns |= {name: values[unit] for name, values in self._beside().items()}
        return _frames.make_frame({name: values.tolist() for name, values in columns.items()}, self._backend)

    def to_wide(self) -> Any:
        """Give a frame with one line for each unit: unit, source, weight and count where known, a column each coder."""
        self._know_coders("to_wide")
        columns = {"unit": self._unit_names()} | self._beside()
        codes = self._core.codes()
        for c, name in enumerate(self._core.coder_names):
            if name in columns:
                raise BadArgument(f"to_wide: a coder is called '{name}', like another column; use to_long")
            columns[name] = self._values(codes[:, c])
        return _frames.make_frame({name: values.tolist() for name, values in columns.items()}, self._backend)

    def _know_coders(self, who: str) -> None:
        if not self._core.coders_known:
            raise BadArgument(f"{who}: these ratings are counts per category; which coder gave a code is not known")

    def _unit_names(self) -> NDArray[Any]:
        return np.array(self._core.unit_names or [str(u + 1) for u in range(self._core.units)], dtype=object)

    def _values(self, code: NDArray[np.int32]) -> NDArray[Any]:
        """Turn indices into codes; missing ones are NaN among numbers and None among labels."""
        categories: list[Any] = list(self.categories)
        if not self._core.scale.numeric:
            return np.array([*categories, None], dtype=object)[code]
        values = np.array([*categories, np.nan])[code]
        return values.astype(int) if (code >= 0).all() and all(isinstance(x, int) for x in categories) else values

    def _beside(self) -> dict[str, NDArray[Any]]:
        out: dict[str, NDArray[Any]] = {}
        if self._core.sources:
            out["source"] = np.array(self._core.sources, dtype=object)[self._core.source_of]
        for name, values in (("weight", self._core.weight), ("count", self._core.count)):
            if len(values):
                out[name] = values
        return out

    # --- as text ------------------------------------------------------------------------------------------------

    def _facts(self) -> dict[str, str]:
        """Say what there is, for both ways of showing it."""
        n = self.n_units
        twice = self._core.coded_twice
        facts = {"units": f"{_display.plural(n, 'unit')} ({_display.amount(twice)} coded twice)"}
        names = f" ({_codes.listing(self.coders)})" if self.coders else ""
        facts["coders"] = _display.plural(self.n_coders, "coder") + names
        count = len(self.categories)
        facts["categories"] = _display.plural(count, "category", "categories") + f" ({_codes.listing(self.categories)})"
        if self.sources:
            facts["sources"] = _display.plural(len(self.sources), "source")
        return facts

    def __repr__(self) -> str:
        return "Ratings: " + ", ".join(self._facts().values())

    def _repr_html_(self) -> str:
        rows = [[html.escape(name), html.escape(fact)] for name, fact in self._facts().items()]
        use = zip(self.categories, self._core.use(), strict=True)
        codes = ", ".join(f"{_codes.show(value)}: {_display.amount(n)}" for value, n in list(use)[: _codes.MOST_LISTED])
        return _display.card("Ratings", [*rows, ["codes", html.escape(codes)]])

    # --- as bytes -----------------------------------------------------------------------------------------------

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


IntoRatings = Any  # Ratings, or anything that Ratings.from_wide takes


def as_ratings(table: IntoRatings, other: Any = None) -> Ratings:
    """Take ratings as they are, one table in any shape `Ratings.from_wide` knows, or two sequences side by side."""
    if other is not None:
        return _from_pair(table, other)
    return table if isinstance(table, Ratings) else Ratings.from_wide(table)


def _from_pair(first: Any, second: Any) -> Ratings:
    if isinstance(first, Ratings) or isinstance(second, Ratings):
        raise BadArgument("two sequences: one of them is Ratings; expected one table, or the codes of each coder")
    columns = [_frames.read_column(first, "the first coder"), _frames.read_column(second, "the second coder")]
    sizes = [len(column.values) for column in columns]
    if sizes[0] != sizes[1]:
        raise BadArgument(f"two sequences: {sizes[0]} and {sizes[1]} codes; expected the same units in the same order")
    none: dict[str, Any] = {"coders": [], "units": [], "sources": [], "count": [], "weight": []}
    core, boolean = _reading.read_columns(columns, none, None, [])
    return Ratings(core, boolean=boolean)
