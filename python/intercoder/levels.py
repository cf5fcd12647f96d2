"""Agreement at each level of the codebook, and where in the tree it is lost."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from intercoder import _arguments, _display, _frames

if TYPE_CHECKING:
    from intercoder.codebooks import Unit
    from intercoder.comparison import StudyAgreement
    from intercoder.study import Study


class LevelAgreement:
    """Agreement at each level of the codebook. Made by `agreement_by_level`.

    Attributes
    ----------
    by_level
        For each depth, 0 for the top, the `StudyAgreement` in which every code counts as the one above it there.
    coefficient
        Its name.
    """

    def __init__(self, study: Study, coefficient: str, by_level: dict[int, StudyAgreement]) -> None:
        self._backend, self.coefficient, self.by_level = study._backend, coefficient, by_level
        self._paths = study._core.codes.paths
        self._parents = study._core.codes.columns["parent"]

    @property
    def levels(self) -> Any:
        """One row for each depth: depth, n_codes, value (pooled over codes), n_units."""
        found = {depth: a.pooled for depth, a in self.by_level.items()}
        return _frames.make_frame(
            {
                "depth": list(found),
                "n_codes": [len(_column(a, "code")) for a in self.by_level.values()],
                "value": [pooled.value for pooled in found.values()],
                "n_units": [pooled.n_units for pooled in found.values()],
            },
            self._backend,
        )

    def to_frame(self) -> Any:
        """One row for each code that has a value and codes below it: depth, code, value, below, lost, n_below.

        ``value`` is that of the code with all below it; ``below`` the mean of the values of the codes one step down;
        ``lost`` is ``value - below``: above 0, coders agree on the code and not on what lies below it; below 0, they
        agree less on the code than on what it is made of, which can happen. What is lost most comes first.
        """
        value: dict[tuple[int, str], float] = {}
        for depth, a in self.by_level.items():
            value |= {(depth, code): x for code, x in zip(_column(a, "code"), _column(a, "value"), strict=True)}
        children_of: dict[int, list[str]] = {}
        depths: list[int] = []
        for path, above in zip(self._paths, self._parents, strict=True):
            depths.append(0 if above is None else depths[above] + 1)
            if above is not None:
                children_of.setdefault(above, []).append(path)
        rows = []
        for k, (path, depth) in enumerate(zip(self._paths, depths, strict=True)):
            children = children_of.get(k, [])
            here = value.get((depth, path), math.nan)
            below = [x for x in (value.get((depth + 1, child), math.nan) for child in children) if not math.isnan(x)]
            if below and not math.isnan(here):
                mean = math.fsum(below) / len(below)
                rows.append((depth, path, here, mean, here - mean, len(below)))
        rows.sort(key=lambda row: (-row[4], row[0], row[1]))
        names = ("depth", "code", "value", "below", "lost", "n_below")
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        return _frames.make_frame(
            {name: list(column) for name, column in zip(names, columns, strict=True)}, self._backend
        )

    def __repr__(self) -> str:
        lines = [f"Agreement by level: {self.coefficient}"]
        lines += [f"  depth {depth}: {_display.digits(a.pooled.value)}" for depth, a in self.by_level.items()]
        return "\n".join(lines)


def agreement_by_level(
    study: Study,
    coefficient: str = "krippendorff_alpha",
    *,
    coders: Iterable[str] | None = None,
    unit: Unit = "paragraph",
    sources: Iterable[str] | None = None,
) -> LevelAgreement:
    """Say how far coders agree at each level of the codebook, and where in the tree agreement is lost.

    Codes are rolled up without counting a passage twice: a code and the one above it, both applied in one place, are one.

    Parameters
    ----------
    study
        A `Study`.
    coefficient, coders, unit, sources
        As for `Study.agreement`.

    Returns
    -------
    LevelAgreement

    Raises
    ------
    BadArgument
        As `Study.agreement`.

    Examples
    --------
    >>> import intercoder as ic
    >>> found = ic.agreement_by_level(ic.read(ic.datasets.study_path()))
    >>> found
    Agreement by level: krippendorff_alpha
      depth 0: 0.853
      depth 1: 0.863
      depth 2: 0.762
    >>> found.to_frame().columns.tolist()
    ['depth', 'code', 'value', 'below', 'lost', 'n_below']
    """
    _arguments.study_of(study, "agreement_by_level")
    parents = study._core.codes.columns["parent"]
    depth: list[int] = []
    for above in parents:  # parents stand before their children
        depth.append(0 if above is None else depth[above] + 1)
    wanted = None if coders is None else _arguments.names(coders, "coders")
    chosen = None if sources is None else _arguments.names(sources, "sources")
    found = {
        level: study.agreement(coefficient, coders=wanted, unit=unit, sources=chosen, level=level)
        for level in range(max(depth, default=0) + 1)
    }
    return LevelAgreement(study, coefficient, found)


def _column(a: StudyAgreement, name: str) -> list[Any]:
    """Read a column of the values by code, whatever kind of frame it is in."""
    table = _frames.read_table(a.by_code(), "by_code")
    return [] if table is None else table.column(name, "by_code").values.tolist()
