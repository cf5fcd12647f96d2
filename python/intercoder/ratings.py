"""Ratings: which coder gave which unit which code."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any, Literal, overload

import numpy as np

from intercoder import _codes, _core, _display, _frames, _reading, _tables
from intercoder._tables import Read
from intercoder.errors import BadArgument

Duplicates = Literal["error", "first", "last", "set"]


class Ratings:
    """A reliability table: units x coders, each cell a code or missing. Immutable.

    Made by `from_long`, `from_wide`, `from_counts` and `from_confusion`, from data frames (pandas, polars, pyarrow),
    NumPy arrays, dicts of columns, lists of lists or of dicts. Missing are None, NaN, NA, NaT, masked elements, empty
    text, and what the caller lists; nothing else is guessed. Numbers stay numbers, in ascending order; text, booleans
    and categoricals are labels, in category order where there is one and in order of appearance otherwise.

    A cell may hold a set, frozenset, list or tuple of codes: then every cell does, and an empty one says that nothing
    applies, which is not missing. Each different set is a category; `codes` are the single codes.

    Examples
    --------
    >>> import intercoder as ic
    >>> r = ic.Ratings.from_wide([["yes", "yes"], ["no", "yes"], ["no", None]], coders=["Ada", "Ben"])
    >>> r
    Ratings: 3 units (2 coded twice), 2 coders (Ada, Ben), 2 categories (yes, no)
    >>> r.n_units, r.coders, r.categories
    (3, ('Ada', 'Ben'), ('yes', 'no'))
    >>> ic.Ratings.from_wide([[{"joy", "awe"}, {"joy"}], [set(), {"fear"}]])
    Ratings: 2 units (2 coded twice), 2 coders (1, 2), 4 sets of 3 codes (awe, joy, fear)
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
            The codes that there are, used or not, lowest first where order means something; of sets, the single codes.
        missing
            Values that stand for a missing code, such as ``["n/a", 99]``.
        duplicates
            What to do with a unit coded twice by one coder: an error, or keep the first or the last line, or (``"set"``)
            take the codes of all lines together: then the ratings hold sets of codes. A pair whose lines have no code
            is missing; to say that nothing applies, give it a line with an empty set.

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
        >>> lines = {"unit": [1, 1, 1], "coder": ["A", "A", "B"], "code": ["x", "y", "x"]}
        >>> ic.Ratings.from_long(lines, duplicates="set")
        Ratings: 1 unit (1 coded twice), 2 coders (A, B), 2 sets of 2 codes (x, y)
        """
        beside = {"source": source, "weight": weight, "count": count}
        columns: list[Any] = [code] if isinstance(code, str) or not isinstance(code, Iterable) else list(code)
        read = _tables.read_long(frame, unit, coder, columns, beside, categories, missing, duplicates)
        if columns == [code]:
            return cls._of(read[0])
        return {column: cls._of(ratings, column) for column, ratings in zip(columns, read, strict=True)}

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
            The codes that there are, used or not, lowest first where order means something; of sets, the single codes.
        sources, weights, counts, units
            For each unit its source, importance, number of copies, and name: a sequence, or the name of a column,
            which then is no coder. An index of pandas that is not a mere numbering from 0 names the units by itself.
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
        beside = {"sources": sources, "weights": weights, "counts": counts, "units": units}
        return cls._of(_tables.read_wide(table, coders, beside, categories, missing))

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
        read = _reading.read_counts(table, categories, "counts")
        core = _core.ratings_of_counts(read.numbers, read.scale, read.rows, [], [], [])
        return cls(core, backend=read.backend, boolean=read.boolean)

    @classmethod
    def from_confusion(cls, table: Any, categories: Iterable[Any] | None = None) -> Ratings:
        """Read the q x q table of two coders: how many units the first, in rows, and the second, in columns, gave what.

        Parameters
        ----------
        table
            Numbers of shape ``(categories, categories)``. Rows and columns of a pandas frame with names for both, such as
            ``pandas.crosstab`` makes, are matched by name; a category that one coder never used may be missing there.
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
        read = _reading.read_counts(table, categories, "confusion table", square=True)
        core = _core.ratings_of_confusion(read.numbers, read.scale, [])
        return cls(core, backend=read.backend, boolean=read.boolean)

    @classmethod
    def _of(cls, read: Read, code: str | None = None) -> Ratings:
        return cls(read.core, backend=read.backend, boolean=read.boolean, code=code)

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
        """The codes that there are, used or not, in their order; the sets that occur, as frozensets, where cells hold sets."""
        return _codes.categories_of(self._core.scale, self._boolean)

    @property
    def codes(self) -> tuple[Any, ...]:
        """The single codes: those that sets are made of, or else the categories."""
        return _codes.categories_of(self._core.scale.codes, self._boolean)

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

        Where cells hold sets, it takes one of the `codes`: "yes" where the set holds it, "no" where it does not.

        Raises
        ------
        BadArgument
            For a category that is not there.

        Examples
        --------
        >>> import intercoder as ic
        >>> ic.Ratings.from_wide([["a", "b"], ["c", "b"]]).collapse("b").categories
        ('other', 'b')
        >>> ic.Ratings.from_wide([[{"a", "b"}, {"b"}], [set(), {"b"}]]).collapse("b").to_wide()["1"].tolist()
        ['yes', 'no']
        """
        known = self.codes
        if not any(_reading.same(category, value) for value in known):
            raise BadArgument(f"collapse: no category {_codes.show(category)}; known codes: {_codes.listing(known)}")
        place = next(k for k, value in enumerate(known) if _reading.same(category, value))
        return Ratings(self._core.collapse(place), backend=self._backend, code=str(category))

    def _with(self, core: _core.Ratings) -> Ratings:
        return Ratings(core, backend=self._backend, boolean=self._boolean, code=self._code)

    # --- as tables ----------------------------------------------------------------------------------------------

    def to_long(self) -> Any:
        """Give a frame with one line for each code: unit, coder, code, and source, weight and count where known.

        Sets of codes are one line each, and frozensets; lists in pyarrow.
        """
        return _frames.make_frame(_tables.long(self._core, self.categories), self._backend)

    def to_wide(self) -> Any:
        """Give a frame with one line for each unit: unit, source, weight and count where known, a column each coder."""
        return _frames.make_frame(_tables.wide(self._core, self.categories), self._backend)

    # --- as text ------------------------------------------------------------------------------------------------

    def _facts(self) -> dict[str, str]:
        """Say what there is, for both ways of showing it."""
        n = self.n_units
        twice = self._core.coded_twice
        facts = {"units": f"{_display.plural(n, 'unit')} ({_display.amount(twice)} coded twice)"}
        names = f" ({_codes.listing(self.coders)})" if self.coders else ""
        facts["coders"] = _display.plural(self.n_coders, "coder") + names
        listed = f" ({_codes.listing(self.codes)})"
        count = len(self.categories)
        if self._core.scale.set_valued:
            of = f" of {_display.plural(len(self.codes), 'code')}" + (listed if self.codes else "")
            facts["categories"] = _display.plural(count, "set") + of
        else:
            facts["categories"] = _display.plural(count, "category", "categories") + listed
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
        if isinstance(table, Ratings) or isinstance(other, Ratings):
            raise BadArgument("two sequences: one of them is Ratings; expected one table, or the codes of each coder")
        return Ratings._of(_tables.read_pair(table, other))
    return table if isinstance(table, Ratings) else Ratings.from_wide(table)
