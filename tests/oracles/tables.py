"""Random reliability tables for comparisons with other programs, the same in every run."""

import math
import os
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

TABLES = int(os.environ.get("INTERCODER_ORACLE_TABLES", "2000"))
NAN = float("nan")


def tables(
    seed: int, *, coders: tuple[int, int] = (2, 5), missing: bool = False, numeric: bool = False
) -> Iterator[NDArray[np.float64]]:
    """Draw tables of shape (units, coders): codes 1 to q, or unequal numbers; NaN where a code is missing."""
    for k in range(TABLES):
        random = np.random.default_rng([seed, k])
        units, coders_here = int(random.integers(3, 40)), int(random.integers(coders[0], coders[1] + 1))
        values = np.arange(1.0, random.integers(2, 6) + 1)
        if numeric:
            values = np.cumsum(random.integers(1, 4, values.size)).astype(float)
        shares = random.dirichlet(np.ones(values.size))
        shape = (units, coders_here)
        truth = random.choice(values, (units, 1), p=shares)
        table = np.where(random.random(shape) < random.random(), truth, random.choice(values, shape, p=shares))
        if missing:
            table = np.where(random.random(shape) < random.choice([0.05, 0.2, 0.5]), NAN, table)
        yield table


def sets(seed: int) -> Iterator[list[list[frozenset[str]]]]:
    """Draw tables of units x coders whose cells are sets of codes, none of them empty, which not every peer takes."""
    for k in range(TABLES):
        random = np.random.default_rng([seed, k])
        units, coders, codes = (int(random.integers(low, high)) for low, high in ((3, 15), (2, 4), (2, 5)))
        truth = random.random((units, 1, codes)) < random.uniform(0.2, 0.6)
        other = random.random((units, coders, codes)) < random.uniform(0.2, 0.6)
        held = np.where(random.random((units, coders, 1)) < random.random(), truth, other)
        held[~held.any(axis=2), 0] = True
        yield [[frozenset("abcde"[v] for v in np.flatnonzero(cell)) for cell in row] for row in held]


class Comparison:
    """Counts what was compared with a peer, and fails at the first number that differs."""

    def __init__(self, tolerance: float) -> None:
        self.tolerance = tolerance
        self.compared = 0
        self.undefined = 0

    def check(self, ours: float, theirs: Callable[[], float], about: object) -> None:
        """Compare where both are defined: what is said of 0/0, by whomever, is not evidence."""
        found = float(theirs()) if ours == ours else NAN
        if not (math.isfinite(found) and math.isfinite(ours)):
            self.undefined += 1
            return
        if not abs(found - ours) <= self.tolerance:
            raise AssertionError(f"ours {ours!r}, theirs {found!r}, for\n{about!r}")
        self.compared += 1

    def conclude(self, at_least: float = 0.8) -> None:
        """Fail where too little was compared for the comparison to mean anything."""
        assert self.compared >= at_least * (self.compared + self.undefined) > 0
        print(f"{self.compared} compared, {self.undefined} undefined")


def conclude(*comparisons: Comparison) -> None:
    """Conclude all of them."""
    for comparison in comparisons:
        comparison.conclude()
