"""How matching by use stands noise, beside matching by name: precision and recall of links on seeded variants.

``python bench/codebooks/curve.py [VARIANTS]`` prints a table for docs/explanation/codebooks.md.
"""

from __future__ import annotations

import random
import sys
from typing import Any

import intercoder as ic

NOISE = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


def planted() -> set[tuple[str, str]]:
    """List the links that the shipped study was made with."""
    truth = ic.datasets.truth()
    links = {(code, code) for code in truth["same"]} | {(x["VR"], x["ML"]) for x in truth["renamed"]}
    links |= {(x["VR"], b) for x in truth["split"] for b in x["ML"]}
    return links | {(a, x["ML"]) for x in truth["merged"] for a in x["VR"]}


def noisy(study: ic.Study, noise: float, seed: int, other_names: bool) -> ic.Study:
    """Take the double-coded sources; a coder drops a coding, or gives it another own code, each at half this rate.

    With `other_names` no code of ML has the name of one of VR: nothing but use can tell.
    """
    rng = random.Random(seed)
    table: Any = study.codings
    shared = set(table[table["coder"] == "ML"]["source"])
    table = table[table["source"].isin(shared)]
    own = {coder: sorted(set(rows["code"])) for coder, rows in table.groupby("coder")}
    keep, codes = [], []
    for coder, code in zip(table["coder"], table["code"], strict=True):
        hit = rng.random() < noise
        keep.append(not (hit and rng.random() < 0.5))
        given = rng.choice(own[coder]) if hit else code
        codes.append(f"ML {own[coder].index(given)}" if other_names and coder == "ML" else given)
    lengths = dict(zip(study.sources["source"], study.sources["length"], strict=True))
    out = table.assign(code=codes)[keep].drop(columns=["text", "round"])
    return ic.Study.from_segments(out, lengths={name: lengths[name] for name in shared})


def links(study: ic.Study) -> set[tuple[str, str]]:
    """Find the links by use."""
    table = ic.compare_codebooks(study, "VR", "ML", resamples=0).mapping
    pairs = zip(table["code_a"], table["code_b"], strict=True)
    return {(a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str)}


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
            found = [links(noisy(study, noise, seed, other_names)) for seed in range(variants)]
            right = sum(len(x & target) for x in found)
            row += [right / max(1, sum(map(len, found))), right / variants / len(target)]
        row.append(len(by_name) / len(wanted))
        print(f"| {noise:.0%} | " + " | ".join(f"{x:.3f}" for x in row) + " |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
