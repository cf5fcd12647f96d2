"""Overlap: two coders' codes side by side, by the text they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _arguments, _core, _display, _frames
from intercoder.codebooks import Unit
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from intercoder.study import Study

Measure = Literal["jaccard", "dice", "overlap", "share_a", "share_b", "kappa", "phi", "count", "length", "lift"]
Correction = Literal["benjamini_hochberg", "max_t"]


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
        return _frames.make_frame(self._long(), self._backend)

    def _long(self) -> dict[str, list[Any]]:
        rows, columns = self._values.shape
        return {
            "code_a": [code for code in self.codes_a for _ in range(columns)],
            "code_b": self.codes_b * rows,
            "value": self._values.ravel().tolist(),
            "shared": self._core.shared.ravel().tolist(),
            "total_a": np.repeat(self._core.total_a, columns).tolist(),
            "total_b": list(self._core.total_b) * rows,
        }

    def significance(
        self,
        method: Literal["permutation", "hypergeometric"] = "permutation",
        *,
        correction: Correction = "benjamini_hochberg",
        grid: Unit | None = None,
        codable: Any = None,
        draws: int = 9999,
        seed: int = 0,
    ) -> Any:
        """Say for each pair of codes whether they share more than chance would give them.

        Parameters
        ----------
        method
            ``"permutation"``: the codes of B are turned round together within each source, over the units that could be
            coded, by every number of places there is; the probability is exact.
            ``"hypergeometric"`` assumes independent units, and is too small where neighbours are alike.
        correction
            For many pairs. ``"benjamini_hochberg"``: of the pairs below .05, 5 % are expected to be false finds.
            ``"max_t"``: the chance of any false find is at most 5 %, from the largest statistic of all pairs in each joint
            shift, stepping down; with ``"permutation"`` only.
        grid
            The units that the boundaries of codings follow; by default those of this overlap, and paragraphs for
            characters, for turning codes by single characters finds links that are none.
        codable
            Which text could be coded. None: units that either coder gave any code. ``"all"``: every unit. Or a frame with
            the columns source, start and end, such as rows of ``study.turns``: units that meet it.
        draws, seed
            Of joint shifts for ``"max_t"``; all of them where there are no more.

        Returns
        -------
        frame
            One row for each pair: code_a, code_b, shared (units with both), expected, p_value, p_adjusted (over all
            pairs), p_least (the smallest p these two codes could have: above .05, more data are needed whatever they
            share).

        Raises
        ------
        BadArgument
            For another method or correction, a grid that the texts do not have, and codable text that no unit meets.

        References
        ----------
        Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57; Westfall & Young (1993),
        Resampling-based multiple testing.

        Examples
        --------
        >>> import intercoder as ic
        >>> s = ic.read(ic.datasets.study_path())
        >>> o = ic.overlap(s, "VR", "ML")
        >>> sum(p < 0.05 for p in o.significance()["p_adjusted"])
        22
        >>> turns = s.turns
        >>> answers = turns[turns["speaker"] != "Interviewer"]
        >>> sum(p < 0.05 for p in o.significance(correction="max_t", codable=answers)["p_adjusted"])
        21
        """
        return _frames.make_frame(self._by_chance(method, correction, grid, codable, draws, seed), self._backend)

    def _by_chance(
        self, method: str, correction: str, grid: Unit | None, codable: Any, draws: int, seed: int
    ) -> dict[str, list[Any]]:
        if method not in ("permutation", "hypergeometric"):
            raise BadArgument(f"method '{method}'; expected permutation or hypergeometric")
        if correction not in ("benjamini_hochberg", "max_t"):
            raise BadArgument(f"correction '{correction}'; expected benjamini_hochberg or max_t")
        if correction == "max_t" and method == "hypergeometric":
            raise BadArgument("correction 'max_t': needs method 'permutation'")
        units = grid or ("paragraph" if self.unit == "character" else self.unit)
        named = self._study.sources["source"]
        sources = [named[k] for k in self._core.source_places]
        found, _ = _core.overlap_by_chance(
            self._study,
            self.coder_a,
            self.coder_b,
            str(units),
            sources,
            self._codable(codable, sources),
            correction if correction == "max_t" else method,
            _arguments.whole(draws, "draws"),
            _arguments.whole(seed, "seed"),
        )
        paths = self._study.codes.paths
        names = ["shared", "expected", "p_value", "p_adjusted", "p_least"]
        columns: dict[str, list[Any]] = {
            "code_a": [paths[pair[0]] for pair in found],
            "code_b": [paths[pair[1]] for pair in found],
        }
        return columns | {name: [pair[2 + k] for pair in found] for k, name in enumerate(names)}

    def _codable(self, given: Any, sources: list[str]) -> list[tuple[str, int, int]] | None:
        if isinstance(given, str):
            if given != "all":
                raise BadArgument(f"codable '{given}'; expected 'all', or a frame with source, start and end")
            return [(source, 0, 2**62) for source in sources]
        stretches = _arguments.segments(given, "codable")
        return stretches and [x for x in stretches if x[0] in sources]

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the matrix: codes of A x codes of B, darker for more. `to_frame` has the numbers.

        Cells below a twentieth of the scale have no number, nor has any where it would be too small to read. Shares are
        drawn on a scale from 0 to 1, so that figures can be compared; other measures up to the largest that occurs.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, larger for more codes.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> o = ic.overlap(ic.read(ic.datasets.study_path()), "VR", "ML")
        >>> ax = o.plot(Figure(figsize=(9, 8), layout="constrained").subplots())
        >>> ax.get_ylabel(), len(ax.get_yticklabels())
        ('Codes of VR', 23)
        """
        from intercoder import _plots

        about = (f"Codes of {self.coder_a}", f"Codes of {self.coder_b}")
        return _plots.heat(self._values, self.codes_a, self.codes_b, self.measure, about, ax)

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
    coder_a: str | Iterable[str],
    coder_b: str | Iterable[str] | None = None,
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
        Two different coders of the study; their codes become rows and columns. Several names are taken together as one
        coder, who marked what any of them marked; None stands for all the others: one against the rest.
    measure
        Of a pair of codes: ``"jaccard"``, what both cover of what either covers; ``"dice"``; ``"overlap"``, of what the
        smaller covers; ``"share_a"`` and ``"share_b"``, of what A or B covers; ``"kappa"`` and ``"phi"``, corrected for
        chance; ``"lift"``, how many times as much as by chance; ``"count"``, how many stretches (or units) of the two
        meet; ``"length"``, how many characters.
    unit
        Count characters, or units of another kind of `Study.ratings` that have the code. ``"length"`` needs characters.
    sources
        By default those assigned to both coders (of several taken together, to any of them).

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
    whole, a, b = _arguments.two_sides(study, coder_a, coder_b, "overlap")
    core = _core.overlap(whole, a, b, str(unit), _arguments.names(sources, "sources"))
    return Overlap(core, whole, str(measure), study._backend)
