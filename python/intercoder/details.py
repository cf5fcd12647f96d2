"""One value by its parts: codes, coders, sources and units. Methods that every agreement has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from intercoder import _core, _display, _frames, benchmarks, drifting
from intercoder.benchmarks import Benchmark, BenchmarkScale
from intercoder.drifting import Drift

if TYPE_CHECKING:
    from intercoder.inference import Method
    from intercoder.results import Agreement


class Details:
    """Tables of an agreement, one row each; and its words."""

    if TYPE_CHECKING:  # what `Agreement` has
        _estimate: _core.Estimate
        _backend: str | None
        code: str | None

        @property
        def _codes(self) -> tuple[Any, ...]: ...

    def by_code(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Take each category against all others, with the same coefficient.

        Weights between categories fall away: a code is there or not. Where cells hold sets, there is a row for each
        single code: is it in the set?

        Returns
        -------
        frame
            The columns of `to_frame`, one row a code.

        Raises
        ------
        BadArgument
            When the value was pooled, so that there is nothing to compute anew.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.fleiss_kappa([["a", "a"], ["b", "a"], ["b", "b"], ["c", "c"], ["c", "b"], ["a", "a"]])
        >>> table = a.by_code()
        >>> list(table["code"]), [round(v, 3) for v in table["value"]]
        (['a', 'b', 'c'], [0.657, 0.25, 0.556])
        """
        parts = _core.by_code(self._estimate)
        names = map(str, self._codes)
        rows = [_row(self, part, level, method, code) for part, code in zip(parts, names, strict=True)]
        return _frame(self, rows)

    def by_pair(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Take each pair of coders, on the units that the two coded, with the same coefficient.

        Returns
        -------
        frame
            `coder_a`, `coder_b`, then the columns of `to_frame`, one row a pair.

        Raises
        ------
        BadArgument
            When the value was pooled, or it is not known which coder gave which code.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.Ratings.from_wide({"Ada": [1, 1, 2, 2, 1], "Ben": [1, 1, 2, 2, 2], "Cem": [1, 2, 2, 1, 1]})
        >>> table = ic.krippendorff_alpha(r).by_pair()
        >>> for a, b, value in zip(table["coder_a"], table["coder_b"], table["value"]):
        ...     print(a, b, f"{value:.2f}")
        Ada Ben 0.64
        Ada Cem 0.25
        Ben Cem -0.08
        """
        names = self._estimate.data.coder_names
        return _frame(
            self,
            [
                {"coder_a": names[part.first], "coder_b": names[part.second]}
                | _row(self, part.value, level, method, self.code)
                for part in _core.by_pair(self._estimate)
            ],
        )

    def without_coder(self, *, level: float = 0.95, method: Method = "auto") -> Any:
        """Leave out each coder.

        Returns
        -------
        frame
            `coder`, `change` of the value without that coder (above 0 when the coder lowers agreement), then the
            columns of `to_frame` for the others, one row a coder.

        Raises
        ------
        BadArgument
            When the value was pooled, coders are not known, or there are fewer than three.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.Ratings.from_wide({"Ada": [1, 1, 2, 2, 1], "Ben": [1, 1, 2, 2, 2], "Cem": [1, 2, 2, 1, 1]})
        >>> table = ic.krippendorff_alpha(r).without_coder()
        >>> list(table["coder"]), [round(x, 2) for x in table["change"]]
        (['Ada', 'Ben', 'Cem'], [-0.33, 0.0, 0.39])
        """
        names = self._estimate.data.coder_names
        return _frame(
            self,
            [
                {"coder": names[part.coder], "change": part.change} | _row(self, part.without, level, method, self.code)
                for part in _core.without_coder(self._estimate)
            ],
        )

    def by_source(self) -> Any:
        """Take each source (transcript, document) that units come from.

        Returns
        -------
        frame
            One row a source: `source`; `n_units` that enter; `value`, `observed`, `expected`, `status` of the source
            alone; `influence`, how far its units together pull the value; `without`, the value without the source, and
            `change`, what leaving it out does to the value. NaN where something cannot be computed.

        Raises
        ------
        BadArgument
            When sources are not known.

        Examples
        --------
        >>> import intercoder as ic
        >>> codes = [[1, 1], [2, 2], [1, 2], [1, 1], [2, 1], [2, 2]]
        >>> a = ic.fleiss_kappa(ic.Ratings.from_wide(codes, sources=["i1", "i1", "i2", "i2", "i3", "i3"]))
        >>> table = a.by_source()
        >>> list(table["source"]), [round(x, 2) for x in table["without"]]
        (['i1', 'i2', 'i3'], [0.0, 0.47, 0.47])
        """
        data = self._estimate.data
        sources = data.sources
        return _frame(
            self,
            [
                {
                    "source": sources[part.source],
                    "n_units": _display.whole(part.n_units),
                    **{name: getattr(part.within, name) for name in ("value", "observed", "expected", "status")},
                    **{name: getattr(part, name) for name in ("influence", "without", "change")},
                }
                for part in _core.by_source(self._estimate)
            ],
        )

    def by_unit(self) -> Any:
        """List every unit and what it does to the value.

        Returns
        -------
        frame
            One row a unit: `unit`; `source` and `count` where known; `codes`, how many coders gave it one;
            `agreement` of its codes; `influence`; `without`, the value without the unit, and `change`, what leaving it
            out does to the value. NaN where a unit has fewer than two codes or does not enter, and for `without` and
            `change` of tables so large that they would take more than about 10^9 steps.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.krippendorff_alpha([["yes", "yes"], ["no", "yes"], ["no", "no"], ["no", "no"]])
        >>> table = a.by_unit()
        >>> [float(x) for x in table["agreement"]], [round(x, 2) for x in table["change"]]
        ([1.0, 0.0, 1.0, 1.0], [-0.53, 0.47, -0.09, -0.09])
        """
        found = _core.by_unit(self._estimate)
        columns = _beside(self, range(self._estimate.data.units)) | {name: v.tolist() for name, v in found.items()}
        return _frames.make_frame(columns, self._backend)

    def disagreements(self) -> Any:
        """List the units on which coders do not agree, most costly first: what to talk about.

        Returns
        -------
        frame
            One row a unit: `unit`; `source` and `count` where known; `cost`, its part of the observed disagreement (all
            costs add up to 1 less `observed`); `share` of it; `agreement` of its codes; `codes`, who gave which.

        Raises
        ------
        BadArgument
            When the value is not made of disagreements of single units, as Light's kappa is not.

        Examples
        --------
        >>> import intercoder as ic
        >>> r = ic.Ratings.from_wide({"Ada": [1, 1, 3, 2], "Ben": [1, 2, 3, 2], "Cem": [1, 2, 1, 2]})
        >>> a = ic.krippendorff_alpha(r, weights="interval")
        >>> table = a.disagreements()
        >>> for unit, cost, codes in zip(table["unit"], table["cost"], table["codes"]):
        ...     print(unit, f"{cost:.3f}", codes)
        3 0.667 1: Cem; 3: Ada, Ben
        2 0.167 1: Ada; 2: Ben, Cem
        >>> round(sum(table["cost"]), 12) == round(1 - a.observed, 12)
        True
        """
        found = _core.unit_disagreements(self._estimate)
        cost = found["cost"]
        columns = _beside(self, found["unit"].tolist())
        columns |= {"cost": cost.tolist(), "share": (cost / cost.sum()).tolist() if len(cost) else []}
        columns |= {"agreement": found["agreement"].tolist(), "codes": found["codes"]}
        return _frames.make_frame(columns, self._backend)

    def benchmark(self, scale: BenchmarkScale = "landis_koch", probability: float = 0.95) -> Benchmark:
        """Find the best word that the value reaches with this probability.

        The value is taken as normal about the true one, within -1 to 1, with its error by source where sources are
        known; probabilities are added up from the best word down. Where there is no error, as for perfect agreement,
        the word is that of the lower limit. Words are for display: they were chosen by convention, and no result rests
        on them.

        Parameters
        ----------
        scale
            ``"landis_koch"`` (1977), ``"altman"`` (1991), ``"fleiss"`` (1981), ``"cicchetti"`` (1994), ``"mchugh"``
            (2012) or ``"krippendorff"`` (2019).
        probability
            Between 0.5 and 1.

        Returns
        -------
        Benchmark

        Raises
        ------
        BadArgument
            For an unknown scale, or a probability that is out of range.

        References
        ----------
        Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 6.

        Examples
        --------
        >>> import intercoder as ic
        >>> a = ic.cohen_kappa(ic.Ratings.from_confusion([[40, 9, 2], [6, 30, 4], [3, 1, 20]]))
        >>> b = a.benchmark()
        >>> b.point_label, b.label, b.sentence()
        ('substantial', 'moderate', 'at least moderate (P > .999, scale landis_koch)')
        """
        return benchmarks.benchmark_of(self._estimate, scale, probability)

    def drift(self, order: Any = None, window: int | None = None, *, level: float = 0.95) -> Drift:
        """Test whether agreement changes while the units are coded.

        The contribution of a unit is the value plus its influence. A straight line through the contributions, over the
        places of the units in their order, says how the value changes from the first unit to the last; residuals may
        have any variance, and are summed by source where sources are known.

        Parameters
        ----------
        order
            A number or a time for each unit; units with the same one share their places. None: the order of the
            ratings.
        window
            Units of each stretch in the table; None: a fifth of them.
        level
            Of the interval, between 0 and 1.

        Returns
        -------
        Drift
            Its `windows` have `first` and `last` unit, `n_units`, the `mean` of their contributions, and the `value`
            of the stretch alone, with its own chance.

        Raises
        ------
        BadArgument
            When `order` has not one number or time for each unit, or for a level or a window out of range.

        References
        ----------
        White (1980), Econometrica 48.

        Examples
        --------
        >>> import intercoder as ic
        >>> ada, ben = list("abacabbcabcaabcabcab"), list("bbcabacbabcaabcabcab")
        >>> d = ic.krippendorff_alpha(ada, ben).drift(window=10)
        >>> print(f"{d.slope:.2f} {d.p_value:.4f}", [round(v, 2) for v in d.windows["mean"]])
        1.69 0.0004 [-0.05, 1.01]
        """
        return drifting.drift_of(self._estimate, order, window, level, self._backend)


def _row(a: Details, part: _core.Estimate, level: float, method: Method, code: str | None) -> dict[str, Any]:
    return replace(cast("Agreement", a), _estimate=part, code=code)._row(level, method)


def _frame(a: Details, rows: list[dict[str, Any]]) -> Any:
    columns = rows[0] if rows else {}
    return _frames.make_frame({name: [row[name] for row in rows] for name in columns}, a._backend)


def _beside(a: Details, units: Iterable[int]) -> dict[str, list[Any]]:
    """Say what is known of units beside their codes."""
    data = a._estimate.data
    names, sources, count = data.unit_names, data.sources, data.count
    known: dict[str, Callable[[int], Any]] = {"unit": lambda u: names[u] if names else str(u + 1)}
    if sources:
        source_of = data.source_of
        known["source"] = lambda u: sources[source_of[u]]
    if len(count):
        known["count"] = lambda u: _display.whole(float(count[u]))
    places = list(units)
    return {name: [of(u) for u in places] for name, of in known.items()}
