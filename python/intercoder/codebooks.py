"""Two coders' codes side by side: how much text they share."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _core
from intercoder._frames import make_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intercoder.study import Study

MEASURES = ("jaccard", "dice", "overlap", "share_a", "share_b", "kappa", "phi", "count", "length", "lift")


class Overlap:
    """How much the codes of one coder share with those of another: codes of A in rows, codes of B in columns.

    Attributes
    ----------
    coder_a, coder_b : str
        The coders.
    codes_a, codes_b : list of str
        Paths of the codes each used in the sources compared, in the order of the codebook.
    measure, unit : str
        What the numbers are, and of what.
    """

    def __init__(self, core: _core.Overlap, study: Study, measure: str) -> None:
        self._core = core
        self._values = core.values(measure)
        paths = study._paths
        self.measure, self.unit = measure, core.unit
        self.coder_a, self.coder_b = study.coders[core.coder_a], study.coders[core.coder_b]
        self.codes_a = [paths[k] for k in core.codes_a]
        self.codes_b = [paths[k] for k in core.codes_b]

    @property
    def values(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """The numbers; shape ``(codes of A, codes of B)``; NaN where 0/0."""
        return self._values

    @property
    def frame(self) -> Any:
        """A frame with the codes of A in rows and those of B in columns; pandas, or a dict of columns with ``code_a``."""
        columns: dict[str, Any] = {"code_a": list(self.codes_a)}
        columns |= {b: self._values[:, j] for j, b in enumerate(self.codes_b)}
        out = make_frame(columns, None)
        return out if isinstance(out, dict) else out.set_index("code_a")

    def to_frame(self) -> Any:
        """Return one line a pair of codes: code_a, code_b, the measure, and what each covers and both share."""
        rows, columns = len(self.codes_a), len(self.codes_b)
        return make_frame(
            {
                "code_a": [a for a in self.codes_a for _ in range(columns)],
                "code_b": self.codes_b * rows,
                self.measure: self._values.ravel(),
                "amount_a": np.repeat(np.asarray(self._core.total_a, dtype=np.int64), columns),
                "amount_b": np.tile(np.asarray(self._core.total_b, dtype=np.int64), rows),
                "both": self._core.shared.ravel(),
            },
            None,
        )

    def __repr__(self) -> str:
        """One line for a terminal."""
        return (
            f"Overlap: {len(self.codes_a)} codes of {self.coder_a} x {len(self.codes_b)} codes of {self.coder_b}, "
            f"{self.measure} of {self.unit}s in {self._core.sources} sources"
        )

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(b)}</th>" for b in self.codes_b)
        body = "".join(
            f"<tr><th>{html.escape(a)}</th>" + "".join(f"<td>{x:.2f}</td>" for x in self._values[i]) + "</tr>"
            for i, a in enumerate(self.codes_a)
        )
        return f"<p>{html.escape(repr(self))}</p><table><tr><th></th>{head}</tr>{body}</table>"


def overlap(
    study: Study,
    coder_a: str,
    coder_b: str,
    measure: str = "jaccard",
    unit: str = "character",
    sources: Sequence[str] | None = None,
) -> Overlap:
    """Compare the codes of two coders by the text they share.

    Parameters
    ----------
    study
        A `Study`.
    coder_a, coder_b
        Names of coders.
    measure
        ``"jaccard"``, ``"dice"``, ``"overlap"`` (shared over the smaller), ``"share_a"``, ``"share_b"`` (shared over what A
        or B covers), ``"kappa"``, ``"phi"``, ``"count"`` (overlapping stretches), ``"length"`` (characters), ``"lift"``.
    unit
        ``"character"``, ``"paragraph"`` or ``"source"``.
    sources
        Names; otherwise those assigned to both coders.

    Raises
    ------
    BadArgument
        A coder, source, unit or measure that is not known; a source that is not assigned to both.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.overlap(ic.read(ic.datasets.study_path()), "VR", "ML").values.shape
    (23, 22)
    """
    return Overlap(_core.overlap(study._core, coder_a, coder_b, unit, list(sources or [])), study, measure)
