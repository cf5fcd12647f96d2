"""What callers hand over: names, numbers, and files to read or to write, checked before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from pathlib import Path
from typing import Any

from intercoder import _codes, _frames
from intercoder.errors import BadArgument


def names(given: Any, what: str) -> list[str]:
    """Read names of coders or sources; an empty list stands for all of them."""
    if given is None:
        return []
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, Iterable):
        raise BadArgument(f"{what}: found {_frames.describe(given)}; expected a list of names, or None for all")
    out = [_codes.name(name, what) for name in given]
    if not out:
        raise BadArgument(f"{what}: an empty list; expected names, or None for all")
    return out


def number(value: Any, what: str) -> float:
    """Read a number; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise BadArgument(f"{what}: found {_frames.describe(value)}; expected a number")
    return float(value)


def whole(value: Any, what: str) -> int:
    """Read a whole number that is not negative, such as a seed."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**64:
        raise BadArgument(f"{what}: found {value!r}; expected a whole number from 0 to 2^64 - 1")
    return value


def file_to_write(path: str | Path, endings: Sequence[str], who: str) -> Path:
    """Check that a file of one of these kinds can be written, before any work is done."""
    if not isinstance(path, str | Path):
        raise BadArgument(f"{who}: found {_frames.describe(path)}; expected the path of a file")
    to = Path(path)
    if to.is_dir():
        raise BadArgument(f"{who}: '{to}' is a folder; expected a file, such as '{to / ('out' + endings[0])}'")
    if to.suffix.lower() not in endings:
        found = f"ends in '{to.suffix}'" if to.suffix else "has no ending"
        raise BadArgument(f"{who}: '{to}' {found}; known endings: {', '.join(endings)}")
    if not to.parent.is_dir():
        raise BadArgument(f"{who}: there is no folder '{to.parent}' to write '{to.name}' into")
    return to


def write_text(to: Path, text: str, who: str) -> None:
    """Write a file that `file_to_write` has checked."""
    try:
        to.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadArgument(f"{who}: cannot write '{to}': {error.strerror}") from None
