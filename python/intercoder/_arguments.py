"""What callers hand over: names, numbers, and files to read or to write, checked before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _codes, _core, _frames
from intercoder.errors import BadArgument, InsufficientData

if TYPE_CHECKING:
    from intercoder.study import Study

Undefined = Literal["nan", "raise"]


def study_of(given: Any, who: str) -> Study:
    """Check that a study was given."""
    from intercoder.study import Study

    if not isinstance(given, Study):
        raise BadArgument(f"{who}: found {_frames.describe(given)}; expected a Study, such as intercoder.read gives")
    return given


def two_sides(
    study: Any, coder_a: str | Iterable[str], coder_b: str | Iterable[str] | None, who: str
) -> tuple[_core.Study, str, str]:
    """Read two coders to be compared; several on one side are taken as one, and None stands for all the others."""
    core = study_of(study, who)._core
    first = names(coder_a, "coder_a")
    if not first:
        raise BadArgument(f"{who}: no coder_a; expected a name, or several")
    second = names(coder_b, "coder_b") or [name for name in core.coders if name not in first]
    if not second:
        raise BadArgument(f"{who}: {', '.join(first)} stand against nobody; expected another coder in the study")
    if twice := [name for name in first if name in second]:
        raise BadArgument(f"{who}: '{twice[0]}' is on both sides; expected different coders")
    for side in (first, second):
        if len(side) > 1:
            core = _core.take_as_one(core, side)
    return core, " + ".join(first), " + ".join(second)


def check_undefined(undefined: Any) -> None:
    """Check what is to become of a value that is undefined, before any work is done."""
    if undefined not in ("nan", "raise"):
        raise BadArgument(f"undefined: found {undefined!r}; expected 'nan' or 'raise'")


def unless_undefined(estimate: _core.Estimate, undefined: str) -> _core.Estimate:
    """Raise where a value is undefined and the caller wants an error then."""
    if undefined == "raise" and estimate.value != estimate.value:
        raise InsufficientData(f"{estimate.name}: {estimate.reason}")
    return estimate


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


def segments(given: Any, what: str = "segments") -> list[tuple[str, int, int]] | None:
    """Read segments: source, start and end of each, from a table with these columns or a list of triples."""
    if given is None:
        return None
    table = None if isinstance(given, str) else _frames.read_table(given, what)
    if table is not None:
        columns = [table.column(name, what).values.tolist() for name in ("source", "start", "end")]
        rows = list(zip(*columns, strict=True))
    elif isinstance(given, list | tuple) and all(isinstance(row, list | tuple) and len(row) == 3 for row in given):
        rows = [tuple(row) for row in given]
    else:
        found = _frames.describe(given)
        raise BadArgument(f"{what}: found {found}; expected a frame with the columns source, start and end, or triples")
    if not rows:
        raise BadArgument(f"{what}: none are given; expected a source, a start and an end for each")
    return [
        (
            _codes.name(source, what),
            _position(start, f"{what}: row {k}, start"),
            _position(end, f"{what}: row {k}, end"),
        )
        for k, (source, start, end) in enumerate(rows, 1)
    ]


def _position(value: Any, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, Real) or not float(value).is_integer():
        raise BadArgument(f"{what}: found {_frames.describe(value)}; expected a whole number, of code points")
    return int(float(value))


def level(value: Any) -> str:
    """Read a level of the codebook: "code", "theme", or a depth."""
    if isinstance(value, str) and value in ("code", "theme"):
        return value
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        raise BadArgument(
            f"level: found {value!r}; expected 'code', 'theme', or a depth of the codebook: 0 for the codes at the top, 1, ..."
        )
    return str(value)


def passages(
    study: Any,
    who: str,
    coders: Iterable[str] | None,
    sources: Iterable[str] | None,
    codes: Iterable[str] | None,
    level: Any = "code",
) -> tuple[_core.Study, list[str], list[str], list[str]]:
    """Read which passages of a study are compared, at a level of its codebook, where each code stands for itself."""
    given, chosen = study_of(study, who), names(codes, "codes")
    core = given._at(level)
    for code in chosen:
        given._at(level, code)
    return core, names(coders, "coders"), names(sources, "sources"), chosen


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
