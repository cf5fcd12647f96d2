"""How matching by use stands noise, beside matching by name: precision and recall of links on seeded variants.

``python bench/codebooks/curve.py [VARIANTS]`` prints a table for docs/explanation/codebooks.md.
"""

from __future__ import annotations

import sys
from typing import Any

from drawn import links_of, noisy, planted

import intercoder as ic

NOISE = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


def main(variants: int) -> None:
    """Print the table."""
    study, wanted = ic.read(ic.datasets.study_path()), planted()
    codings: Any = study.codings
    of_ml = sorted(set(codings[codings["coder"] == "ML"]["code"]))
    renamed = {(a, f"ML {of_ml.index(b)}") for a, b in wanted}
    by_name = {(a, b) for a, b in wanted if a.rsplit(" > ", 1)[-1] == b.rsplit(" > ", 1)[-1]}
    print("| noise | precision | recall | precision, no shared names | recall, no shared names | recall by name |")
    print("| --- | --- | --- | --- | --- | --- |")
    for noise in NOISE:
        row = []
        for other_names, target in ((False, wanted), (True, renamed)):
            drawn = [noisy(study, noise, seed, other_names) for seed in range(variants)]
            found = [links_of(ic.compare_codebooks(s, "VR", "ML", resamples=0)) for s in drawn]
            right = sum(len(x & target) for x in found)
            row += [right / max(1, sum(map(len, found))), right / variants / len(target)]
        row.append(len(by_name) / len(wanted))
        print(f"| {noise:.0%} | " + " | ".join(f"{x:.3f}" for x in row) + " |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
