"""What a report shows, in words and rounded numbers: made once, and then rendered in a terminal, as HTML, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from intercoder import _core, _display

MOST_DISAGREEMENTS = 10
MOST_COLUMNS = 24  # of a matrix, side by side
MOST_NAMES = 6  # in one line
NOTHING = "–"

# What the numbers of a warning count.
COUNTED = {"n_sources": "source", "n_units": "unit", "n_pairable": "unit"}

UNCODED = {"agree": "count as agreement", "exclude": "left out", "missing": "count as missing"}


class Code(NamedTuple):
    """A code: its name, short where that is enough, and the path above it."""

    name: str
    above: str
    path: str


class Range(NamedTuple):
    """A value and its interval, as numbers for drawing and as text."""

    value: float | None
    low: float | None
    high: float | None
    text: str


class CodeRow(NamedTuple):
    """One code that at least two coders used."""

    code: Code
    amounts: list[str]
    observed: str
    value: str
    range: Range
    kappa: str
    status: str


class SingleRow(NamedTuple):
    """One code that only one coder used, and the code of another that is used most like it."""

    code: Code
    coder: str
    amount: str
    partner: Code | None
    partner_coder: str
    jaccard: str


class PooledRow(NamedTuple):
    """A value for many codes."""

    codes: str
    uncoded: str
    units: str
    observed: str
    expected: str
    value: str
    range: Range


class Case(NamedTuple):
    """A unit on which coders differ; a code is marked when not all coders gave it."""

    unit: str
    apart: str
    codes: dict[str, list[tuple[str, bool]]]
    text: str


class Part(NamedTuple):
    """Some columns of a matrix, and the rows that have something to show there."""

    columns: list[Code]
    rows: list[tuple[Code, list[float]]]


class Matrix(NamedTuple):
    """How much each code of one coder overlaps with each of another."""

    coder_a: str
    coder_b: str
    parts: list[Part]
    closest: list[tuple[Code, list[tuple[Code, float]]]]  # for each row, the columns that overlap, most first
    apart: list[str]  # codes that overlap with nothing


class View:
    """A report in parts; `data` is what ``StudyAgreement.to_dict`` gives."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.coders: list[str] = data["coders"]
        self.study: str = data["material"]["study"]
        self.title = f"Agreement of {listing(self.coders)}"
        self.level = _core.percent(data["level"])
        self.unit: str = data["unit"]
        self.both = "both" if len(self.coders) == 2 else "all"
        items = {item["id"]: item["text"] for item in data["methods"]["items"]}
        self.unit_text = items["unit"]
        self.sentence: str = data["sentence"]
        self.methods: str = data["methods"]["paragraph"]
        self.references: list[str] = [r["text"] for r in data["methods"]["references"]]
        self.notes: list[str] = data["notes"]
        self.headline = data["pooled"][0]["shared"]
        self.version: str = data["version"]

    # --- material -----------------------------------------------------------------------------------------------

    @property
    def coder_rows(self) -> list[list[str]]:
        """Coder, sources, codings, codes."""
        return [
            [c["coder"], *(_display.amount(c[key]) for key in ("sources", "codings", "codes"))]
            for c in self.data["material"]["coders"]
        ]

    @property
    def material_rows(self) -> list[list[str]]:
        """What, how much of it there is, how much all coders coded, and which share that is."""
        m = self.data["material"]
        whole, twice, share = m["coded_by_any"], m["coded_by_all"], m["share_coded_by_all"]
        rows = [["Sources", m["sources_in_study"], twice["sources"], share["sources"]]]
        if whole["paragraphs"]:
            rows.append(["Paragraphs", whole["paragraphs"], twice["paragraphs"], share["paragraphs"]])
        rows.append(["Characters", whole["characters"], twice["characters"], share["characters"]])
        return [[what, _display.amount(n), _display.amount(k), percent(part)] for what, n, k, part in rows]

    @property
    def compared(self) -> str:
        """Which sources were compared, where they are not too many to list."""
        names = self.data["material"]["sources_compared"]
        shown = names if len(names) <= 30 else [*names[:30], f"and {len(names) - 30} more"]
        return ", ".join(shown)

    # --- values -------------------------------------------------------------------------------------------------

    @property
    def value_heading(self) -> str:
        """What the coefficient is called at the head of a column: its last word."""
        return _display.capitalised(str(self.headline_title.split()[-1]))

    @property
    def headline_title(self) -> str:
        """What the coefficient is called."""
        codes = [*self.data["codes"], *self.data["single_coder_codes"]]
        return str(codes[0]["main"]["title"] if codes else self.data["coefficient"])

    @property
    def headline_value(self) -> str:
        """The pooled value."""
        return value(self.headline["value"])

    @property
    def headline_interval(self) -> str:
        """The interval of the pooled value, or why there is none."""
        limits = interval(self.headline)
        reason = self.headline["reason"] or self.headline["interval"]["reason"]
        return f"{self.level} CI {limits.text}" if limits.low is not None else reason

    @property
    def pooled_rows(self) -> list[PooledRow]:
        """Shared and all codes, under each uncoded rule."""
        rows = []
        for key in ("shared", "all"):
            for p in self.data["pooled"]:
                r = p[key]
                used = f"{self.both} coders" if len(self.coders) == 2 else "at least two coders"
                used = "any coder" if key == "all" else used
                rows.append(
                    PooledRow(
                        f"{p[f'{key}_codes']} used by {used}",
                        UNCODED[p["uncoded"]],
                        _display.amount(p["units"]),
                        share(r["observed"]),
                        share(r["expected"]),
                        value(r["value"]),
                        interval(r),
                    )
                )
        return rows

    @property
    def code_groups(self) -> list[tuple[str, list[CodeRow]]]:
        """Codes that at least two coders used, by the path above them."""
        rows = [
            CodeRow(
                leaf(entry["code"]),
                [_display.amount(n) for n in entry["amount"]],
                share(entry["observed"]),
                value(entry["main"]["value"]),
                interval(entry["main"]),
                value(entry["kappa"]["value"]),
                _display.status_words(entry["main"]["status"]),
            )
            for entry in self.data["codes"]
        ]
        return grouped(rows)

    @property
    def single_groups(self) -> list[tuple[str, list[SingleRow]]]:
        """Codes that only one coder used, by the path above them."""
        entries = self.data["single_coder_codes"]
        names = short_names(entry["partner"] for entry in entries if entry["partner"] is not None)
        rows = [
            SingleRow(
                leaf(entry["code"]),
                entry["coder"],
                _display.amount(max(entry["amount"])),
                names[entry["partner"]] if entry["partner"] is not None else None,
                entry["partner_coder"] or "",
                value(entry["jaccard"]) if entry["partner"] is not None else NOTHING,
            )
            for entry in entries
        ]
        return grouped(rows)

    @property
    def reasons(self) -> list[str]:
        """Why a code has no value, or no interval."""
        out = []
        for entry in self.data["codes"]:
            r = entry["main"]
            why = r["reason"] or r["interval"]["reason"]
            if why:
                out.append(f"{entry['code']}: {why}")
        return out

    # --- overlap ------------------------------------------------------------------------------------------------

    @property
    def matrices(self) -> list[Matrix]:
        """One for each pair of coders."""
        return [
            matrix(t["coder_a"], t["coder_b"], t["codes_a"], t["codes_b"], t["jaccard"]) for t in self.data["overlaps"]
        ]

    # --- disagreements, warnings --------------------------------------------------------------------------------

    @property
    def n_disagreements(self) -> int:
        """How many units there are on which coders differ."""
        return len(self.data["disagreements"])

    @property
    def cases(self) -> list[Case]:
        """The costliest disagreements."""
        out = []
        for d in self.data["disagreements"][:MOST_DISAGREEMENTS]:
            given: dict[str, list[str]] = d["codes"]
            everywhere = set.intersection(*(set(codes) for codes in given.values()))
            names = short_names(path for codes in given.values() for path in codes)
            marked = {
                coder: [(names[path].name, path not in everywhere) for path in codes] for coder, codes in given.items()
            }
            out.append(Case(d["unit"], f"{_display.plural(d['codes_apart'], 'code')} apart", marked, d["text"]))
        return out

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What each warning is about, and its advice."""
        return [(self._about(w), w["advice"]) for w in self.data["warnings"]]

    def _about(self, warning: dict[str, Any]) -> str:
        numbers = dict(warning["numbers"])
        about = _display.capitalised(warning["id"].removeprefix("codes_").replace("_", " "))
        if warning["id"].startswith("codes_"):
            of = int(numbers["of"])
            names = short_names(entry["code"] for entry in self.data["codes"])
            concerned = [
                names[entry["code"]].name
                for entry in self.data["codes"]
                if any(f"codes_{w['id']}" == warning["id"] for w in entry["warnings"])
            ]
            which = f": {', '.join(concerned)}" if len(concerned) < of and len(concerned) <= MOST_NAMES else ""
            return f"{about} ({len(concerned)} of {_display.plural(of, 'code')}{which})"
        if {"n", "of"} == numbers.keys():
            return f"{about} ({number('n', numbers['n'])} of {number('of', numbers['of'])})"
        if len(numbers) == 1:  # what it is about may say already what is counted: "Few sources", "One source"
            key, n = next(iter(numbers.items()))
            if about.endswith(f"{COUNTED.get(key)}s"):
                return f"{about} ({number(key, n)})"
            if about == f"One {COUNTED.get(key)}":
                return about
        said = [quantity(key, x) for key, x in numbers.items()]
        return f"{about} ({', '.join(said)})" if said else about


def value(x: float | None) -> str:
    """A coefficient, with two decimals."""
    return NOTHING if x is None else _core.apa(x)


def share(x: float | None) -> str:
    """An observed or expected agreement, with three decimals: most lie close to 1."""
    return NOTHING if x is None else _core.apa(x, 3)


def percent(x: float | None) -> str:
    """A share in per cent."""
    return NOTHING if x is None else _core.percent(x)


def number(key: str, x: float | None) -> str:
    """A number of a warning."""
    if x is None:
        return NOTHING
    if key == "share":
        return _core.percent(x)
    return _display.amount(x) if float(x).is_integer() else _core.apa(x)


def quantity(key: str, x: float | None) -> str:
    """A number of a warning with what it counts."""
    if key in COUNTED and x is not None:
        return _display.plural(x, COUNTED[key])
    return f"{key.replace('_', ' ')} {number(key, x)}"


def interval(result: dict[str, Any]) -> Range:
    """The interval of a result."""
    limits = result["interval"]
    low, high = limits["low"], limits["high"]
    text = NOTHING if low is None else f"[{_core.apa(low)}, {_core.apa(high)}]"
    return Range(result["value"], low, high, text)


def listing(names: Sequence[str]) -> str:
    """Names in a row."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def leaf(path: str) -> Code:
    """Call a code by its last name."""
    above, _, name = path.rpartition(" > ")
    return Code(name, above, path)


def short_names(paths: Iterable[str]) -> dict[str, Code]:
    """Call each code by its last name, with as many names above it as it takes to tell it from the others."""
    parts = {path: path.split(" > ") for path in paths}
    taken = dict.fromkeys(parts, 1)
    while True:
        names = {path: " > ".join(parts[path][-taken[path] :]) for path in parts}
        count = Counter(names.values())
        clash = [path for path in parts if taken[path] < len(parts[path]) and count[names[path]] > 1]
        if not clash:
            return {path: Code(names[path], " > ".join(parts[path][: -taken[path]]), path) for path in parts}
        for path in clash:
            taken[path] += 1


def grouped(rows: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Put rows that stand together under the same codes into one group."""
    return [(above, list(group)) for above, group in groupby(rows, key=lambda row: str(row.code.above))]


def matrix(
    coder_a: str, coder_b: str, codes_a: list[str], codes_b: list[str], values: Sequence[Sequence[float | None]]
) -> Matrix:
    """Lay out a matrix so that it can be read: not too many columns side by side."""
    name_a, name_b = short_names(codes_a), short_names(codes_b)
    cells = [[x or 0.0 for x in row] for row in values]
    parts = []
    count = -(-len(codes_b) // MOST_COLUMNS) if codes_b else 0
    for k in range(count):
        columns = range(k * len(codes_b) // count, (k + 1) * len(codes_b) // count)
        rows = [
            (name_a[code], [cells[i][j] for j in columns])
            for i, code in enumerate(codes_a)
            if count == 1 or any(cells[i][j] > 0 for j in columns)
        ]
        if rows:
            parts.append(Part([name_b[codes_b[j]] for j in columns], rows))
    closest = []
    for i, code in enumerate(codes_a):
        near = sorted((j for j in range(len(codes_b)) if cells[i][j] > 0), key=lambda j: -cells[i][j])
        if near:
            closest.append((name_a[code], [(name_b[codes_b[j]], cells[i][j]) for j in near]))
    lonely = [name_a[code].name for i, code in enumerate(codes_a) if not any(cells[i])]
    lonely_b = [name_b[code].name for j, code in enumerate(codes_b) if not any(row[j] for row in cells)]
    apart = [f"{who}: {', '.join(names)}" for who, names in ((coder_a, lonely), (coder_b, lonely_b)) if names]
    return Matrix(coder_a, coder_b, parts, closest, apart)


def shorten(text: str, most: int) -> str:
    """Cut a long text between words."""
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(None, 1)[0] if any(c.isspace() for c in text[:most]) else text[:most]
    return f"{cut} … ({_display.amount(len(text))} characters)"
