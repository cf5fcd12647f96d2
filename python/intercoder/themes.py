"""Themes: which occurs in which source, by which rule, and in which area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _arguments, _codes, _core, _frames
from intercoder.errors import BadArgument
from intercoder.theme_tables import ThemeTable

if TYPE_CHECKING:
    from intercoder.study import Study
    from intercoder.views import Level

#: What the layer of decided codings is called, which `consensus` makes.
CONSENSUS = "consensus"


def theme_table(
    study: Study,
    areas: Mapping[str, Iterable[str]] | None = None,
    double_coded: str = "union",
    *,
    level: Level = "theme",
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
) -> ThemeTable:
    """Say which theme occurs in which source: n of N, by area, with quotes.

    Parameters
    ----------
    study
        A `Study`, such as `Study.themes` gives.
    areas
        The groups of rows: a dict of areas, each with its themes; themes that it does not name come last. By default
        what stands at the top of the codebook above a theme.
    double_coded
        What counts in a source that several coders coded: ``"union"``, a theme that at least one of them applied;
        ``"intersection"``, one that all of them applied; the name of a coder, what this one applied there;
        ``"consensus"``, what was decided: the layer that `consensus` makes, a coder of this name.
    level
        ``"theme"``: codes without codes below them count as the code above; ``"code"``, or a depth: see `Study.ratings`.
    coders
        By default all, but for the layer ``"consensus"``, unless `double_coded` names it.
    sources
        By default those that at least one of the coders was assigned to. The columns keep this order.

    Returns
    -------
    ThemeTable

    Raises
    ------
    BadArgument
        For a name that is not known, a theme in two areas, and ``"consensus"`` where there is no such layer.

    Examples
    --------
    >>> import intercoder as ic
    >>> t = ic.theme_table(ic.read(ic.datasets.study_path()), double_coded="intersection")
    >>> t.present.shape
    (8, 18)
    >>> t.quotes("Motives", n=1).columns.tolist()
    ['area', 'theme', 'label', 'source', 'coders', 'start', 'end', 'text']
    """
    rolled, found = rows_of(study, double_coded, level, coders, sources, "theme_table")
    paths = study._core.codes.paths
    names = [paths[k] for k in found["themes"]]
    if areas is None:
        above = [path.split(" > ")[0] if " > " in path else None for path in names]
        return ThemeTable(study, rolled, found, above, str(double_coded))
    order, area_of = _areas(study, areas, names)
    found = {**found, "themes": [found["themes"][k] for k in order]}
    found |= {name: np.ascontiguousarray(found[name][order]) for name in ("present", "stretches")}
    return ThemeTable(study, rolled, found, [area_of.get(names[k]) for k in order], str(double_coded))


def rows_of(
    study: Study,
    double_coded: str,
    level: Level,
    coders: Iterable[str] | None,
    sources: Iterable[str] | None,
    who: str,
) -> tuple[Study, dict[str, Any]]:
    """Find which code occurs in which source at a level; and the study at that level."""
    from intercoder.study import Study

    _arguments.study_of(study, who)
    known, rule = study._core.coders, str(double_coded)
    if rule == CONSENSUS and CONSENSUS not in known:
        raise BadArgument(
            f"double_coded: there is no layer '{CONSENSUS}'; make one with intercoder.consensus(study).study"
        )
    if coders is None:
        wanted = [c for c in known if c != CONSENSUS or rule == CONSENSUS]
    else:
        wanted = _arguments.names(coders, "coders")
        if rule not in ("union", "intersection", *wanted):
            wanted.append(rule)
    if rule not in ("union", "intersection", *known):
        listed = ", ".join(known)
        raise BadArgument(f"double_coded: '{rule}'; expected 'union', 'intersection', 'consensus' or a coder: {listed}")
    named = _arguments.level(level)
    found = _core.themes_by_source(study._core, named, rule, wanted, _arguments.names(sources, "sources"))
    return Study(study._core.rolled_up(named), study._backend), found


def _areas(study: Study, areas: Any, names: list[str]) -> tuple[list[int], dict[str, str]]:
    """Order rows by the areas that were given."""
    if not isinstance(areas, Mapping):
        raise BadArgument(f"areas: found {_frames.describe(areas)}; expected a dict of areas, each with its themes")
    paths = study._core.codes.paths
    area_of: dict[str, str] = {}
    for area, given in areas.items():
        for theme in _arguments.names(given, f"areas: {area}"):
            path = paths[study._core.code_index(theme)]
            if path in area_of:
                raise BadArgument(f"areas: '{path}' is in '{area_of[path]}' and in '{area}'; expected one area")
            if path not in names:
                raise BadArgument(f"areas: '{path}' is no theme at this level; themes: {_codes.listing(names)}")
            area_of[path] = str(area)
    order = [names.index(path) for path in area_of]
    return order + [k for k, name in enumerate(names) if name not in area_of], area_of


def themes_of(study: Study, grouping: Mapping[str, Iterable[str]] | Level) -> Study:
    """Roll a study up to themes: the body of `Study.themes`."""
    from intercoder.study import Study

    if not isinstance(grouping, Mapping):
        return Study(study._core.rolled_up(_arguments.level(grouping)), study._backend)
    groups = [(str(name), _arguments.names(codes, f"themes: {name}")) for name, codes in grouping.items()]
    if not groups:
        raise BadArgument("themes: an empty dict; expected themes, each with its codes")
    return Study(_core.group_codes(study._core, groups), study._backend)
