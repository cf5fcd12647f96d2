"""The figure of two codebooks: codes in two columns, ribbons between those that are linked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intercoder import _plots
from intercoder._plots import GREY, KINDS, LETTERS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

End = tuple[str, str]  # "a" or "b", and a path

NARROWEST = 0.06  # of ribbons, in rows: a link by name alone is seen
FILLED = 0.9  # of a row, what ribbons may take
GAP = 0.6  # rows between what is linked and what is not
BAR = 0.02  # width of the bar beside a name; the columns stand at 0 and 1


@dataclass
class Link:
    """A row of the mapping between two codes."""

    a: str
    b: str
    kind: str
    decision: str
    width: float  # in rows

    @property
    def ends(self) -> tuple[End, End]:
        """Both codes, with their sides."""
        return ("a", self.a), ("b", self.b)


@dataclass
class Place:
    """Where a code stands: the middle of its slot, counted in rows from the top, and what its ribbons take."""

    middle: float
    linked: bool
    links: list[Link] = field(default_factory=list)

    @property
    def filled(self) -> float:
        """Height of all its ribbons, in rows."""
        return sum(link.width for link in self.links)


def read(rows: Sequence[Mapping[str, Any]]) -> list[Link]:
    """Take the rows that link two codes."""
    out = []
    for row in rows:
        if row["code_a"] is not None and row["code_b"] is not None:
            similarity = row["similarity"]
            width = NARROWEST if math.isnan(similarity) else max(NARROWEST, FILLED * similarity)
            out.append(Link(row["code_a"], row["code_b"], row["kind"], row["decision"], width))
    return out


def together(links: Sequence[Link]) -> list[list[Link]]:
    """Put links that hang together into one group; groups by kind, and in the order of the codebook."""
    group: dict[End, list[Link]] = {}
    for link in links:
        joined = {id(group[end]): group[end] for end in link.ends if end in group}
        members = [*(one for some in joined.values() for one in some), link]
        for one in members:
            group.update(dict.fromkeys(one.ends, members))
    groups = list({id(members): members for members in group.values()}.values())
    kinds = list(KINDS)
    return sorted(groups, key=lambda members: (kinds.index(members[0].kind), links.index(members[0])))


def places(rows: Sequence[Mapping[str, Any]], links: Sequence[Link]) -> dict[End, Place]:
    """Give each code its slot: groups one below the other, their codes side by side, and last what nobody else has."""
    kept = [link for link in links if link.decision != "rejected"]
    out: dict[End, Place] = {}
    top = 0.0
    for group in together(kept):
        of: dict[End, list[Link]] = defaultdict(list)
        for link in group:
            for end in link.ends:
                of[end].append(link)
        left = [end for end in of if end[0] == "a"]
        rank = {code: k for k, (_, code) in enumerate(left)}
        right = [end for end in of if end[0] == "b"]
        right.sort(key=lambda end: sum(rank[link.a] for link in of[end]) / len(of[end]))
        height = {end: max(1.0, sum(link.width for link in some) / FILLED) for end, some in of.items()}
        both = [sum(height[end] for end in side) for side in (left, right)]
        for side, total in zip((left, right), both, strict=True):
            at = top + (max(both) - total) / 2
            for end in side:
                out[end] = Place(at + height[end] / 2, True, of[end])
                at += height[end]
        top += max(both)
    refused = [end for link in links if link.decision == "rejected" for end in link.ends]
    for key in ("a", "b"):
        ends = [(key, row[f"code_{key}"]) for row in rows if row[f"code_{key}"] is not None]
        alone = dict.fromkeys(end for end in [*(e for e in refused if e[0] == key), *ends] if end not in out)
        for k, end in enumerate(alone):
            out[end] = Place(top + (GAP if kept else 0.0) + k + 0.5, False)
    return out


def draw(rows: Sequence[Mapping[str, Any]], coders: tuple[str, str], ax: Axes | None = None) -> Axes:
    """Draw a mapping, of which these are the rows."""
    links = read(rows)
    place = places(rows, links)
    height = max((p.middle + 0.5 for p in place.values()), default=1.0)
    names = {
        side: dict(zip(codes, _plots.labels(codes), strict=True))
        for side in "ab"
        for codes in [[code for s, code in place if s == side]]
    }
    ax = _plots.new_axes(ax, sum(_plots.inches_of(names[side].values()) for side in "ab") + 3.0, 0.2 * height + 0.9)
    from matplotlib.patches import Rectangle

    starts: dict[tuple[End, int], float] = {}  # where each ribbon begins at either end
    for (side, code), p in place.items():
        end, other = (side, code), "b" if side == "a" else "a"
        at = p.middle - p.filled / 2
        for link in sorted(p.links, key=lambda one: place[one.ends[other == "b"]].middle):
            starts[end, id(link)] = at
            at += link.width
        size = p.filled if p.linked else 0.5
        x = -BAR if side == "a" else 1.0
        ax.add_patch(Rectangle((x, p.middle - size / 2), BAR, size, color="0.25" if p.linked else "0.7", linewidth=0))
    for link in links:
        if link.decision == "rejected":
            ax.add_patch(_line(*(place[end].middle for end in link.ends)))
        else:
            ax.add_patch(_ribbon(link, *(starts[end, id(link)] for end in link.ends)))
    said = []
    for (side, code), p in place.items():
        x, align = (-2 * BAR, "right") if side == "a" else (1 + 2 * BAR, "left")
        colour = "black" if p.linked else GREY
        said.append(ax.text(x, p.middle, names[side][code], ha=align, va="center", color=colour))
    for x, align, coder in ((-2 * BAR, "right", coders[0]), (1 + 2 * BAR, "left", coders[1])):
        said.append(ax.text(x, -0.6, coder, ha=align, va="center", weight="bold"))
    ax.set(xlim=(-BAR, 1 + BAR), ylim=(height, -1.1), xticks=[], yticks=[])
    _plots.bare(ax)
    if links:
        ax.legend(
            handles=_legend(links),
            title="Width: Jaccard of the two codes",
            loc="upper center",
            bbox_to_anchor=(0.5, 0.0),
            ncols=4,
            frameon=False,
            fontsize=LETTERS,
            title_fontsize=LETTERS,
        )
    _plots.take_literally(ax)
    _plots.fit(ax, height + 1.1, said)
    return ax


def _curve(left: float, right: float) -> list[tuple[float, float]]:
    """Points of a line that leaves both columns at a right angle."""
    return [(0.0, left), (0.5, left), (0.5, right), (1.0, right)]


def _ribbon(link: Link, left: float, right: float) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = [*_curve(left, right), *reversed(_curve(left + link.width, right + link.width)), (0.0, left)]
    there, across = [Path.CURVE4] * 3, Path.LINETO
    shape = Path(points, [Path.MOVETO, *there, across, *there, Path.CLOSEPOLY])
    edge = {"edgecolor": "black", "linewidth": 0.9} if link.decision else {"linewidth": 0.0}
    return PathPatch(shape, facecolor=KINDS[link.kind], alpha=0.75, **edge)


def _line(left: float, right: float) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    shape = Path(_curve(left, right), [Path.MOVETO, *[Path.CURVE4] * 3])
    return PathPatch(shape, fill=False, edgecolor=GREY, linewidth=1.0, linestyle="--")


def _legend(links: Sequence[Link]) -> list[Any]:
    """Say what the colours mean, and how often each occurs."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    kept = [link for link in links if link.decision != "rejected"]
    count = {kind: sum(link.kind == kind for link in kept) for kind in KINDS}
    handles: list[Any] = [
        Patch(facecolor=colour, alpha=0.75, label=f"{kind} ({count[kind]})")
        for kind, colour in KINDS.items()
        if count[kind]
    ]
    if any(link.decision for link in kept):
        handles.append(Patch(facecolor="white", edgecolor="black", linewidth=0.9, label="decided by people"))
    if len(kept) < len(links):
        handles.append(Line2D([], [], color=GREY, linestyle="--", linewidth=1.0, label="rejected"))
    return handles
