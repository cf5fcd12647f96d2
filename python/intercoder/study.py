"""Studies: who coded which text with what."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _arguments, _codes, _core, _display, _frames, _segments
from intercoder.codebooks import Codebook
from intercoder.errors import BadArgument
from intercoder.views import Views

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Study(Views):
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
        columns = [_segments.column_of(name, table.column(name, what).values) for name in dict.fromkeys(kept)]
        core = _core.study_from_segments(
            _core.Table(columns),
            wanted,
            _segments.texts_of(texts),
            _segments.lengths_of(lengths),
            _segments.assignments_of(assignments),
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
    def turns(self) -> Any:
        """One row for each turn of a speaker: source, speaker, start, end, text; in sources whose texts have speakers.

        ``speaker`` is the label that the turn begins with, without its colon, and None for text before the first label.

        Examples
        --------
        >>> import intercoder as ic
        >>> turns = ic.read(ic.datasets.study_path()).turns
        >>> turns["speaker"][:3].tolist()
        ['Interviewer', 'P01', 'Interviewer']
        """
        return self._frame(**self._core.turns)

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

    @property
    def rounds(self) -> dict[str, Study]:
        """For each round that codings have, a study of what was coded in it, with the codes used and those above them.

        Rounds are in the order of their labels, numbers in them by value; codings without a round are in none of
        these. Who was asked to code what in a round is not known: coders are taken to have looked at the sources where
        they coded something.

        Examples
        --------
        >>> import intercoder as ic
        >>> rows = {"source": ["P1"] * 3, "coder": ["Ada"] * 3, "start": [0, 5, 0], "end": [4, 9, 4]}
        >>> rows |= {"code": ["cost", "time", "money"], "round": ["pilot", "pilot", "main"]}
        >>> ic.Study.from_segments(rows, lengths={"P1": 20}).rounds["pilot"]
        Study: 1 source, 1 coder (Ada), 2 codes, 2 codings
        """
        return {
            name: Study(_core.study_of_round(self._core, name), self._backend) for name in _core.rounds_of(self._core)
        }

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
