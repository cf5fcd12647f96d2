"""Values side by side: do two of them differ, are many the same, and one value for several strata."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from intercoder import _core, _display, _frames
from intercoder._arguments import number
from intercoder.errors import BadArgument
from intercoder.inference import Interval, interval_from
from intercoder.results import Agreement

PublishedFormula = Literal["ratio", "gwet"]
Weighting = Literal["size", "variance", "chance"]


@dataclass(frozen=True)
class Comparison:
    """A second value less a first one. Numbers are NaN where they cannot be given; `reason` then says why."""

    difference: float  #: above 0 when the second value is the higher one
    se: float
    interval: Interval  #: difference +- t times its error
    statistic: float  #: Student's t
    p_value: float  #: two-sided
    df: float
    method: str  #: "paired_t": same units; "welch_t": independent units
    status: str  #: "ok", "identical", "undefined" or "no_error"
    reason: str
    n_units: int | float  #: same units: those that enter one of the values; independent: those of both
    n_sources: int  #: 0 where sources are not known

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as a dict."""
        return asdict(self)

    def sentence(self) -> str:
        """Say the result as a paper does."""
        units = "the same units" if self.method == "paired_t" else "independent units"
        if self.status == "identical":
            return f"The two values are identical. {self.reason}"
        if math.isnan(self.difference):
            return f"The values cannot be compared: {self.reason}"
        out = f"The second value was {_core.apa(abs(self.difference))} {'above' if self.difference >= 0 else 'below'}"
        out += " the first"
        if self.status != "ok":
            return f"{out}; this difference cannot be tested: {self.reason}"
        out += f", {_core.percent(self.interval.level)} CI [{_core.apa(self.interval.low)}, "
        out += f"{_core.apa(self.interval.high)}], t({_degrees(self.df)}) = {self.statistic:.2f}, {_p(self.p_value)}"
        out += f" ({units}, {_display.amount(self.n_units)}"
        out += f" from {_display.plural(self.n_sources, 'source')})." if self.n_sources else ")."
        return f"{out} {self.reason}".rstrip()


@dataclass(frozen=True, eq=False)
class Homogeneity:
    """Whether several values are the same. Numbers are NaN where they cannot be given; `reason` then says why."""

    statistic: float  #: chi-squared, or Hotelling's T^2
    p_value: float
    df: float
    df_error: float  #: of the F distribution behind T^2; NaN for chi-squared
    value: float  #: independent units: the mean, weighted by inverse variances
    se: float  #: of that mean
    method: str  #: "chi_squared": independent units; "hotelling": same units
    status: str  #: "ok", "identical", "undefined" or "no_error"
    reason: str
    pairs: Any = None  #: a frame with one row a pair, where asked for


def _degrees(df: float) -> str:
    return f"{df:.0f}" if df == round(df) else f"{df:.1f}"


def _p(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {_core.apa(p, 3)}"


def _formula(se: Any) -> str:
    if se not in ("ratio", "gwet"):
        raise BadArgument(f"se: found {se!r}; expected 'ratio' or 'gwet'")
    return str(se)


def _paired(paired: Any, who: str) -> bool:
    if not isinstance(paired, bool):
        raise BadArgument(
            f"{who}: paired is {_frames.describe(paired)}; expected True for the same units, False for independent ones"
        )
    return paired


def _agreement(a: Any, who: str) -> Agreement:
    if not isinstance(a, Agreement):
        raise BadArgument(f"{who}: found {_frames.describe(a)}; expected an Agreement, as coefficients return it")
    return a


def _agreements(given: Any, who: str) -> dict[str, Agreement]:
    """Read several agreements, by name or in a list."""
    if isinstance(given, Mapping):
        return {str(name): _agreement(a, who) for name, a in given.items()}
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise BadArgument(f"{who}: found {_frames.describe(given)}; expected agreements, in a list or by name")
    return {str(i): _agreement(a, who) for i, a in enumerate(given, 1)}


def _comparison(raw: _core.ValueDifference) -> Comparison:
    names = ("difference", "se", "statistic", "p_value", "df", "method", "status", "reason", "n_sources")
    fields = {name: getattr(raw, name) for name in names}
    return Comparison(**fields, interval=interval_from(raw.interval), n_units=_display.whole(raw.n_units))


def compare(
    first: Agreement, second: Agreement, /, *, paired: bool, level: float = 0.95, se: PublishedFormula = "ratio"
) -> Comparison:
    """Compare two values: the second less the first.

    The same units, coded twice (`paired`): a t-test of the differences of what each unit pulls. What both values have
    in common cancels out, so small differences can be seen. The coders may be others, or more of them, and even the
    coefficient may be another one. Independent units: Welch's t-test. Where sources are known, errors are summed by
    source, with the degrees of freedom of the automatic interval.

    Parameters
    ----------
    first, second
        What coefficients return.
    paired
        True: both are about the same units, which are found by name (1, 2, ... where nobody named them), whatever
        their order. False: they are about units that know nothing of each other.
    level
        Of the interval, between 0 and 1.
    se
        ``"ratio"`` linearises, ``"gwet"`` is as published.

    Returns
    -------
    Comparison
        Of a value with itself, `difference` is 0, `status` ``"identical"``, and there is no statistic.

    Raises
    ------
    BadArgument
        When units are to be the same and are not, naming the first that differs; when values of independent units are
        of different coefficients; for a level outside (0, 1).

    References
    ----------
    Gwet (2016), Educational and Psychological Measurement 76; Welch (1947), Biometrika 34.

    Examples
    --------
    Two rounds: the same passages before and after a talk about the codebook.

    >>> import intercoder as ic
    >>> before = [["a", "b"], ["b", "b"], ["a", "c"], ["c", "c"], ["a", "a"], ["b", "c"], ["c", "a"], ["b", "b"]]
    >>> after = [["a", "a"], ["b", "b"], ["a", "a"], ["c", "c"], ["a", "a"], ["b", "c"], ["c", "c"], ["b", "b"]]
    >>> c = ic.compare(ic.krippendorff_alpha(before), ic.krippendorff_alpha(after), paired=True)
    >>> print(c.sentence())
    The second value was .53 above the first, 95% CI [-.06, 1.12], t(7) = 2.13, p = .070 (the same units, 8).

    Two groups of coders of the same units: select each group, then compare.

    >>> table = {"A1": list("abcabcabba"), "A2": list("abcabcabbb"), "B1": list("abbaccabca"), "B2": list("acbabcabba")}
    >>> r = ic.Ratings.from_wide(table)
    >>> groups = [ic.fleiss_kappa(r.select(coders=names)) for names in (["A1", "A2"], ["B1", "B2"])]
    >>> c = ic.compare(*groups, paired=True)
    >>> print(f"{c.difference:.3f} {c.statistic:.2f} {c.df:.0f}")
    -0.301 -1.04 9
    """
    a, b = (_agreement(given, "compare")._estimate for given in (first, second))
    return _comparison(_core.compare(a, b, _paired(paired, "compare"), _formula(se), number(level, "level")))


def compare_all(
    agreements: Iterable[Agreement] | Mapping[str, Agreement],
    *,
    paired: bool,
    pairs: bool = False,
    level: float = 0.95,
    se: PublishedFormula = "ratio",
) -> Homogeneity:
    """Test whether several values are the same.

    Independent units: the spread of the values about their mean, weighted by inverse variances, is chi-squared. The
    same units: Hotelling's T^2 of the differences, whose covariance is summed by source where at least two are known.

    Parameters
    ----------
    agreements
        Two values or more, in a list or by name.
    paired
        As for `compare`.
    pairs
        Whether to compare every pair as well, with p-values adjusted by Holm's method.
    level, se
        As for `compare`.

    Returns
    -------
    Homogeneity
        With `pairs`, a frame with the columns `first`, `second`, `difference`, `se`, `low`, `high`, `statistic`,
        `df`, `p_value`, `p_holm`, `status`.

    Raises
    ------
    BadArgument
        As `compare` does, and for fewer than two values.

    References
    ----------
    Fleiss (1981), Statistical Methods for Rates and Proportions, chapter 13; Vanbelle & Albert (2008), Journal of
    Statistical Computation and Simulation 78; Holm (1979), Scandinavian Journal of Statistics 6.

    Examples
    --------
    >>> import intercoder as ic
    >>> sites = {"Graz": [[20, 4], [3, 33]], "Linz": [[15, 9], [6, 30]], "Wien": [[28, 2], [2, 18]]}
    >>> values = {name: ic.cohen_kappa(ic.Ratings.from_confusion(t)) for name, t in sites.items()}
    >>> h = ic.compare_all(values, paired=False, pairs=True)
    >>> print(f"{h.statistic:.2f} {h.df:.0f} {h.p_value:.3f}")
    6.65 2 0.036
    >>> [round(p, 3) for p in h.pairs["p_holm"]]
    [0.106, 0.513, 0.036]
    """
    given = _agreements(agreements, "compare_all")
    values = [a._estimate for a in given.values()]
    raw = _core.compare_all(values, _paired(paired, "compare_all"), _formula(se), number(level, "level"), bool(pairs))
    names = ("statistic", "p_value", "df", "df_error", "value", "se", "method", "status", "reason")
    found = {name: getattr(raw, name) for name in names}
    if not pairs:
        return Homogeneity(**found)
    labels = list(given)
    rows = [
        {"first": labels[pair.first], "second": labels[pair.second]}
        | {name: getattr(pair.result, name) for name in ("difference", "se")}
        | {"low": pair.result.interval.low, "high": pair.result.interval.high}
        | {name: getattr(pair.result, name) for name in ("statistic", "df", "p_value")}
        | {"p_holm": pair.p_adjusted, "status": pair.result.status}
        for pair in raw.pairs
    ]
    frame = _frames.make_frame({name: [row[name] for row in rows] for name in rows[0]}, _backend(given))
    return Homogeneity(**found, pairs=frame)


def _backend(given: Mapping[str, Agreement]) -> str | None:
    return next(iter(given.values()))._backend


def pooled_strata(
    agreements: Iterable[Agreement] | Mapping[str, Agreement], weighting: Weighting = "size"
) -> Agreement:
    """One value for several strata: kinds of units, files, sites.

    The weighted mean of the values. One table of all units would be a fourth answer, in which strata share one chance
    agreement; `pooled` is the fifth, for many codes of the same units.

    Parameters
    ----------
    agreements
        The same coefficient for each stratum, in a list or by name.
    weighting
        ``"size"``: units that enter; ``"variance"``: the inverse of the error variance; ``"chance"``: 1 less expected
        agreement. The title of the result says which.

    Returns
    -------
    Agreement
        Its errors come from the influences of all units, summed by source; weights are taken as given. Units are
        called by the number of their stratum and their name, such as ``"2/17"``.

    Raises
    ------
    BadArgument
        For fewer than two strata, different coefficients, sources known in some strata only, or a stratum without a
        value, an expected agreement or an error where the weights need one.

    References
    ----------
    Barlow, Lai & Azen (1991), Statistics in Medicine 10.

    Examples
    --------
    >>> import intercoder as ic
    >>> tables = [[20, 4], [3, 33]], [[15, 9], [6, 30]], [[28, 2], [2, 18]]
    >>> strata = [ic.cohen_kappa(ic.Ratings.from_confusion(t)) for t in tables]
    >>> for weighting in ("size", "variance", "chance"):
    ...     a = ic.pooled_strata(strata, weighting)
    ...     print(f"{a.title}: {a.value:.3f} ({a.se:.3f})")
    Cohen's kappa of 3 strata, weighted by size: 0.677 (0.057)
    Cohen's kappa of 3 strata, weighted by variance: 0.731 (0.053)
    Cohen's kappa of 3 strata, weighted by chance: 0.687 (0.055)
    """
    given = _agreements(agreements, "pooled_strata")
    if not isinstance(weighting, str):
        raise BadArgument(f"weighting: found {_frames.describe(weighting)}; expected a name, such as 'size'")
    strata = [a._estimate for a in given.values()]
    return Agreement(_core.pooled_strata(strata, weighting), _backend(given) if given else None)
