"""Saturation: how many codes each further source added, and whether another one would add any."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from intercoder import _arguments, _core, _display, _frames
from intercoder.errors import BadArgument
from intercoder.themes import rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from intercoder.study import Study
    from intercoder.views import Level

Rule = Literal["guest2020", "francis2010", "s_coefficient", "hennink2017"]

#: Base, run and threshold of each rule, as published.
RULES: dict[str, tuple[int, int, float]] = {
    "guest2020": (4, 2, 0.05),
    "francis2010": (10, 3, 0.0),
    "s_coefficient": (1, 3, 0.05),
    "hennink2017": (1, 1, 0.1),
}


class Estimated(NamedTuple):
    """A value and its standard error; NaN where it is undefined."""

    value: float
    se: float


class Saturation:
    """How many codes each further source added. Made by `saturation`.

    Attributes
    ----------
    reached
        How many sources were enough, by the rule; None where it is not met.
    needed
        How many it took to see that: with the run behind them.
    rule, base, run, threshold
        What was asked for.
    coder
        Whose codes; None for all coders.
    sources
        In the order in which they count.
    n_codes, once, twice
        Codes in all, in one source only, in exactly two.
    chao2, jackknife1, jackknife2, bootstrap
        How many codes there would be if sources like these were added without end, each with ``value`` and ``se``.
    coverage
        The share of mentions of a further source that would be of codes seen here, with ``value`` and ``se``.
    """

    def __init__(self, found: dict[str, Any], sources: list[str], how: dict[str, Any], backend: str | None) -> None:
        self._found, self._backend = found, backend
        self.sources = sources
        self.rule: str = how["rule"]
        self.base: int = how["base"]
        self.run: int = how["run"]
        self.threshold: float = how["threshold"]
        self.coder: str | None = how["coder"]
        self.notes: list[str] = how["notes"]
        self._band: float = how["band"]
        self.reached: int | None = found["reached"]
        self.needed: int | None = found["needed"]
        self.n_codes: int = found["n_codes"]
        self.once: int = found["once"]
        self.twice: int = found["twice"]
        estimates = {name: Estimated(*pair) for name, pair in found["estimates"].items()}
        self.chao2 = estimates["chao2"]
        self.jackknife1 = estimates["jackknife1"]
        self.jackknife2 = estimates["jackknife2"]
        self.bootstrap = estimates["bootstrap"]
        self.coverage = estimates["coverage"]

    @property
    def curve(self) -> Any:
        """One row for each source: source, n, codes, new, seen, run_share, s, expected, low, high.

        ``seen``: codes so far; ``run_share``: codes new in the run behind this source, of those in the base; ``s``: the
        share of its codes that were seen before; ``expected``: codes in as many sources in random order (exact), ``low``
        and ``high``: between which the random orders lie.
        """
        f = self._found
        return _frames.make_frame(
            {
                "source": self.sources,
                "n": list(range(1, len(self.sources) + 1)),
                "codes": f["codes"],
                "new": f["added"],
                "seen": f["seen"],
                "run_share": f["share_of_base"],
                "s": f["s"],
                "expected": f["expected"],
                "low": f["low"],
                "high": f["high"],
            },
            self._backend,
        )

    @property
    def band(self) -> Any:
        """The random orders alone: n, expected, low, high."""
        f = self._found
        n = list(range(1, len(self.sources) + 1))
        return _frames.make_frame(
            {"n": n, "expected": f["expected"], "low": f["low"], "high": f["high"]}, self._backend
        )

    @property
    def in_random_order(self) -> dict[str, float]:
        """When the rule is met in random orders: share of orders in which it is, and their median, 5 % and 95 % points."""
        met, orders = self._found["reached_in_orders"], self._found["orders"]

        def at(p: float) -> float:
            return float(met[round(p * (len(met) - 1))]) if met else math.nan

        share = len(met) / orders if orders else math.nan
        return {"share": share, "median": at(0.5), "low": at(0.05), "high": at(0.95)}

    def to_frame(self) -> Any:
        """One row for each estimator: estimator, value, se."""
        rows = self._estimates()
        return _frames.make_frame(
            {
                "estimator": list(rows),
                "value": [x.value for x in rows.values()],
                "se": [x.se for x in rows.values()],
            },
            self._backend,
        )

    def table(self, format: Literal["markdown", "latex", "html", "csv"] = "markdown") -> str:  # noqa: A002
        """Write the curve as a table: source, codes, new ones, codes so far, and what random orders would have.

        Raises
        ------
        BadArgument
            For another format.
        """
        f = self._found
        rows = [
            [source, str(codes), str(new), str(seen), f"{mean:.1f}", f"{low:.0f} to {high:.0f}"]
            for source, codes, new, seen, mean, low, high in zip(
                self.sources, f["codes"], f["added"], f["seen"], f["expected"], f["low"], f["high"], strict=True
            )
        ]
        return _display.table(["Source", "Codes", "New", "So far", "In random order", "Band"], rows, format)

    def to_dict(self) -> dict[str, Any]:
        """Give all of it as a dict of plain values; None where a number is undefined."""

        def plain(x: Any) -> Any:
            if isinstance(x, list):
                return [plain(v) for v in x]
            return None if isinstance(x, float) and math.isnan(x) else x

        f = self._found
        names = {"codes": "codes", "new": "added", "seen": "seen", "run_share": "share_of_base", "s": "s"}
        names |= {"expected": "expected", "low": "low", "high": "high"}
        return {
            "schema": "intercoder/saturation/1",
            "rule": self.rule,
            "base": self.base,
            "run": self.run,
            "threshold": self.threshold,
            "coder": self.coder,
            "reached": self.reached,
            "needed": self.needed,
            "in_random_order": {name: plain(x) for name, x in self.in_random_order.items()},
            "n_codes": self.n_codes,
            "estimates": {name: {"value": plain(x.value), "se": plain(x.se)} for name, x in self._estimates().items()},
            "curve": {"source": self.sources} | {name: plain(f[key]) for name, key in names.items()},
            "notes": self.notes,
        }

    def plot(self, ax: Axes | None = None) -> Axes:
        r"""Draw codes seen so far, in the order collected, beside random orders, over what each source added.

        A vertical line stands where the rule was reached. `curve` and `table` have the numbers.

        Parameters
        ----------
        ax
            Where to draw; by default a new figure of pyplot, wider for more sources.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.

        Examples
        --------
        >>> import intercoder as ic
        >>> from matplotlib.figure import Figure
        >>> found = ic.saturation(ic.read(ic.datasets.study_path()))
        >>> ax = found.plot(Figure(layout="constrained").subplots())
        >>> [text.get_text() for text in ax.get_legend().get_texts()][-1]
        'rule met at 6:\nGuest et al. (2020; base 4, run 2, 5 %)'
        """
        from intercoder import _plots

        met = "not met" if self.reached is None else f"met at {self.reached}"
        words = {
            "rule": f"rule {met}:\n{self._rule_text().removeprefix('of ')}",
            "band": f"{100 * self._band:g} % of random orders",
        }
        return _plots.saturation(self._found, self.sources, self.reached, words, ax)

    def sentence(self) -> str:
        """Say it as a paper does."""
        n = _display.plural(len(self.sources), "source")
        whose = "the coders" if self.coder is None else self.coder
        if self.reached is None:
            said = f"By the rule {self._rule_text()}, saturation was not reached in {n}"
        elif self.rule == "hennink2017":
            said = f"By the rule {self._rule_text()}, {self.reached} of {n} were enough"
        else:
            said = f"By the rule {self._rule_text()}, saturation was reached at {self.reached} sources ({self.reached}+{self.run})"
        said += f"; {whose} used {_display.plural(self.n_codes, 'code')}"
        if math.isnan(self.chao2.value):
            return f"{said}."
        return (
            f"{said}, of an estimated {self.chao2.value:.0f} (Chao2, SE {self.chao2.se:.1f}). The next mention of a code "
            f"would be of a known one with probability {_core.apa(self.coverage.value)}."
        )

    def _rule_text(self) -> str:
        percent = f"{100 * self.threshold:g} %"
        if self.rule == "guest2020":
            return f"of Guest et al. (2020; base {self.base}, run {self.run}, {percent})"
        if self.rule == "francis2010":
            return f"of Francis et al. (2010; {self.base}+{self.run})"
        if self.rule == "s_coefficient":
            return f"of the S coefficient (at least {100 - 100 * self.threshold:g} % in {self.run} sources running)"
        return f"of Hennink et al. (2017; at most {percent} of all codes missing)"

    def _estimates(self) -> dict[str, Estimated]:
        names = ("chao2", "jackknife1", "jackknife2", "bootstrap", "coverage")
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        reached = "not reached in" if self.reached is None else f"reached at {self.reached} of"
        order = self.in_random_order
        lines = [f"Saturation, {self.rule}: {reached} {_display.plural(len(self.sources), 'source')}"]
        if self.rule in ("guest2020", "francis2010"):
            lines[0] += f" (base {self.base}, run {self.run}, threshold {self.threshold:g})"
        if not math.isnan(order["median"]):
            lines.append(
                f"  random order: reached in {100 * order['share']:.0f} % of orders, median {order['median']:.0f}, "
                f"90 % of them {order['low']:.0f} to {order['high']:.0f}"
            )
        lines.append(
            f"  codes: {self.n_codes} seen, Chao2 {_display.digits(self.chao2.value)}, coverage {_display.digits(self.coverage.value)}"
        )
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        import html

        title, *facts = repr(self).splitlines()
        rows = [tuple(fact.strip().partition(": ")[::2]) for fact in facts[: len(facts) - len(self.notes)]]
        return _display.card(title, [(name, html.escape(text)) for name, text in rows], map(html.escape, self.notes))


def saturation(
    study: Study,
    rule: Rule = "guest2020",
    base: int | None = None,
    run: int | None = None,
    threshold: float | None = None,
    coder: str | None = None,
    *,
    level: Level = "code",
    sources: Iterable[str] | None = None,
    orders: int = 1000,
    band: float = 0.9,
    seed: int = 0,
) -> Saturation:
    """Say how many codes each further source added, and whether another one would add any.

    Parameters
    ----------
    study
        A `Study`; for themes in place of codes see `level`.
    rule
        ``"guest2020"``: the codes that are new in a run of sources are at most a share of those in the base.
        ``"francis2010"``: no code is new in a run behind ten sources ("10+3"). ``"s_coefficient"``: in each of three
        sources running, nearly all of the codes have been seen before. ``"hennink2017"``: nearly all codes that there
        are in the end have been seen.
    base, run, threshold
        Sources in the base, sources in a run, share of codes that may be new (or missing). By default as the rule was
        published: 4, 2 and .05 for ``"guest2020"``; 10, 3 and 0; 3 in a run and .05; .10.
    coder
        Only this coder's codes, in the sources that this coder was assigned to. None: those of all coders, a code that
        one of them found in a source counts there; the layer ``"consensus"`` is not one of them.
    level
        ``"code"``, ``"theme"`` or a depth: see `Study.ratings`.
    sources
        In the order in which they were collected; by default the order of the study. At each new group of
        participants the curve may jump: the order matters.
    orders
        How many random orders the band, and `Saturation.in_random_order`, are made of.
    band
        Share of the random orders that lie within the band.
    seed
        The same seed gives the same digits on any machine.

    Returns
    -------
    Saturation

    Raises
    ------
    BadArgument
        For a rule, coder, source or level that is not known, a base or run of 0, and a threshold outside [0, 1).

    References
    ----------
    Guest, Namey & Chen (2020), PLoS ONE 15, e0232076; Francis et al. (2010), Psychology & Health 25, 1229-1245;
    Hennink, Kaiser & Marconi (2017), Qualitative Health Research 27, 591-608; Chao (1987), Biometrics 43, 783-791;
    Chao & Jost (2012), Ecology 93, 2533-2547.

    Examples
    --------
    >>> import intercoder as ic
    >>> found = ic.saturation(ic.read(ic.datasets.study_path()), coder="VR")
    >>> found.n_codes, len(found.curve)
    (28, 18)
    """
    if str(rule) not in RULES:
        raise BadArgument(f"rule '{rule}'; expected one of {', '.join(RULES)}")
    usual = RULES[str(rule)]
    how: dict[str, Any] = {
        "rule": str(rule),
        "base": usual[0] if base is None else _arguments.whole(base, "base"),
        "run": usual[1] if run is None else _arguments.whole(run, "run"),
        "threshold": usual[2] if threshold is None else _arguments.number(threshold, "threshold"),
        "band": _arguments.number(band, "band"),
    }
    _, found = rows_of(study, "union", level, None if coder is None else [str(coder)], sources, "saturation")
    names = study._core.sources["source"]
    codes = [[k for k, here in enumerate(column) if here] for column in found["present"].T.tolist()]
    result = _core.saturation(
        codes,
        rule=how["rule"],
        base=how["base"],
        run=how["run"],
        threshold=how["threshold"],
        orders=_arguments.whole(orders, "orders"),
        band=how["band"],
        seed=_arguments.whole(seed, "seed"),
    )
    how |= {"coder": coder, "notes": found["notes"]}
    return Saturation(result, [names[i] for i in found["sources"]], how, study._backend)
