"""The command line: ``intercoder report study.qdpx --coders A,B -o report.html``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from intercoder import __version__
from intercoder.errors import BadArgument, BadFile, IntercoderError

app = typer.Typer(add_completion=False, no_args_is_help=True, help="How far do the coders of qualitative data agree?")

Offsets = Annotated[
    str, typer.Option(help="How the file counts positions: auto, cp-lf, u16-raw, u16-lf, cp-raw, utf8.")
]
CoderFrom = Annotated[str, typer.Option(help="Whose coding it is: auto, coding, selection.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _names(text: str | None) -> list[str] | None:
    return [x.strip() for x in text.split(",") if x.strip()] if text else None


def _study(file: Path, offsets: str, coder_from: str) -> Any:
    from intercoder.io import read
    from intercoder.study import Study

    study = read(file, offsets=offsets, coder_from=coder_from)
    if not isinstance(study, Study):
        raise BadFile(
            f"{file.name}: holds no codings of text; expected a project, or a table with source, coder, start, end, code"
        )
    return study


def _console() -> Any:
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 110, soft_wrap=False)


@app.command()
def report(
    file: Annotated[Path, typer.Argument(help="A project (.qdpx, .qde), or a table of segments (.csv, .tsv).")],
    coders: Annotated[str | None, typer.Option(help="Names, separated by commas; otherwise all.")] = None,
    unit: Annotated[str, typer.Option(help="paragraph, source or character.")] = "paragraph",
    uncoded: Annotated[str, typer.Option(help="What no code means: agree, exclude or missing.")] = "agree",
    coefficient: Annotated[str, typer.Option(help="The headline coefficient.")] = "krippendorff_alpha",
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file: .html, .md or .json.")] = None,
    as_json: Json = False,
) -> None:
    """Compare the coders of a study, code by code and over all: the main job."""
    from intercoder.report import report as write
    from intercoder.report import show

    agreement = _study(file, offsets, coder_from).agreement(
        coefficient, coders=_names(coders), unit=unit, uncoded=uncoded
    )
    if output is not None:
        write(agreement, output)
    if as_json:
        typer.echo(agreement.to_json())
        return
    show(agreement.to_dict(), _console())
    if output is not None:
        typer.echo(f"\nwritten: {output}")


@app.command()
def agreement(
    files: Annotated[list[Path], typer.Argument(help="Tables (.csv, .tsv, also .gz) of unit, coder, code.")],
    columns: Annotated[str, typer.Option(help="Columns of a long table: unit,coder,code.")] = "unit,coder,code",
    wide: Annotated[bool, typer.Option(help="One row a unit, one column a coder.")] = False,
    coefficient: Annotated[str, typer.Option(help="Which coefficient.")] = "krippendorff_alpha",
    weights: Annotated[str, typer.Option(help="nominal, ordinal, interval, ratio, linear, quadratic, ...")] = "nominal",
    source: Annotated[str | None, typer.Option(help="The column that names each unit's source.")] = None,
    as_json: Json = False,
) -> None:
    """Compute one coefficient, with its interval, from tables."""
    import intercoder as ic
    from intercoder.agreement import COEFFICIENTS

    roles = [x.strip() for x in columns.split(",")]
    if len(roles) != 3:
        raise BadArgument(f"--columns {columns}: {len(roles)} names; expected three: unit, coder, code")
    if coefficient not in COEFFICIENTS:
        raise BadArgument(f"--coefficient {coefficient}; known: {', '.join(COEFFICIENTS)}")
    results = []
    for file in files:
        ratings = ic.read(file, columns=(roles[0], roles[1], roles[2]), source=source, wide=wide, format="csv")
        if not isinstance(ratings, ic.Ratings):
            raise BadFile(f"{file.name}: a table of segments; use 'intercoder report'")
        results.append((file, COEFFICIENTS[coefficient](ratings, weights=weights)))
    if as_json:
        found = [{"file": f.name} | json.loads(a.to_json()) for f, a in results]
        typer.echo(json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False, indent=2))
        return
    for file, a in results:
        typer.echo(f"{file.name}\n{a}" if len(results) > 1 else str(a))


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A project, a codebook, or a table of segments.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=".qdpx, .qdc, .csv or .json.")],
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
) -> None:
    """Turn one file into another: projects, codebooks, tables of segments, JSON."""
    from intercoder import _core
    from intercoder.io import read
    from intercoder.study import Codebook

    kind = target.suffix.lower()
    if kind not in (".qdpx", ".qdc", ".csv", ".json"):
        raise BadArgument(f"convert: '{target.name}'; expected a name that ends in .qdpx, .qdc, .csv or .json")
    if not target.parent.is_dir():
        raise BadArgument(f"convert: '{target}' is in a folder that is not there; expected a file")
    if source.suffix.lower() == ".qdc":
        book: Codebook = read(source)
        if kind != ".qdc":
            raise BadArgument(f"convert: '{source.name}' is a codebook; it can only become a .qdc")
        book.write(target)
    else:
        study = _study(source, offsets, coder_from)
        if kind == ".qdpx":
            study.write(target)
        elif kind == ".qdc":
            study.codebook.write(target)
        elif kind == ".json":
            target.write_text(_core.study_json(study._core) + "\n", encoding="utf-8")
        else:
            _write_segments(study, target)
    typer.echo(f"written: {target}")


def _write_segments(study: Any, target: Path) -> None:
    import csv

    columns, paths = study._columns, study._paths
    sources, coders = study._core.sources["source"], study.coders
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["source", "coder", "code", "start", "end", "text", "round"])
        for i, text in enumerate(columns["text"]):
            whole = bool(columns["whole_source"][i])
            where = ["", ""] if whole else [int(columns["start"][i]), int(columns["end"][i])]
            names = [sources[columns["source"][i]], coders[columns["coder"][i]], paths[columns["code"][i]]]
            writer.writerow([*names, *where, text or "", columns["round"][i]])


@app.command()
def demo() -> None:
    """Run the main job on the shipped study: prints the result, writes report.html."""
    from intercoder.datasets import study_path
    from intercoder.report import report as write
    from intercoder.report import show

    result = _study(study_path(), "auto", "auto").agreement(coders=["VR", "ML"])
    show(result.to_dict(), _console())
    write(result, Path("report.html"))
    typer.echo("\nwritten: report.html")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"intercoder {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take options that come before a command."""


def main() -> None:
    """Run a command; exit with 0 when done, 2 when the call is wrong, 3 when the file is."""
    try:
        app()
    except BadFile as e:
        typer.echo(f"intercoder: {e}", err=True)
        sys.exit(3)
    except IntercoderError as e:
        typer.echo(f"intercoder: {e}", err=True)
        sys.exit(2)
    except OSError as e:
        typer.echo(f"intercoder: {e.filename or 'file'}: {e.strerror}", err=True)
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
