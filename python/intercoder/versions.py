"""Versions of a codebook: what was added, removed, renamed, moved, redefined, split and merged."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from intercoder import _core, _display, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from intercoder.codebooks import Codebook
    from intercoder.study import Study

KINDS = ("added", "removed", "renamed", "moved", "redefined", "split", "merged")

Format = Literal["markdown", "latex", "html", "csv"]
Group = tuple[tuple[str, ...], tuple[str, ...]]


class Found(NamedTuple):
    """A code of both versions, as the core gives it."""

    before: str
    after: str
    matched_by: str
    renamed: bool
    moved: bool
    redefined: bool
    other_id: bool
    words: list[tuple[str, str]]  #: of the definition, each with "" (kept), "-" (removed) or "+" (added)


class Change(NamedTuple):
    """One change; codes are paths, several of one side belong to a split or a merger."""

    change: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    matched_by: str | None = None
    words: tuple[tuple[str, str], ...] = ()

    @property
    def cells(self) -> list[str | None]:
        """Change, before, after, matched_by, detail: the row of a frame."""
        before, after = ("; ".join(codes) or None for codes in (self.before, self.after))
        return [self.change, before, after, self.matched_by, _display.marked(self.words)]

    @property
    def shown(self) -> list[_display.Cell]:
        """Write the same as the row of a table that people read."""
        return [self.change, "; ".join(self.before), "; ".join(self.after), self.matched_by or "", self.words or ""]

    @classmethod
    def of_code(cls, x: Found) -> list[Change]:
        """List what happened to a code that both versions have."""
        out = [
            cls(kind, (x.before,), (x.after,), x.matched_by)
            for kind, so in (("renamed", x.renamed), ("moved", x.moved))
            if so
        ]
        if x.redefined:
            out.append(cls("redefined", (x.before,), (x.after,), x.matched_by, tuple(x.words)))
        return out


COLUMNS = ("change", "before", "after", "matched_by", "detail")
HEADINGS = ("Change", "Before", "After", "Known by", "Definition")


def changes_of(found: dict[str, Any]) -> list[Change]:
    """List the changes between two versions, as the core gives them, kind by kind."""
    changes = [Change("added", after=(code,)) for code in found["added"]]
    changes += [Change("removed", before=(code,)) for code in found["removed"]]
    changes += [change for x in found["same"] for change in Change.of_code(Found(*x))]
    for kind in ("split", "merged"):
        changes += [Change(kind, tuple(before), tuple(after), "codings") for before, after in found[kind]]
    return sorted(changes, key=lambda change: KINDS.index(change.change))


def counted(changes: Iterable[Change], kinds: Iterable[str] = KINDS) -> str:
    """Write how many changes there are of each kind; empty without any."""
    n = Counter(change.change for change in changes)
    return ", ".join(f"{n[kind]} {kind}" for kind in kinds if n[kind])


@dataclass(frozen=True, eq=False)
class CodebookDiff:
    """What changed between two versions of a codebook; codes are paths. Made by `diff_codebooks`."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  #: before, after
    moved: tuple[tuple[str, str], ...]  #: stand below another code; not where the one above was only renamed
    redefined: tuple[tuple[str, str], ...]  #: code, and its definition with [-removed-] and {+added+} words
    split: tuple[Group, ...]  #: from codings: before, after
    merged: tuple[Group, ...]
    #: for each code of the later version that the earlier has: "id", "path", "name", "codings" or "codes below"
    matched_by: dict[str, str]
    other_ids: int  #: codes that both versions have under different identifiers
    n_before: int  #: codes of the earlier version
    n_after: int
    notes: tuple[str, ...]  #: what codings could not say, one sentence each
    _changes: tuple[Change, ...] = ()
    _backend: str | None = None

    def to_frame(self) -> Any:
        """One row for each change: change, before, after, matched_by, detail.

        ``detail`` is the definition of a redefined code with [-removed-] and {+added+} words. Codes of a split or a
        merger are joined with "; ".
        """
        rows = [change.cells for change in self._changes]
        return _frames.make_frame({name: [row[k] for row in rows] for k, name in enumerate(COLUMNS)}, self._backend)

    def table(self, format: Format = "markdown") -> str:  # noqa: A002
        r"""Write the changes as a table; what definitions lost is struck out, what they won is bold.

        Raises
        ------
        BadArgument
            For another format.

        Examples
        --------
        >>> import intercoder as ic
        >>> s = ic.read(ic.datasets.study_path())
        >>> print(ic.diff_codebooks(s.codebooks["VR"], s.codebooks["ML"]).table().splitlines()[2])
        | added |  | Coming to the workshop \> Motives \> First contact |  |  |
        """
        return _display.table(HEADINGS, [change.shown for change in self._changes], format)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as a dict of plain values."""
        return {
            "schema": "intercoder/codebook_diff/1",
            "n_before": self.n_before,
            "n_after": self.n_after,
            "matched_by": dict(self.matched_by),
            "other_ids": self.other_ids,
            "changes": [as_dict(change) for change in self._changes],
            "notes": list(self.notes),
        }

    def __repr__(self) -> str:
        title, *facts = self._facts()
        return "\n".join([f"CodebookDiff: {title}", *(f"  {fact}" for fact in (*facts, *self.notes))])

    def _facts(self) -> list[str]:
        """Say what changed; how many codes there are, and how they were found again."""
        changed = counted(self._changes)
        if not changed:
            changed = "nothing changed but identifiers" if self.other_ids else "nothing changed"
        by = Counter(self.matched_by.values())
        found = ", ".join(f"{n} by {evidence}" for evidence, n in by.items()) or "none"
        facts = [
            changed,
            f"{_display.plural(self.n_before, 'code')} before, {self.n_after} after; found again: {found}",
        ]
        if self.other_ids:
            facts.append(f"{_display.plural(self.other_ids, 'code')} under another identifier")
        return facts

    def _repr_html_(self) -> str:
        title, *facts = self._facts()
        below = [html.escape(text) for text in (*facts, *self.notes)]
        table = self.table("html") if self._changes else ""
        return _display.card(f"Versions of a codebook: {title}", [], below) + table


def as_dict(change: Change) -> dict[str, Any]:
    """Give a change as plain values; a definition as pieces, each with what became of it."""
    names = {"": "kept", "-": "removed", "+": "added"}
    words = [{"is": names[sign], "words": words} for sign, words in change.words]
    out = {
        "change": change.change,
        "before": list(change.before),
        "after": list(change.after),
        "matched_by": change.matched_by,
    }
    return out | ({"definition": words} if words else {})


def diff_codebooks(old: Codebook | Study, new: Codebook | Study) -> CodebookDiff:
    """Say what changed from one version of a codebook to the next.

    A code is found again by its identifier, then by its path, then by a name that occurs once among what is left;
    `CodebookDiff.matched_by` says which. Paths and names that are the same come before those that differ in case and
    punctuation only. A code that kept its name below one that was found kept its path. Where identifiers do not say
    otherwise, two more things count: at least half of the text that either covers is covered by both (``"codings"``,
    of two studies), or at least half of the codes below are the same, two or more (``"codes below"``).

    Splits and mergers come from codings: with two studies, from what their codes cover in sources that both have under
    one name and in one length, whoever coded.

    Parameters
    ----------
    old, new
        Two codebooks, or two studies. Rounds of one study: see `Study.rounds` and `codebook_history`.

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
      52 codes before, 52 after; found again: 52 by id
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
        raise BadArgument(
            f"diff_codebooks: found {given}; expected two codebooks or two studies (the codebook of a study: "
            "study.codebook)"
        )
    same = [Found(*x) for x in found["same"]]

    def groups(kind: str) -> tuple[Group, ...]:
        return tuple((tuple(before), tuple(after)) for before, after in found[kind])

    return CodebookDiff(
        added=tuple(found["added"]),
        removed=tuple(found["removed"]),
        renamed=tuple((x.before, x.after) for x in same if x.renamed),
        moved=tuple((x.before, x.after) for x in same if x.moved),
        redefined=tuple((x.after, _display.marked(x.words)) for x in same if x.redefined),
        split=groups("split"),
        merged=groups("merged"),
        matched_by={x.after: x.matched_by for x in same},
        other_ids=sum(x.other_id for x in same),
        n_before=len(same) + len(found["removed"]),
        n_after=len(same) + len(found["added"]),
        notes=tuple(found["notes"]),
        _changes=tuple(changes_of(found)),
        _backend=new._backend,
    )
