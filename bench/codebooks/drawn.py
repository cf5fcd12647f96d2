"""Drawn studies that the proofs of matching use: the shipped study with noise, codes that agree this much, none at all."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import intercoder as ic

LAYOUTS = ("free", "half", "runs", "answers", "unequal prevalence")


def planted() -> set[tuple[str, str]]:
    """List the links that the shipped study was made with."""
    truth = ic.datasets.truth()
    links = {(code, code) for code in truth["same"]} | {(x["VR"], x["ML"]) for x in truth["renamed"]}
    links |= {(x["VR"], b) for x in truth["split"] for b in x["ML"]}
    return links | {(a, x["ML"]) for x in truth["merged"] for a in x["VR"]}


def links_of(mapping: ic.CodebookMapping) -> set[tuple[str, str]]:
    """List the links of a mapping."""
    table = mapping.mapping
    pairs = zip(table["code_a"], table["code_b"], strict=True)
    return {(a, b) for a, b in pairs if isinstance(a, str) and isinstance(b, str)}


def noisy(study: ic.Study, noise: float, seed: int, other_names: bool = False) -> ic.Study:
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


class Marked:
    """Paragraphs that coders mark, each of one letter."""

    def __init__(self) -> None:
        self.rows: dict[str, list[object]] = {name: [] for name in ("source", "coder", "start", "end", "code")}

    def mark(self, source: str, coder: str, units: Iterable[int], code: str) -> None:
        """Give these paragraphs a code."""
        for unit in units:
            values = (source, coder, 2 * unit, 2 * unit + 1, code)
            for column, value in zip(self.rows, values, strict=True):
                self.rows[column].append(value)

    def study(self, n_sources: int, n_units: int) -> ic.Study:
        """Make the study."""
        return ic.Study.from_segments(self.rows, texts={f"S{i}": "x\n" * n_units for i in range(n_sources)})


def agreeing(
    seed: int, kappa: float, n_codes: int = 8, n_sources: int = 10, n_units: int = 60, prevalence: float = 0.12
) -> ic.Study:
    """Draw two coders whose codes agree at this kappa in every paragraph; B's have other names."""
    rng, out = random.Random(seed), Marked()
    for source in (f"S{i}" for i in range(n_sources)):
        for unit in range(n_units):
            for k in range(n_codes):
                a = rng.random() < prevalence
                b = a if rng.random() < kappa else rng.random() < prevalence
                for coder, has in (("A", a), ("B", b)):
                    if has:
                        out.mark(source, coder, [unit], f"{coder.lower()}{k}")
    return out.study(n_sources, n_units)


def unrelated(layout: str, seed: int, n_sources: int = 8, n_units: int = 40, planted_pair: float = 0.0) -> ic.Study:
    """Draw codes of two coders that know nothing of each other, on whole paragraphs, in one of `LAYOUTS`.

    In ``"runs"`` segments are up to four paragraphs long, in ``"half"`` half of each text is coded, in ``"answers"`` every
    other paragraph. Of the stretches that A marks with ``x``, this share is marked by B, too, with ``planted``.
    """
    rng, out = random.Random(seed), Marked()
    for i in range(n_sources):
        common = (0.2 if i % 2 else 2.2) if layout == "unequal prevalence" else 1
        units = list(range(n_units // 2) if layout == "half" else range(n_units))
        units = units[1::2] if layout == "answers" else units
        for coder in "AB":
            for code, prevalence in (("x", 0.15), ("y", 0.3), ("z", 0.3)):
                at = 0
                while at < len(units):
                    run = rng.randint(1, 4) if layout == "runs" else 1
                    if rng.random() < min(0.9, prevalence * common / run):
                        here = units[at : at + run]
                        out.mark(f"S{i}", coder, here, f"{coder}{code}")
                        if coder == "A" and code == "x" and rng.random() < planted_pair:
                            out.mark(f"S{i}", "B", here, "planted")
                    at += run
    return out.study(n_sources, n_units)
