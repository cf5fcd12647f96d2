"""Overlap of every pair of coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _arguments, _frames
from intercoder.codebooks import Unit
from intercoder.errors import BadArgument
from intercoder.overlaps import Correction, Measure, Overlap, overlap

if TYPE_CHECKING:
    from intercoder.study import Study


class Overlaps(Mapping[tuple[str, str], Overlap]):
    """The overlap of every pair of coders, by their names. Made by `overlap_all`."""

    def __init__(self, found: dict[tuple[str, str], Overlap]) -> None:
        self._found = found

    def __getitem__(self, coders: tuple[str, str]) -> Overlap:
        return self._found[coders]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def to_frame(self) -> Any:
        """One row for each pair of coders and of their codes: coder_a, coder_b, and the columns of `Overlap.to_frame`."""
        return self._stacked([o._long() for o in self._found.values()])

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
        """As `Overlap.significance`, with coder_a and coder_b; adjusted within each pair of coders."""
        how = (method, correction, grid, codable, draws, seed)
        return self._stacked([o._by_chance(*how) for o in self._found.values()])

    def _stacked(self, tables: list[dict[str, list[Any]]]) -> Any:
        out: dict[str, list[Any]] = {"coder_a": [], "coder_b": []}
        for (a, b), table in zip(self._found, tables, strict=True):
            out["coder_a"] += [a] * len(table["code_a"])
            out["coder_b"] += [b] * len(table["code_a"])
            for name, values in table.items():
                out.setdefault(name, []).extend(values)
        return _frames.make_frame(out, next(iter(self._found.values()))._backend)

    def __repr__(self) -> str:
        return "\n".join(repr(o) for o in self._found.values())


def overlap_all(
    study: Study,
    coders: Iterable[str] | None = None,
    measure: Measure = "jaccard",
    unit: Unit = "character",
    sources: Iterable[str] | None = None,
) -> Overlaps:
    """Compare the codes of every pair of coders by the text they share.

    Parameters
    ----------
    study
        A `Study`.
    coders
        At least two; by default all.
    measure, unit, sources
        As for `overlap`; each pair is compared on the sources assigned to both.

    Returns
    -------
    Overlaps
        A mapping of pairs of names, in the order of the study, to each `Overlap`. Pairs without a common source are
        not in it.

    Raises
    ------
    BadArgument
        As `overlap`, for fewer than two coders, and when no two coders share a source.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 3, "coder": ["Ada", "Ben", "Cy"], "start": [0, 0, 5], "end": [9, 9, 20], "code": list("xyz")}
    >>> s = ic.Study.from_segments(rows, lengths={"P1": 40})
    >>> found = ic.overlap_all(s)
    >>> list(found)
    [('Ada', 'Ben'), ('Ada', 'Cy'), ('Ben', 'Cy')]
    >>> found["Ada", "Cy"].values.tolist()
    [[0.2]]

    One against the others:

    >>> ic.overlap(s, "Cy").to_frame()["code_b"].tolist()
    ['x', 'y']
    """
    _arguments.study_of(study, "overlap_all")
    known = study._core.coders
    chosen = _arguments.names(coders, "coders")
    for name in chosen:
        if name not in known:
            raise BadArgument(f"coders: '{name}' is not known; known: {', '.join(known)}")
    compared = [name for name in known if not chosen or name in chosen]
    if len(compared) < 2:
        raise BadArgument(f"coders: found {', '.join(compared) or 'none'}; expected at least two")
    assigned: dict[str, set[int]] = {name: set() for name in known}
    given = study._core.assignments
    for coder, source in zip(given["coder"].tolist(), given["source"].tolist(), strict=True):
        assigned[known[coder]].add(source)
    pairs = [(a, b) for a, b in combinations(compared, 2) if assigned[a] & assigned[b]]
    if not pairs:
        raise BadArgument(f"coders: no two of {', '.join(compared)} share a source")
    return Overlaps({(a, b): overlap(study, a, b, measure, unit, sources) for a, b in pairs})
