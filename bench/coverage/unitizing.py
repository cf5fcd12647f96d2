"""How often intervals of u-alpha cover the true value: `python bench/coverage/unitizing.py [STUDIES]`.

Studies of S sources and three coders are drawn from one population: passages come from a list that all coders of a source
share, and each coder misses, shifts and recodes some; how much differs from source to source. The true value is that of
20,000 such sources. Shown is the share of 95 % intervals that hold it, and their mean width.
"""

import sys

import numpy as np

import intercoder as ic

CODERS, CODES, LENGTH = ("A", "B", "C"), 5, 2000


def sources(random: np.random.Generator, count: int) -> ic.Study:
    """Draw sources that have nothing to do with each other."""
    rows: dict[str, list] = {name: [] for name in ("source", "coder", "start", "end", "code")}
    for s in range(count):
        care = random.beta(6, 3)  # of this source: some are harder than others
        starts = np.sort(random.integers(0, LENGTH - 80, random.integers(8, 20)))
        ends = np.minimum(starts + random.integers(10, 80, len(starts)), np.append(starts[1:], LENGTH))
        codes = random.integers(0, CODES, len(starts))
        for coder in CODERS:
            last = 0
            for start, end, code in zip(starts, ends, codes, strict=True):
                if end - start < 4 or random.random() > 0.55 + 0.45 * care:
                    continue
                a = max(last, start + int(random.integers(-3, 4)))
                b = min(LENGTH, end + int(random.integers(-3, 4)))
                if a >= b:
                    continue
                last = b
                seen = code if random.random() < 0.4 + 0.6 * care else random.integers(0, CODES)
                for name, value in zip(rows, (f"{s}", coder, int(a), int(b), f"{seen}"), strict=True):
                    rows[name].append(value)
    lengths = {f"{s}": LENGTH for s in range(count)}
    return ic.Study.from_segments(rows, lengths=lengths, assignments={c: list(lengths) for c in CODERS})


def main(studies: int) -> None:
    """Print a line for each number of sources, value and method."""
    methods = ("auto", "t", "percentile", "bca")
    functions = (ic.u_alpha, ic.cu_alpha, ic.pooled_u_alpha)
    truth_of = sources(np.random.default_rng(1), 20_000)
    truth = {f.__name__: f(truth_of).value for f in functions}
    print("true values:", {name: round(value, 4) for name, value in truth.items()})
    print(f"{'sources':>7} {'value':15}" + "".join(f"{m:>18}" for m in methods))
    for count in (3, 5, 10, 15, 30):
        random = np.random.default_rng(count)
        covered = {(f, m): [] for f in truth for m in methods}
        for _ in range(studies):
            study = sources(random, count)
            for f in functions:
                a = f(study)
                for m in methods:
                    i = a.interval(method=m, resamples=500)
                    covered[f.__name__, m].append((i.low <= truth[f.__name__] <= i.high, i.high - i.low))
        for name in truth:
            shown = [np.mean(covered[name, m], axis=0) for m in methods]
            print(f"{count:>7} {name:15}" + "".join(f"   {100 * c:5.1f} % ({w:.3f})" for c, w in shown))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
