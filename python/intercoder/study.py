"""Studies: who coded which text with what."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from intercoder import _core, _frames
from intercoder.codebooks import Overlap
from intercoder.errors import BadArgument
from intercoder.ratings import Ratings
from intercoder.results import Agreement


def _list(names: str | Iterable[str] | None) -> list[str]:
    return [] if names is None else [names] if isinstance(names, str) else [str(x) for x in names]


class Codebook:
    """A tree of codes; parents before children.

    Attributes
    ----------
    frame
        One row a code: id, code (the path, joined with " > "), parent, name, definition, codable, n_codings.
    """

    def __init__(self, core: _core.Codebook, n_codings: Sequence[int] | None = None) -> None:
        self._core = core
        self._n_codings = n_codings

    @property
    def paths(self) -> list[str]:
        """Paths of all codes."""
        return list(self._core.paths)

    @property
    def frame(self) -> Any:
        """One row a code; a pandas frame, or a dict of columns without pandas."""
        columns = self._core.columns
        paths = self.paths
        return _frames.make_frame(
            {
                "id": columns["id"],
                "code": paths,
                "parent": [None if p is None else paths[p] for p in columns["parent"]],
                "name": columns["name"],
                "definition": columns["definition"],
                "codable": columns["codable"],
                "n_codings": list(self._n_codings) if self._n_codings is not None else [0] * len(paths),
            },
            None,
        )

    def write(self, path: str | Path) -> None:
        """Write a REFI-QDA codebook (.qdc).

        Raises
        ------
        BadArgument
            Another kind of file, or an empty codebook, which the standard forbids.
        """
        _check_suffix(path, (".qdc",))
        _core.write_refi_codebook(Path(path), self._core)

    def __len__(self) -> int:
        """Count the codes."""
        return len(self._core)

    def __repr__(self) -> str:
        """One line for a terminal."""
        return f"Codebook: {len(self)} codes"


def _check_suffix(path: str | Path, known: tuple[str, ...]) -> None:
    if Path(path).suffix.lower() not in known:
        raise BadArgument(f"write: '{Path(path).name}'; expected a name that ends in {' or '.join(known)}")


class Study:
    """Sources, coders, a codebook, codings and assignments. Made by `read` or `from_segments`.

    Examples
    --------
    >>> import intercoder as ic
    >>> s = ic.read(ic.datasets.study_path())
    >>> s.coders
    ['VR', 'ML']
    >>> round(s.agreement().pooled.value, 2)
    0.76
    """

    def __init__(self, core: _core.Study) -> None:
        self._core = core

    @classmethod
    def from_segments(
        cls,
        frame: Any,
        source: str = "source",
        coder: str = "coder",
        start: str = "start",
        end: str = "end",
        code: str = "code",
        lengths: Mapping[str, int] | None = None,
        texts: Mapping[str, str] | None = None,
        assignments: Any = None,
    ) -> Study:
        """From a table with one row a marked segment.

        Parameters
        ----------
        frame
            Any table; ``start`` and ``end`` are half-open, in code points of the text.
        source, coder, start, end, code
            Names of columns; codes are paths, joined with " > ".
        lengths, texts
            By source: length in code points, or the text.
        assignments
            Who looked at what: a mapping of coder to sources, or a table with the columns coder and source.

        Raises
        ------
        BadArgument
            A column that is not there, a segment outside its text: the message names the row.

        Examples
        --------
        >>> import intercoder as ic
        >>> rows = {"source": ["P1", "P1"], "coder": ["VR", "ML"], "start": [0, 0], "end": [5, 4], "code": ["a", "a"]}
        >>> ic.Study.from_segments(rows, texts={"P1": "Hello there"}).coders
        ['VR', 'ML']
        """
        table = _frames.read_table(frame, "from_segments")
        if table is None:
            raise BadArgument(f"from_segments: found {type(frame).__name__}; expected a table with named columns")
        names = [source, coder, start, end, code]
        parts = [_text_column(name, table.column(name, "from_segments").values) for name in names]
        if assignments is None:
            pairs: list[tuple[str, str]] = []
        elif isinstance(assignments, Mapping) and not {"coder", "source"} <= set(assignments):
            pairs = [(str(c), str(s)) for c, some in assignments.items() for s in _list(some)]
        else:
            given = _frames.read_table(assignments, "assignments")
            if given is None:
                raise BadArgument(
                    "assignments: expected a mapping of coder to sources, or a table with coder and source"
                )
            columns = [given.column(k, "assignments").values for k in ("coder", "source")]
            pairs = [(str(c), str(s)) for c, s in zip(*columns, strict=True)]
        core = _core.study_from_segments(
            _core.Table(parts),
            names,
            [(str(k), v) for k, v in (texts or {}).items()],
            [(str(k), int(v)) for k, v in (lengths or {}).items()],
            pairs,
        )
        return cls(core)

    @property
    def name(self) -> str:
        """The study's name; may be empty."""
        return self._core.name

    @property
    def notes(self) -> list[str]:
        """What the reader decided or could not use, one sentence each."""
        return list(self._core.notes)

    @property
    def coders(self) -> list[str]:
        """Names of the coders."""
        return list(self._core.coders)

    @cached_property
    def _paths(self) -> list[str]:
        return list(self._core.codes.paths)

    @cached_property
    def _columns(self) -> dict[str, Any]:
        return self._core.codings

    def _count(self, coder: int | None = None) -> np.ndarray[Any, np.dtype[np.int64]]:
        code = self._columns["code"]
        return np.bincount(code if coder is None else code[self._columns["coder"] == coder], minlength=len(self._paths))

    @property
    def codebook(self) -> Codebook:
        """All codes."""
        return Codebook(self._core.codes, self._count().tolist())

    @property
    def codebooks(self) -> dict[str, Codebook]:
        """By coder: the codes that coder used, with their ancestors."""
        out = {}
        for i, coder in enumerate(self.coders):
            core, of_study = self._core.codebook_of(coder)
            used = self._count(i)
            out[coder] = Codebook(core, [int(used[k]) for k in of_study])
        return out

    @property
    def sources(self) -> Any:
        """One row a source: source, length (code points), n_coders."""
        columns = self._core.sources
        given = np.bincount(self._core.assignments["source"], minlength=len(columns["source"]))
        return _frames.make_frame(
            {"source": columns["source"], "length": columns["length"], "n_coders": given[: len(columns["source"])]},
            None,
        )

    @property
    def codings(self) -> Any:
        """One row a coding: source coder code start end text round; code is the path."""
        c, sources, coders = self._columns, self._core.sources["source"], self.coders
        return _frames.make_frame(
            {
                "source": [sources[k] for k in c["source"]],
                "coder": [coders[k] for k in c["coder"]],
                "code": [self._paths[k] for k in c["code"]],
                "start": c["start"],
                "end": c["end"],
                "text": c["text"],
                "round": c["round"],
            },
            None,
        )

    @property
    def assignments(self) -> Any:
        """Who looked at what: coder, source, assumed (nobody said so; the coding itself had to stand for it)."""
        a, sources, coders = self._core.assignments, self._core.sources["source"], self.coders
        return _frames.make_frame(
            {
                "coder": [coders[k] for k in a["coder"]],
                "source": [sources[k] for k in a["source"]],
                "assumed": a["assumed"],
            },
            None,
        )

    @property
    def attributes(self) -> Any:
        """One row a source: its name and its variables."""
        columns = self._core.sources
        keys = sorted({k for row in columns["attributes"] for k in row})
        return _frames.make_frame(
            {"source": columns["source"]} | {k: [row.get(k) for row in columns["attributes"]] for k in keys}, None
        )

    def ratings(
        self,
        unit: str = "paragraph",
        code: str | None = None,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        uncoded: str = "agree",
    ) -> Ratings:
        """One code as present or absent in each unit: Ratings with the categories ``"no"`` and ``"yes"``.

        Parameters
        ----------
        unit
            ``"paragraph"``, ``"source"`` or ``"character"``.
        code
            Path or name of a code.
        coders, sources
            Names; otherwise all coders, and the sources assigned to all of them.
        uncoded
            What it means that a coder gave a unit no code: ``"agree"`` (no to every code), ``"exclude"`` (units nobody
            coded are dropped) or ``"missing"``.

        Raises
        ------
        BadArgument
            A name that is not known; the message lists the known ones.
        """
        if code is None:
            raise BadArgument("ratings: no code; expected the path or name of one code, such as code='Barriers > Cost'")
        return Ratings(self._core.ratings(unit, code, _list(coders), _list(sources), uncoded), code=code)

    def agreement(
        self,
        coefficient: str = "krippendorff_alpha",
        *,
        coders: Iterable[str] | None = None,
        unit: str = "paragraph",
        uncoded: str = "agree",
        sources: Iterable[str] | None = None,
    ) -> StudyAgreement:
        """How far coders agree, code by code and over all.

        Parameters
        ----------
        coefficient
            Name of a coefficient, such as ``"krippendorff_alpha"`` or ``"gwet_ac"``.
        coders, unit, uncoded, sources
            As for `ratings`.

        Raises
        ------
        BadArgument
            A name that is not known, fewer than two coders.
        InsufficientData
            No source is assigned to all of the coders.
        """
        core = _core.compare_coders(self._core, _list(coders), _list(sources), unit, uncoded, coefficient)
        return StudyAgreement(core, self)

    def disagreements(
        self,
        code: str | Iterable[str] | None = None,
        coders: Iterable[str] | None = None,
        *,
        unit: str = "paragraph",
        uncoded: str = "agree",
        sources: Iterable[str] | None = None,
    ) -> Any:
        """Units on which coders differ, most costly first, with their text; the costs add up to the mean disagreement.

        Columns: unit source start end cost codes_apart characters, one column of code paths for each coder, text.
        """
        found = _core.disagreements(self._core, unit, uncoded, _list(coders), _list(sources), _list(code))
        by_coder = found.pop("codes")
        text = found.pop("text")
        for coder, codes in by_coder.items():
            found[coder] = ["; ".join(self._paths[k] for k in some) for some in codes]
        return _frames.make_frame({**found, "text": text}, None)

    def write(self, path: str | Path) -> None:
        """Write a REFI-QDA project (.qdpx).

        Raises
        ------
        BadArgument
            Another kind of file.
        """
        _check_suffix(path, (".qdpx",))
        _core.write_refi_qda(Path(path), self._core)

    def __repr__(self) -> str:
        """A few lines for a terminal."""
        n = len(self._core.sources["source"])
        return (
            f"Study{': ' + self.name if self.name else ''}\n  {n} sources, {len(self.coders)} coders "
            f"({', '.join(self.coders[:6])}), {len(self._paths)} codes, {len(self._columns['code'])} codings"
        )

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(repr(self))}</pre>"


def _text_column(name: str, values: Any) -> tuple[str, list[str], Any]:
    """A column as text levels and codes; missing is -1."""
    levels: dict[str, int] = {}
    codes = np.empty(len(values), dtype=np.int32)
    for i, x in enumerate(values.tolist() if isinstance(values, np.ndarray) else values):
        missing = x is None or x != x or x == ""
        text = "" if missing else str(int(x)) if isinstance(x, float) and x.is_integer() else str(x)
        codes[i] = -1 if missing else levels.setdefault(text, len(levels))
    return name, list(levels), codes


class StudyAgreement:
    """Agreement of coders on a text study, with everything a report shows.

    Attributes
    ----------
    pooled : Agreement
        Over the codes that at least two coders used, under the uncoded rule asked for.
    overlap : Overlap, or dict of Overlap by pair of coders
        Characters shared by every pair of codes.
    """

    def __init__(self, core: _core.Comparison, study: Study) -> None:
        self._core = core
        self.study = study

    @cached_property
    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self._core.to_json())
        return data

    @cached_property
    def pooled(self) -> Agreement:
        """The headline value."""
        return Agreement(self._core.headline)

    @cached_property
    def overlap(self) -> Overlap | dict[tuple[str, str], Overlap]:
        """The overlap matrix of two coders; for more, one for each pair."""
        each = [Overlap(t, self.study, "jaccard") for t in self._core.overlaps]
        return each[0] if len(each) == 1 else {(o.coder_a, o.coder_b): o for o in each}

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """What a reader should know: id, numbers, advice."""
        return list(self._data["warnings"])

    @property
    def methods(self) -> dict[str, Any]:
        """The methods section: ``paragraph``, ``items`` and ``references``."""
        return dict(self._data["methods"])

    def by_code(self) -> Any:
        """One row a code: code, n by coder, observed, value, low, high, kappa, status, shared, partner, jaccard."""
        rows = [(c, True) for c in self._data["codes"]] + [(c, False) for c in self._data["single_coder_codes"]]
        nan = float("nan")

        def number(x: Any) -> float:
            return nan if x is None else float(x)

        columns: dict[str, list[Any]] = {"code": [c["code"] for c, _ in rows]}
        for i, coder in enumerate(self._data["coders"]):
            columns[f"n_{coder}"] = [c["amount"][i] for c, _ in rows]
        columns["observed"] = [number(c["observed"]) for c, _ in rows]
        columns["value"] = [number(c["main"]["value"]) for c, _ in rows]
        columns["low"] = [number(c["main"]["interval"]["low"]) for c, _ in rows]
        columns["high"] = [number(c["main"]["interval"]["high"]) for c, _ in rows]
        columns["kappa"] = [number(c["kappa"]["value"]) for c, _ in rows]
        columns["status"] = [c["main"]["status"] for c, _ in rows]
        columns["shared"] = [shared for _, shared in rows]
        columns["partner"] = [c.get("partner") for c, _ in rows]
        columns["jaccard"] = [number(c.get("jaccard")) for c, _ in rows]
        return _frames.make_frame(columns, None)

    def disagreements(self, code: str | Iterable[str] | None = None) -> Any:
        """Units on which the coders differ, most costly first; see `Study.disagreements`."""
        return self.study.disagreements(
            code,
            self._data["coders"],
            unit=self._data["unit"],
            uncoded=self._data["uncoded"],
            sources=self._data["material"]["sources_compared"],
        )

    def sentence(self) -> str:
        """The headline in a sentence."""
        return self._core.headline_sentence()

    def to_frame(self) -> Any:
        """The pooled value as `Agreement.to_frame` gives it."""
        return self.pooled.to_frame()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain data; ``"schema"`` is ``"intercoder/report/1"``."""
        return dict(self._data)

    def to_json(self) -> str:
        """`to_dict` as strict JSON."""
        return self._core.to_json()

    def report(self, path: str | Path) -> Path:
        """Write a report; see `intercoder.report`."""
        from intercoder.report import report

        return report(self, path)

    def __repr__(self) -> str:
        """A few lines for a terminal."""
        return self.sentence()

    def _repr_html_(self) -> str:
        from intercoder.report import html_of

        return html_of(self._data, fragment=True)
