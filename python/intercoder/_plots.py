"""Figures of results, drawn by matplotlib, which is loaded when one is asked for. Nothing is computed here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _display, _view

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh
    from numpy.typing import NDArray

# Colours of Okabe & Ito (2008), which people who confuse some colours tell apart.
BLUE, ORANGE, GREEN, PURPLE, YELLOW = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
GREY, PALE = "0.45", "0.85"
KINDS = {"same": BLUE, "renamed": GREEN, "split": YELLOW, "merged": ORANGE, "many": PURPLE}

LETTERS = 8.0  # size of names, in points
LINE = 1.25  # height of a line of text, in sizes of its letters
LETTER = 0.55  # width of a letter, the same
LONGEST = 40  # letters of a name

UNIT_RANGE = ("jaccard", "dice", "overlap", "share_a", "share_b", "kappa", "phi")
COUNTS = ("count", "length", "overlaps", "shared", "adjacent", "within")
WORDS = {
    "share_a": "share of A's text",
    "share_b": "share of B's text",
    "count": "stretches that meet",
    "length": "characters shared",
    "overlaps": "stretches that overlap",
    "shared": "characters shared",
    "adjacent": "stretches next to each other",
    "within": "stretches of the row within the column's",
}


# --- what the figures share -----------------------------------------------------------------------------------------


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Give the axes asked for, or new ones in a figure of this size in inches, which pyplot shows and closes."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as problem:
        raise ImportError("figures need matplotlib; install it with: pip install intercoder[plots]") from problem
    _, new = pyplot.subplots(figsize=(width, height), layout="constrained")
    return new


def labels(paths: Sequence[str]) -> list[str]:
    """Call codes by their last names, and with more where that is not enough to tell them apart."""
    return cut([code.name for code in _view.short_names(paths).values()])


def cut(names: Sequence[str], most: int = LONGEST) -> list[str]:
    """Cut long names, unless that would leave two of them alike; each stays on one line."""
    names = [" ".join(name.split()) for name in names]
    short = [name if len(name) <= most else f"{name[: most - 1].rstrip()}…" for name in names]
    return [name if short.count(less) > 1 else less for name, less in zip(names, short, strict=True)]


def inches_of(names: Iterable[str], size: float = LETTERS) -> float:
    """How long the longest name is."""
    return max(map(len, names), default=0) * LETTER * size / 72


def room(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes, in points, once the figure is laid out."""
    figure = ax.figure.canvas.figure
    figure.draw_without_rendering()
    box = ax.get_window_extent()
    return box.width * 72 / figure.dpi, box.height * 72 / figure.dpi


def fit(ax: Axes, lines: float, texts: Iterable[Any], *, across: bool = False) -> None:
    """Make letters small enough for as many rows, or columns of upright text."""
    size = min(LETTERS, room(ax)[0 if across else 1] / max(lines, 1) / LINE)
    for text in texts:
        text.set_fontsize(size)


def take_literally(ax: Axes) -> None:
    """Keep dollar signs in names from being read as formulas."""
    for text in [*ax.get_xticklabels(), *ax.get_yticklabels(), *ax.texts, ax.xaxis.label, ax.yaxis.label]:
        text.set_parse_math(False)


def bare(ax: Axes) -> None:
    """Leave out frame and tick marks."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def _headed(groups: Iterable[tuple[str, Sequence[int]]]) -> list[tuple[str, int | None]]:
    """List rows from the top: for each group its name, which has no number, and then those in it."""
    out: list[tuple[str, int | None]] = []
    for heading, members in groups:
        out += [(" ".join(heading.split()), None)] if heading else []
        out += [("", k) for k in members]
    return out


def _label_rows(ax: Axes, rows: Sequence[tuple[str, int | None]], names: Sequence[str], right: Sequence[str]) -> None:
    """Write names at the left, below those of their groups in bold, and what is said of each row at the right."""
    indent = "   " if any(k is None for _, k in rows) else ""
    ax.set_yticks(range(len(rows)), [heading if k is None else indent + names[k] for heading, k in rows])
    ax.set_ylim(len(rows) - 0.5, -0.5)
    said = [
        ax.text(1.01, y, right[k], transform=ax.get_yaxis_transform(), va="center", ha="left")
        for y, (_, k) in enumerate(rows)
        if k is not None
    ]
    take_literally(ax)
    fit(ax, len(rows), [*ax.get_yticklabels(), *said])
    for label, (_, k) in zip(ax.get_yticklabels(), rows, strict=True):
        label.set(fontweight="bold" if k is None else "normal", horizontalalignment="left")
    longest = max((label.get_window_extent().width for label in ax.get_yticklabels()), default=0.0)
    ax.tick_params(axis="y", pad=1.02 * longest * 72 / ax.figure.canvas.figure.dpi + 4)


# --- matrices -------------------------------------------------------------------------------------------------------


def heat(
    values: NDArray[Any],
    rows: Sequence[str],
    columns: Sequence[str],
    measure: str,
    about: tuple[str, str],
    ax: Axes | None,
) -> Axes:
    """Draw codes x codes: darker for more, with the number where it is not small and there is room for it."""
    names, others = labels(rows), labels(columns)
    cell = max(0.15, min(0.28, 9 / max(len(rows), len(columns), 1)))
    ax = new_axes(
        ax,
        max(3.5, cell * len(others) + inches_of(names) + 1.2),
        max(2.5, cell * len(names) + inches_of(others) + 0.5),
    )
    from matplotlib.ticker import MaxNLocator

    cells = np.ma.masked_invalid(np.asarray(values, dtype=float))
    largest = float(np.abs(cells).max()) if cells.count() else 0.0
    top = 1.0 if measure in UNIT_RANGE else largest or 1.0
    signed = measure in ("kappa", "phi")
    if cells.size:
        mesh = ax.pcolormesh(
            cells,
            cmap=_with_gaps("RdBu" if signed else "Blues"),
            vmin=-top if signed else 0.0,
            vmax=top,
            edgecolors="0.92",
            linewidth=0.5,
        )
        bar = ax.figure.colorbar(mesh, ax=ax, fraction=0.04, pad=0.02, aspect=30)
        bar.set_label(_display.capitalised(WORDS.get(measure, measure)), size=LETTERS)
        bar.ax.tick_params(labelsize=LETTERS)
        if measure in COUNTS:
            bar.locator = MaxNLocator("auto", integer=True)
        bar.outline.set_visible(False)
    ax.set_xticks(np.arange(len(others)) + 0.5, others, rotation=90)
    ax.set_yticks(np.arange(len(names)) + 0.5, names)
    ax.set(xlim=(0, max(len(others), 1)), ylim=(max(len(names), 1), 0))
    ax.set_xlabel(about[1], size=LETTERS)
    ax.set_ylabel(about[0], size=LETTERS)
    ax.grid(visible=False)
    bare(ax)
    take_literally(ax)
    fit(ax, len(names), ax.get_yticklabels())
    fit(ax, len(others), ax.get_xticklabels(), across=True)
    if cells.size:
        _write_cells(ax, cells, mesh, top)
    return ax


def _with_gaps(name: str) -> Any:
    """Take a colour map in which cells without a number are grey."""
    from matplotlib import colormaps

    return colormaps[name].with_extremes(bad=PALE)


def _write_cells(ax: Axes, cells: Any, mesh: QuadMesh, top: float) -> None:
    """Write numbers of at least a twentieth of the largest there could be, unless they would be too small to read."""
    write: Callable[[float], str] = _view.value if top <= 1 else lambda x: f"{x:.0f}" if x >= 10 else f"{x:.3g}"
    at = [(i, j) for i, j in np.argwhere(~np.ma.getmaskarray(cells)).tolist() if abs(cells[i, j]) >= top / 20]
    texts = {(i, j): write(float(cells[i, j])) for i, j in at}
    width, height = room(ax)
    longest = max((len(text) for text in texts.values()), default=1)
    size = min(7.0, 0.75 * width / cells.shape[1] / (longest * LETTER), height / cells.shape[0] / LINE)
    if size < 5:
        return
    for (i, j), text in texts.items():
        red, green, blue, _ = mesh.cmap(mesh.norm(cells[i, j]))
        dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.5
        ax.text(j + 0.5, i + 0.5, text, ha="center", va="center", size=size, color="white" if dark else "black")


def themes(
    present: NDArray[np.bool_],
    paths: Sequence[str],
    areas: Sequence[str | None],
    sources: Sequence[str],
    ax: Axes | None,
) -> Axes:
    """Draw themes x sources, filled where the theme occurs, areas one below the other."""
    names = labels(paths)
    ax = new_axes(ax, max(4.0, inches_of(names) + 0.2 * len(sources) + 1.1), 0.2 * (len(names) + len(set(areas))) + 1.0)
    from matplotlib.colors import ListedColormap

    groups = [(area or "", [k for k, _ in some]) for area, some in groupby(enumerate(areas), key=lambda pair: pair[1])]
    rows = _headed(groups)
    place = {k: y for y, (_, k) in enumerate(rows) if k is not None}
    for _, members in groups:
        if not sources:
            break
        ax.pcolormesh(
            np.arange(len(sources) + 1),
            place[members[0]] - 0.5 + np.arange(len(members) + 1),
            present[members].astype(float),
            cmap=ListedColormap(["white", BLUE]),
            vmin=0,
            vmax=1,
            edgecolors=PALE,
            linewidth=0.6,
        )
    ax.xaxis.tick_top()
    ax.set_xticks(np.arange(len(sources)) + 0.5, cut(sources), rotation=90)
    ax.set_xlim(0, max(len(sources), 1))
    ax.grid(visible=False)
    bare(ax)
    _label_rows(ax, rows, names, [f"{int(row.sum())} of {len(sources)}" for row in present])
    fit(ax, len(sources), ax.get_xticklabels(), across=True)
    return ax


# --- curves and intervals -------------------------------------------------------------------------------------------


def saturation(
    found: Mapping[str, Sequence[Any]],
    sources: Sequence[str],
    reached: int | None,
    words: Mapping[str, str],
    ax: Axes | None,
) -> Axes:
    """Draw codes seen so far, beside random orders, over the codes that each source added."""
    n, names = np.arange(1, len(sources) + 1), cut(sources, LONGEST // 2)
    ax = new_axes(ax, min(12.0, max(5.5, 0.22 * len(sources) + 1.0)), 3.8 + inches_of(names))
    from matplotlib.lines import Line2D

    handles: list[Any] = [
        ax.bar(n, found["added"], width=0.6, color=YELLOW, zorder=0.8, label="new in this source"),
        ax.fill_between(n, found["low"], found["high"], color=PALE, linewidth=0, zorder=0.5, label=words["band"]),
        *ax.plot(n, found["expected"], color=GREY, linestyle="--", linewidth=1, label="mean of random orders"),
        *ax.plot(
            n, found["seen"], color=BLUE, marker="o", markersize=3.5, linewidth=1.5, label="seen so far, as collected"
        ),
    ]
    if reached is None:
        handles.append(Line2D([], [], linestyle="", label=words["rule"]))
    else:
        handles.append(ax.axvline(reached, color=ORANGE, linestyle=":", linewidth=1.5, label=words["rule"]))
    ax.set_xlim(0.4, len(sources) + 0.6)
    ax.set_xlabel("Source, in the order collected", size=LETTERS)
    ax.set_ylabel("Codes", size=LETTERS)
    ax.set_ylim(bottom=0)
    ax.spines[["top", "right"]].set_visible(False)
    if room(ax)[0] / max(len(sources), 1) >= LETTERS * LINE:
        ax.set_xticks(n, names, rotation=90)
        take_literally(ax)
    ax.tick_params(labelsize=LETTERS)
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=LETTERS)
    return ax


def dots(
    codes: Mapping[str, Sequence[Any]],
    pooled: tuple[float, float, float],
    title: str,
    thresholds: Iterable[float],
    by_value: bool,
    single: bool,
    ax: Axes | None,
) -> Axes:
    """Draw a value and its interval for each code (columns as of ``by_code``), and below them the pooled one."""
    paths, shared = codes["code"], codes["shared"]
    values, lows, highs = ([*codes[key], x] for key, x in zip(("value", "low", "high"), pooled, strict=True))
    last = len(paths)
    both = [k for k in range(last) if shared[k]]
    alone = [k for k in range(last) if not shared[k] and single]
    if by_value:
        both, alone = (sorted(some, key=lambda k: (values[k] != values[k], -values[k])) for some in (both, alone))
    above = [_view.leaf(path).above for path in paths]
    groups = [("", both)] if by_value else [(name, list(some)) for name, some in groupby(both, key=above.__getitem__)]
    rows = _headed([*groups, ("Used by one coder only", alone)] if alone else groups)
    rows.append(("", last))
    names = [*labels(paths), "Pooled over shared codes"]
    statuses = [*codes["status"], "undefined"]
    said = [_said(*numbers) for numbers in zip(values, lows, highs, statuses, strict=True)]
    ax = new_axes(ax, inches_of(names) + inches_of(said) + 4.0, 0.2 * len(rows) + 0.7)
    for x in thresholds:
        ax.axvline(x, color=GREY, linestyle=":", linewidth=1, zorder=0)
    if values[last] == values[last]:
        ax.axvline(values[last], color=PALE, linewidth=1, zorder=0)
    ax.axhline(len(rows) - 1.5, color=GREY, linewidth=0.8)
    for y, (_, k) in enumerate(rows):
        if k is None or values[k] != values[k]:
            continue
        colour = "black" if k == last else BLUE if shared[k] else GREY
        ax.plot([lows[k], highs[k]], [y, y], color=colour, linewidth=1.3, solid_capstyle="butt")
        filled = colour if k == last or shared[k] else "white"
        marker = "D" if k == last else "o"
        ax.plot([values[k]], [y], marker, color=colour, markerfacecolor=filled, markersize=5)
    seen = [x for x in (*values, *lows) if x == x]
    ax.set_xlim(min([0.0, *seen]) - 0.03, 1.03)
    ax.set_xlabel(title, size=LETTERS)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", labelsize=LETTERS)
    _label_rows(ax, rows, names, said)
    return ax


def _said(value: float, low: float, high: float, status: str) -> str:
    """Write a value and its interval, or why there is none."""
    if math.isnan(value):
        return _display.status_words(status)
    return _view.value(value) if math.isnan(low) else f"{_view.value(value)} [{_view.value(low)}, {_view.value(high)}]"
