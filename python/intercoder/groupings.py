"""How alike two coders group units, whatever they call their groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intercoder import _core
from intercoder._arguments import Undefined
from intercoder._coefficient import Missing
from intercoder.ratings import IntoRatings
from intercoder.results import Agreement
from intercoder.scores import agreement_of


def omega_index(
    ratings: IntoRatings,
    other: Any = None,
    /,
    *,
    missing: Missing | None = None,
    undefined: Undefined = "nan",
) -> Agreement:
    """Pairs of units that share equally many codes with both coders, beyond chance.

    For coders with codes of their own, whose names need not match: a unit may belong to several groups, or to none.
    Where every unit has one code it is the adjusted Rand index of the two groupings.

    Parameters
    ----------
    ratings
        `Ratings`, or anything that `Ratings.from_wide` takes: a table of shape ``(units, 2)``, each cell a code, or a
        set of codes. Missing codes are None, NaN or NA.
    other
        The codes of the second coder, where `ratings` is one sequence, those of the first.
    missing
        Only ``"complete"``: units that both coders coded.
    undefined
        ``"nan"``: a value that is undefined is NaN with a `status` and a `reason`. ``"raise"``: an error.

    Returns
    -------
    Agreement
        With `value`, `se`, `interval`, `influence` of shape ``(units,)`` and more.

    Raises
    ------
    BadArgument
        When ratings cannot be read, there are more than two coders, or too many pairs of different rows share a code.
    InsufficientData
        With ``undefined="raise"``, when the value is undefined.

    References
    ----------
    Collins & Dent (1988), Multivariate Behavioral Research 23; Hubert & Arabie (1985), Journal of Classification 2.

    Examples
    --------
    >>> import intercoder as ic
    >>> ada = [{"cost"}, {"cost", "time"}, {"time"}, {"trust"}, set()]
    >>> ben = [{"money"}, {"money"}, {"hours"}, {"faith"}, set()]
    >>> print(f"{ic.omega_index(ada, ben).value:.4f}")
    0.6154
    """
    return agreement_of(_core.omega_index, ratings, other, missing, undefined)


#: Every statistic of groupings by name, in the order of the core.
GROUPINGS: dict[str, Callable[..., Agreement]] = {"omega_index": omega_index}
