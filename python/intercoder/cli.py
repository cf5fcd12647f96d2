"""The command line."""

from __future__ import annotations

import io
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intercoder import __version__
from intercoder._codebook_commands import compare, diff, saturation, themes
from intercoder._command_input import (
    CoderFrom,
    Coders,
    Json,
    Level,
    Offsets,
    Uncoded,
    Unit,
    as_study,
    check_output,
    coders_of,
    kind_of,
    level_of,
    read_file,
    read_study,
)
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError

if TYPE_CHECKING:
    from intercoder.comparison import StudyAgreement
    from intercoder.ratings import Ratings
    from intercoder.results import Agreement
    from intercoder.study import Study

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    help="How far coders of qualitative data agree.",
)  # fmt: skip

USUAL, USUAL_OF_STUDIES = "krippendorff_alpha", "pooled_u_alpha"


@app.command()
def report(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A project (.qdpx, .qde), or a table of marked stretches (.csv, .tsv)."),
    ],
    coders: Coders = None,
    unit: Unit = "paragraph",
    uncoded: Uncoded = "agree",
    level: Level = "code",
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write the report as well: .html, .md or .json."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare coders of a study: values by code and over all, overlap, disagreements, a methods paragraph."""
    check_output(output)
    study = read_study(file, offsets, coder_from)
    found = study.agreement(
        coders=coders_of(coders, study._core.coders),
        unit=unit,  # type: ignore[arg-type]
        uncoded=uncoded,  # type: ignore[arg-type]
        level=level_of(level),
    )
    _tell(found, output, as_json)


@app.command()
def agreement(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Tables (.csv, .tsv, also .gz) or studies (.qdpx, segments): one result each."
        ),
    ],
    columns: Annotated[
        str | None,
        typer.Option(metavar="A,B,C", help="Columns of unit, coder and code; with --wide those of the coders."),
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="A row for each unit, a column for each coder.")] = False,
    coefficient: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="One or several, such as gwet_ac,scott_pi; by default krippendorff_alpha. Of studies, whose coders mark "
            "passages of their own choosing: pooled_u_alpha (the default), u_alpha, gamma, boundary_similarity, ...",
        ),
    ] = None,
    weights: Annotated[
        str, typer.Option(metavar="NAME", help="nominal, ordinal, interval, ratio, linear, quadratic, ...")
    ] = "nominal",
    source: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN", help="Column with the source of each unit: units of one source are not independent."
        ),
    ] = None,
    duplicates: Annotated[
        str, typer.Option(metavar="RULE", help="A unit that a coder coded twice: error, or keep the first or the last.")
    ] = "error",
    coders: Coders = None,
    as_json: Json = False,
) -> None:
    """Compute agreement on tables of codes, or on what coders marked in texts."""
    from intercoder._codes import listing
    from intercoder.agreement import COEFFICIENTS
    from intercoder.capabilities import OF_STUDIES, compute_by_name
    from intercoder.study import Study

    wanted = _coefficients(coefficient)
    if weights != "nominal" and (without := [name for name in wanted if name not in COEFFICIENTS | OF_STUDIES]):
        raise BadArgument(f"--weights: found {weights}; {without[0]} has no weights to choose")
    names = None if columns is None else [name.strip() for name in columns.split(",")]
    if names is not None and not wide and len(names) != 3:
        raise BadArgument(f"--columns: found {columns!r}; expected three names, such as unit,coder,code")
    results = []
    for file in files:
        found_in = _read_to_compare(file, names, wide, source, duplicates, wanted)
        if isinstance(found_in, Study):
            chosen = coders_of(coders, found_in._core.coders)
            results += [(str(file), OF_STUDIES[name](found_in, coders=chosen)) for name in wanted or [USUAL_OF_STUDIES]]
            continue
        chosen = coders_of(coders, found_in.coders)
        ratings = found_in if chosen is None else found_in.select(coders=chosen)
        # Columns that nobody named may be something else than coders.
        title = f"{file} (coders: {listing(ratings.coders)})" if wide and names is None else str(file)
        results += [(title, compute_by_name(name, ratings, weights)) for name in wanted or [USUAL]]
    if as_json:
        found = [{"file": str(file)} | json.loads(a.to_json()) for file, a in results]
        typer.echo(json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False, indent=2))
    else:
        _print_agreements(results)


@app.command()
def plan(
    target: Annotated[float, typer.Option(help="The true value that is hoped for.")] = 0.8,
    minimum: Annotated[
        float | None, typer.Option(help="The lower limit of the interval shall lie above it; .667 without --width.")
    ] = None,
    width: Annotated[float | None, typer.Option(help="The interval shall be no wider than this.")] = None,
    prevalence: Annotated[float, typer.Option(help="Share of the units that have the code.")] = 0.1,
    coders: Annotated[int, typer.Option(help="How many code the same units.")] = 2,
    sources: Annotated[int, typer.Option(help="How many sources there are.")] = 18,
    units_per_source: Annotated[int, typer.Option(help="How many units each source has.")] = 40,
    rho: Annotated[float, typer.Option(help="Correlation of units of one source; .05 where nothing is known.")] = 0.05,
    level: Annotated[float, typer.Option(help="Of the interval.")] = 0.95,
    power: Annotated[float, typer.Option(help="How often the lower limit shall lie above the minimum.")] = 0.8,
    seed: Annotated[int, typer.Option(help="Of the simulated data.")] = 0,
    as_json: Json = False,
) -> None:
    """Plan how many units of how many sources all coders code."""
    from intercoder.planning import plan as make_plan

    found = make_plan(
        target=target, minimum=0.667 if minimum is None and width is None else minimum, width=width,
        prevalence=prevalence, coders=coders, sources=sources, units_per_source=units_per_source, rho=rho, level=level,
        power=power, seed=seed,
    )  # fmt: skip
    typer.echo(found.to_json() if as_json else f"{found!r}\n\n{found.sentence()}\n\n{found.advice()}")


for _command in (compare, themes, saturation, diff):
    app.command()(_command)


@app.command()
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A project, a codebook, or a table of marked stretches.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=".qdpx, .csv, .tsv, .json, or .qdc for the codebook.")],
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    as_json: Json = False,
) -> None:
    """Turn a file into one of another format."""
    from intercoder import _arguments
    from intercoder.codebooks import Codebook

    _arguments.file_to_write(target, [".qdpx", ".csv", ".tsv", ".json", ".qdc"], "convert")
    if target.exists() and source.exists() and target.samefile(source):
        raise BadArgument(f"convert: '{target}' is the file that is read; expected another, so that nothing is lost")
    what = read_file(source, offsets, coder_from)
    codebook = target.suffix.lower() == ".qdc"
    if isinstance(what, Codebook):
        if not codebook:
            raise BadArgument(f"convert: {source} holds a codebook, which '{target}' cannot hold; expected .qdc")
        what.write(target)
    else:
        study = as_study(what, source)
        study.codebook.write(target) if codebook else study.write(target)
    typer.echo(json.dumps({"written": str(target)}, ensure_ascii=False) if as_json else f"Wrote {target}.")


@app.command()
def demo(as_json: Json = False) -> None:
    """Do the main job on the study that comes with the package: print the result, write report.html."""
    from intercoder.datasets import study_path

    output = Path("report.html")
    check_output(output)
    _tell(read_study(study_path(), "auto", "auto").agreement(), output, as_json)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Options of the command itself."""


def main() -> None:
    """Run a command; exit with 0 when done, 2 when the call is wrong, 3 when the file is."""
    _write_anything()
    try:
        try:
            if sys.argv[1:] == ["--version"]:
                print(f"intercoder {__version__}")
            else:
                app()
        finally:
            sys.stdout.flush()
    except IntercoderError as error:
        print(f"intercoder: {error}", file=sys.stderr)
        sys.exit(3 if isinstance(error, BadFile | InsufficientData) else 2)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left to write at the end would fail again
        if not isinstance(error, BrokenPipeError):  # such as `head`, which has read enough
            print(f"intercoder: cannot write what was found: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _write_anything() -> None:
    """Let a character that the terminal does not know be no reason to stop; JSON is UTF-8 wherever it is read."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding="utf-8" if "--json" in sys.argv else None)


# --- reading ------------------------------------------------------------------------------------------------------


def _read_to_compare(
    file: Path, names: list[str] | None, wide: bool, source: str | None, duplicates: str, coefficients: list[str]
) -> Ratings | Study:
    """Read a table of codes, or a study where the coefficients are of studies."""
    from intercoder.capabilities import OF_STUDIES
    from intercoder.io import OtherColumns, read
    from intercoder.ratings import Ratings
    from intercoder.study import Study

    keywords: dict[str, Any] = {"source": source, "wide": wide, "duplicates": duplicates}
    if names is not None:
        keywords |= {"coder": names} if wide else dict(zip(("unit", "coder", "code"), names, strict=True))
    try:
        what = read(file, **keywords)
    except OtherColumns as error:
        raise error if names else BadArgument(f"{error}; name yours with --columns, or try --wide") from None
    of_tables = [name for name in coefficients if name not in OF_STUDIES]
    if isinstance(what, Ratings) and len(of_tables) == len(coefficients):
        return what
    if isinstance(what, Study) and not of_tables:
        return what
    if isinstance(what, Ratings):
        of_studies = next(name for name in coefficients if name in OF_STUDIES)
        raise BadFile(
            f"{file}: holds {kind_of(what)}; expected a study, with passages that coders marked, for {of_studies}"
        )
    hint = f"; try: intercoder report {shlex.quote(str(file))}" if isinstance(what, Study) else ""
    expected = "a table of units, coders and codes" + (f" for {of_tables[0]}" if of_tables else "")
    raise BadFile(f"{file}: holds {kind_of(what)}; expected {expected}{hint}")


def _coefficients(given: list[str] | None) -> list[str]:
    """Read names of coefficients; none stands for the usual one."""
    from intercoder.capabilities import EVERYTHING, OF_STUDIES

    names = [name.strip() for text in given or [] for name in text.split(",")]
    for name in names:
        if name not in EVERYTHING and name not in OF_STUDIES:
            raise BadArgument(
                f"--coefficient: '{name}'; known: {', '.join(EVERYTHING)}; of studies: {', '.join(OF_STUDIES)}"
            )
    return names


# --- telling ------------------------------------------------------------------------------------------------------


def _tell(found: StudyAgreement, output: Path | None, as_json: bool) -> None:
    from intercoder import _terminal
    from intercoder._view import View

    if as_json:
        typer.echo(found.to_json())
    else:
        _terminal.show(View(found.to_dict()))
    if output is not None:
        found.report(output)
        typer.echo(f"\nWrote {output}.", err=as_json)


def _print_agreements(results: list[tuple[str, Agreement]]) -> None:
    for number, (title, found) in enumerate(results):
        if number:
            typer.echo()
        typer.echo(title)
        typer.echo("\n".join(f"  {line}" for line in repr(found).splitlines()))
