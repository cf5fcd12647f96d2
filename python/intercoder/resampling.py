"""Any function of ratings, resampled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from intercoder import _core, _frames
from intercoder._arguments import number, whole
from intercoder.errors import BadArgument
from intercoder.ratings import IntoRatings, Ratings, as_ratings
from intercoder.results import Agreement

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Bootstrap:
    """A statistic, and what it is on sources (or units) drawn anew. Limits are percentiles of the replicates."""

    value: float  #: on the ratings as they are
    low: float
    high: float
    level: float
    se: float  #: standard deviation of the replicates; NaN for fewer than two
    n_resamples: int
    undefined_resamples: int  #: resamples on which the statistic is NaN: counted, and in no other number
    replicates: NDArray[np.float64]  #: ascending, shape ``(n_resamples - undefined_resamples,)``
    method: str = "percentile"


def bootstrap(
    statistic: Callable[[Ratings], float | Agreement],
    ratings: IntoRatings,
    n: int = 2000,
    seed: int = 0,
    cluster: str | None = "source",
    *,
    level: float = 0.95,
) -> Bootstrap:
    """Resample any function of ratings: sources together where they are known, else units.

    Parameters
    ----------
    statistic
        A function of `Ratings` that gives a number or an `Agreement`; NaN where it has no value. It sees the same units
        with other counts, so it has to take the counts of units into account, as every coefficient here does.
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, coders)``.
    n
        How many resamples, at least 100.
    seed
        The same seed gives the same digits on any machine.
    cluster
        ``"source"``: whole sources are drawn where at least two are known; None: units.
    level
        Between 0 and 1.

    Returns
    -------
    Bootstrap

    Raises
    ------
    BadArgument
        When ratings cannot be read, the statistic gives something else than a number, or an option is out of range.
        What the statistic raises is raised.

    References
    ----------
    Vanbelle & Albert (2008), Journal of Statistical Computation and Simulation 78; Zapf, Castell, Morawietz & Karch
    (2016), BMC Medical Research Methodology 16.

    Examples
    --------
    >>> import intercoder as ic
    >>> r = ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]])
    >>> gap = lambda x: ic.percent_agreement(x).value - ic.cohen_kappa(x).value
    >>> b = ic.bootstrap(gap, r, n=500, seed=1)
    >>> print(f"{b.value:.3f} {b.low:.2f} {b.high:.2f} {b.n_resamples}")
    0.121 0.08 0.17 500
    """
    if not callable(statistic):
        raise BadArgument(f"bootstrap: found {_frames.describe(statistic)}; expected a function of ratings")
    if cluster not in ("source", None):
        raise BadArgument(f"cluster: found {cluster!r}; expected 'source' or None")
    if not 0 < number(level, "level") < 1:
        raise BadArgument(f"level: {level}; expected a number between 0 and 1, such as 0.95")
    table = as_ratings(ratings)

    def value_of(core: _core.Ratings) -> float:
        found: Any = statistic(table._with(core))
        return number(found.value if isinstance(found, Agreement) else found, "what the statistic gave")

    value = value_of(table._core)
    replicates, undefined = _core.bootstrap(
        value_of, table._core, whole(n, "n"), cluster == "source", whole(seed, "seed")
    )
    low, high = np.quantile(replicates, [(1 - level) / 2, (1 + level) / 2]) if replicates.size else (np.nan, np.nan)
    se = float(replicates.std(ddof=1)) if replicates.size > 1 else float("nan")
    return Bootstrap(value, float(low), float(high), float(level), se, n, undefined, replicates)
