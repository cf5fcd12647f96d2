"""A table of marked stretches, and what may come beside it: read and checked, before a study is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _arguments, _codes, _frames
from intercoder._codes import Distinct
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray


def column_of(name: str, values: NDArray[Any]) -> tuple[str, list[str], NDArray[np.int32]]:
    """Read a column: its name, its different values as text, and which of them each row holds."""
    cells = Distinct.of(values)
    for value, row in zip(cells.values, cells.first, strict=True):
        if _codes.kind_of(value) is None:
            found = _frames.describe(value)
            raise BadArgument(f"segments: row {row + 1}, column '{name}' holds {found}; expected text or a number")
    return name, [_codes.name(value, f"segments: column '{name}'") for value in cells.values], cells.place


def texts_of(texts: Mapping[Any, str] | None) -> list[tuple[str, str]]:
    """Read the text of each source."""
    return [(_codes.name(name, "texts"), _text(name, text)) for name, text in _pairs(texts, "texts", "text")]


def _text(name: Any, text: Any) -> str:
    if not isinstance(text, str):
        raise BadArgument(f"texts: source '{name}' has {_frames.describe(text)}; expected its text")
    return _codes.text(text, f"texts: source '{name}'")


def lengths_of(lengths: Mapping[Any, int] | None) -> list[tuple[str, int]]:
    """Read how long the text of each source is."""
    out = []
    for name, length in _pairs(lengths, "lengths", "length"):
        if isinstance(length, bool) or not isinstance(length, int | np.integer):
            raise BadArgument(f"lengths: source '{name}' has {_frames.describe(length)}; expected a whole number")
        out.append((_codes.name(name, "lengths"), int(length)))
    return out


def _pairs(given: Any, what: str, thing: str) -> Iterable[tuple[Any, Any]]:
    if given is not None and not isinstance(given, Mapping):
        raise BadArgument(f"{what}: found {_frames.describe(given)}; expected a dict of sources, each with its {thing}")
    return () if given is None else given.items()


def assignments_of(given: Any) -> list[tuple[str, str]]:
    """Read who looked at which source."""
    what = "assignments"
    if given is None:
        return []
    by_coder = isinstance(given, Mapping) and not {"coder", "source"} <= set(given)
    table = None if by_coder else _frames.read_table(given, what)
    if table is not None:
        columns = [table.column(name, what).values for name in ("coder", "source")]
        return [(_codes.name(coder, what), _codes.name(source, what)) for coder, source in zip(*columns, strict=True)]
    if not isinstance(given, Mapping):
        found = _frames.describe(given)
        raise BadArgument(f"{what}: found {found}; expected a dict of coders, each with sources, or a frame")
    return [
        (_codes.name(coder, what), source)
        for coder, sources in given.items()
        for source in _arguments.names(sources, f"{what} of {coder}")
    ]
