"""What people decided on links between codes: kept as data, apart from what was found."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, get_args

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


def from_fields(given: Mapping[str, str]) -> Decision:
    """Make a decision of a dict, such as a row of a file."""
    known = {f.name for f in fields(Decision)}
    if not isinstance(given, Mapping) or not {"code_a", "code_b", "decision"} <= set(given) <= known:
        raise BadArgument(f"decisions: found {given!r}; expected the fields {', '.join(sorted(known))}")
    texts = {name: "" if value is None else str(value) for name, value in given.items()}
    return Decision(**texts)  # type: ignore[arg-type]


def read_decisions(path: Path) -> list[Mapping[str, str]]:
    """Read the rows of a ``.json`` or ``.csv`` file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = (
            json.loads(text) if path.suffix.lower() == ".json" else list(csv.DictReader(io.StringIO(text, newline="")))
        )
    except (OSError, ValueError) as problem:
        raise BadArgument(f"decisions: {path.name} cannot be read: {problem}") from problem
    if not isinstance(rows, list):
        raise BadArgument(f"decisions: {path.name} holds {_frames.describe(rows)}; expected a list of decisions")
    return rows


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
