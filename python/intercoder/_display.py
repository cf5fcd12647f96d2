"""How results look: digits, headings, and tables as Markdown, LaTeX, HTML and CSV. Nothing is computed here."""

from __future__ import annotations

import csv
import html
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence

from intercoder.errors import BadArgument

HEADINGS = {
    "name": "Coefficient",
    "code": "Code",
    "value": "Value",
    "interval": "CI",
    "observed": "Observed",
    "expected": "Expected",
    "n_pairable": "Units coded twice",
    "n_coders": "Coders",
    "n_sources": "Sources",
    "status": "Status",
}

FORMATS = ("markdown", "latex", "html", "csv")

#: Text, or the pieces of a text that changed: each a sign ("", "-" for removed, "+" for added) and words.
Cell = str | Sequence[tuple[str, str]]


def whole(x: float) -> int | float:
    """Turn a whole number into an int."""
    return int(x) if math.isfinite(x) and x == int(x) else x


def whole_numbers(values: Iterable[float]) -> list[int] | list[float]:
    """Turn numbers into ints when all of them are whole."""
    out = list(values)
    return [int(x) for x in out] if all(x.is_integer() for x in out) else out


def amount(n: float) -> str:
    """Write how many there are: thousands set apart, one decimal where it is not whole."""
    return f"{n:,.0f}" if n == int(n) else f"{n:,.1f}"


def plural(n: float, singular: str, several: str | None = None) -> str:
    """Write how many of what."""
    return f"{amount(n)} {singular if n == 1 else several or singular + 's'}"


def digits(x: float) -> str:
    """Write a value with three decimals."""
    return "not estimable" if math.isnan(x) else f"{x:.3f}"


def distance(x: float) -> str:
    """Write a mean distance, which may be of any size."""
    return f"{x:.3f}" if x < 1000 else amount(round(x))


def status_words(status: str) -> str:
    """Write a status in words."""
    return status.replace("_", " ")


def capitalised(text: str) -> str:
    """Start with a capital letter, and change nothing else."""
    return text[:1].upper() + text[1:]


def _markdown(cell: str) -> str:
    return re.sub(r"([\\|*_`<>])", r"\\\1", " ".join(cell.split()))


def _latex(cell: str) -> str:
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^&%$#_{}]", lambda m: named.get(m[0], "\\" + m[0]), cell)


#: What stands around words that were removed and added, in formats that have signs of their own for that.
_MARKUP = {
    "markdown": {"-": ("~~", "~~"), "+": ("**", "**")},
    "html": {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")},
}


def marked(pieces: Iterable[tuple[str, str]]) -> str:
    """Write pieces of a text as plain text: what was removed as [-words-], what was added as {+words+}."""
    around = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    return " ".join(words.join(around[sign]) for sign, words in pieces)


def _written(cell: Cell, escape: Callable[[str], str], format: str) -> str:  # noqa: A002
    if isinstance(cell, str):
        return escape(cell)
    if format not in _MARKUP:
        return escape(marked(cell))
    around = {"": ("", ""), **_MARKUP[format]}
    return " ".join(escape(words).join(around[sign]) for sign, words in cell)


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]], format: str) -> str:  # noqa: A002
    """Write a table as text; cells are text already, or pieces of a text that changed, and are escaped here."""
    if format not in FORMATS:
        raise BadArgument(f"table: no format called '{format}'; known: {', '.join(FORMATS)}")
    if format == "csv":
        out = io.StringIO()
        plain = ([_written(cell, str, format) for cell in row] for row in (headings, *rows))
        csv.writer(out, lineterminator="\n").writerows(plain)
        return out.getvalue()

    def written(escape: Callable[[str], str], before: str, between: str, after: str) -> list[str]:
        cells = ([_written(cell, escape, format) for cell in row] for row in (headings, *rows))
        return [before + between.join(row) + after for row in cells]

    if format == "markdown":
        head, *body = written(_markdown, "| ", " | ", " |")
        return "\n".join([head, "|" + " --- |" * len(headings), *body]) + "\n"
    if format == "latex":
        head, *body = written(_latex, "", " & ", r" \\")
        begin = rf"\begin{{tabular}}{{{'l' * len(headings)}}}"
        return "\n".join([begin, r"\hline", head, r"\hline", *body, r"\hline", r"\end{tabular}"]) + "\n"
    head, *body = written(html.escape, "<tr><td>", "</td><td>", "</td></tr>")
    head = head.replace("td>", "th>")
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n" + "\n".join(body) + "\n</tbody>\n</table>\n"


def card(title: str, rows: Iterable[Sequence[str]], notes: Iterable[str] = ()) -> str:
    """Show facts in a notebook: inline style, no script; cells and notes are HTML already."""
    style = "text-align:left;padding:.15em 1em .15em 0"
    body = "".join(
        f'<tr><th scope="row" style="{style};font-weight:normal">{name}</th><td style="{style}">{value}</td></tr>'
        for name, value in rows
    )
    below = "".join(f'<div style="max-width:50em">{note}</div>' for note in notes)
    return f'<div><strong>{html.escape(title)}</strong><table style="margin:.3em 0">{body}</table>{below}</div>'
