"""Gamma: how much better the best joint alignment of coders' units is than chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _arguments, _core, _frames
from intercoder._arguments import Undefined
from intercoder._documentation import sharing
from intercoder.errors import BadArgument
from intercoder.gamma_result import Gamma

if TYPE_CHECKING:
    from intercoder.study import Study

IntoDistance = Any  # a function of two codes, a mapping of pairs of codes, or a matrix in the order of `codes`

_SHARED = """
    Parameters
    ----------
    study
        A `Study`; what is compared are its sources that at least two of the coders were assigned to.{own}
    seed
        Of the random annotation sets: the same seed gives the same digits on any machine, with any number of threads.
    precision
        Half the width of a 95 % interval of the disorder expected by chance in a source, as a share of it: at least 30
        random annotation sets are drawn, and as many as this asks for.
    alpha, beta
        How much positions and codes count in the cost of aligning two units: alpha times the squared share by which
        their ends lie apart, plus beta times the distance of their codes. Values with other ones cannot be compared.
    delta_empty
        What it costs that a coder has no unit there: the scale of disorders. The value does not depend on it.
    distance
        Of two codes, 0 for the same; None: 1 for different ones. A function of two paths; a mapping of pairs of paths,
        in either order, where pairs that are not listed have distance 1; or a square matrix in the order of `codes`.
    coders, sources, codes
        Names; None: all.
    steps
        How many choices the search for one alignment of more than two coders may make before it is stopped: the
        value then has `lower` and `upper` limits.
    threads
        None: as many as the machine has.
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.

    Returns
    -------
    Gamma
        An `Agreement` whose units are sources.

    Raises
    ------
    BadArgument
        For a name that is not known, a number that is out of range, or a distance that is none.
    InsufficientData
        For fewer than two coders; with ``undefined="raise"``, when the value is undefined.
"""


def _distance(given: IntoDistance, codes: list[str]) -> Callable[[str, str], float] | None:
    """Read a distance of codes."""
    if given is None or callable(given):
        return given  # type: ignore[no-any-return]
    if isinstance(given, Mapping):
        table = {}
        for pair, value in given.items():
            if not (isinstance(pair, tuple) and len(pair) == 2):
                raise BadArgument(f"distance: found the key {pair!r}; expected pairs of codes")
            table[pair] = _arguments.number(value, f"distance of {pair!r}")
        return lambda a, b: 0.0 if a == b else table.get((a, b), table.get((b, a), 1.0))
    try:
        matrix = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        matrix = np.empty(0)
    if not codes or matrix.shape != (len(codes), len(codes)):
        raise BadArgument(
            f"distance: found {_frames.describe(given)}; expected a function of two codes, a mapping of pairs of codes, "
            "or a square matrix with codes= in its order"
        )
    place = {code: k for k, code in enumerate(codes)}
    return lambda a, b: float(matrix[place[a], place[b]])


def _family(
    who: str,
    study: Study,
    seed: int,
    precision: float,
    alpha: float,
    beta: float,
    delta_empty: float,
    distance: IntoDistance,
    coders: Iterable[str] | None,
    sources: Iterable[str] | None,
    codes: Iterable[str] | None,
    steps: int,
    threads: int | None,
) -> tuple[_core.GammaFamily, dict[str, Any]]:
    """Align and sample what all values of the family need."""
    compared = _arguments.passages(study, who, coders, sources, codes)
    numbers = {"alpha": alpha, "beta": beta, "delta_empty": delta_empty, "precision": precision}
    for name, value in numbers.items():
        _arguments.number(value, name)
    family = _core.gamma_family(
        *compared,
        float(alpha),
        float(beta),
        float(delta_empty),
        _distance(distance, compared[3]),
        float(precision),
        _arguments.whole(seed, "seed"),
        _arguments.whole(steps, "steps"),
        _arguments.whole(threads or 0, "threads"),
    )
    return family, numbers | {"seed": seed, "distance": "nominal" if distance is None else "custom"}


def _finish(
    family: _core.GammaFamily,
    estimate: _core.Estimate,
    details: dict[str, Any],
    parameters: dict[str, Any],
    undefined: str,
    backend: str | None,
    code: str | None = None,
) -> Gamma:
    return Gamma(_arguments.unless_undefined(estimate, undefined), backend, code, False, family, details, parameters)


def _documented(own: str = "") -> Callable[[Any], Any]:
    return sharing(_SHARED.format(own=own))


@_documented()
def gamma(
    study: Study,
    *,
    seed: int = 0,
    precision: float = 0.02,
    alpha: float = 3.0,
    beta: float = 1.0,
    delta_empty: float = 1.0,
    distance: IntoDistance = None,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    steps: int = 200_000,
    threads: int | None = None,
    undefined: Undefined = "nan",
) -> Gamma:
    """Say how much better the best joint alignment of all units is than for coders who mark at random.

    Units may overlap, carry several codes, or have no counterpart. Exact copies of a unit by one coder are one unit. Of
    several sources, disorders times the mean number of units are added up, observed and expected.

    [shared]

    References
    ----------
    Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "code": ["x", "y", "x", "x"]}
    >>> rows |= {"source": ["P1"] * 4, "start": [0, 40, 2, 40], "end": [10, 60, 10, 58]}
    >>> g = ic.gamma(ic.Study.from_segments(rows, lengths={"P1": 100}))
    >>> print(f"{g.value:.2f} {g.observed_disorder:.3f} {g.solution}")
    0.70 0.523 exact
    >>> g.alignment().to_dict("list")
    {'source': ['P1', 'P1'], 'Ada': ['x [0, 10)', 'y [40, 60)'], 'Ben': ['x [2, 10)', 'x [40, 58)']}
    """
    _arguments.check_undefined(undefined)
    family, parameters = _family(
        "gamma",
        study,
        seed,
        precision,
        alpha,
        beta,
        delta_empty,
        distance,
        coders,
        sources,
        codes,
        steps,
        threads,
    )
    return _finish(family, family.gamma(), family.of_gamma(), parameters, undefined, study._backend)


_CODE = """
    code
        Only pairs of units of which at least one has this code: gamma-k. None: all pairs. The alignment is the same."""


@_documented(_CODE)
def gamma_cat(
    study: Study,
    code: str | None = None,
    *,
    seed: int = 0,
    precision: float = 0.02,
    alpha: float = 3.0,
    beta: float = 1.0,
    delta_empty: float = 1.0,
    distance: IntoDistance = None,
    coders: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    codes: Iterable[str] | None = None,
    steps: int = 200_000,
    threads: int | None = None,
    undefined: Undefined = "nan",
) -> Gamma:
    """Say how far the codes of aligned units agree beyond chance: gamma-cat, and gamma-k of one code.

    Of the best alignment as `gamma` finds it, pairs of units that are aligned count by how well they lie on each other;
    units that are alone do not count. `Gamma.by_code` has gamma-k of every code.

    [shared]

    References
    ----------
    Mathet (2017), Computational Linguistics 43.

    Examples
    --------
    >>> import intercoder as ic
    >>> rows = {"coder": ["Ada", "Ada", "Ben", "Ben"], "code": ["x", "y", "x", "x"]}
    >>> rows |= {"source": ["P1"] * 4, "start": [0, 40, 2, 40], "end": [10, 60, 10, 58]}
    >>> s = ic.Study.from_segments(rows, lengths={"P1": 100})
    >>> g = ic.gamma_cat(s)
    >>> print(f"{g.value:.2f} {g.observed_disorder:.3f} {ic.gamma_cat(s, code='x').name}")
    -0.27 0.507 gamma_k
    """
    _arguments.check_undefined(undefined)
    family, parameters = _family(
        "gamma_cat",
        study,
        seed,
        precision,
        alpha,
        beta,
        delta_empty,
        distance,
        coders,
        sources,
        codes,
        steps,
        threads,
    )
    if code is None:
        return _finish(family, family.gamma_cat(), family.of_gamma_cat(), parameters, undefined, study._backend)
    path = _arguments.names(code, "code")[0]
    if path not in family.codes:
        path = study._core.codes.paths[study._core.code_index(path)]
    k = family.code_index(path)
    return _finish(family, family.gamma_k(k), family.of_gamma_k(k), parameters, undefined, study._backend, path)
