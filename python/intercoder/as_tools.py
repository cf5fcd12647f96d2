"""The figures that other programs show, by their own definitions: to compare with what one has."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from intercoder import _arguments, _core, _display, _frames
from intercoder.agreement import cohen_kappa
from intercoder.errors import BadArgument
from intercoder.results import pooled
from intercoder.study import Study
from intercoder.unitizing import study_domains

Group = str | Iterable[str] | None


@dataclass(frozen=True, repr=False)
class ToolFigures:
    """Figures as one program shows them: tables, single numbers, and what could not be verified about the original."""

    tool: str  #: the program whose definitions these are
    columns: dict[str, dict[str, list[Any]]]  #: tables as dicts of columns, by name
    values: dict[str, float]  #: single numbers, by name; NaN where undefined
    notes: tuple[str, ...]  #: what is known of the original, and what is not
    _backend: str | None = None

    @property
    def tables(self) -> dict[str, Any]:
        """The tables as frames, by name."""
        return {name: _frames.make_frame(columns, self._backend) for name, columns in self.columns.items()}

    def __getitem__(self, name: str) -> Any:
        """Find a table or a value by its name."""
        if name in self.columns:
            return _frames.make_frame(self.columns[name], self._backend)
        return self.values[name]

    def to_dict(self) -> dict[str, Any]:
        """Give everything as plain values: tables are dicts of columns."""
        return {"tool": self.tool, "values": self.values, "tables": self.columns, "notes": list(self.notes)}

    def __repr__(self) -> str:
        """Show the single numbers, the names of the tables, and the notes."""
        lines = [f"As {self.tool} has it", *(f"  {k}: {_display.digits(v)}" for k, v in self.values.items())]
        lines += [f"  table '{name}'" for name in self.columns]
        return "\n".join([*lines, *(f"  note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        rows = [[html.escape(k), _display.digits(v)] for k, v in self.values.items()]
        return _display.card(f"As {self.tool} has it", rows, [html.escape(note) for note in self.notes])


def _names(*given: tuple[Any, str]) -> list[list[str]]:
    return [_arguments.names(x, what) for x, what in given]


def _table(names: Iterable[str], rows: Iterable[Iterable[Any]]) -> dict[str, list[Any]]:
    columns = list(zip(*rows, strict=True))
    return {name: list(columns[i]) if columns else [] for i, name in enumerate(names)}


_NVIVO = (
    "Rows and percentages follow the help of NVivo 12: characters, one row for each code and source.",
    "A kappa of 1 where nobody marked anything, or both everything, is that program's convention: such rows are "
    "'constant', and Cohen's kappa is undefined there.",
    "Averages are left to the user by that program; which of them a paper gives has to be said there.",
    "Not verified: how aggregated parent codes and line breaks enter that program's count of characters.",
)


def like_nvivo(
    study: Study,
    a: Group = None,
    b: Group = None,
    *,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
) -> ToolFigures:
    """Compare as NVivo's coding comparison query does.

    Parameters
    ----------
    study
        A study with texts, or lengths.
    a, b
        A coder or several: a group has marked what any of its members marked. By default the study's only two coders.
    sources, codes
        By default the sources that both were assigned to, and the codes that either used there. That program also
        takes sources which one of them never opened; name such sources to have them in.

    Returns
    -------
    ToolFigures
        Tables ``rows`` (source, code, characters, kappa, and in percent of the characters: agreement, both, neither,
        disagreement, only_a, only_b; constant) and ``by_code`` (means over sources). Values: the mean ``kappa``, rows
        alike or weighted by the size of their source (``kappa_by_size``), the same for ``agreement``;
        ``kappa_defined`` leaves constant rows out, ``pooled`` is De Vries et al. (2008), ``added`` is one kappa of all
        characters.

    Raises
    ------
    BadArgument
        When there are not two groups, a coder is in both, or a name is not known.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 2, "coder": ["A", "B"], "start": [0, 100], "end": [150, 200], "code": ["n", "n"]}
    >>> f = ic.like_nvivo(ic.Study.from_segments(rows, lengths={"P1": 1000}))
    >>> print(f"{f['agreement']:.2f} {f['kappa']:.4f}")
    0.85 0.3182
    """
    core = _arguments.study_of(study, "like_nvivo")._core
    first, second, where, which = _names((a, "a"), (b, "b"), (sources, "sources"), (codes, "codes"))
    found = _core.like_nvivo(core, first, second, where, which)
    rows = []
    for source, code, both, only_a, only_b, neither, kappa, constant in found["rows"]:
        n = both + only_a + only_b + neither
        share = [
            100 * x / n if n else float("nan") for x in (both + neither, both, neither, only_a + only_b, only_a, only_b)
        ]
        rows.append((source, code, int(n), kappa, *share, constant))
    columns = ("agreement", "both", "neither", "disagreement", "only_a", "only_b")
    means = [(code, *mean.values()) for code, mean in found["by_code"]]
    overall = dict(found["overall"])
    names = list(overall)
    constant_rows = overall.pop("constant")
    notes = _NVIVO if not constant_rows else (*_NVIVO, f"{constant_rows} of {len(rows)} rows are constant.")
    return ToolFigures(
        "NVivo",
        {
            "rows": _table(("source", "code", "characters", "kappa", *columns, "constant"), rows),
            "by_code": _table(("code", *names), means),
        },
        overall,
        notes,
        study._backend,
    )


_MAXQDA = (
    "Three levels as that program's manual describes them; two coders, one decision for each code and document on the "
    "first two levels, one for each segment of either coder on the third.",
    "Kappa is Brennan and Prediger's with 1 over the number of codes as chance, which is documented for segments; that "
    "it is used on the other two levels is not verified.",
    "Not verified: whether an overlap is a share of the segment looked at ('own') or of what either covers ('either'), "
    "and what chance is where a segment carries several codes.",
)


def like_maxqda(
    study: Study,
    a: Group = None,
    b: Group = None,
    *,
    overlap: float = 0.9,
    of: Literal["own", "either"] = "own",
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
) -> ToolFigures:
    """Compare as MAXQDA's intercoder agreement does, on its three levels.

    Parameters
    ----------
    study, a, b, sources, codes
        As for `like_nvivo`.
    overlap
        The least share of overlap at which two segments with one code agree, above 0 and at most 1.
    of
        What it is a share of: the segment looked at (``"own"``), or what either covers (``"either"``).

    Returns
    -------
    ToolFigures
        Tables ``existence`` (is the code in the document?), ``frequency`` (is it there equally often?), ``segments``
        (has every segment a counterpart?), each with code, agreements, disagreements, percent; and ``list``, one row a
        segment. Values: for each level ``..._observed`` and ``..._kappa``.

    Raises
    ------
    BadArgument
        As `like_nvivo`, and for an overlap that is out of range.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 2, "coder": ["A", "B"], "start": [0, 5], "end": [30, 30], "code": ["n", "n"]}
    >>> s = ic.Study.from_segments(rows, lengths={"P1": 200})
    >>> [ic.like_maxqda(s, overlap=share)["segments_observed"] for share in (0.8, 0.9)]
    [1.0, 0.5]
    """
    if of not in ("own", "either"):
        raise BadArgument(f"of: found {of!r}; expected 'own' or 'either'")
    core = _arguments.study_of(study, "like_maxqda")._core
    first, second, where, which = _names((a, "a"), (b, "b"), (sources, "sources"), (codes, "codes"))
    found = _core.like_maxqda(core, first, second, where, which, _arguments.number(overlap, "overlap"), of == "either")
    tables: dict[str, dict[str, list[Any]]] = {}
    values: dict[str, float] = {}
    for level in ("existence", "frequency", "segments"):
        rows = [
            (code, agree, differ, 100 * agree / (agree + differ) if agree + differ else float("nan"))
            for code, agree, differ in found[level]["rows"]
        ]
        tables[level] = _table(("code", "agreements", "disagreements", "percent"), rows)
        values |= {f"{level}_{name}": found[level][name] for name in ("observed", "kappa")}
    listed = ((source, code, "a" if mine else "b", *rest) for source, code, mine, *rest in found["list"])
    tables["list"] = _table(("source", "code", "coder", "start", "end", "overlap", "agrees"), listed)
    return ToolFigures("MAXQDA", tables, values, _MAXQDA, study._backend)


_ATLASTI = (
    "An approximation: that program's manual describes its coefficients in words, and no data with values are public.",
    "Characters are the units; within a domain codes exclude each other.",
    "'between' (Cu-alpha) lets each pair of coders contribute all pairs of their domains: one reading of the manual.",
)


def like_atlasti(
    study: Study,
    domains: Mapping[str, Iterable[str]] | None = None,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
) -> ToolFigures:
    """Compare as ATLAS.ti's intercoder agreement does, by semantic domains.

    Parameters
    ----------
    study
        A study with texts, or lengths.
    domains
        Names, each with codes that exclude each other. By default each code at the top of the codebook, with the used
        codes below it.
    coders, sources
        By default all.

    Returns
    -------
    ToolFigures
        Table ``domains``: ``binary`` (c-alpha-binary: is the character coded with the domain?) and ``codes`` (cu-alpha:
        with which code, where at least two coders applied the domain). Values: ``binary`` over all domains, and
        ``between`` (Cu-alpha: with which domains).

    Raises
    ------
    BadArgument
        For a code in two domains, an empty domain, and codes of one domain that one coder let overlap.

    References
    ----------
    González-Prieto, Perez, Diaz & López-Fernández (2023), Journal of Systems and Software 202.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["A", "A", "B", "B"], "start": [0, 20, 0, 20], "end": [10, 30, 10, 30]}
    >>> s = ic.Study.from_segments(rows | {"code": ["x", "y", "x", "x"]}, lengths={"P1": 40})
    >>> f = ic.like_atlasti(s, {"mood": ["x", "y"]})
    >>> print(f"{f['binary']:.3f} {f['domains']['codes'][0]:.3f}")
    1.000 -0.300
    """
    core = _arguments.study_of(study, "like_atlasti")._core
    chosen = study_domains(study, domains)
    who, where = _names((coders, "coders"), (sources, "sources"))
    found = _core.like_atlasti(core, chosen, who, where)
    rows = [(name, binary.value, codes.value, binary.status, codes.status) for name, binary, codes in found["domains"]]
    return ToolFigures(
        "ATLAS.ti",
        {"domains": _table(("domain", "binary", "codes", "binary_status", "codes_status"), rows)},
        {"binary": found["binary"].value, "between": found["between"]},
        _ATLASTI,
        study._backend,
    )


_DEDOOSE = (
    "Dedoose's training test compares codes on excerpts that were cut before: units are the excerpts, a code is there "
    "or not, kappa is Cohen's for each code, and pooled as in De Vries et al. (2008).",
    "Boundaries are not tested, and text that nobody excerpted does not count.",
    "Not verified: how that program shows codes that one side never applied; here their kappa is what the formula gives.",
)


def like_dedoose(
    study: Study,
    a: str | None = None,
    b: str | None = None,
    *,
    segments: Any = None,
    sources: Iterable[str] | None = None,
) -> ToolFigures:
    """Compare as Dedoose's training center does: codes on excerpts that were cut before.

    Parameters
    ----------
    study
        A study in which both coded the same excerpts.
    a, b
        Two coders, by default the study's only two: one may be the expert.
    segments
        The excerpts, as for `Study.ratings`; by default each different one that a coder marked.
    sources
        By default those that both were assigned to.

    Returns
    -------
    ToolFigures
        Table ``codes``: code, kappa, observed agreement, n_units, status. Value: ``pooled`` kappa.

    Raises
    ------
    BadArgument
        When excerpts overlap without being the same, naming both: then nothing was cut before.

    References
    ----------
    De Vries, Elliott, Kanouse & Teleki (2008), Field Methods 20, 272-282.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["A", "B", "A", "B"], "start": [0, 0, 6, 6], "end": [5, 5, 11, 11]}
    >>> s = ic.Study.from_segments(rows | {"code": ["x", "x", "x", "y"]}, texts={"P1": "Hello there all"})
    >>> f = ic.like_dedoose(s)
    >>> [(c, round(k, 2)) for c, k in zip(f["codes"]["code"], f["codes"]["kappa"])], f["pooled"]
    ([('x', 0.0), ('y', 0.0)], 0.0)
    """
    core = _arguments.study_of(study, "like_dedoose")._core
    if (a is None) != (b is None):
        raise BadArgument("coders: one of two given; expected both, or none where the study has two")
    if a is None and len(core.coders) != 2:
        raise BadArgument(f"coders: the study has {len(core.coders)}; expected two to be named")
    pair = core.coders if a is None or b is None else [a, b]
    columns = study._coding_columns()
    used = [
        x
        for x in core.codes.paths
        if x in {c for c, who in zip(columns["code"], columns["coder"], strict=True) if who in pair}
    ]

    each = [
        cohen_kappa(study.ratings("segment", code, coders=pair, sources=sources, segments=segments)) for code in used
    ]
    defined = [x for x in each if x.status in ("ok", "one_coder_constant", "no_spread")]
    rows = [(code, x.value, x.observed, x.n_pairable, x.status) for code, x in zip(used, each, strict=True)]
    value = pooled(defined).value if defined else float("nan")
    return ToolFigures(
        "Dedoose",
        {"codes": _table(("code", "kappa", "observed", "n_units", "status"), rows)},
        {"pooled": value},
        _DEDOOSE,
        study._backend,
    )
