"""One value for many codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intercoder import _core
from intercoder.results import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable


def pooled(agreements: Iterable[Agreement]) -> Agreement:
    """Pool one coefficient over codes: mean observed and mean expected agreement, then one value.

    Codes for which the coefficient is undefined (nobody used them) drop out of both means. The error comes from each
    unit's influences summed over codes, and by source where sources are known: codes of one text are not independent.

    Parameters
    ----------
    agreements
        One for each code, about the same units in the same order; or about different units of known sources.

    Raises
    ------
    BadArgument
        No agreement, different coefficients, or different units without sources.

    References
    ----------
    De Vries, Elliott, Kanouse & Teleki (2008), Field Methods 20, 272-282.

    Examples
    --------
    >>> import intercoder as ic
    >>> first = ic.cohen_kappa([1, 1, 0, 0, 1, 0], [1, 0, 0, 0, 1, 0])
    >>> second = ic.cohen_kappa([0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 0])
    >>> round(ic.pooled([first, second]).value, 4)
    0.6667
    """
    each = list(agreements)
    like = each[0]._like if each else None
    return Agreement(_core.pooled([a._estimate for a in each]), like, [])
