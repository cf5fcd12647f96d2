"""Different values become categories: of one kind, in an order, with everything else refused by name and place."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from intercoder import _core
from intercoder._display import whole_numbers
from intercoder._frames import EXACT, describe
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBER, TEXT, BOOLEAN, SET = "a number", "text", "a boolean", "a set of codes"
MOST_LISTED = 20  # categories that a message lists


class Distinct(NamedTuple):
    """The different values of an array: ascending numbers, or anything else in order of appearance."""

    values: list[Any]
    first: NDArray[Any]  # the cell where each occurs first
    place: NDArray[np.int32]  # which of them each cell holds; -1 for nothing

    @classmethod
    def of(cls, cells: NDArray[Any]) -> Distinct:
        """Tell the cells of an array apart."""
        if cells.dtype.kind in "iuf":
            flat = cells.reshape(-1)
            first, place = _core.distinct_numbers(flat)
            return cls(flat[first].tolist(), first, place)
        values, first, place = _core.distinct_objects(np.ascontiguousarray(cells, dtype=object))
        return cls(values, first, place)


class Declared(NamedTuple):
    """The categories that the caller names, all of one kind; numbers ascending."""

    kind: str
    values: list[Any]


def kind_of(value: Any) -> str | None:
    """Name the kind of a code; None for what cannot be one."""
    if isinstance(value, bool | np.bool_):
        return BOOLEAN
    if isinstance(value, str):
        return TEXT
    if isinstance(value, set | frozenset | list | tuple | np.ndarray):
        return SET
    return NUMBER if isinstance(value, int | float | Decimal | np.integer | np.floating) else None


def declare(categories: Iterable[Any] | None) -> Declared | None:
    """Check the categories that the caller names."""
    if categories is None:
        return None
    if isinstance(categories, str | Mapping) or not isinstance(categories, Iterable):
        raise BadArgument(f"categories: found {describe(categories)}; expected a list, such as ['no', 'yes']")
    values = list(categories)
    if not values:
        raise BadArgument("categories: an empty list; expected at least one category")
    kinds = {kind_of(value): value for value in reversed(values)}
    if SET in kinds:
        raise BadArgument(f"categories: found {describe(kinds[SET])}; expected the single codes that sets are made of")
    if None in kinds:
        raise BadArgument(f"categories: found {describe(kinds[None])}; expected text, numbers or booleans")
    if len(kinds) > 1:
        first, second = list(kinds.values())[-1], list(kinds.values())[-2]
        raise BadArgument(f"categories: {show(first)} and {show(second)} are of two kinds; expected one")
    kind = str(next(iter(kinds)))
    if kind == NUMBER:
        values = sorted(number(value, "categories") for value in values)
    elif kind == BOOLEAN:
        values = [bool(value) for value in values]
    else:
        values = [text(value, "categories") for value in values]
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            raise BadArgument(f"categories: {show(value)} is given twice")
        seen.add(value)
    return Declared(kind, values)


def number(value: Any, where: str) -> float:
    """Read a number that a float holds exactly."""
    if isinstance(value, int | np.integer) and abs(int(value)) > EXACT:
        shown = str(value) if abs(int(value)) < 10**40 else "a number of more than 40 digits"
        raise BadArgument(
            f"{where} holds {shown}; whole numbers beyond 2^53 cannot be told apart; expected smaller ones, or text"
        )
    out = float(value)
    if not math.isfinite(out):
        raise BadArgument(f"{where} holds {out}; expected a finite number, or NaN for a missing code")
    return out


def text(value: str, where: str) -> str:
    """Read text that can be written down: a lone half of a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadArgument(f"{where} holds {value!r}, which is not valid Unicode") from None
    return value


def name(value: Any, where: str) -> str:
    """Name a unit, a coder or a source."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return text(str(value), where)


def show(value: Any) -> str:
    """Write a code as messages do: text in quotes, whole numbers without a point, a set in braces."""
    if kind_of(value) == SET:
        return "{" + ", ".join(x if isinstance(x, str) else show(x) for x in sorted(value, key=str)) + "}"
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return str(int(value))
    return repr(value) if isinstance(value, str) else str(value)


def plain(value: Any) -> Any:
    """Give a code as a value that JSON can hold: a set as a list, in order."""
    return sorted(value) if isinstance(value, frozenset) else value


def listing(values: Collection[Any]) -> str:
    """List categories as messages do, not too many of them."""
    shown = ", ".join(value if isinstance(value, str) else show(value) for value in list(values)[:MOST_LISTED])
    return shown if len(values) <= MOST_LISTED else f"{shown}, ... ({len(values)} in all)"


def listed_missing(missing: Any) -> list[Any]:
    """Read the values that the caller lists as missing; one value may stand alone."""
    if isinstance(missing, str) or not isinstance(missing, Iterable):
        return [missing]
    return list(missing)


def describe_code(value: Any) -> str:
    """Say what was found in place of a code."""
    return "empty text" if isinstance(value, str) and not value else describe(value)


def reader(kind: str | None) -> Callable[[Any, str], Any]:
    """Give the function that reads a code of this kind and says where it cannot."""
    return {NUMBER: number, TEXT: text}.get(kind or "", lambda value, _: bool(value))


def is_listed(value: Any, missing: list[Any]) -> bool:
    """Say whether a value is one of those listed as missing; True is not 1. No set is."""
    kind = kind_of(value)
    return kind != SET and any(kind == kind_of(other) and value == other for other in missing)


def scale_of(values: list[Any], kind: str | None, declared: bool) -> _core.Scale:
    """Make the scale of the core."""
    if kind == NUMBER:
        return _core.Scale.of_numbers([float(value) for value in values], declared)
    return _core.Scale.of_labels([str(value) for value in values], declared or kind == BOOLEAN)


def categories_of(scale: _core.Scale, boolean: bool) -> tuple[Any, ...]:
    """Give the categories of a scale as the codes that they stand for; sets as frozensets."""
    if scale.set_valued:
        codes = categories_of(scale.codes, boolean)
        return tuple(frozenset(codes[k] for k in held) for held in scale.sets)
    if scale.numeric:
        return tuple(whole_numbers(scale.values))
    return tuple(label == "True" for label in scale.labels) if boolean else tuple(scale.labels)
