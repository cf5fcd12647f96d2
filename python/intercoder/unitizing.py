"""Alphas for unitizing: coders who mark passages of their own choosing, with one code or several."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from intercoder import _arguments, _codes, _core, _display, _frames
from intercoder.details import _frame, _row
from intercoder.errors import BadArgument, InsufficientData
from intercoder.results import Agreement
from intercoder.study import Level, Study

if TYPE_CHECKING:
    from intercoder.inference import Method

Undefined = Literal["nan", "raise"]


@dataclass(frozen=True, repr=False, eq=False)
class UnitizedAgreement(Agreement):
    """How far coders agree who marked passages of their own choosing.

    The independent units of its errors and intervals are sources: `n_units` counts those that at least two of the
    coders were asked to mark. Everything else is as in `Agreement`.
    """

    coverage: float = float("nan")  #: the share of the material that the value is about; NaN where that is all of it
    notes: tuple[str, ...] = ()  #: what was assumed or left out, one sentence each
    _continua: _core.Continua | None = None

    def by_code(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Take each code against its absence: `presence_u_alpha`, whatever this value is.

        Returns
        -------
        frame
            The columns of `to_frame`, one row a code.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.pooled_u_alpha(ic.read(ic.datasets.study_path()))
        >>> table = a.by_code()
        >>> sorted(set(table["name"])), len(table["code"])
        (['presence_u_alpha'], 35)
        """
        if self._continua is None:
            raise BadArgument("by_code: this value is about one code")
        parts = zip(self._continua.codes, _core.presence_u_alpha(self._continua), strict=True)
        return _frame(self, [_row(self, part, level, method, code) for code, part in parts])

    def by_source(self) -> Any:
        """Take each source alone, and leave each out.

        Returns
        -------
        frame
            As of ``Agreement.by_source``, and the `length` of each source.
        """
        names = self._estimate.data.unit_names
        lengths = self._continua.lengths if self._continua is not None else [None] * len(names)
        return _frame(
            self,
            [
                {"source": names[part.source], "length": lengths[part.source]}
                | {name: getattr(part.within, name) for name in ("value", "observed", "expected", "status")}
                | {name: getattr(part, name) for name in ("influence", "without", "change")}
                for part in _core.by_source(self._estimate)
            ],
        )

    def disagreements(self) -> Any:
        """Not of this value, whose units are sources; see ``Study.ledger``.

        Raises
        ------
        BadArgument
            Always, saying what lists the passages on which coders differ.
        """
        raise BadArgument(
            f"disagreements: {self.title} looks at whole sources; Study.ledger lists every passage on which coders differ"
        )

    def to_dict(self, *, level: float = 0.95, method: Method = "auto") -> dict[str, Any]:
        """Give everything as a dict of plain values; beside what every agreement has: coverage, notes."""
        return super().to_dict(level=level, method=method) | {"coverage": self.coverage, "notes": list(self.notes)}

    @property
    def categories(self) -> tuple[Any, ...]:
        """The codes that were used."""
        return tuple(self._continua.codes) if self._continua is not None else ()

    def _facts(self) -> dict[str, str]:
        facts = super()._facts()
        facts["data"] = f"{_display.plural(self.n_sources, 'source')}, {_display.plural(self.n_coders, 'coder')}"
        if self.coverage == self.coverage:
            facts["coverage"] = f"{_core.percent(self.coverage)} of the material"
        return facts


class UnitizedByCode(Mapping[str, UnitizedAgreement]):
    """One value for each code, by the code's path.

    Examples
    --------
    >>> import intercoder as ic
    >>> by_code = ic.presence_u_alpha(ic.read(ic.datasets.study_path()))
    >>> len(by_code), next(iter(by_code.values())).name
    (35, 'presence_u_alpha')
    """

    def __init__(self, values: Mapping[str, UnitizedAgreement], backend: str | None) -> None:
        self._values = dict(values)
        self._backend = backend

    def __getitem__(self, code: str) -> UnitizedAgreement:
        """Find the value of a code, by its path, or by a name that only one code has."""
        if code in self._values:
            return self._values[code]
        found = [path for path in self._values if path.rsplit(" > ", 1)[-1] == code]
        if len(found) == 1:
            return self._values[found[0]]
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        """Go through the paths of the codes, in the order of the codebook."""
        return iter(self._values)

    def __len__(self) -> int:
        """Count the codes."""
        return len(self._values)

    def to_frame(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Give one row a code: the columns of ``Agreement.to_frame``, and coverage."""
        rows = [a._row(level, method) | {"coverage": a.coverage} for a in self._values.values()]
        columns = rows[0] if rows else {}
        return _frames.make_frame({name: [row[name] for row in rows] for name in columns}, self._backend)

    def _lines(self) -> list[tuple[str, str]]:
        return [
            (
                code,
                _display.digits(a.value) if a.status == "ok" else f"{_display.digits(a.value)} ({a.reason})",
            )
            for code, a in self._values.items()
        ]

    def __repr__(self) -> str:
        """Show one line a code."""
        return "\n".join(f"{code}: {value}" for code, value in self._lines()) or "no code"

    def _repr_html_(self) -> str:
        return _display.card("By code", [[html.escape(code), html.escape(value)] for code, value in self._lines()], [])


def _continua(
    study: Study,
    coders: Iterable[str] | None,
    sources: Iterable[str] | None,
    codes: Iterable[str] | None,
    level: Level,
) -> _core.Continua:
    if not isinstance(study, Study):
        raise BadArgument(f"study: found {_frames.describe(study)}; expected a Study, such as intercoder.read gives")
    given = [_arguments.names(x, what) for x, what in ((coders, "coders"), (sources, "sources"), (codes, "codes"))]
    return _core.Continua(study._at(level), *given)


def _one(
    study: Study, continua: _core.Continua, found: _core.Estimate, undefined: Undefined, coverage: float = float("nan")
) -> UnitizedAgreement:
    if undefined not in ("nan", "raise"):
        raise BadArgument(f"undefined: found {undefined!r}; expected 'nan' or 'raise'")
    if undefined == "raise" and found.value != found.value:
        raise InsufficientData(f"{found.name}: {found.reason}")
    return UnitizedAgreement(found, study._backend, coverage=coverage, notes=tuple(continua.notes), _continua=continua)


def u_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """Krippendorff's alpha for unitizing of 2016: whether coders mark the same passages with the same codes.

    What nobody marked counts as a value of its own. Where one passage ends and another with the same code begins is not
    seen (warning ``touching_units``). Characters are never looked at one by one.

    Parameters
    ----------
    study
        As `read` or `Study.from_segments` gives it. Sources that at least two of the coders were assigned to enter;
        coders need not be the same everywhere.
    coders, sources, codes
        By default all. Codes that exclude each other, such as those of one domain, are chosen by `codes`.
    level
        As for `Study.ratings`: ``"theme"`` or a depth counts codes as the one above them.
    undefined
        ``"nan"`` gives NaN with a status where there is no value, ``"raise"`` raises InsufficientData.

    Returns
    -------
    UnitizedAgreement
        Its interval says how much sources differ.

    Raises
    ------
    BadArgument
        When passages of one coder with different codes overlap: `pooled_u_alpha`, `presence_u_alpha` and `set_u_alpha`
        are made for that. For a name that is not known.

    References
    ----------
    Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364; Krippendorff (2019), Content
    Analysis, 4th edition, section 12.6.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 20, 2, 20]}
    >>> rows |= {"end": [10, 30, 10, 33], "code": ["a", "b", "a", "b"]}
    >>> s = ic.Study.from_segments(rows, lengths={"P1": 40})
    >>> a = ic.u_alpha(s)
    >>> print(f"{a.value:.3f}", a.n_sources, a.interval().reason)
    0.816 1 One source only: an interval says how much sources differ, and needs at least two.
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.u_alpha(c), undefined)


def binary_u_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """Whether coders agree on what is worth marking, whatever the code.

    Parameters, errors and references are those of `u_alpha`.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 2, "coder": ["Ada", "Ben"], "start": [0, 20], "end": [10, 30], "code": ["a", "b"]}
    >>> print(f"{ic.binary_u_alpha(ic.Study.from_segments(rows, lengths={'P1': 40})).value:.3f}")
    -0.279
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.binary_u_alpha(c), undefined)


def cu_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """Whether coders who marked the same passage gave it the same code.

    Blind to what only one of them marked: give `coverage`, the share of the material that two coders marked, beside it.
    Parameters, errors and references are those of `u_alpha`.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 10, 0, 12]}
    >>> rows |= {"end": [10, 20, 12, 20], "code": ["a", "b", "a", "b"]}
    >>> a = ic.cu_alpha(ic.Study.from_segments(rows, lengths={"P1": 20}))
    >>> print(f"{a.value:.4f} {a.coverage:.0%}")
    0.8495 100%
    """
    c = _continua(study, coders, sources, codes, level)
    found = _core.cu_alpha(c)
    return _one(study, c, found.estimate, undefined, found.coverage)


def k_u_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
) -> UnitizedByCode:
    """For each code: whether a passage with it that meets another coder's meets the same code there.

    Not the agreement on using the code at all, which is `presence_u_alpha`. `coverage` of each is the share of what has
    the code that meets any other coder's passage. Parameters, errors and references are those of `u_alpha`.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 10, 0, 12]}
    >>> rows |= {"end": [10, 20, 12, 20], "code": ["a", "b", "a", "b"]}
    >>> by_code = ic.k_u_alpha(ic.Study.from_segments(rows, lengths={"P1": 20}))
    >>> print(f"{by_code['a'].value:.4f} {by_code['b'].value:.4f}")
    0.8540 0.8440
    """
    c = _continua(study, coders, sources, codes, level)
    found = zip(c.codes, _core.k_u_alpha(c), strict=True)
    return UnitizedByCode(
        {code: _of_code(study, c, code, part.estimate, part.coverage) for code, part in found}, study._backend
    )


def presence_u_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
) -> UnitizedByCode:
    """For each code: whether coders agree on where it applies and where it does not.

    Codes may overlap. Passages of one coder with one code that overlap count as one. Parameters and references are
    those of `u_alpha`.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 20, 2, 20]}
    >>> rows |= {"end": [10, 30, 10, 33], "code": ["a"] * 4}
    >>> print(ic.presence_u_alpha(ic.Study.from_segments(rows, lengths={"P1": 40})))
    a: 0.768
    """
    c = _continua(study, coders, sources, codes, level)
    found = zip(c.codes, _core.presence_u_alpha(c), strict=True)
    return UnitizedByCode({code: _of_code(study, c, code, part) for code, part in found}, study._backend)


def _of_code(
    study: Study, c: _core.Continua, code: str, found: _core.Estimate, coverage: float = float("nan")
) -> UnitizedAgreement:
    return UnitizedAgreement(found, study._backend, code, coverage=coverage, notes=tuple(c.notes))


def pooled_u_alpha(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """All codes at once where several may be on one passage: `presence_u_alpha`, pooled.

    Observed and expected disagreement are each added up over codes. Parameters and references are those of `u_alpha`;
    pooling is that of De Vries, Elliott, Kanouse & Teleki (2008), Field Methods 20.

    Examples
    --------
    >>> import intercoder as ic
    >>> a = ic.pooled_u_alpha(ic.read(ic.datasets.study_path()))
    >>> a.n_sources, a.n_coders, a.status
    (5, 2, 'ok')
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.pooled_u_alpha(c), undefined)


def set_u_alpha(
    study: Study,
    *,
    distance: Literal["dice", "jaccard"] = "dice",
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """All codes at once, with partial credit: what a passage carries is the set of codes on it.

    Where no codes overlap and no passages with one code touch, it is `u_alpha`. This extension is our own; say so when
    you report it. Parameters are those of `u_alpha`, and `distance` of two sets.

    References
    ----------
    Sets: Krippendorff & Craggs (2016), Communication Methods and Measures 10, 181-198. Continua: as `u_alpha`.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 3, "coder": ["Ada", "Ada", "Ben"], "start": [0, 5, 0], "end": [10, 10, 10]}
    >>> s = ic.Study.from_segments(rows | {"code": ["a", "b", "a"]}, lengths={"P1": 40})
    >>> print(f"{ic.set_u_alpha(s).value:.3f} {ic.set_u_alpha(s, distance='jaccard').value:.3f}")
    0.895 0.844
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.set_u_alpha(c, str(distance)), undefined)


def alpha_u_1995(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """Krippendorff's alpha for unitizing of 1995 and 2004, from squared distances between boundaries.

    For comparison with programs that report it; it is not on the scale of `u_alpha`. Parameters are those of `u_alpha`.

    References
    ----------
    Krippendorff (1995), Sociological Methodology 25, 47-76; Krippendorff (2004), Content Analysis, 2nd edition, p. 254.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["A", "B", "B", "B"], "start": [1, 2, 4, 6], "end": [9, 3, 5, 7]}
    >>> s = ic.Study.from_segments(rows | {"code": ["a"] * 4}, lengths={"P1": 10})
    >>> print(f"{ic.alpha_u_1995(s).value:.4f}")
    -0.7003
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.alpha_u_1995(c), undefined)


def alpha_u_2013(
    study: Study,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    level: Level = "code",
    undefined: Undefined = "nan",
) -> UnitizedAgreement:
    """Krippendorff's alpha for unitizing of 2013, which its author gave up for `u_alpha`.

    For comparison with programs that report it; what nobody marked does not enter. Parameters are those of `u_alpha`.

    References
    ----------
    Krippendorff (2013), Content Analysis, 3rd edition, section 12.4.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 3, "coder": ["Ada", "Ben", "Ben"], "start": [0, 0, 20], "end": [10, 12, 30]}
    >>> s = ic.Study.from_segments(rows | {"code": ["a", "a", "b"]}, lengths={"P1": 40})
    >>> print(f"{ic.alpha_u_2013(s).value:.3f}")
    0.225
    """
    c = _continua(study, coders, sources, codes, level)
    return _one(study, c, _core.alpha_u_2013(c), undefined)


def domain_u_alpha(
    study: Study,
    domains: Mapping[str, Iterable[str]] | None = None,
    *,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
) -> UnitizedByCode:
    """`u_alpha` of each semantic domain: of codes that exclude each other, while domains may overlap.

    Parameters
    ----------
    study, coders, sources
        As for `u_alpha`.
    domains
        Names, each with its codes. By default each code at the top of the codebook, with the codes below it.

    Returns
    -------
    UnitizedByCode
        One value a domain, by its name.

    Raises
    ------
    BadArgument
        As `u_alpha`, and for a domain without codes.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"source": ["P1"] * 4, "coder": ["A", "A", "B", "B"], "start": [0, 5, 0, 5], "end": [10, 15, 10, 20]}
    >>> s = ic.Study.from_segments(rows | {"code": ["mood > joy", "topic > work"] * 2}, lengths={"P1": 40})
    >>> by_domain = ic.domain_u_alpha(s)
    >>> print({name: round(a.value, 2) for name, a in by_domain.items()})
    {'mood': 1.0, 'topic': 0.73}
    """
    chosen = study_domains(study, domains)
    values = {}
    for name, codes in chosen:
        c = _continua(study, coders, sources, codes, "code")
        values[name] = UnitizedAgreement(_core.u_alpha(c), study._backend, name, notes=tuple(c.notes), _continua=c)
    return UnitizedByCode(values, study._backend)


def study_domains(study: Study, domains: Mapping[str, Iterable[str]] | None) -> list[tuple[str, list[str]]]:
    """Read semantic domains; by default the codes used, by what stands above them at the top."""
    if domains is None:
        used = set(study._coding_columns()["code"])
        top: dict[str, list[str]] = {}
        for path in study._core.codes.paths:
            if path in used:
                top.setdefault(path.split(" > ", 1)[0], []).append(path)
        return list(top.items())
    if not isinstance(domains, Mapping):
        raise BadArgument(
            f"domains: found {_frames.describe(domains)}; expected a dict of names, each with a list of codes"
        )
    return [
        (_codes.name(name, "domains"), _arguments.names(codes, f"domain '{name}'")) for name, codes in domains.items()
    ]
