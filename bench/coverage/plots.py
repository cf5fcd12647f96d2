"""The plots of the page on coverage: how often, and how wide."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt


def draw(folder: Path, auto: list[Any], ratios: list[tuple[Any, float]]) -> None:
    """Write two PNG files into the folder: rows are those of page.py."""
    folder.mkdir(parents=True, exist_ok=True)
    plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False})

    figure, axes = plt.subplots(figsize=(6, 3.2), layout="constrained")
    for promised, marker, label in ((False, "x", "elsewhere"), (True, "o", "promised region")):
        rows = [r for r in auto if r.promised == promised]
        x = [max(0.01, min(r["positives"], r["disagreements"])) for r in rows]
        axes.scatter(x, [r.coverage for r in rows], s=7, marker=marker, linewidths=0.6, alpha=0.5, label=label)
    for y, style in ((0.95, "-"), (0.93, "--"), (0.87, ":"), (0.84, "-.")):
        axes.axhline(y, color="0.4", linewidth=0.7, linestyle=style)
    axes.set(
        xscale="log",
        xlabel="expected positives or disagreements, whichever are fewer, divided by the design effect",
        ylabel="coverage of the automatic 95 % interval",
    )
    axes.legend(frameon=False)
    figure.savefig(folder / "coverage.png", dpi=110)
    plt.close(figure)

    figure, axes = plt.subplots(figsize=(6, 2.6), layout="constrained")
    known = [(r, x) for r, x in ratios if r["sources"]]
    for sizes, marker in (("equal", "o"), ("linear", "^"), ("harmonic", "x")):
        part = [(r["effective_sources"], x) for r, x in known if r["sizes"] == sizes]
        axes.scatter(*zip(*part, strict=True), s=9, marker=marker, linewidths=0.7, alpha=0.6, label=f"{sizes} sizes")
    for y in (1, 1.3, 1.5):
        axes.axhline(y, color="0.4", linewidth=0.7, linestyle="-" if y == 1 else "--")
    axes.set(
        xscale="log",
        xticks=[2, 3, 5, 10, 20, 30],
        xticklabels=["2", "3", "5", "10", "20", "30"],
        xlabel="effective number of sources (no correlation within them)",
        ylabel="width / width by unit",
    )
    axes.minorticks_off()
    axes.legend(frameon=False)
    figure.savefig(folder / "width.png", dpi=110)
    plt.close(figure)
