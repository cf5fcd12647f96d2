"""Codebooks: the tree of codes, and two coders' codes side by side."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from intercoder.study import Study

Measure = Literal["jaccard", "dice", "overlap", "share_a", "share_b", "kappa", "phi", "count", "length", "lift"]
Unit = Literal["paragraph", "sentence", "token", "turn", "segment", "source", "character"]


class Codebook:
    """A tree of codes, parents before their children.

    Read from a ``.qdc`` file with `intercoder.read`, or taken from a study: ``study.codebook``, ``study.codebooks[coder]``.

    Examples
    --------
    >>> import intercoder as ic
    >>> book = ic.read(ic.datasets.study_path()).codebook
    >>> book
    Codebook: 52 codes, 40 of them at the bottom of the tree
    >>> len(book)
    52
    """

    __slots__ = ("_backend", "_core", "_n_codings")

    def __init__(self, core: _core.Codebook, n_codings: list[int] | None = None, backend: str | None = None) -> None:
        self._core = core
        self._n_codings = n_codings
        self._backend = backend

    @property
    def paths(self) -> list[str]:
        """The path of each code: names joined with " > "."""
        return self._core.paths

    @property
    def frame(self) -> Any:
        """One row for each code: id, code, parent, name, definition, codable, n_codings.

        ``code`` is the path, names joined with " > "; ``parent`` the path of the code above, None at the top;
        ``n_codings`` counts the codings of the study, or of the coder, that the codebook was taken from, and is None
        for a codebook from a file.
        """
        columns, paths = self._core.columns, self.paths
        return _frames.make_frame(
            {
                "id": columns["id"],
                "code": paths,
                "parent": [None if above is None else paths[above] for above in columns["parent"]],
                "name": columns["name"],
                "definition": columns["definition"],
                "codable": columns["codable"],
                "n_codings": self._n_codings or [None] * len(paths),
            },
            self._backend,
        )

    def write(self, path: str | Path) -> None:
        """Write a REFI-QDA codebook (``.qdc``), which other programs for qualitative analysis read.

        Raises
        ------
        BadArgument
            For another ending, a folder that is not there, or an empty codebook, which the standard forbids.
        """
        _core.write_refi_codebook(_arguments.file_to_write(path, [".qdc"], "Codebook.write"), self._core)

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        bottom = len(self) - len({above for above in self._core.columns["parent"] if above is not None})
        return f"Codebook: {_display.plural(len(self), 'code')}, {bottom} of them at the bottom of the tree"

    def _repr_html_(self) -> str:
        from intercoder import _render

        return _render.codebook_html(self._core.paths, self._n_codings)


class Overlap:
    """How much text the codes of one coder share with those of another.

    Made by `overlap`, and by ``StudyAgreement.overlap``. Rows are the codes that coder A used in the sources compared,
    columns those of coder B, both in the order of the codebook.
    """

    __slots__ = ("_backend", "_core", "_study", "_values", "measure")

    def __init__(self, core: _core.Overlap, study: _core.Study, measure: str, backend: str | None = None) -> None:
        self._core = core
        self._study = study
        self._backend = backend
        self._values = core.values(measure)
        self._values.setflags(write=False)
        self.measure = measure

    @property
    def coder_a(self) -> str:
        """The coder whose codes are the rows."""
        return self._study.coders[self._core.coder_a]

    @property
    def coder_b(self) -> str:
        """The coder whose codes are the columns."""
        return self._study.coders[self._core.coder_b]

    @property
    def codes_a(self) -> list[str]:
        """The codes of the rows, as paths."""
        return self._paths(self._core.codes_a)

    @property
    def codes_b(self) -> list[str]:
        """The codes of the columns, as paths."""
        return self._paths(self._core.codes_b)

    @property
    def unit(self) -> str:
        """What was counted: ``"character"``, ``"paragraph"`` or ``"source"``."""
        return self._core.unit

    @property
    def values(self) -> NDArray[np.float64]:
        """The measure, of shape ``(codes of A, codes of B)``; read-only."""
        return self._values

    @property
    def notes(self) -> list[str]:
        """What was assumed or left out, one sentence each."""
        return list(self._core.notes)

    @property
    def frame(self) -> Any:
        """The matrix: rows are codes of A, columns codes of B.

        In pandas the codes of A are the index; in other frames they are the first column, ``code_a``.
        """
        first = "code_a"
        while first in self.codes_b:
            first += "_"
        columns: dict[str, Any] = {first: self.codes_a}
        columns |= {code: self._values[:, j].tolist() for j, code in enumerate(self.codes_b)}
        out = _frames.make_frame(columns, self._backend)
        return out.set_index(first) if hasattr(out, "set_index") else out

    def to_frame(self) -> Any:
        """One row for each pair of codes: code_a, code_b, value, shared, total_a, total_b.

        ``shared`` is what both codes cover, ``total_a`` and ``total_b`` what each does: characters, or units.
        """
        rows, columns = self._values.shape
        return _frames.make_frame(
            {
                "code_a": [code for code in self.codes_a for _ in range(columns)],
                "code_b": self.codes_b * rows,
                "value": self._values.ravel().tolist(),
                "shared": self._core.shared.ravel().tolist(),
                "total_a": np.repeat(self._core.total_a, columns).tolist(),
                "total_b": list(self._core.total_b) * rows,
            },
            self._backend,
        )

    def significance(
        self, method: Literal["permutation", "hypergeometric"] = "permutation", *, grid: Unit | None = None
    ) -> Any:
        """Say for each pair of codes whether they share more than chance would give them.

        Parameters
        ----------
        method
            ``"permutation"``: the codes of B are turned round together within each source, over the units that either
            coder gave any code, by every number of places there is; the probability is exact.
            ``"hypergeometric"`` assumes independent units, and is too small where neighbours are alike.
        grid
            The units that the boundaries of codings follow; by default those of this overlap, and paragraphs for
            characters, for turning codes by single characters finds links that are none.

        Returns
        -------
        frame
            One row for each pair: code_a, code_b, shared (units with both), expected, p_value, p_adjusted (over all
            pairs: Benjamini-Hochberg), p_least (the smallest p these two codes could have: above .05, more data are
            needed whatever they share).

        Raises
        ------
        BadArgument
            For another method, and a grid that the texts do not have.

        References
        ----------
        Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57.

        Examples
        --------
        >>> import intercoder as ic
        >>> o = ic.overlap(ic.read(ic.datasets.study_path()), "VR", "ML")
        >>> sum(p < 0.05 for p in o.significance()["p_adjusted"])
        22
        """
        if method not in ("permutation", "hypergeometric"):
            raise BadArgument(f"method '{method}'; expected permutation or hypergeometric")
        units = grid or ("paragraph" if self.unit == "character" else self.unit)
        named = self._study.sources["source"]
        sources = [named[k] for k in self._core.source_places]
        found, _, _ = _core.overlap_by_chance(
            self._study, self.coder_a, self.coder_b, str(units), sources, method == "permutation"
        )
        paths = self._study.codes.paths
        names = ["shared", "expected", "p_value", "p_adjusted", "p_least"]
        columns: dict[str, Any] = {
            "code_a": [paths[pair[0]] for pair in found],
            "code_b": [paths[pair[1]] for pair in found],
        }
        columns |= {name: [pair[2 + k] for pair in found] for k, name in enumerate(names)}
        return _frames.make_frame(columns, self._backend)

    def __repr__(self) -> str:
        rows, columns = self._values.shape
        sources = _display.plural(self._core.sources, "source")
        return (
            f"Overlap: {_display.plural(rows, 'code')} of {self.coder_a}, {_display.plural(columns, 'code')} of "
            f"{self.coder_b}, {self.measure} by {self.unit} in {sources}"
        )

    def _repr_html_(self) -> str:
        from intercoder import _render

        return _render.overlap_html(
            repr(self), self.coder_a, self.coder_b, self.codes_a, self.codes_b, self._values.tolist()
        )

    def _paths(self, codes: list[int]) -> list[str]:
        paths = self._study.codes.paths
        return [paths[k] for k in codes]


def overlap(
    study: Study,
    coder_a: str,
    coder_b: str,
    measure: Measure = "jaccard",
    unit: Unit = "character",
    sources: Iterable[str] | None = None,
) -> Overlap:
    """Compare two coders' codes by the text they share, whatever the codes are called.

    Parameters
    ----------
    study
        A `Study`.
    coder_a, coder_b
        Two different coders of the study; their codes become rows and columns.
    measure
        Of a pair of codes: ``"jaccard"``, what both cover of what either covers; ``"dice"``; ``"overlap"``, of what the
        smaller covers; ``"share_a"`` and ``"share_b"``, of what A or B covers; ``"kappa"`` and ``"phi"``, corrected for
        chance; ``"lift"``, how many times as much as by chance; ``"count"``, how many stretches (or units) of the two
        meet; ``"length"``, how many characters.
    unit
        Count characters, or units of another kind of `Study.ratings` that have the code. ``"length"`` needs characters.
    sources
        By default those assigned to both coders.

    Returns
    -------
    Overlap
        Values of shape ``(codes of A, codes of B)``.

    Raises
    ------
    BadArgument
        For a coder, source, measure or unit that is not known, a source that is not assigned to both, one coder twice.

    References
    ----------
    Jaccard (1912), New Phytologist 11; Dice (1945), Ecology 26; Cohen (1960), Educational and Psychological Measurement
    20.

    Examples
    --------
    >>> import intercoder as ic
    >>> s = ic.read(ic.datasets.study_path())
    >>> o = ic.overlap(s, "VR", "ML")
    >>> o
    Overlap: 23 codes of VR, 22 codes of ML, jaccard by character in 5 sources
    >>> o.values.shape
    (23, 22)
    """
    _arguments.study_of(study, "overlap")
    names = _arguments.names(sources, "sources")
    core = _core.overlap(study._core, str(coder_a), str(coder_b), str(unit), names)
    return Overlap(core, study._core, str(measure), study._backend)
