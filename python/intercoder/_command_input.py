"""What commands are given: options that several have, and files as studies, tables or codebooks."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intercoder.errors import BadArgument, BadFile

if TYPE_CHECKING:
    from intercoder.study import Study

Coders = Annotated[
    list[str] | None,
    typer.Option(metavar="A,B", help="Compare these, in one list or each with its own --coders; by default all."),
]
Unit = Annotated[
    str,
    typer.Option(
        metavar="UNIT",
        help="What the text is cut into: paragraph, sentence, token, turn, segment, source or character.",
    ),
]
Level = Annotated[
    str, typer.Option(metavar="LEVEL", help="Compare codes, or what they count as: theme, or a depth (0 is the top).")
]
Uncoded = Annotated[
    str,
    typer.Option(
        metavar="RULE", help="A unit that a coder gave no code: agree (the coder says no), exclude, or missing."
    ),
]
Offsets = Annotated[
    str, typer.Option(metavar="WAY", help="How the file counts positions: auto, cp-lf, u16-raw, u16-lf, cp-raw, utf8.")
]
CoderFrom = Annotated[str, typer.Option(metavar="WHERE", help="Whose coding it is: auto, coding or selection.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def read_study(file: Path, offsets: str, coder_from: str) -> Study:
    return as_study(read_file(file, offsets, coder_from), file)


def read_file(file: Path, offsets: str, coder_from: str) -> Any:
    from intercoder.io import OtherColumns, read

    try:
        return read(file, offsets=offsets, coder_from=coder_from)
    except OtherColumns as error:  # no option names them
        found = str(error).partition("; expected")[0]
        raise BadFile(f"{found}; expected source, coder, start, end, code, a row for each marked stretch") from None


def as_study(what: Any, file: Path) -> Study:
    from intercoder.study import Study

    if isinstance(what, Study):
        return what
    hint = f"; try: intercoder agreement {shlex.quote(str(file))}" if hasattr(what, "n_units") else ""
    raise BadFile(f"{file}: holds {kind_of(what)}, and no marked text; expected a study{hint}")


def kind_of(what: Any) -> str:
    return {"Study": "a study", "Codebook": "a codebook", "Ratings": "a table of codes"}[type(what).__name__]


def coders_of(given: list[str] | None, known: Sequence[str]) -> list[str] | None:
    """Read names of coders among those that there are; names may hold commas themselves."""
    if not given:
        return None
    names = [name for text in given for name in ([text] if text in known else [x.strip() for x in text.split(",")])]
    if not any(names):
        raise BadArgument(f"--coders: no names; expected some of {', '.join(known)}")
    return [name for name in names if name]


def level_of(given: str) -> Any:
    """Read a level: a name, or a depth."""
    return int(given) if given.isdecimal() else given


def check_output(output: Path | None) -> None:
    """Say what is wrong with the output before work is done."""
    from intercoder import _arguments, _render

    if output is not None:
        _arguments.file_to_write(output, [*_render.WRITERS, ".json"], "report")
