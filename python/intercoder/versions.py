"""Versions of a codebook: what was added, removed, renamed, moved, redefined, split and merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intercoder import _core, _display, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from intercoder.codebooks import Codebook
    from intercoder.study import Study


@dataclass(frozen=True, eq=False)
class CodebookDiff:
    """What changed between two versions of a codebook; codes are paths."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  #: before, after
    moved: tuple[tuple[str, str], ...]  #: stand below another code; not where the one above was only renamed
    redefined: tuple[tuple[str, str], ...]  #: code, and its definition with [-removed-] and {+added+} words
    split: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  #: from codings: before, after
    merged: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    matched_by: dict[
        str, str
    ]  #: for each code of the later version that the earlier has: ``"id"``, ``"path"``, ``"name"``
    other_ids: int  #: codes that are the same but for their identifiers
    _backend: str | None = None

    def to_frame(self) -> Any:
        """One row for each change: change, before, after, matched_by, detail."""
        rows: list[tuple[str, str | None, str | None, str | None, str]] = []
        rows += [("added", None, code, None, "") for code in self.added]
        rows += [("removed", code, None, None, "") for code in self.removed]
        for change, pairs in (("renamed", self.renamed), ("moved", self.moved)):
            rows += [(change, old, now, self.matched_by[now], "") for old, now in pairs]
        rows += [("redefined", None, code, self.matched_by[code], words) for code, words in self.redefined]
        for change, groups in (("split", self.split), ("merged", self.merged)):
            rows += [(change, "; ".join(old), "; ".join(now), "codings", "") for old, now in groups]
        names = ("change", "before", "after", "matched_by", "detail")
        return _frames.make_frame({name: [row[k] for row in rows] for k, name in enumerate(names)}, self._backend)

    def __repr__(self) -> str:
        kinds = ("added", "removed", "renamed", "moved", "redefined", "split", "merged")
        found = [f"{len(getattr(self, kind))} {kind}" for kind in kinds if getattr(self, kind)]
        out = "CodebookDiff: " + (", ".join(found) if found else "nothing changed")
        return out + (f"; {_display.plural(self.other_ids, 'other identifier')}" if self.other_ids else "")


def diff_codebooks(old: Codebook | Study, new: Codebook | Study) -> CodebookDiff:
    """Say what changed from one version of a codebook to the next.

    A code is found again by its identifier, then by its path, then by a name that occurs once among what is left;
    `CodebookDiff.matched_by` says which. Splits and mergers come from codings: with two studies, from what their codes
    cover in sources that both have under one name and in one length.

    Parameters
    ----------
    old, new
        Two codebooks, or two studies.

    Returns
    -------
    CodebookDiff

    Raises
    ------
    BadArgument
        For anything else, or a codebook with a study.

    Examples
    --------
    >>> import intercoder as ic
    >>> s = ic.read(ic.datasets.study_path())
    >>> ic.diff_codebooks(s, s)
    CodebookDiff: nothing changed
    >>> d = ic.diff_codebooks(s.codebooks["VR"], s.codebooks["ML"])
    >>> len(d.added), len(d.removed)
    (12, 19)
    """
    from intercoder.codebooks import Codebook
    from intercoder.study import Study

    if isinstance(old, Codebook) and isinstance(new, Codebook):
        found = _core.diff_codebooks(old._core, new._core)
    elif isinstance(old, Study) and isinstance(new, Study):
        found = _core.diff_studies(old._core, new._core)
    else:
        given = f"{_frames.describe(old)} and {_frames.describe(new)}"
        raise BadArgument(f"diff_codebooks: found {given}; expected two codebooks or two studies")
    same = found["same"]

    def groups(kind: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        return tuple((tuple(before), tuple(after)) for before, after in found[kind])

    return CodebookDiff(
        added=tuple(found["added"]),
        removed=tuple(found["removed"]),
        renamed=tuple((x[0], x[1]) for x in same if x[3]),
        moved=tuple((x[0], x[1]) for x in same if x[4]),
        redefined=tuple((x[1], " ".join(_marked(*piece) for piece in x[7])) for x in same if x[5]),
        split=groups("split"),
        merged=groups("merged"),
        matched_by={x[1]: x[2] for x in same},
        other_ids=sum(x[6] for x in same),
        _backend=new._backend,
    )


def _marked(change: str, words: str) -> str:
    return {"": words, "-": f"[-{words}-]", "+": f"{{+{words}+}}"}[change]
