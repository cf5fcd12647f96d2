"""Codes of one coder that meet in the text, and the groups they suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from intercoder.study import Study

Meeting = Literal["jaccard", "overlaps", "shared", "adjacent", "within"]


class Cooccurrence:
    """Codes that meet in the text: codes x codes. Made by `cooccurrence`.

    Attributes
    ----------
    coders, codes
        Whose codes, and which: names and paths, in the order of the codebook.
    stretches, characters
        How many of each code; shape ``(codes,)``.
    overlaps
        Pairs of stretches that overlap; shape ``(codes, codes)``, as those that follow.
    shared
        Characters that both codes cover.
    adjacent
        Pairs that do not overlap and lie next to each other.
    within
        Pairs in which the stretch of the row's code lies within that of the column's, or is the same.
    """

    def __init__(self, study: Study, coders: list[str], found: dict[str, Any]) -> None:
        self._backend = study._backend
        self.coders = coders
        paths = study._core.codes.paths
        self.codes: list[str] = [paths[k] for k in found["codes"]]
        self.stretches: NDArray[np.int64] = found["stretches"]
        self.characters: NDArray[np.int64] = found["characters"]
        self.overlaps: NDArray[np.int64] = found["overlaps"]
        self.shared: NDArray[np.int64] = found["shared"]
        self.adjacent: NDArray[np.int64] = found["adjacent"]
        self.within: NDArray[np.int64] = found["within"]
        for array in (self.stretches, self.characters, self.overlaps, self.shared, self.adjacent, self.within):
            array.setflags(write=False)

    @property
    def jaccard(self) -> NDArray[np.float64]:
        """Characters that both codes cover, of those that either does; 1 on the diagonal."""
        size = self.characters.astype(float)
        either = size[:, None] + size[None, :] - self.shared
        out = self.shared / either if len(size) else np.zeros((0, 0))
        np.fill_diagonal(out, 1.0)
        return out

    def values(self, measure: Meeting = "overlaps") -> NDArray[Any]:
        """Give one of the matrices by name.

        Raises
        ------
        BadArgument
            For another measure.
        """
        known = ("jaccard", "overlaps", "shared", "adjacent", "within")
        if measure not in known:
            raise BadArgument(f"measure '{measure}'; expected one of {', '.join(known)}")
        out: NDArray[Any] = getattr(self, measure)
        return out

    def to_frame(self) -> Any:
        """One row for each two codes that meet: code_a, code_b, overlaps, shared, jaccard, adjacent, a_in_b, b_in_a.

        What shares most comes first.
        """
        n, jaccard = len(self.codes), self.jaccard
        pairs = [(i, j) for i in range(n) for j in range(i + 1, n) if self.overlaps[i, j] or self.adjacent[i, j]]
        pairs.sort(key=lambda p: (-jaccard[p], -self.adjacent[p], p))
        return _frames.make_frame(
            {
                "code_a": [self.codes[i] for i, _ in pairs],
                "code_b": [self.codes[j] for _, j in pairs],
                "overlaps": [int(self.overlaps[p]) for p in pairs],
                "shared": [int(self.shared[p]) for p in pairs],
                "jaccard": [float(jaccard[p]) for p in pairs],
                "adjacent": [int(self.adjacent[p]) for p in pairs],
                "a_in_b": [int(self.within[p]) for p in pairs],
                "b_in_a": [int(self.within[j, i]) for i, j in pairs],
            },
            self._backend,
        )

    def groups(self, similarity: float = 0.25) -> Groups:
        """Suggest groups of codes that share text. Nothing is changed by them: themes are made by people.

        Average linkage of 1 less the Jaccard index: two groups are joined while their codes share, on average, at least
        this much.

        Parameters
        ----------
        similarity
            From 0 to 1.

        Returns
        -------
        Groups

        Raises
        ------
        BadArgument
            For a similarity outside [0, 1].
        """
        least = _arguments.number(similarity, "similarity")
        if not 0 <= least <= 1:
            raise BadArgument(f"similarity: found {least}; expected 0 to 1")
        n = len(self.codes)
        distances = (1 - self.jaccard).ravel().tolist()
        steps, correlation, numbers = _core.average_linkage(distances, n, 1 - least)
        return Groups(self.codes, steps, correlation, numbers if n else [], self._backend)

    def plot(self, ax: Axes | None = None, measure: Meeting = "overlaps") -> Axes:
        """Draw one of the matrices: codes x codes, darker for more; a code beside itself is grey. See `values`.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, larger for more codes.
        measure
            As of `values`.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        BadArgument
            For another measure.
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> c = ic.cooccurrence(ic.read(ic.datasets.study_path()), "VR")
        >>> ax = c.plot(Figure(figsize=(9, 8), layout="constrained").subplots(), "jaccard")
        >>> len(ax.get_yticklabels())
        28
        """
        from intercoder import _plots

        cells = self.values(measure).astype(float)
        np.fill_diagonal(cells, np.nan)
        whose = f"Codes of {', '.join(self.coders)}"
        return _plots.heat(cells, self.codes, self.codes, measure, (whose, whose), ax)

    def __repr__(self) -> str:
        meeting = int((np.triu(self.overlaps, 1) > 0).sum())
        return (
            f"Cooccurrence: {_display.plural(len(self.codes), 'code')} of {', '.join(self.coders)}; "
            f"{_display.plural(meeting, 'pair')} share text"
        )


class Groups:
    """Groups of codes that a clustering suggests.

    Attributes
    ----------
    groups
        The codes of each group of at least two, largest first.
    cophenetic_correlation
        How well the tree stands for the distances between codes; below .75 or so it does not. NaN for fewer than three
        codes.
    steps
        How the tree was built: first, second, height, size; groups from ``len(codes)`` on are those of earlier steps.
    """

    def __init__(
        self,
        codes: list[str],
        steps: list[tuple[int, int, float, int]],
        correlation: float,
        numbers: list[int],
        backend: str | None,
    ) -> None:
        self._backend = backend
        self.codes, self.steps, self.cophenetic_correlation = codes, steps, correlation
        of: dict[int, list[str]] = {}
        for code, number in zip(codes, numbers, strict=True):
            of.setdefault(number, []).append(code)
        self.groups = sorted((some for some in of.values() if len(some) > 1), key=len, reverse=True)

    def to_frame(self) -> Any:
        """One row for each code that is in a group: group (from 1), code."""
        rows = [(number, code) for number, some in enumerate(self.groups, 1) for code in some]
        return _frames.make_frame(
            {"group": [number for number, _ in rows], "code": [code for _, code in rows]}, self._backend
        )

    def __repr__(self) -> str:
        lines = [
            f"Groups: {_display.plural(len(self.groups), 'suggestion')}, cophenetic correlation "
            f"{_display.digits(self.cophenetic_correlation)}"
        ]
        return "\n".join([*lines, *(f"  {'; '.join(some)}" for some in self.groups)])


def cooccurrence(study: Study, coder: str | None = None, *, gap: int = 1) -> Cooccurrence:
    r"""Say which codes of a coder meet in the text: overlap, lie next to each other, lie within one another.

    Parameters
    ----------
    study
        A `Study`.
    coder
        Whose codes. None: all coders, each for themself, added up; what one coder's codes share with another's is
        `overlap`.
    gap
        How many characters may lie between stretches that are next to each other: 1 lets a line break pass.

    Returns
    -------
    Cooccurrence

    Raises
    ------
    BadArgument
        For a coder that is not known, or a gap that is no whole number from 0 on.

    References
    ----------
    Sokal & Michener (1958), University of Kansas Science Bulletin 38, and Sokal & Rohlf (1962), Taxon 11, for the groups.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 3, "coder": ["Ada"] * 3, "start": [0, 4, 12], "end": [11, 9, 20], "code": list("abc")}
    >>> c = ic.cooccurrence(ic.Study.from_segments(rows, texts={"P1": "Hello there.\nIt is cold."}))
    >>> c
    Cooccurrence: 3 codes of Ada; 1 pair share text
    >>> int(c.within[1, 0]), int(c.adjacent[0, 2])
    (1, 1)
    """
    _arguments.study_of(study, "cooccurrence")
    coders = [] if coder is None else [str(coder)]
    found = _core.cooccurrence(study._core, coders, _arguments.whole(gap, "gap"))
    return Cooccurrence(study, coders or list(study._core.coders), found)
