"""How often unrelated codes are taken for related, and planted ones are found, in five layouts of codings.

``python bench/codebooks/significance.py [STUDIES]`` prints a table for docs/explanation/codebooks.md.
"""

from __future__ import annotations

import sys
from typing import Any

from drawn import LAYOUTS, unrelated

import intercoder as ic


def main(studies: int) -> None:
    """Print the table."""
    print(
        "| layout | p <= .05, all text codable | p <= .05, what either coded | max-T <= .05 in any pair | planted found |"
    )
    print("| --- | --- | --- | --- | --- |")
    for layout in LAYOUTS:
        row: list[float] = []
        for codable in ("all", None):
            found = [x for seed in range(studies) for x in _table(layout, seed, codable)["p_value"]]
            row.append(sum(p <= 0.05 for p in found) / len(found))
        any_pair = [
            _table(layout, seed, None, correction="max_t", draws=999)["p_adjusted"].min() for seed in range(studies)
        ]
        row.append(sum(p <= 0.05 for p in any_pair) / studies)
        hits = 0
        for seed in range(studies):
            table = _table(layout, seed, None, planted_pair=0.7)
            pair = (table["code_a"] == "Ax") & (table["code_b"] == "planted")
            hits += bool((table[pair]["p_adjusted"] <= 0.05).all())
        row.append(hits / studies)
        print(f"| {layout} | " + " | ".join(f"{x:.3f}" for x in row) + " |", flush=True)


def _table(layout: str, seed: int, codable: str | None, planted_pair: float = 0.0, **how: Any) -> Any:
    study = unrelated(layout, seed, planted_pair=planted_pair)
    return ic.overlap(study, "A", "B").significance(codable=codable, **how)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
