"""The same numbers from R's psych and vcd, where they are installed: `make oracles`."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from tables import Comparison, conclude, tables

import intercoder as ic

COLUMNS = ("psych", "nominal", "nominal error", "linear", "linear error", "quadratic", "quadratic error")


def has_peers():
    if shutil.which("Rscript") is None:
        return False
    look = "quit(status = !all(c('psych', 'vcd') %in% rownames(installed.packages())))"
    return subprocess.run(["Rscript", "-e", look], capture_output=True).returncode == 0


@pytest.mark.skipif(not has_peers(), reason="needs R with psych and vcd")
def test_kappa_of_two_coders_and_its_error():
    given, cells = [], []
    for table in tables(10, coders=(2, 2)):
        used = np.unique(table)
        if used.size >= 2:
            given.append(np.searchsorted(used, table) + 1.0)  # vcd weighs places
            places = range(1, used.size + 1)
            cells.append([np.sum((given[-1][:, 0] == a) & (given[-1][:, 1] == b)) for a in places for b in places])
    lines = "\n".join(" ".join(map(str, [round(len(c) ** 0.5), *c])) for c in cells) + "\n"
    script = Path(__file__).with_name("peers.R")
    out = subprocess.run(["Rscript", str(script)], input=lines, capture_output=True, text=True, check=True).stdout
    comparisons = {name: Comparison(1e-9) for name in COLUMNS}
    for table, line in zip(given, out.splitlines(), strict=True):
        found = dict(zip(COLUMNS, (float(x.replace("NA", "nan")) for x in line.split()), strict=True))
        shrink = np.sqrt((len(table) - 1) / len(table))
        for weights in ("nominal", "linear", "quadratic"):
            ours = ic.cohen_kappa(table, weights=weights)
            comparisons[weights].check(ours.value, lambda: found[weights], table)
            if ours.status == "ok":
                comparisons[f"{weights} error"].check(ours.se * shrink, lambda: found[f"{weights} error"], table)
            if weights == "nominal":
                comparisons["psych"].check(ours.value, lambda: found["psych"], table)
    conclude(*comparisons.values())
