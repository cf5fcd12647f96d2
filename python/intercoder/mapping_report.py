"""A mapping of two codebooks in words: a sentence, a table, a page. Nothing is computed here."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from intercoder import _core, _display, _render
from intercoder._view import short_names

if TYPE_CHECKING:
    from intercoder.mapped_agreement import MappedAgreement
    from intercoder.matching import CodebookMapping

KINDS = {
    "same": "same name",
    "renamed": "other name",
    "split": "split",
    "merged": "merged",
    "many": "several to several",
    "only_a": "one coder only",
    "only_b": "one coder only",
}

LEGEND = (
    "Jaccard: what both codes cover, of what either covers. Shares: of what each code covers, what the other does too. "
    "Names: how alike they are, 1 when equal. p: joint shifts within sources, adjusted over all pairs of codes. Stable: "
    "how often the link is found when sources are drawn anew."
)


class Passages(NamedTuple):
    """Quotes of a link, or of a code without one."""

    codes: str
    kind: str
    quotes: list[tuple[str, str]]  #: source, text


@dataclass(frozen=True)
class Page:
    """What a page about a mapping shows, as text."""

    title: str
    study: str
    sentence: str
    agreement: str
    headings: list[str]
    rows: list[list[str]]
    legend: str
    cases: list[Passages]
    decisions: list[str]
    notes: list[str]
    methods: str
    version: str


def sentence(m: CodebookMapping) -> str:
    """Count what was found."""
    used = [len({row[side] for row in m._links.rows if row[side] is not None}) for side in ("code_a", "code_b")]
    groups = Counter(m._links.kinds)
    alone = Counter(row["kind"] for row in m._links.rows if row["kind"] in ("only_a", "only_b"))
    found = [
        (groups["same"], "pair has one name and is used alike", "pairs have one name and are used alike"),
        (groups["renamed"], "pair is used alike under two names", "pairs are used alike under two names"),
        (
            groups["split"],
            f"code of {m.coder_a} is split by {m.coder_b}",
            f"codes of {m.coder_a} are split by {m.coder_b}",
        ),
        (
            groups["merged"],
            f"code of {m.coder_b} takes several of {m.coder_a} together",
            f"codes of {m.coder_b} take several of {m.coder_a} together",
        ),
        (
            groups["many"],
            "group of several codes on both sides belongs together",
            "groups of several codes on both sides belong together",
        ),
        (alone["only_a"], f"code is used by {m.coder_a} only", f"codes are used by {m.coder_a} only"),
        (alone["only_b"], f"code is used by {m.coder_b} only", f"codes are used by {m.coder_b} only"),
    ]
    counts = "; ".join(_display.plural(n, one, several) for n, one, several in found if n) or "nothing is used alike"
    sources = _display.plural(m._use.sources, "source")
    return f"{m.coder_a} used {_display.plural(used[0], 'code')} and {m.coder_b} {used[1]} on {sources} that both coded: {counts}."


def table_rows(m: CodebookMapping) -> tuple[list[str], list[list[str]]]:
    """Give headings, and a row of text for each link and each code without one."""
    names = short_names([row[side] for row in m._links.rows for side in ("code_a", "code_b") if row[side] is not None])
    headings = [m.coder_a, m.coder_b, "Link", "Jaccard", "Share of A", "Share of B", "Names", "p", "Stable", "Decision"]
    rows = []
    for row in m._links.rows:
        codes = ["" if row[side] is None else names[row[side]].name for side in ("code_a", "code_b")]
        numbers = [_number(row[c]) for c in ("similarity", "share_a", "share_b", "name_similarity")]
        p = row["p_value"]
        numbers += ["" if math.isnan(p) else "<.001" if p < 0.001 else _core.apa(p, 3), _number(row["stability"])]
        said = row["decision"] + (f": {row['name']}" if row["name"] else "") + (f" ({row['by']})" if row["by"] else "")
        rows.append([*codes, KINDS[row["kind"]], *numbers, said])
    return headings, rows


def page(m: CodebookMapping, agreement: MappedAgreement) -> Page:
    """Put together what a page shows."""
    from intercoder import __version__

    headings, rows = table_rows(m)
    cases = []
    for row, cells in zip(m._links.rows, rows, strict=True):
        if row["quotes"]:
            cases.append(Passages(" and ".join(filter(None, cells[:2])), cells[2], row["quotes"]))
    decisions = []
    for one, problem in zip(m.decisions, m._links.fits, strict=True):
        why = f", because: {one.why}" if one.why else ""
        by = f" by {one.by}" if one.by else ""
        name = f" as {one.name}" if one.name else ""
        decisions.append(
            f"{one.code_a} and {one.code_b}: {one.decision}{name}{by}{why}"
            + (f" (does not fit: {problem})" if problem else "")
        )
    return Page(
        f"Codes of {m.coder_a} and {m.coder_b}",
        m._core.name,
        sentence(m),
        agreement.sentence(),
        headings,
        rows,
        LEGEND,
        cases,
        decisions,
        m.notes,
        methods(m),
        __version__,
    )


def methods(m: CodebookMapping) -> str:
    """Say how it was done, for the methods section."""
    unit = "characters" if m._unit == "character" else f"{m._unit}s"
    how = m._how
    said = [
        f"Codes of {m.coder_a} and {m.coder_b} were matched by what they were used for, not by what they are called: by the "
        f"{unit} that both cover. Pairs were chosen so that the sum of their Jaccard indices is highest (least kappa "
        f"{how['floor']:g}, least share of one code on the other beyond chance {how['share']:g}); a code that was left over "
        f"joined a pair where that raised the Jaccard index of the group by {how['gain']:g}; of the rest, codes that are "
        "each other's nearest were paired, and those of one name."
    ]
    if m._chance:
        said.append(
            "Whether two codes share more than chance would give them was tested by turning one coder's codes round within "
            "each source, adjusted after Benjamini and Hochberg."
        )
    if how["resamples"] and m._use.sources > 1:
        said.append(
            f"The stability of a link is the share of {how['resamples']} resamples of sources in which it is found again."
        )
    if m._use.sources > 1:
        said.append("Agreement on held-out sources uses links that were learnt on the other sources.")
    return " ".join(said)


def as_html(shown: Page) -> str:
    """Render a page as one file that needs no other."""
    return _render._template("mapping.html.j2", m=shown)


def as_markdown(shown: Page) -> str:
    """Render a page as Markdown."""
    plain = _render._plain
    out = [f"# {plain(shown.title)}", "", *([plain(shown.study), ""] if shown.study else [])]
    out += [plain(shown.sentence), "", plain(shown.agreement), ""]
    out += ["## Which codes stand for one thing", "", _display.table(shown.headings, shown.rows, "markdown")]
    out += [plain(shown.legend), "", "## Passages", ""]
    for case in shown.cases:
        out += [f"**{plain(case.codes)}** ({case.kind})", ""]
        for source, text in case.quotes:
            out += [f"> {plain(text)} ({plain(source)})", ""]
    for title, lines in (("Decisions", shown.decisions), ("Notes", shown.notes)):
        if lines:
            out += [f"## {title}", "", *(f"- {plain(line)}" for line in lines), ""]
    return "\n".join([*out, "## Methods", "", plain(shown.methods), ""])


def as_json(m: CodebookMapping, agreement: MappedAgreement | None) -> str:
    """Write the data."""
    return json.dumps(as_dict(m, agreement), ensure_ascii=False, indent=2, allow_nan=False)


def as_dict(m: CodebookMapping, agreement: MappedAgreement | None) -> dict[str, Any]:
    """Give the data as plain values; None where there is nothing."""
    from intercoder.links import COLUMNS

    links = [
        {c: None if isinstance(x := row[c], float) and math.isnan(x) else x for c in COLUMNS} for row in m._links.rows
    ]
    out: dict[str, Any] = {
        "schema": "intercoder/codebook_mapping/1",
        "coders": [m.coder_a, m.coder_b],
        "unit": m._unit,
        "sources": m._use.sources,
        "links": links,
        "decisions": [
            asdict(d) | {"fits": not problem, "note": problem}
            for d, problem in zip(m.decisions, m._links.fits, strict=True)
        ],
        "sentence": sentence(m),
        "notes": m.notes,
    }
    if agreement is not None:
        out["agreement"] = {
            name: None if isinstance(x, float) and math.isnan(x) else x for name, x in agreement.to_dict().items()
        } | {"sentence": agreement.sentence()}
    return out


def _number(x: float) -> str:
    return "" if math.isnan(x) else f"{x:.2f}"
