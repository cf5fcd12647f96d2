"""How results of a study look: reports as HTML and Markdown, in a terminal, and in notebooks. Nothing is computed here."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from intercoder import _display, _view
from intercoder._view import Range, View

if TYPE_CHECKING:
    from markupsafe import Markup

AXIS_WIDTH, AXIS_HEIGHT = 132, 14  # of an interval drawn beside its value


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("intercoder"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {"shorten": _view.shorten, "value": _view.value}
    return environment


def _template(name: str, **values: Any) -> str:
    return _environment().get_template(name).render(**values)


# --- HTML ---------------------------------------------------------------------------------------------------------


def report_html(data: dict[str, Any]) -> str:
    """Render a report as one file that needs no other: no script, nothing loaded."""
    view = View(data)
    return _template("report.html.j2", r=view, axis=Axis.of(view))


def agreement_html(data: dict[str, Any]) -> str:
    """Render the headline and the table of codes, for a notebook."""
    view = View(data)
    return _template("agreement.html.j2", r=view, axis=Axis.of(view))


def overlap_html(
    title: str, coder_a: str, coder_b: str, codes_a: list[str], codes_b: list[str], values: list[list[float]]
) -> str:
    """Render an overlap matrix, for a notebook."""
    cells = [[x if x == x else None for x in row] for row in values]
    return _template("overlap.html.j2", title=title, m=_view.matrix(coder_a, coder_b, codes_a, codes_b, cells))


def study_html(name: str, facts: dict[str, str], notes: list[str]) -> str:
    """Render what a study holds, for a notebook."""
    rows = [[what, html.escape(fact)] for what, fact in facts.items()]
    return _display.card(f"Study {name}".strip(), rows, [html.escape(note) for note in notes])


def codebook_html(paths: Sequence[str], n_codings: Sequence[int] | None) -> str:
    """Render a codebook as a tree, for a notebook."""
    codes = [
        (path.count(" > "), _view.leaf(path).name, n_codings[k] if n_codings else None) for k, path in enumerate(paths)
    ]
    return _template("codebook.html.j2", codes=codes)


class Axis:
    """Where values stand on a line from `low` to 1."""

    def __init__(self, low: float) -> None:
        self.low = low
        self.ticks = [low, 0.0, 1.0] if low < 0 else [0.0, 1.0]

    @classmethod
    def of(cls, view: View) -> Axis:
        """Make room for all intervals of a report, in steps of a fifth."""
        ranges = [row.range for _, rows in view.code_groups for row in rows] + [row.range for row in view.pooled_rows]
        low = min([0.0, *(x for r in ranges for x in (r.low, r.value) if x is not None)])
        return cls(-0.2 * -(low // 0.2))

    @property
    def start(self) -> str:
        """Where the line starts, in words."""
        return f"{self.low:.1f}" if self.low else "0"

    def at(self, x: float) -> float:
        """Place a value, in pixels."""
        return round(4 + (AXIS_WIDTH - 8) * (x - self.low) / (1 - self.low), 1)

    def draw(self, r: Range) -> Markup:
        """Draw an interval with its value; a value without one is a dot, nothing without a value."""
        from markupsafe import Markup

        middle = AXIS_HEIGHT / 2
        ends = self.at(self.low), self.at(1)
        parts = [f'<line class="axis" x1="{ends[0]}" x2="{ends[1]}" y1="{middle}" y2="{middle}"/>']
        parts += [
            f'<line class="axis" x1="{self.at(x)}" x2="{self.at(x)}" y1="{middle - 3}" y2="{middle + 3}"/>'
            for x in self.ticks
        ]
        if r.low is not None and r.high is not None:
            parts.append(
                f'<line class="range" x1="{self.at(r.low)}" x2="{self.at(r.high)}" y1="{middle}" y2="{middle}"/>'
            )
        if r.value is not None:
            parts.append(f'<circle class="dot" cx="{self.at(r.value)}" cy="{middle}" r="3"/>')
        said = f"{_view.value(r.value)} {r.text}"
        size = f'width="{AXIS_WIDTH}" height="{AXIS_HEIGHT}" viewBox="0 0 {AXIS_WIDTH} {AXIS_HEIGHT}"'
        return Markup(f'<svg {size} role="img" aria-label="{said}">{"".join(parts)}</svg>')


# --- Markdown -----------------------------------------------------------------------------------------------------


# What Markdown would act upon. An underscore within a word, an ampersand before no entity and a bracket that makes no
# link are only what they are; some marks mean something at the start of a line alone.
_MARKS = re.compile(r"[\\`*{<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\](?=[(\[:{])|(?<!\S)#|^[-+>=]|^\[(?=[ xX]\])")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")


def _plain(text: str) -> str:
    """Keep text from being read as Markdown or HTML, with few backslashes: the file is read as it is, too."""
    return _NUMBERED.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", " ".join(text.split())))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> list[str]:
    """Write a table whose first columns are text, and of the others so many are numbers; cells are Markdown already."""
    text = len(headings) - numbers
    return [_row(headings), "|" + " :-- |" * text + " --: |" * numbers, *map(_row, rows), ""]


def _grouped_table(
    headings: Sequence[str],
    groups: Sequence[tuple[str, Sequence[Any]]],
    cells: Callable[[Any], Sequence[str]],
    numbers: int,
) -> list[str]:
    rows: list[Sequence[str]] = []
    for above, group in groups:
        if above:
            rows.append([f"**{_plain(above)}**", *[""] * (len(headings) - 1)])
        rows += [cells(row) for row in group]
    return _table(headings, rows, numbers)


def report_markdown(data: dict[str, Any]) -> str:
    """Render a report as Markdown."""
    r = View(data)
    out = [f"# {_plain(r.title)}", ""]
    if r.study:
        out += [f"*{_plain(r.study)}*", ""]
    out += [
        "## Material",
        "",
        *_table(["Coder", "Sources", "Codings", "Codes"], [[_plain(c), *n] for c, *n in r.coder_rows], 3),
    ]
    out += _table(["", "In all", f"Coded by {r.both}", "Share"], r.material_rows, 3)
    out += [f"Compared: {_plain(r.compared)}.", "", _plain(r.unit_text), ""]
    out += ["## Agreement over all codes", "", _plain(r.sentence), ""]
    headings = ["Codes", "Uncoded units", "Units", "Observed", "Expected", r.value_heading, f"{r.level} CI"]
    out += _table(headings, [[*row[:6], row.range.text] for row in r.pooled_rows], 5)
    if r.code_groups:
        out += ["## Agreement code by code", "", f"Under each coder: the {r.unit}s that the coder gave the code.", ""]
        headings = ["Code", *map(_plain, r.coders), "Observed", r.value_heading, f"{r.level} CI", "Kappa", "Status"]
        out += _grouped_table(
            headings,
            r.code_groups,
            lambda c: [_plain(c.code.name), *c.amounts, c.observed, c.value, c.range.text, c.kappa, c.status],
            len(headings) - 1,
        )
        out += [f"- {_plain(reason)}" for reason in r.reasons] + ([""] if r.reasons else [])
    if r.single_groups:
        out += ["## Codes that only one coder used", ""]
        out += [
            "Each with the code of another coder that covers the same text most nearly (Jaccard, by character).",
            "",
        ]
        out += _grouped_table(
            ["Code", "Coder", "Closest code", f"{_display.capitalised(r.unit)}s", "Jaccard"],
            r.single_groups,
            lambda c: [
                _plain(c.code.name),
                _plain(c.coder),
                f"{_plain(c.partner_coder)}: {_plain(c.partner.name)}" if c.partner else "none",
                c.amount,
                c.jaccard,
            ],
            2,
        )
    for m in r.matrices:
        out += [f"## Overlap of the codes of {_plain(m.coder_a)} and {_plain(m.coder_b)}", ""]
        out += ["Jaccard, by character: what two codes both cover, of what either covers; nearest first.", ""]
        cells = [
            [_plain(code.name), ", ".join(f"{_plain(other.name)} {_view.value(x)}" for other, x in near)]
            for code, near in m.closest
        ]
        out += _table([_plain(m.coder_a), _plain(m.coder_b)], cells, 0) if cells else []
        out += [f"- Codes that overlap with nothing, {_plain(names)}" for names in m.apart] + ([""] if m.apart else [])
    if r.cases:
        out += [f"## Disagreements: the {len(r.cases)} costliest of {_display.amount(r.n_disagreements)}", ""]
        out += ["Codes in bold were not given by all coders.", ""]
        for number, case in enumerate(r.cases, 1):
            within = " " * len(f"{number}. ")  # less, and what follows would not belong to the item
            out += [f"{number}. {_plain(case.unit)}, {case.apart}", ""]
            for coder, codes in case.codes.items():
                said = [f"**{_plain(name)}**" if apart else _plain(name) for name, apart in codes]
                out.append(f"{within}- {_plain(coder)}: {', '.join(said) or 'no code'}")
            out += ["", f"{within}> {_plain(_view.shorten(case.text, 500)) or 'No text.'}", ""]
    if r.warnings:
        out += ["## Warnings", "", *(f"- **{_plain(about)}**: {_plain(advice)}" for about, advice in r.warnings), ""]
    if r.notes:
        out += ["## Notes", "", *(f"- {_plain(note)}" for note in r.notes), ""]
    out += ["## Methods", "", _plain(r.methods), "", "### References", "", *(f"- {_plain(x)}" for x in r.references)]
    return "\n".join(out) + "\n"


# By the ending of the file; .json is what the core writes.
WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    ".html": report_html,
    ".md": report_markdown,
}
