"""The table of a results section: which theme occurs in which source, with quotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from intercoder import _arguments, _codes, _core, _display, _frames
from intercoder.errors import BadArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from intercoder.study import Study

IntervalOfShare = Literal["wilson", "clopper_pearson", "jeffreys"]


class ThemeTable:
    """Themes in rows, sources in columns: the table of a results section. Made by `theme_table`.

    Attributes
    ----------
    themes, areas, sources, coders
        Names, in the order of rows, rows, columns, and of the counts by coder. `areas` holds None for a theme that
        belongs to no area.
    present
        Booleans of shape ``(themes, sources)``: whether the theme occurs, by the rule for sources coded twice.
    stretches
        Whole numbers of shape ``(themes, sources, coders)``: how many stretches each coder marked.
    coded_by
        Booleans of shape ``(sources, coders)``: who was assigned to what.
    double_coded, notes
        The rule; and what was assumed or left out, one sentence each.
    """

    def __init__(
        self, study: Study, at_level: Study, found: dict[str, Any], areas: list[str | None], double_coded: str
    ) -> None:
        names = study._core.sources["source"]
        paths = study._core.codes.paths
        self._study, self._at_level = study, at_level
        self.themes: list[str] = [paths[k] for k in found["themes"]]
        self.areas = areas
        self.sources: list[str] = [names[i] for i in found["sources"]]
        self.coders: list[str] = [study._core.coders[c] for c in found["coders"]]
        self.present: NDArray[np.bool_] = found["present"].astype(bool)
        self.stretches: NDArray[np.int64] = found["stretches"]
        self.coded_by: NDArray[np.bool_] = found["coded_by"].astype(bool)
        self.double_coded = double_coded
        self.notes = [*found["notes"], self._about(found["coded_twice"])]
        for array in (self.present, self.stretches, self.coded_by):
            array.setflags(write=False)

    def _about(self, twice: int) -> str:
        rules = {
            "union": "at least one of them applied it",
            "intersection": "every one of them applied it",
        }
        rule = rules.get(self.double_coded, f"'{self.double_coded}' applied it, where assigned")
        if twice == 0:
            return "No source was coded by more than one coder."
        return f"In the {_display.plural(twice, 'source')} coded by more than one coder, a theme counts where {rule}."

    @property
    def n(self) -> NDArray[np.int64]:
        """In how many sources each theme occurs."""
        return np.asarray(self.present.sum(axis=1), dtype=np.int64)

    @property
    def frame(self) -> Any:
        """The matrix: area, theme, one column of 0 and 1 for each source, n, of."""
        columns: dict[str, Any] = {"area": self.areas, "theme": self._short()}
        for i, source in enumerate(self.sources):
            columns[source if source not in ("area", "theme", "n", "of") else f"{source}_"] = (
                self.present[:, i].astype(int).tolist()
            )
        columns |= {"n": self.n.tolist(), "of": [len(self.sources)] * len(self.themes)}
        return _frames.make_frame(columns, self._study._backend)

    def to_frame(self) -> Any:
        """One row for each theme and source: area, theme, source, present, and ``n_`` of each coder.

        ``n_`` is the number of stretches, None where the coder was not assigned to the source.
        """
        themes, sources = self.present.shape
        columns: dict[str, Any] = {
            "area": [area for area in self.areas for _ in range(sources)],
            "theme": [theme for theme in self._short() for _ in range(sources)],
            "source": self.sources * themes,
            "present": self.present.ravel().tolist(),
        }
        for c, coder in enumerate(self.coders):
            columns[f"n_{coder}"] = [
                int(self.stretches[k, i, c]) if self.coded_by[i, c] else None
                for k in range(themes)
                for i in range(sources)
            ]
        return _frames.make_frame(columns, self._study._backend)

    def counts(self, interval: IntervalOfShare | None = None, level: float = 0.95) -> Any:
        """Count for each theme the sources in which it occurs, and what coders make of those coded twice.

        Parameters
        ----------
        interval
            ``"wilson"``, ``"clopper_pearson"`` or ``"jeffreys"`` adds ``low`` and ``high``. None by default: sources of
            a qualitative study are seldom a sample that an interval could generalise from.
        level
            Of the interval.

        Returns
        -------
        frame
            area, theme, n, of, share; and of the sources that more than one coder coded: ``twice`` (how many),
            ``found_by_all``, ``found_by_some``.

        Raises
        ------
        BadArgument
            For another interval, or a level outside (0, 1).
        """
        n, of = self.n, len(self.sources)
        twice = self.coded_by.sum(axis=1) > 1
        marked = self.stretches > 0
        any_of = (marked & self.coded_by).any(axis=2)
        all_of = (marked | ~self.coded_by).all(axis=2)
        columns: dict[str, Any] = {
            "area": self.areas,
            "theme": self._short(),
            "n": n.tolist(),
            "of": [of] * len(n),
            "share": [x / of if of else float("nan") for x in n.tolist()],
            "twice": [int(twice.sum())] * len(n),
            "found_by_all": (all_of & twice).sum(axis=1).tolist(),
            "found_by_some": (any_of & ~all_of & twice).sum(axis=1).tolist(),
        }
        if interval is not None:
            limits = [_core.share_limits(x, of, str(interval), float(level)) for x in n.tolist()] if of else []
            columns["low"] = [low for low, _ in limits]
            columns["high"] = [high for _, high in limits]
        return _frames.make_frame(columns, self._study._backend)

    def by(self, attribute: str) -> Any:
        """Count for each theme and each value of an attribute of the sources: area, theme, value, n, of, share.

        Raises
        ------
        BadArgument
            For an attribute that no source has.
        """
        values = self._attribute(attribute)
        rows = [(k, value) for k in range(len(self.themes)) for value in dict.fromkeys(values)]
        here = {value: np.array([v == value for v in values]) for value in dict.fromkeys(values)}
        n = [int(self.present[k, here[value]].sum()) for k, value in rows]
        of = [int(here[value].sum()) for _, value in rows]
        short = self._short()
        return _frames.make_frame(
            {
                "area": [self.areas[k] for k, _ in rows],
                "theme": [short[k] for k, _ in rows],
                "value": [value for _, value in rows],
                "n": n,
                "of": of,
                "share": [x / m for x, m in zip(n, of, strict=True)],
            },
            self._study._backend,
        )

    def quotes(self, theme: str | None = None, n: int = 2, *, labels: Iterable[str] = (), longest: int = 400) -> Any:
        """Pick passages for each theme, each from another source as long as there are any.

        Parameters
        ----------
        theme
            Only this one, by path or name.
        n
            How many for each theme, at most.
        labels
            Attributes that follow the name of the source: ``["age"]`` makes "P03 (34)".
        longest
            Passages with more characters are taken only where there are no others. The longest of the rest comes first.

        Returns
        -------
        frame
            area, theme, label, source, coders, start, end, text. ``coders`` are those who marked this very stretch.

        Raises
        ------
        BadArgument
            For a theme or an attribute that is not there.
        """
        rows = self._rows_of(theme)
        wanted, most = _arguments.whole(n, "n"), _arguments.whole(longest, "longest")
        label = self._labels(labels)
        shown = {(k, i) for k in rows for i in range(len(self.sources)) if self.present[k, i]}
        row_of, place = {self.themes[k]: k for k in rows}, {name: i for i, name in enumerate(self.sources)}
        found: dict[int, dict[tuple[int, int, int], tuple[str, list[str]]]] = {k: {} for k in rows}
        columns = self._at_level._coding_columns()
        for source, coder, code, start, end, text in zip(
            *(columns[name] for name in ("source", "coder", "code", "start", "end", "text")), strict=True
        ):
            k, i = row_of.get(code), place.get(source)
            if (
                k is None
                or i is None
                or (k, i) not in shown
                or coder not in self.coders
                or not text
                or not text.strip()
            ):
                continue
            found[k].setdefault((i, start, end), (text, []))[1].append(coder)
        picked = [(k, at, passage) for k in rows for at, passage in _spread(found[k], wanted, most)]
        short = self._short()
        return _frames.make_frame(
            {
                "area": [self.areas[k] for k, _, _ in picked],
                "theme": [short[k] for k, _, _ in picked],
                "label": [label[i] for _, (i, _, _), _ in picked],
                "source": [self.sources[i] for _, (i, _, _), _ in picked],
                "coders": [", ".join(dict.fromkeys(coders)) for _, _, (_, coders) in picked],
                "start": [start for _, (_, start, _), _ in picked],
                "end": [end for _, (_, _, end), _ in picked],
                "text": [text for _, _, (text, _) in picked],
            },
            self._study._backend,
        )

    def table(
        self,
        format: Literal["markdown", "latex", "html", "csv"] = "markdown",  # noqa: A002
        *,
        sources: bool = False,
        interval: IntervalOfShare | None = None,
        level: float = 0.95,
    ) -> str:
        r"""Write the table as text: areas as rows of their own, "15 of 18" for each theme.

        Parameters
        ----------
        format
            ``"csv"`` has a column for the area in place of rows.
        sources
            Add a column for each source.
        interval, level
            As of `counts`; percentages appear with the interval only: of few sources they say less than counts.

        Raises
        ------
        BadArgument
            For another format or interval.

        Examples
        --------
        >>> import intercoder as ic
        >>> t = ic.theme_table(ic.read(ic.datasets.study_path()))
        >>> t.table().splitlines()[2:4]
        ['| Coming to the workshop: |  |', '| Motives | 18 of 18 |']
        """
        of = len(self.sources)
        limits = (
            [_core.share_limits(int(x), of, str(interval), float(level)) for x in self.n] if interval and of else []
        )
        headings = ["Theme", "Sources", *([f"{_core.percent(level)} CI"] if limits else [])]
        headings += self.sources if sources else []
        rows: list[list[str]] = []
        short = self._short()
        for k, theme in enumerate(short):
            row = [theme, f"{self.n[k]} of {of}"]
            if limits:
                row.append(f"[{_core.percent(limits[k][0])}, {_core.percent(limits[k][1])}]")
            row += ["x" if here else "" for here in self.present[k]] if sources else []
            rows.append(row)
        if format == "csv":
            return _display.table(
                ["Area", *headings], [[a or "", *r] for a, r in zip(self.areas, rows, strict=True)], format
            )
        out: list[list[str]] = []
        for k, row in enumerate(rows):
            if self.areas[k] is not None and (k == 0 or self.areas[k] != self.areas[k - 1]):
                out.append([f"{self.areas[k]}:", *[""] * (len(headings) - 1)])
            out.append(row)
        return _display.table(headings, out, format)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw themes x sources, filled where the theme occurs, with n of N at the right; `frame` has the same.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, larger for more themes and sources.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> ax = ic.theme_table(ic.read(ic.datasets.study_path())).plot(Figure(layout="constrained").subplots())
        >>> [label.get_text() for label in ax.get_yticklabels()][:3]
        ['Coming to the workshop', '   Motives', '   Access']
        """
        from intercoder import _plots

        return _plots.themes(self.present, self.themes, self.areas, self.sources, ax)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as a dict of plain values."""
        return {
            "schema": "intercoder/theme_table/1",
            "double_coded": self.double_coded,
            "coders": self.coders,
            "sources": self.sources,
            "themes": [
                {
                    "area": area,
                    "theme": theme,
                    "n": int(n),
                    "sources": [s for s, here in zip(self.sources, row, strict=True) if here],
                }
                for area, theme, n, row in zip(self.areas, self.themes, self.n, self.present, strict=True)
            ],
            "notes": self.notes,
        }

    def __repr__(self) -> str:
        areas = len({area for area in self.areas if area is not None})
        within = f" in {_display.plural(areas, 'area')}" if areas else ""
        lines = [
            f"Theme table: {_display.plural(len(self.themes), 'theme')}{within}, {_display.plural(len(self.sources), 'source')}"
        ]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        return self.table("html")

    # --- what the methods above share -------------------------------------------------------------------------------

    def _short(self) -> list[str]:
        """Name themes without the area in front of them."""
        return [
            theme.removeprefix(f"{area} > ") if area is not None else theme
            for area, theme in zip(self.areas, self.themes, strict=True)
        ]

    def _rows_of(self, theme: str | None) -> list[int]:
        if theme is None:
            return list(range(len(self.themes)))
        wanted = self._study._core.codes.paths[self._study._core.code_index(str(theme))]
        if wanted not in self.themes:
            raise BadArgument(f"theme: '{wanted}' is no row of this table; rows: {_codes.listing(self.themes)}")
        return [self.themes.index(wanted)]

    def _attribute(self, name: str) -> list[str | None]:
        columns = self._study._core.sources
        values = dict(zip(columns["source"], columns["attributes"], strict=True))
        known = dict.fromkeys(key for row in columns["attributes"] for key in row)
        if name not in known:
            raise BadArgument(
                f"attribute '{name}'; expected one of {', '.join(known) or 'none: the sources have none'}"
            )
        return [values[source].get(name) for source in self.sources]

    def _labels(self, attributes: Iterable[str]) -> list[str]:
        columns = [self._attribute(name) for name in ([attributes] if isinstance(attributes, str) else attributes)]
        known = [[v for v in row if v] for row in zip(*columns, strict=True)] if columns else [[]] * len(self.sources)
        return [
            f"{source} ({', '.join(map(str, row))})" if row else source
            for source, row in zip(self.sources, known, strict=True)
        ]


def _spread(
    passages: dict[tuple[int, int, int], tuple[str, list[str]]], wanted: int, longest: int
) -> list[tuple[tuple[int, int, int], tuple[str, list[str]]]]:
    """Take passages source by source in turn, in each the best first: marked by most, then longest but not too long."""
    by_source: dict[int, list[tuple[tuple[int, int, int], tuple[str, list[str]]]]] = {}
    for at, passage in passages.items():
        by_source.setdefault(at[0], []).append((at, passage))
    for some in by_source.values():
        some.sort(key=lambda p: (len(p[1][0]) > longest, -len(set(p[1][1])), -len(p[1][0]), p[0]))
    turns: list[tuple[tuple[bool, int, int], int, tuple[tuple[int, int, int], tuple[str, list[str]]]]] = []
    for source, some in by_source.items():
        for turn, p in enumerate(some):
            turns.append(((len(p[1][0]) > longest, turn, -len(set(p[1][1]))), source, p))
    turns.sort(key=lambda t: (t[0], -len(t[2][1][0]), t[1]))
    return [p for _, _, p in turns[:wanted]]
