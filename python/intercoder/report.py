"""Reports: one comparison of coders as a page, as Markdown, as JSON, and in a terminal. Nothing is computed here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from intercoder import _core
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from rich.console import Console

    from intercoder.study import Study, StudyAgreement

FORMATS = (".html", ".md", ".json")
MOST_DISAGREEMENTS = 10


def _number(x: float | None) -> str:
    return "–" if x is None else _core.apa(x)


def _limits(i: dict[str, Any]) -> str:
    return "–" if i["low"] is None else f"[{_core.apa(i['low'])}, {_core.apa(i['high'])}]"


def _name(path: str) -> str:
    return path.rsplit(" > ", 1)[-1]


def _above(path: str) -> str:
    return path.rsplit(" > ", 1)[0] if " > " in path else ""


def _share(part: float, whole: float) -> str:
    return _core.percent(part / whole) if whole else ""


def _bar(i: dict[str, Any], value: float | None) -> str:
    """An interval as a drawing 120 units wide from 0 to 1; what lies below 0 ends at the edge."""
    if i["low"] is None or value is None:
        return ""
    low, high, at = (round(4 + 112 * min(max(x, 0.0), 1.0), 1) for x in (i["low"], i["high"], value))
    return (
        f'<svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="{_core.apa(value)} {_limits(i)}">'
        f'<line x1="4" y1="12" x2="116" y2="12" class="axis"/><line x1="{low}" y1="6" x2="{high}" y2="6" class="range"/>'
        f'<circle cx="{at}" cy="6" r="3.5" class="point"/></svg>'
    )


def _environment(escape: bool) -> jinja2.Environment:
    from markupsafe import Markup

    env = jinja2.Environment(
        loader=jinja2.PackageLoader("intercoder"),
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= {"apa": _number, "limits": _limits, "name": _name, "above": _above, "percent": _core.percent}
    env.filters["cell"] = lambda text: " ".join(str(text).split()).replace("|", "\\|")
    env.filters["bar"] = lambda r: Markup(_bar(r["interval"], r["value"]))
    env.globals |= {"share": _share, "most": MOST_DISAGREEMENTS}
    return env


def html_of(data: dict[str, Any], fragment: bool = False) -> str:
    """The report as one self-contained page, or its body for a notebook."""
    return _environment(True).get_template("report.html.j2").render(**data, fragment=fragment)


def markdown_of(data: dict[str, Any]) -> str:
    """The report as Markdown."""
    return _environment(False).get_template("report.md.j2").render(**data)


def report(what: Study | StudyAgreement, path: str | Path, **as_agreement: Any) -> Path:
    """Write a report on how far coders agree.

    Parameters
    ----------
    what
        A `Study`, or the result of its `agreement`.
    path
        ``.html`` (one self-contained page), ``.md`` or ``.json``. Only this file is written.
    as_agreement
        For a study: what `Study.agreement` takes.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    BadArgument
        Another kind of file, or a folder that is not there.

    Examples
    --------
    >>> import intercoder as ic, tempfile, pathlib
    >>> study = ic.read(ic.datasets.study_path())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ic.report(study, pathlib.Path(folder) / "report.md").name
    'report.md'
    """
    from intercoder.study import Study, StudyAgreement

    to = Path(path)
    if to.suffix.lower() not in FORMATS:
        raise BadArgument(f"report: '{to.name}'; expected a name that ends in {', '.join(FORMATS)}")
    if to.is_dir() or not to.parent.is_dir():
        raise BadArgument(
            f"report: '{to}' is {'a folder' if to.is_dir() else 'in a folder that is not there'}; expected a file"
        )
    if isinstance(what, Study):
        what = what.agreement(**as_agreement)
    elif as_agreement:
        raise BadArgument("report: options beside an agreement; expected a study, or an agreement alone")
    if not isinstance(what, StudyAgreement):
        raise BadArgument(f"report: found {type(what).__name__}; expected a Study or the result of its agreement()")
    kind = to.suffix.lower()
    text = what.to_json() if kind == ".json" else (html_of if kind == ".html" else markdown_of)(what.to_dict())
    to.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    return to


def show(data: dict[str, Any], console: Console) -> None:
    """Print the report."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    m, coders = data["material"], data["coders"]
    headline = data["pooled"][0]["shared"]
    console.print(Text(f"Agreement of {', '.join(coders)}" + (f": {m['study']}" if m["study"] else ""), style="bold"))
    for c in m["coders"]:
        console.print(
            f"  {c['coder']}: {c['sources']} sources, {c['codings']} codings with {c['codes']} codes", markup=False
        )
    both, any_ = m["coded_by_all"], m["coded_by_any"]
    console.print(
        f"  coded by all: {both['sources']} of {m['sources_in_study']} sources "
        f"({_share(both['sources'], m['sources_in_study'])}), {both['paragraphs']} of {any_['paragraphs']} paragraphs, "
        f"{both['characters']} of {any_['characters']} characters",
        markup=False,
    )
    console.print(f"  unit: {data['unit']}; uncoded: {data['uncoded']}\n", markup=False)
    console.print(
        Text(f"{headline['title']}: {_number(headline['value'])} {_limits(headline['interval'])}", style="bold")
    )

    pooled = Table("uncoded", "units", "shared codes", "95% CI", "all codes", "95% CI ", box=None, pad_edge=False)
    for p in data["pooled"]:
        pooled.add_row(
            p["uncoded"],
            str(p["units"]),
            f"{_number(p['shared']['value'])} ({p['shared_codes']})",
            _limits(p["shared"]["interval"]),
            f"{_number(p['all']['value'])} ({p['all_codes']})",
            _limits(p["all"]["interval"]),
        )
    console.print(Padding(pooled, (0, 0, 1, 2)))

    codes = Table("code", *coders, "observed", "value", "95% CI", "kappa", "status", box=None, pad_edge=False)
    for c in data["codes"]:
        codes.add_row(
            Text(_name(c["code"])),
            *(str(n) for n in c["amount"]),
            _number(c["observed"]),
            _number(c["main"]["value"]),
            _limits(c["main"]["interval"]),
            _number(c["kappa"]["value"]),
            c["main"]["status"],
        )
    console.print(Padding(codes, (0, 0, 1, 2)))
    if data["single_coder_codes"]:
        single = Table("used by one coder only", "coder", "n", "most like", "Jaccard", box=None, pad_edge=False)
        for c in data["single_coder_codes"]:
            partner = f"{c['partner_coder']}: {_name(c['partner'])}" if c["partner"] else "nothing"
            single.add_row(
                Text(_name(c["code"])), c["coder"], str(max(c["amount"])), Text(partner), _number(c["jaccard"])
            )
        console.print(Padding(single, (0, 0, 1, 2)))
    console.print(
        Text(f"The {MOST_DISAGREEMENTS} costliest of {len(data['disagreements'])} disagreements", style="bold")
    )
    for d in data["disagreements"][:MOST_DISAGREEMENTS]:
        given = "; ".join(f"{k}: {', '.join(map(_name, v)) or 'nothing'}" for k, v in d["codes"].items())
        console.print(Text(f"  {d['unit']}  {given}"))
        text = " ".join(d["text"].split())
        console.print(Text(f"    {text[:160]}{'…' if len(text) > 160 else ''}", style="dim"))
    console.print()
    for w in data["warnings"]:
        console.print(Text(f"  {w['id']}: {w['advice']}", style="yellow"))
    for note in data["notes"]:
        console.print(Text(f"  {note}", style="dim"))
    console.print(Text("\nMethods", style="bold"))
    console.print(data["methods"]["paragraph"], markup=False, highlight=False)
    for r in data["methods"]["references"]:
        console.print(f"  {r['text']}", markup=False, highlight=False)
