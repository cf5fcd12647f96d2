"""What is promised about time and memory, as ratios within one run where that is possible."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

NAN = float("nan")


def least(call, repeats=7):
    """The least processor time of several calls."""
    times = []
    for _ in range(repeats):
        started = time.process_time()
        call()
        times.append(time.process_time() - started)
    return min(times)


def test_alpha_costs_a_few_passes_over_the_numbers():
    random = np.random.default_rng(0)
    table = random.integers(1, 6, (1_000_000, 5)).astype(float)
    table[random.random(table.shape) < 0.2] = NAN
    assert least(lambda: ic.krippendorff_alpha(table).value) < 30 * least(table.sum)


def test_kappa_costs_a_few_passes_over_the_codes():
    random = np.random.default_rng(0)
    first = random.integers(0, 5, 1_000_000)
    second = np.where(random.random(first.size) < 0.7, first, random.integers(0, 5, first.size))
    passes = least(lambda: first.sum() + second.sum())
    assert least(lambda: ic.cohen_kappa(first, second).value) < 30 * passes


def test_labels_that_share_objects_cost_little():
    random = np.random.default_rng(0)
    names = np.array([f"category {k}" for k in range(5)], dtype=object)
    labels = names[random.integers(0, 5, (500_000, 2))]
    known = {name: k for k, name in enumerate(names)}
    in_python = least(lambda: [known[x] for x in labels.ravel()], 3)
    assert least(lambda: ic.cohen_kappa(labels).value) < in_python / 4


def test_small_tables_cost_little():
    table = np.array([[1.0, 1], [2, 2], [1, 2], [NAN, 1]] * 3)
    ic.krippendorff_alpha(table)
    assert least(lambda: [ic.krippendorff_alpha(table).value for _ in range(100)]) < 100 * 500e-6


DISTINCT = """
import resource, sys, time
import numpy as np
import intercoder as ic
table = np.random.default_rng(0).random((1_000_000, 2)) + 0.5
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
before, started = used(), time.process_time()
a = ic.krippendorff_alpha(table, weights=sys.argv[1])
print(a.value, a.se, time.process_time() - started, used() - before)
"""


@pytest.mark.skipif(os.name == "nt", reason="reads what the process used in the way of Unix")
@pytest.mark.parametrize("weights", ["ordinal", "interval", "ratio"])
def test_a_million_units_of_distinct_values(weights):
    here = str(Path(ic.__file__).parents[1])
    paths = os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])
    run = [sys.executable, "-c", DISTINCT, weights]
    out = subprocess.run(run, check=True, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths})
    value, se, seconds, megabytes = map(float, out.stdout.split())
    assert value == pytest.approx(0, abs=0.005)
    assert se == pytest.approx(0.001, rel=0.1)
    assert seconds < 2
    assert megabytes < 500


def test_nothing_grows_with_distinct_values_squared():
    random = np.random.default_rng(0)
    small, large = (random.random((n, 2)) + 0.5 for n in (50_000, 200_000))
    for weights in ("ordinal", "interval", "ratio"):
        times = [least(lambda t=t, w=weights: ic.krippendorff_alpha(t, weights=w).value, 3) for t in (small, large)]
        assert times[1] < 8 * times[0]  # a square would be 16
