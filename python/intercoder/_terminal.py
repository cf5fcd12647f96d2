"""A report in a terminal, readable in 80 columns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from intercoder import _display, _view
from intercoder._view import View

MOST_CLOSEST = 3  # codes beside each other in the overlap


def show(r: View) -> None:
    """Print a report; without colour, and in 80 columns, where the output is no terminal."""
    console = Console(highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        print_report(r, console)
    else:
        console.file.write(text(r))


def text(r: View) -> str:
    """Write a report for files and pipes, whatever the terminal they were started from."""
    out = io.StringIO()
    print_report(r, Console(file=out, width=80, force_terminal=False, highlight=False, emoji=False, markup=False))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def print_report(r: View, console: Console) -> None:
    """Print all parts, in the order of the other formats."""
    console.print(Text(r.title + (f": {r.study}" if r.study else ""), style="bold"))
    _print_material(r, console)
    _print_pooled(r, console)
    if r.code_groups:
        _print_codes(r, console)
    if r.single_groups:
        _print_single_codes(r, console)
    for m in r.matrices:
        _print_overlap(m, console)
    if r.cases:
        _heading(console, f"Disagreements: the {len(r.cases)} costliest of {_display.amount(r.n_disagreements)}")
        if console.is_terminal:  # elsewhere nothing is bold
            _indented(console, "Codes in bold were not given by all coders.")
            console.print()
        for number, case in enumerate(r.cases):
            if number:
                console.print()
            _print_case(case, console)
    if r.warnings:
        _heading(console, "Warnings")
        for about, advice in r.warnings:
            _item(console, Text.assemble((about, "bold"), f": {advice}"))
    if r.notes:
        _heading(console, "Notes")
        for note in r.notes:
            _item(console, note)
    _heading(console, "Methods")
    _indented(console, Text(r.methods))
    console.print()
    for reference in r.references:
        _item(console, reference)


def _print_material(r: View, console: Console) -> None:
    _heading(console, "Material")
    coders = _table("Coder", *_right("Sources", "Codings", "Codes"))
    for row in r.coder_rows:
        coders.add_row(*map(Text, row))
    _indented(console, coders)
    console.print()
    whole = _table("", *_right("In all", f"Coded by {r.both}", "Share"))
    for row in r.material_rows:
        whole.add_row(*row)
    _indented(console, whole)
    _say(console, f"Compared: {r.compared}.")
    _say(console, r.unit_text)


def _print_pooled(r: View, console: Console) -> None:
    _heading(console, "Agreement over all codes")
    _indented(console, Text(r.sentence, style="bold"))
    console.print()
    pooled = _table("Codes", "Uncoded units", *_right("Units", "Observed", r.value_heading, f"{r.level} CI"))
    for row in r.pooled_rows:
        pooled.add_row(row.codes, row.uncoded, row.units, row.observed, row.value, row.range.text)
    _indented(console, pooled)


def _print_codes(r: View, console: Console) -> None:
    _heading(console, "Agreement code by code")
    _indented(console, f"Under each coder: the {r.unit}s that the coder gave the code.")
    console.print()
    side_by_side = len(r.coders) <= 3
    amounts = r.coders if side_by_side else ["n by coder"]
    _print_groups(
        console,
        ["Code", *_right(*amounts, "Observed", r.value_heading, f"{r.level} CI", "Kappa"), "Status"],
        [
            (
                above,
                [
                    [
                        c.code.name,
                        *(c.amounts if side_by_side else ["/".join(c.amounts)]),
                        *(c.observed, c.value, c.range.text, c.kappa, c.status),
                    ]
                    for c in rows
                ],
            )
            for above, rows in r.code_groups
        ],
    )
    for reason in r.reasons:
        _item(console, reason)


def _print_single_codes(r: View, console: Console) -> None:
    _heading(console, "Codes that only one coder used")
    said = "Beside each the code of another coder that covers the same text most nearly (Jaccard, by character)"
    _indented(console, f"{said}; n is how many {r.unit}s have the code.")
    console.print()
    _print_groups(
        console,
        ["Code", "Coder", *_right("n"), "Closest", *_right("Jaccard")],
        [
            (
                above,
                [
                    [
                        *(s.code.name, s.coder, s.amount),
                        f"{s.partner_coder}: {s.partner.name}" if s.partner else "none",
                        s.jaccard,
                    ]
                    for s in rows
                ],
            )
            for above, rows in r.single_groups
        ],
    )


def _print_overlap(m: _view.Matrix, console: Console) -> None:
    """Print the matrix without its zeros: for each row the columns that share most with it."""
    _heading(console, f"Overlap of the codes of {m.coder_a} and {m.coder_b}")
    _indented(console, "Jaccard, by character: what two codes both cover, of what either covers; nearest first.")
    console.print()
    table = _table(m.coder_a, m.coder_b)
    for code, near in m.closest:
        shown = [f"{other.name} {_view.value(x)}" for other, x in near[:MOST_CLOSEST]]
        more = [f"and {len(near) - MOST_CLOSEST} more"] if len(near) > MOST_CLOSEST else []
        table.add_row(Text(code.name), Text(", ".join([*shown, *more])))
    _indented(console, table)
    for names in m.apart:
        _say(console, f"Overlap with nothing, {names}.")


def _print_groups(console: Console, headings: Sequence[str], groups: Sequence[tuple[str, list[list[str]]]]) -> None:
    """Print a table in groups, each below the path its codes share; columns stand below each other throughout."""
    rows = [headings, *(row for _, group in groups for row in group)]
    widths = [max(cell_len(row[k]) for row in rows) for k in range(len(headings))]
    widths[0] += 2 if any(above for above, _ in groups) else 0  # codes are set in below their path
    wrapped = [k for k, heading in enumerate(headings) if not isinstance(heading, _Right)]
    free = console.width - 2 - 2 * (len(headings) - 1) - sum(w for k, w in enumerate(widths) if k not in wrapped)
    for k in sorted(wrapped, key=lambda k: widths[k]):  # narrow columns first: what they leave is for the others
        widths[k] = min(widths[k], max(6, free // len(wrapped)))
        wrapped = wrapped[1:] if wrapped and wrapped[0] == k else [j for j in wrapped if j != k]
        free -= widths[k]
    _indented(console, _table(*headings, widths=widths))
    for above, group in groups:
        if above:
            _indented(console, Text(above, style="italic"))
        table = _table(*headings, show_header=False, widths=widths)
        for row in group:
            table.add_row(Padding(row[0], (0, 0, 0, 2 if above else 0)), *map(Text, row[1:]))
        _indented(console, table)


def _print_case(case: _view.Case, console: Console) -> None:
    lines = [Text.assemble((case.unit, "bold"), f", {case.apart}")]
    for coder, codes in case.codes.items():
        line = Text(f"{coder}: ")
        for k, (name, apart) in enumerate(codes):
            line.append(", " if k else "").append(name, style="bold" if apart else "")
        lines.append(line.append("" if codes else "no code"))
    lines.append(Text(_view.shorten(" ".join(case.text.split()), 320), style="italic"))
    _indented(console, Group(*lines))


class _Right(str):
    """The heading of a column of numbers."""


def _right(*headings: str) -> list[str]:
    return [_Right(heading) for heading in headings]


def _table(*headings: str, show_header: bool = True, widths: Sequence[int] = ()) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=show_header)
    for k, heading in enumerate(headings):
        right = isinstance(heading, _Right)
        justify: Literal["left", "right"] = "right" if right else "left"
        table.add_column(
            Text(heading), justify=justify, no_wrap=right, overflow="fold", width=widths[k] if widths else None
        )
    return table


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))
    console.print()


def _indented(console: Console, content: Any) -> None:
    console.print(Padding(content, (0, 0, 0, 2), expand=False))


def _say(console: Console, text: Text | str) -> None:
    """Print a paragraph, with a blank line before it."""
    console.print()
    _indented(console, Text(text) if isinstance(text, str) else text)


def _item(console: Console, text: Text | str) -> None:
    item = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    item.add_row("-", Text(text) if isinstance(text, str) else text)
    _indented(console, item)
