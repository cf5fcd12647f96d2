"""Large tables: the right values, and memory that stays near the input's. How long it takes is for bench/ to say."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import intercoder as ic

# Peak above what the process held before, from /proc: a child's ru_maxrss would begin at its parent's peak.
MEASURED = """
import sys
import numpy as np
import intercoder as ic
def held(name):
    lines = open("/proc/self/status").read().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024
table = np.load(sys.argv[1])
before = max(held("VmRSS"), held("VmHWM"))
a = ic.krippendorff_alpha(table, weights=sys.argv[2])
print(a.value, a.se, held("VmHWM") - before)
"""

needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")


def measured(tmp_path, table, weights):
    """Return alpha, its error, and the megabytes that computing them added at the peak."""
    np.save(tmp_path / "table.npy", table)
    paths = os.pathsep.join([str(Path(ic.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    run = [sys.executable, "-c", MEASURED, str(tmp_path / "table.npy"), weights]
    out = subprocess.run(run, check=True, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths})
    return map(float, out.stdout.split())


@needs_proc
@pytest.mark.parametrize("weights", ["ordinal", "interval", "ratio"])
def test_a_million_units_of_distinct_values(tmp_path, weights):
    table = np.random.default_rng(0).random((1_000_000, 2)) + 0.5
    value, se, megabytes = measured(tmp_path, table, weights)
    assert value == pytest.approx(0, abs=0.005)
    assert se == pytest.approx(0.001, rel=0.1)
    assert megabytes < 500


@needs_proc
def test_a_table_of_few_categories_is_not_copied(tmp_path):
    random = np.random.default_rng(0)
    table = random.integers(1, 6, (1_000_000, 5)).astype(float)
    table[random.random(table.shape) < 0.2] = np.nan
    value, _, megabytes = measured(tmp_path, table, "nominal")
    assert value == pytest.approx(0, abs=0.005)
    assert megabytes < table.nbytes / 2**20 / 2


def test_two_hundred_thousand_values_need_no_table_of_values_by_values():
    table = np.random.default_rng(0).random((100_000, 2)) + 0.5
    for weights in ("ordinal", "interval", "ratio"):
        assert ic.krippendorff_alpha(table, weights=weights).value == pytest.approx(0, abs=0.02)
