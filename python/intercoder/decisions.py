"""What people decided on links between codes: kept as data, apart from what was found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from intercoder import _arguments, _frames
from intercoder.errors import BadArgument

Verdict = Literal["confirmed", "rejected", "renamed"]


@dataclass(frozen=True)
class Decision:
    """What a person decided on a link between two codes, given by their paths."""

    code_a: str
    code_b: str
    decision: Verdict
    name: str = ""  #: what the joint code is called from now on; needed for ``"renamed"``
    by: str = ""
    why: str = ""


def checked(d: Decision, what: str) -> Decision:
    """Refuse what is no decision."""
    if d.decision not in get_args(Verdict):
        raise BadArgument(f"{what}: decision '{d.decision}'; expected one of {', '.join(get_args(Verdict))}")
    if d.decision == "renamed" and not d.name:
        raise BadArgument(f"{what}: '{d.code_a}' is renamed without a name; expected one")
    return d


def from_fields(given: Mapping[str, str], where: str = "decisions") -> Decision:
    """Make a decision of a dict, such as a row of a file; what else stands in it is left alone."""
    known = [f.name for f in fields(Decision)]
    if not isinstance(given, Mapping) or not {"code_a", "code_b", "decision"} <= set(given):
        raise BadArgument(f"{where}: found {given!r}; expected the fields {', '.join(known)}")
    texts = {name: "" if given.get(name) is None else str(given[name]).strip() for name in known}
    if not texts["code_a"] or not texts["code_b"]:
        raise BadArgument(f"{where}: '{texts['decision']}' of one code only; expected code_a and code_b")
    return Decision(**texts)  # type: ignore[arg-type]


def read_decisions(path: Path) -> list[Decision]:
    """Read a ``.json`` or ``.csv`` file; rows of a table without a decision are none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if path.suffix.lower() == ".json":
            rows = json.loads(text)
        else:
            first = text.partition("\n")[0]  # programs for tables write semicolons where the comma is for decimals
            between = ";" if first.count(";") > first.count(",") else ","
            rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=between))
    except (OSError, ValueError) as problem:
        raise BadArgument(f"decisions: {path.name} cannot be read: {problem}") from problem
    if not isinstance(rows, list):
        raise BadArgument(f"decisions: {path.name} holds {_frames.describe(rows)}; expected a list of decisions")
    named = [(f"decisions: {path.name}, row {k}", row) for k, row in enumerate(rows, 1)]
    return [from_fields(row, where) for where, row in named if not _undecided(row)]


def _undecided(row: Any) -> bool:
    return isinstance(row, Mapping) and not str(row.get("decision", "?") or "").strip()


def write_decisions(path: str | Path, decisions: Iterable[Decision], who: str) -> None:
    """Write decisions as ``.json`` or ``.csv``."""
    to = _arguments.file_to_write(path, [".json", ".csv"], who)
    rows = [asdict(d) for d in decisions]
    if to.suffix.lower() == ".json":
        _arguments.write_text(to, json.dumps(rows, indent=2, ensure_ascii=False) + "\n", who)
        return
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(Decision)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    _arguments.write_text(to, out.getvalue(), who)
