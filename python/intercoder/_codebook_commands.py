"""Commands on codebooks: codes of two coders, themes, saturation, versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from intercoder._command_input import (
    CoderFrom,
    Coders,
    Json,
    Level,
    Offsets,
    check_output,
    coders_of,
    kind_of,
    level_of,
    read_file,
    read_study,
)
from intercoder.errors import BadArgument, BadFile

if TYPE_CHECKING:
    from intercoder.version_history import CodebookHistory
    from intercoder.versions import CodebookDiff


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

    check_output(output)
    if edit is not None:
        _arguments.file_to_write(edit, [".csv"], "--edit")
    study = read_study(file, offsets, coder_from)
    chosen = coders_of(coders, study._core.coders) or (study._core.coders if len(study._core.coders) == 2 else [])
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

    study = read_study(file, offsets, coder_from)
    found = theme_table(
        study, double_coded=double_coded, level=level_of(level), coders=coders_of(coders, study._core.coders)
    )
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(found.table(table_format, sources=sources), nl=False)  # type: ignore[arg-type]
        typer.echo("\n".join(found.notes), err=True)


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

    study = read_study(file, offsets, coder_from)
    found = find(
        study,
        rule,  # type: ignore[arg-type]
        base,
        run,
        threshold,
        coder,
        level=level_of(level),
        seed=seed,
    )
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{found!r}\n\n{found.table()}\n{found.sentence()}")


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

    found = _compare_versions(files, [read_file(file, offsets, coder_from) for file in files])
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
                f"{file}: holds {kind_of(what)}; expected a codebook, or a study with passages that coders marked"
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
