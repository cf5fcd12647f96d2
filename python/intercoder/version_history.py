"""A codebook over several rounds: where each code stood in each of them, and what happened to it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument
from intercoder.versions import COLUMNS, KINDS, Change, Format, Found, as_dict, changes_of, counted

if TYPE_CHECKING:
    from intercoder.codebooks import Codebook
    from intercoder.study import Study

WITH_RETURNED = ("added", "removed", "returned", *KINDS[2:])


class Step(NamedTuple):
    """A change, and the places of the rounds between which it happened."""

    before: int
    after: int
    change: Change


class CodebookHistory:
    """A codebook over several rounds. Made by `codebook_history`.

    Attributes
    ----------
    rounds
        Names of the rounds, in order.
    codes
        The path of each code in the last round that has it: codes of the last round in its order, then those that went.
    paths
        For each code, its path in each round; None where a round does not have it.
    notes
        What was assumed, and what codings could not say, one sentence each.
    """

    def __init__(self, rounds: list[str], found: dict[str, Any], notes: list[str], backend: str | None) -> None:
        self.rounds = rounds
        self.paths: list[list[str | None]] = found["codes"]
        self.codes: list[str] = [next(path for path in reversed(row) if path is not None) for row in self.paths]
        self._backend = backend
        said = [
            f"{before} to {after}: {note}"
            for before, after, step in zip(rounds, rounds[1:], found["changes"], strict=False)
            for note in step["notes"]
        ]
        self.notes = [*notes, *said]
        steps = [Step(k, k + 1, change) for k, step in enumerate(found["changes"]) for change in changes_of(step)]
        for after, before, code in found["returned"]:
            x = Found(*code)
            changes = [Change("returned", (x.before,), (x.after,), x.matched_by), *Change.of_code(x)]
            steps += [Step(before, after, change) for change in changes]
        self._steps = sorted(steps, key=lambda step: (step.after, WITH_RETURNED.index(step.change.change)))

    @property
    def changes(self) -> Any:
        """One row for each change: round_before, round_after, change, before, after, matched_by, detail.

        As of `CodebookDiff.to_frame`. A code that a round does not have and a later one has again is ``"returned"``;
        its round_before is the one that had it last.
        """
        rows = [step.change.cells for step in self._steps]
        columns: dict[str, Any] = {
            "round_before": [self.rounds[step.before] for step in self._steps],
            "round_after": [self.rounds[step.after] for step in self._steps],
        }
        columns |= {name: [row[k] for row in rows] for k, name in enumerate(COLUMNS)}
        return _frames.make_frame(columns, self._backend)

    @property
    def counts(self) -> Any:
        """One row for each round: round, codes, added, removed, returned, renamed, moved, redefined, split, merged.

        Changes from the round before; none in the first.
        """
        return _frames.make_frame(self._counts(), self._backend)

    def to_frame(self) -> Any:
        """One row for each code: code, a column for each round with its path there (or None), changes.

        ``changes`` says what happened in which round: ``"2: added; 3: renamed, moved"``. A round called as another
        column has an underscore behind its name.
        """
        columns: dict[str, Any] = {"code": self.codes}
        for k, name in enumerate(self.rounds):
            columns[name if name not in ("code", "changes") else f"{name}_"] = [row[k] for row in self.paths]
        return _frames.make_frame(columns | {"changes": self._said()}, self._backend)

    def table(self, format: Format = "markdown", *, unchanged: bool = False) -> str:  # noqa: A002
        """Write the codes as a table: their latest path, in which rounds they were there, what happened.

        Parameters
        ----------
        format
            ``"markdown"``, ``"latex"``, ``"html"`` or ``"csv"``.
        unchanged
            Also the codes to which nothing happened.

        Returns
        -------
        str
            Under each round x for a code that has its latest path there, another path where it had another, nothing
            where it was not there.

        Raises
        ------
        BadArgument
            For another format.
        """
        rows = [
            [code, *("x" if path == code else path or "" for path in row), said]
            for code, row, said in zip(self.codes, self.paths, self._said(), strict=True)
            if said or unchanged
        ]
        return _display.table(["Code", *self.rounds, "Changes"], rows, format)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as a dict of plain values."""
        counts = self._counts()
        return {
            "schema": "intercoder/codebook_history/1",
            "rounds": [dict(zip(counts, row, strict=True)) for row in zip(*counts.values(), strict=True)],
            "codes": [
                {"code": code, "paths": dict(zip(self.rounds, row, strict=True)), "changes": said}
                for code, row, said in zip(self.codes, self.paths, self._said(), strict=True)
            ],
            "changes": [
                {"round_before": self.rounds[step.before], "round_after": self.rounds[step.after]}
                | as_dict(step.change)
                for step in self._steps
            ],
            "notes": self.notes,
        }

    def __repr__(self) -> str:
        lines = [f"Codebook over {_display.plural(len(self.rounds), 'round')}"]
        lines += [f"  {name}: {text}" for name, text in self._facts()]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        title, *_ = repr(self).splitlines()
        facts = [(html.escape(name), html.escape(text)) for name, text in self._facts()]
        table = self.table("html") if self._steps else ""
        return _display.card(title, facts, map(html.escape, self.notes)) + table

    # --- what the methods above share -------------------------------------------------------------------------------

    def _facts(self) -> list[tuple[str, str]]:
        """Say of each round how many codes it has, and what changed."""
        out = []
        for k, name in enumerate(self.rounds):
            codes = _display.plural(sum(row[k] is not None for row in self.paths), "code")
            changed = counted((step.change for step in self._steps if step.after == k), WITH_RETURNED)
            out.append((name, f"{codes}; {changed or 'nothing changed'}" if k else codes))
        return out

    def _counts(self) -> dict[str, list[Any]]:
        n = Counter((step.after, step.change.change) for step in self._steps)
        places = range(len(self.rounds))
        codes = [sum(row[k] is not None for row in self.paths) for k in places]
        out: dict[str, list[Any]] = {"round": list(self.rounds), "codes": codes}
        return out | {kind: [n[k, kind] for k in places] for kind in WITH_RETURNED}

    def _said(self) -> list[str]:
        """Say of each code what happened to it in which round."""
        row_of: list[dict[str, int]] = [{} for _ in self.rounds]
        for code, row in enumerate(self.paths):
            for k, path in enumerate(row):
                if path is not None:
                    row_of[k].setdefault(path, code)
        said: list[dict[int, list[str]]] = [{} for _ in self.codes]
        for before, after, change in self._steps:
            sides = (before, change.before), (after, change.after)
            codes = dict.fromkeys(row_of[k][path] for k, paths in sides for path in paths)
            for code in codes:
                said[code].setdefault(after, []).append(change.change)
        return ["; ".join(f"{self.rounds[k]}: {', '.join(dict.fromkeys(x))}" for k, x in row.items()) for row in said]


def codebook_history(
    versions: Study | Mapping[Any, Codebook] | Mapping[Any, Study] | Sequence[Codebook] | Sequence[Study],
    rounds: Iterable[str] | None = None,
) -> CodebookHistory:
    """Follow a codebook over rounds of coding, or over any versions: which code came, went and changed when.

    Codes are followed from each version to the next as `diff_codebooks` finds them. A code that a version does not have
    and a later one has again is the same code if its identifier says so, or its path as it was last; a name alone is
    not enough for that.

    Parameters
    ----------
    versions
        Two or more codebooks or studies in order: a mapping whose keys name the rounds, or a list, whose rounds are
        called "1", "2", ... Or one study whose codings have rounds (`Study.rounds`): a code is in a round if it was
        used there, or stands above one that was.
    rounds
        Of one study: which rounds, and in which order; by default all of them in the order of their labels.

    Returns
    -------
    CodebookHistory

    Raises
    ------
    BadArgument
        For fewer than two versions or rounds, a round that is not known, codebooks among studies, anything else.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 5, "coder": ["Ada"] * 5, "start": [0, 5, 10, 0, 5], "end": [4, 9, 14, 4, 9]}
    >>> rows |= {"code": ["cost", "time", "help", "money", "time"], "round": ["1", "1", "1", "2", "2"]}
    >>> h = ic.codebook_history(ic.Study.from_segments(rows, lengths={"P1": 20}))
    >>> print(h.table())
    | Code | 1 | 2 | Changes |
    | --- | --- | --- | --- |
    | money | cost | x | 2: renamed |
    | help | x |  | 2: removed |
    <BLANKLINE>
    """
    from intercoder.codebooks import Codebook
    from intercoder.study import Study

    who = "codebook_history"
    notes: list[str] = []
    if isinstance(versions, Study):
        named, notes = _rounds_of(versions, _arguments.names(rounds, "rounds"))
    elif rounds is not None:
        raise BadArgument(
            f"{who}: rounds are chosen from one study; these are versions, named by the keys of a mapping"
        )
    elif isinstance(versions, Mapping):
        named = {str(name): version for name, version in versions.items()}
    elif isinstance(versions, list | tuple):
        named = {str(k): version for k, version in enumerate(versions, 1)}
    else:
        raise BadArgument(
            f"{who}: found {_frames.describe(versions)}; expected codebooks or studies, or a study with rounds"
        )
    given = list(named.values())
    if len(given) < 2:
        raise BadArgument(f"{who}: found {_display.plural(len(given), 'version')}; expected two or more")
    if all(isinstance(version, Codebook) for version in given):
        found = _core.history_of_codebooks([version._core for version in given])
    elif all(isinstance(version, Study) for version in given):
        found = _core.history_of_studies([version._core for version in given])
    else:
        kinds = ", ".join(dict.fromkeys(map(_frames.describe, given)))
        raise BadArgument(
            f"{who}: found {kinds}; expected codebooks only or studies only (the codebook of a study: study.codebook)"
        )
    return CodebookHistory(list(named), found, notes, given[-1]._backend)


def _rounds_of(study: Study, wanted: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Take a study apart into rounds; say what a round is, and what has none."""
    from intercoder.study import Study

    known = _core.rounds_of(study._core)
    if len(known) < 2:
        found = f"one round, '{known[0]}'" if known else "no rounds"
        raise BadArgument(
            f"codebook_history: the codings of this study have {found}; expected two or more, in a column 'round' of a "
            "table of marked stretches, or several studies"
        )
    chosen = wanted or known
    if len(set(chosen)) < len(chosen):
        raise BadArgument(f"rounds: {', '.join(chosen)}; expected each of them once")
    named: dict[str, Any] = {name: Study(_core.study_of_round(study._core, name), study._backend) for name in chosen}
    notes = ["Rounds of one study: a code is in a round if it was used there, or stands above one that was."]
    if without := study._coding_columns()["round"].count(""):
        notes.append(f"{_display.plural(without, 'coding')} without a round: left out.")
    return named, notes
