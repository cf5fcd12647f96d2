"""Studies: who coded which text with what."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _arguments, _codes, _core, _display, _frames
from intercoder._codes import Distinct
from intercoder.codebooks import Codebook, Unit
from intercoder.comparison import StudyAgreement, disagreements_frame
from intercoder.errors import BadArgument
from intercoder.ledger import Disagreements, ledger_of
from intercoder.ratings import Ratings
from intercoder.themes import themes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Uncoded = Literal["agree", "exclude", "missing"]
Level = Literal["code", "theme"] | int


class Study:
    """Texts, coders, a codebook, who was asked to code what, and who marked which stretch with which code. Immutable.

    Read from a file with `intercoder.read`, or made from a table with `from_segments`. Positions count code points of
    texts in which every line break is one character, and are half-open.

    Examples
    --------
    >>> import intercoder as ic
    >>> s = ic.read(ic.datasets.study_path())
    >>> s
    Study 'Community repair workshop': 18 sources, 2 coders (VR, ML), 52 codes, 464 codings
    >>> s.coders.to_dict("list")
    {'coder': ['VR', 'ML'], 'n_sources': [18, 5], 'n_codings': [334, 130]}
    """

    def __init__(self, core: _core.Study, backend: str | None = None) -> None:
        self._core = core
        self._backend = backend

    @classmethod
    def from_segments(
        cls,
        frame: Any,
        source: str = "source",
        coder: str = "coder",
        start: str = "start",
        end: str = "end",
        code: str = "code",
        lengths: Mapping[Any, int] | None = None,
        texts: Mapping[Any, str] | None = None,
        assignments: Any = None,
    ) -> Study:
        r"""Read a table with one row for each marked stretch of text.

        Parameters
        ----------
        frame
            A data frame, a dict of columns, or a list of dicts. A row without start and end codes its source as a
            whole. A column ``round`` is kept when there is one.
        source, coder, start, end, code
            Names of columns. Positions are half-open, in code points of the text as given; a code is a name, or a path
            of names joined with " > ".
        lengths, texts
            By source: how long its text is, or the text itself. Paragraphs need texts.
        assignments
            Who looked at which source, also where nothing was coded: a mapping of coders to sources, or a frame with
            the columns ``coder`` and ``source``. A coder without any is taken to have looked at every source where they
            coded something.

        Returns
        -------
        Study

        Raises
        ------
        BadArgument
            For an unknown column, an empty cell, a position that is no whole number or leaves its text, a text at odds
            with its length, a coding that `assignments` does not allow for.

        Examples
        --------
        >>> import intercoder as ic
        >>> rows = {"source": ["P1", "P1", "P1"], "coder": ["Ada", "Ben", "Ben"], "start": [0, 0, 13]}
        >>> rows |= {"end": [11, 11, 23], "code": ["greeting", "greeting", "weather"]}
        >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there.\nIt is cold."})
        >>> s
        Study: 1 source, 2 coders (Ada, Ben), 2 codes, 3 codings
        >>> s.ratings(code="greeting").to_wide()["Ada"].tolist()
        ['yes', 'no']
        """
        what = "segments"
        table = _frames.read_table(frame, what)
        if table is None:
            raise BadArgument(f"{what}: found {_frames.describe(frame)}; expected a frame with named columns")
        wanted = [source, coder, start, end, code]
        kept = [*wanted, "round"] if "round" in table.columns and "round" not in wanted else wanted
        columns = [_levels(name, table.column(name, what).values) for name in dict.fromkeys(kept)]
        core = _core.study_from_segments(
            _core.Table(columns), wanted, _texts(texts), _lengths(lengths), _assignments(assignments)
        )
        return cls(core, table.backend)

    # --- what there is ------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What the study is called; may be empty."""
        return self._core.name

    @property
    def notes(self) -> list[str]:
        """What the reader of the file decided or could not use, one sentence each."""
        return list(self._core.notes)

    @property
    def coders(self) -> Any:
        """One row for each coder: coder, n_sources (assigned), n_codings."""
        names, count = self._core.coders, len(self._core.coders)
        return self._frame(
            coder=names,
            n_sources=np.bincount(self._core.assignments["coder"], minlength=count).tolist(),
            n_codings=np.bincount(self._codings["coder"], minlength=count).tolist(),
        )

    @property
    def sources(self) -> Any:
        """One row for each source: source, length (in code points, None when unknown), n_coders (assigned)."""
        columns = self._core.sources
        n_coders = np.bincount(self._core.assignments["source"], minlength=len(columns["source"]))
        return self._frame(source=columns["source"], length=columns["length"], n_coders=n_coders.tolist())

    @property
    def codings(self) -> Any:
        """One row for each coding: source, coder, code, start, end, text, round.

        ``code`` is the path, names joined with " > ". A coding of a whole source has neither start nor end. ``text`` is
        None where the text is not at hand.
        """
        return self._frame(**self._coding_columns())

    def _coding_columns(self) -> dict[str, Any]:
        found = self._codings
        whole = found["whole_source"]
        return {
            "source": _pick(self._core.sources["source"], found["source"]),
            "coder": _pick(self._core.coders, found["coder"]),
            "code": _pick(self._core.codes.paths, found["code"]),
            "start": [
                None if no_stretch else at for at, no_stretch in zip(found["start"].tolist(), whole, strict=True)
            ],
            "end": [None if no_stretch else at for at, no_stretch in zip(found["end"].tolist(), whole, strict=True)],
            "text": found["text"],
            "round": found["round"],
        }

    @property
    def assignments(self) -> Any:
        """One row for each coder and source to be coded: coder, source, assumed.

        ``assumed`` where nobody said so, and the codings had to stand for it.
        """
        found = self._core.assignments
        return self._frame(
            coder=_pick(self._core.coders, found["coder"]),
            source=_pick(self._core.sources["source"], found["source"]),
            assumed=found["assumed"].tolist(),
        )

    @property
    def attributes(self) -> Any:
        """One row for each source: source, and a column for each variable; None where a source has no value."""
        columns = self._core.sources
        known = dict.fromkeys(name for row in columns["attributes"] for name in row)
        values = {name: [row.get(name) for row in columns["attributes"]] for name in known}
        return _frames.make_frame({"source": columns["source"]} | values, self._backend)

    @property
    def codebook(self) -> Codebook:
        """All codes, used or not."""
        counts = np.bincount(self._codings["code"], minlength=len(self._core.codes))
        return Codebook(self._core.codes, counts.tolist(), self._backend)

    @property
    def codebooks(self) -> dict[str, Codebook]:
        """For each coder, the codes that coder used, with the codes above them."""
        out = {}
        for k, coder in enumerate(self._core.coders):
            core, places = self._core.codebook_of(coder)
            mine = self._codings["code"][self._codings["coder"] == k]
            counts = np.bincount(mine, minlength=len(self._core.codes))
            out[coder] = Codebook(core, counts[places].tolist(), self._backend)
        return out

    # --- what coders agree on -----------------------------------------------------------------------------------

    def ratings(
        self,
        unit: Unit = "paragraph",
        code: str | None = None,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        uncoded: Uncoded = "agree",
        level: Level = "code",
        *,
        segments: Any = None,
    ) -> Ratings:
        """Cut the text into units, and say for each coder and unit whether it has the code.

        A unit has a code when the coder marked at least one of its characters that is not blank with it.

        Parameters
        ----------
        unit
            ``"paragraph"``: a run of text without a line break; ``"sentence"`` and ``"token"``: sentences of a
            paragraph, and words, by the boundaries of the Unicode standard; ``"turn"``: what one speaker says, from a
            line that begins with a label such as ``Anna:`` to the next; ``"segment"``: stretches that were cut before
            coding, those of `segments`, or by default each different one that the coders marked; ``"source"``: a whole
            source; ``"character"``: stretches in which nobody's marking begins or ends, counted as often as they have
            characters.
        code
            A path, or a name that stands for one code. None: all codes at once, each cell the set of codes that the
            coder gave the unit.
        coders, sources
            By default all coders, and the sources that all of them were assigned to.
        uncoded
            What it means that a coder gave a unit no code at all. ``"agree"``: the coder says no to every code.
            ``"exclude"``: the same, but units that nobody gave any code are dropped. ``"missing"``: the coder says
            nothing about the unit.
        level
            ``"theme"``: a code without codes below it counts as the code above it; a number: every code counts as the
            one above it at this depth of the codebook (0 is the top), or as itself where it lies no deeper.
        segments
            For ``unit="segment"``: a frame with the columns source, start and end (code points, half-open), or a list
            of such triples. Segments that nobody coded are units too; those of sources not compared are left out.

        Returns
        -------
        Ratings
            With the source of every unit, and the categories ``"no"`` and ``"yes"``; or sets of the codes that any of
            the coders used.

        Raises
        ------
        BadArgument
            For a name that is not known, fewer than two coders, a source that one of them was not assigned to, a
            source without text, or without speakers, when units need it, segments that overlap without being the
            same, given ones that overlap or leave their source, and a code that is another one at this level.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.read(ic.datasets.study_path()).ratings(code="Saving money")
        >>> r
        Ratings: 223 units (223 coded twice), 2 coders (VR, ML), 2 categories (no, yes), 5 sources

        Segments that were cut before anybody coded:

        >>> rows = {"source": ["P1", "P1"], "coder": ["Ada", "Ben"], "start": [0, 0], "end": [5, 11], "code": ["joy"] * 2}
        >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there. It is cold."})
        >>> r = s.ratings("segment", "joy", segments=[("P1", 0, 12), ("P1", 13, 24)])
        >>> r.to_wide()["Ben"].tolist()
        ['yes', 'no']

        All codes at once:

        >>> print(f"{ic.mv_alpha(ic.read(ic.datasets.study_path()).ratings()).value:.2f}")
        0.49
        """
        core = self._at(level, code).ratings(
            str(unit),
            None if code is None else str(code),
            _arguments.names(coders, "coders"),
            _arguments.names(sources, "sources"),
            str(uncoded),
            _arguments.segments(segments),
        )
        return Ratings(core, backend=self._backend, code=None if code is None else str(code))

    def frequency_ratings(
        self,
        code: str,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        level: Level = "code",
    ) -> Ratings:
        """Count in each source how many stretches each coder marked with a code: more than whether it occurs.

        Parameters
        ----------
        code
            A path, or a name that stands for one code.
        coders, sources, level
            As for `ratings`.

        Returns
        -------
        Ratings
            Sources x coders, numbers. Stretches of one coder that overlap are one, those that touch are two; a coding
            of a whole source counts as one. A coder who did not use the code in a source has 0. Ready for
            `krippendorff_alpha` with the weights ``"ordinal"``, ``"interval"`` or ``"ratio"``, and for `icc`.

        Raises
        ------
        BadArgument
            For a name that is not known, fewer than two coders, a source that one of them was not assigned to, and a
            code that is another one at this level.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.read(ic.datasets.study_path()).frequency_ratings("Saving money")
        >>> r
        Ratings: 5 units (5 coded twice), 2 coders (VR, ML), 2 categories (1, 2)
        >>> round(ic.percent_agreement(r).value, 2)
        0.8
        """
        core = self._at(level, code).frequency_ratings(
            str(code), _arguments.names(coders, "coders"), _arguments.names(sources, "sources")
        )
        return Ratings(core, backend=self._backend, code=str(code))

    def agreement(
        self,
        coefficient: str = "krippendorff_alpha",
        *,
        coders: Iterable[str] | None = None,
        unit: Unit = "paragraph",
        uncoded: Uncoded = "agree",
        level: Level = "code",
        sources: Iterable[str] | None = None,
        segments: Any = None,
    ) -> StudyAgreement:
        """Say how far coders agree: the main job.

        Parameters
        ----------
        coefficient
            The name of a coefficient, such as ``"gwet_ac"``.
        coders, unit, uncoded, level, sources, segments
            As for `ratings`. The notes of the result say which level was used.

        Returns
        -------
        StudyAgreement

        Raises
        ------
        BadArgument
            As `ratings`, and for a coefficient that is not known.
        InsufficientData
            When no source is assigned to all of the coders.

        References
        ----------
        Krippendorff (2019), Content Analysis, 4th edition, chapter 12; De Vries, Elliott, Kanouse & Teleki (2008),
        Field Methods 20, for pooling.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.read(ic.datasets.study_path()).agreement(unit="source")
        >>> a.pooled.n_units, round(a.pooled.value, 2)
        (5, 0.36)
        """
        given = _arguments.segments(segments)
        core = _core.compare_coders(
            self._at(level),
            _arguments.names(coders, "coders"),
            _arguments.names(sources, "sources"),
            str(unit),
            str(uncoded),
            str(coefficient),
            given,
        )
        return StudyAgreement(core, self._backend, given)

    def disagreements(
        self,
        code: str | None = None,
        coders: Iterable[str] | None = None,
        *,
        unit: Unit = "paragraph",
        uncoded: Uncoded = "agree",
        level: Level = "code",
        segments: Any = None,
    ) -> Disagreements:
        """List the units on which coders differ, most costly first: what to talk about before coding on.

        Parameters
        ----------
        code
            Only this code; by default all that any of the coders used.
        coders, unit, uncoded, level, segments
            As for `ratings`.

        Returns
        -------
        frame
            As of ``StudyAgreement.disagreements``.

        Raises
        ------
        BadArgument
            As `ratings`.
        """
        return disagreements_frame(
            self._at(level, code),
            str(unit),
            str(uncoded),
            _arguments.names(coders, "coders"),
            [],
            code,
            self._backend,
            _arguments.segments(segments),
        )

    def ledger(
        self,
        code: str | None = None,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        *,
        level: Level = "code",
        offsets: str = "cp-lf",
        context: int = 40,
    ) -> Disagreements:
        """List every stretch of text on which two coders differ, and how: character by character, code by code.

        Parameters
        ----------
        code
            Only this code; by default all.
        coders, sources
            By default all coders, pair by pair, on the sources that both of a pair were assigned to.
        level
            As for `ratings`.
        offsets
            How ``start`` and ``end`` count: ``"cp-lf"`` code points, ``"u16-lf"`` UTF-16 units (Qt, Java, JavaScript),
            ``"utf8"`` bytes; ``"cp-raw"`` and ``"u16-raw"`` count a line break two. Other than code points need texts.
        context
            Characters of text to show before and after.

        Returns
        -------
        Disagreements
            One row a stretch: source, start, end (half-open), kind, code, coder (who marked it), coder_a, coder_b,
            other_codes (what the other gave it instead), length, share, before, text, after. ``kind`` is
            ``"boundary"`` (both marked the passage with the code, one of them further), ``"different_code"``,
            ``"only_a"`` or ``"only_b"``. ``share`` is the stretch's part of all that differs; shares add up to 1. Use
            ``.sort("share", descending=True)``, ``.sample(2, per="code")``, ``.write("ledger.csv")``.

        Raises
        ------
        BadArgument
            For a name or a way to count that is not known, fewer than two coders.

        Examples
        --------
        >>> import intercoder as ic
        >>> rows = {"source": ["P1"] * 2, "coder": ["Ada", "Ben"], "start": [0, 0], "end": [11, 5], "code": ["x", "x"]}
        >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there all."})
        >>> table = s.ledger()
        >>> table["kind"][0], table["text"][0], table["after"][0], float(table["share"][0])
        ('boundary', ' there', ' all.', 1.0)
        """
        return ledger_of(self._at(level, code), coders, code, sources, offsets, context, self._backend)

    def _at(self, level: Level, code: str | None = None) -> _core.Study:
        """Give the study at a level of the codebook, where this code has to stand for itself."""
        named = _arguments.level(level)
        if named == "code":
            return self._core
        if code is not None and (found := self._core.stands_for(str(code), named)) != self._core.stands_for(
            str(code), "code"
        ):
            raise BadArgument(f"level={level!r}: code '{code}' counts as '{found}' at this level; ask for that")
        return self._core.rolled_up(named)

    def themes(self, grouping: Mapping[str, Iterable[str]] | Level = "theme") -> Study:
        """Roll the study up to themes, without counting a passage twice.

        Where a coder applied several codes of a theme to stretches that overlap, a code and the one above it for
        instance, these are one stretch.

        Parameters
        ----------
        grouping
            A dict of themes, each with its codes (paths or names); a code brings those below it, unless they are named
            elsewhere, and codings of codes that belong to no theme are left out, with a note. Or a level of the
            codebook: ``"theme"``, codes without codes below them count as the code above; a depth, 0 for the top.

        Returns
        -------
        Study
            With the themes as its codebook; at a level, with the codebook as it is.

        Raises
        ------
        BadArgument
            For a code that is not known or belongs to two themes, and a level that is none.

        Examples
        --------
        >>> import intercoder as ic
        >>> s = ic.read(ic.datasets.study_path())
        >>> s.themes({"Money": ["Saving money"], "Obstacles": ["At the bench > Obstacles"]})
        Study 'Community repair workshop': 18 sources, 2 coders (VR, ML), 2 codes, 98 codings
        """
        return themes_of(self, grouping)

    # --- as files -----------------------------------------------------------------------------------------------

    def write(self, path: str | Path) -> None:
        """Write the study as a file: ``.qdpx`` (REFI-QDA project), ``.json``, ``.csv`` or ``.tsv`` (one row a coding).

        A ``.qdpx`` holds all of the study; rounds, and assignments that are not assumed, have no place in the standard
        and are kept where only this library looks for them. A table holds the columns of `codings`, no texts.

        Raises
        ------
        BadArgument
            For another ending, a folder that is not there, a name that XML cannot hold.
        """
        to = _arguments.file_to_write(path, [".qdpx", ".json", ".csv", ".tsv"], "Study.write")
        if to.suffix.lower() == ".qdpx":
            _core.write_refi_qda(to, self._core)
        elif to.suffix.lower() == ".json":
            _arguments.write_text(to, _core.study_json(self._core), "Study.write")
        else:
            _arguments.write_text(to, self._segments("\t" if to.suffix.lower() == ".tsv" else ","), "Study.write")

    def _segments(self, delimiter: str) -> str:
        columns = self._coding_columns()
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
        return out.getvalue()

    # --- as text ------------------------------------------------------------------------------------------------

    def _facts(self) -> dict[str, str]:
        names = self._core.coders
        return {
            "sources": _display.plural(len(self._core.sources["source"]), "source"),
            "coders": _display.plural(len(names), "coder") + (f" ({_codes.listing(names)})" if names else ""),
            "codes": _display.plural(len(self._core.codes), "code"),
            "codings": _display.plural(len(self._codings["code"]), "coding"),
        }

    def __repr__(self) -> str:
        return f"Study{f' {self.name!r}' if self.name else ''}: " + ", ".join(self._facts().values())

    def _repr_html_(self) -> str:
        from intercoder import _render

        return _render.study_html(self.name, self._facts(), self.notes)

    def _frame(self, **columns: Any) -> Any:
        return _frames.make_frame(columns, self._backend)

    @cached_property
    def _codings(self) -> dict[str, Any]:
        return self._core.codings


def _pick(names: list[str], places: NDArray[np.int64]) -> list[str]:
    return [names[k] for k in places]


def _levels(name: str, values: NDArray[Any]) -> tuple[str, list[str], NDArray[np.int32]]:
    """Read a column: its name, its different values as text, and which of them each row holds."""
    cells = Distinct.of(values)
    for value, row in zip(cells.values, cells.first, strict=True):
        if _codes.kind_of(value) is None:
            found = _frames.describe(value)
            raise BadArgument(f"segments: row {row + 1}, column '{name}' holds {found}; expected text or a number")
    return name, [_codes.name(value, f"segments: column '{name}'") for value in cells.values], cells.place


def _texts(texts: Mapping[Any, str] | None) -> list[tuple[str, str]]:
    return [(_codes.name(name, "texts"), _text(name, text)) for name, text in _pairs(texts, "texts", "text")]


def _text(name: Any, text: Any) -> str:
    if not isinstance(text, str):
        raise BadArgument(f"texts: source '{name}' has {_frames.describe(text)}; expected its text")
    return _codes.text(text, f"texts: source '{name}'")


def _lengths(lengths: Mapping[Any, int] | None) -> list[tuple[str, int]]:
    out = []
    for name, length in _pairs(lengths, "lengths", "length"):
        if isinstance(length, bool) or not isinstance(length, int | np.integer):
            raise BadArgument(f"lengths: source '{name}' has {_frames.describe(length)}; expected a whole number")
        out.append((_codes.name(name, "lengths"), int(length)))
    return out


def _pairs(given: Any, what: str, thing: str) -> Iterable[tuple[Any, Any]]:
    if given is not None and not isinstance(given, Mapping):
        raise BadArgument(f"{what}: found {_frames.describe(given)}; expected a dict of sources, each with its {thing}")
    return () if given is None else given.items()


def _assignments(given: Any) -> list[tuple[str, str]]:
    """Read who looked at which source."""
    what = "assignments"
    if given is None:
        return []
    by_coder = isinstance(given, Mapping) and not {"coder", "source"} <= set(given)
    table = None if by_coder else _frames.read_table(given, what)
    if table is not None:
        columns = [table.column(name, what).values for name in ("coder", "source")]
        return [(_codes.name(coder, what), _codes.name(source, what)) for coder, source in zip(*columns, strict=True)]
    if not isinstance(given, Mapping):
        found = _frames.describe(given)
        raise BadArgument(f"{what}: found {found}; expected a dict of coders, each with sources, or a frame")
    return [
        (_codes.name(coder, what), source)
        for coder, sources in given.items()
        for source in _arguments.names(sources, f"{what} of {coder}")
    ]
