"""Cells become indices of categories: each different code is one, or each different set of codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from intercoder import _codes, _core
from intercoder._codes import BOOLEAN, NUMBER, SET, TEXT, Declared, Distinct, kind_of, listing, show
from intercoder._frames import describe
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Codes(NamedTuple):
    """Indices of categories, and the categories."""

    codes: NDArray[np.int32]
    scale: _core.Scale
    boolean: bool


def encode(
    cells: Distinct, where: Callable[[int], str], declared: Declared | None, order: list[str] | None, missing: list[Any]
) -> Codes:
    """Turn values into indices of categories: the declared ones, or those of a categorical, or those that occur."""
    kept = [k for k, value in enumerate(cells.values) if not _codes.is_listed(value, missing)]
    kept.sort(key=lambda k: cells.first[k])
    kind = None
    for k in kept:
        value, place = cells.values[k], int(cells.first[k])
        found = kind_of(value)
        if found is None:
            raise BadArgument(f"ratings: {where(place)} holds {describe(value)}; expected text, a number or a boolean")
        if kind not in (None, found):
            each = ": a set in every cell, or in none" if SET in (kind, found) else ""
            raise BadArgument(
                f"ratings: {where(place)} holds {show(value)}, which is {found}, and others before it are not; "
                f"expected codes of one kind{each}"
            )
        kind = found
    if kind == SET:
        return _encode_sets(cells, kept, where, declared, order)
    read = _codes.reader(kind)
    values = {k: read(cells.values[k], f"ratings: {where(int(cells.first[k]))}") for k in kept}
    if declared is None and order is not None:
        declared = Declared(TEXT, order)
    if declared is not None:
        known = declared.values
        kind = kind or declared.kind
    else:
        known = [False, True] if kind == BOOLEAN else list(dict.fromkeys(values.values()))
        known = sorted(known) if kind == NUMBER else known
    index = {value: k for k, value in enumerate(known)} if declared is None or declared.kind == kind else {}
    code = np.full(len(cells.values) + 1, -1, dtype=np.int32)  # the last one is for nothing, which is -1
    for k, value in values.items():
        if value not in index:
            raise BadArgument(
                f"ratings: {where(int(cells.first[k]))} holds {show(value)}; known codes: {listing(known)}"
            )
        code[k] = index[value]
    return Codes(code[cells.place], _codes.scale_of(known, kind, declared is not None), kind == BOOLEAN)


def _encode_sets(
    cells: Distinct, kept: list[int], where: Callable[[int], str], declared: Declared | None, order: list[str] | None
) -> Codes:
    """Turn cells that are sets into indices of sets; `kept` are the distinct cells that are not missing."""
    if declared is None and order is not None:
        declared = Declared(TEXT, order)
    place: dict[Any, int] = {} if declared is None else {value: k for k, value in enumerate(declared.values)}
    kind = None if declared is None else declared.kind
    held: dict[int, list[Any]] = {}
    for k in kept:
        cell, here = cells.values[k], where(int(cells.first[k]))
        kind, held[k] = _codes_of_set(cell, f"ratings: {here}", kind)
        for value in held[k]:
            if declared is not None and value not in place:
                raise BadArgument(
                    f"ratings: {here} holds {show(value)}, in {show(cell)}; known codes: {listing(declared.values)}"
                )
            place.setdefault(value, len(place))
    known = [False, True] if kind == BOOLEAN and declared is None else list(place)
    if kind == NUMBER:
        known.sort()
    index = {value: k for k, value in enumerate(known)}
    sets: dict[tuple[int, ...], int] = {}
    code = np.full(len(cells.values) + 1, -1, dtype=np.int32)  # the last one is for nothing, which is -1
    for k, values in held.items():
        code[k] = sets.setdefault(tuple(sorted({index[value] for value in values})), len(sets))
    scale = _core.Scale.of_sets(_codes.scale_of(known, kind, declared is not None), list(sets))
    return Codes(code[cells.place], scale, kind == BOOLEAN)


def members(cell: Any) -> list[Any]:
    """List what a cell holds, always in the same order: a set has none that it keeps from run to run."""
    values = cell.reshape(-1).tolist() if isinstance(cell, np.ndarray) else list(cell)
    return sorted(values, key=lambda x: (str(type(x)), x)) if isinstance(cell, set | frozenset) else values


def _codes_of_set(cell: Any, where: str, kind: str | None) -> tuple[str | None, list[Any]]:
    """Read the codes of one set, all of one kind."""
    out = []
    try:
        values = members(cell)
    except TypeError:  # what cannot be put in order is of two kinds
        values = list(cell)
    for value in values:
        found = kind_of(value)
        if found in (None, SET) or value == "" or value != value:
            raise BadArgument(
                f"{where} holds {_codes.describe_code(value)} in a set; expected text, numbers or booleans: an empty "
                "set says that nothing applies, None in place of a set that the coder is missing"
            )
        if kind not in (None, found):
            raise BadArgument(
                f"{where} holds {show(value)} in a set, which is {found}; the other codes are not; expected "
                "codes of one kind"
            )
        kind = found
        out.append(_codes.reader(found)(value, where))
    return kind, out


def gather(
    cells: NDArray[Any], group: NDArray[np.int32], groups: int, where: Callable[[int], str], missing: list[Any]
) -> NDArray[Any]:
    """Make a set of the codes of all lines of each group; None where none of its lines has a code."""
    found = Distinct.of(cells)
    values = [
        _codes_of_set(value, f"ratings: {where(int(line))}", None)[1] if kind_of(value) == SET else [value]
        for value, line in zip(found.values, found.first, strict=True)
    ]
    left_out = [_codes.is_listed(value, missing) for value in found.values]
    out: list[set[Any] | None] = [None] * groups
    for g, k in zip(group.tolist(), found.place.tolist(), strict=True):
        if k >= 0 and not left_out[k]:
            out[g] = (out[g] or set()).union(values[k])
    return np.fromiter((None if s is None else frozenset(s) for s in out), dtype=object, count=groups)
