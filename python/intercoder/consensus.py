"""A layer of decided codings: what all coders agree on, and what they decided together about the rest."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from intercoder import _arguments, _codes, _core, _display, _frames
from intercoder.errors import BadArgument
from intercoder.themes import CONSENSUS

if TYPE_CHECKING:
    from intercoder.codebooks import Unit
    from intercoder.comparison import StudyAgreement
    from intercoder.study import Study

_YES, _NO = {"yes", "y", "true", "1", "keep"}, {"no", "n", "false", "0", "drop"}


class Consensus:
    """What coders agree on and decided, as a layer of a study. Made by `consensus`.

    Attributes
    ----------
    study
        The study with one coder more, who stands for the layer. Use it in `theme_table` with
        ``double_coded="consensus"``, or in `Study.agreement` with the coders to be compared.
    coders
        Who agreed and decided.
    agreed, accepted, rejected, undecided
        Characters, added up over codes: that all coders marked; that decisions added to these; that some coder marked
        and decisions left out; that nobody decided about.
    """

    def __init__(
        self, before: Study, coders: list[str], name: str, found: dict[str, Any], kept: dict[str, Any]
    ) -> None:
        from intercoder.study import Study

        self._before, self._found, self._decisions, self._name = before, found, kept, name
        self.study = Study(found["study"], before._backend)
        self.coders = coders
        self.agreed: int = found["agreed"]
        self.accepted: int = found["accepted"]
        self.rejected: int = found["rejected"]
        self.undecided: int = found["open"]

    @property
    def open_questions(self) -> Any:
        """Stretches that some of the coders marked and others did not, and that nobody decided about.

        source, code, start, end, marked_by, text, decision, by, why. The last three are empty: fill them in and pass
        the frame to `consensus`. A whole source has neither start nor end.
        """
        found = self._found["undecided"]
        names = self._before._core.coders
        texts = [self._text(*where) for where in zip(found["source"], found["start"], found["end"], strict=True)]
        empty = [""] * len(texts)
        columns = {name: found[name] for name in ("source", "code", "start", "end")}
        columns["marked_by"] = [", ".join(names[c] for c in some) for some in found["marked_by"]]
        return _frames.make_frame(
            columns | {"text": texts, "decision": empty, "by": list(empty), "why": list(empty)}, self._before._backend
        )

    @property
    def decisions(self) -> Any:
        """The decisions as they were given, with what else stood in the frame: by whom, and why."""
        return _frames.make_frame(self._decisions, self._before._backend)

    def before(self, unit: Unit = "paragraph", coefficient: str = "krippendorff_alpha") -> StudyAgreement:
        """Give the agreement of the coders with each other: before discussion, as they coded. This one is reported."""
        return self._before.agreement(coefficient, coders=self.coders, unit=unit)

    def against(self, unit: Unit = "paragraph", coefficient: str = "krippendorff_alpha") -> Any:
        """Compare each coder with the layer: after discussion.

        Returns
        -------
        frame
            coder, value (pooled over codes), n_units. The layer is made from these coders, so the values say how much
            each of them changed, and not how far coders agree.
        """
        values, units = [], []
        for coder in self.coders:
            pooled = self.study.agreement(coefficient, coders=[coder, self._name], unit=unit).pooled
            values.append(pooled.value)
            units.append(pooled.n_units)
        return _frames.make_frame(
            {"coder": list(self.coders), "value": values, "n_units": units}, self._before._backend
        )

    @cached_property
    def _passages(self) -> dict[str, list[tuple[int, int, str]]]:
        """Start, end and text of what somebody marked, by source."""
        columns = self._before._coding_columns()
        out: dict[str, list[tuple[int, int, str]]] = {}
        for source, start, end, text in zip(*(columns[n] for n in ("source", "start", "end", "text")), strict=True):
            if text is not None and start is not None:
                out.setdefault(source, []).append((start, end, text))
        return out

    def _text(self, source: str, start: int | None, end: int | None) -> str | None:
        """Cut the stretch out of a passage that somebody marked: every open question lies in one."""
        if start is None or end is None:
            return None
        for first, last, text in self._passages.get(source, []):
            if first <= start and end <= last:
                return text[start - first : end - first]
        return None

    def __repr__(self) -> str:
        questions = len(self._found["undecided"]["source"])
        return "\n".join(
            [
                f"Consensus of {_codes.listing(self.coders)} on {_display.plural(len(self._found['sources']), 'source')}",
                f"  characters x codes: {self.agreed:,} agreed, {self.accepted:,} accepted, {self.rejected:,} rejected",
                f"  undecided: {self.undecided:,} in {_display.plural(questions, 'stretch', 'stretches')}",
            ]
        )


def consensus(
    study: Study, decisions: Any = None, coders: Iterable[str] | None = None, *, name: str = CONSENSUS
) -> Consensus:
    """Make a layer of decided codings: what all coders marked, and what they decided about the rest.

    A stretch has a code in the layer where all coders marked it, or a decision says yes; a decision holds against
    agreement, and the last one about a stretch holds. What nobody decided about has no code. The coders' own codings stay
    as they are: agreement before discussion can always be computed, and is the one to report.

    Parameters
    ----------
    study
        A `Study`.
    decisions
        A frame with the columns source, code, start, end and decision (``"yes"`` or ``"no"``; rows where it is empty are
        not decided), such as `Consensus.open_questions`. Further columns, by and why for instance, are kept.
    coders
        By default all.
    name
        What the layer is called, as if it were a coder.

    Returns
    -------
    Consensus

    Raises
    ------
    BadArgument
        For fewer than two coders, a coder of this name, and a decision that is neither yes nor no, or about a source
        that the coders do not share, a code or a stretch that is not there.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 2, "coder": ["Ada", "Ben"], "start": [0, 0], "end": [11, 5], "code": ["x", "x"]}
    >>> s = ic.Study.from_segments(rows, texts={"P1": "Hello there all."})
    >>> first = ic.consensus(s)
    >>> questions = first.open_questions
    >>> questions["text"].tolist(), questions["marked_by"].tolist()
    ([' there'], ['Ada'])
    >>> questions["decision"], questions["why"] = "yes", "the greeting goes on"
    >>> second = ic.consensus(s, questions)
    >>> second.agreed, second.accepted, second.undecided
    (5, 6, 0)
    """
    _arguments.study_of(study, "consensus")
    rows, kept = _decisions(decisions)
    wanted = _arguments.names(coders, "coders")
    found = _core.make_consensus(study._core, wanted, rows, str(name))
    return Consensus(study, wanted or list(study._core.coders), str(name), found, kept)


_Row = tuple[str, str, int | None, int | None, bool]


def _decisions(given: Any) -> tuple[list[_Row], dict[str, Any]]:
    """Read decisions, and the whole table they stand in."""
    needed = ("source", "code", "start", "end", "decision")
    if given is None:
        return [], {name: [] for name in needed}
    table = _frames.read_table(given, "decisions")
    if table is None:
        raise BadArgument(f"decisions: found {_frames.describe(given)}; expected a frame with {', '.join(needed)}")
    kept = {name: column.values.tolist() for name, column in table.columns.items()}
    columns = [table.column(name, "decisions").values.tolist() for name in needed]
    rows: list[_Row] = []
    for number, (source, code, start, end, decided) in enumerate(zip(*columns, strict=True), 1):
        where = f"decisions: row {number}"
        if (applies := _yes_or_no(decided, where)) is not None:
            rows.append((str(source), str(code), _place(start, where), _place(end, where), applies))
    return rows, kept


def _yes_or_no(value: Any, where: str) -> bool | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    word = str(value).strip().lower()
    if word not in _YES | _NO | {""}:
        raise BadArgument(f"{where}: decision {value!r}; expected 'yes', 'no', or nothing where it is open")
    return word in _YES if word else None


def _place(value: Any, where: str) -> int | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise BadArgument(f"{where}: position {value!r}; expected a whole number, of code points")
    return int(value)
