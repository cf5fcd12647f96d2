"""How far a mapping chosen on the same text flatters agreement, and whether held-out links remove it.

``python bench/codebooks/optimism.py [STUDIES]`` prints means over drawn studies for docs/explanation/codebooks.md.
"""

from __future__ import annotations

import math
import sys

from drawn import agreeing

import intercoder as ic

#: Planted kappa, sources, paragraphs in each, prevalence of each of eight codes on either side.
DESIGNS = (
    (0.0, 6, 30, 0.12),
    (0.0, 10, 60, 0.12),
    (0.0, 6, 30, 0.3),
    (0.3, 10, 60, 0.12),
    (0.3, 10, 40, 0.05),
    (0.6, 10, 60, 0.12),
    (0.6, 10, 40, 0.05),
    (0.8, 10, 60, 0.12),
    (0.8, 10, 40, 0.05),
)


def main(studies: int) -> None:
    """Print the table."""
    print("| planted kappa | sources x paragraphs | prevalence | after mapping | held out | error of the mean |")
    print("| --- | --- | --- | --- | --- | --- |")
    for kappa, sources, units, prevalence in DESIGNS:
        after, held_out = [], []
        for seed in range(studies):
            study = agreeing(seed, kappa, n_sources=sources, n_units=units, prevalence=prevalence)
            a = ic.compare_codebooks(study, "A", "B", unit="paragraph", resamples=0).agreement()
            after.append(a.after.value)
            held_out.append(a.held_out.value if a.held_out else math.nan)
        row = [*_mean(after)[:1], *_mean(held_out)]
        design = f"{kappa} | {sources} x {units} | {prevalence}"
        print(f"| {design} | " + " | ".join(f"{x:.3f}" for x in row) + " |", flush=True)


def _mean(values: list[float]) -> tuple[float, float]:
    """Mean and its error, where there is a value: without any link there is none."""
    known = [x for x in values if not math.isnan(x)]
    mean = sum(known) / len(known)
    return mean, math.sqrt(sum((x - mean) ** 2 for x in known)) / len(known)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
