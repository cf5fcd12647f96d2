"""How many units to code: a function for each question, by the formula of whoever answered it.

All take units as independent; where units come from sources, multiply by `design_effect`, or ask `intercoder.plan`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from intercoder import _core
from intercoder._arguments import number
from intercoder._frames import describe
from intercoder.errors import BadArgument

__all__ = [
    "SampleSize",
    "agreement_width",
    "design_effect",
    "goodness_of_fit",
    "kappa_limits",
    "kappa_test",
    "kappa_width",
    "krippendorff",
    "lacy_riffe",
    "theme_instances",
]


@dataclass(frozen=True)
class SampleSize:
    """How many units are enough, and by which formula."""

    name: str  #: the function that was called
    n_units: int  #: units, rounded up; interviews for `theme_instances`
    exact: float  #: units, before rounding up
    n_values: int | None  #: codes (coders x units), where the source counts those
    formula: str  #: what is behind it, in words
    source: str  #: whose it is: a key of docs/references.bib
    given: dict[str, float]  #: what was asked for
    _said: str = field(repr=False, default="")

    def sentence(self) -> str:
        """Say what the units are enough for, by whose formula, and what that takes for granted."""
        return self._said

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        out = asdict(self)
        del out["_said"]
        return out


def _result(raw: _core.SampleSize) -> SampleSize:
    values = None if math.isnan(raw.n_values) else int(raw.n_values)
    return SampleSize(
        raw.name, int(raw.n_units), raw.exact, values, raw.formula, raw.source, dict(raw.given), raw.sentence()
    )


def whole(value: Any, what: str) -> int:
    """Check a whole number that counts something."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise BadArgument(f"{what}: found {describe(value)}; expected a whole number")
    return value


def _shares(prevalence: float | Sequence[float], what: str = "prevalence") -> list[float]:
    """Read the prevalence of a yes/no code, or the shares of all categories."""
    if isinstance(prevalence, list | tuple):
        return [number(p, f"{what}, category {k}") for k, p in enumerate(prevalence, 1)]
    p = number(prevalence, what)
    if not 0 < p < 1:
        raise BadArgument(f"{what}: {p}; expected a number between 0 and 1, or a share for each category")
    return [1 - p, p]


def agreement_width(agreement: float, half_width: float, *, level: float = 0.95) -> SampleSize:
    """Units for percent agreement with a normal interval of this half-width.

    Parameters
    ----------
    agreement
        The share of agreeing units that is expected, between 0 and 1.
    half_width
        How far the limits of the interval may be from the value.
    level
        Of the interval.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.sample_sizes.agreement_width(0.8, 0.2).n_units
    16
    """
    return _result(
        _core.agreement_width(number(agreement, "agreement"), number(half_width, "half_width"), number(level, "level"))
    )


def kappa_width(kappa: float, half_width: float, *, prevalence: float = 0.5, level: float = 0.95) -> SampleSize:
    """Units for kappa of two coders and one yes/no code with a normal interval of this half-width.

    Parameters
    ----------
    kappa
        The value that is expected, between -1 and 1.
    half_width
        How far the limits of the interval may be from the value.
    prevalence
        Share of the units that have the code, the same for both coders.
    level
        Of the interval.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327, for the variance.

    Examples
    --------
    >>> import intercoder as ic
    >>> [ic.sample_sizes.kappa_width(0.8, 0.1, prevalence=p).n_units for p in (0.05, 0.1, 0.3)]
    [768, 401, 167]
    """
    return _result(
        _core.kappa_width(
            number(kappa, "kappa"),
            number(prevalence, "prevalence"),
            number(half_width, "half_width"),
            number(level, "level"),
        )
    )


def goodness_of_fit(
    null: float,
    kappa: float,
    *,
    prevalence: float | Sequence[float] = 0.5,
    coders: int = 2,
    alpha: float = 0.05,
    power: float = 0.8,
    one_sided: bool = False,
) -> SampleSize:
    """Units for a goodness-of-fit test that tells `kappa` from `null`, for any number of coders.

    Parameters
    ----------
    null, kappa
        The value to be rejected, and the true one.
    prevalence
        Share of the units that have a yes/no code; or the shares of all categories, adding up to 1.
    coders
        How many code each unit.
    alpha, power
        How often the test may see what is not there, and how often it shall see what is.
    one_sided
        Whether only values on the side of `kappa` reject `null`.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    Notes
    -----
    All coders agree on a unit with probability kappa, else each draws on its own. With more than two categories the
    test looks at "all say k", for each k, and "anything else".

    References
    ----------
    Donner & Eliasziw (1992), Statistics in Medicine 11, 1511-1519. Altaye, Donner & Klar (2001), Biometrics 57,
    584-588, for more than two coders.

    Examples
    --------
    >>> import intercoder as ic
    >>> [ic.sample_sizes.goodness_of_fit(0.6, 0.8, prevalence=0.2, coders=m).n_units for m in (2, 3, 4)]
    [192, 122, 97]
    """
    return _result(
        _core.goodness_of_fit(
            number(null, "null"),
            number(kappa, "kappa"),
            _shares(prevalence),
            whole(coders, "coders"),
            number(alpha, "alpha"),
            number(power, "power"),
            bool(one_sided),
        )
    )


def kappa_limits(
    kappa: float,
    lower: float,
    upper: float | None = None,
    *,
    prevalence: float | Sequence[float] = 0.5,
    coders: int = 2,
    level: float = 0.95,
) -> SampleSize:
    """Units so that the goodness-of-fit interval around `kappa` leaves out `lower` and `upper`.

    Parameters
    ----------
    kappa
        The value that is expected.
    lower, upper
        The limits; without `upper`, `lower` is a one-sided limit.
    prevalence
        Share of the units that have a yes/no code; or the shares of all categories, adding up to 1.
    coders
        How many code each unit.
    level
        Of the interval, or of the one-sided limit.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Rotondi & Donner (2012), Journal of Clinical Epidemiology 65, 778-784.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.sample_sizes.kappa_limits(0.4, 0.3, 0.5, prevalence=0.3).n_units
    397
    """
    return _result(
        _core.kappa_limits(
            number(kappa, "kappa"),
            number(lower, "lower"),
            math.nan if upper is None else number(upper, "upper"),
            _shares(prevalence),
            whole(coders, "coders"),
            number(level, "level"),
        )
    )


def kappa_test(
    null: float,
    kappa: float,
    *,
    prevalence: float | Sequence[float] = 0.5,
    other: float | Sequence[float] | None = None,
    alpha: float = 0.05,
    power: float = 0.8,
    one_sided: bool = True,
) -> SampleSize:
    """Units for a z test of two coders' kappa, given how often each uses each category.

    Parameters
    ----------
    null, kappa
        The value to be rejected, and the true one.
    prevalence
        Share of the units to which the first coder gives a yes/no code; or the shares of all categories (up to 20).
    other
        The same of the second coder; None: as the first.
    alpha, power
        How often the test may see what is not there, and how often it shall see what is.
    one_sided
        Whether only values on the side of `kappa` reject `null`.

    Raises
    ------
    BadArgument
        When a number is out of its range, or no table has these shares and this kappa.

    Notes
    -----
    With two categories the shares and kappa fix the table. With more, the table with the largest variance is taken.

    References
    ----------
    Cantor (1996), Psychological Methods 1, 150-153. Flack, Afifi, Lachenbruch & Schouten (1988), Psychometrika 53,
    321-325, for more than two categories.

    Examples
    --------
    >>> import intercoder as ic
    >>> ic.sample_sizes.kappa_test(0.7, 0.85).n_units
    117
    >>> ic.sample_sizes.kappa_test(0.4, 0.6, prevalence=[0.2, 0.25, 0.55]).n_units
    101
    """
    shares = _shares(prevalence)
    return _result(
        _core.kappa_test(
            number(null, "null"),
            number(kappa, "kappa"),
            shares,
            shares if other is None else _shares(other, "other"),
            number(alpha, "alpha"),
            number(power, "power"),
            bool(one_sided),
        )
    )


def krippendorff(
    minimum: float, prevalence: float, *, coders: int = 2, alpha: float = 0.05, power: float = 0.5
) -> SampleSize:
    """Units by Krippendorff's rule, for one category of this prevalence.

    Parameters
    ----------
    minimum
        The smallest alpha that is acceptable.
    prevalence
        Share of the rarest category that matters.
    coders
        How many code each unit.
    alpha
        Significance level, one-sided.
    power
        .5 is what the rule means and what its tables print; .8 takes 2.29 times as many units.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    Notes
    -----
    The rule counts codes (`n_values`), not units. By algebra: so many reject "alpha is at most `minimum`" in half of
    all studies if the true alpha lies midway between `minimum` and 1.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th ed.; Bloch & Kraemer (1989), Biometrics 45, 269-287, eq. 3.7.

    Examples
    --------
    >>> import intercoder as ic
    >>> n = ic.sample_sizes.krippendorff(0.8, 0.25)
    >>> n.n_values, n.n_units
    (139, 70)
    >>> ic.sample_sizes.krippendorff(0.8, 0.25, power=0.8).n_units
    159
    """
    return _result(
        _core.krippendorff_rule(
            number(minimum, "minimum"),
            number(prevalence, "prevalence"),
            whole(coders, "coders"),
            number(alpha, "alpha"),
            number(power, "power"),
        )
    )


def lacy_riffe(population: float, agreement: float, *, standard_error: float = 0.03) -> SampleSize:
    """Units for a standard error of percent agreement in a finite population.

    Parameters
    ----------
    population
        How many units there are in all.
    agreement
        The share of agreeing units in the population that is expected.
    standard_error
        That the sample's share may have; the paper's .03 is 5 points of a one-sided 95 % limit.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Lacy & Riffe (1996), Journalism & Mass Communication Quarterly 73, 963-973.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.sample_sizes.lacy_riffe(1000, 0.9).exact, 2)
    91.9
    """
    return _result(
        _core.lacy_riffe(
            number(population, "population"), number(agreement, "agreement"), number(standard_error, "standard_error")
        )
    )


def theme_instances(prevalence: float, instances: int = 1, *, power: float = 0.8) -> SampleSize:
    """Interviews so that a theme is met at least so many times.

    Parameters
    ----------
    prevalence
        Share of people who have the theme.
    instances
        In how many interviews it shall be met at least.
    power
        With which probability.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Fugard & Potts (2015), International Journal of Social Research Methodology 18, 669-684.

    Examples
    --------
    >>> import intercoder as ic
    >>> print(ic.sample_sizes.theme_instances(0.1, 2).sentence())
    29 interviews are enough to meet a theme that 10% of people have at least 2 times with probability .80 (binomial \
tail, Fugard & Potts, 2015), if people are drawn at random.
    """
    return _result(
        _core.theme_instances(number(prevalence, "prevalence"), whole(instances, "instances"), number(power, "power"))
    )


def design_effect(units_per_source: float, rho: float) -> float:
    """How much larger the error variance is when so many units come from each source: 1 + (m - 1) rho.

    Parameters
    ----------
    units_per_source
        Units from each source, m.
    rho
        Intra-source correlation, from 0 to 1; .05 where nothing is known.

    Raises
    ------
    BadArgument
        When a number is out of its range.

    References
    ----------
    Kish (1965), Survey Sampling.

    Examples
    --------
    >>> import intercoder as ic
    >>> round(ic.sample_sizes.design_effect(40, 0.05), 2)
    2.95
    """
    return _core.design_effect(number(units_per_source, "units_per_source"), number(rho, "rho"))
