"""Alphas for unitizing: coders who mark passages of their own choosing, with one code or several."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, Protocol

from intercoder import _arguments, _codes, _core, _frames
from intercoder._arguments import Undefined
from intercoder._documentation import sharing
from intercoder.errors import BadArgument
from intercoder.study import Study
from intercoder.unitized_result import UnitizedAgreement, UnitizedByCode
from intercoder.views import Level

_SHARED = """
    Parameters
    ----------
    study
        As `read` or `Study.from_segments` gives it. Sources that at least two of the coders were assigned to enter;
        coders need not be the same everywhere.{own}
    coders, sources, codes
        By default all. Codes that exclude each other, such as those of one domain, are chosen by `codes`.
    level
        As for `Study.ratings`: ``"theme"`` or a depth counts codes as the one above them.{undefined}

    Returns
    -------
    {returns}
        Intervals say how much sources differ, and need at least two.

    Raises
    ------
    BadArgument
        For a name that is not known{refuses}.
"""
_UNDEFINED = """
    undefined
        ``"nan"`` gives NaN with a status where there is no value, ``"raise"`` raises InsufficientData."""
_EXCLUSIVE = """, and when passages of one coder with different codes overlap: `pooled_u_alpha`,
        `presence_u_alpha` and `set_u_alpha` are made for that"""
_FAMILY = """Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364; Krippendorff (2019),
    Content Analysis, 4th edition, section 12.6."""


class Unitizing(Protocol):
    """A function of a study that gives one value."""

    __name__: str

    def __call__(
        self,
        study: Study,
        *,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        codes: Iterable[str] | None = None,
        level: Level = "code",
        undefined: Undefined = "nan",
    ) -> UnitizedAgreement:
        """Compute the value."""
        ...


class UnitizingByCode(Protocol):
    """A function of a study that gives a value for each code."""

    __name__: str

    def __call__(
        self,
        study: Study,
        *,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        codes: Iterable[str] | None = None,
        level: Level = "code",
    ) -> UnitizedByCode:
        """Compute the values."""
        ...


def _documented(
    name: str,
    *,
    idea: str,
    more: str,
    example: str,
    source: str = _FAMILY,
    exclusive: bool = True,
    by_code: bool = False,
) -> Callable[[Any], Any]:
    shared = _SHARED.format(
        own="",
        undefined="" if by_code else _UNDEFINED,
        returns="UnitizedByCode" if by_code else "UnitizedAgreement",
        refuses=_EXCLUSIVE if exclusive else "",
    )
    example = example.replace("\n", "\n    ")
    text = f"{idea}\n\n    {more}\n{shared}\n    References\n    ----------\n    {source}\n"
    text += f"\n    Examples\n    --------\n    >>> import intercoder as ic\n    {example}\n    "

    def name_it(function: Any) -> Any:
        function.__name__ = function.__qualname__ = name
        function.__module__ = "intercoder"  # where callers find it
        function.__doc__ = inspect.cleandoc(text)
        return function

    return name_it


def _one(study: Study, compared: _core.Continua, found: Any, undefined: Undefined) -> UnitizedAgreement:
    """Take what the core gives: a value, or a value with what it covers."""
    covered = isinstance(found, _core.CoveredEstimate)
    return UnitizedAgreement(
        _arguments.unless_undefined(found.estimate if covered else found, undefined),
        study._backend,
        coverage=found.coverage if covered else float("nan"),
        notes=tuple(compared.notes),
        _continua=compared,
    )


def _unitizing(name: str, **documentation: Any) -> Unitizing:
    """Make the public function of a value of the core."""

    @_documented(name, **documentation)
    def function(
        study: Study,
        *,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        codes: Iterable[str] | None = None,
        level: Level = "code",
        undefined: Undefined = "nan",
    ) -> UnitizedAgreement:
        _arguments.check_undefined(undefined)
        compared = _core.Continua(*_arguments.passages(study, name, coders, sources, codes, level))
        return _one(study, compared, getattr(_core, name)(compared), undefined)

    return function  # type: ignore[no-any-return]


def _unitizing_by_code(name: str, **documentation: Any) -> UnitizingByCode:
    """Make the public function of values of the core, one for each code."""

    @_documented(name, by_code=True, **documentation)
    def function(
        study: Study,
        *,
        coders: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        codes: Iterable[str] | None = None,
        level: Level = "code",
    ) -> UnitizedByCode:
        compared = _core.Continua(*_arguments.passages(study, name, coders, sources, codes, level))
        found = zip(compared.codes, getattr(_core, name)(compared), strict=True)
        values = {
            code: replace(_one(study, compared, value, "nan"), code=code, _continua=None) for code, value in found
        }
        return UnitizedByCode(values, study._backend)

    return function  # type: ignore[no-any-return]


_TWO = '>>> rows = {"source": ["P1"] * 4, "coder": ["Ada", "Ada", "Ben", "Ben"], '

u_alpha = _unitizing(
    "u_alpha",
    idea="Krippendorff's alpha for unitizing of 2016: whether coders mark the same passages with the same codes.",
    more="What nobody marked counts as a value of its own. Where one passage ends and another with the same code begins\n"
    "    is not seen (warning ``touching_units``). Characters are never looked at one by one.",
    example=_TWO + '"start": [0, 20, 2, 20]}\n'
    '>>> rows |= {"end": [10, 30, 10, 33], "code": ["a", "b", "a", "b"]}\n'
    '>>> a = ic.u_alpha(ic.Study.from_segments(rows, lengths={"P1": 40}))\n'
    '>>> print(f"{a.value:.3f}", a.n_sources, a.interval().reason)\n'
    "0.816 1 One source only: an interval says how much sources differ, and needs at least two.",
)

binary_u_alpha = _unitizing(
    "binary_u_alpha",
    idea="Whether coders agree on what is worth marking, whatever the code.",
    more="It comes near the Dice coefficient where most is marked by nobody.",
    example='>>> rows = {"source": ["P1"] * 2, "coder": ["Ada", "Ben"], "start": [0, 20], "end": [10, 30]}\n'
    '>>> s = ic.Study.from_segments(rows | {"code": ["a", "b"]}, lengths={"P1": 40})\n'
    '>>> print(f"{ic.binary_u_alpha(s).value:.3f}")\n-0.279',
)

cu_alpha = _unitizing(
    "cu_alpha",
    idea="Whether coders who marked the same passage gave it the same code.",
    more="Blind to what only one of them marked: give `coverage`, the share of the material that two coders marked, beside it.",
    example=_TWO + '"start": [0, 10, 0, 12]}\n'
    '>>> rows |= {"end": [10, 20, 12, 20], "code": ["a", "b", "a", "b"]}\n'
    '>>> a = ic.cu_alpha(ic.Study.from_segments(rows, lengths={"P1": 20}))\n'
    '>>> print(f"{a.value:.4f} {a.coverage:.0%}")\n0.8495 100%',
)

k_u_alpha = _unitizing_by_code(
    "k_u_alpha",
    idea="For each code: whether a passage with it that meets another coder's meets the same code there.",
    more="Not the agreement on using the code at all, which is `presence_u_alpha`. `coverage` of each is the share of what\n"
    "    has the code that meets any other coder's passage.",
    example=_TWO + '"start": [0, 10, 0, 12]}\n'
    '>>> rows |= {"end": [10, 20, 12, 20], "code": ["a", "b", "a", "b"]}\n'
    '>>> by_code = ic.k_u_alpha(ic.Study.from_segments(rows, lengths={"P1": 20}))\n'
    ">>> print(f\"{by_code['a'].value:.4f} {by_code['b'].value:.4f}\")\n0.8540 0.8440",
)

presence_u_alpha = _unitizing_by_code(
    "presence_u_alpha",
    idea="For each code: whether coders agree on where it applies and where it does not.",
    more="Codes may overlap. Passages of one coder with one code that overlap count as one.",
    exclusive=False,
    example=_TWO + '"start": [0, 20, 2, 20]}\n'
    '>>> rows |= {"end": [10, 30, 10, 33], "code": ["a"] * 4}\n'
    '>>> print(ic.presence_u_alpha(ic.Study.from_segments(rows, lengths={"P1": 40})))\na: 0.768',
)

pooled_u_alpha = _unitizing(
    "pooled_u_alpha",
    idea="All codes at once where several may be on one passage: `presence_u_alpha`, pooled.",
    more="Observed and expected disagreement are each added up over codes.",
    exclusive=False,
    source=_FAMILY + "\n    Pooling: De Vries, Elliott, Kanouse & Teleki (2008), Field Methods 20.",
    example=">>> a = ic.pooled_u_alpha(ic.read(ic.datasets.study_path()))\n"
    ">>> a.n_sources, a.n_coders, a.status\n(5, 2, 'ok')",
)

alpha_u_1995 = _unitizing(
    "alpha_u_1995",
    idea="Krippendorff's alpha for unitizing of 1995 and 2004, from squared distances between boundaries.",
    more="For comparison with programs that report it; it is not on the scale of `u_alpha`. Codes may overlap.",
    exclusive=False,
    source="Krippendorff (1995), Sociological Methodology 25, 47-76; Krippendorff (2004), Content Analysis, 2nd edition,\n"
    "    p. 254.",
    example='>>> rows = {"source": ["P1"] * 4, "coder": ["A", "B", "B", "B"], "start": [1, 2, 4, 6], "end": [9, 3, 5, 7]}\n'
    '>>> s = ic.Study.from_segments(rows | {"code": ["a"] * 4}, lengths={"P1": 10})\n'
    '>>> print(f"{ic.alpha_u_1995(s).value:.4f}")\n-0.7003',
)

alpha_u_2013 = _unitizing(
    "alpha_u_2013",
    idea="Krippendorff's alpha for unitizing of 2013, which its author gave up for `u_alpha`.",
    more="For comparison with programs that report it; what nobody marked does not enter.",
    source="Krippendorff (2013), Content Analysis, 3rd edition, section 12.4.",
    example='>>> rows = {"source": ["P1"] * 3, "coder": ["Ada", "Ben", "Ben"], "start": [0, 0, 20], "end": [10, 12, 30]}\n'
    '>>> s = ic.Study.from_segments(rows | {"code": ["a", "a", "b"]}, lengths={"P1": 40})\n'
    '>>> print(f"{ic.alpha_u_2013(s).value:.3f}")\n0.225',
)


_DISTANCE = """
    distance
        Of two sets: ``"dice"``, 1 - 2 |A and B| / (|A| + |B|), or ``"jaccard"``, 1 - |A and B| / |A or B|."""


@sharing(
    _SHARED.format(own=_DISTANCE, undefined=_UNDEFINED, returns="UnitizedAgreement", refuses=", or another distance")
)
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
    you report it.

    [shared]

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
    _arguments.check_undefined(undefined)
    compared = _core.Continua(*_arguments.passages(study, "set_u_alpha", coders, sources, codes, level))
    return _one(study, compared, _core.set_u_alpha(compared, str(distance)), undefined)


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
    chosen = study_domains(_arguments.study_of(study, "domain_u_alpha"), domains)
    values = {}
    for name, codes in chosen:
        compared = _core.Continua(*_arguments.passages(study, "domain_u_alpha", coders, sources, codes))
        values[name] = replace(_one(study, compared, _core.u_alpha(compared), "nan"), code=name)
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
