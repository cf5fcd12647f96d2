"""Links between two coders' codes as they stand: what was found, after what people decided."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from intercoder import _core
from intercoder.decisions import Decision

if TYPE_CHECKING:
    from intercoder.matching import CodebookMapping

EVIDENCE = (
    "similarity",
    "share_a",
    "share_b",
    "name_similarity",
    "p_value",
    "group_similarity",
    "stability",
    "name_edit",
    "name_tokens",
    "path_similarity",
    "definition_similarity",
    "embedding_similarity",
)
COLUMNS = ("code_a", "code_b", "kind", *EVIDENCE, "quote_1", "quote_2", "decision", "name", "by", "why")

#: Codes of A and of B that are one, by their places in the codebook, and what they are called together, if anything.
Group = tuple[list[int], list[int], str]


class Links(NamedTuple):
    """What a mapping comes to."""

    rows: list[dict[str, Any]]  #: the columns, and quotes as pairs of source and text
    groups: list[Group]
    kinds: list[str]  #: of the groups
    fits: list[str]  #: for each decision why it does not fit the data; empty where it does


def links_of(m: CodebookMapping) -> Links:
    """Put together what was found and what was decided."""
    paths, coders = m._core.codes.paths, (m.coder_a, m.coder_b)
    alone = [{row[side]: row for row in m._found if row[other] is None} for side, other in (SIDES, SIDES[::-1])]
    found = {(row["code_a"], row["code_b"]): row for row in m._found if None not in (row["code_a"], row["code_b"])}
    used = [sorted({row[side] for row in m._found if row[side] is not None}) for side in SIDES]
    on, fits = _placed(m, coders, used)
    made = [pair for pair, d in on.items() if d.decision != "rejected" and pair not in found]
    found |= dict(zip(made, _core.links_between(m._core, m._use, made, m._options), strict=True))
    standing = [pair for pair in found if pair not in on or on[pair].decision != "rejected"]
    names = {pair: d.name for pair, d in on.items() if d.decision == "renamed"}
    groups = _tied(standing, names)
    kinds = [_core.kind_of_group(m._core, a, b) for a, b, _ in groups]
    group_of = [{k: n for n, group in enumerate(groups) for k in group[side]} for side in (0, 1)]
    together = [_core.group_similarity(m._use, a, b) for a, b, _ in groups]
    rows = []
    for (a, b), row in found.items():
        n = group_of[0].get(a) if (a, b) in standing else None
        here = {} if n is None else {"kind": kinds[n], "group_similarity": together[n]}
        decided = on.get((a, b))
        rows.append(_row(row | here | {"embedding_similarity": m._cosine(a, b)}, paths, m._chance, decided))
    for side, name in enumerate(SIDES):
        for k in used[side]:
            if k not in group_of[side]:
                row = alone[side].get(k) or NOTHING | {name: k}
                rows.append(_row(row | {"kind": f"only_{name[-1]}"}, paths, m._chance, None))
    return Links(rows, groups, kinds, fits)


SIDES = ("code_a", "code_b")
NOTHING: dict[str, Any] = dict.fromkeys((*SIDES, "kind")) | dict.fromkeys(EVIDENCE, math.nan) | {"quotes": []}


def _placed(
    m: CodebookMapping, coders: tuple[str, str], used: list[list[int]]
) -> tuple[dict[tuple[int, int], Decision], list[str]]:
    """Find the codes of each decision among those used; say why where they are not."""
    place = {path: k for k, path in enumerate(m._core.codes.paths)}
    on: dict[tuple[int, int], Decision] = {}
    fits = []
    for d in m.decisions:
        codes = (d.code_a, d.code_b)
        a, b = (place.get(m._known(code), -1) for code in codes)
        ends = zip(coders, codes, (a, b), used, strict=True)
        gone = [f"{coder} does not use '{code}' here" for coder, code, k, mine in ends if k not in mine]
        fits.append("; ".join(gone))
        if not gone:
            on[a, b] = d
    return on, fits


def _row(
    found: dict[str, Any], paths: list[str], chance: Mapping[tuple[int, int], float], decided: Decision | None
) -> dict[str, Any]:
    a, b = found["code_a"], found["code_b"]
    quotes = [f"{source}: {text}" for source, text in found["quotes"]] + [None, None]
    said = {c: "" if decided is None else getattr(decided, c) for c in ("decision", "name", "by", "why")}
    return (
        NOTHING
        | found
        | {
            "code_a": None if a is None else paths[a],
            "code_b": None if b is None else paths[b],
            "p_value": chance.get((a, b), math.nan),
            "quote_1": quotes[0],
            "quote_2": quotes[1],
        }
        | said
    )


def _tied(links: Iterable[tuple[int, int]], names: Mapping[tuple[int, int], str]) -> list[Group]:
    """Codes that links tie together, directly or through others; called by a name that one of the links was given."""
    group: dict[tuple[str, int], set[tuple[str, int]]] = {}
    called: dict[tuple[str, int], str] = {}
    for a, b in links:
        ends = [("a", a), ("b", b)]
        both = set().union(*(group.get(end, {end}) for end in ends))
        for end in both:
            group[end] = both
        if name := names.get((a, b)):
            called[ends[0]] = name
    out = []
    for members in {id(g): g for g in group.values()}.values():
        sides = [sorted(k for side, k in members if side == wanted) for wanted in "ab"]
        name = next((called[end] for end in sorted(members) if end in called), "")
        out.append((sides[0], sides[1], name))
    return sorted(out)
