"""The command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intercoder import __version__
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

Coders = Annotated[
    list[str] | None, typer.Option(help="Compare these, as A,B or each with its own --coders; by default all.")
]
Unit = Annotated[str, typer.Option(help="What the text is cut into: paragraph, source or character.")]
Uncoded = Annotated[
    str, typer.Option(help="A unit that a coder gave no code: agree (the coder says no), exclude, or missing.")
]
Offsets = Annotated[
    str, typer.Option(help="How the file counts positions: auto, cp-lf, u16-raw, u16-lf, cp-raw, utf8.")
]
CoderFrom = Annotated[str, typer.Option(help="Whose coding it is: auto, coding or selection.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def report(
    file: Annotated[Path, typer.Argument(help="A project (.qdpx, .qde), or a table of marked stretches (.csv, .tsv).")],
    coders: Coders = None,
    unit: Unit = "paragraph",
    uncoded: Uncoded = "agree",
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the report as well: .html, .md or .json.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare coders of a study: values by code and over all, overlap, disagreements, a methods paragraph."""
    _check_output(output)
    study = _read_study(file, offsets, coder_from)
    found = study.agreement(coders=_coders(coders, study), unit=unit, uncoded=uncoded)  # type: ignore[arg-type]
    _tell(found, output, as_json)


@app.command()
def agreement(
    files: Annotated[list[Path], typer.Argument(help="Tables (.csv, .tsv, also .gz): one result each.")],
    columns: Annotated[
        str | None, typer.Option(help="Names of columns: unit,coder,code; with --wide those of the coders.")
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="A row for each unit, a column for each coder.")] = False,
    coefficient: Annotated[
        list[str] | None, typer.Option(help="One or several, such as cohen_kappa or gwet_ac,scott_pi.")
    ] = None,
    weights: Annotated[str, typer.Option(help="nominal, ordinal, interval, ratio, linear, quadratic, ...")] = "nominal",
    source: Annotated[
        str | None, typer.Option(help="Column with the source of each unit: units of one source are not independent.")
    ] = None,
    duplicates: Annotated[
        str, typer.Option(help="A unit that a coder coded twice: error, or keep the first or the last.")
    ] = "error",
    as_json: Json = False,
) -> None:
    """Compute agreement on tables of codes."""
    functions = _coefficients(coefficient or ["krippendorff_alpha"])
    names = None if columns is None else [name.strip() for name in columns.split(",")]
    if names is not None and not wide and len(names) != 3:
        raise BadArgument(f"--columns: found {columns!r}; expected three names, such as unit,coder,code")
    results = []
    for file in files:
        ratings = _read_ratings(file, names, wide, source, duplicates)
        results += [(file, function(ratings, weights=weights)) for function in functions]
    if as_json:
        found = [{"file": file.name} | json.loads(a.to_json()) for file, a in results]
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


@app.command()
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A project, a codebook, or a table of marked stretches.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help=".qdpx, .csv, .tsv, .json, or .qdc for the codebook.")],
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
) -> None:
    """Turn a file into one of another format."""
    from intercoder.codebooks import Codebook
    from intercoder.io import read

    what = read(source, offsets=offsets, coder_from=coder_from)
    if isinstance(what, Codebook):
        what.write(target)
    else:
        study = _as_study(what, source)
        study.codebook.write(target) if target.suffix.lower() == ".qdc" else study.write(target)
    typer.echo(f"Wrote {target}.")


@app.command()
def demo() -> None:
    """Do the main job on the study that comes with the package: print the result, write report.html."""
    from intercoder.datasets import study_path

    output = Path("report.html")
    _check_output(output)
    _tell(_read_study(study_path(), "auto", "auto").agreement(), output, as_json=False)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Options of the command itself."""


def main() -> None:
    """Run a command; exit with 0 when done, 2 when the call is wrong, 3 when the file is."""
    if sys.argv[1:] == ["--version"]:
        print(f"intercoder {__version__}")
        return
    try:
        app()
    except IntercoderError as error:
        print(f"intercoder: {error}", file=sys.stderr)
        sys.exit(3 if isinstance(error, BadFile | InsufficientData) else 2)
    except KeyboardInterrupt:
        sys.exit(130)


# --- reading ------------------------------------------------------------------------------------------------------


def _read_study(file: Path, offsets: str, coder_from: str) -> Study:
    from intercoder.io import read

    return _as_study(read(file, offsets=offsets, coder_from=coder_from), file)


def _as_study(what: Any, file: Path) -> Study:
    from intercoder.study import Study

    if isinstance(what, Study):
        return what
    hint = f"; try: intercoder agreement {file.name}" if hasattr(what, "n_units") else ""
    raise BadFile(f"{file.name}: holds {_kind(what)}, and no marked text; expected a study{hint}")


def _read_ratings(file: Path, names: list[str] | None, wide: bool, source: str | None, duplicates: str) -> Ratings:
    from intercoder.io import read
    from intercoder.ratings import Ratings

    keywords: dict[str, Any] = {"source": source, "wide": wide, "duplicates": duplicates}
    if names is not None:
        keywords |= {"coder": names} if wide else dict(zip(("unit", "coder", "code"), names, strict=True))
    what = read(file, **keywords)
    if isinstance(what, Ratings):
        return what
    hint = f"; try: intercoder report {file.name}" if hasattr(what, "codings") else ""
    raise BadFile(f"{file.name}: holds {_kind(what)}; expected a table of units, coders and codes{hint}")


def _kind(what: Any) -> str:
    return {"Study": "a study", "Codebook": "a codebook", "Ratings": "a table of codes"}[type(what).__name__]


def _coders(given: list[str] | None, study: Study) -> list[str] | None:
    """Read names of coders, which may hold commas themselves."""
    if not given:
        return None
    known = study._core.coders
    return [name for text in given for name in ([text] if text in known else [x.strip() for x in text.split(",")])]


def _coefficients(given: list[str]) -> list[Any]:
    from intercoder.agreement import COEFFICIENTS

    names = [name.strip() for text in given for name in text.split(",")]
    for name in names:
        if name not in COEFFICIENTS:
            raise BadArgument(f"--coefficient: '{name}'; known: {', '.join(COEFFICIENTS)}")
    return [COEFFICIENTS[name] for name in names]


# --- telling ------------------------------------------------------------------------------------------------------


def _check_output(output: Path | None) -> None:
    """Say what is wrong with the output before work is done."""
    from intercoder import _arguments, _render

    if output is not None:
        _arguments.file_to_write(output, [*_render.WRITERS, ".json"], "report")


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


def _print_agreements(results: list[tuple[Path, Agreement]]) -> None:
    for number, (file, found) in enumerate(results):
        if number:
            typer.echo()
        typer.echo(file.name)
        typer.echo("\n".join(f"  {line}" for line in repr(found).splitlines()))
