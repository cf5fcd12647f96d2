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
from intercoder.errors import BadArgument, BadFile, InsufficientData, IntercoderError

if TYPE_CHECKING:
    from intercoder.comparison import StudyAgreement
    from intercoder.ratings import Ratings
    from intercoder.results import Agreement
    from intercoder.study import Study
    from intercoder.version_history import CodebookHistory
    from intercoder.versions import CodebookDiff

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    help="How far coders of qualitative data agree.",
)  # fmt: skip

USUAL, USUAL_OF_STUDIES = "krippendorff_alpha", "pooled_u_alpha"

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
    _check_output(output)
    study = _read_study(file, offsets, coder_from)
    found = study.agreement(
        coders=_coders(coders, study),
        unit=unit,  # type: ignore[arg-type]
        uncoded=uncoded,  # type: ignore[arg-type]
        level=_level(level),
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
    from intercoder.capabilities import OF_STUDIES, compute_by_name
    from intercoder.study import Study

    wanted = _coefficients(coefficient)
    names = None if columns is None else [name.strip() for name in columns.split(",")]
    if names is not None and not wide and len(names) != 3:
        raise BadArgument(f"--columns: found {columns!r}; expected three names, such as unit,coder,code")
    results = []
    for file in files:
        found_in = _read_to_compare(file, names, wide, source, duplicates, wanted)
        if isinstance(found_in, Study):
            chosen = _coders(coders, found_in)
            results += [(str(file), OF_STUDIES[name](found_in, coders=chosen)) for name in wanted or [USUAL_OF_STUDIES]]
            continue
        if coders:
            raise BadArgument(f"--coders: {file} is a table of codes; its coders are chosen by --wide --columns")
        ratings = found_in
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


@app.command()
def compare(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A project (.qdpx, .qde), or a table of marked stretches (.csv, .tsv)."),
    ],
    coders: Annotated[
        list[str] | None,
        typer.Option(metavar="A,B", help="Compare the codes of A with those of B; of A alone, with all the others."),
    ] = None,
    unit: Annotated[
        str, typer.Option(metavar="UNIT", help="What overlap is counted in: character, paragraph, sentence, ...")
    ] = "character",
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What people decided on links: .json, or a table that --edit wrote."),
    ] = None,
    edit: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write a table (.csv) of the links, to decide on them.")
    ] = None,
    permutations: Annotated[
        int, typer.Option(help="Match so many times by chance, for the agreement that unrelated codes would reach.")
    ] = 0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write a page as well: .html, .md or .json.")
    ] = None,
    table_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="markdown, latex, html or csv.")
    ] = "markdown",
    seed: Annotated[int, typer.Option(help="Of resamples and permutations.")] = 0,
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    as_json: Json = False,
) -> None:
    """Find which codes of two coders stand for one thing, by what they were used for, whatever they are called."""
    from intercoder import _arguments, mapping_report
    from intercoder.matching import compare_codebooks

    _check_output(output)
    if edit is not None:
        _arguments.file_to_write(edit, [".csv"], "--edit")
    study = _read_study(file, offsets, coder_from)
    chosen = _coders(coders, study) or (study._core.coders if len(study._core.coders) == 2 else [])
    known = study._core.coders
    if len(known) < 2:
        raise BadFile(
            f"{file}: coded by {known[0] if known else 'nobody'}; expected two coders whose codes can be compared"
        )
    if len(chosen) not in (1, 2):
        found = len(chosen) or f"{len(known)} coders and no choice"
        raise BadArgument(f"--coders: found {found}; expected two of {', '.join(known)}, or one against the rest")
    m = compare_codebooks(
        study,
        *chosen,
        unit=unit,  # type: ignore[arg-type]
        decisions=decisions or (),
        seed=seed,
    )
    agreement = m.agreement(permutations=permutations, seed=seed)
    if as_json:
        typer.echo(mapping_report.as_json(m, agreement))
    else:
        table = m.table(table_format)  # type: ignore[arg-type]
        typer.echo(f"{m.sentence()}\n\n{table}\n{agreement.sentence()}")
        typer.echo("\n".join(m.notes), err=True)
    if edit is not None:
        m.write(edit)
        typer.echo(f"Wrote {edit}.", err=True)
    if output is not None:
        m.report(output, agreement)
        typer.echo(f"Wrote {output}.", err=True)


@app.command()
def themes(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A project (.qdpx, .qde), or a table of marked stretches (.csv, .tsv)."),
    ],
    coders: Coders = None,
    level: Level = "theme",
    double_coded: Annotated[
        str,
        typer.Option(metavar="RULE", help="In sources coded twice: union, intersection, consensus, or a coder."),
    ] = "union",
    table_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="markdown, latex, html or csv.")
    ] = "markdown",
    sources: Annotated[bool, typer.Option("--sources", help="Add a column for each source.")] = False,
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    as_json: Json = False,
) -> None:
    """Say which theme occurs in how many sources: the table of a results section."""
    from intercoder.themes import theme_table

    study = _read_study(file, offsets, coder_from)
    found = theme_table(study, double_coded=double_coded, level=_level(level), coders=_coders(coders, study))
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(found.table(table_format, sources=sources), nl=False)  # type: ignore[arg-type]
        typer.echo("\n".join(found.notes), err=True)


@app.command()
def saturation(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A project (.qdpx, .qde), or a table of marked stretches (.csv, .tsv)."),
    ],
    rule: Annotated[
        str, typer.Option(metavar="RULE", help="guest2020, francis2010 (10+3), s_coefficient or hennink2017.")
    ] = "guest2020",
    base: Annotated[int | None, typer.Option(help="Sources in the base; by default as published.")] = None,
    run: Annotated[int | None, typer.Option(help="Sources in a run.")] = None,
    threshold: Annotated[float | None, typer.Option(help="Share of codes that may be new, or missing.")] = None,
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Only this coder's codes.")] = None,
    level: Level = "code",
    seed: Annotated[int, typer.Option(help="Of the random orders.")] = 0,
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    as_json: Json = False,
) -> None:
    """Say how many codes each further source added, and whether another one would add any."""
    from intercoder.saturating import saturation as find

    study = _read_study(file, offsets, coder_from)
    found = find(
        study,
        rule,  # type: ignore[arg-type]
        base,
        run,
        threshold,
        coder,
        level=_level(level),
        seed=seed,
    )
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{found!r}\n\n{found.table()}\n{found.sentence()}")


@app.command()
def diff(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="OLD NEW [MORE...]",
            help="Versions in order: codebooks (.qdc), projects (.qdpx, .qde) or tables of marked stretches (.csv, "
            ".tsv); or one file whose codings have rounds.",
        ),
    ],
    table_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Print the table alone, what is said beside it to the error stream: markdown, latex, html or csv.",
        ),
    ] = None,
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help="Of several rounds: also codes to which nothing happened.")
    ] = False,
    offsets: Offsets = "auto",
    coder_from: CoderFrom = "auto",
    as_json: Json = False,
) -> None:
    """Say what changed between versions of a codebook: codes added, removed, renamed, moved, redefined, split, merged."""
    from intercoder.version_history import CodebookHistory

    found = _compare_versions(files, [_read(file, offsets, coder_from) for file in files])
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    keywords: dict[str, Any] = {"unchanged": unchanged} if isinstance(found, CodebookHistory) else {}
    table = found.table(table_format or "markdown", **keywords)  # type: ignore[arg-type]
    typer.echo(repr(found), err=table_format is not None)
    if table_format is not None:
        typer.echo(table, nl=False)
    elif table.count("\n") > 2:  # more than headings
        typer.echo(f"\n{table}", nl=False)


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
    what = _read(source, offsets, coder_from)
    codebook = target.suffix.lower() == ".qdc"
    if isinstance(what, Codebook):
        if not codebook:
            raise BadArgument(f"convert: {source} holds a codebook, which '{target}' cannot hold; expected .qdc")
        what.write(target)
    else:
        study = _as_study(what, source)
        study.codebook.write(target) if codebook else study.write(target)
    typer.echo(json.dumps({"written": str(target)}, ensure_ascii=False) if as_json else f"Wrote {target}.")


@app.command()
def demo(as_json: Json = False) -> None:
    """Do the main job on the study that comes with the package: print the result, write report.html."""
    from intercoder.datasets import study_path

    output = Path("report.html")
    _check_output(output)
    _tell(_read_study(study_path(), "auto", "auto").agreement(), output, as_json)


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


def _read_study(file: Path, offsets: str, coder_from: str) -> Study:
    return _as_study(_read(file, offsets, coder_from), file)


def _read(file: Path, offsets: str, coder_from: str) -> Any:
    from intercoder.io import OtherColumns, read

    try:
        return read(file, offsets=offsets, coder_from=coder_from)
    except OtherColumns as error:  # no option names them
        found = str(error).partition("; expected")[0]
        raise BadFile(f"{found}; expected source, coder, start, end, code, a row for each marked stretch") from None


def _as_study(what: Any, file: Path) -> Study:
    from intercoder.study import Study

    if isinstance(what, Study):
        return what
    hint = f"; try: intercoder agreement {shlex.quote(str(file))}" if hasattr(what, "n_units") else ""
    raise BadFile(f"{file}: holds {_kind(what)}, and no marked text; expected a study{hint}")


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
            f"{file}: holds {_kind(what)}; expected a study, with passages that coders marked, for {of_studies}"
        )
    hint = f"; try: intercoder report {shlex.quote(str(file))}" if isinstance(what, Study) else ""
    expected = "a table of units, coders and codes" + (f" for {of_tables[0]}" if of_tables else "")
    raise BadFile(f"{file}: holds {_kind(what)}; expected {expected}{hint}")


def _compare_versions(files: list[Path], versions: list[Any]) -> CodebookDiff | CodebookHistory:
    """Compare two versions, follow several, or the rounds of one study; codebooks among studies make all of them that."""
    from dataclasses import replace

    from intercoder.codebooks import Codebook
    from intercoder.study import Study
    from intercoder.version_history import codebook_history
    from intercoder.versions import diff_codebooks

    for file, what in zip(files, versions, strict=True):
        if not isinstance(what, Study | Codebook):
            raise BadFile(
                f"{file}: holds {_kind(what)}; expected a codebook, or a study with passages that coders marked"
            )
    if len(files) == 1:
        if isinstance(versions[0], Study) and len(versions[0].rounds) > 1:
            return codebook_history(versions[0])
        raise BadArgument(
            f"diff: found {files[0]} alone, and no rounds in it; expected two files or more, or one whose codings have "
            "two rounds or more"
        )
    notes: list[str] = []
    if any(isinstance(what, Codebook) for what in versions):
        studies = [str(file) for file, what in zip(files, versions, strict=True) if isinstance(what, Study)]
        versions = [what.codebook if isinstance(what, Study) else what for what in versions]
        if studies:
            notes.append(
                f"Compared as codebooks, without codings, since one of the files is a codebook: {', '.join(studies)}."
            )
    tables = [str(file) for file in files if not {".qdpx", ".qde", ".qdc"} & {file.suffix.lower()}]
    if tables and len(tables) < len(files):
        notes.append(f"A table holds no codes but those that were used: {', '.join(tables)}.")
    if len(files) == 2:
        found = diff_codebooks(*versions)
        return replace(found, notes=(*notes, *found.notes))
    short = [file.name for file in files]
    named = dict(zip(short if len(set(short)) == len(short) else map(str, files), versions, strict=True))
    if len(named) < len(files):
        raise BadArgument(f"diff: {', '.join(map(str, files))}; expected each file once")
    history = codebook_history(named)
    history.notes[:0] = notes
    return history


def _kind(what: Any) -> str:
    return {"Study": "a study", "Codebook": "a codebook", "Ratings": "a table of codes"}[type(what).__name__]


def _coders(given: list[str] | None, study: Study) -> list[str] | None:
    """Read names of coders, which may hold commas themselves."""
    if not given:
        return None
    known = study._core.coders
    names = [name for text in given for name in ([text] if text in known else [x.strip() for x in text.split(",")])]
    if not any(names):
        raise BadArgument(f"--coders: no names; expected some of {', '.join(known)}")
    return [name for name in names if name]


def _level(given: str) -> Any:
    """Read a level: a name, or a depth."""
    return int(given) if given.isdecimal() else given


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


def _print_agreements(results: list[tuple[str, Agreement]]) -> None:
    for number, (title, found) in enumerate(results):
        if number:
            typer.echo()
        typer.echo(title)
        typer.echo("\n".join(f"  {line}" for line in repr(found).splitlines()))
