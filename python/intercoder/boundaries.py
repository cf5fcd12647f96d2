"""Boundaries: where coders cut a source, whatever they call the pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intercoder import _arguments, _core
from intercoder._arguments import Undefined
from intercoder._documentation import sharing
from intercoder.errors import BadArgument
from intercoder.results import Agreement

if TYPE_CHECKING:
    from intercoder.study import Study


_SHARED = """
    Boundaries are where a coder's units start and end inside a source, each place once. Nothing is taken off for chance.

    Parameters
    ----------
    study
        A `Study`; what is compared are its sources that at least two of the coders were assigned to.{own}
    coders, sources, codes
        Names; None: all.
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.

    Returns
    -------
    BoundaryAgreement
        An `Agreement` whose units are sources.

    Raises
    ------
    BadArgument
        For a name that is not known, or a number that is out of range.
    InsufficientData
        For fewer than two coders; with ``undefined="raise"``, when the value is undefined.
"""
_N_T = """
    n_t
        Boundaries of two coders that lie less than this apart are near misses. Positions are characters: 2 forgives one
        character, 6 or so a word."""
_WINDOW = """
    reference
        The coder whose boundaries are taken as true; None: the first one.
    window
        Length of a window; None: half the mean length of the reference's pieces in each source, at least 2."""


@dataclass(frozen=True, repr=False, eq=False)
class BoundaryAgreement(Agreement):
    """A measure of boundaries. Its units are sources."""

    parameters: Mapping[str, Any] = field(default_factory=dict)  #: what it was computed with

    @property
    def categories(self) -> tuple[Any, ...]:
        """No codes: boundaries have none."""
        return ()

    def to_dict(self, **options: Any) -> dict[str, Any]:
        """Give everything but influences as a dict of plain values, with the schema it follows."""
        return super().to_dict(**options) | {"parameters": dict(self.parameters)}

    def _facts(self) -> dict[str, str]:
        return super()._facts() | {"parameters": ", ".join(f"{name} {x}" for name, x in self.parameters.items())}


def _finish(estimate: _core.Estimate, study: Study, undefined: str, parameters: dict[str, Any]) -> BoundaryAgreement:
    found = _arguments.unless_undefined(estimate, undefined)
    return BoundaryAgreement(found, study._backend, None, False, parameters)


def _documented(own: str) -> Callable[[Any], Any]:
    return sharing(_SHARED.format(own=own))


@_documented(_N_T)
def boundary_similarity(
    study: Study,
    *,
    n_t: int = 2,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    undefined: Undefined = "nan",
) -> BoundaryAgreement:
    """Say how few edits turn one coder's boundaries into another's: 1 less their costs over their number.

    A near miss costs the share of `n_t` by which it misses, a boundary without a counterpart costs 1. Costs and numbers
    are added up over pairs of coders and sources. Undefined where nobody has a boundary.

    [shared]

    References
    ----------
    Fournier (2013), Proceedings of the 51st Annual Meeting of the Association for Computational Linguistics.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 2, 0, 2], "end": [2, 5, 2, 4]}
    >>> rows |= {"source": ["P1"] * 4, "code": ["x"] * 4}
    >>> s = ic.Study.from_segments(rows, lengths={"P1": 11})
    >>> ic.boundary_similarity(s).value
    0.75
    """
    _arguments.check_undefined(undefined)
    told = _arguments.passages(study, "boundary_similarity", coders, sources, codes)
    estimate = _core.boundary_similarity(*told, _arguments.whole(n_t, "n_t"))
    return _finish(estimate, study, undefined, {"n_t": n_t})


@_documented(_N_T)
def segmentation_similarity(
    study: Study,
    *,
    n_t: int = 2,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    undefined: Undefined = "nan",
) -> BoundaryAgreement:
    """Take the costs of `boundary_similarity` over all places where a boundary could be.

    It comes near 1 as sources grow, whatever coders do: compare it between sources of one length only.

    [shared]

    References
    ----------
    Fournier & Inkpen (2012), Proceedings of the 2012 Conference of the North American Chapter of the Association for
    Computational Linguistics.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 2, 0, 2], "end": [2, 5, 2, 4]}
    >>> rows |= {"source": ["P1"] * 4, "code": ["x"] * 4}
    >>> ic.segmentation_similarity(ic.Study.from_segments(rows, lengths={"P1": 11})).value
    0.95
    """
    _arguments.check_undefined(undefined)
    told = _arguments.passages(study, "segmentation_similarity", coders, sources, codes)
    estimate = _core.segmentation_similarity(*told, _arguments.whole(n_t, "n_t"))
    return _finish(estimate, study, undefined, {"n_t": n_t})


def _window(
    of: Callable[..., tuple[_core.Estimate, str]],
    who: str,
    study: Study,
    reference: str | None,
    window: int | None,
    undefined: str,
    *names: Iterable[str] | None,
) -> BoundaryAgreement:
    _arguments.check_undefined(undefined)
    told = _arguments.passages(study, who, *names)
    if reference is not None:
        reference = _arguments.names(reference, "reference")[0]
    if window is not None and _arguments.whole(window, "window") < 1:
        raise BadArgument(f"window: found {window}; expected a length of at least 1, or None")
    estimate, found = of(*told, reference, window or 0)
    return _finish(estimate, study, undefined, {"reference": found, "window": window or "half a piece"})


@_documented(_WINDOW)
def p_k(
    study: Study,
    *,
    reference: str | None = None,
    window: int | None = None,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    undefined: Undefined = "nan",
) -> BoundaryAgreement:
    """Share of windows in which only one of a coder and the reference has a boundary: an error, 0 is perfect.

    Windows of all other coders and of all sources that the reference marked are added up.

    [shared]

    References
    ----------
    Beeferman, Berger & Lafferty (1999), Machine Learning 34.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 2, 0, 2], "end": [2, 5, 2, 4]}
    >>> rows |= {"source": ["P1"] * 4, "code": ["x"] * 4}
    >>> print(f"{ic.p_k(ic.Study.from_segments(rows, lengths={'P1': 11}), reference='Ben').value:.3f}")
    0.222
    """
    return _window(_core.p_k, "p_k", study, reference, window, undefined, coders, sources, codes)


@_documented(_WINDOW)
def window_diff(
    study: Study,
    *,
    reference: str | None = None,
    window: int | None = None,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    undefined: Undefined = "nan",
) -> BoundaryAgreement:
    """Share of windows in which a coder has not as many boundaries as the reference: an error, 0 is perfect.

    Windows of all other coders and of all sources that the reference marked are added up.

    [shared]

    References
    ----------
    Pevzner & Hearst (2002), Computational Linguistics 28.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "start": [0, 2, 0, 2], "end": [2, 5, 2, 4]}
    >>> rows |= {"source": ["P1"] * 4, "code": ["x"] * 4}
    >>> print(f"{ic.window_diff(ic.Study.from_segments(rows, lengths={'P1': 11}), window=3).value:.3f}")
    0.250
    """
    return _window(_core.window_diff, "window_diff", study, reference, window, undefined, coders, sources, codes)
