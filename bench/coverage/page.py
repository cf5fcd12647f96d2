"""Turns the table of intercoder_coverage into docs/explanation/coverage.md and its plots.

Run as `python bench/coverage/page.py TABLE FOLDER`: TABLE is what the program wrote, FOLDER is docs/explanation.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from plots import draw

# A coefficient that is hardly ever defined in a cell has too few data sets left to judge its interval.
JUDGED_FROM = 0.1
TITLES = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "conger_kappa": "Cohen's / Conger's kappa",
    "fleiss_kappa": "Scott's pi / Fleiss' kappa",
    "gwet_ac": "Gwet's AC1",
    "percent_agreement": "percent agreement",
    "brennan_prediger": "Brennan-Prediger",
}
WORDS = {"block", "sizes", "pattern", "coefficient", "interval", "chosen"}


class Row(dict):
    """One line of the table: a cell, a coefficient, a kind of interval."""

    @property
    def coverage(self) -> float:
        """Share of the data sets with a value in which the interval holds the true one; no interval is a miss."""
        return self["covered"] / self["defined"]

    @property
    def promised(self) -> bool:
        """Whether five positives and five disagreements are expected, after division by the design effect."""
        return self["positives"] >= 5 and self["disagreements"] >= 5

    @property
    def judged(self) -> bool:
        """Whether enough data sets have a value."""
        return self["defined"] >= JUDGED_FROM * self["datasets"] > 0


def read(path: Path) -> tuple[str, list[Row]]:
    """Return the settings, as the first line has them, and the rows."""
    with path.open(encoding="utf-8") as file:
        settings = file.readline().removeprefix("# ").strip()
        rows = [Row(r) for r in csv.DictReader(file, delimiter="\t")]
    for r in rows:
        r.update({name: float(text) for name, text in r.items() if name not in WORDS})
    return settings, rows


def share(rows: Iterable[Row], test: Callable[[Row], bool]) -> str:
    """Write how many rows pass, and the percentage: '93 of 100 (93 %)'."""
    found = [test(r) for r in rows]
    if not found:
        return "none to judge"
    percent = 100 * sum(found) / len(found)
    # 99.96 % must not read as all
    text = f"{percent:.1f}" if 0 < percent < 100 else f"{percent:.0f}"
    return f"{sum(found)} of {len(found)} ({text} %)"


def table(head: list[str], body: Iterable[list[str]]) -> str:
    """Write a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(line) + " |" for line in body])


def two(x: float) -> str:
    """Write a share with three digits, without the leading zero."""
    return f"{x:.3f}".removeprefix("0") if x < 1 else "1"


def summary(rows: list[Row]) -> list[str]:
    """Cells, mean, lowest, and shares at or above the bounds."""
    if not rows:
        return ["0", "", "", "", ""]
    c = [r.coverage for r in rows]
    return [
        str(len(c)),
        two(mean(c)),
        two(min(c)),
        f"{100 * mean(x >= 0.93 for x in c):.1f}",
        f"{100 * mean(x >= 0.98 for x in c):.1f}",
    ]


def grouped(rows: list[Row], key: Callable[[Row], object], name: str) -> str:
    """Summarise the coverage of rows by a key."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for r in rows:
        groups[key(r)].append(r)
    head = [name, "cells", "mean", "lowest", "% >= .93", "% >= .98"]
    numeric = all(isinstance(k, float) for k in groups)
    order = sorted(groups, key=(lambda k: k) if numeric else str)
    return table(head, ([f"{k:g}" if isinstance(k, float) else str(k), *summary(groups[k])] for k in order))


def widths(rows: list[Row], beside: str) -> list[tuple[Row, float]]:
    """Pair each automatic interval without correlation with its width over that of a kind that ignores sources."""
    by_unit = {(r["cell"], r["coefficient"]): r for r in rows if r["interval"] == beside and r["given"] > 0}
    out = []
    for r in rows:
        other = by_unit.get((r["cell"], r["coefficient"]))
        judged = r.promised and r.judged and r["given"] > 0
        if r["interval"] == "auto" and r["rho_d"] + r["rho_p"] == 0 and judged and other:
            out.append((r, r["width"] / other["width"]))
    return out


def sources_of(r: Row) -> str:
    """Name the design of a cell as the table of widths has it."""
    if not r["sources"]:
        return "unknown"
    coded_twice = ", some coded once" if r["pattern"] == "sources" else ""
    return f"{r['sources']:02.0f}, {r['sizes']}{coded_twice}"


class Group(NamedTuple):
    """Cells by their effective sources, and how many times as wide as without sources an interval may be there."""

    name: str
    low: float
    high: float
    allowed: float

    def holds(self, r: Row) -> bool:
        """Whether a cell is one of them."""
        return self.low <= r["effective_sources"] < self.high


UNKNOWN = Group("no source known", 0, 1, 1.3)
KNOWN = (Group("10 or more effective sources", 10, 1000, 1.3), Group("5 to 10 effective sources", 5, 10, 1.5))


def width_criteria(rows: list[Row], kind: str, beside: str, groups: Sequence[Group]) -> list[list[str]]:
    """Write the criteria for the width, whether they hold, and the counts."""
    out = []
    for group in groups:
        found = [x for r, x in widths(rows, kind) if group.holds(r)]
        good = sum(x <= group.allowed for x in found)
        text = f"Mean width at most {group.allowed} times that of {beside}, no correlation, {group.name}"
        counts = f"{good} of {len(found)}; median {median(found):.2f}" if found else "none to judge"
        out.append([text, verdict(good == len(found)) if found else "", counts])
    return out


def verdict(holds: bool) -> str:
    """Say whether a criterion holds."""
    return "holds" if holds else "**does not hold**"


def criteria(auto: list[Row], rows: list[Row]) -> str:
    """Write each criterion, whether it holds, and the counts."""
    promised = [r for r in auto if r.promised]
    elsewhere = [r for r in auto if not r.promised]

    def line(text: str, holds: bool, counts: str) -> list[str]:
        return [text, verdict(holds), counts]

    return table(
        ["criterion", "", "cells x coefficients"],
        [
            line(
                "Promised region: coverage at least .93 in 90 %",
                mean(r.coverage >= 0.93 for r in promised) >= 0.9,
                share(promised, lambda r: r.coverage >= 0.93),
            ),
            line(
                "Promised region: coverage at least .87 in all",
                all(r.coverage >= 0.87 for r in promised),
                f"{share(promised, lambda r: r.coverage >= 0.87)}; lowest {two(min(r.coverage for r in promised))}",
            ),
            line(
                "Elsewhere: coverage at least .84",
                all(r.coverage >= 0.84 for r in elsewhere),
                f"{share(elsewhere, lambda r: r.coverage >= 0.84)}; lowest {two(min(r.coverage for r in elsewhere))}",
            ),
            line(
                "Elsewhere: a warning in at least half the data sets",
                all(r["warned"] >= r["defined"] / 2 for r in elsewhere),
                share(elsewhere, lambda r: r["warned"] >= r["defined"] / 2),
            ),
            *width_criteria(rows, "jeffreys_by_unit", "the posterior by unit", (UNKNOWN, *KNOWN)),
            *width_criteria(rows, "auto_by_unit", "the automatic interval by unit", KNOWN),
        ],
    )


def methods(rows: list[Row]) -> str:
    """Compare the kinds of interval over the promised region."""
    kinds: dict[str, list[Row]] = defaultdict(list)
    auto = {(r["cell"], r["coefficient"]): r for r in rows if r["interval"] == "auto"}
    for r in rows:
        if r.promised and r.judged and r["refused"] < r["defined"]:
            kinds[r["interval"]].append(r)
    body = []
    for kind, found in kinds.items():
        wide = [r["width"] / auto[r["cell"], r["coefficient"]]["width"] for r in found if r["given"]]
        body.append([f"`{kind}`", *summary(found)[:4], f"{median(wide):.2f}"])
    return table(["method", "cells", "mean", "lowest", "% >= .93", "width beside `auto` (median)"], body)


def chosen(auto: list[Row]) -> str:
    """Count what the automatic interval took."""
    counts: dict[str, Counter[str]] = {"promised region": Counter(), "elsewhere": Counter()}
    for r in auto:
        for part in filter(None, r["chosen"].split(",")):
            name, times = part.split("=")
            counts["promised region" if r.promised else "elsewhere"][name] += int(times)
    names = sorted({n for c in counts.values() for n in c})
    return table(
        ["% of data sets", *(f"`{n}`" if n != "none" else "no interval" for n in names)],
        ([k, *(f"{100 * c[n] / c.total():.1f}" for n in names)] for k, c in counts.items()),
    )


def too_wide(ratios: list[tuple[Row, float]], rows: list[Row]) -> str:
    """List what is wider than its criterion allows, with the coverage of both intervals."""
    by_unit = {(r["cell"], r["coefficient"]): r for r in rows if r["interval"] == "jeffreys_by_unit"}

    found = [(r, x) for r, x in ratios if any(g.holds(r) and x > g.allowed for g in KNOWN)]
    if not found:
        return "None is wider than that."
    head = ["width", "coefficient", "units", "sources", "coders", "categories", "coded once", "coverage", "by unit"]
    return table(
        head,
        (
            [
                f"{x:.3f}",
                TITLES[r["coefficient"]],
                f"{r['units']:g}",
                sources_of(r),
                *(f"{r[k]:g}" for k in ("coders", "categories", "coded_once")),
                two(r.coverage),
                two(by_unit[r["cell"], r["coefficient"]].coverage),
            ]
            for r, x in found
        ),
    )


def cells_of(rows: list[Row]) -> str:
    """List cells with all that defines them."""
    head = [
        "coverage",
        "coefficient",
        "units",
        "sources",
        "sizes",
        "rho_d",
        "rho_p",
        "coders",
        "categories",
        "prevalence",
    ]
    head += ["value", "coded once", "positives", "disagreements", "misses above / below"]
    return table(
        head,
        (
            [
                two(r.coverage),
                TITLES[r["coefficient"]],
                *(f"{r[k]:g}" for k in ("units", "sources")),
                r["sizes"],
                *(f"{r[k]:g}" for k in ("rho_d", "rho_p", "coders", "categories", "prevalence", "kappa")),
                f"{r['coded_once']:g}" + (f" ({r['pattern']})" if r["coded_once"] else ""),
                *(f"{r[k]:.1f}" for k in ("positives", "disagreements")),
                f"{r['too_high']:.0f} / {r['too_low']:.0f}",
            ]
            for r in rows
        ),
    )


def main() -> None:
    """Write the page and the plots."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    settings, rows = read(source)
    all_auto = [r for r in rows if r["interval"] == "auto"]
    auto = [r for r in all_auto if r.judged]
    promised = [r for r in auto if r.promised]
    elsewhere = [r for r in auto if not r.promised]
    ratios = widths(rows, "jeffreys_by_unit")
    draw(folder / "coverage", auto, ratios)
    width_groups: dict[str, list[float]] = defaultdict(list)
    for r, x in ratios:
        width_groups[sources_of(r)].append(x)
    text = (Path(__file__).parent / "page.md").read_text(encoding="utf-8")
    parts = {
        "settings": settings,
        "cells": str(len({r["cell"] for r in rows})),
        "blocks": ", ".join(f"{n} {b}" for b, n in Counter({r["cell"]: r["block"] for r in rows}.values()).items()),
        "promised": str(len(promised)),
        "elsewhere": str(len(elsewhere)),
        "unjudged": str(len(all_auto) - len(auto)),
        "undefined": share(all_auto, lambda r: r["defined"] < r["datasets"]),
        "undefined_half": share(all_auto, lambda r: r["defined"] < r["datasets"] / 2),
        "criteria": criteria(auto, rows),
        "methods": methods(rows),
        "chosen": chosen(auto),
        "by_coefficient": grouped(promised, lambda r: TITLES[r["coefficient"]], "coefficient"),
        "by_sources": grouped(promised, lambda r: r["sources"], "sources (0: unknown)"),
        "by_rho": grouped(promised, lambda r: r["rho_d"], "rho_d"),
        "by_categories": grouped(
            promised,
            lambda r: f"{r['categories']:g} categories, {'sources' if r['rho_d'] + r['rho_p'] else 'no correlation'}",
            "categories",
        ),
        "by_once": grouped(promised, lambda r: r["coded_once"], "share coded once"),
        "elsewhere_by_coefficient": grouped(elsewhere, lambda r: TITLES[r["coefficient"]], "coefficient"),
        "widths": table(
            ["sources", "cells", "median", "largest"],
            ([k, str(len(v)), f"{median(v):.2f}", f"{max(v):.2f}"] for k, v in sorted(width_groups.items())),
        ),
        "too_wide": too_wide(ratios, rows),
        "worst_promised": cells_of(sorted(promised, key=lambda r: r.coverage)[:10]),
        "worst_elsewhere": cells_of(sorted(elsewhere, key=lambda r: r.coverage)[:10]),
    }
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part)
    (folder / "coverage.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
