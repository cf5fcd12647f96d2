"""The least disorder as pygamma-agreement finds it, where it is installed: `make oracles`."""

import numpy as np
import pytest
from tables import TABLES, Comparison

import intercoder as ic

pytestmark = pytest.mark.filterwarnings("ignore")


def continua(seed, count):
    """Draw rows of coder, code, start, end: 2 to 4 coders, some stretches alike; every coder marks something."""
    for k in range(count):
        random = np.random.default_rng([seed, k])
        coders = int(random.integers(2, 5))
        rows = set()
        for c in range(coders):
            for _ in range(int(random.integers(1, 8))):
                start = int(random.integers(0, 60))
                rows.add((f"coder {c}", "abc"[random.integers(0, 3)], start, start + int(random.integers(1, 15))))
        yield sorted(rows)


def test_observed_disorder():
    peer = pytest.importorskip("pygamma_agreement")
    core = pytest.importorskip("pyannote.core")
    comparison = Comparison(1e-5)  # it computes with single precision
    costs = peer.CombinedCategoricalDissimilarity(alpha=3, beta=1, delta_empty=1.0)
    for rows in continua(1, min(TABLES, 100)):
        coder, code, start, end = zip(*rows, strict=True)
        s = ic.Study.from_segments(
            {"source": ["text"] * len(rows), "coder": coder, "code": code, "start": start, "end": end},
            lengths={"text": 80},
        )
        theirs = peer.Continuum()
        for row in rows:
            theirs.add(row[0], core.Segment(row[2], row[3]), row[1])
        ours = ic.gamma(s, precision=10).observed_disorder
        comparison.check(ours, lambda: theirs.get_best_alignment(costs).disorder, rows)
    comparison.conclude()
