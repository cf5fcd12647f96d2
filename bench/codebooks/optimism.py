"""How far a mapping chosen on the same text flatters agreement, and whether held-out links remove it.

``python bench/codebooks/optimism.py [STUDIES]`` prints means over drawn studies for docs/explanation/codebooks.md.
"""

from __future__ import annotations

import math
import random
import sys

import intercoder as ic


def drawn(seed: int, kappa: float, n_codes: int = 8, n_sources: int = 10, n_units: int = 60) -> ic.Study:
    """Draw a study whose codes agree at this kappa in every unit, at prevalence .12, with other names for B."""
    rng = random.Random(seed)
    rows: dict[str, list[object]] = {name: [] for name in ("source", "coder", "start", "end", "code")}
    for source in (f"S{i}" for i in range(n_sources)):
        for unit in range(n_units):
            for k in range(n_codes):
                a = rng.random() < 0.12
                b = a if rng.random() < kappa else rng.random() < 0.12
                for coder, has in (("A", a), ("B", b)):
                    if has:
                        values = (source, coder, 2 * unit, 2 * unit + 1, f"{coder.lower()}{k}")
                        for column, value in zip(rows, values, strict=True):
                            rows[column].append(value)
    return ic.Study.from_segments(rows, texts={f"S{i}": "x\n" * n_units for i in range(n_sources)})


def main(studies: int) -> None:
    """Print the table."""
    print("| planted kappa | after mapping | held out | error of the mean |\n| --- | --- | --- | --- |")
    for kappa in (0.0, 0.3, 0.6, 0.8):
        size = {"n_sources": 6, "n_units": 30} if kappa == 0 else {}
        found = []
        for seed in range(studies):
            m = ic.compare_codebooks(drawn(seed, kappa, **size), "A", "B", unit="paragraph", resamples=0)
            a = m.agreement()
            found.append((a.after.value, a.held_out.value if a.held_out else math.nan))
        after, held_out = (sum(x) / studies for x in zip(*found, strict=True))
        spread = math.sqrt(sum((x - held_out) ** 2 for _, x in found) / studies / studies)
        print(f"| {kappa} | {after:.3f} | {held_out:.3f} | {spread:.3f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
